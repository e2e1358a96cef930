/* compare.c -- stage: what differs between two scenarios, and what each difference does to the
 * headline results. */
#include <stdlib.h>

#include "ask/comparison.h"
#include "base/program.h"

struct args {
    struct comparison_files from, to;
    const char *differences, *parts, *headlines;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"from", "FILE", "assumptions.tsv of the scenario to start from", 1,
         &args.from.assumptions},
        {"from-places", "FILE", "places.tsv of the same", 1, &args.from.places},
        {"to", "FILE", "assumptions.tsv of the scenario to arrive at", 1, &args.to.assumptions},
        {"to-places", "FILE", "places.tsv of the same", 1, &args.to.places},
        {"differences", "FILE", "table of differing assumptions to write", 1, &args.differences},
        {"parts", "FILE", "table of what each does to each result to write", 1, &args.parts},
        {"headlines", "FILE", "table of the results of either to write", 1, &args.headlines},
    };
    return program_main(argc, argv, &PROGRAM(
        "compare", "divides the gap between two scenarios", rows, run, &args));
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct comparison *c = calloc(1, sizeof *c);
    if (!c)
        return error_no_memory(e, "for a comparison");
    bool failed = comparison_open(c, &args->from, &args->to, e) || comparison_evaluate(c, e) ||
                  comparison_write_differences(c, args->differences, e) ||
                  comparison_write_headlines(c, args->headlines, e) ||
                  comparison_write_parts(c, args->parts, e);
    comparison_free(c);
    free(c);
    return failed ? -1 : 0;
}
