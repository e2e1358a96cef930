/* aggregate_fleet.c -- stage: the energy of a day of queries, for each mix, and what beta is. */
#include <stdbool.h>

#include "model/fleet.h"
#include "result/fleet.h"
#include "store/inputs.h"
#include "base/program.h"
#include "result/results.h"
#include "draw/fleet.h"

struct args {
    const char *assumptions, *fit, *directory, *output;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_FIT(&args.fit),
        {"directory", "DIR", "where <workload>.samples.nc of the mixes lie", 1, &args.directory},
        {"output", "FILE", "fleet.tsv to write", 1, &args.output},
    };
    return program_main(argc, argv, &PROGRAM(
        "aggregate_fleet", "adds up days of queries", rows, run, &args));
}

static bool is_in_a_mix(const struct assumptions *a, size_t workload)
{
    for (size_t m = 0; m < a->n_mixes; m++)
        if (a->mixes[m].shares.of[workload] > 0)
            return true;
    return false;
}

static int take_workload(const struct inputs *in, const char *directory, size_t workload,
                         struct fleet_workload *out, struct error *e)
{
    char file[INPUTS_PATH_SIZE];
    struct case_energies energies;
    size_t case_index = assumptions_find_case(&in->a, in->a.workloads[workload].name);
    const char *name = in->a.workloads[workload].name;
    if (inputs_path(file, directory, name, ".samples.nc", e) ||
        inputs_read_energies(in, file, case_index, &energies, NULL, e))
        return -1;
    int rc = fleet_workload_take(&in->a, workload, &energies, out, e);
    case_energies_free(&energies);
    return rc;
}

static int add_mixes(const struct assumptions *a, const struct fleet_workload *workloads,
                     struct results *r, struct error *e)
{
    for (size_t m = 0; m < a->n_mixes; m++) {
        for (int improved = 0; improved < 2; improved++) {
            struct key key = {.form = KEY_DAY, .mix = m, .improved = improved};
            struct estimate day;
            if (fleet_day(a, &a->mixes[m], workloads, improved, &day, e) ||
                results_add_key(r, a, &key, day, e))
                return -1;
        }
    }
    return 0;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct inputs in;
    struct fleet_workload workloads[ASSUMPTIONS_MAX_WORKLOADS] = {{0}};
    struct results r = {0};
    if (inputs_read(args->assumptions, args->fit, &in, e))
        return -1;
    int rc = 0;
    for (size_t w = 0; w < in.a.n_workloads && rc == 0; w++)
        if (is_in_a_mix(&in.a, w))
            rc = take_workload(&in, args->directory, w, &workloads[w], e);
    if (rc == 0)
        rc = fleet_results_add_factors(&in.a, &r, e);
    if (rc == 0)
        rc = add_mixes(&in.a, workloads, &r, e);
    if (rc == 0)
        rc = results_write(&r, args->output, e);
    for (size_t w = 0; w < in.a.n_workloads; w++)
        fleet_workload_free(&workloads[w]);
    results_free(&r);
    return rc;
}
