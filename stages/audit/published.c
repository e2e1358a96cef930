/* published.c -- reading the numbers that a paper prints, and the formulae that give them.
 *
 *   1. formulae   2. a printed row   3. its values   4. checks and the whole */
#include "audit/published.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/formula.h"
#include "audit/published_pieces.h"
#include "base/array.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

#define NONE SIZE_MAX
#define KINDS "simulated derived assumption cited qualitative"

enum number_column { ID, PLACE, QUANTITY, CASE, GROUP, STATISTIC, PRINTED, UNIT, LOW, HIGH, KIND,
                     NOTE, NUMBER_COLUMNS };
enum formula_column { FORMULA_ID, FORMULA, FORMULA_UNIT, FORMULA_LOW, FORMULA_HIGH, FORMULA_NOTE,
                      FORMULA_COLUMNS };

struct reader {
    struct published *p;
    size_t number[NUMBER_COLUMNS]; /* NONE: a column that the file does not have */
    size_t formula[FORMULA_COLUMNS];
};

static const char *formula_cell(const struct reader *r, size_t row, enum formula_column c)
{
    return table_cell(&r->p->formulae, row, r->formula[c]);
}

static const char *number_cell(const struct reader *r, size_t row, enum number_column c)
{
    if (r->number[c] == NONE)
        return c == KIND ? "simulated" : "";
    return table_cell(&r->p->numbers, row, r->number[c]);
}

/* A number, or NAN for an empty cell. */
static int read_end(const struct table *t, size_t row, size_t column, double *end,
                    struct error *e)
{
    *end = NAN;
    return table_cell(t, row, column)[0] ? table_number(t, row, column, end, e) : 0;
}

/* An id is made of the letters of a name and dots, and stands once in a column. */
static int check_id(const struct table *t, size_t column, size_t row, struct error *e)
{
    const char *id = table_cell(t, row, column);
    if (!*id || strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_.") != strlen(id))
        return error_set(e, "%s:%zu: id: found \"%.60s\", want letters a-z, digits, _ and .",
                         t->file, t->lines[row], id);
    for (size_t before = 0; before < row; before++)
        if (strcmp(table_cell(t, before, column), id) == 0)
            return error_set(e, "%s:%zu: id: found %s again, it stands in line %zu", t->file,
                             t->lines[row], id, t->lines[before]);
    return 0;
}

static int check_interval(const struct table *t, size_t row, double low, double high,
                          struct error *e)
{
    if (!(low > high))
        return 0;
    return error_set(e, "%s:%zu: low: found %.17g, want at most high (%.17g)", t->file,
                     t->lines[row], low, high);
}

/* An end left out is open: of a number, unlike of words, it was forgotten. */
static int check_both_ends(const struct table *t, const struct published_value *v,
                           struct error *e)
{
    if (isnan(v->low) == isnan(v->high) || strcmp(v->kind, "qualitative") == 0)
        return 0;
    return error_set(e, "%s:%zu: %s: found nothing, want a number, as %s has one, or neither: "
                        "one end alone is for the kind qualitative, not %s", t->file, v->line,
                     isnan(v->low) ? "low" : "high", isnan(v->low) ? "high" : "low", v->kind);
}

/* What is printed, where it is one number, rounds to itself. */
static int check_inside(const struct reader *r, const struct published_value *v, struct error *e)
{
    double number;
    if (!text_number(v->printed, &number) || !(number < v->low || number > v->high))
        return 0;
    return error_set(e, "%s:%zu: printed: found %s, want a number from low (%g) to high (%g)",
                     r->p->numbers.file, v->line, v->printed, v->low, v->high);
}

/* ---- 1. formulae ------------------------------------------------------------------------ */

static int check_formula_row(const struct reader *r, size_t row, struct error *e)
{
    const struct table *t = &r->p->formulae;
    double low, high;
    struct published_pieces pieces;
    struct expression x;
    if (check_id(t, r->formula[FORMULA_ID], row, e) ||
        read_end(t, row, r->formula[FORMULA_LOW], &low, e) ||
        read_end(t, row, r->formula[FORMULA_HIGH], &high, e) ||
        check_interval(t, row, low, high, e))
        return -1;
    int rc = published_cut(formula_cell(r, row, FORMULA), ";", &pieces, e);
    for (size_t i = 0; i < pieces.n && rc == 0; i++)
        rc = formula_parse(pieces.piece[i], &x, e);
    return rc ? error_prefix(e, "%s:%zu: formula", t->file, t->lines[row]) : 0;
}

static int read_formulae(struct reader *r, struct error *e)
{
    static const char *const NAMES[FORMULA_COLUMNS] = {"id", "formula", "unit", "low",
                                                        "high", "note"};
    for (int c = 0; c < FORMULA_COLUMNS; c++)
        if (table_column(&r->p->formulae, NAMES[c], &r->formula[c], e))
            return -1;
    for (size_t row = 0; row < r->p->formulae.n_rows; row++)
        if (check_formula_row(r, row, e))
            return -1;
    return 0;
}

static size_t find_formula(const struct reader *r, const char *id)
{
    for (size_t row = 0; row < r->p->formulae.n_rows; row++)
        if (strcmp(formula_cell(r, row, FORMULA_ID), id) == 0)
            return row;
    return NONE;
}

/* ---- 2. a printed row ------------------------------------------------------------------- */

static int read_cells(const struct reader *r, size_t row, struct published_value *v,
                      struct error *e)
{
    const struct table *t = &r->p->numbers;
    const char *c[NUMBER_COLUMNS];
    for (int i = 0; i < NUMBER_COLUMNS; i++)
        c[i] = number_cell(r, row, (enum number_column)i);
    *v = (struct published_value){c[ID], c[PLACE], c[QUANTITY], c[CASE], c[GROUP], c[STATISTIC],
                                  c[PRINTED], c[UNIT], c[KIND], c[NOTE], "", NULL, NAN, NAN,
                                  t->lines[row], NULL};
    if (check_id(t, r->number[ID], row, e) || read_end(t, row, r->number[LOW], &v->low, e) ||
        read_end(t, row, r->number[HIGH], &v->high, e) ||
        check_interval(t, row, v->low, v->high, e))
        return -1;
    if (!*v->printed)
        return error_set(e, "%s:%zu: printed: found nothing, want what is printed", t->file,
                         v->line);
    char suggestion[SUGGEST_SIZE];
    if (!words_have(KINDS, v->kind))
        return error_set(e, "%s:%zu: kind: found \"%.60s\", want one of: " KINDS "%s", t->file,
                         v->line, v->kind, suggest_text(v->kind, KINDS, suggestion));
    bool words = strcmp(v->kind, "qualitative") == 0 || strcmp(v->kind, "cited") == 0;
    if (!words && published_check_printed(v->printed, e))
        return error_prefix(e, "%s:%zu: printed", t->file, v->line);
    return check_both_ends(t, v, e) || check_inside(r, v, e) ? -1 : 0;
}

/* One end of the interval, which the formula's row may give when the printed row does not. */
static int take_end(const struct reader *r, size_t formula, enum formula_column column,
                    double *end, struct error *e)
{
    const struct table *t = &r->p->formulae;
    double given;
    if (read_end(t, formula, r->formula[column], &given, e))
        return -1;
    if (isnan(given))
        return 0;
    if (!isnan(*end))
        return error_set(e, "%s:%zu: %s: found %.17g, want nothing: %s gives it as %.17g",
                         t->file, t->lines[formula], t->header[r->formula[column]], given,
                         r->p->numbers.file, *end);
    *end = given;
    return 0;
}

/* What is printed is in its formula's unit. */
static int check_unit(const struct reader *r, size_t formula, const struct published_value *v,
                     struct error *e)
{
    const struct table *t = &r->p->formulae;
    const char *file = r->p->numbers.file, *unit = formula_cell(r, formula, FORMULA_UNIT);
    if (strcmp(v->unit, unit) == 0)
        return 0;
    return error_set(e, "%s:%zu: unit: found \"%.60s\", want \"%.60s\", which is what the formula "
                        "of %s gives (%s:%zu)", file, v->line, v->unit, unit, v->id, t->file,
                     t->lines[formula]);
}

static int no_formula(const struct reader *r, const struct published_value *v, struct error *e)
{
    char ids[16384] = "", suggestion[SUGGEST_SIZE];
    for (size_t row = 0; row < r->p->formulae.n_rows; row++)
        words_add(ids, sizeof ids, formula_cell(r, row, FORMULA_ID));
    return error_set(e, "%s:%zu: id: found \"%.60s\", want an id with a formula in %s, or the "
                     "kind cited%s", r->p->numbers.file, v->line, v->id, r->p->formulae.file,
                     suggest_text(v->id, ids, suggestion));
}

/* ---- 3. its values ---------------------------------------------------------------------- */

/* What is printed of each part: of an assumption without an interval in parts, else whole. */
static int cut_printed(const struct reader *r, const struct published_value *v, size_t formulae,
                       struct published_pieces *out, struct error *e)
{
    const char *file = r->p->numbers.file;
    out->n = 0;
    if (!isnan(v->low) || !isnan(v->high))
        return 0;
    if (strcmp(v->kind, "assumption") != 0)
        return error_set(e, "%s:%zu: low: found nothing, nor high, want one here or in %s: that "
                            "is what the value of %s is held against", file, v->line,
                         r->p->formulae.file, v->id);
    if (published_cut(v->printed, ";-", out, e))
        return error_prefix(e, "%s:%zu: printed", file, v->line);
    if (formulae % out->n == 0)
        return 0;
    return error_set(e, "%s:%zu: printed: found %zu part%s of %s, want as many as its %zu "
                        "formulae, or a divisor", file, v->line, out->n, out->n == 1 ? "" : "s",
                     v->id, formulae);
}

static int add_parts(struct reader *r, struct published_value *v, const char *formula,
                     struct error *e)
{
    struct published_pieces formulae, printed;
    if (published_cut(formula, ";", &formulae, e) ||
        cut_printed(r, v, formulae.n, &printed, e))
        return -1;
    for (size_t i = 0; i < formulae.n; i++) {
        struct published_value part;
        const char *one = printed.n ? printed.piece[i % printed.n] : NULL;
        if (one && published_rounding(&printed, i % printed.n, &v->low, &v->high, e))
            return error_prefix(e, "%s:%zu: printed", r->p->numbers.file, v->line);
        if (published_part(v, i, formulae.n, formulae.piece[i], one, &part, e))
            return -1;
        if (ARRAY_ADD(r->p->values, r->p->n, part, e)) {
            free(part.part);
            return -1;
        }
    }
    return 0;
}

static int add_row(struct reader *r, size_t row, struct error *e)
{
    struct published_value v;
    if (read_cells(r, row, &v, e))
        return -1;
    size_t formula = find_formula(r, v.id);
    bool cited = strcmp(v.kind, "cited") == 0;
    if (formula == NONE)
        return cited ? ARRAY_ADD(r->p->values, r->p->n, v, e) : no_formula(r, &v, e);
    if (cited)
        return error_set(e, "%s:%zu: id: found %s, want none: %s:%zu says that it is cited",
                         r->p->formulae.file, r->p->formulae.lines[formula], v.id,
                         r->p->numbers.file, v.line);
    if (take_end(r, formula, FORMULA_LOW, &v.low, e) ||
        take_end(r, formula, FORMULA_HIGH, &v.high, e) ||
        check_interval(&r->p->formulae, formula, v.low, v.high, e) ||
        check_inside(r, &v, e) || check_unit(r, formula, &v, e))
        return -1;
    return add_parts(r, &v, formula_cell(r, formula, FORMULA), e);
}

/* ---- 4. checks and the whole ------------------------------------------------------------ */

/* What print has to answer it can: the names in printed(...) are ids of numbers. */
static int check_printed(const struct published *p, const struct published_value *v,
                         struct error *e)
{
    double number;
    for (size_t i = 0; v->x && i < v->x->n_leaves; i++) {
        const struct formula_function *f = formula_function_of(&v->x->leaves[i]);
        if (f && f->printed && f->printed(p, v->x->leaves[i].name, &number, e))
            return error_prefix(e, "%s: formula of %s", p->formulae.file, v->id);
    }
    return 0;
}

static int read_numbers(struct reader *r, struct error *e)
{
    static const char *const NAMES[NUMBER_COLUMNS] = {
        "id",      "place", "quantity", "case", "model_or_group", "statistic",
        "printed", "unit",  "low",      "high", "kind",           "note"};
    for (int c = 0; c < NUMBER_COLUMNS; c++)
        if (table_column(&r->p->numbers, NAMES[c], &r->number[c], e)) {
            if (c != KIND && c != NOTE)
                return -1;
            r->number[c] = NONE;
        }
    for (size_t row = 0; row < r->p->numbers.n_rows; row++)
        if (add_row(r, row, e))
            return -1;
    for (size_t i = 0; i < r->p->n; i++)
        if (check_printed(r->p, &r->p->values[i], e))
            return -1;
    return 0;
}

int published_read(const char *numbers, const char *formulae, struct published *p,
                   struct error *e)
{
    struct reader r = {.p = p};
    *p = (struct published){0};
    if (table_read(numbers, ',', &p->numbers, e))
        return -1;
    int rc = table_read(formulae, ',', &p->formulae, e);
    if (rc == 0 && (table_check_data(&p->numbers, e) || table_check_data(&p->formulae, e)))
        rc = -1;
    if (rc == 0)
        rc = read_formulae(&r, e);
    if (rc == 0)
        rc = read_numbers(&r, e);
    if (rc)
        published_free(p);
    return rc;
}

void published_free(struct published *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->values[i].part);
    free(p->values);
    table_free(&p->numbers);
    table_free(&p->formulae);
    *p = (struct published){0};
}
