/* why.c -- program: the way of a result back through stages, data rows and assumptions to file
 * and line. Prints a table. */
#include "base/output.h"
#include "ask/question.h"
#include "ask/why.h"
#include "base/program.h"

struct args {
    const char *assumptions, *places, *results, *directory, *key, *formulae;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {.directory = "build"};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(1, &args.places),
        {"results", "FILE", "results.tsv, for the sampled value", 0, &args.results},
        {"directory", "DIR", "where the scenario's products lie", 0, &args.directory},
        OPTION_KEY(&args.key),
        OPTION_FORMULAE(&args.formulae),
    };
    return program_main(argc, argv, &PROGRAM(
        "why", "the way of a result back to its assumptions", rows, run, &args));
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct results sampled = {0};
    struct answer answer = {0};
    int rc = question_open(args->assumptions, args->places, &q, e);
    q.formulae = args->formulae;
    if (rc == 0 && args->results)
        rc = results_read(&sampled, args->results, e);
    if (rc == 0)
        rc = answer_open(&answer, e);
    if (rc == 0)
        rc = why_print(&q, args->key, args->results ? &sampled : NULL, args->directory,
                       answer.stream, e);
    rc = answer_finish(&answer, rc, e);
    results_free(&sampled);
    question_close(&q);
    return rc;
}
