/* leaves.c -- what formulae ask of a scenario. */
#include "ask/leaves.h"

#include <stdlib.h>

#include "base/array.h"

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
