/* cage.h -- running a scenario file in Lua with nothing in reach but what is put there.
 *
 * The environment is built up from nothing, memory and instructions have a budget, source text is
 * all that is loaded, and everything happens inside one protected call. What is left out, and why:
 * io, os, require, load and the like reach the outside; pcall would swallow the budget's error;
 * string functions run in C, where no budget counts; pairs and math.random differ from run to
 * run; setmetatable, error and coroutines have no use in data. */
#ifndef LUA_CAGE_H
#define LUA_CAGE_H

#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "base/error.h"

#define CAGE_FILE_BYTES ((size_t)1 << 20) /* the longest file that is read */

struct cage_limits {
    size_t bytes;          /* memory that the script may hold at once */
    uint64_t instructions; /* of Lua's virtual machine                */
};

/* Enough for any scenario by far, and over within a second. */
#define CAGE_LIMITS ((struct cage_limits){(size_t)32 << 20, 10000000})

/* Puts functions and constants into the table on top of the stack, which stays there. The cage
 * adds `math` (without its random numbers) and `ipairs`.
 *   context   as given to cage_run */
typedef void cage_furnish(lua_State *L, void *context);

/* Reads a file and runs it.
 *   file      its path, which opens every message
 *   limits    see above
 *   furnish   called once, inside the protected call: it may raise Lua errors
 *   names     of what furnish puts there, separated by one space, for messages
 *   context   handed to furnish; heap that functions need hangs on it, because a Lua error jumps
 *             over them
 * Returns 0, or -1 with "file:line: ...": unreadable, no text, a syntax or run-time error, an
 * unknown name, a stray global, a budget that is used up. Nothing of Lua is left. */
int cage_run(const char *file, struct cage_limits limits, cage_furnish *furnish,
             const char *names, void *context, struct error *e) MUST_CHECK;

#endif
