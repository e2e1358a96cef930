/* what_if.h -- the headline results under changed assumptions, beside the scenario's. */
#ifndef ASK_WHAT_IF_H
#define ASK_WHAT_IF_H

#include <stdio.h>

#include "ask/question.h"
#include "base/error.h"
#include "scenario/assumption_list.h"

/* Prints a table: a row an assumption that was changed, then a row a result, with the sampling
 * error of each side where it is drawn.
 *   changed   a changed copy of q->rows
 *   key       of results.tsv, shown besides the headlines that both sides have; NULL: none
 * Returns 0, or -1: the assumptions do not go together, no such key. */
int what_if_print(struct question *q, const struct assumption_list *changed, const char *key,
                  FILE *stream, struct error *e) MUST_CHECK;

#endif
