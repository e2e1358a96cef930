/* why.h -- the way of a result back: value, stages and their files, data rows, assumptions. */
#ifndef ASK_WHY_H
#define ASK_WHY_H

#include <stdio.h>

#include "ask/question.h"
#include "base/error.h"
#include "result/results.h"

/* Prints a table with the columns section, name, value, unit, standard_error, place, source, note.
 * By section, each a row for:
 *
 *     result       the key in words, as it stands in results.tsv (if given), then exactly, or drawn
 *                  with philox where the case has no closed form
 *     stage        a step back: name the program, value what it writes, place what it reads
 *     member       a model of the frontier: name the case, value the model
 *     beta         a factor of a day's beta
 *     row          a measured row under the fits of the models involved: value TPS, note L_in,
 *                  L_out and what is known of its source
 *     assumption   what enters: path, written value
 *
 *   q           the scenario, with the places of its files
 *   key         of results.tsv
 *   results     as sampled; NULL when there are none
 *   directory   where the scenario's products lie, for the names of files
 * Returns 0, or -1: no such key (did you mean). */
int why_print(struct question *q, const char *key, const struct results *results,
              const char *directory, FILE *stream, struct error *e) MUST_CHECK;

#endif
