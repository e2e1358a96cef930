/* tally.h -- everything that is kept of a day: words that add, and extremes. Its size does not
 * depend on the number of queries.
 *
 * For each stream: for each piece, the sums of node-seconds, energy and improved energy, as digits
 * (KERNEL_DIGITS words each); for each segment, two histograms and the extremes. Two tallies of
 * the same layout merge by adding words and taking minima and maxima, in any order. */
#ifndef DAY_TALLY_H
#define DAY_TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "day/kernel.h"
#include "day/schedule.h"

/* Where a stream's words and extremes begin. */
struct tally_cell {
    size_t words, extremes;
};

struct tally {
    size_t n_words, n_extremes;
    uint64_t *words;     /* [n_words], owned                                            */
    double *low, *high;  /* [n_extremes], owned: relative log2, INFINITY and -INFINITY  */
                         /* where nothing is counted yet                                */
    struct tally_cell *place;   /* [n_streams], owned                                  */
    const struct schedule *schedule; /* borrowed                                        */
    const struct plan *plans;        /* [n_streams], borrowed                           */
};

/* An empty tally, whose words take no memory before they are written.
 *   s, plans   outlive the tally; of the plans only n_buckets is looked at
 *   t          owned by the caller on success (tally_free); zeroed on failure
 * Returns 0, or -1 when memory is out. */
int tally_new(const struct schedule *s, const struct plan *plans, struct tally *t,
              struct error *e) MUST_CHECK;

/* Empties it. */
void tally_clear(struct tally *t);

/* Adds one to the other; both of the same schedule and plans. */
void tally_merge(struct tally *into, const struct tally *from);

/* The digits of a sum: KERNEL_DIGITS words to add to. */
uint64_t *tally_sum(const struct tally *t, size_t stream, size_t piece, enum plan_quantity q);

/* The counts of a segment's histogram, [n_buckets]; q is energy or improved. */
uint64_t *tally_counts(const struct tally *t, size_t stream, size_t segment,
                       enum plan_quantity q);

/* The place of a segment's extremes in low and high; q any quantity. */
size_t tally_extreme(const struct tally *t, size_t stream, size_t segment,
                     enum plan_quantity q);

/* The sum of a range of pieces [first, last) in quanta, below 2^127, correctly rounded to a
 * double; 0 of no pieces. */
double tally_quanta(const struct tally *t, size_t stream, size_t first, size_t last,
                    enum plan_quantity q);

/* Frees; a zeroed struct is accepted. */
void tally_free(struct tally *t);

#endif
