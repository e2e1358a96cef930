/* quantiles.h -- quantiles, extremes and means of a group of strata, from counts in buckets.
 *
 * A bucket is 2^(1/360) wide, 0.193%. The counts of all strata, whose edges lie elsewhere, say
 * between which two energies an order statistic lies, and these are no further apart than one
 * bucket is wide. The middle of the two is off by at most half a bucket, 0.0963%. Where there are
 * many queries and the buckets on both sides hold at least 3/4 as many, the energy is interpolated
 * instead: if the density of a stratum has no more than one mode within three buckets, that is off
 * by less than 0.1%, and mostly by far less. */
#ifndef DAY_QUANTILES_H
#define DAY_QUANTILES_H

#include <stdbool.h>

#include "day/strata.h"

/* The quantile at p of a group of queries, type 7 [Wh], and its standard error: half the
 * distance between the quantiles at p +- sqrt(sum n_g F_g (1 - F_g)) / n, F_g the share of stratum
 * g that lies below; of a stratum with one query, that of the group.
 *   p   in [0, 1]
 * Returns false when it cannot be told within 0.1%: in the first or last bucket of a stratum,
 * which have all that lies beyond. */
bool day_quantile(const struct day_group *g, double p, struct estimate *out);

/* The smallest (or largest) energy [Wh], exact to a float's precision of its logarithm. Its
 * standard error is the deviation among days drawn anew, by the tail of k = sqrt(n), at most 150,
 * queries: with E_k the energy that has k beyond it, h the mean of |ln E - ln E_k| over the k
 * (Hill), L = ln(n / k), and V exponential with mean 1,
 *
 *     largest    E_k (ln(n / V) / L)^(h / (e^L E1(L)))     a Weibull tail
 *     smallest   E_k (V / k)^h                             a power of the rank
 *
 * Both have a variance for every h. The first is exact for exponential numbers, for which Hill's
 * own tail, E_k (k / V)^h, has twice the deviation; for a power tail it is some half. 0 of a single
 * query. */
struct estimate day_extreme(const struct day_group *g, bool largest);

/* The sum over the queries [Wh] and its standard error, sqrt(sum n_g var_g), var_g as
 * day_strata_variance has it; over n it is the mean. */
struct estimate day_sum(const struct day_group *g);

#endif
