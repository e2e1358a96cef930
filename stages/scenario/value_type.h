/* value_type.h -- the types of value: all that is known of a number, a text, a list of names.
 *
 * A type is one row, in the manner of gsl_rng_type: a name, then functions; a key of the schema
 * points to its row. Rows are positional, every column stands in
 * each. How Lua gives a value of each type is an array of lua/convert.c over the same list. A
 * value's written form, the same in assumptions.tsv and in messages, by type:
 *
 *     number        %.17g shortened to the fewest digits that read back the same: 1.05
 *     count         a whole number: 10000
 *     text          any characters but control characters
 *     choice        one of the words in the key's choices
 *     distribution  lognormal(p5=1.05,p95=1.6) and the like, see numeric/distribution.h
 *     name          the name of an item of the key's target
 *     names         such names, separated by one space, none twice: all that the scenario has
 *     cuts          5-95 10-90 in percent, separated by one space, or none
 *     line          linear(idle=0.24,cap=0.8), or idle=node for the node's P_idle / P_max
 *     factor        a number, or derived
 *     shares        traditional=0.9,test_time_scaling=0.1 over names of the target: sum 1
 *
 * A column that may be NULL says "cannot"; who needs it refuses, with type and column. */
#ifndef SCENARIO_VALUE_TYPE_H
#define SCENARIO_VALUE_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "model/assumptions.h"
#include "scenario/schema.h"
#include "scenario/value_parts.h"

/* A key, and where its value stands in a scenario's assumptions. */
struct value_site {
    const struct schema_key *key;
    const struct assumptions *a;
    void *field; /* within a: that of the key and of one item; NULL where a value is only checked;
                  * not looked at by vary */
};

struct value_type {
    const char *name;
    const char *range;    /* for help; LOW, HIGH, CHOICES and TARGET stand for the key's columns */
    bool lists_items;     /* it lists the target's items: which there are, in their order        */
    bool limits_of_parts; /* low and high hold for each number in it; else, of a distribution,   */
                          /* for P5 and median                                                   */

    /* Checks that a value is written as it should be, within the key's limits, and puts it into its
     * field, if there is one; a's items and z must then stand already. Without a field names are
     * checked for their form only: whether there is such an item shows when there is one.
     * Returns 0, or -1 with "found X, want Y". */
    int (*read)(const struct value_site *to, const char *value, struct error *e);

    /* Sets a zeroed field to what says "not given". NULL: a value cannot be left out. */
    void (*leave_out)(void *field);

    /* Whether a value names this item of the target. NULL: it names none. */
    bool (*names_item)(const char *value, const char *item);

    /* Finds the numbers inside a value that can be moved, see value_parts_list. */
    size_t (*parts)(const char *value, struct value_part *parts);

    /* The number at a field, or one part of it such as "p95"; "" for the value itself.
     * Returns 0, or -1 with "found X, want Y". NULL: it has none. */
    int (*number)(const struct value_site *at, const char *part, double *number, struct error *e);

    /* Writes what a bare number stands for: itself, or a constant distribution.
     *   number   in writing, shorter than 64 bytes
     *   out      TEXT_SIZE bytes */
    void (*of_number)(const char *number, char *out);

    /* What a reading of this value is called unless it has a label: "1.05-1.6". */
    void (*label)(const char *value, char label[LABEL_SIZE]);

    /* What kind of value it is, for people: "log-normal", else the type's name.
     *   kind   NAME_SIZE bytes */
    void (*kind)(const struct schema_key *key, const char *value, char *kind);

    /* One of several other values, good or not: value_type_vary checks them.
     * Returns false when there is no candidate i, nor any after it. */
    bool (*vary)(const struct value_site *of, const char *value, size_t i, char *out);
};

/* Every type, once: the rows below, the list of them, and how Lua gives each. */
#define VALUE_TYPES(EACH)                                                                       \
    EACH(number) EACH(count) EACH(text) EACH(choice) EACH(distribution) EACH(name) EACH(names) \
    EACH(cuts) EACH(line) EACH(factor) EACH(shares)

#define VALUE_TYPE_DECLARE(name) extern const struct value_type value_type_##name;
VALUE_TYPES(VALUE_TYPE_DECLARE)
#undef VALUE_TYPE_DECLARE

/* All rows; *n is set to their number. Borrowed, constant. */
const struct value_type *const *value_types(size_t *n);

/* Another value that the key takes: its form and its limits are right, and its text is another
 * than the given one. There is one for each key but of
 *   - a name when its block has one item only;
 *   - names when there is one only;
 *   - shares when the scenario has one workload only.
 * It need not go together with the other assumptions (P_idle may come to lie above P_max): then the
 * caller tries the next.
 *   of      key and assumptions; the items of the key's target are taken from a
 *   value   one that the key takes, or "" where the scenario gives none
 *   nth     from 0: which of several other values; the nearest to the given one come first
 *   out     TEXT_SIZE bytes, filled if there is one; not `value`
 * Returns true, or false when there are no more than nth. */
bool value_type_vary(const struct value_site *of, const char *value, size_t nth, char *out);

/* ---- for rows ------------------------------------------------------------------------------- */

/* Refuses x outside of the key's limits: "idle: found 3, want 0 to 2 kW".
 *   what    opens the message, may be ""
 *   slack   relative; above 0 where x is computed, and its last digits are noise */
int value_type_check_limits(const struct schema_key *key, const char *what, double x, double slack,
                            struct error *e) MUST_CHECK;

/* The index of the item of the key's target that has this name.
 * Returns 0, or -1 with the names that there are and the nearest of them. */
int value_type_find_target(const struct value_site *to, const char *name, size_t *index,
                           struct error *e) MUST_CHECK;

/* Columns of several rows: see above. */
void value_type_leave_zero(void *field);
void value_type_same_number(const char *number, char *out);
void value_type_same_label(const char *value, char label[LABEL_SIZE]);
void value_type_name_as_kind(const struct schema_key *key, const char *value, char *kind);

/* All numbers up by a step, and down; then a bare number just above the low limit, which is there
 * where the value is 0 or not given. */
bool value_type_vary_numbers(const struct value_site *of, const char *value, size_t i, char *out);

#endif
