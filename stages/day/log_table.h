/* log_table.h -- the log2 of a distribution's quantile as polynomials, one for each octave of tail.
 *
 * A 32-bit word w stands for a uniform; d = w or ~w, whichever is below 2^31, is its distance from
 * the nearer end. For d in [2^o, 2^(o+1)), o = 16 .. 30, log2 of the quantile is a polynomial of
 * degree 7 in d / 2^o - 1.5, one for each side. d below 2^16 is drawn again (numeric/philox.h):
 * octaves of 80-bit tails then, from 2^-81 to 2^-16. Coefficients are floats; the last bit of libm
 * leaves no trace in them. */
#ifndef DAY_LOG_TABLE_H
#define DAY_LOG_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "numeric/distribution.h"
#include "base/error.h"

#define LOG_TABLE_CELLS 32  /* octave o of the lower side is cell (o - 1) % 16, of the upper 16 */
                            /* more; cell 14 is d = 2^31, or what is beyond a kink              */
#define LOG_TABLE_COEFFICIENTS 8
#define LOG_TABLE_TAILS 65  /* octaves 2^-81, ..., 2^-17 of a tail probability                    */

struct log_table {
    float row[LOG_TABLE_CELLS][LOG_TABLE_COEFFICIENTS];    /* by cell                             */
    float column[LOG_TABLE_COEFFICIENTS][LOG_TABLE_CELLS]; /* the same, by coefficient            */
    float tail[2][LOG_TABLE_TAILS][LOG_TABLE_COEFFICIENTS]; /* lower and upper tail               */
    double centre;  /* log2 of the median: what the polynomials are relative to                   */
    int32_t kink_cell; /* cell with a kink of the density, -1: none. From d = kink on, cell 14    */
    float kink;        /* of the side takes over within this cell's octave                       */
    float limit;       /* d is cut to this: below 2^31 where cell 14 is taken, else 2^31          */
};

/* Makes the table of a distribution.
 *   t   filled on success
 * Returns 0, or -1 when a quantile is not above 0. */
int log_table_make(const struct distribution *d, struct log_table *t,
                   struct error *e) MUST_CHECK;

/* log2 of the quantile over the centre, as the kernel computes it: a float from floats.
 *   word   of the stream
 *   again  64 random bits, looked at only where the word is in the outer 2^-16 */
float log_table_at(const struct log_table *t, uint32_t word, uint64_t again);

/* The relative log2 at a tail probability, from the distribution itself. */
double log_table_exact(const struct distribution *d, const struct log_table *t, struct uniform u);

/* Distance d of a word from the nearer end. */
static inline uint32_t log_table_distance(uint32_t word)
{
    return word >= 0x80000000u ? ~word : word;
}

/* True where a word is in the outer 2^-16 and is drawn again. */
static inline bool log_table_is_tail(uint32_t word)
{
    return log_table_distance(word) < 65536u;
}

#endif
