/* lengths.h -- statistics of L_out and TPS of one model without draws. */
#ifndef EXACT_LENGTHS_H
#define EXACT_LENGTHS_H

#include "model/assumptions.h"
#include "base/error.h"
#include "numeric/summary.h"
#include "model/throughput.h"

/* L_out [token] of a case after the scenario's rounding; min and max as exact_statistic has them.
 * Returns 0, or -1. */
int exact_output_tokens(const struct assumptions *a, size_t case_index, enum statistic statistic,
                        double *value, struct error *e) MUST_CHECK;

/* P(L_out <= at), at in token. */
double exact_output_tokens_below(const struct assumptions *a, size_t case_index, double at);

/* TPS [token/s] of one model. Returns 0, or -1. */
int exact_tps(const struct assumptions *a, const struct throughput_fit *fit, size_t case_index,
              enum statistic statistic, double *value, struct error *e) MUST_CHECK;

/* P(TPS <= at), at in token/s. Returns 0, or -1. */
int exact_tps_below(const struct assumptions *a, const struct throughput_fit *fit,
                    size_t case_index, double at, double *probability,
                    struct error *e) MUST_CHECK;

/* The probability at which a statistic is a quantile; min and max are the medians of the extremes
 * of n queries. NAN for the mean. Kept in the tail where it is small. */
struct uniform exact_probability_of(enum statistic statistic, double n);

#endif
