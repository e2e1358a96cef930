/* load.h -- a scenario with all that it extends: every assumption, in the schema's order. */
#ifndef LUA_LOAD_H
#define LUA_LOAD_H

#include "lua/cage.h"
#include "model/assumptions.h"
#include "scenario/assumption_list.h"
#include "base/problems.h"
#include "scenario/readings.h"

#define SCENARIO_CHAIN_MAX 16 /* files in a chain of `extends` */

/* A scenario, whole and checked. Owned by the caller (scenario_free). */
struct scenario {
    char name[NAME_SIZE];
    struct assumption_list rows; /* complete, in the order of assumptions.tsv           */
    struct readings readings;    /* sorted; none where the scenario lists none          */
    size_t n_files;              /* Lua files read, the scenario's own first            */
    char *files[SCENARIO_CHAIN_MAX];
    char sha256[SCENARIO_CHAIN_MAX][65]; /* of each */
    struct cage_use used;        /* by the scripts of all of them                       */
    struct assumptions a;        /* built from the rows                                 */
};

/* Loads a scenario file and its parents, merges, fills in what is left out, and checks.
 *   file       path, ending in NAME.lua
 *   directory  where named scenarios lie: "scenarios"
 *   s          owned by the caller, also on failure
 *   p          problems are added, all that there are
 * Returns 0 when there were none, else -1. */
int scenario_read(const char *file, const char *directory, struct scenario *s,
                  struct problems *p) MUST_CHECK;

struct draft;

/* Reads the chain of files into one draft, the nearest having its way.
 *   file, directory   as scenario_read
 *   s                 its name and files are filled
 *   merged            owned by the caller, also when there are problems; its `file` is borrowed
 *                     from s->files
 *   p                 problems are added: those of each file, a name that is taken, a cycle of
 *                     extends, a parent that is not there */
void scenario_chain_read(const char *file, const char *directory, struct scenario *s,
                         struct draft *merged, struct problems *p);

/* Frees; a zeroed struct is accepted. */
void scenario_free(struct scenario *s);

/* Reads n scenario files, and says on standard output of each that is good what it has.
 *   files, directory   as scenario_read
 *   p                  problems are added: of each file, and two files of one name */
void scenario_check(char *const *files, size_t n, const char *directory, struct problems *p);

/* The file's name without its folder. Borrowed from `file`. */
const char *scenario_base_name(const char *file);

#endif
