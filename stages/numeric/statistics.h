/* statistics.h -- order, quantiles and means of a sample.
 *
 * A quantile is linear interpolation of order statistics, Hyndman-Fan type 7: the value at rank
 * (n - 1) p, ranks from 0. */
#ifndef NUMERIC_STATISTICS_H
#define NUMERIC_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

/* Sorts n values ascending, by radix of their bits: O(n), no comparisons.
 *   values   finite, sorted in place
 *   scratch  room for 2 n words, overwritten */
void sort_ascending(double *values, size_t n, uint64_t *scratch);

/* The value at a rank in [0, n - 1], interpolated; ranks outside are taken as the nearest end.
 *   sorted   n >= 1 values, ascending */
double value_at_rank(const double *sorted, size_t n, double rank);

/* Type 7 quantile at p in [0, 1] of n >= 1 ascending values. */
double quantile(const double *sorted, size_t n, double p);

/* Number of values that are at most x, among n ascending ones. */
size_t count_at_most(const double *sorted, size_t n, double x);

/* Arithmetic mean of n >= 1 values. */
double mean_of(const double *values, size_t n);

/* Sum of squared deviations from the mean. */
double squares_about_mean(const double *values, size_t n);

#endif
