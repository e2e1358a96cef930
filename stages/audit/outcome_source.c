/* outcome_source.c -- the names of formulae answered by an outcome, exactly. */
#include "audit/leaf.h"

#include <string.h>

#include "base/words.h"
#include "scenario/value_at.h"

static int share_above(const struct answers *of, const char *variable, double at, double *share,
                       double *standard_error, struct error *e)
{
    struct variable v;
    struct estimate estimate;
    if (key_parse_variable(of->a, variable, &v, e))
        return -1;
    if (of->share_above(of, &v, at, &estimate, e))
        return error_prefix(e, "%s", variable);
    *share = estimate.value;
    *standard_error = estimate.standard_error;
    return 0;
}

int formula_modes(const struct answers *of, const char *variable, double factor,
                  struct modes *modes, struct error *e)
{
    struct variable v;
    if (key_parse_variable(of->a, variable, &v, e))
        return -1;
    return of->modes(of, &v, factor, modes, e) ? error_prefix(e, "modes(%s)", variable) : 0;
}

int formula_function(const struct outcome *o, const struct answers *of,
                     const struct expression_leaf *leaf, double *value, double *standard_error,
                     struct error *e)
{
    struct modes found;
    if (strcmp(leaf->function, "assumption") == 0)
        return value_at_path(&o->a, leaf->name, value, e);
    if (strcmp(leaf->function, "fit") == 0)
        return value_at_fit(&o->a, &o->fits, leaf->name, value, e);
    if (strcmp(leaf->function, "share_above") == 0)
        return share_above(of, leaf->name, leaf->number, value, standard_error, e);
    if (strcmp(leaf->function, "modes") != 0)
        return error_set(e, "found the function %s, want assumption, fit, share_above or modes",
                         leaf->function);
    if (formula_modes(of, leaf->name, 1, &found, e))
        return -1;
    *value = (double)found.n;
    return 0;
}

static int value_of(void *context, const struct expression_leaf *leaf, double *value,
                    double *standard_error, struct error *e)
{
    struct outcome *o = context;
    struct answers exact = outcome_answers(o);
    struct estimate estimate;
    if (*leaf->function)
        return formula_function(o, &exact, leaf, value, standard_error, e);
    if (outcome_value(o, leaf->name, &estimate, e))
        return -1;
    *value = estimate.value;
    return 0;
}

static int is_leaf_drawn(struct outcome *o, const struct expression_leaf *leaf, bool *drawn,
                         struct error *e)
{
    struct key key = {.form = KEY_VARIABLE};
    bool is_key = !*leaf->function;
    *drawn = false;
    if (!is_key && !words_have("share_above modes", leaf->function))
        return 0;
    if (is_key ? key_parse(&o->a, leaf->name, &key, NULL)
               : key_parse_variable(&o->a, leaf->name, &key.variable, NULL))
        return 0;
    return outcome_is_drawn(o, &key, drawn, e);
}

int outcome_draws_formula(struct outcome *o, const struct expression *x, bool *drawn,
                          struct error *e)
{
    *drawn = false;
    for (size_t i = 0; i < x->n_leaves && !*drawn; i++)
        if (is_leaf_drawn(o, &x->leaves[i], drawn, e))
            return -1;
    return 0;
}

struct formula_source outcome_source(struct outcome *o)
{
    return (struct formula_source){o, value_of, NULL};
}
