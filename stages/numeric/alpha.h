/* alpha.h -- what a lever does to a mean: E[E / alpha] = E[E] E[1/alpha], both independent. */
#ifndef NUMERIC_ALPHA_H
#define NUMERIC_ALPHA_H

#include "numeric/distribution.h"
#include "base/error.h"

/* E[1/alpha].
 * Returns 0, or -1: an alpha that comes so near 0 that the mean is infinite. */
int alpha_mean_inverse(const struct distribution *alpha, double *mean,
                       struct error *e) MUST_CHECK;

#endif
