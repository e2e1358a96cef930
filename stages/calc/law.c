/* law.c -- distribution functions, quantiles and moments of pools, and levers upon them. */
#include "calc/law.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

#define ROOT_STEPS 200
#define ROOT_TOLERANCE 1e-14 /* of ln E */
#define LEVER_WIDTH 0.5      /* panels of ln alpha, of levers that are not log-normal */
#define PANEL_SIGMAS 2.0     /* panels of ln E in standard deviations of its smoothest part */

struct law law_of_one(const struct mixture *m)
{
    return (struct law){1, {{m, -INFINITY, INFINITY, 0, 1}}, 1, {0}, NULL};
}

void law_free(struct law *law)
{
    for (size_t i = 0; law->own && i < law->n_parts; i++)
        mixture_free(&law->own[i]);
    free(law->own);
    nodes_free(&law->alpha);
    *law = (struct law){0};
}

/* ---- distribution function, density, moments ------------------------------------------------ */

/* P(ln E <= y) within the cut, not divided by what is kept. */
static double part_below(const struct law_part *p, double y)
{
    if (y < p->low)
        return 0;
    return y >= p->high ? p->kept : mixture_below(p->mixture, y) - p->below;
}

/* The sum over the parts without levers that are not log-normal. */
static double parts_below(const struct law *law, double y)
{
    double sum = 0;
    for (size_t i = 0; i < law->n_parts; i++)
        sum += part_below(&law->part[i], y);
    return sum / law->kept;
}

static double below(const struct law *law, double y)
{
    if (law->alpha.n == 0)
        return parts_below(law, y);
    double sum = 0;
    for (size_t i = 0; i < law->alpha.n; i++)
        sum += law->alpha.weight[i] * parts_below(law, y + log(law->alpha.x[i]));
    return sum;
}

double law_below(const struct law *law, double x)
{
    return below(law, log(x));
}

static double parts_density(const struct law *law, double y)
{
    double sum = 0;
    for (size_t i = 0; i < law->n_parts; i++)
        if (y >= law->part[i].low && y <= law->part[i].high)
            sum += mixture_density(law->part[i].mixture, y);
    return sum / law->kept;
}

double law_density(const struct law *law, double x)
{
    if (law->alpha.n == 0)
        return parts_density(law, log(x));
    double sum = 0;
    for (size_t i = 0; i < law->alpha.n; i++)
        sum += law->alpha.weight[i] * parts_density(law, log(x * law->alpha.x[i]));
    return sum;
}

double law_moment(const struct law *law, double power)
{
    double sum = 0, levers = law->alpha.n ? 0 : 1;
    for (size_t i = 0; i < law->n_parts; i++)
        sum += mixture_moment(law->part[i].mixture, power, law->part[i].low, law->part[i].high);
    for (size_t i = 0; i < law->alpha.n; i++)
        levers += law->alpha.weight[i] * pow(law->alpha.x[i], -power);
    return sum / law->kept * levers;
}

/* ---- quantiles ------------------------------------------------------------------------------ */

/* Where ln E can be. */
static void range_of(const struct law *law, double *low, double *high)
{
    double largest = 0, smallest = 0;
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < law->n_parts; i++) {
        double l, h;
        mixture_range(law->part[i].mixture, &l, &h);
        *low = fmin(*low, fmax(l, law->part[i].low));
        *high = fmax(*high, fmin(h, law->part[i].high));
    }
    for (size_t i = 0; i < law->alpha.n; i++) {
        double shift = log(law->alpha.x[i]);
        largest = i ? fmax(largest, shift) : shift;
        smallest = i ? fmin(smallest, shift) : shift;
    }
    *low -= largest;
    *high -= smallest;
}

struct target {
    const struct law *law;
    double p;
};

static double excess(double y, void *parameters)
{
    const struct target *t = parameters;
    return below(t->law, y) - t->p;
}

static int solve(gsl_root_fsolver *solver, gsl_function *f, double low, double high, double *y)
{
    int status = gsl_root_fsolver_set(solver, f, low, high);
    for (int i = 0; status == 0 && i < ROOT_STEPS; i++) {
        status = gsl_root_fsolver_iterate(solver);
        low = gsl_root_fsolver_x_lower(solver);
        high = gsl_root_fsolver_x_upper(solver);
        *y = gsl_root_fsolver_root(solver);
        if (status == 0 && high - low <= ROOT_TOLERANCE * fmax(1, fabs(*y)))
            break;
    }
    return status;
}

int law_quantile(const struct law *law, double p, double *x, struct error *e)
{
    struct target target = {law, p};
    gsl_function f = {excess, &target};
    double low, high, y = NAN;
    range_of(law, &low, &high);
    *x = 0;
    if (!(low < high) || excess(low, &target) >= 0) /* all that, or as much, is energy 0 */
        return 0;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return error_set(e, "no memory for a root");
    int status = excess(high, &target) <= 0 ? 0 : solve(solver, &f, low, high, &y);
    gsl_root_fsolver_free(solver);
    if (status)
        return error_set(e, "no root for the quantile at %.6g: %s", p, gsl_strerror(status));
    *x = exp(isnan(y) ? high : y);
    return 0;
}

/* ---- parts and levers ----------------------------------------------------------------------- */

int law_add_part(struct law *law, const struct mixture *m, double low, double high,
                 struct error *e)
{
    struct law one = law_of_one(m);
    double x = 0;
    struct law_part part = {m, -INFINITY, INFINITY, 0, 1};
    if (low > 0) {
        if (law_quantile(&one, low, &x, e))
            return -1;
        part.low = log(x);
        part.below = x > 0 ? mixture_below(m, part.low) : 0;
    }
    if (high < 1) {
        if (law_quantile(&one, high, &x, e))
            return -1;
        part.high = log(x);
        part.kept = mixture_below(m, part.high);
    }
    part.kept -= part.below;
    law->part[law->n_parts++] = part;
    law->kept += part.kept;
    return 0;
}

/* Points of ln E of one part with their probabilities, energy 0 as -INFINITY. */
static int part_nodes(const struct law_part *p, double width, struct nodes *out, struct error *e)
{
    double low, high, zero = mixture_below(p->mixture, -INFINITY);
    mixture_range(p->mixture, &low, &high);
    low = fmax(low, p->low);
    high = fmin(high, p->high);
    if (zero > 0 && isinf(p->low) && nodes_add(out, -INFINITY, zero, e))
        return -1;
    if (!(low < high))
        return 0;
    size_t first = out->n;
    if (nodes_add_panels(out, low, high, width, e))
        return -1;
    for (size_t i = first; i < out->n; i++)
        out->weight[i] *= mixture_density(p->mixture, out->x[i]);
    return 0;
}

/* ln E less a normal ln alpha. Without a cut the normal distributions only become wider and move;
 * with one, the part's density is taken at points. */
static int lever_part(const struct law_part *p, double mu, double sigma, struct mixture *out,
                      struct error *e)
{
    const struct mixture *m = p->mixture;
    struct nodes points = {0};
    bool whole = isinf(p->low) && isinf(p->high);
    if (!whole && part_nodes(p, PANEL_SIGMAS * fmin(m->sigma, sigma), &points, e)) {
        nodes_free(&points);
        return -1;
    }
    size_t n = whole ? m->n : points.n;
    const double *location = whole ? m->location : points.x;
    const double *weight = whole ? m->weight : points.weight;
    int rc = mixture_alloc(out, n, whole ? hypot(m->sigma, sigma) : sigma, e);
    for (size_t i = 0; i < n && rc == 0; i++) {
        out->location[i] = location[i] - mu;
        out->weight[i] = weight[i];
    }
    nodes_free(&points);
    return rc;
}

/* Multiplies the points of alpha so far with those of one more lever. */
static int add_alpha(struct nodes *alpha, const struct distribution *lever, struct error *e)
{
    struct nodes more, product = {0};
    struct nodes_spec spec = {.width = LEVER_WIDTH};
    if (nodes_of(lever, &spec, &more, e))
        return -1;
    int rc = 0;
    for (size_t i = 0; i < more.n && rc == 0; i++)
        if (!(more.x[i] > 0))
            rc = error_set(e, "found an alpha of %.6g, want a distribution above 0", more.x[i]);
    for (size_t k = 0; (k == 0 || k < alpha->n) && rc == 0; k++)
        for (size_t i = 0; i < more.n && rc == 0; i++)
            rc = nodes_add(&product, more.x[i] * (alpha->n ? alpha->x[k] : 1),
                           more.weight[i] * (alpha->n ? alpha->weight[k] : 1), e);
    nodes_free(&more);
    nodes_free(alpha);
    *alpha = product;
    return rc;
}

static int lever_parts(const struct law *from, double mu, double variance, struct law *out,
                       struct error *e)
{
    out->n_parts = from->n_parts;
    out->own = calloc(from->n_parts, sizeof *out->own);
    if (!out->own)
        return error_set(e, "no memory for a pool of %zu models", from->n_parts);
    for (size_t i = 0; i < from->n_parts; i++) {
        if (lever_part(&from->part[i], mu, sqrt(variance), &out->own[i], e))
            return -1;
        out->part[i] = (struct law_part){&out->own[i], -INFINITY, INFINITY, 0,
                                         from->part[i].kept};
    }
    return 0;
}

int law_under_levers(const struct law *from, const struct distribution *const *levers, size_t n,
                     struct law *out, struct error *e)
{
    double mu = 0, variance = 0;
    int rc = 0;
    *out = (struct law){.kept = from->kept};
    for (size_t i = 0; i < n && rc == 0; i++) {
        if (levers[i]->kind == DISTRIBUTION_LOGNORMAL) {
            mu += levers[i]->a;
            variance += levers[i]->b * levers[i]->b;
        } else {
            rc = add_alpha(&out->alpha, levers[i], e);
        }
    }
    if (rc == 0 && variance > 0)
        rc = lever_parts(from, mu, variance, out, e);
    if (rc) {
        law_free(out);
        return -1;
    }
    if (variance > 0)
        return 0;
    out->n_parts = from->n_parts;
    for (size_t i = 0; i < from->n_parts; i++)
        out->part[i] = from->part[i];
    return 0;
}

int law_nodes(const struct law *law, double width, struct nodes *out, struct error *e)
{
    struct nodes points = {0};
    int rc = 0;
    *out = (struct nodes){0};
    for (size_t i = 0; i < law->n_parts && rc == 0; i++)
        rc = part_nodes(&law->part[i], fmin(width, PANEL_SIGMAS * law->part[i].mixture->sigma),
                        &points, e);
    for (size_t k = 0; k < (law->alpha.n ? law->alpha.n : 1) && rc == 0; k++)
        for (size_t i = 0; i < points.n && rc == 0; i++)
            if (isfinite(points.x[i]))
                rc = nodes_add(out, exp(points.x[i]) / (law->alpha.n ? law->alpha.x[k] : 1),
                               points.weight[i] / law->kept *
                                   (law->alpha.n ? law->alpha.weight[k] : 1), e);
    nodes_free(&points);
    if (rc)
        nodes_free(out);
    return rc;
}
