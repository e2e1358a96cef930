/* drawn.h -- energies of a case that has no closed form and is drawn with philox instead. */
#ifndef EXACT_DRAWN_H
#define EXACT_DRAWN_H

#include "exact/exact.h"
#include "exact/case.h"

/* All statistics of an energy, with their standard errors.
 *   c   a drawn case
 * Returns 0, or -1 when memory is out. */
int exact_drawn_summary(const struct exact_case *c, const struct exact_variable *v,
                        struct summary *summary, struct error *e) MUST_CHECK;

/* The sample itself as points, each with the weight 1/n, ascending. Owned by the caller
 * (nodes_free) on success. */
int exact_drawn_points(const struct exact_case *c, const struct exact_variable *v,
                       struct quadrature *out, struct error *e) MUST_CHECK;

#endif
