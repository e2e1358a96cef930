/* blocks.h -- reading one scenario file: its blocks become rows of assumptions. */
#ifndef LUA_BLOCKS_H
#define LUA_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "scenario/assumption_list.h"
#include "base/problems.h"
#include "lua/cage.h"
#include "scenario/readings.h"
#include "scenario/schema.h"

#define PLACE_SIZE 512

/* A named item: node, model, workload, case or mix. */
struct draft_item {
    enum schema_block block;
    char name[NAME_SIZE];
    char place[PLACE_SIZE]; /* "scenarios/paper.lua:12" */
};

/* What one file says, nothing merged and nothing filled in. Owned by the caller (draft_free). */
struct draft {
    const char *file;            /* its path, borrowed                                        */
    struct assumption_list rows; /* one a given key; the value of a bad one is ""             */
    size_t n_items;
    struct draft_item *items;    /* in order of appearance                                    */
    char block[BLOCK_COUNT][PLACE_SIZE]; /* where a block without items opens, or ""          */
    struct readings readings;    /* as its block lists them                                   */
    char readings_place[PLACE_SIZE]; /* where that block opens, or ""                         */
    char name[NAME_SIZE];        /* as scenario { name = ... } says, or ""                    */
    char extends[NAME_SIZE];     /* as scenario { extends = ... } says, or ""                 */
    bool whole;                  /* the script ran to its end                                 */
};

/* Runs a scenario file and takes down what its blocks say.
 *   file   path, must live as long as the draft
 *   used   by the files before it that are of the same scenario; counted on
 *   d      filled also when there are problems; owned by the caller
 *   p      problems are added, all that the file has: unknown keys, wrong types, values out of
 *          range, items of one name, and what stops a script */
void draft_read(const char *file, struct cage_use *used, struct draft *d, struct problems *p);

/* The item of that block and name, or NULL. Borrowed. */
struct draft_item *draft_find_item(const struct draft *d, enum schema_block block,
                                   const char *name);

/* Frees; a zeroed struct is accepted. */
void draft_free(struct draft *d);

#endif
