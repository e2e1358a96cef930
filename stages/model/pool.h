/* pool.h -- the frontier by rule: which models it holds. */
#ifndef MODEL_POOL_H
#define MODEL_POOL_H

#include <stddef.h>

#include "base/error.h"
#include "model/assumptions.h"

#define POOL_ABOVE_PARAMETERS 200.0 /* [1e9], of the rule above_200b */

/* Models by descending median energy; equal medians keep the scenario's order.
 *   median   [n], in the unit of an energy
 *   order    room for n indices, filled */
void pool_order(const double *median, size_t n, size_t *order);

/* Which of the models, in this order, make up the frontier by the scenario's rule.
 *   members   room for a->n_models indices
 *   n         set to their number, >= 1
 * Returns 0, or -1 when the rule leaves none. */
int pool_choose(const struct assumptions *a, const size_t *order, size_t *members, size_t *n,
                struct error *e) MUST_CHECK;

#endif
