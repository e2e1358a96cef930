/* quadrature.c -- quadrature nodes of a distribution: panels in ln x, and sums over whole numbers.
 *
 *   1. lists of nodes   2. continuous quantities   3. rounded quantities   4. all
 *   5. a kernel density of nodes */
#include "exact/quadrature.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>

#include "base/array.h"
#include "numeric/statistics.h"

#define POINTS 8          /* of a panel                                                     */
#define FAR_TAIL 1e-6     /* below these lower quantiles a panel may be 4 and 2 times as    */
#define NEAR_TAIL 1e-3    /* wide, since little weight stands there                         */
#define SUMMED_TO 256.0   /* whole numbers up to here are summed one by one                 */
#define KERNEL_CUT 9.0    /* standard deviations                                            */
#define PANELS_MAX 1e5    /* more come of values over thousands of orders of magnitude      */

/* ---- 1. lists of nodes --------------------------------------------------------------------- */

void quadrature_free(struct quadrature *nodes)
{
    free(nodes->x);
    free(nodes->weight);
    *nodes = (struct quadrature){0};
}

int quadrature_add(struct quadrature *nodes, double x, double weight, struct error *e)
{
    if (array_grow(&nodes->x, nodes->n, sizeof *nodes->x, e))
        return error_prefix(e, "quadrature nodes");
    nodes->x[nodes->n] = x;
    return ARRAY_ADD(nodes->weight, nodes->n, weight, e);
}

static int add_panel(struct quadrature *out, const gsl_integration_glfixed_table *table, double low,
                     double high, struct error *e)
{
    for (size_t i = 0; i < POINTS; i++) {
        double x, weight;
        gsl_integration_glfixed_point(low, high, i, &x, &weight, table);
        if (quadrature_add(out, x, weight, e))
            return -1;
    }
    return 0;
}

int quadrature_add_panels(struct quadrature *out, double low, double high, double width,
                          struct error *e)
{
    double panels = fmax(1, ceil((high - low) / width));
    if (!(panels <= PANELS_MAX))
        return error_set(e, "found values too far apart to be summed, want a distribution over "
                            "fewer orders of magnitude");
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(POINTS);
    if (!table)
        return error_no_memory(e, "for a quadrature rule");
    int rc = 0;
    for (double i = 0; i < panels && rc == 0; i++)
        rc = add_panel(out, table, low + (high - low) * i / panels,
                       low + (high - low) * (i + 1) / panels, e);
    gsl_integration_glfixed_table_free(table);
    return rc;
}

/* ---- 2. continuous quantities -------------------------------------------------------------- */

static double lower_quantile(const struct distribution *d, double p)
{
    return distribution_quantile(d, (struct uniform){p, false});
}

static double upper_quantile(const struct distribution *d, double p)
{
    return distribution_quantile(d, (struct uniform){p, true});
}

double quadrature_spread(const struct distribution *d)
{
    return distribution_is_constant(d)
               ? 0 : log(upper_quantile(d, 0.16) / lower_quantile(d, 0.16)) / 2;
}

/* A panel no wider than the distribution itself is: two of its standard deviations. */
static double panel_width(const struct distribution *d, double width)
{
    return fmin(width, fmin(0.5, 2 * quadrature_spread(d)));
}

#define EDGES_MAX (QUADRATURE_BREAKS_MAX + 5)

/* Puts low, high and what lies between them of `inner` in ascending order; returns how many. */
static size_t sorted_edges(double low, double high, const double *inner, size_t n_inner,
                           double edges[EDGES_MAX])
{
    size_t n = 0;
    edges[n++] = low;
    for (size_t i = 0; i < n_inner; i++) {
        if (!(inner[i] > low && inner[i] < high))
            continue;
        size_t at = n++;
        for (; at > 1 && edges[at - 1] > inner[i]; at--)
            edges[at] = edges[at - 1];
        edges[at] = inner[i];
    }
    edges[n++] = high;
    return n;
}

/* Where the density or the summed function is not smooth; returns at how many x. */
static size_t kinks_of(const struct distribution *d, const struct quadrature_spec *spec,
                       double at[EDGES_MAX])
{
    size_t n = 0;
    for (; n < spec->n_breaks; n++)
        at[n] = spec->breaks[n];
    if (d->type->kink)
        at[n++] = d->type->kink->at(d);
    return n;
}

/* Adds panels in ln x from low to high and makes them nodes of a function of x, such as a
 * density. */
static int add_weighed(const struct distribution *d, distribution_function_of *function,
                       double low, double high, double width, struct quadrature *out,
                       struct error *e)
{
    size_t first = out->n;
    if (quadrature_add_panels(out, log(low), log(high), width, e))
        return -1;
    for (size_t i = first; i < out->n; i++) {
        out->x[i] = exp(out->x[i]);
        out->weight[i] *= out->x[i] * function(d, out->x[i]);
    }
    return 0;
}

static int add_continuous(const struct distribution *d, const struct quadrature_spec *spec,
                          struct quadrature *out, struct error *e)
{
    double inner[EDGES_MAX], edges[EDGES_MAX], width = panel_width(d, spec->width);
    double far = lower_quantile(d, FAR_TAIL), near = lower_quantile(d, NEAR_TAIL);
    size_t n_inner = kinks_of(d, spec, inner);
    inner[n_inner++] = far; /* and where the panels change their width */
    inner[n_inner++] = near;
    size_t n = sorted_edges(lower_quantile(d, DISTRIBUTION_TAIL), distribution_end(d), inner,
                            n_inner, edges);
    for (size_t i = 0; i + 1 < n; i++) {
        double wider = edges[i] < far ? 4 : edges[i] < near ? 2 : 1;
        if (add_weighed(d, distribution_density, edges[i], edges[i + 1], wider * width, out, e))
            return -1;
    }
    return 0;
}

/* ---- 3. rounded quantities ----------------------------------------------------------------- */

/* The probability of the cell about x, one wide; a smooth function also between whole numbers. */
static double cell(const struct distribution *d, double x)
{
    double low = fmax(x - 0.5, 0), high = x + 0.5;
    if (distribution_below(d, x) < 0.5)
        return distribution_below(d, high) - (x <= 0 ? 0 : distribution_below(d, low));
    return distribution_above(d, low) - distribution_above(d, high);
}

static int add_summed(const struct distribution *d, double first, double last,
                      struct quadrature *out, struct error *e)
{
    for (double i = 0; i <= last - first; i++) /* beyond 2^53 adding 1 to x would change nothing */
        if (quadrature_add(out, first + i, cell(d, first + i), e))
            return -1;
    return 0;
}

/* The end of a block at `edge`, halfway between two whole numbers: what the sum over the cells on
 * one side has and the integral has not, -(1/24) h' + (7/5760) h''', with both derivatives by
 * central differences of step 1. `side` is 1 for the upper end, -1 for the lower one. */
static int add_end(const struct distribution *d, double edge, double side, struct quadrature *out,
                   struct error *e)
{
    static const double FIRST = 1.0 / 24, THIRD = 17.0 / 5760;
    const double weight[4] = {-THIRD, 3 * THIRD + FIRST, -3 * THIRD - FIRST, THIRD};
    for (int i = 0; i < 4; i++) {
        double x = edge - 1.5 + i;
        if (quadrature_add(out, x, side * weight[i] * cell(d, x), e))
            return -1;
    }
    return 0;
}

/* Whole numbers from first to last, between which nothing has a kink: the two at either end are
 * summed, those between them integrated. */
static int add_block(const struct distribution *d, double width, double first, double last,
                     bool open, struct quadrature *out, struct error *e)
{
    if (last - first < SUMMED_TO)
        return add_summed(d, first, last, out, e);
    double low = first + 1.5, high = open ? last : last - 1.5;
    if (add_summed(d, first, first + 1, out, e) || add_end(d, low, -1, out, e) ||
        add_weighed(d, cell, low, high, width, out, e))
        return -1;
    return open ? 0 : add_end(d, high, 1, out, e) || add_summed(d, last - 1, last, out, e);
}

static int add_rounded(const struct distribution *d, const struct quadrature_spec *spec,
                       struct quadrature *out, struct error *e)
{
    bool bounded = isfinite(distribution_bounds(d).high);
    double low = nearbyint(lower_quantile(d, DISTRIBUTION_TAIL));
    double high = nearbyint(distribution_end(d));
    double cells[EDGES_MAX], edges[EDGES_MAX], width = panel_width(d, spec->width);
    double summed = fmin(fmax(low, SUMMED_TO), high);
    if (add_summed(d, low, summed, out, e))
        return -1;
    size_t n_cells = kinks_of(d, spec, cells);
    for (size_t i = 0; i < n_cells; i++) /* their cells stand alone */
        cells[i] = nearbyint(cells[i]);
    size_t n = sorted_edges(summed, high, cells, n_cells, edges);
    for (size_t i = 0; i + 1 < n; i++) {
        bool last = i + 2 == n;
        if (add_block(d, width, edges[i] + 1, edges[i + 1] - 1, last && !bounded, out, e) ||
            (edges[i + 1] > edges[i] && add_summed(d, edges[i + 1], edges[i + 1], out, e)))
            return -1;
    }
    return 0;
}

/* ---- 4. all -------------------------------------------------------------------------------- */

int quadrature_of(const struct distribution *d, const struct quadrature_spec *spec,
                  struct quadrature *out, struct error *e)
{
    *out = (struct quadrature){0};
    double least = lower_quantile(d, DISTRIBUTION_TAIL);
    if (least < 0)
        return error_set(e, "found a distribution with values below 0 (down to %.6g), want none",
                         least);
    bool constant = distribution_is_constant(d);
    if (!constant && distribution_need_density(d, e))
        return -1;
    int rc = constant        ? quadrature_add(out, spec->rounded ? nearbyint(least) : least, 1, e)
             : spec->rounded ? add_rounded(d, spec, out, e)
                             : add_continuous(d, spec, out, e);
    if (rc)
        quadrature_free(out);
    return rc;
}

/* ---- 5. a kernel density of nodes ------------------------------------------------------------ */

/* Node by node, and of the abscissas only those that its kernel reaches. */
void quadrature_density(const struct quadrature *nodes, bool is_log, double bandwidth, size_t n,
                        const double *at, double *density)
{
    double reach = (KERNEL_CUT + 1e-6) * bandwidth; /* rounding must not leave one out */
    for (size_t i = 0; i < n; i++)
        density[i] = 0;
    for (size_t k = 0; k < nodes->n; k++) {
        double x = nodes->x[k], end = is_log ? x * exp(reach) : x + reach;
        size_t i = count_at_most(at, n, is_log ? x * exp(-reach) : x - reach);
        for (; i < n && at[i] <= end; i++) {
            double z = (is_log ? log(at[i] / x) : at[i] - x) / bandwidth;
            if (fabs(z) < KERNEL_CUT)
                density[i] += nodes->weight[k] * exp(-0.5 * z * z);
        }
    }
    for (size_t i = 0; i < n; i++)
        density[i] /= bandwidth * sqrt(2 * M_PI);
}
