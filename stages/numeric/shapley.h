/* shapley.h -- what each of several changes does to a value, as the mean over all orders of making
 * them (Shapley 1953).
 *
 * The changes are players, a set of them that has been made is a coalition, v(S) is the value with
 * the changes of S made and the others not. The part of player i is
 *
 *     phi_i = sum over S without i of  |S|! (k - |S| - 1)! / k!  (v(S + i) - v(S))
 *
 * and the parts of all k players add up to v(all) - v(none). Up to SHAPLEY_EXACT_MAX players every
 * coalition is valued. With more, orders are drawn at random, each followed by its reverse
 * (antithetic), with the Mersenne Twister (GSL) from a seed of its own; the parts of each order add
 * up to the same difference, hence their mean does. */
#ifndef NUMERIC_SHAPLEY_H
#define NUMERIC_SHAPLEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define SHAPLEY_EXACT_MAX 12   /* players of which all 2^k coalitions are valued */
#define SHAPLEY_PLAYERS_MAX 256
#define SHAPLEY_PAIRS 64       /* orders drawn when there are more, each with its reverse */
#define SHAPLEY_SEED 1953      /* of the generator that draws them */

/* A set of players. Plain value; {0} is the empty one. */
struct coalition {
    uint64_t word[SHAPLEY_PLAYERS_MAX / 64];
};

bool coalition_has(const struct coalition *c, size_t player);

/* Which coalitions must be valued, and how parts come from the values. */
struct shapley_plan {
    size_t players;
    size_t n;                     /* coalitions, at least 1                               */
    struct coalition *coalitions; /* [n] distinct; the first is empty, the last has all   */
    size_t orders;                /* drawn; 0: exact                                      */
    size_t *order;                /* [orders * players]; order 2 j + 1 reverses order 2 j */
};

/* One player's share of the difference, in the unit of the value. */
struct shapley_part {
    double part;           /* phi_i                                                       */
    double standard_error; /* of the drawing of orders; 0 when exact                      */
    double first;          /* v({i}) - v(none): the change made alone                     */
    double last;           /* v(all) - v(all without i): the change made after the others */
};

/* Exact up to SHAPLEY_EXACT_MAX players, else sampled with SHAPLEY_PAIRS and SHAPLEY_SEED.
 *   players   0 to SHAPLEY_PLAYERS_MAX; with 0 the one coalition is the empty one
 *   plan      owned by the caller on success (shapley_plan_free)
 * Returns 0, or -1: too many players, memory. */
int shapley_plan_make(size_t players, struct shapley_plan *plan, struct error *e) MUST_CHECK;

/* The coalitions of 2 x pairs orders, and those of `first` and `last`. Also of so few players that
 * a plan could be exact: a test holds one against the other.
 *   players   1 to SHAPLEY_PLAYERS_MAX
 *   pairs     at least 2, for the standard error
 *   seed      of GSL's mt19937 */
int shapley_plan_sampled(size_t players, size_t pairs, unsigned long seed,
                         struct shapley_plan *plan, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void shapley_plan_free(struct shapley_plan *plan);

/* The parts of one value. Sums are compensated: the parts add up to value[n - 1] - value[0] to
 * rounding.
 *   value   [plan->n], of each coalition
 *   parts   [plan->players], filled */
void shapley_parts(const struct shapley_plan *plan, const double *value,
                   struct shapley_part *parts);

#endif
