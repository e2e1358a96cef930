/* ledger.c -- program: every assumption of a scenario, where it is from, where it goes, and how
 * much the headline results hang on it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ask/dependence.h"
#include "ask/elasticity.h"
#include "result/headline.h"
#include "ask/question.h"
#include "base/program.h"
#include "base/output.h"
#include "scenario/value_type.h"

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

/* The results that elasticities are of, at their present values. */
struct headlines {
    size_t n;
    struct headline of[HEADLINE_MAX];
    double value[HEADLINE_MAX];
    double standard_error[HEADLINE_MAX]; /* of those that are drawn; else 0 */
};

static int read_headlines(struct question *q, struct headlines *h, struct error *e)
{
    struct outcome now;
    h->n = headline_list(&q->a, h->of);
    if (question_ask(q, &q->rows, &now, e))
        return -1;
    int rc = 0;
    for (size_t i = 0; i < h->n && rc == 0; i++) {
        struct estimate value = {0};
        rc = outcome_value(&now, h->of[i].key, &value, e);
        h->value[i] = value.value;
        h->standard_error[i] = value.standard_error;
    }
    outcome_close(&now);
    return rc;
}

static int print_row(struct question *q, const struct headlines *h, size_t r, FILE *stream,
                     struct error *e)
{
    const struct assumption *row = &q->rows.rows[r];
    double elasticity[HEADLINE_MAX];
    char kind[NAME_SIZE];
    const struct schema_key *key = schema_find_path(row->path, NULL);
    if (elasticity_of(q, row, h->n, h->of, h->value, elasticity, e))
        return -1;
    fprintf(stream, "%s\t%s\t%s\t", row->path, row->value, row->unit);
    key->type->kind(key, row->value, kind);
    fprintf(stream, "%s\t%s\t%s\t", kind, *row->source ? row->source : "none given", row->place);
    dependence_print_cases(&q->rows, &q->a, row->path, stream);
    fputc('\t', stream);
    dependence_print_results(&q->rows, &q->a, row->path, stream);
    fputc('\t', stream);
    dependence_print_figures(&q->rows, &q->a, row->path, stream);
    for (size_t k = 0; k < h->n; k++) {
        if (isnan(elasticity[k]))
            fputs("\t-", stream);
        else
            fprintf(stream, "\t%.6g", elasticity[k]);
    }
    fprintf(stream, "\t%s\n", row->note);
    return 0;
}

static int print_ledger(struct question *q, const struct headlines *h, FILE *stream,
                        struct error *e)
{
    fprintf(stream, "# scenario %s; a column elasticity:KEY has percent of KEY per percent of the "
                    "assumption\n", q->name);
    for (size_t k = 0; k < h->n; k++)
        if (h->standard_error[k] > 0)
            fprintf(stream, "# drawn with philox: %s, %.6g +- %.2g\n", h->of[k].key, h->value[k],
                    h->standard_error[k]);
    fputs("path\tvalue\tunit\tkind\tsource\tplace\tcases\tresults\tfigures", stream);
    for (size_t k = 0; k < h->n; k++)
        fprintf(stream, "\telasticity:%s", h->of[k].key);
    fputs("\tnote\n", stream);
    for (size_t r = 0; r < q->rows.n; r++)
        if (print_row(q, h, r, stream, e))
            return -1;
    return 0;
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct question q;
    struct headlines h;
    struct output out = {0};
    int rc = question_open(args->assumptions, args->places, &q, e);
    if (rc == 0)
        rc = read_headlines(&q, &h, e);
    if (rc == 0)
        rc = output_open(&out, args->output, e);
    if (rc == 0)
        rc = output_finish(&out, print_ledger(&q, &h, out.stream, e), e);
    question_close(&q);
    return rc;
}
