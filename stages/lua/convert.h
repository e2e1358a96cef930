/* convert.h -- from a value in Lua to the written form that a key of the schema wants. */
#ifndef LUA_CONVERT_H
#define LUA_CONVERT_H

#include <lua.h>

#include "base/error.h"
#include "scenario/schema.h"
#include "base/text.h"

/* Writes the value at a stack index as the key's type is written. Types are strict: "5" is no
 * number and 5 no text. Ranges and forms inside are for schema_check_value.
 *   index   positive; a value { ... } is unpacked by the caller
 *   out     TEXT_SIZE bytes
 * Returns 0, or -1 with "found X, want Y". May raise a Lua error: memory is out, or a table has
 * too many keys. */
int convert_value(lua_State *L, int index, const struct schema_key *key, char *out,
                    struct error *e) MUST_CHECK;

/* The number of a list's elements, or -1 when the value is no table, or has other keys than 1..n.
 *   index   positive. May raise a Lua error as above */
int convert_list_length(lua_State *L, int index);

#endif
