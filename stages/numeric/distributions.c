/* distributions.c -- the list of distributions, and those that are above 0 without an end: a row
 * each, its functions above it.
 *
 *   1. what rows share   2. log-normal   3. exponential   4. gamma   5. the list, and what a row
 *   may not have
 *
 * To add one, write its functions and its row, and put it into the list: it can then be given in
 * scenarios, is drawn, integrated and tabulated, and the tests walk it. */
#include "numeric/distributions.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

/* ---- 1. what rows share --------------------------------------------------------------------- */

int distributions_need_less(const char *low, double a, const char *high, double b, struct error *e)
{
    if (a < b)
        return 0;
    return error_set(e, "%s: found %.15g, want less than %s (%.15g)", low, a, high, b);
}

void distributions_fill_a(const struct distribution_values *v, struct distribution *d)
{
    d->a = v->of[0];
}

double distributions_a(const struct distribution *d)
{
    return d->a;
}

double distributions_tail(const struct distribution *d)
{
    return d->type->quantile(d, (struct uniform){DISTRIBUTION_TAIL, true});
}

double distributions_draw(const struct distribution *d, struct mt19937 *stream)
{
    return d->type->quantile(d, (struct uniform){mt19937_double(stream), false});
}

static struct distribution_bounds from_0(const struct distribution *d)
{
    (void)d;
    return (struct distribution_bounds){0, INFINITY};
}

/* ---- 2. log-normal -------------------------------------------------------------------------- */

#define END_SIGMAS 7.7 /* DISTRIBUTION_TAIL of a normal distribution, in standard deviations */
#define MOST 1e300

static int p5_below_p95(const double *of, struct error *e)
{
    return distributions_need_less("p5", of[0], "p95", of[1], e);
}

static void lognormal_fill_p5_p95(const struct distribution_values *v, struct distribution *d)
{
    d->b = log(v->of[1] / v->of[0]) / (2.0 * v->z);
    d->a = log(v->of[0]) + v->z * d->b;
}

static void lognormal_fill_median(const struct distribution_values *v, struct distribution *d)
{
    d->a = log(v->of[0]);
    d->b = log(v->of[1]) / (2.0 * v->z);
}

static void lognormal_fill_mean(const struct distribution_values *v, struct distribution *d)
{
    d->b = log(v->of[1]) / (2.0 * v->z);
    d->a = log(v->of[0]) - d->b * d->b / 2.0;
}

static void lognormal_fill_cv(const struct distribution_values *v, struct distribution *d)
{
    double variance = log1p(v->of[1] * v->of[1]);
    d->a = log(v->of[0]) - variance / 2.0;
    d->b = sqrt(variance);
}

static double lognormal_quantile(const struct distribution *d, struct uniform u)
{
    double x = u.upper ? gsl_cdf_ugaussian_Qinv(u.tail) : gsl_cdf_ugaussian_Pinv(u.tail);
    return exp(d->a + d->b * x);
}

static double lognormal_below(const struct distribution *d, double x)
{
    return x > 0 ? gsl_cdf_ugaussian_P((log(x) - d->a) / d->b) : 0;
}

static double lognormal_above(const struct distribution *d, double x)
{
    return x > 0 ? gsl_cdf_ugaussian_Q((log(x) - d->a) / d->b) : 1;
}

static double lognormal_density(const struct distribution *d, double x)
{
    return gsl_ran_lognormal_pdf(x, d->a, d->b);
}

static double lognormal_mean(const struct distribution *d)
{
    return exp(d->a + d->b * d->b / 2.0);
}

static double lognormal_mean_inverse(const struct distribution *d)
{
    return exp(d->b * d->b / 2 - d->a);
}

static struct distribution_log lognormal_log(const struct distribution *d)
{
    return (struct distribution_log){d->a, d->b};
}

/* Its second moment stands two sigma squared above its median, so that with a wide one little
 * probability is not little energy. */
static double lognormal_end(const struct distribution *d)
{
    return fmin(exp(d->a + d->b * (END_SIGMAS + 2 * d->b)), MOST);
}

static double lognormal_draw(const struct distribution *d, struct mt19937 *stream)
{
    return exp(d->a + d->b * mt19937_normal(stream));
}

const struct distribution_type distribution_lognormal = {
    "lognormal", "log-normal",
    {{{P5, P95}, p5_below_p95, lognormal_fill_p5_p95},
     {{MEDIAN, RATIO}, NULL, lognormal_fill_median},
     {{MEAN, RATIO}, NULL, lognormal_fill_mean},
     {{MEAN, CV}, NULL, lognormal_fill_cv}},
    lognormal_quantile, lognormal_below, lognormal_above, lognormal_density,
    lognormal_mean, lognormal_mean_inverse, lognormal_log, NULL,
    from_0, lognormal_end, lognormal_draw};

/* ---- 3. exponential ------------------------------------------------------------------------- */

static void exponential_fill_median(const struct distribution_values *v, struct distribution *d)
{
    d->a = v->of[0] / log(2.0);
}

static double exponential_quantile(const struct distribution *d, struct uniform u)
{
    return -d->a * (u.upper ? log(u.tail) : log1p(-u.tail));
}

static double exponential_below(const struct distribution *d, double x)
{
    return x > 0 ? -expm1(-x / d->a) : 0;
}

static double exponential_above(const struct distribution *d, double x)
{
    return x > 0 ? exp(-x / d->a) : 1;
}

static double exponential_density(const struct distribution *d, double x)
{
    return gsl_ran_exponential_pdf(x, d->a);
}

static double exponential_mean_inverse(const struct distribution *d)
{
    (void)d;
    return INFINITY;
}

static double exponential_draw(const struct distribution *d, struct mt19937 *stream)
{
    return d->a * mt19937_exponential(stream);
}

const struct distribution_type distribution_exponential = {
    "exponential", "exponential",
    {{{MEDIAN}, NULL, exponential_fill_median}, {{MEAN}, NULL, distributions_fill_a}},
    exponential_quantile, exponential_below, exponential_above, exponential_density,
    distributions_a, exponential_mean_inverse, NULL, NULL,
    from_0, distributions_tail, exponential_draw};

/* ---- 4. gamma ------------------------------------------------------------------------------- */

#define GAMMA_CV_MAX 2.0 /* gsl_cdf_gamma_Pinv fails in the tail from about 3 */

static int cv_not_too_large(const double *of, struct error *e)
{
    if (of[1] <= GAMMA_CV_MAX)
        return 0;
    return error_set(e, "cv: found %.15g, want at most %.15g: beyond, the quantiles of a gamma "
                        "distribution are not known in its lower tail", of[1], GAMMA_CV_MAX);
}

static void gamma_fill(const struct distribution_values *v, struct distribution *d)
{
    d->a = 1.0 / (v->of[1] * v->of[1]);
    d->b = v->of[0] / d->a;
}

static double gamma_quantile(const struct distribution *d, struct uniform u)
{
    return u.upper ? gsl_cdf_gamma_Qinv(u.tail, d->a, d->b)
                   : gsl_cdf_gamma_Pinv(u.tail, d->a, d->b);
}

static double gamma_below(const struct distribution *d, double x)
{
    return x > 0 ? gsl_cdf_gamma_P(x, d->a, d->b) : 0;
}

static double gamma_above(const struct distribution *d, double x)
{
    return x > 0 ? gsl_cdf_gamma_Q(x, d->a, d->b) : 1;
}

static double gamma_density(const struct distribution *d, double x)
{
    return gsl_ran_gamma_pdf(x, d->a, d->b);
}

static double gamma_mean(const struct distribution *d)
{
    return d->a * d->b;
}

static double gamma_mean_inverse(const struct distribution *d)
{
    return d->a > 1 ? 1 / (d->b * (d->a - 1)) : INFINITY;
}

const struct distribution_type distribution_gamma = {
    "gamma", "gamma",
    {{{MEAN, CV}, cv_not_too_large, gamma_fill}},
    gamma_quantile, gamma_below, gamma_above, gamma_density,
    gamma_mean, gamma_mean_inverse, NULL, NULL,
    from_0, distributions_tail, distributions_draw};

/* ---- 5. the list ---------------------------------------------------------------------------- */

static const struct distribution_type *const TYPES[] = {
    &distribution_constant,  &distribution_uniform,     &distribution_triangular,
    &distribution_lognormal, &distribution_exponential, &distribution_gamma,
};

const struct distribution_type *const *distribution_types(size_t *n)
{
    *n = sizeof TYPES / sizeof TYPES[0];
    return TYPES;
}

static int no_column(const struct distribution *d, const char *column, struct error *e)
{
    return error_set(e, "%s: its row in numeric/distributions.c has no %s, want one with it",
                     d->type->name, column);
}

int distribution_mean_inverse(const struct distribution *d, double *mean, struct error *e)
{
    if (!d->type->mean_inverse)
        return no_column(d, "mean_inverse", e);
    *mean = d->type->mean_inverse(d);
    return 0;
}

int distribution_need_density(const struct distribution *d, struct error *e)
{
    return d->type->density ? 0 : no_column(d, "density", e);
}
