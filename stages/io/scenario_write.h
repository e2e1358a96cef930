/* scenario_write.h -- what resolve leaves behind: a scenario as files; and the schema. */
#ifndef IO_SCENARIO_WRITE_H
#define IO_SCENARIO_WRITE_H

#include <stdio.h>

#include "calc/error.h"
#include "io/scenario.h"

/* Paths of the files. */
struct scenario_outputs {
    const char *assumptions; /* assumptions.tsv: path value unit source note                     */
    const char *places;      /* places.tsv: path place. Apart, because a comment moves the lines */
    const char *cases;       /* cases.mk: what make must know before the first stage             */
    const char *readings;    /* readings.tsv: see io/readings.h; NULL: not written               */
};

/* Writes all, each only where its bytes differ from what is there.
 * Returns 0, or -1 with a message: a disk that is full, a path that make cannot carry. */
int scenario_write(const struct scenario *s, const struct scenario_outputs *paths,
                   struct error *e) MUST_CHECK;

/* Prints the schema as TSV: block key path type unit range default meaning. */
void schema_print(FILE *stream);

#endif
