/* solution.h -- what one number of a scenario would have to be, alone, for a result to reach a
 * target. */
#ifndef ASK_SOLUTION_H
#define ASK_SOLUTION_H

#include <stdio.h>

#include "scenario/value_parts.h"
#include "ask/question.h"
#include "base/error.h"
#include "numeric/root.h"

/* A number that can be moved: a value, a part of it, or all of a distribution by one factor. */
struct movable {
    const struct assumption *row; /* of the scenario                             */
    const struct schema_key *key;
    struct value_part part;       /* its part; looked at unless `scaled`         */
    bool scaled;                  /* all numbers of the value, times what is sought: from 1 */
};

struct movables {
    size_t n;
    struct movable *of;
};

/* All numbers of the scenario that can be moved: numbers, factors that are numbers, each part of
 * each distribution and line, and each distribution whole that has more than one part to scale.
 * Counts, shares and words are not.
 *   out   owned by the caller (movables_free), also on failure; start from {0} */
int movables_list(const struct question *q, struct movables *out, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void movables_free(struct movables *m);

/* The value written with another number in the movable's place.
 *   digits   of each changed number, at most; 17 for all
 *   out      TEXT_SIZE bytes */
int movable_write(const struct movable *m, double number, int digits, char *out,
                  struct error *e) MUST_CHECK;

/* The assignment that makes the change: "pue.p95=1.4", or the value whole where it is scaled.
 *   digits   of each changed number, at most; 17 for all
 *   out      SCHEMA_PATH_SIZE + TEXT_SIZE bytes */
int movable_assignment(const struct movable *m, double number, int digits, char *out,
                       struct error *e) MUST_CHECK;

/* A number and what it makes of the result. */
struct solution {
    struct root root;      /* x is the number, or the factor of a scaled one            */
    int digits;            /* of a root: as few as give the target back to 1e-9, or 10  */
    double standard_error; /* of the result at a root, where it is drawn; else 0        */
};

/* Looks for the nearest number that makes the key reach the target, within the schema's range and
 * where the scenario still holds together. Of a result that is drawn, the target is reached within
 * its sampling error.
 *   key   of results.tsv
 *   out   filled
 * Returns 0, or -1 with a message. */
int solution_find(struct question *q, const struct movable *m, const char *key, double target,
                  struct solution *out, struct error *e) MUST_CHECK;

/* Prints a table: a row a number that can be moved, with what it would have to be, alone, for the
 * key to reach the target; none when it is there already. Shows on a terminal how far it is.
 *   key      of results.tsv
 *   target   finite, in the key's unit
 * Returns 0, or -1: no such key, ... */
int solution_print(struct question *q, const char *key, double target, FILE *stream,
                   struct error *e) MUST_CHECK;

#endif
