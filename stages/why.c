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
        {"assumptions", "FILE", "assumptions.tsv of the scenario", 1, &args.assumptions},
        {"places", "FILE", "places.tsv of the scenario", 1, &args.places},
        {"results", "FILE", "results.tsv, for the sampled value", 0, &args.results},
        {"directory", "DIR", "where the scenario's products lie", 0, &args.directory},
        {"key", "KEY", "a key of results.tsv", 1, &args.key},
        {"formulae", "FILE", "ids and formulae of printed numbers, for messages", 0,
         &args.formulae},
    };
    const struct program program = {"why", "the way of a result back to its assumptions", rows,
                                    sizeof rows / sizeof rows[0], run, &args};
    return program_main(argc, argv, &program);
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
    if (rc == 0)
        rc = answer_show(&answer, e);
    answer_drop(&answer);
    results_free(&sampled);
    question_close(&q);
    return rc;
}
