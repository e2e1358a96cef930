/* summary.h -- the statistics that results.tsv shows of a sample, each with its standard error. */
#ifndef NUMERIC_SUMMARY_H
#define NUMERIC_SUMMARY_H

#include <stddef.h>

#include "numeric/standard_error.h"

enum statistic {
    STATISTIC_P5,
    STATISTIC_P25,
    STATISTIC_P50,
    STATISTIC_P75,
    STATISTIC_P95,
    STATISTIC_MEAN,
    STATISTIC_MIN,
    STATISTIC_MAX,
    STATISTIC_COUNT
};

struct summary {
    size_t n; /* values summarised */
    double value[STATISTIC_COUNT];
    double standard_error[STATISTIC_COUNT];
};

/* "p5", "p25", ..., "max". */
const char *statistic_name(enum statistic statistic);

/* Summarises the kept values of a stratified sample.
 *   sorted   all kept values of all strata, n of them, ascending
 *   strata   where they come from: what is resampled separately */
struct summary summary_of(const double *sorted, size_t n, const struct stratum *strata,
                          size_t n_strata);

/* The same for a sample that is one stratum, without trimming. */
struct summary summary_of_one(const double *sorted, size_t n);

#endif
