/* collect.h -- what the constructors of blocks share: problems, where a block opens, and taking one
 * value from Lua, checked by its key, with source, note and place. */
#ifndef LUA_COLLECT_H
#define LUA_COLLECT_H

#include <lua.h>

#include "lua/blocks.h"
#include "base/text.h"

/* What the constructors of one file work on; they find it as their upvalue. */
struct collecting {
    struct draft *draft;
    struct problems *problems;
};

/* What is wanted for. */
struct wanted {
    const struct schema_key *key;
    const char *path;  /* of the assumption                                            */
    const char *title; /* the value's name in messages: its path, or of a reading more */
    int line;          /* of the block, for values that do not know their own          */
};

/* A row of assumptions; its strings are borrowed from here, from `wanted` and from Lua's stack. */
struct collected {
    struct assumption row;
    char value[TEXT_SIZE], place[PLACE_SIZE];
};

/* "file:line", or the file alone where the line is not known. */
void collect_place(const struct draft *d, int line, char place[PLACE_SIZE]);

/* Notes "file:line: title: text" among the problems, the text given as to printf. */
void collect_problem(const struct collecting *c, int line, const char *title, const char *format,
                     ...) __attribute__((format(printf, 4, 5)));

/* Notes a failure of the system and stops the script. Does not return. */
int collect_failure(lua_State *L, const struct collecting *c, const struct error *e);

/* Too many problems are no scenario: stops the script instead of collecting for ever. */
void collect_stop_if_hopeless(lua_State *L, const struct collecting *c);

/* Begins a block's constructor: leaves its argument alone on the stack. Returns true for a table;
 * for what else it is, a problem is noted. May raise a Lua error. */
bool collect_braces(lua_State *L, const struct collecting *c, int line, const char *name);

/* Notes where the file's only block of that name opens, or that there is a second one.
 *   place   of the block, "" before the first one
 * Returns whether it is the first. */
bool collect_once(const struct collecting *c, int line, const char *name, char place[PLACE_SIZE]);

/* Takes the value on top of the stack, which grows. A bad one is noted, and its written form is "".
 * Returns 0, or -1 for a bad one; `found` is filled in both cases. May raise a Lua error. */
int collect_value(lua_State *L, const struct collecting *c, const struct wanted *wanted,
                  struct collected *found);

/* Adds the constructor `readings` to the table on top of the stack. Problems of its lists are
 * noted, all that there are; see docs/scenarios.md for what it may hold.
 *   collecting   a struct collecting. May raise a Lua error. */
void readings_furnish(lua_State *L, void *collecting);

#endif
