/* values.h -- values that constructors make in a scenario file: distributions, lines, quantities
 * with a unit, and plain values with a source. In Lua they are userdata: nothing else can make
 * them, nothing can change them, and each remembers the line where it opens. */
#ifndef LUA_VALUES_H
#define LUA_VALUES_H

#include <stdbool.h>

#include <lua.h>

#define VALUE_TEXT_SIZE 320
#define VALUE_KEYS_MAX 1000 /* of one table */

struct named_unit;

enum value_kind {
    VALUE_PLAIN,        /* value { 42, source = ... }: any Lua value, as user value 1     */
    VALUE_DISTRIBUTION, /* lognormal { ... }: its written form in text                    */
    VALUE_LINE,         /* linear { ... }: its written form in text                       */
    VALUE_QUANTITY,     /* 11.3 * kW: number and unit                                     */
    VALUE_READING       /* reading { ... }: its table, as user value 1                    */
};

/* User values of the userdata: anchored by it, so that they may be borrowed while it lives. */
enum value_user_value {
    VALUE_PAYLOAD = 1,
    VALUE_SOURCE,
    VALUE_NOTE,
    VALUE_USER_VALUES = VALUE_NOTE
};

struct value {
    enum value_kind kind;
    int line;                     /* where it opens; 0 for a quantity                     */
    char text[VALUE_TEXT_SIZE];    /* written form, of others what messages call it        */
    char problem[VALUE_TEXT_SIZE]; /* what is wrong with it, told where it is used, or ""  */
    double number;                /* of a quantity, in `unit`                             */
    const struct named_unit *unit; /* of a quantity; a constant                            */
};

/* Adds the constructors and units to the table on top of the stack. May raise a Lua error. */
void value_furnish(lua_State *L);

/* Appends the names that value_furnish adds to a list of words (base/words.h) of `size` bytes. */
void value_add_names(char *words, size_t size);

/* The value of a constructor at a stack index, or NULL. Borrowed from Lua. */
const struct value *value_on_stack(lua_State *L, int index);

/* The text at a stack index, or NULL where there is none or one with a zero byte. Borrowed. */
const char *value_string(lua_State *L, int index);

/* Whether there is a table at a stack index. Raises a Lua error for one of more keys than
 * VALUE_KEYS_MAX: they are walked through, and no budget counts there. */
bool value_is_table(lua_State *L, int index);

/* The line that the calling constructor's call stands on, or 0. */
int value_line(lua_State *L);

/* A quantity's number in the unit of a key.
 *   unit   the key's: "kW", "MW", "Wh", "1e9", ...
 * Returns 0, or -1 when the units do not measure the same thing. */
int value_convert(const struct value *quantity, const char *unit, double *number);

/* Describes the value at a stack index for "found ...": 42, "text", a table, lognormal(...).
 *   out   VALUE_TEXT_SIZE bytes
 * Returns out. Makes no Lua error. */
const char *value_describe(lua_State *L, int index, char *out);

#endif
