/* value_at.h -- numbers of a scenario and of its fits, by name. */
#ifndef SCENARIO_VALUE_AT_H
#define SCENARIO_VALUE_AT_H

#include "base/error.h"
#include "model/assumptions.h"
#include "model/throughput.h"

/* A number of the scenario.
 *   path_and_part   "node.h100_x8.max_power", "pue.p95", "levers.serving.median": parts of a
 *                   distribution are p1 .. p99, median, mean, whatever it was written with; of a
 *                   line idle and cap; of shares the workloads
 * Returns 0, or -1: no such path (with the nearest one) or part, no number. */
int value_at_path(const struct assumptions *a, const char *path_and_part, double *value,
                       struct error *e) MUST_CHECK;

/* A number of a fit.
 *   model_and_column   "llama_405b.rmse": a numeric column of fits.tsv but the coefficients'
 * Returns 0, or -1: no such model or column, a number that this fit does not have. */
int value_at_fit(const struct assumptions *a, const struct throughput_fits *fits,
                const char *model_and_column, double *value, struct error *e) MUST_CHECK;

#endif
