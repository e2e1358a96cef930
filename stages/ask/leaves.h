/* leaves.h -- the leaves of formulae: what they ask of a scenario, each noted once, so that they
 * can be answered group by group and kept; and what the answers of a group rest on. */
#ifndef ASK_LEAVES_H
#define ASK_LEAVES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "numeric/expression.h"
#include "result/outcome.h"

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

/* Leaves that are answered together: those of one case, those of the fleet, each number of the
 * scenario or of a fit. */
struct leaf_groups {
    size_t n;
    size_t *of_leaf;      /* [leaves], owned: the group of each */
    struct leaves basis;  /* what the groups rest on: keys, of several that rest on the same one; */
    size_t *of_basis;     /* [basis.n], owned                   */
};

/* Groups leaves.
 *   g   owned by the caller (leaves_groups_free), also on failure */
int leaves_group(const struct leaves *leaves, struct leaf_groups *g, struct error *e) MUST_CHECK;

/* What the exact answers of each group rest on under a scenario: with equal digests they are equal.
 *   digest   [g->n], filled
 * Returns 0, or -1 when the system failed. */
int leaves_digest(const struct leaf_groups *g, struct outcome *o, uint64_t *digest,
                  struct error *e) MUST_CHECK;

/* Whether answers of a group are drawn, for want of a closed form; they have been asked.
 * Returns 0, or -1 when the system failed. */
int leaves_are_drawn(const struct leaf_groups *g, size_t group, struct outcome *o, bool *drawn,
                     struct error *e) MUST_CHECK;

/* Free; a zeroed struct is accepted. */
void leaves_free(struct leaves *q);
void leaves_groups_free(struct leaf_groups *g);

#endif
