/* case_results.h -- from answers to results and the figures' data, drawn or exact. */
#ifndef RESULT_CASE_RESULTS_H
#define RESULT_CASE_RESULTS_H

#include "base/error.h"
#include "result/answers.h"
#include "result/results.h"

/* Appends every key of results.tsv that is of a case: each model's quantities and share, the
 * frontier before trimming, after it, and under each lever. Progress shows on the terminal.
 *   name            of the program
 *   violins         folder for <case>.models.tsv and <case>.levers.tsv; NULL: not written
 *   output_tokens   path of the table of output lengths; NULL: not written
 * Returns 0, or -1 with a message. */
int case_results_add(const struct answers *of, const char *name, const char *violins,
                     const char *output_tokens, struct results *r, struct error *e) MUST_CHECK;

#endif
