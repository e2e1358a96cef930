/* fleet.c -- beta from its parts, and the energy of a day of queries. */
#include "calc/fleet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calc/draw.h"
#include "calc/statistics.h"

#define HOURS_A_DAY 24.0
#define WH_A_GWH 1e9
#define MWH_A_GWH 1e3

struct fleet_factors fleet_factors_of(const struct assumptions *a)
{
    const struct fleet *fleet = &a->fleet;
    const struct node *node = &a->nodes[fleet->node];
    struct fleet_factors f = {.mean_load = (fleet->load_low + fleet->load_high) / 2.0,
                              .redundancy = fleet->redundancy, .network = fleet->network};
    double dynamic_power = node->max_power - node->idle_power;
    f.node_full_load = node->max_power * HOURS_A_DAY;
    f.node_load = (node->idle_power + dynamic_power * f.mean_load) * HOURS_A_DAY;
    f.utilisation_derived = f.node_load / f.node_full_load / f.mean_load;
    f.utilisation =
        fleet->utilisation.derived ? f.utilisation_derived : fleet->utilisation.value;
    f.beta = f.redundancy * f.utilisation * f.network;
    return f;
}

double fleet_scale(const struct assumptions *a)
{
    return a->fleet.queries_per_day * fleet_factors_of(a).beta / WH_A_GWH;
}

double fleet_web_search_day(const struct assumptions *a)
{
    return a->references.web_search * a->fleet.queries_per_day / WH_A_GWH;
}

double fleet_data_centre_day(const struct assumptions *a)
{
    const struct references *r = &a->references;
    return r->data_centre_power * r->data_centre_load * HOURS_A_DAY / MWH_A_GWH;
}

/* Divides the energies by the fleet's alphas, which stand where the result goes. */
static int improve(const struct assumptions *a, size_t workload, size_t n,
                   struct fleet_workload *w, struct error *e)
{
    for (size_t i = 0; i < n; i++) {
        if (!(w->improved[i] > 0 && isfinite(w->improved[i])))
            return error_set(e, "fleet.lever.%s: found an alpha of %.17g, want a distribution of "
                                "finite numbers above 0", a->workloads[workload].name,
                             w->improved[i]);
        w->improved[i] = w->baseline[i] / w->improved[i];
    }
    return 0;
}

int fleet_workload_take(const struct assumptions *a, size_t workload,
                        const struct case_energies *energies, struct fleet_workload *out,
                        struct error *e)
{
    *out = (struct fleet_workload){0};
    if (pool_members(a, energies, out->members, &out->n_members, e))
        return -1;
    size_t n = out->n_members * energies->n;
    out->baseline = malloc(n * sizeof(double));
    out->improved = malloc(n * sizeof(double));
    int rc = out->baseline && out->improved
                 ? draw_fleet_lever(a, workload, out->members, out->n_members, out->improved, e)
                 : error_set(e, "no memory for a fleet of %zu queries", n);
    for (size_t m = 0; m < out->n_members && rc == 0; m++)
        memcpy(out->baseline + m * energies->n, energies->drawn[out->members[m]],
               energies->n * sizeof(double));
    if (rc == 0)
        rc = improve(a, workload, n, out, e);
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

int fleet_day(const struct assumptions *a, const struct mix *mix,
              const struct fleet_workload *workloads, bool improved, struct fleet_total *out,
              struct error *e)
{
    size_t n = a->queries;
    double mean = 0, variance = 0;
    double *sum = malloc(n * sizeof *sum);
    if (!sum)
        return error_set(e, "no memory for %zu queries", n);
    *out = (struct fleet_total){0};
    for (size_t model = 0; model < a->n_models; model++) {
        memset(sum, 0, n * sizeof *sum);
        for (size_t w = 0; w < a->n_workloads; w++)
            if (mix->shares.of[w] > 0)
                add_share(&workloads[w], mix->shares.of[w], model, improved, n, sum);
        mean += mean_of(sum, n);
        variance += squares_about_mean(sum, n) / (double)(n - 1) / (double)n;
    }
    for (size_t w = 0; w < a->n_workloads; w++)
        if (mix->shares.of[w] > 0)
            out->n += workloads[w].n_members * n;
    double scale = fleet_scale(a);
    out->total = mean * scale;
    out->standard_error = sqrt(variance) * scale;
    free(sum);
    return 0;
}
