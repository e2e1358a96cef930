/* elasticity.h -- by how many percent a result moves when an assumption does by one. */
#ifndef ASK_ELASTICITY_H
#define ASK_ELASTICITY_H

#include <stdbool.h>

#include "result/headline.h"
#include "ask/question.h"
#include "base/error.h"

/* Elasticities of several results to one assumption,
 *
 *     d ln y / d ln x  ~  ln(y(x (1 + h)) / y(x (1 - h))) / ln((1 + h) / (1 - h)),  h = 1e-3
 *
 * from exact results. A distribution is scaled whole, ratio and cv kept; so is a line. Where one
 * side is out of the assumption's range, the other alone is taken against the present value.
 *   q          the scenario
 *   row        of q->rows
 *   n, keys    the results
 *   enters     [n] whether the assumption enters them (ask/dependence.h)
 *   present    [n] their present values
 *   out        [n] filled; NAN where there is none: the assumption is no number, is 0, or leaves
 *              the range on both sides; 0 for a result that it does not enter
 * Returns 0, or -1 with a message. */
int elasticity_of(struct question *q, const struct assumption *row, size_t n,
                  const struct headline *keys, const bool *enters, const double *present,
                  double *out, struct error *e) MUST_CHECK;

#endif
