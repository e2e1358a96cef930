/* standard_error.c -- standard errors of quantiles and means, by the bootstrap within each model.
 *
 *   1. moments   2. the law of a quantile among resamples   3. extremes   4. means */
#include "numeric/standard_error.h"

#include <math.h>
#include <stdbool.h>

#include "numeric/statistics.h"

/* ---- 1. moments ------------------------------------------------------------------------- */

/* Weighted mean and variance as they come in. */
struct moments {
    double weight, sum, squares;
};

static void moments_add(struct moments *m, double weight, double deviation)
{
    m->weight += weight;
    m->sum += weight * deviation;
    m->squares += weight * deviation * deviation;
}

static double moments_sd(const struct moments *m)
{
    double mean = m->sum / m->weight;
    return sqrt(fmax(0.0, m->squares / m->weight - mean * mean));
}

/* ---- 2. the law of a quantile among resamples ------------------------------------------- */

static double normal_below(double x)
{
    return 0.5 * erfc(-x * 0.70710678118654752);
}

static double normal_density(double x)
{
    return 0.39894228040143268 * exp(-0.5 * x * x);
}

/* Mean and variance of a count. */
struct count {
    double mean, variance;
};

/* A normal count cut off at low and high, what lies beyond moved to the nearest of the two. */
static struct count clipped(struct count c, double low, double high)
{
    double sd = sqrt(c.variance), a = (low - c.mean) / sd, b = (high - c.mean) / sd;
    if (a < -6 && b > 6)
        return c;
    double below = normal_below(a), above = normal_below(-b), inside = 1.0 - below - above;
    double fa = normal_density(a), fb = normal_density(b);
    /* moments of the standardised count; a and b are finite since sd > 0 */
    double first = a * below + b * above + fa - fb;
    double second = a * a * below + b * b * above + inside + a * fa - b * fb;
    return (struct count){c.mean + sd * first,
                          c.variance * fmax(0.0, second - first * first)};
}

/* How many kept values of one model are at most x among resamples. */
static struct count kept_without_lever(const struct stratum *s, double x)
{
    double n = (double)s->n, low = (double)s->low, high = (double)s->high;
    double below = (double)count_at_most(s->sorted, s->n, x);
    struct count c = {below, below * (1.0 - below / n)};
    if (c.variance > 0)
        c = clipped(c, low, high);
    else
        c.mean = fmin(fmax(c.mean, low), high);
    c.mean -= low;
    return c;
}

/* Share of the levers that bring a value down to at most x. */
static double brought_below(const struct stratum *s, double value, double x)
{
    return (double)count_at_most(s->inverse_alpha, s->n_alpha, x / value) / (double)s->n_alpha;
}

/* The same with a lever: what is cut off counts as if it stood at the cut. */
static struct count kept_with_lever(const struct stratum *s, double x)
{
    double n = (double)s->n, kept = (double)(s->high - s->low);
    double below = (double)s->low / n, above = (double)(s->n - s->high) / n;
    double at_low = brought_below(s, s->sorted[s->low], x);
    double at_high = brought_below(s, s->sorted[s->high - 1], x);
    double count = (double)count_at_most(s->levered, s->high - s->low, x);
    double share = kept > 0 ? count / kept : 0, inside = kept / n;
    double mean = below * at_low + inside * share + above * at_high;
    double square = below * at_low * at_low + inside * share + above * at_high * at_high;
    return (struct count){count, n * fmax(0.0, square - mean * mean)};
}

/* How many kept values are at most x among resamples, all strata together. */
static struct count kept_at_most(const struct stratum *strata, size_t n_strata, double x)
{
    struct count sum = {0, 0};
    for (size_t s = 0; s < n_strata; s++) {
        struct count c = strata[s].levered ? kept_with_lever(&strata[s], x)
                                           : kept_without_lever(&strata[s], x);
        sum.mean += c.mean;
        sum.variance += c.variance;
    }
    return sum;
}

/* Probability that at least `wanted` kept values of a resample are at most x. */
static double reached(const struct stratum *strata, size_t n_strata, double x, double wanted)
{
    struct count c = kept_at_most(strata, n_strata, x);
    if (c.variance > 0)
        return normal_below((c.mean - wanted) / sqrt(c.variance));
    return c.mean >= wanted ? 1.0 : 0.0;
}

/* Ranks within which the quantile of a resample falls for certain, on either side. Clipping would
 * narrow it, so without a lever the count is taken as if nothing were cut off. */
static double widest_spread(const struct stratum *strata, size_t n_strata, double x)
{
    double variance = 0.25;
    for (size_t s = 0; s < n_strata; s++) {
        double n = (double)strata[s].n;
        double share = (double)count_at_most(strata[s].sorted, strata[s].n, x) / n;
        variance += strata[s].levered ? kept_with_lever(&strata[s], x).variance
                                      : n * share * (1.0 - share);
    }
    return 6.0 * sqrt(variance);
}

static double extreme_standard_error(const double *sorted, size_t n, bool largest,
                                     const struct stratum *strata, size_t n_strata);

double standard_error_of_quantile(const double *sorted, size_t n, double p,
                                  const struct stratum *strata, size_t n_strata)
{
    enum { STEPS = 120 }; /* a tenth of a standard deviation each: the spread is right to 0.1% */
    if (p <= 0 || p >= 1)
        return extreme_standard_error(sorted, n, p >= 1, strata, n_strata);
    double rank = (double)(n - 1) * p, centre = value_at_rank(sorted, n, rank);
    double reach = widest_spread(strata, n_strata, centre);
    double before = 0;
    struct moments m = {0};
    for (int i = 0; i <= STEPS; i++) {
        double x = value_at_rank(sorted, n, rank - reach + 2.0 * reach * i / STEPS);
        /* order statistic k is at most x when k + 1 values are: half a rank for the continuity */
        double now = i == STEPS ? 1.0 : reached(strata, n_strata, x, rank + 0.5);
        /* at the value itself and not between two: lengths in whole tokens come in steps */
        moments_add(&m, fmax(0.0, now - before), x - centre);
        before = fmax(before, now);
    }
    return moments_sd(&m);
}

/* ---- 3. extremes ------------------------------------------------------------------------ */

/* The largest of a resample is at most the j-th largest of the sample with probability
 * ((n - j) / n)^n, j from 0: and so at the smallest. */
static double sample_extreme(const double *sorted, size_t n, bool largest)
{
    struct moments m = {0};
    double extreme = largest ? sorted[n - 1] : sorted[0];
    for (size_t j = 0; j < n && j < 64; j++) {
        double here = pow(1.0 - (double)j / (double)n, (double)n);
        double next = pow(1.0 - (double)(j + 1) / (double)n, (double)n);
        moments_add(&m, here - next, (largest ? sorted[n - 1 - j] : sorted[j]) - extreme);
    }
    return moments_sd(&m);
}

/* The factor that a lever puts on every value alike, 1 without a lever; 0 for one that varies. */
static double common_factor(const struct stratum *s)
{
    if (!s->levered)
        return 1;
    return s->inverse_alpha[0] == s->inverse_alpha[s->n_alpha - 1] ? s->inverse_alpha[0] : 0;
}

/* The end of a trimmed pool is no extreme but a quantile of the member that it comes from. */
static double extreme_standard_error(const double *sorted, size_t n, bool largest,
                                     const struct stratum *strata, size_t n_strata)
{
    for (size_t i = 0; i < n_strata; i++) {
        const struct stratum *s = &strata[i];
        bool cut = largest ? s->high < s->n : s->low > 0;
        size_t at = largest ? s->high - 1 : s->low;
        double factor = common_factor(s), end = sorted[largest ? n - 1 : 0];
        if (!cut || factor == 0 || fabs(s->sorted[at] * factor - end) > 1e-12 * end)
            continue;
        struct stratum whole = {.sorted = s->sorted, .n = s->n, .high = s->n};
        return factor * standard_error_of_quantile(s->sorted, s->n,
                                                   (double)at / (double)(s->n - 1), &whole, 1);
    }
    return sample_extreme(sorted, n, largest);
}

/* ---- 4. means --------------------------------------------------------------------------- */

const double *stratum_kept(const struct stratum *s, size_t *n)
{
    *n = s->high - s->low;
    return s->levered ? s->levered : s->sorted + s->low;
}

/* Sum over all n values of the squared deviation from their mean, each value outside the kept
 * ranks moved to the nearest kept one, under the mean lever if there is one. */
static double winsorised_squares(const struct stratum *s)
{
    size_t kept;
    const double *values = stratum_kept(s, &kept);
    double lever = s->levered ? mean_of(s->inverse_alpha, s->n_alpha) : 1.0;
    double low = s->sorted[s->low] * lever, high = s->sorted[s->high - 1] * lever;
    double below = (double)s->low, above = (double)(s->n - s->high);
    double mean_kept = mean_of(values, kept);
    double mean = (below * low + (double)kept * mean_kept + above * high) / (double)s->n;
    return squares_about_mean(values, kept) + (double)kept * pow(mean_kept - mean, 2) +
           below * pow(low - mean, 2) + above * pow(high - mean, 2);
}

double standard_error_of_mean(const struct stratum *strata, size_t n_strata)
{
    double variance = 0, kept = 0;
    for (size_t s = 0; s < n_strata; s++) {
        double n = (double)strata[s].n;
        if (strata[s].n > 1)
            variance += winsorised_squares(&strata[s]) * n / (n - 1.0);
        kept += (double)(strata[s].high - strata[s].low);
    }
    return sqrt(variance) / kept;
}
