/* why.c -- the way of a result back.
 *
 *   1. the result   2. stages   3. the frontier and beta   4. data rows   5. assumptions */
#include "ask/why.h"

#include <string.h>

#include "ask/dependence.h"
#include "exact/exact.h"
#include "result/key.h"
#include "model/throughput.h"

/* What is being traced. */
struct trace {
    struct question *q;
    struct outcome now;
    const char *key;
    struct key of;
    struct dependence result; /* the key */
    const char *directory;
    bool drawn_on[ASSUMPTIONS_MAX_CASES];   /* cases whose queries the result is made of */
    bool involved[ASSUMPTIONS_MAX_MODELS];  /* models whose TPS the result is made of    */
    FILE *stream;
};

/* ---- 1. the result ------------------------------------------------------------------------- */

static void print_exact(const struct trace *t, const struct estimate *value)
{
    char words[KEY_WORDS_SIZE];
    key_words(&t->q->a, &t->of, words);
    fprintf(t->stream, "result\t%s\t%.17g\t%s\t", t->key, value->value, key_unit(&t->of));
    if (value->standard_error > 0)
        fprintf(t->stream, "%.17g\t-\tdrawn with philox\t%s\n", value->standard_error, words);
    else
        fprintf(t->stream, "-\t-\texact\t%s\n", words);
}

static void print_sampled(const struct trace *t, const struct results *results)
{
    for (size_t i = 0; results && i < results->n; i++) {
        const struct result *row = &results->rows[i];
        if (strcmp(row->key, t->key) == 0)
            fprintf(t->stream, "result\t%s\t%.17g\t%s\t%.17g\t%s/results.tsv:%zu\t%s\t-\n",
                    row->key, row->value, row->unit, row->standard_error, t->directory, i + 2,
                    row->standard_error > 0 ? "sampled" : "not sampled");
    }
}

/* ---- 2. stages ----------------------------------------------------------------------------- */

/* The cases that the result is made of: its own, or those of a day's workloads. */
static void find_cases(struct trace *t)
{
    const struct assumptions *a = &t->q->a;
    for (size_t c = 0; c < a->n_cases; c++) {
        bool day = t->of.form == KEY_DAY && key_base_workload(a, c) < a->n_workloads &&
                   a->mixes[t->of.mix].shares.of[a->cases[c].workload] > 0;
        bool own = t->of.form != KEY_DAY && t->of.form != KEY_FACTOR &&
                   t->of.variable.case_index == c;
        t->drawn_on[c] = day || own;
    }
}

static void print_stage(const struct trace *t, const char *program, const char *name,
                        const char *suffix, const char *from, const char *from_suffix)
{
    fprintf(t->stream, "stage\t%s\t%s/%s%s\t-\t-\t%s/%s%s\t-\t-\n", program, t->directory, name,
            suffix, t->directory, from, from_suffix);
}

/* From summarize back to what sample writes. */
static void print_stages_of_case(const struct trace *t, const char *name)
{
    if (t->of.form == KEY_DAY) {
        print_stage(t, "aggregate_fleet", "fleet", ".tsv", name, ".samples.nc");
    } else if (key_is_of_frontier(&t->of)) {
        print_stage(t, "summarize", "results", ".tsv", name, ".levers.nc");
        print_stage(t, "apply_levers", name, ".levers.nc", name, ".samples.nc");
    } else {
        print_stage(t, "summarize", "results", ".tsv", name, ".samples.nc");
    }
    print_stage(t, "sample", name, ".samples.nc", "fit", ".nc");
}

static void print_fit(const struct trace *t)
{
    fprintf(t->stream, "stage\tfit_tps\t%s/fit.nc\t-\t-\t%s\t-\t-\n", t->directory,
            t->q->a.throughput.table);
}

static void print_stages(const struct trace *t)
{
    const struct assumptions *a = &t->q->a;
    if (a->generator == GENERATOR_EXACT) {
        print_stage(t, "integrate", "results", ".tsv", "fit", ".nc");
        print_fit(t);
        return;
    }
    bool fleet = t->of.form == KEY_DAY || t->of.form == KEY_FACTOR;
    if (fleet)
        print_stage(t, "summarize", "results", ".tsv", "fleet", ".tsv");
    for (size_t c = 0; c < a->n_cases; c++)
        if (t->drawn_on[c])
            print_stages_of_case(t, a->cases[c].name);
    if (t->of.form == KEY_FACTOR)
        print_stage(t, "aggregate_fleet", "fleet", ".tsv", "assumptions", ".tsv");
    else
        print_fit(t);
}

/* ---- 3. the frontier and beta -------------------------------------------------------------- */

static int find_members(struct trace *t, size_t c, struct error *e)
{
    const struct assumptions *a = &t->q->a;
    size_t members[ASSUMPTIONS_MAX_MODELS], n;
    if (exact_members(t->now.exact, c, members, &n, e))
        return -1;
    for (size_t i = 0; i < n; i++) {
        const struct model *model = &a->models[members[i]];
        t->involved[members[i]] = true;
        fprintf(t->stream, "member\t%s\t%s\t-\t-\t-\t-\t%s\n", a->cases[c].name, model->name,
                model->label);
    }
    return 0;
}

static int find_models(struct trace *t, struct error *e)
{
    const struct variable *v = &t->of.variable;
    bool frontier = key_is_of_frontier(&t->of) || t->of.form == KEY_DAY;
    if (t->of.form == KEY_VARIABLE && !frontier &&
        quantity_row(v->quantity)->basis != QUANTITY_ON_OUTPUT)
        t->involved[v->model] = true;
    if (!frontier)
        return 0;
    for (size_t c = 0; c < t->q->a.n_cases; c++)
        if (t->drawn_on[c] && find_members(t, c, e))
            return -1;
    return 0;
}

static int print_beta(struct trace *t, struct error *e)
{
    static const enum fleet_factor FACTORS[] = {FLEET_beta, FLEET_redundancy, FLEET_utilisation,
                                                FLEET_network};
    for (size_t i = 0; i < sizeof FACTORS / sizeof FACTORS[0]; i++) {
        struct key key = {.form = KEY_FACTOR, .factor = FACTORS[i]};
        char text[KEY_SIZE], words[KEY_WORDS_SIZE];
        struct estimate value;
        if (outcome_value_of(&t->now, &key, &value, e))
            return -1;
        fprintf(t->stream, "beta\t%s\t%.17g\t%s\t-\t-\t-\t%s\n", key_text(&t->q->a, &key, text),
                value.value, key_unit(&key), key_words(&t->q->a, &key, words));
    }
    return 0;
}

/* ---- 4. data rows -------------------------------------------------------------------------- */

static void print_rows_of(const struct trace *t, const struct model *model,
                          const struct throughput_table *table)
{
    const struct throughput_choice *choice = &t->q->a.throughput;
    for (size_t i = 0; i < table->n; i++) {
        const struct throughput_row *row = &table->rows[i];
        if (strcmp(row->model, model->table_model) != 0 ||
            !throughput_row_is_used(row, choice->rows))
            continue;
        fprintf(t->stream, "row\t%s\t%.17g\ttoken/s\t-\t%s:%zu\t%s\tL_in %g, L_out %g; %s\n",
                model->name, row->tps, choice->table, row->line, row->source, row->input_tokens,
                row->output_tokens, row->source_check);
    }
}

static void print_rows(const struct trace *t)
{
    const struct assumptions *a = &t->q->a;
    const struct throughput_table *table = measured_find(&t->q->measured, a->throughput.table);
    for (size_t m = 0; m < a->n_models && table; m++)
        if (t->involved[m])
            print_rows_of(t, &a->models[m], table);
}

/* ---- 5. assumptions ------------------------------------------------------------------------ */

static int print_assumptions(struct trace *t, struct error *e)
{
    const struct question *q = t->q;
    bool enters;
    if (dependence_open(t->q, false, &t->result, e) || dependence_add(&t->result, t->key, e))
        return -1;
    for (size_t r = 0; r < q->rows.n; r++) {
        const struct assumption *row = &q->rows.rows[r];
        if (dependence_find(&t->result, row->path, &enters, e))
            return -1;
        if (enters)
            fprintf(t->stream, "assumption\t%s\t%s\t%s\t-\t%s\t%s\t%s\n", row->path, row->value,
                    row->unit, row->place, *row->source ? row->source : "none given",
                    *row->note ? row->note : "-");
    }
    return 0;
}

static int print_all(struct trace *t, const struct results *results, struct error *e)
{
    struct estimate value;
    if (question_value(t->q, &t->now, t->key, &t->of, &value, e))
        return -1;
    find_cases(t);
    fputs("section\tname\tvalue\tunit\tstandard_error\tplace\tsource\tnote\n", t->stream);
    print_sampled(t, results);
    print_exact(t, &value);
    print_stages(t);
    if (find_models(t, e))
        return -1;
    bool beta = t->of.form == KEY_DAY ||
                (t->of.form == KEY_FACTOR && t->of.factor == FLEET_beta);
    if (beta && print_beta(t, e))
        return -1;
    print_rows(t);
    return print_assumptions(t, e);
}

int why_print(struct question *q, const char *key, const struct results *results,
              const char *directory, FILE *stream, struct error *e)
{
    struct trace t = {.q = q, .key = key, .directory = directory, .stream = stream};
    if (question_ask(q, &q->rows, &t.now, e))
        return -1;
    int rc = print_all(&t, results, e);
    dependence_close(&t.result);
    outcome_close(&t.now);
    return rc;
}
