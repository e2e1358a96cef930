/* fleet.h -- beta and its parts as results, which nothing has to be drawn for. */
#ifndef RESULT_FLEET_H
#define RESULT_FLEET_H

#include "model/assumptions.h"
#include "result/results.h"

/* Appends fleet.beta.total, its parts, and the lines that a day is compared with, those that the
 * scenario gives. Returns 0, or -1. */
int fleet_results_add_factors(const struct assumptions *a, struct results *r,
                              struct error *e) MUST_CHECK;

/* The days and factors among results: those whose key begins with "fleet". Writes them as
 * fleet.tsv.
 *   origin   see struct results
 * Returns 0, or -1. */
int fleet_results_write(const struct results *all, const char *origin, const char *path,
                        struct error *e) MUST_CHECK;

#endif
