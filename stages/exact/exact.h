/* exact.h -- the results of a scenario without sampling: quadrature and a root instead of draws.
 *
 * Given the lengths of a query, PUE times u is log-normal and so is its energy: every distribution
 * function is a sum of normal ones over quadrature nodes of L_out (and of what else is not
 * log-normal), every quantile a root of it, a pool the average of its members, a trimming a cut in
 * each member's quantiles, a lever another log-normal. Nothing is drawn: generator, seed and
 * queries do not enter, but for the extremes (see exact_statistic).
 *
 * A case in which neither PUE nor u is log-normal, or whose spread is too narrow for the
 * quadrature, has no such form. It is drawn with philox instead, and exact_is_drawn says so. */
#ifndef EXACT_EXACT_H
#define EXACT_EXACT_H

#include "model/assumptions.h"
#include "base/error.h"
#include "model/fleet.h"
#include "model/variable.h"
#include "numeric/summary.h"

/* One scenario being asked. What was worked out is kept for the next question, so one struct
 * belongs to one thread; several may be open at once. */
struct exact;

/* Begins; computes nothing yet.
 *   a, fits   projected to the inputs of cases and fleets, and not needed afterwards
 *   out       owned by the caller (exact_close) on success
 * Returns 0, or -1 when memory is out. */
int exact_open(const struct assumptions *a, const struct throughput_fits *fits,
               struct exact **out, struct error *e) MUST_CHECK;

/* Frees; NULL is accepted. */
void exact_close(struct exact *x);

/* A statistic in the unit of the quantity; its error is 0 and n is 1 but for an energy of a drawn
 * case. min and max are of as many queries as the scenario draws (a->queries a model): the median
 * of that extreme; of the trimmed pool without a lever, its ends.
 * Returns 0, or -1: a scenario without a frontier, a failed root. */
int exact_statistic(struct exact *x, const struct variable *v, enum statistic statistic,
                    struct estimate *out, struct error *e) MUST_CHECK;

/* All statistics at once. */
int exact_summary(struct exact *x, const struct variable *v, struct summary *summary,
                  struct error *e) MUST_CHECK;

/* P(X <= at), at in the unit of the quantity. */
int exact_probability(struct exact *x, const struct variable *v, double at,
                      double *probability, struct error *e) MUST_CHECK;

/* Density of an energy under a Gaussian kernel, at n energies [Wh]: what a kernel density of
 * infinitely many queries would show.
 *   log         density per unit of ln energy, bandwidth in the same; else per Wh
 *   bandwidth   standard deviation of the kernel, >= 0; 0: the density itself
 *   energy      [n] > 0, ascending
 *   density     [n], filled */
int exact_density(struct exact *x, const struct variable *v, bool log, double bandwidth,
                  size_t n, const double *energy, double *density, struct error *e) MUST_CHECK;

/* The standard deviation of an energy [Wh]. */
int exact_deviation(struct exact *x, const struct variable *v, double *deviation,
                    struct error *e) MUST_CHECK;

/* The models of a case's frontier by descending median.
 *   members   room for ASSUMPTIONS_MAX_MODELS; n set to their number */
int exact_members(struct exact *x, size_t case_index, size_t *members, size_t *n,
                  struct error *e) MUST_CHECK;

/* The share of a case's trimmed frontier that a model makes up; 0 outside it. */
int exact_share(struct exact *x, size_t case_index, size_t model, double *share,
                struct error *e) MUST_CHECK;

/* The inputs of a mix's fleet. Borrowed. */
const struct fleet_inputs *exact_fleet(const struct exact *x, size_t mix);

/* The day of a mix [GWh/day], with or without the fleet's lever (see model/fleet.h), and, where a
 * case is drawn, its sampling error; n is 1 where none is. */
int exact_day(struct exact *x, size_t mix, bool improved, struct estimate *out,
              struct error *e) MUST_CHECK;

/* Sets *drawn when the case has no closed form here and is drawn with philox: its results then
 * have a sampling error. */
int exact_is_drawn(struct exact *x, size_t case_index, bool *drawn, struct error *e) MUST_CHECK;

#endif
