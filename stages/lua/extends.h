/* extends.h -- a scenario file and those it extends, merged, the nearest having its way. */
#ifndef LUA_EXTENDS_H
#define LUA_EXTENDS_H

#include "lua/blocks.h"
#include "lua/load.h"

/* Reads the chain of files into one draft.
 *   file, directory   as scenario_read
 *   s                 its name and files are filled
 *   merged            owned by the caller, also when there are problems; its `file` is borrowed
 *                     from s->files
 *   p                 problems are added: those of each file, a name that is taken, a cycle of
 *                     extends, a parent that is not there */
void scenario_chain_read(const char *file, const char *directory, struct scenario *s,
                         struct draft *merged, struct problems *p);

#endif
