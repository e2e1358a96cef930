/* specification.h -- one quantity over many combinations of readings: its order, its range, and
 * which list of readings moves it. A value that is NAN is left out everywhere. */
#ifndef ASK_SPECIFICATION_H
#define ASK_SPECIFICATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Sorts the indices of values from the lowest value up; equal values by their index.
 *   values   n of them
 *   order    [n], the first of them filled
 *   kept     set to how many are no NAN
 * Returns 0, or -1 when memory is out. */
int specification_sort(const double *values, size_t n, size_t *order, size_t *kept,
                       struct error *e) MUST_CHECK;

/* How far a list of readings moves a quantity: the largest less the smallest, over its readings,
 * of the mean over all combinations that take the reading.
 *   taken        [n]: the reading, from 0, that each combination takes
 *   n_readings   >= 1
 * 0 when fewer than two readings have a value. */
double specification_effect(const double *values, const size_t *taken, size_t n,
                            size_t n_readings);

/* Whether any combination's value changes with its reading of a list alone.
 *   stride   how far apart combinations are that differ in the list by one reading
 *   same     relative difference up to which two values are the same */
bool specification_depends(const double *values, const size_t *taken, size_t n, size_t stride,
                           double same);

/* The share of order[from .. to-1] that takes a reading, in [0, 1]. from < to. */
double specification_share(const size_t *order, size_t from, size_t to, const size_t *taken,
                           size_t reading);

#endif
