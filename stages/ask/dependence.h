/* dependence.h -- which results an assumption enters, and where it shows.
 *
 * By rule, from the schema and the scenario's structure, with no number looked at: what a rule
 * does not name, an assumption does not enter; what it names, it may leave as it is (the TPS of a
 * constant fit does not change with L_in, the median of a pool not with every model). The seed
 * enters what is drawn: all queries unless generator = "exact", and then the energies of a case
 * that has no closed form. */
#ifndef ASK_DEPENDENCE_H
#define ASK_DEPENDENCE_H

#include <stdbool.h>
#include <stdio.h>

#include "result/key.h"
#include "model/assumptions.h"
#include "scenario/assumption_list.h"

/* True when the assumption enters the result.
 *   rows, a   of one scenario; the written forms say where z is used
 *   path      of an assumption; one that the schema does not know enters nothing
 *   key       a result; its statistic is not looked at */
bool dependence_enters(const struct assumption_list *rows, const struct assumptions *a,
                       const char *path, const struct key *key);

/* True when the model may be in the frontier: all may under largest_medians, those with more than
 * 200 billion parameters under above_200b. */
bool dependence_may_be_member(const struct assumptions *a, size_t model);

/* Writes the cases whose results the assumption enters, separated by one space; "all" or "-". */
void dependence_print_cases(const struct assumption_list *rows, const struct assumptions *a,
                            const char *path, FILE *stream);

/* The kinds of results that it enters, separated by one space, or "-": output_tokens tps energy
 * frontier levers day fleet. */
void dependence_print_results(const struct assumption_list *rows, const struct assumptions *a,
                              const char *path, FILE *stream);

/* The figures that show them, or that show it as a label, separated by one space, or "-". */
void dependence_print_figures(const struct assumption_list *rows, const struct assumptions *a,
                              const char *path, FILE *stream);

#endif
