/* density.c -- kernel densities: values go to fine bins once, bins to the grid. */
#include "numeric/density.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "numeric/statistics.h"

#define BINS_A_BANDWIDTH 4 /* fine enough that binning is not seen: error below 1% of height */
#define BINS_A_STEP_MAX 64

double density_bandwidth(const double *logs, size_t n)
{
    double sd = n > 1 ? sqrt(squares_about_mean(logs, n) / (double)(n - 1)) : 0;
    double iqr = quantile(logs, n, 0.75) - quantile(logs, n, 0.25);
    double spread = iqr > 0 ? fmin(sd, iqr / 1.34) : sd;
    return 0.9 * spread * pow((double)n, -0.2);
}

/* Bins of values: bin reach + j is centred at low + j width, j from -reach. */
struct bins {
    size_t n, reach; /* reach: bins on each side that the kernel covers */
    size_t step;     /* bins from one point of the grid to the next     */
    double low, width;
    double *count, *kernel;
};

static void bins_free(struct bins *b)
{
    free(b->count);
    free(b->kernel);
}

static int bins_alloc(struct bins *b, double low, double step, size_t points, double bandwidth,
                      struct error *e)
{
    double wanted = ceil(BINS_A_BANDWIDTH * step / bandwidth);
    b->step = wanted < 1 ? 1 : wanted > BINS_A_STEP_MAX ? BINS_A_STEP_MAX : (size_t)wanted;
    b->low = low;
    b->width = step / (double)b->step;
    double bandwidths = b->width / bandwidth; /* a bin's width in these */
    b->reach = (size_t)fmin(ceil(DENSITY_REACH / bandwidths), 1e6);
    b->n = (points - 1) * b->step + 2 * b->reach + 1;
    b->count = calloc(b->n, sizeof *b->count);
    b->kernel = calloc(b->reach + 1, sizeof *b->kernel);
    if (!b->count || !b->kernel) {
        bins_free(b);
        return error_no_memory(e, "for a density of %zu bins", b->n);
    }
    for (size_t j = 0; j <= b->reach; j++)
        b->kernel[j] = exp(-0.5 * pow((double)j * bandwidths, 2));
    return 0;
}

/* Shares each value between the two nearest bins, so that its place is kept on average. */
static void bins_fill(struct bins *b, const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double at = (values[i] - b->low) / b->width, below = floor(at);
        double j = below + (double)b->reach;
        if (!(j >= 0) || j >= (double)(b->n - 1))
            continue;
        b->count[(size_t)j + 1] += at - below;
        b->count[(size_t)j] += 1.0 - (at - below);
    }
}

static double bins_density(const struct bins *b, size_t point)
{
    size_t centre = b->reach + point * b->step;
    double sum = b->kernel[0] * b->count[centre];
    for (size_t j = 1; j <= b->reach; j++)
        sum += b->kernel[j] * (b->count[centre - j] + b->count[centre + j]);
    return sum;
}

int density_on_grid(const double *values, size_t n, double bandwidth, double low, double step,
                    size_t points, double *density, struct error *e)
{
    struct bins b;
    if (bins_alloc(&b, low, step, points, bandwidth, e))
        return -1;
    bins_fill(&b, values, n);
    for (size_t k = 0; k < points; k++)
        density[k] = bins_density(&b, k);
    bins_free(&b);
    return 0;
}

/* The density of n logarithms at points from one logarithm to another, its largest value 1. */
static int scaled_density(const double *logs, size_t n, double low, double high, size_t points,
                          double *density, struct error *e)
{
    double bandwidth = density_bandwidth(logs, n), step = (high - low) / (double)(points - 1);
    double largest = 0;
    bool has_spread = bandwidth > 0 && high > low;
    if (has_spread && density_on_grid(logs, n, bandwidth, low, step, points, density, e))
        return -1;
    for (size_t k = 0; k < points && has_spread; k++)
        largest = fmax(largest, density[k]);
    for (size_t k = 0; k < points; k++)
        density[k] = largest > 0 ? density[k] / largest : 1;
    return 0;
}

int density_of_log(const double *sorted, size_t n, double low, double high, size_t points,
                   double *x, double *density, struct error *e)
{
    size_t zeros = count_at_most(sorted, n, 0);
    sorted += zeros, n -= zeros;
    if (n == 0 || !(low > 0))
        return error_set(e, "a density of logarithms: found no value above 0");
    double *logs = malloc(n * sizeof *logs), log_low = log(low), log_high = log(high);
    if (!logs)
        return error_no_memory(e, "for %zu logarithms", n);
    for (size_t i = 0; i < n; i++)
        logs[i] = log(sorted[i]);
    for (size_t k = 0; k < points; k++)
        x[k] = exp(log_low + (log_high - log_low) * (double)k / (double)(points - 1));
    int rc = scaled_density(logs, n, log_low, log_high, points, density, e);
    free(logs);
    return rc;
}
