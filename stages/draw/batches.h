/* batches.h -- how far two statistics of the same queries move together, by batches of queries.
 *
 * The queries of every model are cut into BATCHES runs by their index in the sample: query q of n
 * is in batch floor(q BATCHES / n). To first order a statistic is a sum over queries: of what each
 * is, for a mean; of whether it lies above x, for a quantile with the value x. The mean of these
 * in a batch says, up to a factor, how far the batch alone would move the statistic. Two
 * statistics from the same draws at the same index, as of a pool and the same pool under a lever,
 * go up and down together from batch to batch, and their correlation over the batches is that of
 * their sampling errors.
 *
 * A query that trimming cuts off stands at the cut, as in numeric/standard_error.h: the cut moves
 * from sample to sample. (Statistics of what is kept in each batch would leave that out; a pool
 * and its levers then come out less correlated than they are.) */
#ifndef DRAW_BATCHES_H
#define DRAW_BATCHES_H

#include <stddef.h>

#include "draw/levers.h"
#include "numeric/summary.h"

#define BATCHES 100

/* What is smaller counts as 0, 3 / sqrt(BATCHES): of independent statistics it is noise with a
 * deviation of 1 / sqrt(BATCHES). */
#define BATCHES_LEAST_CORRELATION 0.3

/* Of one variable, for each statistic the mean contribution of a query in each batch. */
struct batches {
    double of[STATISTIC_COUNT][BATCHES];
};

/* Takes whole samples of some models.
 *   samples     [n_samples][queries], finite, each in order of drawing
 *   queries     >= 1 of each; below BATCHES nothing varies but by chance, and all batches are 0
 *   value       [STATISTIC_COUNT] of all samples together
 *   out         filled */
void batches_of_samples(const double *const *samples, size_t n_samples, size_t queries,
                        const double *value, struct batches *out);

/* Takes the pool of a frontier under a lever.
 *   pool        the queries of each member in order of drawing
 *   column      the lever
 *   drawn       [pool->n_members][queries] energies of the members before trimming [Wh]
 *   value       [STATISTIC_COUNT] of the pool under the lever [Wh] */
void batches_of_pool(const struct lever_pool *pool, enum lever_column column,
                     const double *const *drawn, size_t queries, const double *value,
                     struct batches *out);

/* The correlation in [-1, 1] of statistic s of a and statistic t of b over the batches; 0 where it
 * is below BATCHES_LEAST_CORRELATION in size, or where one does not vary. */
double batches_correlation(const struct batches *a, enum statistic s, const struct batches *b,
                           enum statistic t);

/* The standard error of the share of a pool's queries above a value, to first order: queries are
 * drawn anew within each member, each is 1 above the value and 0 elsewhere, and what is cut off
 * counts as if it stood at the cut (under a lever, by the share of the levers that leave it above).
 * With the variance v_m of these over the n queries of member m it is
 * sqrt(sum over m of n^2/(n - 1) v_m) / kept. Beyond the cuts, where the share is 0 or 1, it is 0.
 *   arguments as of batches_of_pool, and
 *   at          [Wh] */
double batches_share_error(const struct lever_pool *pool, enum lever_column column,
                           const double *const *drawn, size_t queries, double at);

#endif
