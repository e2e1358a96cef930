/* batches.c -- how far two statistics of the same queries move together, by batches of queries. */
#include "draw/batches.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>

/* What a query of this worth adds to a statistic with the value x, up to a factor above 0. */
static double contribution(enum statistic statistic, double x, double worth)
{
    if (statistic == STATISTIC_MEAN)
        return worth;
    return statistic == STATISTIC_MAX ? worth >= x : worth > x;
}

static size_t batch_of(size_t query, size_t queries)
{
    return query * BATCHES / queries;
}

/* The first query of a batch, or of none: of the one after the last. */
static size_t first_of(size_t batch, size_t queries)
{
    return (batch * queries + BATCHES - 1) / BATCHES;
}

/* From sums to means over the queries of a batch; each has n_samples models. */
static void divide(struct batches *b, size_t n_samples, size_t queries)
{
    for (size_t i = 0; i < BATCHES; i++) {
        double n = (double)(n_samples * (first_of(i + 1, queries) - first_of(i, queries)));
        for (int s = 0; s < STATISTIC_COUNT; s++)
            b->of[s][i] = queries < BATCHES ? 0 : b->of[s][i] / n;
    }
}

void batches_of_samples(const double *const *samples, size_t n_samples, size_t queries,
                        const double *value, struct batches *out)
{
    *out = (struct batches){0};
    for (int s = 0; s < STATISTIC_COUNT; s++)
        for (size_t m = 0; m < n_samples; m++)
            for (size_t q = 0; q < queries; q++)
                out->of[s][batch_of(q, queries)] +=
                    contribution((enum statistic)s, value[s], samples[m][q]);
    divide(out, n_samples, queries);
}

/* ---- pools ------------------------------------------------------------------------------ */

/* One member of a pool, and what a query at either cut adds. */
struct member {
    const struct lever_pool *pool;
    size_t first, end;       /* its places in the pool                      */
    enum lever_column column;
    const double *drawn;     /* [queries]                                   */
    double low, high;        /* the cuts: smallest and largest kept energy  */
};

static struct member member_of(const struct lever_pool *pool, size_t m, enum lever_column column,
                               const double *drawn)
{
    struct member member = {pool, pool->start[m], pool->start[m + 1], column, drawn, INFINITY,
                            -INFINITY};
    const double *energy = pool->energy[LEVER_COLUMN_NONE];
    for (size_t i = member.first; i < member.end; i++) {
        member.low = fmin(member.low, energy[i]);
        member.high = fmax(member.high, energy[i]);
    }
    return member;
}

/* What a query at this cut adds on average over the levers that the kept ones drew. */
static double at_cut(const struct member *m, double cut, enum statistic statistic, double x)
{
    double sum = 0;
    const double *plain = m->pool->energy[LEVER_COLUMN_NONE], *levered =
        m->pool->energy[m->column];
    for (size_t i = m->first; i < m->end; i++)
        sum += contribution(statistic, x, plain[i] > 0 ? cut * levered[i] / plain[i] : 0);
    return m->end > m->first ? sum / (double)(m->end - m->first) : 0;
}

/* What query q of a member adds, one that is cut off as `at` the lower or the upper cut; *next goes
 * through those in the pool. */
static double added_by(const struct member *m, size_t q, size_t *next, enum statistic statistic,
                       double x, const double at[2])
{
    bool is_kept = *next < m->end && m->pool->query[*next] == q;
    return is_kept ? contribution(statistic, x, m->pool->energy[m->column][(*next)++])
                   : at[m->drawn[q] > m->low];
}

static void add_member(const struct member *m, size_t queries, enum statistic statistic, double x,
                       double sum[BATCHES])
{
    double at[2] = {at_cut(m, m->low, statistic, x), at_cut(m, m->high, statistic, x)};
    size_t next = m->first;
    for (size_t q = 0; q < queries; q++)
        sum[batch_of(q, queries)] += added_by(m, q, &next, statistic, x, at);
}

void batches_of_pool(const struct lever_pool *pool, enum lever_column column,
                     const double *const *drawn, size_t queries, const double *value,
                     struct batches *out)
{
    *out = (struct batches){0};
    for (size_t m = 0; m < pool->n_members; m++) {
        struct member member = member_of(pool, m, column, drawn[m]);
        for (int s = 0; s < STATISTIC_COUNT; s++)
            add_member(&member, queries, (enum statistic)s, value[s], out->of[s]);
    }
    divide(out, pool->n_members, queries);
}

/* ---- a share ---------------------------------------------------------------------------- */

/* The variance over a member's queries of whether they lie above x. */
static double variance_above(const struct member *m, size_t queries, double x)
{
    double at[2] = {at_cut(m, m->low, STATISTIC_P50, x), at_cut(m, m->high, STATISTIC_P50, x)};
    double sum = 0, squares = 0;
    size_t next = m->first;
    for (size_t q = 0; q < queries; q++) {
        double part = added_by(m, q, &next, STATISTIC_P50, x, at);
        sum += part;
        squares += part * part;
    }
    double mean = sum / (double)queries;
    return fmax(0, squares / (double)queries - mean * mean);
}

double batches_share_error(const struct lever_pool *pool, enum lever_column column,
                           const double *const *drawn, size_t queries, double at)
{
    double n = (double)queries, sum = 0;
    for (size_t m = 0; m < pool->n_members && queries > 1; m++) {
        struct member member = member_of(pool, m, column, drawn[m]);
        sum += n * n / (n - 1) * variance_above(&member, queries, at);
    }
    return pool->n ? sqrt(sum) / (double)pool->n : 0;
}

/* ---- correlation ------------------------------------------------------------------------ */

double batches_correlation(const struct batches *a, enum statistic s, const struct batches *b,
                           enum statistic t)
{
    double rho = gsl_stats_correlation(a->of[s], 1, b->of[t], 1, BATCHES);
    if (!(fabs(rho) >= BATCHES_LEAST_CORRELATION)) /* also NAN, of what does not vary */
        return 0;
    return fmax(-1, fmin(1, rho));
}
