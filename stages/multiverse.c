/* multiverse.c -- stage: every printed number under every combination of a scenario's readings.
 *
 *     multiverse --assumptions FILE --places FILE --readings FILE --formulae FILE --output OUT
 *         --best OUT --numbers OUT --curves DIR [--keep-going 1] [--threads N] */
#include <string.h>

#include "ask/multiverse.h"
#include "ask/multiverse_write.h"
#include "base/program.h"
#include "base/progress.h"
#include "base/text.h"

struct args {
    const char *assumptions, *places, *readings, *formulae, *keep_going, *threads;
    struct multiverse_outputs to;
};

/* All that is read. */
struct multiverse_inputs {
    struct assumption_list rows;
    char name[NAME_SIZE];
    struct readings readings;
    struct published published;
    struct measured measured;
};

static int run(const void *args, struct error *e);

int main(int argc, char **argv)
{
    struct args a = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&a.assumptions),
        OPTION_PLACES(1, &a.places),
        {"readings", "FILE", "readings.tsv of the scenario", 1, &a.readings},
        {"formulae", "FILE", "CSV: how printed numbers follow from results", 1, &a.formulae},
        {"output", "OUT", "multiverse.tsv to write: a row a combination", 1, &a.to.output},
        {"best", "OUT", "table to write: what reproduces most at once", 1, &a.to.best},
        {"numbers", "OUT", "table to write: a row a printed number", 1, &a.to.numbers},
        {"curves", "DIR", "folder for the data of specification curves", 1, &a.to.curves},
        {"keep-going", "1", "go on after a combination that fails", 0, &a.keep_going},
        {"threads", "N", "how many [as many as there are processors]", 0, &a.threads},
    };
    return program_main(argc, argv, &PROGRAM(
        "multiverse", "every printed number under every combination of readings", rows, run, &a));
}

/* ---- input --------------------------------------------------------------------------------- */

/* Every throughput table that the scenario or a reading names. */
static int read_tables(struct multiverse_inputs *in, const char *base, struct error *e)
{
    if (measured_add(&in->measured, base, e))
        return -1;
    for (size_t l = 0; l < in->readings.n; l++)
        for (size_t i = 0; i < in->readings.lists[l].n; i++) {
            const struct assumption *row = assumption_list_find(
                &in->readings.lists[l].readings[i].changes, "throughput.table");
            if (row && measured_add(&in->measured, row->value, e))
                return error_prefix(e, "%s: readings.%s[%zu]", row->place,
                                    in->readings.lists[l].name, i + 1);
        }
    return 0;
}

static int read_inputs(const struct args *args, struct multiverse_inputs *in, struct error *e)
{
    struct assumptions a;
    if (assumption_list_read(args->assumptions, args->places, &in->rows, in->name, e) ||
        assumptions_build(&in->rows, in->name, &a, e) ||
        readings_read(args->readings, &in->readings, e))
        return -1;
    if (in->readings.n == 0)
        return error_set(e, "found no readings in the scenario %s, want a block readings { ... } "
                         "in its file (see docs/scenarios.md), or SCENARIO=readings, which has "
                         "those of the paper", in->name);
    if (read_tables(in, a.throughput.table, e))
        return -1;
    return published_read(a.published, args->formulae, &in->published, e);
}

static void free_inputs(struct multiverse_inputs *in)
{
    assumption_list_free(&in->rows);
    readings_free(&in->readings);
    published_free(&in->published);
    measured_free(&in->measured);
}

/* ---- all ----------------------------------------------------------------------------------- */

static void show(void *context, size_t done, size_t n)
{
    progress_bar(context, done, n, "answers");
}

static int read_threads(const char *text, size_t *threads, struct error *e)
{
    uint64_t n = 0;
    char quoted[80];
    if (text && (!text_count(text, &n) || n == 0 || n > 1024))
        return error_set(e, "--threads: found %s, want 1 to 1024", text_quoted(text, quoted));
    *threads = (size_t)n;
    return 0;
}

static int read_keep_going(const char *text, bool *keep_going, struct error *e)
{
    char quoted[80];
    *keep_going = text && *text;
    if (*keep_going && strcmp(text, "1") != 0)
        return error_set(e, "--keep-going: found %s, want 1 or nothing",
                         text_quoted(text, quoted));
    return 0;
}

static int evaluate_and_write(const struct args *args, struct multiverse_task *task,
                              struct error *e)
{
    struct multiverse m = {0};
    struct progress progress = progress_begin("multiverse");
    task->show = show;
    task->show_context = &progress;
    int rc = multiverse_evaluate(task, &m, e);
    progress_end(&progress);
    if (rc)
        return -1;
    if (m.n_left_out)
        fprintf(stderr, "multiverse: %zu printed values cannot be computed in the scenario %s and "
                "are left out, the first: %s\n", m.n_left_out, task->name, m.left_out);
    rc = multiverse_write(&args->to, task, &m, e);
    multiverse_free(&m);
    return rc;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct multiverse_inputs in = {0};
    struct multiverse_task task = {.rows = &in.rows, .name = in.name, .readings = &in.readings,
                                   .published = &in.published, .measured = &in.measured};
    int rc = read_threads(args->threads, &task.threads, e);
    if (rc == 0)
        rc = read_keep_going(args->keep_going, &task.keep_going, e);
    if (rc == 0)
        rc = read_inputs(args, &in, e);
    if (rc == 0)
        rc = evaluate_and_write(args, &task, e);
    free_inputs(&in);
    return rc;
}
