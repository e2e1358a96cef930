/* audit.c -- every printed number against what two scenarios give, and a verdict on each.
 *
 *   1. two scenarios   2. a judgement   3. units   4. the table of numbers   5. that of modes */
#include "audit/audit.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit/formula.h"
#include "audit/leaf.h"
#include "audit/verdict.h"
#include "base/table.h"
#include "exact/exact.h"

#define SIDES 2

/* ---- 1. two scenarios -------------------------------------------------------------------- */

struct side {
    struct measured measured;
    struct outcome outcome;
    struct results_source results;
};

/* Always to be closed, also on failure. */
static int side_open(const char *folder, struct side *s, struct error *e)
{
    char file[INPUTS_PATH_SIZE], name[NAME_SIZE];
    struct assumption_list list = {0};
    *s = (struct side){0};
    int rc = inputs_path(file, folder, "assumptions", ".tsv", e);
    if (rc == 0)
        rc = assumption_list_read(file, NULL, &list, name, e);
    const struct assumption *table = rc ? NULL : assumption_list_find(&list, "throughput.table");
    if (table) /* one that is missing is told of when the assumptions are built */
        rc = measured_add(&s->measured, table->value, e);
    if (rc == 0)
        rc = outcome_open(&list, name, &s->measured, &s->outcome, e);
    if (rc == 0)
        rc = results_source_open(folder, &s->outcome, &s->results, e);
    assumption_list_free(&list);
    return rc;
}

static void side_close(struct side *s)
{
    results_source_close(&s->results);
    outcome_close(&s->outcome);
    measured_free(&s->measured);
}

struct audit {
    struct published published;
    struct side side[SIDES];
};

static int open_all(const struct audit_files *files, struct audit *audit, struct error *e)
{
    if (side_open(files->directory, &audit->side[0], e) ||
        side_open(files->beside, &audit->side[1], e))
        return -1;
    const struct assumptions *a = &audit->side[0].outcome.a;
    if (strcmp(a->name, audit->side[1].outcome.a.name) == 0)
        return error_set(e, "--beside: found scenario %s again, want another", a->name);
    return published_read(files->published ? files->published : a->published, files->formulae,
                          &audit->published, e);
}

int audit_open(const struct audit_files *files, struct audit **out, struct error *e)
{
    *out = calloc(1, sizeof **out);
    return *out ? open_all(files, *out, e) : error_no_memory(e, "for two scenarios");
}

void audit_close(struct audit *audit)
{
    if (!audit)
        return;
    published_free(&audit->published);
    for (int s = 0; s < SIDES; s++)
        side_close(&audit->side[s]);
    free(audit);
}

/* ---- 2. a judgement --------------------------------------------------------------------- */

struct judgement {
    double value, standard_error, exact; /* NAN: not computed                              */
    bool is_drawn;                       /* the exact value has no closed form             */
    bool is_exact_judged;
    enum verdict verdict, of_exact;      /* of what is judged; of the exact value          */
    char reason[ERROR_TEXT_SIZE];        /* why it is not computed, or ""                  */
};

/* The values of a formula, drawn and exact. */
static int compute(const struct published *p, size_t i, struct outcome *outcome,
                   struct results_source *drawn, struct judgement *j, struct error *e)
{
    struct formula_source results = results_source(drawn);
    struct formula_source exact = outcome_source(outcome);
    if (published_compute(p, i, &results, &j->value, &j->standard_error, e) ||
        published_compute(p, i, &exact, &j->exact, NULL, e))
        return -1;
    return outcome_draws_formula(outcome, p->values[i].x, &j->is_drawn, e);
}

/* Judges the i-th printed number. What the scenario has no name for is not computed, with the
 * reason. */
static int judge(const struct published *p, size_t i, struct outcome *outcome,
                 struct results_source *drawn, struct judgement *j, struct error *e)
{
    const struct published_value *v = &p->values[i];
    struct error own;
    *j = (struct judgement){NAN, 0, NAN, false, false, VERDICT_NOT_COMPUTED,
                            VERDICT_NOT_COMPUTED, ""};
    if (!v->x)
        return 0;
    int refused = error_refused(compute(p, i, outcome, drawn, j, &own), &own, e);
    if (refused < 0)
        return -1;
    if (refused) {
        j->value = j->exact = NAN;
        strcpy(j->reason, own.text);
    }
    j->is_exact_judged = outcome->a.generator != GENERATOR_MT19937 && !j->is_drawn;
    j->of_exact = verdict_of(j->exact, 0, v->low, v->high);
    j->verdict = j->is_exact_judged ? j->of_exact
                                    : verdict_of(j->value, j->standard_error, v->low, v->high);
    return 0;
}

/* ---- 3. units --------------------------------------------------------------------------- */

/* A formula that is a sum of keys gives what is printed in their unit, in each scenario. */
static int check_unit(const struct audit *audit, size_t i, struct error *e)
{
    const struct published_value *v = &audit->published.values[i];
    for (int s = 0; v->x && s < SIDES; s++)
        if (results_source_check_unit(&audit->side[s].results, v->x, v->unit, e))
            return error_prefix(e, "%s:%zu: unit", audit->published.numbers.file, v->line);
    return 0;
}

/* ---- 4. the table of numbers ------------------------------------------------------------ */

/* A cell with a text: what would end it or the line is a blank. */
static void put_text(FILE *f, const char *text)
{
    fputc('\t', f);
    for (; *text; text++)
        fputc((unsigned char)*text < ' ' ? ' ' : *text, f);
}

static void put_header(FILE *f, const struct audit *audit)
{
    static const char *const ROLE[SIDES] = {"scenario", "beside"};
    for (int s = 0; s < SIDES; s++)
        fprintf(f, "# %s %s %s\n", ROLE[s], audit->side[s].outcome.a.name,
                audit->side[s].outcome.a.published);
    fprintf(f, "# published %s\n", audit->published.numbers.file);
    fputs("id\tplace\tquantity\tcase\tgroup\tprinted\tunit\tlow\thigh\treference", f);
    for (int s = 0; s < SIDES; s++) {
        const char *name = audit->side[s].outcome.a.name;
        fprintf(f, "\t%s.value\t%s.standard_error\t%s.exact\t%s.judged\t%s.verdict\t"
                   "%s.exact_verdict\t%s.difference\t%s.relative", name, name, name, name, name,
                name, name, name);
    }
    fputs("\tkind\tformula\treason\n", f);
}

/* The difference is what lies between what is judged and its interval; relative, to its nearer
 * end. Of an "exact" value that is drawn the cells say so. */
static void put_judgement(FILE *f, const struct published_value *v, const struct judgement *j)
{
    double judged = j->is_exact_judged ? j->exact : j->value;
    double difference = verdict_difference(judged, v->low, v->high);
    double end = difference < 0 ? v->low : v->high;
    table_write_number(f, j->value, "");
    table_write_number(f, isnan(j->value) ? NAN : j->standard_error, "");
    if (j->is_drawn)
        put_text(f, "drawn");
    else
        table_write_number(f, j->exact, "");
    put_text(f, isnan(judged) ? "" : j->is_exact_judged ? "exact" : "value");
    put_text(f, verdict_name(j->verdict));
    put_text(f, j->is_drawn ? "drawn" : verdict_name(j->of_exact));
    table_write_number(f, difference, "");
    bool is_relative = fabs(difference) > 0;
    table_write_number(f, !is_relative ? difference : end != 0 ? difference / fabs(end) : NAN, "");
}

static int put_row(FILE *f, struct audit *audit, size_t i, struct error *e)
{
    const struct published_value *v = &audit->published.values[i];
    struct judgement j[SIDES];
    const char *reason = "";
    if (check_unit(audit, i, e))
        return -1;
    for (int s = 0; s < SIDES; s++) {
        if (judge(&audit->published, i, &audit->side[s].outcome, &audit->side[s].results, &j[s],
                  e))
            return -1;
        if (*j[s].reason && !*reason)
            reason = j[s].reason;
    }
    if (*j[0].reason && *j[1].reason) /* no scenario has it: a wrong formula */
        return error_set(e, "%s: formula of %s", audit->published.formulae.file, j[0].reason);
    const char *const cells[] = {v->place, v->quantity, v->case_label,
                                 v->group, v->printed,  v->unit};
    fputs(v->id, f);
    for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++)
        put_text(f, cells[c]);
    table_write_number(f, v->low, "");
    table_write_number(f, v->high, "");
    table_write_number(f, published_reference(v), "");
    for (int s = 0; s < SIDES; s++)
        put_judgement(f, v, &j[s]);
    put_text(f, v->kind);
    put_text(f, v->formula);
    put_text(f, reason);
    fputc('\n', f);
    return 0;
}

int audit_write_numbers(struct audit *audit, FILE *f, struct error *e)
{
    put_header(f, audit);
    for (size_t i = 0; i < audit->published.n; i++)
        if (put_row(f, audit, i, e))
            return -1;
    return 0;
}

/* ---- 5. that of modes ------------------------------------------------------------------- */

static void put_modes(FILE *f, const char *variable, const char *scenario, const char *of,
                      double factor, const struct modes *m)
{
    fprintf(f, "%s\t%s\t%s\t%g", variable, scenario, of, factor);
    table_write_number(f, m->bandwidth, "");
    fprintf(f, "\t%zu", m->n);
    table_write_number(f, m->depth, "");
    table_write_number(f, m->place[0], "");
    table_write_number(f, m->place[1], "");
    fputc('\n', f);
}

/* The modes of one variable at several bandwidths; a scenario without it has no rows. */
static int put_variable(FILE *f, struct audit *audit, const char *variable, struct error *e)
{
    static const double FACTORS[] = {0.5, 0.75, 1, 1.5, 2};
    struct variable v;
    for (int s = 0; s < SIDES; s++) {
        struct side *side = &audit->side[s];
        const char *name = side->outcome.a.name;
        bool is_drawn;
        if (key_parse_variable(&side->outcome.a, variable, &v, NULL))
            continue;
        if (exact_is_drawn(side->outcome.exact, v.case_index, &is_drawn, e))
            return -1;
        for (size_t i = 0; i < 2 * sizeof FACTORS / sizeof FACTORS[0]; i++) {
            struct modes m;
            double factor = FACTORS[i / 2];
            bool exact = i % 2;
            struct answers by_quadrature = outcome_answers(&side->outcome);
            if (formula_modes(exact ? &by_quadrature : &side->results.answers, variable, factor,
                              &m, e))
                return -1;
            put_modes(f, variable, name, !exact ? "results" : is_drawn ? "drawn" : "exact", factor,
                      &m);
        }
    }
    return 0;
}

static int put_modes_of(FILE *f, struct audit *audit, const struct expression *x,
                        struct error *e)
{
    for (size_t i = 0; x && i < x->n_leaves; i++)
        if (formula_is_modes(&x->leaves[i]) &&
            put_variable(f, audit, x->leaves[i].name, e))
            return -1;
    return 0;
}

int audit_write_modes(struct audit *audit, FILE *f, struct error *e)
{
    fprintf(f, "# a mode counts from a depth of %g of the highest peak\n", MODES_LEAST_DEPTH);
    fputs("variable\tscenario\tof\tfactor\tbandwidth\tmodes\tdepth\thighest\tsecond\n", f);
    for (size_t i = 0; i < audit->published.n; i++)
        if (put_modes_of(f, audit, audit->published.values[i].x, e))
            return -1;
    return 0;
}
