/* problems.h -- a list of messages, so that all problems of a file are shown and not the first. */
#ifndef BASE_PROBLEMS_H
#define BASE_PROBLEMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define PROBLEMS_MAX 100 /* messages kept; the rest is only counted */

/* A zeroed struct is an empty list. */
struct problems {
    size_t n;                 /* found, kept or not                  */
    size_t kept;              /* messages in text                    */
    char *text[PROBLEMS_MAX]; /* owned by the list                   */
};

/* Adds a message, given as to printf. A message that finds no memory is still counted. */
void problems_add(struct problems *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Sorts the messages from number `first` on, where they were found in no order of their own. */
void problems_sort(struct problems *p, size_t first);

/* Prints one a line, each after "program: ", and how many more there are. */
void problems_print(const struct problems *p, const char *program, FILE *stream);

/* Frees the messages and empties the list. */
void problems_free(struct problems *p);

#endif
