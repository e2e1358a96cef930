/* answer.h -- what a program prints on standard output: all of it, or nothing. */
#ifndef ASK_ANSWER_H
#define ASK_ANSWER_H

#include <stdio.h>

#include "calc/error.h"

/* An answer being written, in memory. Start from {0}. */
struct answer {
    FILE *stream; /* write here */
    char *text;   /* owned      */
    size_t size;
};

/* Begins. Returns 0, or -1 when memory is out. */
int answer_open(struct answer *a, struct error *e) MUST_CHECK;

/* Prints it on standard output and frees. Returns 0, or -1 when it cannot be written. */
int answer_show(struct answer *a, struct error *e) MUST_CHECK;

/* Frees without a word; a zeroed struct is accepted. */
void answer_drop(struct answer *a);

#endif
