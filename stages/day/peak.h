/* peak.h -- the largest, or the smallest, of many independent sums: what the busiest minute of
 * a day comes to, which is picked for being the busiest.
 *
 *     P(largest <= x) = product over t of P(X_t <= x)
 *
 * X_t, a sum over the queries of a minute, is told by three cumulants, and taken as gamma
 * distributed from some place on (Pearson III). With many queries that is a normal number; with
 * few, normal ones would put beta too low, by 0.004 in a day of 1e6. */
#ifndef DAY_PEAK_H
#define DAY_PEAK_H

#include <stdbool.h>

#include "day/schedule.h"

/* The numbers of the minutes before they are drawn. Cumulants of independent numbers add. */
struct day_law {
    double mean[DAY_MINUTES];     /* >= 0, as the numbers are                   */
    double variance[DAY_MINUTES]; /* 0: the minute has its mean                 */
    double third[DAY_MINUTES];    /* cumulant, above 0 where the variance is    */
};

/* A number before it is drawn, in one unit. */
struct day_peak {
    double mean, deviation;
};

/* The largest (or smallest) over the minutes of a day. */
struct day_peak day_peak_of(const struct day_law *law, bool largest);

#endif
