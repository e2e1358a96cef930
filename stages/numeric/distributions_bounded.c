/* distributions_bounded.c -- the distributions that lie between two numbers: a row each.
 *
 *   1. constant   2. uniform   3. triangular */
#include "numeric/distributions.h"

/* ---- 1. constant ---------------------------------------------------------------------------- */

/* Of what has no digits to keep in its upper tail. */
static double rest_above(const struct distribution *d, double x)
{
    return 1 - d->type->below(d, x);
}

static double constant_quantile(const struct distribution *d, struct uniform u)
{
    (void)u;
    return d->a;
}

static double constant_below(const struct distribution *d, double x)
{
    return x >= d->a;
}

static double constant_mean_inverse(const struct distribution *d)
{
    return d->a > 0 ? 1 / d->a : INFINITY;
}

static struct distribution_bounds constant_bounds(const struct distribution *d)
{
    return (struct distribution_bounds){d->a, d->a};
}

static double constant_draw(const struct distribution *d, struct mt19937 *stream)
{
    (void)stream;
    return d->a;
}

const struct distribution_type distribution_constant = {
    "constant", "constant",
    {{{VALUE}, NULL, distributions_fill_a}},
    constant_quantile, constant_below, rest_above, NULL,
    distributions_a, constant_mean_inverse, NULL, NULL,
    constant_bounds, distributions_a, constant_draw};

/* ---- 2. uniform ----------------------------------------------------------------------------- */

static int min_below_max(const double *of, struct error *e)
{
    return distributions_need_less("min", of[0], "max", of[1], e);
}

static void uniform_fill(const struct distribution_values *v, struct distribution *d)
{
    d->a = v->of[0];
    d->b = v->of[1];
}

static double uniform_quantile(const struct distribution *d, struct uniform u)
{
    return u.upper ? d->b - (d->b - d->a) * u.tail : d->a + (d->b - d->a) * u.tail;
}

static double uniform_below(const struct distribution *d, double x)
{
    return fmin(1, fmax(0, (x - d->a) / (d->b - d->a)));
}

static double uniform_density(const struct distribution *d, double x)
{
    return x >= d->a && x <= d->b ? 1 / (d->b - d->a) : 0;
}

static double uniform_mean(const struct distribution *d)
{
    return (d->a + d->b) / 2.0;
}

static double uniform_mean_inverse(const struct distribution *d)
{
    return d->a > 0 ? log1p((d->b - d->a) / d->a) / (d->b - d->a) : INFINITY;
}

static struct distribution_bounds uniform_bounds(const struct distribution *d)
{
    return (struct distribution_bounds){d->a, d->b};
}

const struct distribution_type distribution_uniform = {
    "uniform", "uniform",
    {{{MIN, MAX}, min_below_max, uniform_fill}},
    uniform_quantile, uniform_below, rest_above, uniform_density,
    uniform_mean, uniform_mean_inverse, NULL, NULL,
    uniform_bounds, distributions_tail, distributions_draw};

/* ---- 3. triangular -------------------------------------------------------------------------- */

static int mode_between(const double *of, struct error *e)
{
    if (distributions_need_less("min", of[0], "max", of[2], e))
        return -1;
    if (of[1] >= of[0] && of[1] <= of[2])
        return 0;
    return error_set(e, "mode: found %.15g, want min to max (%.15g to %.15g)", of[1], of[0],
                     of[2]);
}

static void triangular_fill(const struct distribution_values *v, struct distribution *d)
{
    d->a = v->of[0];
    d->b = v->of[1];
    d->c = v->of[2];
}

static double triangular_below_mode(const struct distribution *d)
{
    return (d->b - d->a) / (d->c - d->a);
}

static double triangular_piece(const struct distribution *d, struct uniform u, bool beyond)
{
    double width = d->c - d->a, tail = u.upper == beyond ? u.tail : 1.0 - u.tail;
    return beyond ? d->c - sqrt(tail * width * (d->c - d->b))
                  : d->a + sqrt(tail * width * (d->b - d->a));
}

static double triangular_quantile(const struct distribution *d, struct uniform u)
{
    double p = u.upper ? 1.0 - u.tail : u.tail;
    return triangular_piece(d, u, !(p < triangular_below_mode(d)));
}

static double triangular_below(const struct distribution *d, double x)
{
    double width = d->c - d->a;
    if (x <= d->b)
        return x <= d->a ? 0 : (x - d->a) * (x - d->a) / (width * (d->b - d->a));
    return x >= d->c ? 1 : 1 - (d->c - x) * (d->c - x) / (width * (d->c - d->b));
}

static double triangular_density(const struct distribution *d, double x)
{
    double width = d->c - d->a;
    if (x < d->a || x > d->c)
        return 0;
    return x < d->b ? 2 * (x - d->a) / (width * (d->b - d->a))
                    : d->c > d->b ? 2 * (d->c - x) / (width * (d->c - d->b)) : 2 / width;
}

static double triangular_mean(const struct distribution *d)
{
    return (d->a + d->b + d->c) / 3.0;
}

/* a ln(b/a) / (b - a) and its limits: 0 at a = 0, 1 at a = b. */
static double log_ratio(double a, double b)
{
    if (a == 0)
        return 0;
    return b > a ? a * log1p((b - a) / a) / (b - a) : 1;
}

/* The density rises from a to b and falls to c; both parts integrate over 1/x to logarithms. */
static double triangular_mean_inverse(const struct distribution *d)
{
    if (!(d->a >= 0 && d->b > 0))
        return INFINITY;
    double upper = d->c > d->b ? d->c / (d->c - d->b) * log(d->c / d->b) : 1;
    return 2 / (d->c - d->a) * (upper - log_ratio(d->a, d->b));
}

static struct distribution_bounds triangular_bounds(const struct distribution *d)
{
    return (struct distribution_bounds){d->a, d->c};
}

static double triangular_mode(const struct distribution *d)
{
    return d->b;
}

static const struct distribution_kink TRIANGULAR_KINK = {triangular_mode, triangular_below_mode,
                                                         triangular_piece};

const struct distribution_type distribution_triangular = {
    "triangular", "triangular",
    {{{MIN, MODE, MAX}, mode_between, triangular_fill}},
    triangular_quantile, triangular_below, rest_above, triangular_density,
    triangular_mean, triangular_mean_inverse, NULL, &TRIANGULAR_KINK,
    triangular_bounds, distributions_tail, distributions_draw};

