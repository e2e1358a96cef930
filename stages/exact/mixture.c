/* mixture.c -- sums of normal distributions of one width. */
#include "exact/mixture.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_math.h>

#define FAR_OUT 8.5 /* standard deviations beyond which Phi is 0 or 1 to 1e-17 */
#define RANGE 10.0  /* standard deviations */
#define MANY 3000   /* parts from which a grid is faster */
#define GRID_SIGMA 0.125 /* its spacing in standard deviations */
#define ORDER 12    /* grid points that each part is spread over */

int mixture_alloc(struct mixture *m, size_t n, double sigma, struct error *e)
{
    *m = (struct mixture){n, malloc(n * sizeof(double)), malloc(n * sizeof(double)), sigma};
    if (m->weight && m->location)
        return 0;
    mixture_free(m);
    return error_no_memory(e, "for %zu quadrature nodes", n);
}

void mixture_free(struct mixture *m)
{
    free(m->weight);
    free(m->location);
    *m = (struct mixture){0};
}

/* Phi(z); most parts of a mixture are far out on one side, where there is nothing to compute. */
static double normal_below(double z)
{
    if (z > FAR_OUT)
        return 1;
    return z < -FAR_OUT ? 0 : 0.5 * erfc(-z * M_SQRT1_2);
}

double mixture_zero(const struct mixture *m)
{
    double sum = 0;
    for (size_t i = 0; i < m->n; i++)
        sum += m->location[i] == -INFINITY ? m->weight[i] : 0;
    return sum;
}

double mixture_below(const struct mixture *m, double y)
{
    double sum = 0, scale = 1 / m->sigma;
    if (y == -INFINITY)
        return mixture_zero(m);
    for (size_t i = 0; i < m->n; i++)
        sum += m->weight[i] * normal_below((y - m->location[i]) * scale);
    return sum;
}

double mixture_density(const struct mixture *m, double y)
{
    double sum = 0, scale = 1 / m->sigma;
    for (size_t i = 0; i < m->n; i++) {
        double z = (y - m->location[i]) * scale;
        if (fabs(z) < FAR_OUT)
            sum += m->weight[i] * exp(-0.5 * z * z);
    }
    return sum * scale * M_2_SQRTPI * M_SQRT1_2 / 2;
}

double mixture_mean(const struct mixture *m, double low, double high)
{
    double sum = 0, scale = 1 / m->sigma;
    for (size_t i = 0; i < m->n; i++) {
        if (!isfinite(m->location[i])) /* energy 0 adds nothing */
            continue;
        double part = normal_below((high - m->location[i]) * scale - m->sigma) -
                      normal_below((low - m->location[i]) * scale - m->sigma);
        if (part > 0)
            sum += m->weight[i] * exp(m->location[i]) * part;
    }
    return sum * exp(m->sigma * m->sigma / 2);
}

void mixture_range(const struct mixture *m, double *low, double *high)
{
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < m->n; i++) {
        double at = m->location[i];
        if (!isfinite(at))
            continue;
        least = at < least ? at : least;
        most = at > most ? at : most;
    }
    *low = least - RANGE * m->sigma;
    *high = most + RANGE * m->sigma;
}

/* ---- onto a grid ---------------------------------------------------------------------------- */

/* 1 / product of (i - k) over k != i, of ORDER points: (-1)^(ORDER-1-i) / (i! (ORDER-1-i)!). */
static void fill_scales(double scale[ORDER])
{
    for (int i = 0; i < ORDER; i++) {
        double product = 1;
        for (int k = 0; k < ORDER; k++)
            product *= k == i ? 1 : i - k;
        scale[i] = 1 / product;
    }
}

/* The values at x of the Lagrange polynomials on the points 0 .. ORDER-1: of each, the product of
 * all x - k before its own point, and of all behind it. Without a division: there are millions of
 * parts where a factor of the energy has nodes of its own. */
static void lagrange(double x, const double scale[ORDER], double value[ORDER])
{
    double before = 1, behind = 1;
    for (int i = 0; i < ORDER; i++) {
        value[i] = scale[i] * before;
        before *= x - i;
    }
    for (int i = ORDER - 1; i >= 0; i--) {
        value[i] *= behind;
        behind *= x - i;
    }
}

static void spread(const struct mixture *m, double origin, double step, struct mixture *grid)
{
    double scale[ORDER], value[ORDER];
    fill_scales(scale);
    for (size_t i = 0; i < m->n; i++) {
        if (!isfinite(m->location[i])) {
            grid->weight[grid->n - 1] += m->weight[i];
            continue;
        }
        double at = (m->location[i] - origin) / step;
        double first = floor(at) - (ORDER / 2 - 1);
        lagrange(at - first, scale, value);
        for (size_t k = 0; k < ORDER; k++)
            grid->weight[(size_t)first + k] += m->weight[i] * value[k];
    }
}

int mixture_compress(struct mixture *m, struct error *e)
{
    double low, high, step = GRID_SIGMA * m->sigma;
    struct mixture grid;
    if (m->n < MANY)
        return 0;
    mixture_range(m, &low, &high); /* RANGE deviations wider than the locations: room for ORDER */
    if (!(low < high) || (high - low) / step + 2 > (double)m->n)
        return 0;
    size_t n = (size_t)((high - low) / step) + 2;
    if (mixture_alloc(&grid, n, m->sigma, e))
        return -1;
    for (size_t i = 0; i < n; i++) {
        grid.location[i] = i + 1 < n ? low + step * (double)i : -INFINITY; /* the last: energy 0 */
        grid.weight[i] = 0;
    }
    spread(m, low, step, &grid);
    mixture_free(m);
    *m = grid;
    return 0;
}
