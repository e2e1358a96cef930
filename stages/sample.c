/* sample.c -- stage: draws the queries of every case of one workload and computes Eq. 1 for each.
 *
 * The cases of a workload go together, since with mt19937 one may go on in the stream of another
 * (case.*.continues), after that one's levers. */
#include <string.h>

#include "draw/evaluate.h"
#include "draw/levers.h"
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
        {"workload", "NAME", "the workload whose cases are drawn", 1, &args.workload},
        {"directory", "DIR", "where to write <case>.samples.nc", 1, &args.directory},
    };
    return inputs_main(argc, argv, &PROGRAM(
        "sample", "draws the queries of a workload's cases", rows, NULL, &args), run);
}

/* What the cases of a workload share while they are drawn. */
struct drawing {
    const struct inputs *in;
    const char *directory;
    struct progress progress;
    struct mt19937 stream;      /* not used by philox                       */
    struct queries queries;     /* of one model at a time                   */
    struct case_inputs inputs;  /* of the case in hand, as are the next two */
    struct sampling sampling[ASSUMPTIONS_MAX_MODELS];
    struct case_energies energies;
    /* The stream after the case's levers, for cases that another one continues. */
    struct mt19937_position after[ASSUMPTIONS_MAX_CASES];
};

static bool is_continued(const struct assumptions *a, size_t case_index)
{
    for (size_t c = 0; c < a->n_cases; c++)
        if (a->cases[c].has_continues && a->cases[c].continues == case_index)
            return true;
    return false;
}

static int draw_models(struct drawing *d, size_t case_index, struct sample_file *file,
                       struct error *e)
{
    const struct assumptions *a = &d->in->a;
    for (size_t m = 0; m < a->n_models; m++) {
        progress_show(&d->progress, m, a->n_models, a->cases[case_index].name);
        if (evaluate_model(&d->inputs.query[m], &d->sampling[m], &d->stream, &d->queries, e) ||
            sample_file_put(file, m, &d->queries, e))
            return -1;
        memcpy(d->energies.drawn[m], d->queries.of[QUANTITY_ENERGY],
               d->queries.n * sizeof(double));
    }
    return 0;
}

/* Writes the samples of one case; the stream is then after its last draw. */
static int write_case(struct drawing *d, size_t case_index, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    struct sample_file *file;
    if (inputs_path(path, d->directory, d->in->a.cases[case_index].name, ".samples.nc", e) ||
        sample_file_create(&file, path, &d->in->provenance, &d->in->a, case_index, e))
        return -1;
    if (draw_models(d, case_index, file, e)) {
        sample_file_discard(file);
        return -1;
    }
    return sample_file_finish(file, d->stream.place, e);
}

/* Draws and drops the case's levers, as many as its frontier has queries. */
static int pass_levers(struct drawing *d, size_t case_index, struct error *e)
{
    struct lever_pool pool;
    if (case_energies_sort(&d->energies, e) || pool_build(&d->inputs, &d->energies, &pool, e))
        return -1;
    int rc = levers_apply(&d->inputs, d->sampling, &d->stream, &pool, e);
    lever_pool_free(&pool);
    d->after[case_index] = d->stream.place;
    return rc;
}

static int draw_case(struct drawing *d, size_t case_index, struct error *e)
{
    const struct assumptions *a = &d->in->a;
    const struct workload_case *c = &a->cases[case_index];
    case_inputs_of(a, &d->in->fits, case_index, &d->inputs);
    sampling_of_case(a, case_index, d->sampling);
    mt19937_go_to(&d->stream,
                  c->has_continues ? d->after[c->continues] : (struct mt19937_position){0});
    if (write_case(d, case_index, e))
        return -1;
    bool replay = a->generator == GENERATOR_MT19937;
    return replay && is_continued(a, case_index) ? pass_levers(d, case_index, e) : 0;
}

static int run(const struct inputs *in, const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    size_t workload;
    if (inputs_find_workload(in, args->workload, &workload, e))
        return -1;
    if (in->a.generator == GENERATOR_EXACT)
        return error_set(e, "generator: found exact, want mt19937 or philox to draw queries; "
                            "make runs integrate instead of sample");
    struct drawing d = {.in = in, .directory = args->directory,
                        .progress = progress_begin("sample")};
    int rc = mt19937_open(&d.stream, (uint32_t)in->a.seed, e);
    if (rc == 0)
        rc = queries_alloc(&d.queries, in->a.queries, e);
    if (rc == 0)
        rc = case_energies_alloc(&d.energies, in->a.n_models, in->a.queries, e);
    for (size_t c = 0; c < in->a.n_cases && rc == 0; c++) /* the continued come first */
        if (in->a.cases[c].workload == workload)
            rc = draw_case(&d, c, e);
    progress_end(&d.progress);
    case_energies_free(&d.energies);
    queries_free(&d.queries);
    mt19937_close(&d.stream);
    return rc;
}
