/* integrate.c -- stage: every result of a scenario by quadrature, without drawing a query.
 *
 * For any scenario it gives the exact results beside the sampled ones. For a scenario with
 * generator = "exact" it stands in the place of sample, apply_levers, aggregate_fleet and
 * summarize, and writes what these would. */
#include <stdio.h>

#include "exact/exact.h"
#include "result/figure_data.h"
#include "result/fleet.h"
#include "result/headline.h"
#include "store/inputs.h"
#include "result/outcome.h"
#include "base/program.h"

struct args {
    const char *results;
    const char *fleet, *words, *headlines, *fits, *throughput, *output_tokens, *violins;
};

static int run(const struct inputs *in, const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        {"results", "FILE", "table of all results to write", 1, &args.results},
        {"fleet", "FILE", "table of the days to write", 0, &args.fleet},
        OPTIONS_TABLES(0, &args),
    };
    return inputs_main(argc, argv, &PROGRAM(
        "integrate", "every result without sampling", rows, NULL, &args), run);
}

/* Says which cases have no closed form. */
static int name_drawn_cases(struct outcome *o, struct error *e)
{
    for (size_t c = 0; c < o->a.n_cases; c++) {
        bool drawn;
        if (exact_is_drawn(o->exact, c, &drawn, e))
            return -1;
        if (drawn)
            fprintf(stderr, "integrate: case %s: neither pue nor utilisation is log-normal and "
                            "wide enough for a quadrature: drawn with philox, its energies have a "
                            "sampling error\n", o->a.cases[c].name);
    }
    return 0;
}

static int write_all(const struct args *args, const struct provenance *provenance,
                     struct outcome *o, struct results *r, struct error *e)
{
    char origin[PROVENANCE_TEXT_SIZE];
    if (name_drawn_cases(o, e) || outcome_results(o, args->violins, args->output_tokens, r, e) ||
        (args->fleet &&
         fleet_results_write(r, provenance_text(provenance, origin), args->fleet, e)) ||
        (args->words && results_write_words(r, &o->a, args->words, e)) ||
        (args->headlines && headline_write(&o->a, args->headlines, e)) ||
        (args->fits && fits_write(args->fits, &o->a, &o->fits, e)))
        return -1;
    return results_write(r, args->results, e);
}

/* Reads the table first: one that has changed is told before anything is written. */
static int write_throughput(const struct args *args, const struct inputs *in, struct error *e)
{
    struct throughput_table table;
    if (!args->throughput)
        return 0;
    if (inputs_read_throughput(in, &table, e))
        return -1;
    int rc = throughput_write(args->throughput, &in->a, &in->fits, &table, e);
    throughput_table_free(&table);
    return rc;
}

static int run(const struct inputs *in, const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct results r = {0};
    struct outcome o = {in->a, in->fits, NULL};
    int rc = write_throughput(args, in, e);
    if (rc == 0)
        rc = exact_open(&in->a, &in->fits, &o.exact, e);
    if (rc == 0)
        rc = write_all(args, &in->provenance, &o, &r, e);
    results_free(&r);
    outcome_close(&o);
    return rc;
}
