/* plan_check.h -- a plan held against Eq. 1: the kernel works on logarithms of its own. */
#ifndef DAY_PLAN_CHECK_H
#define DAY_PLAN_CHECK_H

#include "base/error.h"
#include "day/plan.h"

/* Compares what the kernel makes of a few dozen queries with query_seconds and query_at: lengths
 * from end to end of their distributions, those at which TPS has a kink, and no output at all.
 *   q, lever   that the plan was made from
 * Returns 0, or -1 with the first query on which they differ by more than floats do. */
int plan_check(const struct plan *plan, const struct query_inputs *q,
               const struct distribution *lever, struct error *e) MUST_CHECK;

#endif
