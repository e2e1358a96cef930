/* alpha.c -- what a lever does to a mean: E[1/alpha] in closed form. */
#include "numeric/alpha.h"

#include <math.h>

/* a ln(b/a) / (b - a) and its limits: 0 at a = 0, 1 at a = b. */
static double log_ratio(double a, double b)
{
    if (a == 0)
        return 0;
    return b > a ? a * log1p((b - a) / a) / (b - a) : 1;
}

/* The density rises from a to b and falls to c; both parts integrate over 1/x to logarithms. */
static double triangular(const struct distribution *d)
{
    double upper = d->c > d->b ? d->c / (d->c - d->b) * log(d->c / d->b) : 1;
    return 2 / (d->c - d->a) * (upper - log_ratio(d->a, d->b));
}

static double mean_inverse(const struct distribution *d)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return d->a > 0 ? 1 / d->a : INFINITY;
    case DISTRIBUTION_UNIFORM:
        return d->a > 0 ? log1p((d->b - d->a) / d->a) / (d->b - d->a) : INFINITY;
    case DISTRIBUTION_TRIANGULAR:
        return d->a >= 0 && d->b > 0 ? triangular(d) : INFINITY;
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->b * d->b / 2 - d->a);
    case DISTRIBUTION_EXPONENTIAL:
        return INFINITY;
    case DISTRIBUTION_GAMMA:
        return d->a > 1 ? 1 / (d->b * (d->a - 1)) : INFINITY;
    }
    return NAN;
}

int alpha_mean_inverse(const struct distribution *alpha, double *mean, struct error *e)
{
    *mean = mean_inverse(alpha);
    if (isfinite(*mean))
        return 0;
    return error_set(e, "found a distribution of alpha that comes near 0, so that 1/alpha has an "
                        "infinite mean, want one that stays away from it");
}
