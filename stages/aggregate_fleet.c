/* aggregate_fleet.c -- stage: the energy of a day of queries, for each mix, and what beta is. */
#include "model/fleet.h"
#include "result/fleet.h"
#include "store/inputs.h"
#include "base/program.h"
#include "result/results.h"
#include "draw/fleet.h"

struct args {
    const char *directory, *output;
};

static int run(const struct inputs *in, const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"directory", "DIR", "where <workload>.samples.nc of the mixes lie", 1, &args.directory},
        {"output", "FILE", "fleet.tsv to write", 1, &args.output},
    };
    return inputs_main(argc, argv, &PROGRAM(
        "aggregate_fleet", "adds up days of queries", rows, NULL, &args), run);
}

/* Takes a workload of a fleet, unless another mix has had it. */
static int take_workload(const struct inputs *in, const char *directory,
                         const struct fleet_share *share, struct fleet_workload *out,
                         struct error *e)
{
    char file[INPUTS_PATH_SIZE];
    struct case_energies energies;
    struct sampling sampling[ASSUMPTIONS_MAX_MODELS];
    const struct pool_choice pool = pool_choice_of(&in->a);
    if (out->n > 0)
        return 0;
    if (inputs_path(file, directory, share->workload, ".samples.nc", e) ||
        inputs_read_energies(in, file, share->case_index, &energies, NULL, e))
        return -1;
    sampling_of_case(&in->a, share->case_index, sampling);
    int rc = fleet_workload_take(share, &pool, sampling, &energies, out, e);
    case_energies_free(&energies);
    return rc;
}

static int add_mix(const struct inputs *in, const char *directory, size_t mix,
                   struct fleet_workload *workloads, struct results *r, struct error *e)
{
    struct fleet_inputs f;
    fleet_inputs_of(&in->a, &in->fits, &in->a.mixes[mix], &f);
    for (size_t i = 0; i < f.n; i++)
        if (take_workload(in, directory, &f.share[i], &workloads[f.share[i].workload_index], e))
            return -1;
    for (int improved = 0; improved < 2; improved++) {
        struct key key = {.form = KEY_DAY, .mix = mix, .improved = improved};
        struct estimate day;
        if (fleet_day(&f, workloads, improved, &day, e) ||
            results_add_key(r, &in->a, &key, day, e))
            return -1;
    }
    return 0;
}

static int run(const struct inputs *in, const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct fleet_workload workloads[ASSUMPTIONS_MAX_WORKLOADS] = {{0}};
    struct results r = {0};
    provenance_text(&in->provenance, r.origin);
    int rc = fleet_results_add_factors(&in->a, &r, e);
    for (size_t m = 0; m < in->a.n_mixes && rc == 0; m++)
        rc = add_mix(in, args->directory, m, workloads, &r, e);
    if (rc == 0)
        rc = results_write(&r, args->output, e);
    for (size_t w = 0; w < in->a.n_workloads; w++)
        fleet_workload_free(&workloads[w]);
    results_free(&r);
    return rc;
}
