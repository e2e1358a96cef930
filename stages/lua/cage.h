/* cage.h -- running a scenario file in Lua with nothing in reach but what is put there.
 *
 * The environment is built up from nothing, memory, instructions and the processor's time have a
 * budget, source text is all that is loaded, and everything happens inside one protected call. What
 * is left out, and why: io, os, require, load and the like reach the outside; pcall would swallow
 * the budget's error; string functions run in C, where no budget counts; pairs and math.random
 * differ from run to run; setmetatable, error and coroutines have no use in data.
 *
 * A stage is a pure function, without a clock: here one is looked at, and what it says leads to a
 * refusal or to nothing, never to a result. Counting alone would not do: one instruction may join
 * or compare texts of a megabyte, and a parser of few bytes may search for long. */
#ifndef LUA_CAGE_H
#define LUA_CAGE_H

#include <stddef.h>
#include <stdint.h>

#include <lua.h>

#include "base/error.h"

#define CAGE_FILE_BYTES ((size_t)1 << 20) /* the longest file that is read */

#define CAGE_BLOCK_BYTES ((size_t)1 << 20) /* the largest text, table or list of arguments */

/* What scripts may use, and what they have used. */
struct cage_use {
    size_t bytes;          /* asked for in all, whether held or given back           */
    uint64_t instructions; /* of Lua's virtual machine                               */
    double seconds;        /* of the processor's time, from reading to the last line */
};

/* Enough for any scenario by far. */
#define CAGE_LIMITS ((struct cage_use){(size_t)64 << 20, 10000000, 2})

/* Puts functions and constants into the table on top of the stack, which stays there. The cage
 * adds `math` (without its random numbers) and `ipairs`.
 *   context   as given to cage_run */
typedef void cage_furnish(lua_State *L, void *context);

/* Counts bytes that a function of the cage copies out of Lua, as if the script had asked for them:
 * raises a Lua error where there are too many. */
void cage_charge(lua_State *L, size_t bytes);

/* Reads a file and runs it.
 *   file      its path, which opens every message
 *   limits    see above
 *   used      by files before it that share these limits; what this one uses is added
 *   furnish   called once, inside the protected call: it may raise Lua errors
 *   names     of what furnish puts there, separated by one space, for messages
 *   context   handed to furnish; heap that functions need hangs on it, because a Lua error jumps
 *             over them
 * Returns 0, or -1 with "file:line: ...": unreadable, no text, a syntax or run-time error, an
 * unknown name, a stray global, a budget that is used up. Nothing of Lua is left. */
int cage_run(const char *file, struct cage_use limits, struct cage_use *used,
             cage_furnish *furnish, const char *names, void *context,
             struct error *e) MUST_CHECK;

#endif
