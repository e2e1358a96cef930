/* leaf_groups.h -- leaves of formulae that are answered together: those of one case, those of the
 * fleet, each number of the scenario or of a fit; and what the answers of a group rest on. */
#ifndef ASK_LEAF_GROUPS_H
#define ASK_LEAF_GROUPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ask/leaves.h"
#include "base/error.h"
#include "result/outcome.h"

struct leaf_groups {
    size_t n;
    size_t *of_leaf;      /* [leaves], owned: the group of each */
    struct leaves basis;  /* what the groups rest on: keys, of several that rest on the same one; */
    size_t *of_basis;     /* [basis.n], owned                   */
};

/* Groups leaves.
 *   g   owned by the caller (leaf_groups_free), also on failure */
int leaf_groups_make(const struct leaves *leaves, struct leaf_groups *g,
                     struct error *e) MUST_CHECK;

/* What the exact answers of each group rest on under a scenario: with equal digests they are equal.
 *   digest   [g->n], filled */
void leaf_groups_digest(const struct leaf_groups *g, struct outcome *o, uint64_t *digest);

/* Whether answers of a group are drawn, for want of a closed form; they have been asked. */
bool leaf_groups_is_drawn(const struct leaf_groups *g, size_t group, struct outcome *o);

/* Frees; a zeroed struct is accepted. */
void leaf_groups_free(struct leaf_groups *g);

#endif
