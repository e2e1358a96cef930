/* sample.c -- stage: draws the queries of one case and computes Eq. 1 for each.
 *
 * With mt19937 a case may go on in the stream of another (case.*.continues): then --after names
 * that case's lever file, which says how far the stream had come. */
#include "calc/evaluate.h"
#include "io/inputs.h"
#include "io/program.h"

struct args {
    const char *assumptions, *fit, *case_name, *after, *output;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"assumptions", "FILE", "assumptions.tsv of the scenario", 1, &args.assumptions},
        {"fit", "FILE", "fits of fit_tps", 1, &args.fit},
        {"case", "NAME", "the case to draw", 1, &args.case_name},
        {"after", "FILE", "lever file of the case that this one continues", 0, &args.after},
        {"output", "FILE", "samples to write, netCDF", 1, &args.output},
    };
    const struct program program = {"sample", "draws the queries of one case",
                                    rows, sizeof rows / sizeof rows[0], run, &args};
    return program_main(argc, argv, &program);
}

/* Where the case's draws begin: the beginning, or where the case before it ended. */
static int starting_place(const struct inputs *in, size_t case_index, const char *after,
                          struct mt_place *place, struct error *e)
{
    const struct workload_case *c = &in->a.cases[case_index];
    bool needs = c->has_continues && in->a.generator == GENERATOR_MT19937;
    *place = (struct mt_place){0};
    if (!needs && !after)
        return 0;
    if (!needs)
        return error_set(e, "--after: found %s, but case %s continues no mt19937 stream", after,
                         c->name);
    if (!after)
        return error_set(e, "case %s continues the stream of %s: want --after with its lever "
                            "file", c->name, in->a.cases[c->continues].name);
    return lever_file_read(after, &in->provenance, &in->a, c->continues, NULL, place, e);
}

static int draw_models(const struct inputs *in, size_t case_index, struct mt_stream *stream,
                       struct sample_file *file, struct error *e)
{
    struct queries q;
    if (queries_alloc(&q, in->a.queries, e))
        return -1;
    int rc = 0;
    for (size_t m = 0; m < in->a.n_models && rc == 0; m++) {
        rc = evaluate_model(&in->a, &in->fits, case_index, m, stream, &q, e);
        if (rc == 0)
            rc = sample_file_put(file, m, &q, e);
    }
    queries_free(&q);
    return rc;
}

static int write_samples(const struct inputs *in, size_t case_index, struct mt_stream *stream,
                         const char *output, struct error *e)
{
    struct sample_file *file;
    if (sample_file_create(&file, output, &in->provenance, &in->a, case_index, e))
        return -1;
    bool replay = in->a.generator == GENERATOR_MT19937;
    if (draw_models(in, case_index, replay ? stream : NULL, file, e)) {
        sample_file_discard(file);
        return -1;
    }
    return sample_file_finish(file, stream->place, e);
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct inputs in;
    struct mt_place place;
    struct mt_stream stream;
    size_t case_index;
    if (inputs_read(args->assumptions, args->fit, &in, e) ||
        inputs_find_case(&in, args->case_name, &case_index, e) ||
        starting_place(&in, case_index, args->after, &place, e) ||
        mt_stream_open(&stream, (uint32_t)in.a.seed, place, e))
        return -1;
    int rc = write_samples(&in, case_index, &stream, args->output, e);
    mt_stream_close(&stream);
    return rc;
}
