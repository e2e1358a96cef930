/* throughput_fit.h -- fits of TPS to the measured rows, one model at a time. */
#ifndef MODEL_THROUGHPUT_FIT_H
#define MODEL_THROUGHPUT_FIT_H

#include "base/error.h"
#include "model/throughput.h"

/* The used rows of one model, as pointers. */
struct throughput_rows {
    size_t n;
    const struct throughput_row **rows;
};

/* Fits every model of the scenario on the rows that it selects.
 *   table   measured rows, every TPS and length > 0
 *   a       the scenario: models, rows, few_rows
 *   fits    filled on success
 * Returns 0, or -1 with a message: a model with no rows, a singular fit, memory. */
int throughput_fit_all(const struct throughput_table *table, const struct assumptions *a,
                       struct throughput_fits *fits, struct error *e) MUST_CHECK;

/* Ordinary least squares.
 *   observe      fills x and returns y of one row
 *   c            filled: y = c0 x0 + c1 x1 + c2 x2
 *   covariance   of c, filled; NULL: not wanted
 * Returns 0, or -1: fewer than 3 rows, rows that do not determine all coefficients, memory. */
int throughput_fit_least_squares(
    const struct throughput_rows *rows,
    double (*observe)(const struct throughput_row *row, double x[THROUGHPUT_COEFFICIENTS]),
    double c[THROUGHPUT_COEFFICIENTS],
    double covariance[THROUGHPUT_COEFFICIENTS][THROUGHPUT_COEFFICIENTS],
    struct error *e) MUST_CHECK;

#endif
