/* frontier.h -- statistics of the frontier pool of a case, lever by lever, and before trimming. */
#ifndef DRAW_FRONTIER_H
#define DRAW_FRONTIER_H

#include "base/error.h"
#include "draw/levers.h"
#include "draw/pool.h"
#include "numeric/summary.h"

/* One column of the pool, summarised with the standard errors of resampling within each model.
 *   trim       the cuts that made the pool
 *   energies   of the case, sorted
 *   pool       built from them, levers applied
 *   sorted     [pool->n], filled: the column's energies [Wh], ascending; NULL: not wanted
 *   summary    filled [Wh]
 * Returns 0, or -1 when memory is out. */
int frontier_summarize(const struct cuts *trim, const struct case_energies *energies,
                       const struct lever_pool *pool, enum lever_column column, double *sorted,
                       struct summary *summary, struct error *e) MUST_CHECK;

/* The same of the pool's models before trimming, without lever: what the fleet uses. */
int frontier_summarize_all(const struct case_energies *energies, const struct lever_pool *pool,
                           struct summary *summary, struct error *e) MUST_CHECK;

#endif
