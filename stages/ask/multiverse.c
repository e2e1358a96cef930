/* multiverse.c -- every printed number under every combination of readings.
 *
 * 1. what the formulae ask     2. what the answers rest on, combination by combination
 * 3. the leaves, answered once for all combinations in which they rest on the same
 * 4. the formulae, combination by combination */
#include "ask/multiverse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/leaves.h"
#include "audit/verdict.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/progress.h"
#include "base/threads.h"

#define READINGS_TEXT 400 /* of a combination in messages */

/* Combinations in which a group of leaves rests on the same: answered for the first of them. */
struct class {
    size_t group, combination;
    double *answers; /* [leaves.n], owned: those of the group, else NAN; or NULL */
    char *problem;   /* owned: the first answer that is missing, or NULL         */
    bool drawn;      /* answers rest on a case that is drawn                     */
};

/* What is being computed, shared by the threads; each item has its own places to write to. */
struct work {
    const struct multiverse_task *task;
    struct multiverse *out;
    struct leaves leaves;
    struct leaf_groups groups;
    uint64_t *digest; /* [n_combinations * groups.n]: what the answers of a group rest on */
    size_t *class_of; /* [groups.n * n_combinations]: index into classes                  */
    size_t n_classes;
    struct class *classes;
    struct progress progress;
};

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

static int record(void *context, const struct expression_leaf *leaf, double *value,
                  double *standard_error, struct error *e)
{
    const struct recorder *r = context;
    if (leaves_add(r->leaves, leaf, e))
        return -1;
    return r->source->value(r->source->context, leaf, value, standard_error, e);
}

/* The numbers that the scenario without readings can compute. */
static int select_numbers(struct work *w, struct outcome *base, struct error *e)
{
    struct formula_source source = outcome_source(base);
    struct recorder recorder = {&w->leaves, &source};
    struct formula_source recording = {&recorder, record, NULL};
    struct multiverse *out = w->out;
    struct error own;
    double value;
    for (size_t i = 0; i < w->task->published->n; i++) {
        size_t before = w->leaves.n;
        if (!*w->task->published->values[i].formula)
            continue;
        int refused = error_refused(
            published_compute(w->task->published, i, &recording, &value, NULL, &own), &own, e);
        if (refused < 0)
            return -1;
        if (refused == 0)
            out->number[out->n_numbers++] = i;
        else if (out->n_left_out++ == 0)
            memcpy(out->left_out, own.text, sizeof out->left_out);
        w->leaves.n = refused ? before : w->leaves.n; /* what was asked in vain */
    }
    return 0;
}

static int ask_base(struct work *w, struct error *e)
{
    const struct multiverse_task *t = w->task;
    struct outcome base = {0};
    int rc = outcome_open(&t->q->rows, t->q->name, &t->q->measured, &base, e);
    if (rc == 0)
        rc = select_numbers(w, &base, e);
    if (rc == 0 && w->out->n_numbers == 0)
        rc = error_set(e, "%s: found no printed number that the scenario can compute%s%s",
                       t->published->numbers.file, *w->out->left_out ? "; the first: " : "",
                       w->out->left_out);
    if (rc == 0)
        rc = leaves_group(&w->leaves, &w->groups, e);
    outcome_close(&base);
    return rc;
}

/* ---- 2. what the answers rest on ------------------------------------------------------------ */

/* Keeps the message of what was refused; without keep_going it ends everything, with its place. */
static int note(const struct work *w, char **problem, size_t combination, struct error *e)
{
    if (!w->task->keep_going || e->is_of_system)
        return name_combination(w, combination, e);
    if (!*problem)
        *problem = strdup(e->text);
    return *problem ? 0 : error_no_memory(e, "for a message");
}

/* The scenario under a combination; owned by the caller (outcome_close), also on failure. */
static int open_combination(const struct work *w, size_t combination, struct outcome *o,
                            struct error *e)
{
    const struct multiverse_task *t = w->task;
    struct assumption_list rows = {0};
    *o = (struct outcome){0};
    int rc = readings_apply(t->readings, combination, &t->q->rows, &rows, e);
    if (rc == 0)
        rc = outcome_open(&rows, t->q->name, &t->q->measured, o, e);
    assumption_list_free(&rows);
    return rc;
}

static int build_one(void *context, size_t combination, struct error *e)
{
    struct work *w = context;
    struct outcome o;
    int rc = open_combination(w, combination, &o, e);
    if (rc == 0)
        rc = leaves_digest(&w->groups, &o, w->digest + combination * w->groups.n, e);
    if (rc)
        rc = note(w, &w->out->of[combination].problem, combination, e);
    outcome_close(&o);
    return rc;
}

/* ---- 3. the leaves, class by class ---------------------------------------------------------- */

/* Classes stand in the order of their first combinations, those of each group in a row. */
static int add_classes(struct work *w, size_t group, struct error *e)
{
    size_t n = w->out->n_combinations, *of = w->class_of + group * n;
    if (digest_firsts(w->digest + group, n, w->groups.n, of, e))
        return -1;
    for (size_t c = 0; c < n; c++) {
        struct class new = {.group = group, .combination = c};
        if (of[c] == c && ARRAY_ADD(w->classes, w->n_classes, new, e))
            return -1;
        of[c] = of[c] == c ? w->n_classes - 1 : of[of[c]];
    }
    return 0;
}

static int find_classes(struct work *w, struct error *e)
{
    for (size_t k = 0; k < w->groups.n; k++)
        if (add_classes(w, k, e))
            return -1;
    return 0;
}

/* Asks the leaves of a class; those of other groups stay NAN. */
static int ask_all(const struct work *w, struct class *class, struct outcome *o, struct error *e)
{
    struct formula_source source = outcome_source(o);
    double standard_error; /* dropped */
    for (size_t q = 0; q < w->leaves.n; q++) {
        double *answer = &class->answers[q];
        *answer = NAN;
        if (w->groups.of_leaf[q] != class->group)
            continue;
        int rc = source.value(source.context, &w->leaves.all[q], answer, &standard_error, e);
        if (rc == 0 && isfinite(*answer))
            continue;
        if (rc == 0)
            (void)error_set(e, "%s: found no finite value", w->leaves.all[q].name);
        *answer = NAN;
        if (note(w, &class->problem, class->combination, e))
            return -1;
    }
    return 0;
}

static int answer_one(void *context, size_t item, struct error *e)
{
    struct work *w = context;
    struct class *class = &w->classes[item];
    struct outcome o;
    if (w->out->of[class->combination].problem)
        return 0; /* nobody will ask */
    class->answers = malloc(w->leaves.n * sizeof *class->answers);
    if (!class->answers)
        return error_no_memory(e, "for answers");
    bool failed = open_combination(w, class->combination, &o, e) || ask_all(w, class, &o, e) ||
                  leaves_are_drawn(&w->groups, class->group, &o, &class->drawn, e);
    outcome_close(&o);
    return failed ? -1 : 0;
}

static void show(void *context, size_t done, size_t n)
{
    struct work *w = context;
    progress_bar(&w->progress, done, n, "answers");
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

static const struct class *class_at(const struct work *w, size_t group, size_t combination)
{
    return &w->classes[w->class_of[group * w->out->n_combinations + combination]];
}

static int look_up(void *context, const struct expression_leaf *leaf, double *value,
                   double *standard_error, struct error *e)
{
    (void)standard_error;
    const struct view *view = context;
    const struct work *w = view->work;
    size_t q = leaves_find(&w->leaves, leaf);
    if (q == w->leaves.n)
        return error_set(e, "%s: was not asked before", leaf->name);
    const struct class *class = class_at(w, w->groups.of_leaf[q], view->combination);
    *value = class->answers[q];
    if (!isnan(*value))
        return 0;
    return error_set(e, "%s", class->problem ? class->problem : "not computed");
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
        return note(w, &out->of[combination].problem, combination, e);
    }
    if (multiverse_reproduces(number, *value))
        ++*(strcmp(number->kind, "assumption") == 0 ? &out->of[combination].stated
                                                    : &out->of[combination].reproduced);
    return 0;
}

static int compute_one(void *context, size_t combination, struct error *e)
{
    struct work *w = context;
    struct multiverse *out = w->out;
    struct view view = {w, combination};
    struct formula_source source = {&view, look_up, NULL};
    bool built = !out->of[combination].problem;
    for (size_t k = 0; k < w->groups.n && built; k++)
        out->of[combination].drawn |= class_at(w, k, combination)->drawn;
    for (size_t k = 0; k < out->n_numbers; k++) {
        out->values[combination * out->n_numbers + k] = NAN;
        if (built && compute_number(w, combination, k, &source, e))
            return -1;
    }
    return 0;
}

/* ---- all ----------------------------------------------------------------------------------- */

static int make_room(struct multiverse *out, size_t n_published, struct error *e)
{
    size_t n = out->n_combinations;
    out->number = malloc((n_published + 1) * sizeof *out->number);
    out->of = calloc(n, sizeof *out->of);
    return out->number && out->of ? 0 : error_no_memory(e, "for %zu combinations", n);
}

static int make_room_for_answers(struct work *w, struct error *e)
{
    struct multiverse *out = w->out;
    size_t n = out->n_combinations;
    out->values = malloc(n * out->n_numbers * sizeof *out->values);
    w->digest = calloc(n * w->groups.n, sizeof *w->digest);
    w->class_of = calloc(n * w->groups.n, sizeof *w->class_of);
    if (out->values && w->digest && w->class_of)
        return 0;
    return error_no_memory(e, "for the answers to %zu leaves", w->leaves.n);
}

static int run(struct work *w, struct error *e)
{
    size_t n = w->out->n_combinations, threads = w->task->threads;
    if (make_room(w->out, w->task->published->n, e) || ask_base(w, e) ||
        make_room_for_answers(w, e) || threads_for(n, threads, build_one, NULL, w, e) ||
        find_classes(w, e) ||
        threads_for(w->n_classes, threads, answer_one, show, w, e))
        return -1;
    return threads_for(n, threads, compute_one, NULL, w, e);
}

int multiverse_evaluate(const struct multiverse_task *task, struct multiverse *out,
                        struct error *e)
{
    struct work w = {.task = task, .out = out, .progress = progress_begin("multiverse")};
    *out = (struct multiverse){.task = task,
                               .n_combinations = readings_combinations(task->readings)};
    int rc = run(&w, e);
    progress_end(&w.progress);
    for (size_t i = 0; i < w.n_classes; i++) {
        free(w.classes[i].answers);
        free(w.classes[i].problem);
    }
    free(w.classes);
    free(w.class_of);
    free(w.digest);
    leaves_groups_free(&w.groups);
    leaves_free(&w.leaves);
    if (rc)
        multiverse_free(out);
    return rc;
}

void multiverse_free(struct multiverse *m)
{
    for (size_t i = 0; i < m->n_combinations && m->of; i++)
        free(m->of[i].problem);
    free(m->of);
    free(m->number);
    free(m->values);
    *m = (struct multiverse){0};
}
