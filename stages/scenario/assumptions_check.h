/* assumptions_check.h -- what must hold between assumptions, after each has been checked alone. */
#ifndef SCENARIO_ASSUMPTIONS_CHECK_H
#define SCENARIO_ASSUMPTIONS_CHECK_H

#include "model/assumptions.h"
#include "base/error.h"
#include "scenario/assumption_list.h"

/* Checks that P_idle is below P_max, the load's trough not above its crest, a mix's workloads
 * have a case of their own name, a case goes on from an earlier one of its workload, the frontier
 * is not empty, a coupled case's line rises, and no name gives a key of results.tsv a second
 * meaning.
 *   list   the rows that `a` was built from, for their places
 * Returns 0, or -1 with "place: path: found X, want Y". */
int assumptions_check(const struct assumption_list *list, const struct assumptions *a,
                      struct error *e) MUST_CHECK;

#endif
