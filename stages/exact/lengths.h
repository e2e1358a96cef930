/* lengths.h -- statistics of L_out and TPS of one model without draws. */
#ifndef EXACT_LENGTHS_H
#define EXACT_LENGTHS_H

#include "base/error.h"
#include "model/lengths.h"
#include "model/throughput.h"
#include "numeric/summary.h"

/* L_out [token] after rounding; min and max as exact_statistic has them.
 *   queries   of which min and max are the extremes
 * Returns 0, or -1. */
int exact_output_tokens(const struct lengths *lengths, double queries, enum statistic statistic,
                        double *value, struct error *e) MUST_CHECK;

/* P(L_out <= at), at in token. */
double exact_output_tokens_below(const struct lengths *lengths, double at);

/* TPS [token/s] of one model. Returns 0, or -1. */
int exact_tps(const struct lengths *lengths, const struct throughput *throughput, double queries,
              enum statistic statistic, double *value, struct error *e) MUST_CHECK;

/* P(TPS <= at), at in token/s. Returns 0, or -1. */
int exact_tps_below(const struct lengths *lengths, const struct throughput *throughput, double at,
                    double *probability, struct error *e) MUST_CHECK;

/* The probability at which a statistic is a quantile; min and max are the medians of the extremes
 * of n queries. NAN for the mean. Kept in the tail where it is small. */
struct uniform exact_probability_of(enum statistic statistic, double n);

#endif
