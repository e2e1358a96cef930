/* pool.h -- the frontier by rule: which models it holds. */
#ifndef MODEL_POOL_H
#define MODEL_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/assumptions.h"

#define POOL_ABOVE_PARAMETERS 200.0 /* [1e9], of the rule above_200b */

/* The rule, and what it looks at. */
struct pool_choice {
    enum pool_rule rule;
    size_t size;                               /* largest_medians only, else 0          */
    double parameters[ASSUMPTIONS_MAX_MODELS]; /* [1e9]; above_200b only, else 0        */
};

/* The scenario's rule. */
struct pool_choice pool_choice_of(const struct assumptions *a);

/* True when the model may be in the frontier: all may under largest_medians, those with more than
 * 200 billion parameters under above_200b. */
bool pool_may_hold(const struct pool_choice *choice, size_t model);

/* Models by descending median energy; equal medians keep the scenario's order.
 *   median   [n], in the unit of an energy
 *   order    room for n indices, filled */
void pool_order(const double *median, size_t n, size_t *order);

/* Which of n models make up the frontier by the rule, by descending median energy as above.
 *   members     room for n indices
 *   n_members   set to their number, >= 1
 * Returns 0, or -1 when the rule leaves none. */
int pool_choose(const struct pool_choice *choice, const double *median, size_t n,
                size_t *members, size_t *n_members, struct error *e) MUST_CHECK;

#endif
