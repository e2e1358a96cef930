/* leaves.h -- the leaves of formulae: what they ask of a scenario, each noted once, so that they
 * can be answered group by group and kept. */
#ifndef ASK_LEAVES_H
#define ASK_LEAVES_H

#include <stddef.h>

#include "base/error.h"
#include "numeric/expression.h"

/* Leaves, each once. A zeroed struct has none. */
struct leaves {
    size_t n;
    struct expression_leaf *all; /* owned */
};

/* Adds a leaf unless it is there. Returns 0, or -1 when memory is out. */
int leaves_add(struct leaves *q, const struct expression_leaf *leaf,
               struct error *e) MUST_CHECK;

/* The index of a leaf, or q->n. */
size_t leaves_find(const struct leaves *q, const struct expression_leaf *leaf);

/* Frees; a zeroed struct is accepted. */
void leaves_free(struct leaves *q);

#endif
