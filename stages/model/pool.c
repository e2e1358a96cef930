/* pool.c -- the frontier by rule. */
#include "model/pool.h"

struct pool_choice pool_choice_of(const struct assumptions *a)
{
    bool largest = a->pool == POOL_LARGEST_MEDIANS;
    struct pool_choice choice = {.rule = a->pool, .size = largest ? a->pool_size : 0};
    for (size_t m = 0; m < a->n_models && !largest; m++)
        choice.parameters[m] = a->models[m].parameters;
    return choice;
}

bool pool_may_hold(const struct pool_choice *choice, size_t model)
{
    return choice->rule == POOL_LARGEST_MEDIANS ||
           choice->parameters[model] > POOL_ABOVE_PARAMETERS;
}

void pool_order(const double *median, size_t n, size_t *order)
{
    for (size_t m = 0; m < n; m++) {
        size_t at = m;
        for (; at > 0 && median[order[at - 1]] < median[m]; at--)
            order[at] = order[at - 1];
        order[at] = m;
    }
}

int pool_choose(const struct pool_choice *choice, const double *median, size_t n,
                size_t *members, size_t *n_members, struct error *e)
{
    bool largest = choice->rule == POOL_LARGEST_MEDIANS;
    size_t order[ASSUMPTIONS_MAX_MODELS];
    pool_order(median, n, order);
    *n_members = 0;
    for (size_t i = 0; i < n; i++)
        if (largest ? *n_members < choice->size : pool_may_hold(choice, order[i]))
            members[(*n_members)++] = order[i];
    if (*n_members > 0)
        return 0;
    return error_set(e, "pool: above_200b finds no model with more than 200 billion parameters "
                        "(model.*.parameters): want one, or pool = \"largest_medians\"");
}
