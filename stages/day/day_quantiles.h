/* day_quantiles.h -- quantiles, extremes and means of a group of strata, from counts in buckets.
 *
 * A bucket is 2^(1/360) wide, 0.193%. The counts of all strata, whose edges lie elsewhere, say
 * between which two energies an order statistic lies, and these are no further apart than one
 * bucket is wide. The middle of the two is off by at most half a bucket, 0.0963%. Where there are
 * many queries and the buckets on both sides hold at least 3/4 as many, the energy is interpolated
 * instead: if the density of a stratum has no more than one mode within three buckets, that is off
 * by less than 0.1%, and mostly by far less. */
#ifndef DAY_DAY_QUANTILES_H
#define DAY_DAY_QUANTILES_H

#include <stdbool.h>

#include "day/day_strata.h"

/* The quantile at p of a group of queries, type 7 [Wh], and its standard error: half the
 * distance between the quantiles at p +- sqrt(sum n_g F_g (1 - F_g)) / n, F_g the share of stratum
 * g that lies below.
 *   p   in [0, 1]
 * Returns false when it cannot be told within 0.1%: in the first or last bucket of a stratum,
 * which have all that lies beyond. */
bool day_quantile(const struct day_group *g, double p, struct day_estimate *out);

/* The smallest (or largest) energy [Wh], exact to a float's precision of its logarithm. Its
 * standard error is that of the bootstrap within each stratum, from the buckets: the spread among
 * days drawn anew from these queries. It says nothing about what a longer day would find. */
struct day_estimate day_extreme(const struct day_group *g, bool largest);

/* The sum over the queries [Wh] and its standard error, sqrt(sum n_g var_g); over n it is the
 * mean. */
struct day_estimate day_sum(const struct day_group *g);

#endif
