/* products.h -- what resolve leaves behind: a scenario as files; and the schema. */
#ifndef LUA_PRODUCTS_H
#define LUA_PRODUCTS_H

#include <stdio.h>

#include "base/error.h"
#include "lua/load.h"

/* Paths of the files. */
struct scenario_outputs {
    const char *assumptions; /* assumptions.tsv: path value unit source note                     */
    const char *places;      /* places.tsv: path place. Apart, because a comment moves the lines */
    const char *cases;       /* cases.mk: what make must know before the first stage             */
    const char *readings;    /* readings.tsv: see scenario/readings.h; NULL: not written         */
    const char *read;        /* read.tsv: what file sha256, of every file read; NULL: not written */
};

/* Writes all, each only where its bytes differ from what is there.
 * Returns 0, or -1 with a message: a disk that is full, a path that make cannot carry. */
int scenario_write(const struct scenario *s, const struct scenario_outputs *paths,
                   struct error *e) MUST_CHECK;

#endif
