/* problems.h -- a list of messages, so that all problems of a file are shown and not the first. */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

#define PROBLEMS_MAX 100 /* messages kept; the rest is only counted */

/* A zeroed struct is an empty list. Where the system failed, that is the only problem: what else is
 * found may come of it. */
struct problems {
    size_t n;                 /* found, kept or not                  */
    size_t kept;              /* messages in text                    */
    char *text[PROBLEMS_MAX]; /* owned by the list                   */
    struct error failure;     /* the first of the system, or none    */
};

/* Adds a message, given as to printf. */
void problems_add(struct problems *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds the message of a function that failed. */
void problems_add_error(struct problems *p, const struct error *e);

/* Moves all of another list to the end of this one. */
void problems_move(struct problems *p, struct problems *from);

/* Sorts the messages from number `first` on, where they were found in no order of their own. */
void problems_sort(struct problems *p, size_t first);

/* Prints one a line, each after "program: ", and how many more there are. */
void problems_print(const struct problems *p, const char *program, FILE *stream);

/* Frees the messages and empties the list. */
void problems_free(struct problems *p);

#endif
