/* draw_day.c -- stage: a day of queries, drawn one by one and not stored.
 *
 * Linked with day/ranks_mpi.c it is draw_day_mpi: every rank reads the inputs and draws a part,
 * rank 0 writes. */
#include <stdio.h>

#include "day/checkpoint.h"
#include "day/results.h"
#include "day/setup.h"
#include "day/ranks.h"
#include "day/simulate.h"
#include "store/inputs.h"
#include "base/lock.h"
#include "base/program.h"
#include "base/text.h"
#include "base/words.h"

#define THREADS_MAX 1024

struct args {
    const char *assumptions, *fit, *queries, *output, *minutes;
    const char *threads, *kernel, *checkpoint, *quiet;
    struct ranks *ranks;
};

static int run(const void *arguments, struct error *e);
static int join_and_run(int argc, char **argv, struct ranks *ranks, const struct program *program);

int main(int argc, char **argv)
{
    struct ranks ranks;
    struct args a = {.kernel = "auto", .quiet = "0", .ranks = &ranks};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&a.assumptions),
        OPTION_FIT(&a.fit),
        {"output", "FILE", "day.tsv to write", 1, &a.output},
        {"minutes", "FILE", "day_minutes.tsv to write", 1, &a.minutes},
        {"queries", "N", "such as 1e9; else the scenario's queries_per_day", 0, &a.queries},
        {"threads", "N", "threads; else as many as there are processors", 0, &a.threads},
        {"kernel", "NAME", "auto, or a loop by name; the bits are the same", 0, &a.kernel},
        {"checkpoint", "FILE", "written now and then, to go on from", 0, &a.checkpoint},
        {"quiet", "1", "no word of the progress", 0, &a.quiet},
    };
    return join_and_run(argc, argv, &ranks, &PROGRAM(
        "draw_day", "draws a day of queries one by one", rows, run, &a));
}

static int join_and_run(int argc, char **argv, struct ranks *ranks, const struct program *program)
{
    struct error e;
    if (ranks_begin(&argc, &argv, ranks, &e)) {
        fprintf(stderr, "%s: %s\n", program->name, e.text);
        return 1;
    }
    int status = program_main(argc, argv, program);
    ranks_end(ranks, status != 0);
    return status;
}

/* ---- the call ----------------------------------------------------------------------------- */

static bool is_given(const char *text)
{
    return text && *text;
}

static int read_threads(const char *text, size_t *threads, struct error *e)
{
    uint64_t n = 0;
    char quoted[80];
    if (is_given(text) && (!text_count(text, &n) || n < 1 || n > THREADS_MAX))
        return error_set(e, "--threads: found %s, want a whole number from 1 to %d",
                         text_quoted(text, quoted), THREADS_MAX);
    *threads = (size_t)n;
    return 0;
}

static int read_quiet(const char *text, bool *quiet, struct error *e)
{
    int place = *text ? words_index("0 1", text) : 0;
    char quoted[80];
    if (place < 0)
        return error_set(e, "--quiet: found %s, want 1 or 0", text_quoted(text, quoted));
    *quiet = place == 1;
    return 0;
}

/* What would fail at the end is told before the hours of work, by the rank that writes. It writes
 * over nothing else of this run: the checkpoint is removed at the end. */
static int check_files(const struct args *args, struct error *e)
{
    const struct {
        const char *option, *file;
        bool checked; /* that it can be written */
    } files[] = {{"assumptions", args->assumptions, false},
                 {"fit", args->fit, false},
                 {"output", args->output, true},
                 {"minutes", args->minutes, true},
                 {"checkpoint", args->checkpoint, is_given(args->checkpoint)}};
    const size_t n = sizeof files / sizeof files[0];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (is_given(files[i].file) && is_given(files[k].file) &&
                lock_same_file(files[i].file, files[k].file))
                return error_set(e, "--%s: found %s, which --%s is too, want another file",
                                 files[i].option, files[i].file, files[k].option);
    for (size_t i = 0; i < n; i++)
        if (files[i].checked && lock_check_path(files[i].file, e))
            return -1;
    return 0;
}

/* ---- the work ----------------------------------------------------------------------------- */

/* Draws with everything set up but schedule, plans and tally; the place of the outputs is this
 * run's alone. */
static int draw(const struct args *args, const struct inputs *in, uint64_t queries,
                struct simulation *s, struct error *e)
{
    struct day_setup setup;
    if (day_setup_make(in, queries, &setup, e))
        return -1;
    s->schedule = &setup.schedule;
    s->plans = setup.plans;
    s->identity = setup.identity;
    int rc = simulate(s, &setup.tally, e);
    if (rc == 0 && args->ranks->rank == 0)
        rc = day_write(&in->a, &setup, args->output, args->minutes, e);
    if (rc == 0 && args->ranks->rank == 0 && is_given(args->checkpoint))
        rc = checkpoint_remove(args->checkpoint, e);
    day_setup_free(&setup);
    return rc;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct inputs in;
    uint64_t queries;
    int lock = -1;
    struct simulation s = {.checkpoint = args->checkpoint, .ranks = args->ranks};
    if (read_threads(args->threads, &s.threads, e) || read_quiet(args->quiet, &s.quiet, e) ||
        kernel_find(args->kernel, &s.kernel, e) ||
        inputs_read(args->assumptions, args->fit, &in, e))
        return -1;
    if (day_setup_queries(&in.a, args->queries, &queries, e) ||
        (s.ranks->rank == 0 &&
         (check_files(args, e) || lock_folder_of(args->output, &lock, e))))
        return -1;
    int rc = draw(args, &in, queries, &s, e);
    lock_release(lock);
    return rc;
}
