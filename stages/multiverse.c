/* multiverse.c -- stage: every printed number under every combination of a scenario's readings.
 *
 *     multiverse --assumptions FILE --places FILE --readings FILE --formulae FILE --output OUT
 *         --best OUT --numbers OUT --curves DIR [--keep-going 1] [--threads N] */
#include <string.h>

#include "ask/multiverse.h"
#include "ask/multiverse_write.h"
#include "base/program.h"
#include "base/text.h"

struct args {
    struct multiverse_files from;
    struct multiverse_outputs to;
    const char *keep_going, *threads;
};

static int run(const void *args, struct error *e);

int main(int argc, char **argv)
{
    struct args a = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&a.from.assumptions),
        OPTION_PLACES(1, &a.from.places),
        {"readings", "FILE", "readings.tsv of the scenario", 1, &a.from.readings},
        {"formulae", "FILE", "CSV: how printed numbers follow from results", 1, &a.from.formulae},
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

/* ---- all ----------------------------------------------------------------------------------- */

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

static int evaluate_and_write(const struct args *args, const struct multiverse_task *task,
                              struct error *e)
{
    struct multiverse m = {0};
    if (multiverse_evaluate(task, &m, e))
        return -1;
    if (m.n_left_out)
        fprintf(stderr, "multiverse: %zu printed values cannot be computed in the scenario %s and "
                "are left out, the first: %s\n", m.n_left_out, task->q->name, m.left_out);
    int rc = multiverse_write(&args->to, &m, e);
    multiverse_free(&m);
    return rc;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct multiverse_inputs in = {0};
    struct multiverse_task task = {.q = &in.scenario, .readings = &in.readings,
                                   .published = &in.published};
    int rc = read_threads(args->threads, &task.threads, e);
    if (rc == 0)
        rc = read_keep_going(args->keep_going, &task.keep_going, e);
    if (rc == 0)
        rc = multiverse_read(&args->from, &in, e);
    if (rc == 0)
        rc = evaluate_and_write(args, &task, e);
    multiverse_inputs_free(&in);
    return rc;
}
