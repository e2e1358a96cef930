/* assumption_list.h -- assumptions.tsv: rows as text, and the struct that stages compute with. */
#ifndef SCENARIO_ASSUMPTION_LIST_H
#define SCENARIO_ASSUMPTION_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"
#include "scenario/schema.h"

/* One assumption as text. Strings are owned by the list that holds the row; none is NULL. */
struct assumption {
    const char *path;   /* such as "pue" or "output_tokens.traditional"              */
    const char *value;  /* written form, see scenario/value_type.h                   */
    const char *unit;   /* of the schema                                             */
    const char *source; /* "" when the scenario names none                           */
    const char *note;   /* "" when there is none                                     */
    const char *place;  /* "scenarios/paper.lua:12", or "default"; "" when not known */
};

#define ASSUMPTION_DEFAULT_PLACE "default"

struct assumption_list {
    size_t n;
    struct assumption *rows;
};

/* Appends a copy of a row; `row`'s strings may be borrowed, NULL is taken as "". */
int assumption_list_add(struct assumption_list *list, const struct assumption *row,
                        struct error *e) MUST_CHECK;

/* The row with this path, or NULL. Borrowed from the list. */
struct assumption *assumption_list_find(const struct assumption_list *list, const char *path);

/* Whether a row is of an item of that block and name. */
bool assumption_list_has_item(const struct assumption_list *list, enum schema_block block,
                              const char *item);

/* The key of a path of which the list has a row, or could have one: it may be left out, and its
 * item is there. NULL when there is none. */
const struct schema_key *assumption_list_key(const struct assumption_list *list, const char *path);

/* The row that lists a block's items, such as that of "models", or NULL. Borrowed from the list. */
const struct assumption *assumption_list_of_items(const struct assumption_list *list,
                                                  enum schema_block block);

/* Copies all rows. `to` is then owned by the caller, also on failure. */
int assumption_list_copy(const struct assumption_list *from, struct assumption_list *to,
                         struct error *e) MUST_CHECK;

/* Puts a copy of `row` in the place of the row with its path, or at the end if there is none. */
int assumption_list_replace(struct assumption_list *list, const struct assumption *row,
                            struct error *e) MUST_CHECK;

/* Takes the row with this path out; nothing happens if there is none. */
void assumption_list_remove(struct assumption_list *list, const char *path);

/* Adds a key's default, once for each item of its block, where the list has no row of it.
 *   key   one whose default has no row in assumptions.tsv, see scenario/schema.h
 * Returns 0, or -1 when memory is out. */
int assumption_list_add_default(struct assumption_list *list, const struct schema_key *key,
                                struct error *e) MUST_CHECK;

/* Frees all rows; a zeroed list is accepted. */
void assumption_list_free(struct assumption_list *list);

/* Fills the struct from rows, with every check that needs more than one row: required keys are
 * there, named items exist, and assumptions_check.
 *   name   of the scenario
 *   a      filled on success
 * Returns 0, or -1 with "place: path: found X, want Y", the first problem only. */
int assumptions_build(const struct assumption_list *list, const char *name,
                      struct assumptions *a, struct error *e) MUST_CHECK;

/* The same without assumptions_check: a scenario that need not make sense, of which nothing is
 * evaluated. */
int assumptions_fill(const struct assumption_list *list, const char *name,
                     struct assumptions *a, struct error *e) MUST_CHECK;

/* Checks what must hold between assumptions, after each has been checked alone: P_idle is below
 * P_max, the load's trough not above its crest, a mix's workloads have a case of their own name, a
 * case goes on from an earlier one of its workload, the frontier is not empty, a coupled case's
 * line rises, and no name gives a key of results.tsv a second meaning.
 *   list   the rows that `a` was built from, for their places
 * Returns 0, or -1 with "place: path: found X, want Y". */
int assumptions_check(const struct assumption_list *list, const struct assumptions *a,
                      struct error *e) MUST_CHECK;

/* Reads the rows of assumptions.tsv, and builds nothing. A default that has no row there has one
 * in the list, so that what is asked about a scenario knows of it.
 *   places   places.tsv of the same scenario, for each row's place in the scenario files; NULL: a
 *            row's place is its line in assumptions.tsv
 *   list     owned by the caller on success (assumption_list_free)
 *   name     the scenario's
 * Returns 0, or -1 with "file:line: ..."; a path without a place in `places` is an error. */
int assumption_list_read(const char *file, const char *places, struct assumption_list *list,
                         char name[NAME_SIZE], struct error *e) MUST_CHECK;

/* Reads assumptions.tsv and builds.
 *   file   path; its header line is "path value unit source note", tab-separated, and its first
 *          line "# scenario NAME"
 *   a      filled on success
 *   sha256 64 hexadecimal digits and an end: of the file's bytes
 * Returns 0, or -1 with "file:line: ..." */
int assumptions_read(const char *file, struct assumptions *a, char sha256[65],
                     struct error *e) MUST_CHECK;

#endif
