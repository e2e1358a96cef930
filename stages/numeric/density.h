/* density.h -- Gaussian kernel densities on a grid, and of ln x as the violins draw them. */
#ifndef NUMERIC_DENSITY_H
#define NUMERIC_DENSITY_H

#include <stddef.h>

#include "base/error.h"

#define DENSITY_REACH 5 /* bandwidths beyond which the kernel is 0: 4e-6 of its height */

/* Kernel density at the points low + i step, as a sum of kernels of height 1.
 *   values     n, in any order; those far from all points add nothing
 *   bandwidth  of the kernel, > 0, in the unit of the values
 *   step       > 0
 *   points     >= 1
 *   density    [points], filled
 * Returns 0, or -1 when memory is out. */
int density_on_grid(const double *values, size_t n, double bandwidth, double low, double step,
                    size_t points, double *density, struct error *e) MUST_CHECK;

/* Silverman's bandwidth: 0.9 min(sd, IQR / 1.34) n^(-1/5).
 *   logs   n >= 1 logarithms, ascending
 * Returns 0 when they do not spread. */
double density_bandwidth(const double *logs, size_t n);

/* Gaussian kernel density per unit of ln x on a grid, scaled so that its largest value is 1.
 *   sorted      n values, ascending; those at or below 0 have no logarithm and are left out
 *   low, high   ends of the grid, 0 < low <= high
 *   points      of the grid, log-spaced, both ends included; >= 2
 *   x, density  [points], filled; all 1 when the values do not spread
 * Returns 0, or -1: no value above 0, memory. */
int density_of_log(const double *sorted, size_t n, double low, double high, size_t points,
                   double *x, double *density, struct error *e) MUST_CHECK;

#endif
