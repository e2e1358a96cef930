/* day_results.h -- from a drawn day to keys and to its minutes. */
#ifndef DAY_DAY_RESULTS_H
#define DAY_DAY_RESULTS_H

#include "calc/assumptions.h"
#include "day/tally.h"
#include "io/results.h"

/* Appends day.<mix>.<quantity>.<group>[.improved].<statistic> for every mix; docs/day.md lists
 * them. */
int day_results_add(const struct assumptions *a, const struct tally *t, struct results *r,
                    struct error *e) MUST_CHECK;

/* Writes the minutes of every mix: mix, minute, queries, energy [Wh], improved [Wh], nodes, idle
 * nodes. */
int day_minutes_write(const struct assumptions *a, const struct tally *t, const char *file,
                      struct error *e) MUST_CHECK;

#endif
