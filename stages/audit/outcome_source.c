/* outcome_source.c -- the names of formulae answered by an outcome, exactly. */
#include "audit/leaf.h"

#include "audit/formula.h"

static int value_of(void *context, const struct expression_leaf *leaf, double *value,
                    double *standard_error, struct error *e)
{
    struct outcome *o = context;
    struct answers exact = outcome_answers(o);
    struct estimate estimate;
    if (*leaf->function)
        return formula_value(o, &exact, leaf, value, standard_error, e);
    if (outcome_value(o, leaf->name, &estimate, e))
        return -1;
    *value = estimate.value;
    return 0;
}

static int is_leaf_drawn(struct outcome *o, const struct expression_leaf *leaf, bool *drawn,
                         struct error *e)
{
    const struct formula_function *f = formula_function_of(leaf);
    struct key key = {.form = KEY_VARIABLE};
    *drawn = false;
    if (!formula_is_result(leaf))
        return 0;
    if (f ? key_parse_variable(&o->a, leaf->name, &key.variable, NULL)
          : key_parse(&o->a, leaf->name, &key, NULL))
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
