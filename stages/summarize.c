/* summarize.c -- stage: all cases of a scenario in, results.tsv and the figures' data out. */
#include "result/case_results.h"
#include "result/figure_data.h"
#include "result/headline.h"
#include "store/inputs.h"
#include "base/program.h"
#include "result/results.h"

struct args {
    const char *fleet, *directory;
    const char *results, *words, *headlines, *fits, *throughput, *output_tokens, *violins;
};

static int run(const struct inputs *in, const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"fleet", "FILE", "fleet.tsv of aggregate_fleet", 1, &args.fleet},
        {"directory", "DIR", "where the cases' .samples.nc and .levers.nc lie", 1,
         &args.directory},
        {"results", "FILE", "results.tsv to write", 1, &args.results},
        OPTIONS_TABLES(1, &args),
    };
    return inputs_main(argc, argv, &PROGRAM(
        "summarize", "statistics of all cases", rows, NULL, &args), run);
}

static int summarize_cases(const struct args *args, const struct inputs *in,
                           struct results *results, struct error *e)
{
    struct answers drawn;
    if (answers_of_samples(in, args->directory, &drawn, e))
        return -1;
    int rc = case_results_add(&drawn, "summarize", args->violins, args->output_tokens, results,
                              e);
    answers_close(&drawn);
    return rc;
}

/* The days, if they are of the same assumptions; results.tsv then has no origin of its own. */
static int read_fleet(const struct args *args, const struct inputs *in, struct results *results,
                      struct error *e)
{
    char origin[PROVENANCE_TEXT_SIZE];
    if (results_read(results, args->fleet, e) ||
        results_check_origin(results, provenance_text(&in->provenance, origin), args->fleet, e))
        return -1;
    results->origin[0] = '\0';
    return 0;
}

static int run(const struct inputs *in, const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct results results = {0};
    struct throughput_table table = {0};
    int rc = inputs_read_throughput(in, &table, e);
    if (rc == 0)
        rc = read_fleet(args, in, &results, e);
    if (rc == 0)
        rc = summarize_cases(args, in, &results, e);
    if (rc == 0)
        rc = fits_write(args->fits, &in->a, &in->fits, e);
    if (rc == 0)
        rc = throughput_write(args->throughput, &in->a, &in->fits, &table, e);
    if (rc == 0)
        rc = results_write_words(&results, &in->a, args->words, e);
    if (rc == 0)
        rc = headline_write(&in->a, args->headlines, e);
    if (rc == 0)
        rc = results_write(&results, args->results, e);
    throughput_table_free(&table);
    results_free(&results);
    return rc;
}
