/* modes.h -- how many modes a distribution has, by one stated rule.
 *
 * A mode is a peak of a Gaussian kernel density (per unit of the quantity, not of its logarithm)
 * with a bandwidth of 1.06 sd n^(-1/5). A peak's depth is how far the density falls on the way to
 * a higher peak, as a share of the highest peak: (peak - valley) / highest, 1 for the highest
 * itself. It counts from MODES_LEAST_DEPTH on. (As a share of the lower peak, each lone query of a
 * long tail would be a mode of depth 1.) */
#ifndef NUMERIC_MODES_H
#define NUMERIC_MODES_H

#include <stddef.h>

#include "base/error.h"

#define MODES_LEAST_DEPTH 0.05
#define MODES_BINS_A_BANDWIDTH 8 /* points of a grid on which no peak is missed */

struct modes {
    size_t n;         /* modes that count, >= 1                                            */
    double depth;     /* of the deepest peak but the highest, in [0, 1]; 0: no other peak  */
    double place[2];  /* of the highest peak and of that one; NAN: no other peak           */
    double bandwidth; /* of the kernel, in the quantity's unit; 0: all values are the same */
};

/* 1.06 sd n^(-1/5). */
double modes_bandwidth(double deviation, double n);

/* The modes of a density on an even grid.
 *   density     [n] >= 0, n >= 1, in any unit
 *   low, step   the grid: low + i step
 *   out         filled but for the bandwidth */
void modes_of_density(const double *density, size_t n, double low, double step,
                      struct modes *out);

/* The modes of a sample.
 *   values   n >= 1, finite, in any order
 *   factor   > 0, of the bandwidth: 1 is the rule
 * Returns 0, or -1 when memory is out. */
int modes_of_sample(const double *values, size_t n, double factor, struct modes *out,
                    struct error *e) MUST_CHECK;

#endif
