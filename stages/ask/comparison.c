/* comparison.c -- two scenarios read, every mixture of them evaluated, the gap divided. */
#include "ask/comparison.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The same assumptions twice give the same values but for the order of sums. */
#define SAME_VALUE 1e-9 /* relative */

void comparison_free(struct comparison *c)
{
    outcome_close(&c->from.outcome);
    outcome_close(&c->to.outcome);
    assumption_list_free(&c->from.rows);
    assumption_list_free(&c->to.rows);
    measured_free(&c->measured);
    differences_free(&c->players);
    shapley_plan_free(&c->plan);
    free(c->values);
    free(c->drawn);
    free(c->parts);
    c->values = NULL;
    c->drawn = NULL;
    c->parts = NULL;
}

double comparison_from_value(const struct comparison *c, size_t headline)
{
    return c->values[headline * c->plan.n];
}

double comparison_to_value(const struct comparison *c, size_t headline)
{
    return c->values[headline * c->plan.n + c->plan.n - 1];
}

size_t comparison_drawn_sets(const struct comparison *c, size_t headline)
{
    size_t n = 0;
    for (size_t i = 0; i < c->plan.n; i++)
        n += c->drawn[headline * c->plan.n + i];
    return n;
}

/* ---- the two scenarios --------------------------------------------------------------------- */

static int open_side(struct comparison *c, struct comparison_side *side,
                     const struct comparison_files *files, struct error *e)
{
    struct assumptions a;
    if (assumption_list_read(files->assumptions, files->places, &side->rows, side->name, e) ||
        assumptions_build(&side->rows, side->name, &a, e) ||
        measured_add(&c->measured, a.throughput.table, e))
        return -1;
    return outcome_open(&side->rows, side->name, &c->measured, &side->outcome, e);
}

/* Takes a headline's sampling into account: whether its workload's own case is drawn. */
static int look_if_drawn(struct outcome *o, bool *drawn, struct error *e)
{
    *drawn = false;
    for (size_t w = 0; w < o->a.n_workloads && !*drawn; w++) {
        size_t own = assumptions_find_case(&o->a, o->a.workloads[w].name);
        if (own < o->a.n_cases && exact_is_drawn(o->exact, own, drawn, e))
            return -1;
    }
    return 0;
}

static int find_players(struct comparison *c, struct error *e)
{
    struct differences_side from = {&c->from.rows, &c->from.outcome.a, false};
    struct differences_side to = {&c->to.rows, &c->to.outcome.a, false};
    if (look_if_drawn(&c->from.outcome, &from.drawn, e) ||
        look_if_drawn(&c->to.outcome, &to.drawn, e))
        return -1;
    return differences_find(&from, &to, &c->players, e);
}

/* The headlines of `to` that `from` has. */
static void find_headlines(struct comparison *c)
{
    struct headline from[HEADLINE_MAX];
    size_t n_from = headline_list(&c->from.outcome.a, from);
    size_t n_to = headline_list(&c->to.outcome.a, c->headlines);
    for (size_t i = 0; i < n_to; i++)
        for (size_t j = 0; j < n_from; j++)
            if (strcmp(c->headlines[i].key, from[j].key) == 0)
                c->headlines[c->n_headlines++] = c->headlines[i];
}

int comparison_open(struct comparison *c, const struct comparison_files *from,
                    const struct comparison_files *to, struct error *e)
{
    memset(c, 0, sizeof *c);
    if (open_side(c, &c->from, from, e) || open_side(c, &c->to, to, e) || find_players(c, e))
        return -1;
    find_headlines(c);
    return 0;
}

/* ---- mixtures ------------------------------------------------------------------------------ */

/* What the threads share; each coalition has its own places in values. */
struct work {
    struct comparison *c;
    threads_show *show;
    void *told;
};

/* "pue, pool" of a coalition, cut when there are too many. */
static void name_moved(const struct comparison *c, const struct coalition *moved, char *names,
                       size_t size)
{
    size_t used = 0;
    snprintf(names, size, "nothing");
    for (size_t i = 0; i < c->players.n && used < size; i++)
        if (coalition_has(moved, i))
            used += (size_t)snprintf(names + used, size - used, "%s%s", used ? ", " : "",
                                     c->players.players[i].name);
}

static int evaluate_rows(struct comparison *c, const struct assumption_list *rows, size_t index,
                         struct error *e)
{
    struct outcome o = {0};
    int rc = outcome_open(rows, c->from.name, &c->measured, &o, e);
    for (size_t h = 0; h < c->n_headlines && rc == 0; h++) {
        struct estimate value;
        rc = outcome_value(&o, c->headlines[h].key, &value, e);
        if (rc)
            break;
        c->values[h * c->plan.n + index] = value.value;
        c->drawn[h * c->plan.n + index] = value.n > 1;
    }
    outcome_close(&o);
    return rc;
}

static int evaluate_coalition(void *context, size_t index, struct error *e)
{
    struct comparison *c = ((struct work *)context)->c;
    const struct coalition *moved = &c->plan.coalitions[index];
    struct assumption_list rows = {0};
    char names[300];
    int rc = differences_move(&c->players, &c->from.rows, moved, &rows, e);
    if (rc == 0)
        rc = evaluate_rows(c, &rows, index, e);
    assumption_list_free(&rows);
    if (rc == 0)
        return 0;
    name_moved(c, moved, names, sizeof names);
    return error_prefix(e, "%s with the %s of %s (a comparison needs every mixture of the two to "
                        "hold)", c->from.name, names, c->to.name);
}

static void show_work(void *context, size_t done, size_t n)
{
    const struct work *work = context;
    work->show(work->told, done, n);
}

/* Everything moved must be `to` itself. */
static int check_gap(struct comparison *c, struct error *e)
{
    for (size_t h = 0; h < c->n_headlines; h++) {
        struct estimate to;
        if (outcome_value(&c->to.outcome, c->headlines[h].key, &to, e))
            return -1;
        double want = to.value, got = comparison_to_value(c, h);
        if (!(fabs(got - want) <= SAME_VALUE * fabs(want)))
            return error_set(e, "%s: found %.17g with all differences moved, want %.17g as %s has "
                             "it: a difference that was left out does enter; please report this",
                             c->headlines[h].key, got, want, c->to.name);
    }
    return 0;
}

int comparison_evaluate(struct comparison *c, threads_show *show, void *told, struct error *e)
{
    struct work work = {c, show, told};
    if (shapley_plan_make(c->players.n, &c->plan, e))
        return -1;
    c->values = calloc(c->n_headlines * c->plan.n + 1, sizeof *c->values);
    c->drawn = calloc(c->n_headlines * c->plan.n + 1, sizeof *c->drawn);
    c->parts = calloc(c->n_headlines * c->players.n + 1, sizeof *c->parts);
    if (!c->values || !c->drawn || !c->parts)
        return error_set(e, "no memory for %zu sets of differences", c->plan.n);
    if (threads_for(c->n_headlines ? c->plan.n : 0, 0, evaluate_coalition,
                    show ? show_work : NULL, &work, e) ||
        check_gap(c, e))
        return -1;
    for (size_t h = 0; h < c->n_headlines; h++)
        shapley_parts(&c->plan, c->values + h * c->plan.n, c->parts + h * c->players.n);
    return 0;
}
