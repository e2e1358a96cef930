/* leaves.c -- what formulae ask of a scenario, and what is answered together. */
#include "ask/leaves.h"

#include <stdlib.h>
#include <string.h>

#include "ask/basis.h"
#include "audit/formula.h"
#include "base/array.h"
#include "base/digest.h"
#include "numeric/summary.h"

size_t leaves_find(const struct leaves *q, const struct expression_leaf *leaf)
{
    size_t i = 0;
    while (i < q->n && !expression_leaf_is_same(&q->all[i], leaf))
        i++;
    return i;
}

int leaves_add(struct leaves *q, const struct expression_leaf *leaf, struct error *e)
{
    return leaves_find(q, leaf) < q->n ? 0 : ARRAY_ADD(q->all, q->n, *leaf, e);
}

void leaves_free(struct leaves *q)
{
    free(q->all);
    *q = (struct leaves){0};
}

/* ---- groups --------------------------------------------------------------------------------- */

static bool is_together(const struct expression_leaf *a, const struct expression_leaf *b)
{
    return formula_is_result(a) && formula_is_result(b) && key_has_case_of(a->name, b->name);
}

/* The first of all keys that rest on the same as a result: an extreme for it and for what rests on
 * as much; else the median. */
static struct expression_leaf basis_of_leaf(const struct expression_leaf *leaf)
{
    const struct formula_function *f = formula_function_of(leaf);
    struct expression_leaf basis = {.function = ""};
    enum statistic statistic = STATISTIC_P50;
    size_t length = strlen(leaf->name);
    bool is_whole = !f && !key_split_statistic(leaf->name, &length, &statistic);
    enum formula_basis on = f                                 ? f->basis
                            : is_whole /* a share, a total */ ? FORMULA_ON_ITSELF
                            : statistic_is_extreme(statistic) ? FORMULA_ON_EXTREME
                                                              : FORMULA_ON_MEDIAN;
    switch (on) {
    case FORMULA_ON_ITSELF:
        return *leaf;
    case FORMULA_ON_MEDIAN:
        statistic = STATISTIC_P50;
        break;
    case FORMULA_ON_EXTREME:
        statistic = STATISTIC_MAX;
        break;
    }
    key_with_statistic(leaf->name, length, statistic, basis.name, sizeof basis.name);
    return basis;
}

int leaves_group(const struct leaves *leaves, struct leaf_groups *g, struct error *e)
{
    *g = (struct leaf_groups){.of_leaf = calloc(leaves->n + 1, sizeof *g->of_leaf),
                              .of_basis = calloc(leaves->n + 1, sizeof *g->of_basis)};
    if (!g->of_leaf || !g->of_basis)
        return error_no_memory(e, "for %zu leaves", leaves->n);
    for (size_t i = 0; i < leaves->n; i++) {
        struct expression_leaf basis = basis_of_leaf(&leaves->all[i]);
        size_t like = 0;
        while (like < i && !is_together(&leaves->all[like], &leaves->all[i]))
            like++;
        g->of_leaf[i] = like < i ? g->of_leaf[like] : g->n++;
        if (leaves_add(&g->basis, &basis, e))
            return -1;
        g->of_basis[leaves_find(&g->basis, &basis)] = g->of_leaf[i];
    }
    return 0;
}

void leaves_groups_free(struct leaf_groups *g)
{
    free(g->of_leaf);
    free(g->of_basis);
    leaves_free(&g->basis);
    *g = (struct leaf_groups){0};
}

/* ---- what they rest on ---------------------------------------------------------------------- */

/* A number of the scenario or of a fit is its own digest. */
static int digest_of(const struct expression_leaf *leaf, struct basis *basis,
                     const struct formula_source *source, uint64_t *digest, struct error *e)
{
    struct error own;
    double value, standard_error;
    *digest = formula_is_result(leaf) ? basis_digest_of(basis, leaf->name) : BASIS_NONE;
    if (formula_is_result(leaf))
        return 0;
    int refused = error_refused(
        source->value(source->context, leaf, &value, &standard_error, &own), &own, e);
    if (refused == 0)
        *digest = digest_number(DIGEST_BEGIN, value);
    return refused < 0 ? -1 : 0;
}

int leaves_digest(const struct leaf_groups *g, struct outcome *o, uint64_t *digest,
                  struct error *e)
{
    struct formula_source source = outcome_source(o);
    struct basis basis;
    uint64_t one;
    basis_of(&o->a, &o->fits, true, &basis);
    for (size_t k = 0; k < g->n; k++) {
        digest[k] = DIGEST_BEGIN;
        for (size_t i = 0; i < g->basis.n; i++) {
            if (g->of_basis[i] != k)
                continue;
            if (digest_of(&g->basis.all[i], &basis, &source, &one, e))
                return -1;
            digest[k] = digest_count(digest[k], one);
        }
    }
    return 0;
}

/* What cannot be evaluated is not drawn. */
static int is_drawn(const char *name, struct outcome *o, bool *drawn, struct error *e)
{
    struct key key;
    struct error own;
    *drawn = false;
    if (key_parse(&o->a, name, &key, NULL))
        return 0;
    int refused = error_refused(outcome_is_drawn(o, &key, drawn, &own), &own, e);
    *drawn = *drawn && !refused;
    return refused < 0 ? -1 : 0;
}

int leaves_are_drawn(const struct leaf_groups *g, size_t group, struct outcome *o, bool *drawn,
                     struct error *e)
{
    *drawn = false;
    for (size_t i = 0; i < g->basis.n && !*drawn; i++)
        if (g->of_basis[i] == group && formula_is_result(&g->basis.all[i]) &&
            is_drawn(g->basis.all[i].name, o, drawn, e))
            return -1;
    return 0;
}
