/* leaves.h -- the leaves of formulae: what they ask of a scenario, each noted once, so that they
 * can be answered group by group and kept. */
#ifndef AUDIT_LEAVES_H
#define AUDIT_LEAVES_H

#include <stddef.h>

#include "audit/published.h"
#include "base/error.h"

#define LEAF_SIZE 192 /* bytes of a name with its end */

enum leaf_kind {
    LEAF_RESULT,
    LEAF_ASSUMPTION,
    LEAF_SHARE_ABOVE,
    LEAF_MODES,
    LEAF_FIT
};

/* One leaf: a name in a formula, as the functions of struct formula_source are asked for it. */
struct leaf {
    enum leaf_kind kind;
    char name[LEAF_SIZE]; /* key, path and part, variable, or model and column */
    double at;                /* of LEAF_SHARE_ABOVE, else 0                   */
};

/* Leaves, each once. A zeroed struct has none. */
struct leaves {
    size_t n;
    struct leaf *all; /* owned */
};

/* Adds a leaf unless it is there. Returns 0, or -1 when memory is out or the name too long. */
int leaves_add(struct leaves *q, const struct leaf *leaf, struct error *e) MUST_CHECK;

/* The index of a leaf, or q->n. */
size_t leaves_find(const struct leaves *q, const struct leaf *leaf);

/* Asks a source. Standard errors are dropped. */
int leaf_ask(const struct leaf *leaf, const struct formula_source *source,
                 double *value, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void leaves_free(struct leaves *q);

/* Somebody who knows the values of leaves. */
struct answerer {
    int (*answer)(void *context, const struct leaf *leaf, double *value, struct error *e);
    void *context;
};

/* A source of formulae that hands every leaf to one function. Borrows `a`. */
struct formula_source leaves_source(struct answerer *a);

#endif
