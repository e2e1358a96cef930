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

/* The options that several programs have. value: where the argument goes. */
#define OPTION_ASSUMPTIONS(value) \
    {"assumptions", "FILE", "assumptions.tsv of the scenario", 1, (value)}
#define OPTION_PLACES(required, value) \
    {"places", "FILE", "places.tsv of the scenario", (required), (value)}
#define OPTION_FIT(value) {"fit", "FILE", "fits of fit_tps", 1, (value)}
#define OPTION_KEY(value) {"key", "KEY", "a key of results.tsv", 1, (value)}
#define OPTION_FORMULAE(value) \
    {"formulae", "FILE", "ids and formulae of printed numbers, for messages", 0, (value)}
/* args: a pointer to a struct with these six, for the tables beside results.tsv. */
#define OPTIONS_TABLES(required, args)                                                            \
    {"words", "FILE", "table of what each key is in words to write", (required), &(args)->words}, \
    {"headlines", "FILE", "table of the headline results to write", (required),                   \
     &(args)->headlines},                                                                         \
    {"fits", "FILE", "table of the fits to write", (required), &(args)->fits},                    \
    {"throughput", "FILE", "table of observed and fitted TPS to write", (required),               \
     &(args)->throughput},                                                                        \
    {"output-tokens", "FILE", "table of output lengths to write", (required),                     \
     &(args)->output_tokens},                                                                     \
    {"violins", "DIR", "where to write the data of the violins", (required), &(args)->violins}

/* A stage. `run` gets `args`, which the rows' values point into. */
struct program {
    const char *name;
    const char *purpose; /* one line for the help */
    const struct option_row *rows;
    size_t n_rows; /* at most PROGRAM_OPTIONS_MAX */
    int (*run)(const void *args, struct error *e);
    const void *args;
};

/* A stage by its array of rows, until the end of the block. */
#define PROGRAM(name, purpose, rows, run, args) \
    ((struct program){(name), (purpose), (rows), sizeof(rows) / sizeof(rows)[0], (run), (args)})

/* For main, before anything else: GSL returns its errors instead of aborting, and a crash of a
 * library that is out of memory is told as that, with exit status 1.
 *   name   of the program */
void program_begin(const char *name);

/* Reads the command line and runs; complaints go to standard error, help to standard output.
 * Returns the exit status: 0 done or helped, 1 input or system, 2 a wrong call (an unknown or
 * missing option, a word that is no option). */
int program_main(int argc, char **argv, const struct program *program);

#endif
