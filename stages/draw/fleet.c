/* fleet.c -- the energy of a day of drawn queries. */
#include "draw/fleet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/draw.h"
#include "numeric/statistics.h"

/* Divides the energies by the fleet's alphas, which stand where the result goes. */
static int improve(const struct fleet_share *share, size_t n, struct fleet_workload *w,
                   struct error *e)
{
    for (size_t i = 0; i < n; i++) {
        if (!(w->improved[i] > 0 && isfinite(w->improved[i])))
            return error_set(e, "fleet.lever.%s: found an alpha of %.17g, want a distribution of "
                                "finite numbers above 0", share->workload, w->improved[i]);
        w->improved[i] = w->baseline[i] / w->improved[i];
    }
    return 0;
}

int fleet_workload_take(const struct fleet_share *share, const struct pool_choice *pool,
                        const struct sampling *sampling, const struct case_energies *energies,
                        struct fleet_workload *out, struct error *e)
{
    *out = (struct fleet_workload){.n_models = energies->n_models, .n = energies->n};
    if (pool_members(pool, energies, out->members, &out->n_members, e))
        return -1;
    size_t n = out->n_members * energies->n;
    out->baseline = malloc(n * sizeof(double));
    out->improved = malloc(n * sizeof(double));
    int rc = out->baseline && out->improved
                 ? draw_fleet_lever(&share->lever, sampling, out->members, out->n_members,
                                    out->improved, e)
                 : error_no_memory(e, "for a fleet of %zu queries", n);
    for (size_t m = 0; m < out->n_members && rc == 0; m++)
        memcpy(out->baseline + m * energies->n, energies->drawn[out->members[m]],
               energies->n * sizeof(double));
    if (rc == 0)
        rc = improve(share, n, out, e);
    if (rc)
        fleet_workload_free(out);
    return rc;
}

void fleet_workload_free(struct fleet_workload *w)
{
    free(w->baseline);
    free(w->improved);
    *w = (struct fleet_workload){0};
}

/* Adds to sum[i] what query i of one model gives to the mean of the mix, for one workload. */
static void add_share(const struct fleet_workload *w, double share, size_t model, bool improved,
                      size_t n, double *sum)
{
    const double *energy = improved ? w->improved : w->baseline;
    for (size_t m = 0; m < w->n_members; m++)
        for (size_t i = 0; w->members[m] == model && i < n; i++)
            sum[i] += share / (double)w->n_members * energy[m * n + i];
}

int fleet_day(const struct fleet_inputs *f, const struct fleet_workload *workloads, bool improved,
              struct estimate *out, struct error *e)
{
    const struct fleet_workload *first = &workloads[f->share[0].workload_index];
    size_t n = first->n;
    double mean = 0, variance = 0;
    double *sum = malloc(n * sizeof *sum);
    if (!sum)
        return error_no_memory(e, "for %zu queries", n);
    *out = (struct estimate){0};
    for (size_t model = 0; model < first->n_models; model++) {
        memset(sum, 0, n * sizeof *sum);
        for (size_t i = 0; i < f->n; i++)
            add_share(&workloads[f->share[i].workload_index], f->share[i].share, model, improved,
                      n, sum);
        mean += mean_of(sum, n);
        variance += squares_about_mean(sum, n) / (double)(n - 1) / (double)n;
    }
    for (size_t i = 0; i < f->n; i++)
        out->n += workloads[f->share[i].workload_index].n_members * n;
    double scale = fleet_scale(f);
    out->value = mean * scale;
    out->standard_error = sqrt(variance) * scale;
    free(sum);
    return 0;
}
