/* apply_levers.c -- stage: the frontier of every case of one workload, with and without levers. */
#include "draw/levers.h"
#include "draw/pool.h"
#include "store/inputs.h"
#include "base/program.h"
#include "base/progress.h"

struct args {
    const char *workload, *directory;
};

static int run(const struct inputs *in, const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"workload", "NAME", "the workload whose cases are taken", 1, &args.workload},
        {"directory", "DIR", "of <case>.samples.nc, and where to write <case>.levers.nc", 1,
         &args.directory},
    };
    return inputs_main(argc, argv, &PROGRAM(
        "apply_levers", "divides the frontier's energy by alpha", rows, NULL, &args), run);
}

static int lever_case(const struct inputs *in, size_t case_index, const char *directory,
                      struct mt19937 *stream, struct error *e)
{
    char samples[INPUTS_PATH_SIZE], levers[INPUTS_PATH_SIZE];
    struct case_energies energies;
    struct lever_pool pool = {0};
    struct mt19937_position place;
    const char *name = in->a.cases[case_index].name;
    if (inputs_path(samples, directory, name, ".samples.nc", e) ||
        inputs_path(levers, directory, name, ".levers.nc", e) ||
        inputs_read_energies(in, samples, case_index, &energies, &place, e))
        return -1;
    mt19937_go_to(stream, place); /* where the samples ended; not used by philox */
    struct case_inputs inputs;
    struct sampling sampling[ASSUMPTIONS_MAX_MODELS];
    case_inputs_of(&in->a, &in->fits, case_index, &inputs);
    sampling_of_case(&in->a, case_index, sampling);
    int rc = pool_build(&inputs, &energies, &pool, e);
    if (rc == 0)
        rc = levers_apply(&inputs, sampling, stream, &pool, e);
    if (rc == 0)
        rc = lever_file_write(levers, &in->provenance, &in->a, case_index, &pool, e);
    case_energies_free(&energies);
    lever_pool_free(&pool);
    return rc;
}

static int run(const struct inputs *in, const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct mt19937 stream;
    size_t workload;
    if (inputs_find_workload(in, args->workload, &workload, e) ||
        mt19937_open(&stream, (uint32_t)in->a.seed, e))
        return -1;
    int rc = 0;
    struct progress progress = progress_begin("apply_levers");
    for (size_t c = 0; c < in->a.n_cases && rc == 0; c++) {
        if (in->a.cases[c].workload != workload)
            continue;
        progress_show(&progress, c, in->a.n_cases, in->a.cases[c].name);
        rc = lever_case(in, c, args->directory, &stream, e);
    }
    progress_end(&progress);
    mt19937_close(&stream);
    return rc;
}
