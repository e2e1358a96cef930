/* differences.h -- what differs between two scenarios, and which differences are made together.
 *
 * A difference is a path with another written value, or one that only one of the scenarios has;
 * another source or note alone is none. A group is what a comparison moves from one scenario to
 * the other in one step: a whole assumption (a distribution with all its parameters), or several
 * that make no sense alone:
 *
 *     an item that only one scenario has (a model, a node, a workload, a case, a mix), with all
 *     its rows, and every row that names it: so `models` with the models and nodes added;
 *     two bounds of one thing (P_idle and P_max, load_low and load_high) that would cross if only
 *     one of them moved; pool, pool_size and models where the frontier would lack models.
 *
 * A difference that cannot move a headline result (result/headline.h) is listed but belongs to no
 * group: moving it leaves what the exact headlines rest on (ask/basis.h) as it is, whether it is
 * moved first, last, or next to one other. */
#ifndef ASK_DIFFERENCES_H
#define ASK_DIFFERENCES_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"
#include "result/headline.h"
#include "result/outcome.h"
#include "scenario/assumption_list.h"
#include "scenario/schema.h"

#define DIFFERENCE_NO_GROUP ((size_t)-1)
#define DIFFERENCE_WORDS_SIZE 512
#define DIFFERENCE_ITEM_SIZE (NAME_SIZE + 16)

/* One path that differs. */
struct difference {
    const struct assumption *from, *to; /* borrowed; NULL: that list has no such row */
    size_t group;                       /* index into groups, or DIFFERENCE_NO_GROUP */
    char item[DIFFERENCE_ITEM_SIZE];    /* "case retrieval" of an item that only one */
                                        /* of the lists has, else ""                 */
};

struct difference_group {
    char name[SCHEMA_PATH_SIZE];       /* the path that stands for all of it: "pue", "models" */
    char words[DIFFERENCE_WORDS_SIZE]; /* for people: "p95 1.4 -> 1.6"                        */
};

/* Owned by the caller (differences_free); the differences borrow from the two lists. */
struct differences {
    size_t n_differences, n;
    struct difference *differences; /* in the order of `to`, then what only `from` has */
    struct difference_group *groups;
};

/* A scenario as differences_find looks at it; everything borrowed. */
struct differences_side {
    const struct assumption_list *rows;
    const struct assumptions *a;
};

/* Finds all differences and their groups.
 *   measured      throughput tables of both
 *   headlines, n  the results that a group has to enter; both scenarios have them
 * Returns 0, or -1: a path that is not in the schema, memory. */
int differences_find(const struct differences_side *from, const struct differences_side *to,
                     const struct measured *measured, const struct headline *headlines, size_t n,
                     struct differences *out, struct error *e) MUST_CHECK;

/* The rows of `from` with those of some groups as `to` has them.
 *   rows    of the scenario that the differences start from
 *   moved   [p->n]: which groups
 *   out     owned by the caller, also on failure (assumption_list_free) */
int differences_move(const struct differences *p, const struct assumption_list *rows,
                     const bool *moved, struct assumption_list *out, struct error *e) MUST_CHECK;

/* The path of a difference. Borrowed. */
const char *difference_path(const struct difference *d);

/* What changes, in few words: the parameters of a distribution that are others, the names that
 * join and leave a list, else value -> value. */
void difference_words(const struct difference *d, char words[DIFFERENCE_WORDS_SIZE]);

/* Frees; a zeroed struct is accepted. */
void differences_free(struct differences *p);

#endif
