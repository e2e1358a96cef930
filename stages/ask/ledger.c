/* ledger.c -- every assumption of a scenario, where it is from, where it goes, and how much the
 * headline results hang on it.
 *
 *   1. elasticities   2. the table */
#include "ask/ledger.h"

#include <math.h>
#include <stdlib.h>

#include "ask/dependence.h"
#include "base/text.h"
#include "result/headline.h"
#include "scenario/value_parts.h"
#include "scenario/value_type.h"

#define STEP 1e-3

/* The results that elasticities are of, at their present values. */
struct headlines {
    size_t n;
    struct headline of[HEADLINE_MAX];
    struct estimate value[HEADLINE_MAX]; /* with an error where it is drawn */
};

/* ---- 1. elasticities ------------------------------------------------------------------------ */

/* The scenario with the value scaled; *open is false when it then is none. */
static int open_scaled(struct question *q, const struct schema_key *key,
                       const struct assumption *row, double factor, struct outcome *out,
                       bool *open, struct error *e)
{
    char value[TEXT_SIZE];
    struct error own;
    if (value_parts_scale(key, row->value, factor, 17, NULL, value, e))
        return error_prefix(e, "%s: %s", row->place, row->path);
    int refused = error_refused(question_ask_with(q, row->path, value, out, &own), &own, e);
    *open = refused == 0;
    return refused < 0 ? -1 : 0;
}

/* ln of a result on one side, and ln of the factor there; of the present where it is not open. */
static int one_side(struct outcome *o, bool open, const struct headlines *h, size_t k,
                    double factor, double *ln_y, double *ln_x, struct error *e)
{
    struct estimate y = h->value[k];
    if (open && outcome_value(o, h->of[k].key, &y, e))
        return -1;
    *ln_y = log(y.value);
    *ln_x = open ? log(factor) : 0;
    return 0;
}

static int differences(const struct assumption *row, struct outcome sides[2],
                       const bool open[2], const struct headlines *h, const bool *enters,
                       double *out, struct error *e)
{
    for (size_t k = 0; k < h->n; k++) {
        double low_y, low_x, high_y, high_x;
        out[k] = 0;
        if (!enters[k])
            continue;
        if (one_side(&sides[0], open[0], h, k, 1 - STEP, &low_y, &low_x, e) ||
            one_side(&sides[1], open[1], h, k, 1 + STEP, &high_y, &high_x, e))
            return error_prefix(e, "%s: %s", row->place, row->path);
        out[k] = (high_y - low_y) / (high_x - low_x); /* 0 / 0 where neither side is open */
    }
    return 0;
}

/* Elasticities of several results to one assumption,
 *
 *     d ln y / d ln x  ~  ln(y(x (1 + h)) / y(x (1 - h))) / ln((1 + h) / (1 - h)),  h = 1e-3
 *
 * from exact results. A distribution is scaled whole, ratio and cv kept; so is a line. Where one
 * side is out of the assumption's range, the other alone is taken against the present value.
 *   row      of q->rows
 *   h        the results
 *   enters   [h->n] whether the assumption enters them (ask/dependence.h)
 *   out      [h->n] filled; NAN where there is none: the assumption is no number, is 0, or leaves
 *            the range on both sides; 0 for a result that it does not enter
 * Returns 0, or -1 with a message. */
static int elasticity_of(struct question *q, const struct assumption *row,
                         const struct headlines *h, const bool *enters, double *out,
                         struct error *e)
{
    struct outcome sides[2] = {{.exact = NULL}, {.exact = NULL}};
    bool open[2] = {false, false};
    const struct schema_key *key = schema_find_path(row->path, NULL);
    for (size_t k = 0; k < h->n; k++)
        out[k] = NAN;
    if (!key || !value_parts_can_scale(key, row->value))
        return 0;
    int rc = open_scaled(q, key, row, 1 - STEP, &sides[0], &open[0], e);
    if (rc == 0)
        rc = open_scaled(q, key, row, 1 + STEP, &sides[1], &open[1], e);
    if (rc == 0)
        rc = differences(row, sides, open, h, enters, out, e);
    for (int i = 0; i < 2; i++)
        if (open[i])
            outcome_close(&sides[i]);
    return rc;
}

/* ---- 2. the table --------------------------------------------------------------------------- */

static int read_headlines(struct question *q, struct headlines *h, struct error *e)
{
    struct outcome now;
    h->n = headline_list(&q->a, h->of);
    if (question_ask(q, &q->rows, &now, e))
        return -1;
    int rc = 0;
    for (size_t i = 0; i < h->n && rc == 0; i++)
        rc = outcome_value(&now, h->of[i].key, &h->value[i], e);
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
        elasticity_of(l->q, row, h, l->enters + l->results.n - h->n, elasticity, e))
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
                    "assumption\n# results: ", l->q->name);
    dependence_print_kinds(stream);
    fputc('\n', stream);
    for (size_t k = 0; k < h->n; k++)
        if (h->value[k].standard_error > 0)
            fprintf(stream, "# drawn with philox: %s, %.6g +- %.2g\n", h->of[k].key,
                    h->value[k].value, h->value[k].standard_error);
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
    return l->enters ? 0 : error_no_memory(e, "for %zu results", l->results.n);
}

int ledger_print(struct question *q, FILE *stream, struct error *e)
{
    struct ledger l = {.q = q};
    int rc = open_ledger(&l, e);
    if (rc == 0)
        print_head(&l, stream);
    for (size_t r = 0; r < q->rows.n && rc == 0; r++)
        rc = print_row(&l, &q->rows.rows[r], stream, e);
    free(l.enters);
    dependence_close(&l.results);
    return rc;
}
