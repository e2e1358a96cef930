/* schema.h -- what a scenario file may say: every key with path, type, unit, range and meaning.
 *
 * One table drives the check of Lua files, `make help-scenario`, the order of assumptions.tsv and
 * the filling of struct assumptions. A value's written form, the same in assumptions.tsv and in
 * messages, by type:
 *
 *     number        %.17g shortened to the fewest digits that read back the same: 1.05
 *     count         a whole number: 10000
 *     text          any characters but control characters
 *     choice        one of the words in `choices`
 *     distribution  lognormal(p5=1.05,p95=1.6) and the like, see numeric/distribution_text.h
 *     name          the name of an item of the block `target`
 *     names         such names, separated by one space
 *     cuts          5-95 10-90 in percent, separated by one space, or none
 *     line          linear(idle=0.24,cap=0.8), or idle=node for the node's P_idle / P_max
 *     factor        a number, or derived
 *     shares        traditional=0.9,test_time_scaling=0.1 over names of the block `target` */
#ifndef SCENARIO_SCHEMA_H
#define SCENARIO_SCHEMA_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"

enum schema_type {
    SCHEMA_NUMBER,
    SCHEMA_COUNT,
    SCHEMA_TEXT,
    SCHEMA_CHOICE,
    SCHEMA_DISTRIBUTION,
    SCHEMA_NAME,
    SCHEMA_NAMES,
    SCHEMA_CUTS,
    SCHEMA_LINE,
    SCHEMA_FACTOR,
    SCHEMA_SHARES
};

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
    enum schema_type type;
    const char *unit;        /* "1" for dimensionless, "-" where there is none               */
    double low, high;        /* closed range of numbers; of a distribution, its P5 and median */
    const char *choices;     /* words of a choice, separated by one space, in enum order     */
    enum schema_block target;/* of name, names and shares: the block that is named           */
    const char *fallback;    /* written value when the scenario gives none; NULL: required   */
    const char *help;        /* one line                                                     */
    size_t offset;           /* of the field in the block's struct                           */
    size_t has_offset;       /* of the bool that says an optional field is given, or 0       */
};

/* A fallback of "" means: may be left out, and then no row is written. */

/* All keys in the order of assumptions.tsv; *n is set to their number. Borrowed, constant. */
const struct schema_key *schema_keys(size_t *n);

/* The constructor's name in Lua: "scenario", "model", ... */
const char *schema_block_name(enum schema_block block);

/* True for the blocks that hold named items: node, model, workload, case, mix. */
bool schema_block_has_items(enum schema_block block);

/* The path of the list that chooses a block's items, such as "models", or NULL for a block that
 * has none. */
const char *schema_list_of(enum schema_block block);

/* The type's word for help: "number", "distribution", ... */
const char *schema_type_name(enum schema_type type);

/* Finds the key that a path such as "output_tokens.traditional" belongs to.
 *   item   set to the start of the item's name within path, or NULL for a path without one;
 *   length set to the length of that name
 * Returns NULL when no key has that path. */
const struct schema_key *schema_find_path(const char *path, const char **item, size_t *length);

#define SCHEMA_PATH_SIZE 128

/* Writes a key's path with the item's name in place of '*', such as "output_tokens.traditional".
 *   item   not looked at for a key without items
 * Returns the buffer. */
const char *schema_path(const struct schema_key *key, const char *item,
                        char path[SCHEMA_PATH_SIZE]);

/* Checks one written value against its key: form, type, range. Names are checked for form only,
 * whether the named item exists is for assumptions_build.
 *   z   for distributions, see distribution_text_parse
 * Returns 0, or -1 with "found X, want Y" (no place, no path: the caller knows them). */
int schema_check_value(const struct schema_key *key, const char *value, double z,
                       struct error *e) MUST_CHECK;

/* Writes a number in the fewest digits that read back the same.
 *   buffer   at least 32 bytes */
void schema_number_text(double number, char *buffer);

/* Prints the schema as TSV: block key path type unit range default meaning. */
void schema_print(FILE *stream);

#endif
