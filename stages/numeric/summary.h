/* summary.h -- the statistics of results.tsv, one row each, and all of them of a sample. */
#ifndef NUMERIC_SUMMARY_H
#define NUMERIC_SUMMARY_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "numeric/estimate.h"
#include "numeric/standard_error.h"

/* A row is a statistic of every result: identifier, name in keys, words, and the probability that
 * it is the quantile of, as a tail below it or, where that is smaller, above it. A tail of 0 is an
 * extreme; NAN is the mean, which is no quantile. */
#define STATISTIC_ROWS(ROW)                                                                        \
    ROW(P5, "p5", "5th percentile", 0.05, false)                                                   \
    ROW(P25, "p25", "first quartile", 0.25, false)                                                 \
    ROW(P50, "p50", "median", 0.5, false)                                                          \
    ROW(P75, "p75", "third quartile", 0.25, true)                                                  \
    ROW(P95, "p95", "95th percentile", 0.05, true)                                                 \
    ROW(MEAN, "mean", "mean", NAN, false)                                                          \
    ROW(MIN, "min", "least", 0, false)                                                             \
    ROW(MAX, "max", "largest", 0, true)

#define STATISTIC_IDENTIFIER(id, name, words, tail, upper) STATISTIC_##id,
enum statistic { STATISTIC_ROWS(STATISTIC_IDENTIFIER) STATISTIC_COUNT };

struct statistic_row {
    const char *name, *words;
    double tail; /* in [0, 0.5]: probability beyond it; NAN: the mean */
    bool upper;  /* beyond it is above it                             */
};

/* The row of a statistic; constant. */
const struct statistic_row *statistic_row(enum statistic statistic);

/* "p5", "p25", ..., "max". */
const char *statistic_name(enum statistic statistic);

/* Finds a statistic by its name. Returns false when there is none. */
bool statistic_find(const char *name, enum statistic *statistic);

/* The mean, an extreme; all others are quantiles between. */
bool statistic_is_mean(enum statistic statistic);
bool statistic_is_extreme(enum statistic statistic);

/* The probability in [0, 1] at which it is a quantile; NAN for the mean. */
double statistic_probability(enum statistic statistic);

struct summary {
    struct estimate of[STATISTIC_COUNT];
};

/* Summarises the kept values of a stratified sample.
 *   sorted   all kept values of all strata, n of them, ascending
 *   strata   where they come from: what is resampled separately */
struct summary summary_of(const double *sorted, size_t n, const struct stratum *strata,
                          size_t n_strata);

/* The same for a sample that is one stratum, without trimming. */
struct summary summary_of_one(const double *sorted, size_t n);

#endif
