/* strata.h -- the streams as one mix takes them: numbers, sums, extremes and counts.
 *
 * A mix takes the first queries of each stream, in exact shares. So its streams are strata: a
 * group of the mix (a model, a workload, all) is some of them together, none weighted. */
#ifndef DAY_STRATA_H
#define DAY_STRATA_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "day/tally.h"
#include "numeric/estimate.h"

/* What a mix takes of one stream: one of the two energies. A plain value but for `below`. */
struct day_stratum {
    size_t workload, model; /* indices into the assumptions                              */
    uint64_t n;             /* queries, > 0                                              */
    double sum;             /* [Wh]                                                      */
    double variance;        /* of a query, from bucket centres [Wh^2]; 0 for one query   */
    double low, high;       /* log2 of the extremes [log2 Wh]                            */
    double first_edge;      /* log2 of the lower edge of bucket 0 [log2 Wh]              */
    uint32_t n_buckets;
    uint64_t *below;        /* [n_buckets + 1] queries in the buckets before b; owned    */
};

/* All streams that a mix takes queries from. */
struct day_strata {
    size_t n;
    struct day_stratum *of; /* [n], owned */
};

/* Some of them together. A plain value; the strata are borrowed. */
struct day_group {
    uint64_t n;      /* queries; 0: none, and then no statistics */
    double low, high; /* log2 of the extremes [log2 Wh]        */
    size_t n_strata;
    const struct day_stratum *of[SCHEDULE_MAX_STREAMS];
};

#define DAY_ANY SIZE_MAX /* any model, any workload */

/* Takes the strata of a mix.
 *   q     PLAN_ENERGY or PLAN_IMPROVED
 *   out   owned by the caller on success (day_strata_free)
 * Returns 0, or -1 when memory is out. */
int day_strata_of(const struct tally *t, size_t mix, enum plan_quantity q,
                  struct day_strata *out, struct error *e) MUST_CHECK;

/* Those of a workload and of a model; DAY_ANY: of all. */
void day_strata_group(const struct day_strata *strata, size_t workload, size_t model,
                      struct day_group *group);

/* The variance of a query of one stratum [Wh^2]: its own; of a stratum with one query, which has
 * none, that of the whole group about the group's mean. 0 of a group with one query. */
double day_strata_variance(const struct day_group *group, const struct day_stratum *s);

/* Frees; a zeroed struct is accepted. */
void day_strata_free(struct day_strata *strata);

/* The sum over the queries that a mix takes of a stream in the minutes [first, last).
 * [Wh], of PLAN_BUSY [s]. */
double day_mix_sum(const struct tally *t, size_t stream, size_t mix, size_t first, size_t last,
                   enum plan_quantity q);

/* Their number. */
uint64_t day_mix_count(const struct tally *t, size_t stream, size_t mix, size_t first,
                       size_t last);

#endif
