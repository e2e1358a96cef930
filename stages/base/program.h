/* program.h -- what the main of every stage does: read the command line, run, say what failed. */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include <stddef.h>

#include "base/error.h"

#define PROGRAM_OPTIONS_MAX 12

/* One option, --name ARGUMENT. */
struct option_row {
    const char *name;     /* without the dashes                               */
    const char *argument; /* its word in the help: "FILE"                     */
    const char *help;     /* one line                                         */
    int required;         /* 1: must be given                                 */
    const char **value;   /* set to the argument, borrowed from argv          */
};

/* A stage. `run` gets `args`, which the rows' values point into. */
struct program {
    const char *name;
    const char *purpose; /* one line for the help */
    const struct option_row *rows;
    size_t n_rows; /* at most PROGRAM_OPTIONS_MAX */
    int (*run)(const void *args, struct error *e);
    const void *args;
};

/* Reads the command line and runs; complaints go to standard error, help to standard output. GSL
 * is told to return its errors instead of aborting.
 * Returns the exit status: 0 done or helped, 1 input or system, 2 a wrong call (an unknown or
 * missing option, a word that is no option). */
int program_main(int argc, char **argv, const struct program *program);

#endif
