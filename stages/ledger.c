/* ledger.c -- program: every assumption of a scenario, where it is from, where it goes, and how
 * much the headline results hang on it. */
#include "ask/ledger.h"
#include "base/output.h"
#include "base/program.h"

struct args {
    const char *assumptions, *places, *output;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        OPTION_PLACES(1, &args.places),
        {"output", "FILE", "ledger.tsv to write", 1, &args.output},
    };
    return program_main(argc, argv, &PROGRAM(
        "ledger", "lists every assumption and what depends on it", rows, run, &args));
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct output out;
    int rc = question_open(args->assumptions, args->places, &q, e);
    if (rc == 0)
        rc = output_open(&out, args->output, e);
    if (rc == 0)
        rc = output_finish(&out, ledger_print(&q, out.stream, e), e);
    question_close(&q);
    return rc;
}
