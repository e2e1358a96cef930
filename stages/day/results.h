/* results.h -- from a drawn day to keys and to its minutes. */
#ifndef DAY_RESULTS_H
#define DAY_RESULTS_H

#include <stdio.h>

#include "model/assumptions.h"
#include "day/setup.h"
#include "result/results.h"

/* Appends day.<mix>.<quantity>.<group>[.improved].<statistic> for every mix; docs/day.md lists
 * them. As parts of a key, "day.<mix>" is the case and "improved" the lever. A group without
 * queries has no keys, and a quantile that cannot be told within 0.1% has none.
 * Returns 0, or -1 when memory is out. */
int day_results_add(const struct assumptions *a, const struct tally *t, struct results *r,
                    struct error *e) MUST_CHECK;

/* Writes the minutes of every mix, 1440 lines each: mix, minute, queries, energy [Wh], improved
 * [Wh], nodes, idle_nodes. Errors of the stream are left to it.
 * Returns 0, or -1 when memory is out. */
int day_minutes_write(const struct assumptions *a, const struct tally *t, FILE *stream,
                      struct error *e) MUST_CHECK;

/* Writes the results of a drawn day and, in `minutes`, its minutes, below a line that says what was
 * drawn, by which `make fleet` knows whether this is the day that is asked for. Both files or none.
 * Returns 0, or -1 with a message. */
int day_write(const struct assumptions *a, const struct day_setup *setup, const char *results,
              const char *minutes, struct error *e) MUST_CHECK;

#endif
