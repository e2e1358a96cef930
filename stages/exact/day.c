/* day.c -- the energy of a day of queries without draws, from the mean of each workload. */
#include <math.h>

#include "exact/exact.h"

static int lever_mean_inverse(const struct distribution *alpha, double *mean, struct error *e)
{
    if (distribution_mean_inverse(alpha, mean, e))
        return -1;
    if (isfinite(*mean))
        return 0;
    return error_set(e, "found a distribution of alpha that comes near 0, so that 1/alpha has an "
                        "infinite mean, want one that stays away from it");
}

/* Mean energy of a workload's queries [Wh], and its sampling error where the case is drawn. */
static int workload_mean(struct exact *x, size_t workload, bool improved,
                         struct estimate *mean, struct error *e)
{
    const struct assumptions *a = exact_assumptions(x);
    const struct workload *w = &a->workloads[workload];
    struct exact_variable v = {assumptions_find_case(a, w->name), QUANTITY_ENERGY,
                               EXACT_FRONTIER_ALL, 0, LEVER_COLUMN_NONE};
    double inverse = 1;
    if (v.case_index == a->n_cases)
        return error_set(e, "found no case %s, want one for the mixes", w->name);
    if (exact_statistic(x, &v, STATISTIC_MEAN, mean, e))
        return -1;
    if (improved && lever_mean_inverse(&w->fleet_lever, &inverse, e))
        return error_prefix(e, "fleet.lever.%s", w->name);
    mean->value *= inverse;
    mean->standard_error *= inverse;
    return 0;
}

int exact_day(struct exact *x, const struct mix *mix, bool improved, struct estimate *out,
              struct error *e)
{
    const struct assumptions *a = exact_assumptions(x);
    double scale = fleet_scale(a);
    *out = (struct estimate){0};
    for (size_t w = 0; w < a->n_workloads; w++) {
        struct estimate mean;
        if (!(mix->shares.of[w] > 0))
            continue;
        if (workload_mean(x, w, improved, &mean, e))
            return -1;
        out->value += mix->shares.of[w] * mean.value * scale;
        /* philox draws each workload apart */
        out->standard_error =
            hypot(out->standard_error, mix->shares.of[w] * mean.standard_error * scale);
        out->n = mean.n > 1 ? out->n + mean.n : out->n;
    }
    out->n = out->n ? out->n : 1;
    return 0;
}
