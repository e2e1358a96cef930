/* modes.c -- how many modes a distribution has. */
#include "numeric/modes.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "numeric/statistics.h"

#define REACH 5 /* bandwidths beyond which the kernel is 0: 4e-6 of its height */

double modes_bandwidth(double deviation, double n)
{
    return 1.06 * deviation * pow(n, -0.2);
}

/* ---- peaks ------------------------------------------------------------------------------ */

/* A peak, at the first point of a flat top: the density comes up to it, and then falls. */
static bool is_peak(const double *density, size_t n, size_t i)
{
    size_t end = i;
    while (end + 1 < n && density[end + 1] >= density[i] && density[end + 1] <= density[i])
        end++;
    return (i == 0 || density[i - 1] < density[i]) &&
           (end + 1 == n || density[end + 1] < density[i]);
}

/* The lowest density between a peak and the first higher point on one side; -1: there is none. Of
 * two peaks of one height the one further left is the higher. */
static double valley(const double *density, size_t n, size_t peak, bool to_the_right)
{
    double lowest = density[peak];
    for (size_t i = peak; to_the_right ? i + 1 < n : i > 0;) {
        i = to_the_right ? i + 1 : i - 1;
        if (density[i] > density[peak] || (!to_the_right && density[i] >= density[peak]))
            return lowest;
        lowest = fmin(lowest, density[i]);
    }
    return -1;
}

void modes_of_density(const double *density, size_t n, double low, double step,
                      struct modes *out)
{
    size_t highest = 0;
    for (size_t i = 1; i < n; i++)
        if (density[i] > density[highest])
            highest = i;
    *out = (struct modes){1, 0, {low + (double)highest * step, NAN}, 0};
    for (size_t i = 0; i < n; i++) {
        if (i == highest || !is_peak(density, n, i))
            continue;
        double higher = fmax(valley(density, n, i, false), valley(density, n, i, true));
        double depth = (density[i] - higher) / density[highest];
        out->n += depth >= MODES_LEAST_DEPTH;
        if (depth > out->depth) {
            out->depth = depth;
            out->place[1] = low + (double)i * step;
        }
    }
}

/* ---- kernel density --------------------------------------------------------------------- */

struct grid {
    size_t n;
    double low, step;
    double *count, *density; /* [n] */
};

static int grid_alloc(struct grid *g, const double *values, size_t n, double bandwidth,
                      struct error *e)
{
    double low = values[0], high = values[0];
    for (size_t i = 1; i < n; i++) {
        low = fmin(low, values[i]);
        high = fmax(high, values[i]);
    }
    g->step = bandwidth / MODES_BINS_A_BANDWIDTH;
    g->low = low - REACH * bandwidth;
    g->n = (size_t)((high - g->low) / g->step) + (REACH + 1) * MODES_BINS_A_BANDWIDTH;
    g->count = calloc(g->n, sizeof *g->count);
    g->density = calloc(g->n, sizeof *g->density);
    if (g->count && g->density)
        return 0;
    free(g->count);
    free(g->density);
    return error_set(e, "no memory for a density at %zu points", g->n);
}

/* Shares each value between the two nearest points, so that its place is kept. */
static void grid_fill(struct grid *g, const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double at = (values[i] - g->low) / g->step;
        size_t j = (size_t)at;
        g->count[j + 1] += at - (double)j;
        g->count[j] += 1 - (at - (double)j);
    }
}

static void grid_smooth(struct grid *g)
{
    enum { SIDE = REACH * MODES_BINS_A_BANDWIDTH };
    double kernel[SIDE + 1];
    for (size_t k = 0; k <= SIDE; k++)
        kernel[k] = exp(-0.5 * pow((double)k / MODES_BINS_A_BANDWIDTH, 2));
    for (size_t i = 0; i < g->n; i++) {
        double sum = kernel[0] * g->count[i];
        for (size_t k = 1; k <= SIDE; k++)
            sum += kernel[k] * ((i >= k ? g->count[i - k] : 0) +
                                (i + k < g->n ? g->count[i + k] : 0));
        g->density[i] = sum;
    }
}

int modes_of_sample(const double *values, size_t n, double factor, struct modes *out,
                    struct error *e)
{
    struct grid g;
    double sd = n > 1 ? sqrt(squares_about_mean(values, n) / (double)(n - 1)) : 0;
    double bandwidth = factor * modes_bandwidth(sd, (double)n);
    *out = (struct modes){1, 0, {values[0], NAN}, 0};
    if (!(bandwidth > 1e-12 * fabs(values[0]))) /* all the same, but for rounding of the mean */
        return 0;
    if (grid_alloc(&g, values, n, bandwidth, e))
        return -1;
    grid_fill(&g, values, n);
    grid_smooth(&g);
    modes_of_density(g.density, g.n, g.low, g.step, out);
    out->bandwidth = bandwidth;
    free(g.count);
    free(g.density);
    return 0;
}
