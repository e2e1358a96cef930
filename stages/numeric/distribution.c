/* distribution.c -- the distributions that a scenario can name: quantile, probability, mean, draw */
#include "numeric/distribution.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

static double triangular_quantile(const struct distribution *d, struct uniform u)
{
    double width = d->c - d->a;
    double p = u.upper ? 1.0 - u.tail : u.tail;
    if (p < (d->b - d->a) / width)
        return d->a + sqrt(p * width * (d->b - d->a));
    double q = u.upper ? u.tail : 1.0 - u.tail;
    return d->c - sqrt(q * width * (d->c - d->b));
}

double distribution_quantile(const struct distribution *d, struct uniform u)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return d->a;
    case DISTRIBUTION_UNIFORM:
        return u.upper ? d->b - (d->b - d->a) * u.tail : d->a + (d->b - d->a) * u.tail;
    case DISTRIBUTION_TRIANGULAR:
        return triangular_quantile(d, u);
    case DISTRIBUTION_LOGNORMAL: {
        double x = u.upper ? gsl_cdf_ugaussian_Qinv(u.tail) : gsl_cdf_ugaussian_Pinv(u.tail);
        return exp(d->a + d->b * x);
    }
    case DISTRIBUTION_EXPONENTIAL:
        return -d->a * (u.upper ? log(u.tail) : log1p(-u.tail));
    case DISTRIBUTION_GAMMA:
        return u.upper ? gsl_cdf_gamma_Qinv(u.tail, d->a, d->b)
                       : gsl_cdf_gamma_Pinv(u.tail, d->a, d->b);
    }
    return NAN;
}

static double triangular_below(const struct distribution *d, double x)
{
    double width = d->c - d->a;
    if (x <= d->b)
        return x <= d->a ? 0 : (x - d->a) * (x - d->a) / (width * (d->b - d->a));
    return x >= d->c ? 1 : 1 - (d->c - x) * (d->c - x) / (width * (d->c - d->b));
}

double distribution_below(const struct distribution *d, double x)
{
    if (x == INFINITY) /* GSL has no value there for some */
        return 1;
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return x >= d->a;
    case DISTRIBUTION_UNIFORM:
        return fmin(1, fmax(0, (x - d->a) / (d->b - d->a)));
    case DISTRIBUTION_TRIANGULAR:
        return triangular_below(d, x);
    case DISTRIBUTION_LOGNORMAL:
        return x > 0 ? gsl_cdf_ugaussian_P((log(x) - d->a) / d->b) : 0;
    case DISTRIBUTION_EXPONENTIAL:
        return x > 0 ? -expm1(-x / d->a) : 0;
    case DISTRIBUTION_GAMMA:
        return x > 0 ? gsl_cdf_gamma_P(x, d->a, d->b) : 0;
    }
    return NAN;
}

double distribution_above(const struct distribution *d, double x)
{
    if (x == INFINITY)
        return 0;
    switch (d->kind) {
    case DISTRIBUTION_LOGNORMAL:
        return x > 0 ? gsl_cdf_ugaussian_Q((log(x) - d->a) / d->b) : 1;
    case DISTRIBUTION_EXPONENTIAL:
        return x > 0 ? exp(-x / d->a) : 1;
    case DISTRIBUTION_GAMMA:
        return x > 0 ? gsl_cdf_gamma_Q(x, d->a, d->b) : 1;
    default:
        return 1 - distribution_below(d, x);
    }
}

static double triangular_density(const struct distribution *d, double x)
{
    double width = d->c - d->a;
    if (x < d->a || x > d->c)
        return 0;
    return x < d->b ? 2 * (x - d->a) / (width * (d->b - d->a))
                    : d->c > d->b ? 2 * (d->c - x) / (width * (d->c - d->b)) : 2 / width;
}

double distribution_density(const struct distribution *d, double x)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return NAN;
    case DISTRIBUTION_UNIFORM:
        return x >= d->a && x <= d->b ? 1 / (d->b - d->a) : 0;
    case DISTRIBUTION_TRIANGULAR:
        return triangular_density(d, x);
    case DISTRIBUTION_LOGNORMAL:
        return gsl_ran_lognormal_pdf(x, d->a, d->b);
    case DISTRIBUTION_EXPONENTIAL:
        return gsl_ran_exponential_pdf(x, d->a);
    case DISTRIBUTION_GAMMA:
        return gsl_ran_gamma_pdf(x, d->a, d->b);
    }
    return NAN;
}

double distribution_mean(const struct distribution *d)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
    case DISTRIBUTION_EXPONENTIAL:
        return d->a;
    case DISTRIBUTION_UNIFORM:
        return (d->a + d->b) / 2.0;
    case DISTRIBUTION_TRIANGULAR:
        return (d->a + d->b + d->c) / 3.0;
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->a + d->b * d->b / 2.0);
    case DISTRIBUTION_GAMMA:
        return d->a * d->b;
    }
    return NAN;
}

double distribution_draw_mt(const struct distribution *d, struct mt19937 *stream)
{
    switch (d->kind) {
    case DISTRIBUTION_CONSTANT:
        return d->a;
    case DISTRIBUTION_LOGNORMAL:
        return exp(d->a + d->b * mt19937_normal(stream));
    case DISTRIBUTION_EXPONENTIAL:
        return d->a * mt19937_exponential(stream);
    default:
        return distribution_quantile(d, (struct uniform){mt19937_double(stream), false});
    }
}
