/* mixture.c -- sums of normal distributions of one width. */
#include "calc/mixture.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_math.h>

#define FAR_OUT 8.5 /* standard deviations beyond which Phi is 0 or 1 to 1e-17 */
#define RANGE 10.0  /* standard deviations */

int mixture_alloc(struct mixture *m, size_t n, double sigma, struct error *e)
{
    *m = (struct mixture){n, malloc(n * sizeof(double)), malloc(n * sizeof(double)), sigma};
    if (m->weight && m->location)
        return 0;
    mixture_free(m);
    return error_set(e, "no memory for %zu quadrature nodes", n);
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

double mixture_below(const struct mixture *m, double y)
{
    double sum = 0, scale = 1 / m->sigma;
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

double mixture_moment(const struct mixture *m, double power, double low, double high)
{
    double sum = 0, scale = 1 / m->sigma, shift = power * m->sigma;
    for (size_t i = 0; i < m->n; i++) {
        if (!isfinite(m->location[i])) /* energy 0 adds nothing */
            continue;
        double part = normal_below((high - m->location[i]) * scale - shift) -
                      normal_below((low - m->location[i]) * scale - shift);
        if (part > 0)
            sum += m->weight[i] * exp(power * m->location[i]) * part;
    }
    return sum * exp(shift * shift / 2);
}

void mixture_range(const struct mixture *m, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < m->n; i++) {
        if (!isfinite(m->location[i]))
            continue;
        *low = fmin(*low, m->location[i] - RANGE * m->sigma);
        *high = fmax(*high, m->location[i] + RANGE * m->sigma);
    }
}
