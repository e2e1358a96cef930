/* compare.c -- stage: what differs between two scenarios, and what each difference does to the
 * headline results. */
#include <stdlib.h>

#include "ask/comparison.h"
#include "base/program.h"
#include "base/progress.h"

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

static void show(void *told, size_t done, size_t n)
{
    progress_bar(told, done, n, "sets of changes");
}

static int compare(const struct args *args, struct comparison *c, struct error *e)
{
    struct progress progress = progress_begin("compare");
    if (comparison_open(c, &args->from, &args->to, e))
        return -1;
    int rc = comparison_evaluate(c, show, &progress, e);
    progress_end(&progress);
    if (rc || comparison_write_differences(c, args->differences, e))
        return -1;
    if (comparison_write_headlines(c, args->headlines, e))
        return -1;
    return comparison_write_parts(c, args->parts, e);
}

static int run(const void *arguments, struct error *e)
{
    struct comparison *c = calloc(1, sizeof *c);
    if (!c)
        return error_set(e, "no memory for a comparison");
    int rc = compare(arguments, c, e);
    comparison_free(c);
    free(c);
    return rc;
}
