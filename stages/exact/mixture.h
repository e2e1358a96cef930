/* mixture.h -- a sum of normal distributions of one width: what ln E is, given that ln (PUE u) is
 * normal and the lengths are quadrature nodes.
 *
 *     P(Y <= y) = sum over i of weight_i Phi((y - location_i) / sigma)
 *
 * A location of -INFINITY is energy 0. */
#ifndef EXACT_MIXTURE_H
#define EXACT_MIXTURE_H

#include <stddef.h>

#include "base/error.h"

struct mixture {
    size_t n;
    double *weight, *location; /* [n]; weights add up to 1, or to the probability kept */
    double sigma;              /* > 0                                                  */
};

/* Allocates n > 0 parts, undefined. Owned by the caller (mixture_free) on success. */
int mixture_alloc(struct mixture *m, size_t n, double sigma, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void mixture_free(struct mixture *m);

/* Moves a mixture of many parts onto a regular grid of some hundred to thousand, by interpolation
 * that changes P(Y <= y) by less than 1e-11. One of few parts is left as it is.
 * Returns 0, or -1 when memory is out. */
int mixture_compress(struct mixture *m, struct error *e) MUST_CHECK;

/* P(Y <= y). */
double mixture_below(const struct mixture *m, double y);

/* Density at y, per unit of Y. */
double mixture_density(const struct mixture *m, double y);

/* P(Y = -INFINITY): energy 0. */
double mixture_zero(const struct mixture *m);

/* E[exp(Y); low < Y <= high], the expectation over that range, not divided by its probability.
 * low may be -INFINITY, high INFINITY. */
double mixture_mean(const struct mixture *m, double low, double high);

/* The range outside which there is nothing to see: the lowest and highest location (of those that
 * are finite) 10 sigma further out. */
void mixture_range(const struct mixture *m, double *low, double *high);

#endif
