/* load_curve.h -- the load of a day: a sinusoid, or shares from a CSV file. */
#ifndef DAY_LOAD_CURVE_H
#define DAY_LOAD_CURVE_H

#include "day/schedule.h"

/* The paper's sinusoidal day, between a trough and a crest (Supplemental V): in minute t
 *     (low + high) / 2 - (high - low) / 2 cos(2 pi (t + 1/2) / 1440)
 * with a cosine of its own: libm's last bit differs between machines.
 *   low, high   0 <= low <= high, high > 0 */
struct load_curve load_curve_sinusoid(double low, double high);

/* Reads a CSV file with a column `share` of 24 (hours) or 1440 (minutes) numbers >= 0, not all 0,
 * on any scale; an hour's share holds in each of its minutes. Other columns are not looked at.
 * Loads are rounded to 2^-31 of the largest.
 *   curve   filled on success
 * Returns 0, or -1 with "file:line: share: found, want". */
int load_curve_read(const char *file, struct load_curve *curve, struct error *e) MUST_CHECK;

/* The curve of a scenario: fleet.load_curve if it is given, else the sinusoid between
 * fleet.load_low and fleet.load_high. The arguments and the result are those of load_curve_read,
 * the message begins with fleet.load_curve. */
int load_curve_of(const struct assumptions *a, struct load_curve *curve,
                  struct error *e) MUST_CHECK;

/* Mean load over peak load, the f of Supplemental V when the fleet is just large enough for its
 * peak, in (0, 1].
 *   curve   with a load above 0 in some minute */
double load_curve_mean(const struct load_curve *curve);

#endif
