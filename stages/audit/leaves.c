/* leaves.c -- what formulae ask of a scenario. */
#include "audit/leaves.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* ---- the list ------------------------------------------------------------------------------ */

static bool is_same(const struct leaf *a, const struct leaf *b)
{
    return a->kind == b->kind && a->at <= b->at && a->at >= b->at && strcmp(a->name, b->name) == 0;
}

size_t leaves_find(const struct leaves *q, const struct leaf *leaf)
{
    size_t i = 0;
    while (i < q->n && !is_same(&q->all[i], leaf))
        i++;
    return i;
}

int leaves_add(struct leaves *q, const struct leaf *leaf, struct error *e)
{
    if (leaves_find(q, leaf) < q->n)
        return 0;
    return ARRAY_ADD(q->all, q->n, *leaf, e);
}

void leaves_free(struct leaves *q)
{
    free(q->all);
    *q = (struct leaves){0};
}

int leaf_ask(const struct leaf *leaf, const struct formula_source *source,
                 double *value, struct error *e)
{
    double standard_error;
    switch (leaf->kind) {
    case LEAF_RESULT:
        return source->result(source->context, leaf->name, value, &standard_error, e);
    case LEAF_ASSUMPTION:
        return source->assumption(source->context, leaf->name, value, e);
    case LEAF_SHARE_ABOVE:
        return source->share_above(source->context, leaf->name, leaf->at, value,
                                   &standard_error, e);
    case LEAF_MODES:
        return source->modes(source->context, leaf->name, value, e);
    case LEAF_FIT:
        return source->fit(source->context, leaf->name, value, e);
    }
    return error_set(e, "%s: found a leaf of no kind", leaf->name);
}

/* ---- a source that asks one function ------------------------------------------------------- */

static int ask(void *context, enum leaf_kind kind, const char *name, double at, double *value,
               struct error *e)
{
    const struct answerer *a = context;
    struct leaf leaf = {.kind = kind, .at = at};
    if (strlen(name) >= sizeof leaf.name)
        return error_set(e, "%.60s...: found a name of more than %d bytes, want a shorter one",
                         name, LEAF_SIZE - 1);
    strcpy(leaf.name, name);
    return a->answer(a->context, &leaf, value, e);
}

static int result(void *context, const char *key, double *value, double *standard_error,
                  struct error *e)
{
    *standard_error = 0;
    return ask(context, LEAF_RESULT, key, 0, value, e);
}

static int assumption(void *context, const char *path_and_part, double *value, struct error *e)
{
    return ask(context, LEAF_ASSUMPTION, path_and_part, 0, value, e);
}

static int share_above(void *context, const char *variable, double at, double *share,
                       double *standard_error, struct error *e)
{
    *standard_error = 0;
    return ask(context, LEAF_SHARE_ABOVE, variable, at, share, e);
}

static int modes(void *context, const char *variable, double *value, struct error *e)
{
    return ask(context, LEAF_MODES, variable, 0, value, e);
}

static int fit(void *context, const char *model_and_column, double *value, struct error *e)
{
    return ask(context, LEAF_FIT, model_and_column, 0, value, e);
}

struct formula_source leaves_source(struct answerer *a)
{
    return (struct formula_source){a, result, assumption, share_above, modes, fit, NULL};
}
