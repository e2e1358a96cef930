/* ledger.c -- every assumption of a scenario, where it is from, where it goes, and how much the
 * headline results hang on it. */
#include "ask/ledger.h"

#include <math.h>
#include <stdlib.h>

#include "ask/dependence.h"
#include "ask/elasticity.h"
#include "result/headline.h"
#include "scenario/value_type.h"

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

/* What is in the rows: a scenario, its results, and which of them the present row enters. */
struct ledger {
    struct question *q;
    struct headlines headlines; /* the last of the results */
    struct dependence results;
    bool *enters;               /* [results.n] */
};

static void print_dependence(const struct ledger *l, const struct assumption *row, FILE *stream)
{
    dependence_print_cases(&l->results, l->enters, stream);
    fputc('\t', stream);
    dependence_print_results(&l->results, l->enters, stream);
    fputc('\t', stream);
    dependence_print_figures(&l->results, l->enters, row->path, stream);
}

static int print_row(struct ledger *l, const struct assumption *row, FILE *stream,
                     struct error *e)
{
    const struct headlines *h = &l->headlines;
    double elasticity[HEADLINE_MAX];
    char kind[NAME_SIZE];
    const struct schema_key *key = schema_find_path(row->path, NULL);
    if (dependence_find(&l->results, row->path, l->enters, e) ||
        elasticity_of(l->q, row, h->n, h->of, l->enters + l->results.n - h->n, h->value,
                      elasticity, e))
        return -1;
    fprintf(stream, "%s\t%s\t%s\t", row->path, row->value, row->unit);
    key->type->kind(key, row->value, kind);
    fprintf(stream, "%s\t%s\t%s\t", kind, *row->source ? row->source : "none given", row->place);
    print_dependence(l, row, stream);
    for (size_t k = 0; k < h->n; k++) {
        if (isnan(elasticity[k]))
            fputs("\t-", stream);
        else
            fprintf(stream, "\t%.6g", elasticity[k]);
    }
    fprintf(stream, "\t%s\n", row->note);
    return 0;
}

static void print_head(const struct ledger *l, FILE *stream)
{
    const struct headlines *h = &l->headlines;
    fprintf(stream, "# scenario %s; a column elasticity:KEY has percent of KEY per percent of the "
                    "assumption\n", l->q->name);
    for (size_t k = 0; k < h->n; k++)
        if (h->standard_error[k] > 0)
            fprintf(stream, "# drawn with philox: %s, %.6g +- %.2g\n", h->of[k].key, h->value[k],
                    h->standard_error[k]);
    fputs("path\tvalue\tunit\tkind\tsource\tplace\tcases\tresults\tfigures", stream);
    for (size_t k = 0; k < h->n; k++)
        fprintf(stream, "\telasticity:%s", h->of[k].key);
    fputs("\tnote\n", stream);
}

static int open_ledger(struct ledger *l, struct error *e)
{
    if (read_headlines(l->q, &l->headlines, e) ||
        dependence_open(l->q, false, &l->results, e) || dependence_add_all(&l->results, e))
        return -1;
    for (size_t k = 0; k < l->headlines.n; k++)
        if (dependence_add(&l->results, l->headlines.of[k].key, e))
            return -1;
    l->enters = malloc(l->results.n * sizeof *l->enters);
    return l->enters ? 0 : error_set(e, "no memory for %zu results", l->results.n);
}

static int print_rows(struct ledger *l, FILE *stream, struct error *e)
{
    print_head(l, stream);
    for (size_t r = 0; r < l->q->rows.n; r++)
        if (print_row(l, &l->q->rows.rows[r], stream, e))
            return -1;
    return 0;
}

int ledger_print(struct question *q, FILE *stream, struct error *e)
{
    struct ledger l = {.q = q};
    int rc = open_ledger(&l, e);
    if (rc == 0)
        rc = print_rows(&l, stream, e);
    free(l.enters);
    dependence_close(&l.results);
    return rc;
}
