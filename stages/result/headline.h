/* headline.h -- the few results that a scenario is asked for first. */
#ifndef RESULT_HEADLINE_H
#define RESULT_HEADLINE_H

#include "base/error.h"
#include "model/assumptions.h"
#include "result/key.h"

#define HEADLINE_MAX (ASSUMPTIONS_MAX_WORKLOADS + 2 * ASSUMPTIONS_MAX_MIXES)

/* One of them, with words for people. */
struct headline {
    char key[KEY_SIZE];
    char label[2 * LABEL_SIZE]; /* "Traditional, a query" or "Mixed, a day, improved" */
    const char *unit;           /* "Wh" or "GWh/day", constant                        */
    const char *kind;           /* "query", "day" or "improved_day", constant         */
    const char *name;           /* of its case or mix, borrowed from the assumptions  */
};

/* The frontier's median of each case that has its workload's name, then each mix's day and its
 * improved day, in the order of the scenario's cases and mixes.
 *   out   room for HEADLINE_MAX
 * Returns their number. */
size_t headline_list(const struct assumptions *a, struct headline *out);

/* The same, without those that another scenario does not have. */
size_t headline_list_common(const struct assumptions *a, const struct assumptions *other,
                            struct headline *out);

/* Writes headlines.tsv, from which scripts have them, a line each: key, unit, kind, name, label.
 * Returns 0, or -1 and no file. */
int headline_write(const struct assumptions *a, const char *path, struct error *e) MUST_CHECK;

#endif
