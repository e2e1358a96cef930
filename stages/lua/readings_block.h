/* readings_block.h -- the block readings { ... } of a scenario file. */
#ifndef LUA_READINGS_BLOCK_H
#define LUA_READINGS_BLOCK_H

#include <lua.h>

/* Adds the constructors `readings` and `reading` to the table on top of the stack. Problems of its
 * lists are noted, all that there are; see docs/scenarios.md for what it may hold.
 *   collecting   a struct collecting, see lua/collect.h. May raise a Lua error. */
void readings_furnish(lua_State *L, void *collecting);

#endif
