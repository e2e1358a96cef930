/* multiverse.c -- every printed number under every combination of readings.
 *
 * 1. what the formulae ask     2. which combinations can be built
 * 3. the leaves, answered unit by unit     4. the formulae, combination by combination */
#include "ask/multiverse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "audit/leaves.h"
#include "ask/units.h"
#include "audit/verdict.h"

#define READINGS_TEXT 400 /* of a combination in messages */

/* What is being computed, shared by the threads; each item has its own places to write to. */
struct work {
    const struct multiverse_task *task;
    struct multiverse *out;
    struct leaves leaves;
    struct units units;
    double **answers; /* [units.n_classes]: the leaves of one class of a unit, or NULL */
    char **problem;   /* [units.n_classes]: the first answer that is missing, or NULL      */
    bool *drawn;      /* [units.n_classes]: answers rest on a case that is drawn           */
};

static char *copy_text(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}

/* "combination 12 (pue = 1.05-1.4, ...): message" */
static int name_combination(const struct work *w, size_t combination, struct error *e)
{
    char text[READINGS_TEXT];
    readings_describe(w->task->readings, combination, sizeof text, text);
    return error_prefix(e, "combination %zu (%s)", combination + 1, text);
}

/* ---- 1. what the formulae ask -------------------------------------------------------------- */

/* Notes leaves while a source answers them. */
struct recorder {
    struct leaves *leaves;
    const struct formula_source *source;
};

static int record(void *context, const struct leaf *leaf, double *value, struct error *e)
{
    const struct recorder *r = context;
    return leaves_add(r->leaves, leaf, e) ? -1
           : leaf_ask(leaf, r->source, value, e);
}

/* The numbers that the scenario without readings can compute. */
static void select_numbers(struct work *w, struct outcome *base)
{
    struct formula_source source = outcome_source(base), recording;
    struct recorder recorder = {&w->leaves, &source};
    struct answerer answerer = {record, &recorder};
    struct multiverse *out = w->out;
    struct error e;
    double value;
    recording = leaves_source(&answerer);
    for (size_t i = 0; i < w->task->published->n; i++) {
        size_t before = w->leaves.n;
        if (!*w->task->published->values[i].formula)
            continue;
        if (published_compute(w->task->published, i, &recording, &value, NULL, &e) == 0) {
            out->number[out->n_numbers++] = i;
            continue;
        }
        w->leaves.n = before; /* what was asked in vain */
        if (out->n_left_out++ == 0)
            memcpy(out->left_out, e.text, sizeof out->left_out);
    }
}

static int ask_base(struct work *w, struct error *e)
{
    const struct multiverse_task *t = w->task;
    struct outcome base = {0};
    int rc = outcome_open(t->rows, t->name, t->measured, &base, e);
    if (rc == 0)
        select_numbers(w, &base);
    if (rc == 0 && w->out->n_numbers == 0)
        rc = error_set(e, "%s: found no printed number that the scenario can compute%s%s",
                       t->published->numbers.file, *w->out->left_out ? "; the first: " : "",
                       w->out->left_out);
    if (rc == 0)
        rc = units_make(&w->leaves, t->readings, &base.a, &w->units, e);
    outcome_close(&base);
    return rc;
}

/* ---- 2. which combinations can be built ---------------------------------------------------- */

/* Keeps a message of item i; without keep_going it ends everything, and names the combination. */
static int note(const struct work *w, char **problems, size_t i, size_t combination,
                struct error *e)
{
    if (!w->task->keep_going)
        return name_combination(w, combination, e);
    if (!problems[i])
        problems[i] = copy_text(e->text);
    return 0;
}

static int build_one(void *context, size_t combination, struct error *e)
{
    const struct work *w = context;
    const struct multiverse_task *t = w->task;
    struct assumption_list rows = {0};
    struct assumptions *a = malloc(sizeof *a);
    int rc = a ? readings_apply(t->readings, combination, t->rows, &rows, e)
               : error_set(e, "no memory for assumptions");
    if (rc == 0)
        rc = assumptions_build(&rows, t->name, a, e);
    assumption_list_free(&rows);
    free(a);
    return rc ? note(w, w->out->problem, combination, combination, e) : 0;
}

/* ---- 3. the leaves, unit by unit -------------------------------------------------------- */

static const struct unit *unit_of_item(const struct work *w, size_t item)
{
    size_t k = w->units.n - 1;
    while (w->units.all[k].first > item)
        k--;
    return &w->units.all[k];
}

/* The first combination of a class that can be built, or n_combinations. */
static size_t first_built(const struct work *w, const struct unit *unit, size_t class_index)
{
    size_t c = unit_combination(unit, w->task->readings, class_index);
    while (c < w->out->n_combinations &&
           (w->out->problem[c] || unit_class(unit, w->task->readings, c) != class_index))
        c++;
    return c;
}

/* Asks the leaves of a unit; those of others stay NAN. */
static int ask_all(struct work *w, size_t item, size_t combination, struct outcome *o,
                   struct error *e)
{
    struct formula_source source = outcome_source(o);
    size_t unit = (size_t)(unit_of_item(w, item) - w->units.all);
    for (size_t q = 0; q < w->leaves.n; q++) {
        double *answer = &w->answers[item][q];
        *answer = NAN;
        if (w->units.of_leaf[q] != unit)
            continue;
        if (leaf_ask(&w->leaves.all[q], &source, answer, e) == 0 && isfinite(*answer))
            continue;
        if (isinf(*answer))
            (void)error_set(e, "%s: found no finite value", w->leaves.all[q].name);
        *answer = NAN;
        if (note(w, w->problem, item, combination, e))
            return -1;
    }
    return 0;
}

static int answer_one(void *context, size_t item, struct error *e)
{
    struct work *w = context;
    const struct multiverse_task *t = w->task;
    const struct unit *unit = unit_of_item(w, item);
    size_t combination = first_built(w, unit, item - unit->first);
    struct assumption_list rows = {0};
    struct outcome outcome = {0};
    if (combination == w->out->n_combinations)
        return 0; /* nobody will ask */
    w->answers[item] = malloc(w->leaves.n * sizeof **w->answers);
    if (!w->answers[item])
        return error_set(e, "no memory for answers");
    for (size_t q = 0; q < w->leaves.n; q++)
        w->answers[item][q] = NAN;
    int rc = readings_apply(t->readings, combination, t->rows, &rows, e);
    if (rc == 0) {
        rc = outcome_open(&rows, t->name, t->measured, &outcome, e);
        if (rc)
            rc = note(w, w->problem, item, combination, e);
        else
            rc = ask_all(w, item, combination, &outcome, e);
        w->drawn[item] = outcome.exact && unit_is_drawn(&w->units, unit, &w->leaves, &outcome);
    }
    outcome_close(&outcome);
    assumption_list_free(&rows);
    return rc;
}

static void show_progress(void *context, size_t done, size_t n)
{
    const struct work *w = context;
    if (w->task->show)
        w->task->show(w->task->show_context, done, n);
}

/* ---- 4. the formulae, combination by combination ------------------------------------------- */

bool multiverse_reproduces(const struct published_value *number, double value)
{
    return verdict_of(value, 0, number->low, number->high) == VERDICT_REPRODUCED;
}

/* One combination, as the formulae see it. */
struct view {
    const struct work *work;
    size_t combination;
};

static int look_up(void *context, const struct leaf *leaf, double *value, struct error *e)
{
    const struct view *view = context;
    const struct work *w = view->work;
    size_t q = leaves_find(&w->leaves, leaf);
    if (q == w->leaves.n)
        return error_set(e, "%s: was not asked before", leaf->name);
    const struct unit *unit = &w->units.all[w->units.of_leaf[q]];
    size_t item = unit->first + unit_class(unit, w->task->readings, view->combination);
    *value = w->answers[item] ? w->answers[item][q] : NAN;
    if (!isnan(*value))
        return 0;
    return error_set(e, "%s", w->problem[item] ? w->problem[item] : "not computed");
}

static int compute_number(const struct work *w, size_t combination, size_t k,
                          const struct formula_source *source, struct error *e)
{
    const struct published *p = w->task->published;
    struct multiverse *out = w->out;
    double *value = &out->values[combination * out->n_numbers + k];
    const struct published_value *number = &p->values[out->number[k]];
    if (published_compute(p, out->number[k], source, value, NULL, e)) {
        *value = NAN;
        return note(w, out->problem, combination, combination, e);
    }
    if (multiverse_reproduces(number, *value))
        ++*(strcmp(number->kind, "assumption") == 0 ? &out->stated[combination]
                                                    : &out->reproduced[combination]);
    return 0;
}

static int compute_one(void *context, size_t combination, struct error *e)
{
    struct work *w = context;
    struct multiverse *out = w->out;
    struct view view = {w, combination};
    struct answerer answerer = {look_up, &view};
    struct formula_source source = leaves_source(&answerer);
    bool built = !out->problem[combination];
    for (size_t k = 0; k < w->units.n && built; k++) {
        const struct unit *unit = &w->units.all[k];
        if (w->drawn[unit->first + unit_class(unit, w->task->readings, combination)])
            out->drawn[combination] = true;
    }
    for (size_t k = 0; k < out->n_numbers; k++) {
        out->values[combination * out->n_numbers + k] = NAN;
        if (built && compute_number(w, combination, k, &source, e))
            return -1;
    }
    return 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

static int make_room(struct work *w, struct error *e)
{
    struct multiverse *out = w->out;
    size_t n = out->n_combinations;
    out->number = malloc((w->task->published->n + 1) * sizeof *out->number);
    out->reproduced = calloc(n, sizeof *out->reproduced);
    out->stated = calloc(n, sizeof *out->stated);
    out->problem = calloc(n, sizeof *out->problem);
    out->drawn = calloc(n, sizeof *out->drawn);
    if (out->number && out->reproduced && out->stated && out->problem && out->drawn)
        return 0;
    return error_set(e, "no memory for %zu combinations", n);
}

static int make_room_for_answers(struct work *w, struct error *e)
{
    struct multiverse *out = w->out;
    out->values = malloc(out->n_combinations * out->n_numbers * sizeof *out->values);
    w->answers = calloc(w->units.n_classes, sizeof *w->answers);
    w->problem = calloc(w->units.n_classes, sizeof *w->problem);
    w->drawn = calloc(w->units.n_classes, sizeof *w->drawn);
    if (out->values && w->answers && w->problem && w->drawn)
        return 0;
    return error_set(e, "no memory for the answers to %zu leaves", w->leaves.n);
}

static int run(struct work *w, struct error *e)
{
    size_t n = w->out->n_combinations, threads = w->task->threads;
    if (make_room(w, e) || ask_base(w, e) || make_room_for_answers(w, e) ||
        threads_for(n, threads, build_one, NULL, w, e) ||
        threads_for(w->units.n_classes, threads, answer_one, show_progress, w, e))
        return -1;
    return threads_for(n, threads, compute_one, NULL, w, e);
}

int multiverse_evaluate(const struct multiverse_task *task, struct multiverse *out,
                        struct error *e)
{
    struct work w = {.task = task, .out = out};
    *out = (struct multiverse){.n_combinations = readings_combinations(task->readings)};
    int rc = run(&w, e);
    for (size_t i = 0; i < w.units.n_classes; i++) {
        if (w.answers)
            free(w.answers[i]);
        if (w.problem)
            free(w.problem[i]);
    }
    free(w.answers);
    free(w.problem);
    free(w.drawn);
    units_free(&w.units);
    leaves_free(&w.leaves);
    if (rc)
        multiverse_free(out);
    return rc;
}

void multiverse_free(struct multiverse *m)
{
    for (size_t i = 0; i < m->n_combinations && m->problem; i++)
        free(m->problem[i]);
    free(m->problem);
    free(m->drawn);
    free(m->number);
    free(m->values);
    free(m->reproduced);
    free(m->stated);
    *m = (struct multiverse){0};
}
