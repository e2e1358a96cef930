/* collect.h -- taking one value from Lua: checked by its key, with source, note and place. */
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

/* Notes "file:line: title: text" among the problems. */
void collect_problem(const struct collecting *c, int line, const char *title, const char *text);

/* Too many problems are no scenario: stops the script instead of collecting for ever. */
void collect_stop_if_hopeless(lua_State *L, const struct collecting *c);

/* Takes the value on top of the stack, which grows. A bad one is noted, and its written form is "".
 * Returns 0, or -1 for a bad one; `found` is filled in both cases. May raise a Lua error. */
int collect_value(lua_State *L, const struct collecting *c, const struct wanted *wanted,
                  struct collected *found);

#endif
