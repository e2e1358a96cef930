/* comparison.c -- two scenarios read, every mixture of them evaluated, the gap divided. */
#include "ask/comparison.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask/basis.h"
#include "base/digest.h"
#include "base/progress.h"
#include "base/threads.h"

/* The same assumptions twice give the same values but for the order of sums. */
#define SAME_VALUE 1e-9 /* relative */

void comparison_free(struct comparison *c)
{
    outcome_close(&c->from.outcome);
    outcome_close(&c->to.outcome);
    assumption_list_free(&c->from.rows);
    assumption_list_free(&c->to.rows);
    measured_free(&c->measured);
    differences_free(&c->differences);
    shapley_plan_free(&c->plan);
    free(c->values);
    free(c->drawn);
    free(c->parts);
    memset(c, 0, sizeof *c);
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

int comparison_open(struct comparison *c, const struct comparison_files *from,
                    const struct comparison_files *to, struct error *e)
{
    memset(c, 0, sizeof *c);
    if (open_side(c, &c->from, from, e) || open_side(c, &c->to, to, e))
        return -1;
    c->n_headlines = headline_list_common(&c->to.outcome.a, &c->from.outcome.a, c->headlines);
    const struct differences_side sides[2] = {{&c->from.rows, &c->from.outcome.a},
                                              {&c->to.rows, &c->to.outcome.a}};
    return differences_find(&sides[0], &sides[1], &c->measured, c->headlines, c->n_headlines,
                            &c->differences, e);
}

/* ---- mixtures ------------------------------------------------------------------------------ */

/* What the threads share; each coalition has its own places to write to. */
struct work {
    struct comparison *c;
    uint64_t *digest; /* [plan.n * n_headlines]: what a headline rests on             */
    size_t *first;    /* [n_headlines * plan.n]: the first coalition in which it does */
    struct progress progress;
};

/* Names what was moved, "pue, pool", cut where it is too much. Returns -1. */
static int name_moved(const struct comparison *c, size_t index, struct error *e)
{
    char names[300] = "nothing";
    size_t used = 0;
    for (size_t i = 0; i < c->differences.n && used < sizeof names; i++)
        if (coalition_has(&c->plan.coalitions[index], i))
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                                     c->differences.groups[i].name);
    return error_prefix(e, "%s with the %s of %s (a comparison needs every mixture of the two to "
                        "hold)", c->from.name, names, c->to.name);
}

/* The scenario with a coalition moved; owned by the caller (outcome_close) on success. */
static int open_moved(const struct comparison *c, size_t index, struct outcome *o,
                      struct error *e)
{
    struct assumption_list rows = {0};
    bool moved[SHAPLEY_PLAYERS_MAX];
    for (size_t i = 0; i < c->differences.n; i++)
        moved[i] = coalition_has(&c->plan.coalitions[index], i);
    int rc = differences_move(&c->differences, &c->from.rows, moved, &rows, e);
    if (rc == 0)
        rc = outcome_open(&rows, c->from.name, &c->measured, o, e);
    assumption_list_free(&rows);
    return rc ? name_moved(c, index, e) : 0;
}

static int digest_coalition(void *context, size_t index, struct error *e)
{
    struct work *w = context;
    const struct comparison *c = w->c;
    struct outcome o;
    struct basis basis;
    if (open_moved(c, index, &o, e))
        return -1;
    basis_of(&o.a, &o.fits, true, &basis);
    for (size_t h = 0; h < c->n_headlines; h++)
        w->digest[index * c->n_headlines + h] = basis_digest_of(&basis, c->headlines[h].key);
    outcome_close(&o);
    return 0;
}

/* Evaluates the headlines of which a coalition is the first that they rest on. */
static int evaluate_coalition(void *context, size_t index, struct error *e)
{
    struct work *w = context;
    struct comparison *c = w->c;
    struct outcome o = {0};
    bool open = false;
    int rc = 0;
    for (size_t h = 0; h < c->n_headlines && rc == 0; h++) {
        struct estimate value = {0};
        size_t at = h * c->plan.n + index;
        if (w->first[at] != index)
            continue;
        if (!open && open_moved(c, index, &o, e))
            return -1;
        open = true;
        if (outcome_value(&o, c->headlines[h].key, &value, e))
            rc = name_moved(c, index, e);
        c->values[at] = value.value;
        c->drawn[at] = value.n > 1;
    }
    outcome_close(&o);
    return rc;
}

static void show_work(void *context, size_t done, size_t n)
{
    struct work *w = context;
    progress_bar(&w->progress, done, n, "sets of changes");
}

/* Everything moved must be `to` itself. */
static int check_gap(struct comparison *c, struct error *e)
{
    for (size_t h = 0; h < c->n_headlines; h++) {
        struct estimate to;
        if (outcome_value(&c->to.outcome, c->headlines[h].key, &to, e))
            return -1;
        double want = to.value, got = c->values[(h + 1) * c->plan.n - 1];
        if (!(fabs(got - want) <= SAME_VALUE * fabs(want)))
            return error_set(e, "%s: found %.17g with all differences moved, want %.17g as %s has "
                             "it: a difference that was left out does enter; please report this",
                             c->headlines[h].key, got, want, c->to.name);
    }
    return 0;
}

/* Evaluates each headline once for all coalitions in which it rests on the same. */
static int evaluate(struct work *w, struct error *e)
{
    struct comparison *c = w->c;
    size_t n = c->n_headlines ? c->plan.n : 0;
    if (threads_for(n, 0, digest_coalition, NULL, w, e))
        return -1;
    for (size_t h = 0; h < c->n_headlines; h++)
        if (digest_firsts(w->digest + h, n, c->n_headlines, w->first + h * n, e))
            return -1;
    if (threads_for(n, 0, evaluate_coalition, show_work, w, e))
        return -1;
    for (size_t at = 0; at < c->n_headlines * n; at++) {
        size_t from = at / n * n + w->first[at];
        c->values[at] = c->values[from];
        c->drawn[at] = c->drawn[from];
    }
    return check_gap(c, e);
}

int comparison_evaluate(struct comparison *c, struct error *e)
{
    if (shapley_plan_make(c->differences.n, &c->plan, e))
        return -1;
    size_t n = c->n_headlines * c->plan.n + 1;
    struct work w = {c, calloc(n, sizeof *w.digest), calloc(n, sizeof *w.first),
                     progress_begin("compare")};
    c->values = calloc(n, sizeof *c->values);
    c->drawn = calloc(n, sizeof *c->drawn);
    c->parts = calloc(c->n_headlines * c->differences.n + 1, sizeof *c->parts);
    int rc = w.digest && w.first && c->values && c->drawn && c->parts
                 ? evaluate(&w, e)
                 : error_no_memory(e, "for %zu sets of differences", c->plan.n);
    for (size_t h = 0; h < c->n_headlines && rc == 0; h++)
        shapley_parts(&c->plan, c->values + h * c->plan.n, c->parts + h * c->differences.n);
    progress_end(&w.progress);
    free(w.digest);
    free(w.first);
    return rc;
}
