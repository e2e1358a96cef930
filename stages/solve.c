/* solve.c -- program: what each number of a scenario would have to be, alone, for a result to
 * reach a target. Prints a table. */
#include "ask/solution.h"
#include "base/output.h"
#include "base/program.h"
#include "base/text.h"

struct args {
    const char *assumptions, *places, *key, *target, *formulae;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(0, &args.places),
        OPTION_KEY(&args.key),
        {"target", "NUMBER", "what it is to be, in its unit", 1, &args.target},
        OPTION_FORMULAE(&args.formulae),
    };
    return program_main(argc, argv, &PROGRAM(
        "solve", "what each number alone would have to be", rows, run, &args));
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct answer answer = {0};
    double target = 0;
    char quoted[80];
    int rc = question_open(args->assumptions, args->places, &q, e);
    q.formulae = args->formulae;
    if (rc == 0 && !text_number(args->target, &target))
        rc = error_set(e, "TARGET: found %s, want a finite number",
                       text_quoted(args->target, quoted));
    if (rc == 0)
        rc = answer_open(&answer, e);
    if (rc == 0)
        rc = solution_print(&q, args->key, target, answer.stream, e);
    rc = answer_finish(&answer, rc, e);
    question_close(&q);
    return rc;
}
