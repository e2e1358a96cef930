/* quadrature.h -- a distribution as points with weights: what an expectation over it is summed on.
 *
 * Gauss-Legendre panels in ln x; a sum over whole numbers where the quantity is rounded. With the
 * panels at most two standard deviations of the smoothest kernel wide, a sum over the nodes of a
 * function that varies no faster than that kernel is good to some 1e-11. */
#ifndef EXACT_QUADRATURE_H
#define EXACT_QUADRATURE_H

#include <stdbool.h>
#include <stddef.h>

#include "numeric/distribution.h"
#include "base/error.h"

struct quadrature {
    size_t n;
    double *x;      /* in the unit of the quantity, >= 0 */
    double *weight; /* sum 1 to some 1e-13               */
};

#define QUADRATURE_BREAKS_MAX 4

/* What the nodes must resolve. */
struct quadrature_spec {
    double width; /* widest panel, in ln x, > 0                                */
    bool rounded; /* the quantity is rounded to whole numbers, half to even    */
    size_t n_breaks;
    double breaks[QUADRATURE_BREAKS_MAX]; /* where the summed function has a kink; any order */
};

/* Makes the nodes of a distribution of a quantity that cannot be negative.
 *   out   owned by the caller (quadrature_free) on success
 * Returns 0, or -1: values below 0 are possible, memory. */
int quadrature_of(const struct distribution *d, const struct quadrature_spec *spec,
                  struct quadrature *out, struct error *e) MUST_CHECK;

/* Half the logarithm of P84/P16: the standard deviation of ln x, if that is normal. 0 for a
 * constant. */
double quadrature_spread(const struct distribution *d);

/* Appends one node. Returns 0, or -1 when memory is out. */
int quadrature_add(struct quadrature *nodes, double x, double weight, struct error *e) MUST_CHECK;

/* Gauss-Legendre points of [low, high] cut into panels at most `width` wide, weights in the same
 * variable. Appends to `out`. Returns 0, or -1: memory is out, or more panels than make sense. */
int quadrature_add_panels(struct quadrature *out, double low, double high, double width,
                          struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void quadrature_free(struct quadrature *nodes);

/* Gaussian kernel density of the nodes at n abscissas.
 *   is_log      the kernel is in ln x, and the density per unit of ln x; else per unit of x
 *   bandwidth   > 0: standard deviation of the kernel; it is cut at 9 of them
 *   at          [n] ascending; > 0 with is_log
 *   density     [n], filled */
void quadrature_density(const struct quadrature *nodes, bool is_log, double bandwidth, size_t n,
                        const double *at, double *density);

#endif
