/* assignment.h -- changes to a scenario in one line, such as make what-if SET='...' takes:
 *
 *     pue.p95=1.4                         a part of a value, by its written name
 *     pue=lognormal(p5=1.05,p95=1.4)      a value whole, written as in assumptions.tsv
 *     pue=1.2                             a number for a distribution: a constant
 *     pool=above_200b  trim=none  node.h100_x8.max_power=10.2  coupled_power.cap=0.9
 *     trim=5-95 10-90                     a word without "=" goes on with the value before it
 *
 * Several stand one after the other, separated by blanks or ';'. */
#ifndef SCENARIO_ASSIGNMENT_H
#define SCENARIO_ASSIGNMENT_H

#include "base/error.h"
#include "scenario/assumption_list.h"

/* Makes the changes. A changed row has no source and no note, as in a scenario file, and the
 * place "SET". All changes are made before any value is checked, so that shares can be given one
 * by one; what only shows between assumptions is for assumptions_build.
 *   text   as above
 *   list   rows of a complete scenario, changed; undefined, but still to be freed, on failure
 * Returns 0, or -1 with "SET: path: found, want": an unknown path or part (with the nearest one),
 * no assignment at all, a value that its key does not take. */
int assignment_apply(const char *text, struct assumption_list *list, struct error *e) MUST_CHECK;

/* Puts a value into the row with a path, as assignment_apply does, but checks nothing.
 * Returns 0, or -1 when memory is out. */
int assignment_put(struct assumption_list *list, const char *path, const char *value,
                   struct error *e) MUST_CHECK;

#endif
