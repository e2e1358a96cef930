/* apply_levers.c -- stage: the frontier pool of one case, with and without each lever. */
#include "calc/levers.h"
#include "calc/pool.h"
#include "io/inputs.h"
#include "io/program.h"

struct args {
    const char *assumptions, *fit, *case_name, *samples, *output;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"assumptions", "FILE", "assumptions.tsv of the scenario", 1, &args.assumptions},
        {"fit", "FILE", "fits of fit_tps", 1, &args.fit},
        {"case", "NAME", "the case", 1, &args.case_name},
        {"samples", "FILE", "samples of that case", 1, &args.samples},
        {"output", "FILE", "pool with levers to write, netCDF", 1, &args.output},
    };
    const struct program program = {"apply_levers", "divides the frontier's energy by alpha",
                                    rows, sizeof rows / sizeof rows[0], run, &args};
    return program_main(argc, argv, &program);
}

/* Draws the levers from where the samples ended, and divides. */
static int apply(const struct assumptions *a, size_t case_index, struct mt_place *place,
                 struct lever_pool *pool, struct error *e)
{
    struct mt_stream stream;
    if (a->generator != GENERATOR_MT19937)
        return levers_apply(a, case_index, NULL, pool, e);
    if (mt_stream_open(&stream, (uint32_t)a->seed, *place, e))
        return -1;
    int rc = levers_apply(a, case_index, &stream, pool, e);
    *place = stream.place;
    mt_stream_close(&stream);
    return rc;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct inputs in;
    struct case_energies energies;
    struct lever_pool pool = {0};
    struct mt_place place;
    size_t case_index;
    if (inputs_read(args->assumptions, args->fit, &in, e) ||
        inputs_find_case(&in, args->case_name, &case_index, e) ||
        inputs_read_energies(&in, args->samples, case_index, &energies, &place, e))
        return -1;
    int rc = pool_build(&in.a, &energies, &pool, e);
    if (rc == 0)
        rc = apply(&in.a, case_index, &place, &pool, e);
    if (rc == 0)
        rc = lever_file_write(args->output, &in.provenance, &in.a, case_index, &pool, place, e);
    case_energies_free(&energies);
    lever_pool_free(&pool);
    return rc;
}
