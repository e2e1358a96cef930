/* schema.h -- what a scenario file may say: every key with path, type, unit, range and meaning.
 *
 * One table drives the check of Lua files, `make help-scenario`, the order of assumptions.tsv and
 * the filling of struct assumptions. What each type of value is: scenario/value_type.h. */
#ifndef SCENARIO_SCHEMA_H
#define SCENARIO_SCHEMA_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"

struct value_type;

/* A block is a constructor in Lua. Those with items take a `name` and may stand several times. */
enum schema_block {
    BLOCK_SCENARIO,
    BLOCK_THROUGHPUT,
    BLOCK_NODE,
    BLOCK_MODEL,
    BLOCK_WORKLOAD,
    BLOCK_CASE,
    BLOCK_LEVERS,
    BLOCK_FLEET,
    BLOCK_MIX,
    BLOCK_REFERENCES,
    BLOCK_COUNT
};

struct schema_key {
    enum schema_block block;
    const char *key;         /* as written inside the block                                  */
    const char *path;        /* assumption path; '*' stands for the item's name              */
    const struct value_type *type;
    const char *unit;        /* "1" for dimensionless, "-" where there is none               */
    double low, high;        /* closed range of numbers; of a distribution, its P5 and median */
    const char *choices;     /* words of a choice, separated by one space, in enum order     */
    enum schema_block target;/* of name, names and shares: the block that is named           */
    const char *fallback;    /* written value when the scenario gives none: NULL: required;  */
                             /* "": it may be left out; "*": the item's name                 */
    bool default_has_row;    /* the fallback stands in assumptions.tsv; not so for keys that */
                             /* came later, so that older scenarios keep every byte          */
    const char *help;        /* one line                                                     */
    size_t offset;           /* of the field in the block's struct                           */
    size_t has_offset;       /* of the bool that says an optional field is given, or 0       */
};

/* All keys in the order of assumptions.tsv; *n is set to their number. Borrowed, constant. */
const struct schema_key *schema_keys(size_t *n);

/* The constructor's name in Lua: "scenario", "model", ... */
const char *schema_block_name(enum schema_block block);

/* True for the blocks that hold named items: node, model, workload, case, mix. */
bool schema_block_has_items(enum schema_block block);

/* The key of the list that chooses a block's items, such as "models", or NULL for a block that has
 * none. */
const struct schema_key *schema_list_of(enum schema_block block);

/* What a key comes to when the scenario does not give it: its fallback, with the item's name where
 * that is asked for; "" when it may be left out, NULL when it is required.
 *   item   its name, "" of a key without items */
const char *schema_default(const struct schema_key *key, const char *item);

/* The same where it stands in assumptions.tsv; NULL: there it has no row. */
const char *schema_default_row(const struct schema_key *key, const char *item);

/* ---- items: where the values of a block stand in struct assumptions -------------------------- */

/* The number of a block's items; 1 for a block without items, whose values stand in the struct
 * itself. */
size_t schema_items(const struct assumptions *a, enum schema_block block);

/* Item i of a block, which opens with its name, or the struct itself. As of strchr, the result may
 * be written to if `a` may. */
void *schema_item(const struct assumptions *a, enum schema_block block, size_t i);

/* The item of that name, as its index, or schema_items when there is none. */
size_t schema_find_item(const struct assumptions *a, enum schema_block block, const char *name);

/* Adds an item. Returns 0, or -1 when there is no room for more. */
int schema_add_item(struct assumptions *a, enum schema_block block, const char *name) MUST_CHECK;

/* The names of a block's items, separated by one space.
 *   names   TEXT_SIZE bytes; what does not fit is left out
 * Returns the buffer. */
const char *schema_item_names(const struct assumptions *a, enum schema_block block, char *names);

/* ---- paths and values ------------------------------------------------------------------------ */

/* Finds the key that a path such as "output_tokens.traditional" belongs to.
 *   item   set to the item's name, "" for a path without one; may be NULL
 * Returns NULL when no key has that path. */
const struct schema_key *schema_find_path(const char *path, char item[NAME_SIZE]);

#define SCHEMA_PATH_SIZE 128

/* Writes a key's path with the item's name in place of '*', such as "output_tokens.traditional".
 *   item   not looked at for a key without items
 * Returns the buffer. */
const char *schema_path(const struct schema_key *key, const char *item,
                        char path[SCHEMA_PATH_SIZE]);

/* Checks one written value against its key: form, type, range. Names are checked for form only,
 * whether the named item exists is for assumptions_build.
 * Returns 0, or -1 with "found X, want Y" (no place, no path: the caller knows them). */
int schema_check_value(const struct schema_key *key, const char *value,
                       struct error *e) MUST_CHECK;

/* Writes a number in the fewest digits that read back the same.
 *   buffer   at least 32 bytes */
void schema_number_text(double number, char *buffer);

/* The same of the number rounded to so many significant digits, 1 to 17; 17 leave it as it is. */
void schema_rounded_text(double number, int digits, char *buffer);

/* Prints the schema as TSV: block key path type unit range default meaning. */
void schema_print(FILE *stream);

#endif
