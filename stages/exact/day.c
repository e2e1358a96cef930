/* day.c -- the energy of a day of queries without draws, from the mean of each workload. */
#include <math.h>

#include "numeric/alpha.h"
#include "exact/exact.h"
#include "draw/fleet.h"

/* Mean energy of a workload's queries [Wh], and its sampling error where the case is drawn. */
static int workload_mean(struct exact *x, size_t workload, bool improved,
                         struct fleet_total *mean, struct error *e)
{
    const struct assumptions *a = exact_assumptions(x);
    const struct workload *w = &a->workloads[workload];
    struct exact_variable v = {assumptions_find_case(a, w->name), QUANTITY_ENERGY,
                               EXACT_FRONTIER_ALL, 0, LEVER_COLUMN_NONE};
    double inverse = 1;
    if (v.case_index == a->n_cases)
        return error_set(e, "found no case %s, want one for the mixes", w->name);
    if (exact_sampled_statistic(x, &v, STATISTIC_MEAN, &mean->total, &mean->standard_error,
                                &mean->n, e))
        return -1;
    if (improved && alpha_mean_inverse(&w->fleet_lever, &inverse, e))
        return error_prefix(e, "fleet.lever.%s", w->name);
    mean->total *= inverse;
    mean->standard_error *= inverse;
    return 0;
}

int exact_day_sampled(struct exact *x, const struct mix *mix, bool improved,
                      struct fleet_total *out, struct error *e)
{
    const struct assumptions *a = exact_assumptions(x);
    double scale = fleet_scale(a);
    *out = (struct fleet_total){0};
    for (size_t w = 0; w < a->n_workloads; w++) {
        struct fleet_total mean;
        if (!(mix->shares.of[w] > 0))
            continue;
        if (workload_mean(x, w, improved, &mean, e))
            return -1;
        out->total += mix->shares.of[w] * mean.total * scale;
        /* philox draws each workload apart */
        out->standard_error =
            hypot(out->standard_error, mix->shares.of[w] * mean.standard_error * scale);
        out->n = mean.n > 1 ? out->n + mean.n : out->n;
    }
    out->n = out->n ? out->n : 1;
    return 0;
}

int exact_day(struct exact *x, const struct mix *mix, bool improved, double *total,
              struct error *e)
{
    struct fleet_total day;
    if (exact_day_sampled(x, mix, improved, &day, e))
        return -1;
    *total = day.total;
    return 0;
}
