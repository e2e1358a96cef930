/* law.c -- distribution functions, quantiles and moments of pools. Levers are in law_levers.c. */
#include "exact/law.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>


#define ROOT_STEPS 200
#define ROOT_TOLERANCE 1e-14 /* of ln E */
#define PANEL_SIGMAS 2.0     /* panels of ln E in standard deviations of its smoothest part */
#define TAIL 1e-14           /* of the last lever, beyond which nothing is looked for */

struct law law_of_one(const struct mixture *m)
{
    return (struct law){.n_parts = 1, .part = {{m, -INFINITY, INFINITY, 0, 1}}, .kept = 1};
}

void law_free(struct law *law)
{
    for (size_t i = 0; law->own && i < law->n_parts; i++)
        mixture_free(&law->own[i]);
    free(law->own);
    quadrature_free(&law->points);
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

static double below(const struct law *law, double y)
{
    double sum = 0;
    for (size_t i = 0; i < law->points.n; i++)
        sum += law->points.weight[i] *
               distribution_above(&law->last, law->points.x[i] * exp(-y));
    for (size_t i = 0; i < law->n_parts; i++)
        sum += part_below(&law->part[i], y) / law->kept;
    return sum;
}

double law_below(const struct law *law, double x)
{
    return below(law, log(x));
}

double law_density(const struct law *law, double x)
{
    double sum = 0, y = log(x);
    for (size_t i = 0; i < law->points.n; i++) {
        double alpha = law->points.x[i] / x;
        sum += law->points.weight[i] * distribution_density(&law->last, alpha) * alpha;
    }
    for (size_t i = 0; i < law->n_parts; i++)
        if (y >= law->part[i].low && y <= law->part[i].high)
            sum += mixture_density(law->part[i].mixture, y) / law->kept;
    return sum;
}

double law_mean(const struct law *law)
{
    double sum = 0;
    if (law->levered)
        return law->mean;
    for (size_t i = 0; i < law->n_parts; i++)
        sum += mixture_mean(law->part[i].mixture, law->part[i].low, law->part[i].high);
    return sum / law->kept;
}

/* ---- quantiles ------------------------------------------------------------------------------ */

static double alpha_at(const struct law *law, bool upper)
{
    return distribution_quantile(&law->last, (struct uniform){TAIL, upper});
}

/* Where ln E can be. */
static void range_of(const struct law *law, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < law->n_parts; i++) {
        double l, h;
        mixture_range(law->part[i].mixture, &l, &h);
        *low = fmin(*low, fmax(l, law->part[i].low));
        *high = fmax(*high, fmin(h, law->part[i].high));
    }
    for (size_t i = 0; i < law->points.n; i++) {
        if (!(law->points.x[i] > 0))
            continue;
        *low = fmin(*low, log(law->points.x[i] / alpha_at(law, true)));
        *high = fmax(*high, log(law->points.x[i] / alpha_at(law, false)));
    }
}

struct sought {
    const struct law *law;
    double p;
};

static double excess(double y, void *parameters)
{
    const struct sought *t = parameters;
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
    struct sought target = {law, p};
    gsl_function f = {excess, &target};
    double low, high, y = NAN;
    range_of(law, &low, &high);
    *x = 0;
    if (!(low < high) || excess(low, &target) >= 0) /* all that, or as much, is energy 0 */
        return 0;
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return error_no_memory(e, "for a root");
    int status = excess(high, &target) <= 0 ? 0 : solve(solver, &f, low, high, &y);
    gsl_root_fsolver_free(solver);
    if (status)
        return error_set(e, "no root for the quantile at %.6g: %s", p, gsl_strerror(status));
    *x = exp(isnan(y) ? high : y);
    return 0;
}

/* ---- parts ---------------------------------------------------------------------------------- */

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

int law_part_nodes(const struct law_part *p, double width, struct quadrature *out, struct error *e)
{
    double low, high, zero = mixture_zero(p->mixture);
    mixture_range(p->mixture, &low, &high);
    low = fmax(low, p->low);
    high = fmin(high, p->high);
    if (zero > 0 && isinf(p->low) && quadrature_add(out, -INFINITY, zero, e))
        return -1;
    if (!(low < high))
        return 0;
    size_t first = out->n;
    if (quadrature_add_panels(out, low, high, width, e))
        return -1;
    for (size_t i = first; i < out->n; i++)
        out->weight[i] *= mixture_density(p->mixture, out->x[i]);
    return 0;
}

int law_nodes(const struct law *law, double width, struct quadrature *out, struct error *e)
{
    int rc = 0;
    *out = (struct quadrature){0};
    if (law->points.n > 0)
        return error_set(e, "levers that are not log-normal leave no points of the energy");
    for (size_t i = 0; i < law->n_parts && rc == 0; i++)
        rc = law_part_nodes(&law->part[i],
                            fmin(width, PANEL_SIGMAS * law->part[i].mixture->sigma), out, e);
    for (size_t i = 0; i < out->n; i++) {
        out->x[i] = exp(out->x[i]);
        out->weight[i] /= law->kept;
    }
    if (rc)
        quadrature_free(out);
    return rc;
}
