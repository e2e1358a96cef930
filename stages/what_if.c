/* what_if.c -- program: the headline results under changed assumptions, beside the scenario's.
 * Prints a table and writes no file. */
#include "ask/what_if.h"
#include "base/output.h"
#include "base/program.h"
#include "scenario/assignment.h"

struct args {
    const char *assumptions, *places, *set, *key, *formulae;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(0, &args.places),
        {"set", "TEXT", "what to change, such as 'pue.p95=1.4 pool=above_200b'", 1, &args.set},
        {"key", "KEY", "a key of results.tsv to show too", 0, &args.key},
        OPTION_FORMULAE(&args.formulae),
    };
    return program_main(argc, argv, &PROGRAM(
        "what_if", "headline results under changed assumptions", rows, run, &args));
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct assumption_list changed = {0};
    struct answer answer = {0};
    int rc = question_open(args->assumptions, args->places, &q, e);
    q.formulae = args->formulae;
    if (rc == 0)
        rc = assumption_list_copy(&q.rows, &changed, e);
    if (rc == 0)
        rc = assignment_apply(args->set, &changed, e);
    if (rc == 0)
        rc = answer_open(&answer, e);
    if (rc == 0)
        rc = what_if_print(&q, &changed, args->key, answer.stream, e);
    rc = answer_finish(&answer, rc, e);
    assumption_list_free(&changed);
    question_close(&q);
    return rc;
}
