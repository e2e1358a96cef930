/* fleet.c -- the energy of a day of queries without draws, from the mean of each workload. */
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
static int workload_mean(struct exact *x, const struct fleet_share *share, bool improved,
                         struct estimate *mean, struct error *e)
{
    struct variable v = {share->case_index, QUANTITY_ENERGY, VARIABLE_FRONTIER_ALL, 0,
                               LEVER_COLUMN_NONE};
    double inverse = 1;
    if (!share->has_case)
        return error_set(e, "found no case %s, want one for the mixes", share->workload);
    if (exact_statistic(x, &v, STATISTIC_MEAN, mean, e))
        return -1;
    if (improved && lever_mean_inverse(&share->lever, &inverse, e))
        return error_prefix(e, "fleet.lever.%s", share->workload);
    mean->value *= inverse;
    mean->standard_error *= inverse;
    return 0;
}

int exact_day(struct exact *x, size_t mix, bool improved, struct estimate *out, struct error *e)
{
    const struct fleet_inputs *f = exact_fleet(x, mix);
    double scale = fleet_scale(f);
    *out = (struct estimate){0};
    for (size_t i = 0; i < f->n; i++) {
        double share = f->share[i].share;
        struct estimate mean;
        if (workload_mean(x, &f->share[i], improved, &mean, e))
            return -1;
        out->value += share * mean.value * scale;
        /* philox draws each workload apart */
        out->standard_error = hypot(out->standard_error, share * mean.standard_error * scale);
        out->n = mean.n > 1 ? out->n + mean.n : out->n;
    }
    out->n = out->n ? out->n : 1;
    return 0;
}
