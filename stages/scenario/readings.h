/* readings.h -- the readings that a scenario lists of its assumptions, and their combinations.
 *
 * A list of readings has a name: the path of the assumption that it gives other values to, or any
 * name when its readings change several assumptions together. A combination takes one reading of
 * each list and leaves every other assumption as the scenario has it. */
#ifndef SCENARIO_READINGS_H
#define SCENARIO_READINGS_H

#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "scenario/assumption_list.h"
#include "base/problems.h"
#include "scenario/schema.h"

#define READINGS_MAX_LISTS 24           /* of one scenario      */
#define READINGS_MAX_OF_LIST 32         /* readings of one list */
#define READINGS_MAX_COMBINATIONS 65536

/* One reading: what it changes. */
struct reading {
    char label[LABEL_SIZE];         /* for people                       */
    struct assumption_list changes; /* one assumption or several, owned */
};

struct reading_list {
    char name[SCHEMA_PATH_SIZE];
    char *place; /* "file:line" where its block opens, "" when not known; owned */
    size_t n;
    struct reading *readings; /* owned */
};

/* All lists of a scenario. A zeroed struct has none. */
struct readings {
    size_t n;
    struct reading_list *lists; /* owned */
};

/* Appends an empty list. Returns 0, or -1 when memory is out. */
int readings_add(struct readings *r, const char *name, const char *place,
                 struct error *e) MUST_CHECK;

/* Appends a reading without changes. Returns 0, or -1 when memory is out.
 *   label   cut to LABEL_SIZE */
int reading_list_add(struct reading_list *list, const char *label, struct error *e) MUST_CHECK;

/* The list of that name, or NULL. Borrowed. */
struct reading_list *readings_find(const struct readings *r, const char *name);

/* Hands the lists of `from` over to `onto`, where a list of the same name is replaced whole. Empty
 * ones are left in `from`. Returns 0, or -1 when memory is out. */
int readings_merge(struct readings *onto, struct readings *from, struct error *e) MUST_CHECK;

/* Sorts the lists by the first assumption that each changes, in the order of the schema; the
 * readings of a list keep theirs. */
void readings_sort(struct readings *r);

/* Notes what is wrong with lists as a whole: a path that the scenario does not have, two lists
 * that change one assumption, a reading or a label twice in a list, too many combinations.
 *   rows   the scenario's assumptions, complete */
void readings_check(const struct readings *r, const struct assumption_list *rows,
                    struct problems *p);

/* Finds the key and item that a name in a block of readings stands for: a path, or a key that only
 * one block has and that has no items.
 *   path   SCHEMA_PATH_SIZE bytes, set to the assumption's path
 * Returns the key, or NULL with "found X, want Y" for a name that stands for none. */
const struct schema_key *readings_key(const char *name, char path[SCHEMA_PATH_SIZE],
                                      struct error *e);

/* Writes readings.tsv: name, reading (from 1), label, path, value, unit, source, note, place; a
 * line for each change. */
void readings_write(const struct readings *r, FILE *stream);

/* Reads readings.tsv.
 *   r   owned by the caller on success (readings_free)
 * Returns 0, or -1 with "file:line: ...". */
int readings_read(const char *file, struct readings *r, struct error *e) MUST_CHECK;

/* The number of combinations, the product of the lists' lengths; 1 without lists, and 0 for more
 * than READINGS_MAX_COMBINATIONS. */
size_t readings_combinations(const struct readings *r);

/* The reading, from 0, that a combination takes of a list; the last list changes fastest.
 *   combination   in [0, readings_combinations) */
size_t readings_chosen(const struct readings *r, size_t combination, size_t list);

/* The scenario's assumptions under a combination.
 *   rows    of the scenario
 *   out     owned by the caller (assumption_list_free), also on failure
 * Returns 0, or -1 when memory is out. */
int readings_apply(const struct readings *r, size_t combination,
                   const struct assumption_list *rows, struct assumption_list *out,
                   struct error *e) MUST_CHECK;

/* Names a combination for a message: "pue = 1.05-1.6, throughput.rows = all".
 *   size   of text; what does not fit is cut */
void readings_describe(const struct readings *r, size_t combination, size_t size, char *text);

/* Frees; a zeroed struct is accepted. */
void readings_free(struct readings *r);

#endif
