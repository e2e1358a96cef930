/* modes.c -- how many modes a distribution has. */
#include "numeric/modes.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <gsl/gsl_statistics_double.h>

#include "numeric/density.h"
#include "numeric/statistics.h"

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

int modes_of_sample(const double *values, size_t n, double factor, struct modes *out,
                    struct error *e)
{
    double sd = n > 1 ? sqrt(squares_about_mean(values, n) / (double)(n - 1)) : 0;
    double bandwidth = factor * modes_bandwidth(sd, (double)n), low, high;
    *out = (struct modes){1, 0, {values[0], NAN}, 0};
    if (!(bandwidth > 1e-12 * fabs(values[0]))) /* all the same, but for rounding of the mean */
        return 0;
    gsl_stats_minmax(&low, &high, values, 1, n);
    low -= DENSITY_REACH * bandwidth;
    double step = bandwidth / MODES_BINS_A_BANDWIDTH;
    size_t points = (size_t)((high - low) / step) + (DENSITY_REACH + 1) * MODES_BINS_A_BANDWIDTH;
    double *density = malloc(points * sizeof *density);
    if (!density)
        return error_no_memory(e, "for a density at %zu points", points);
    int rc = density_on_grid(values, n, bandwidth, low, step, points, density, e);
    if (rc == 0) {
        modes_of_density(density, points, low, step, out);
        out->bandwidth = bandwidth;
    }
    free(density);
    return rc;
}
