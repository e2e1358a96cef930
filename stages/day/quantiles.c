/* quantiles.c -- quantiles, extremes and means of a group of strata. */
#include "day/quantiles.h"

#include <math.h>

#include <gsl/gsl_sf_expint.h>

#define WIDTH (1.0 / PLAN_BUCKETS_OCTAVE) /* of a bucket [log2]                                 */
#define SLACK 0.01      /* of a width: edges in the kernel are those of floats                  */
#define ALIKE 0.75      /* neighbours with this share of a bucket's queries: interpolate        */
#define NEARLY_ALL 0.98 /* of the queries about an energy are in such buckets                  */
#define MANY 400        /* of them: 6 standard deviations of chance are 0.15 of a width        */
#define HALVINGS 64     /* of an interval, until its ends are the same doubles                  */
#define STEPS_MAX 36000 /* widths, a hundred octaves                                            */
#define TAIL_MAX 150    /* queries by which a tail is told: Hill's estimator then has 8%        */
#define TAIL_FIRST (-36.0)
#define TAIL_STEP 0.05  /* from ln V = -36 to 4, which leaves out 1e-16 of an exponential V     */
#define TAIL_POINTS 800
#define LEAST_LOG 1e-3  /* of n / V, V beyond all n                                             */
#define OCTAVES_MAX 400.0
#define LN_2 0.693147180559945309

/* ---- how many queries are below an energy ------------------------------------------------- */

/* The bucket of a logarithm y [log2 Wh]. */
static uint32_t bucket_of(const struct day_stratum *s, double y)
{
    double place = floor((y - s->first_edge) / WIDTH);
    if (!(place > 0))
        return 0;
    return place >= s->n_buckets ? s->n_buckets - 1 : (uint32_t)place;
}

/* At least, at most, and about so many queries of a stratum are at most 2^y Wh. */
static double at_least(const struct day_stratum *s, double y)
{
    return (double)(y >= s->high ? s->n : s->below[bucket_of(s, y)]);
}

static double at_most(const struct day_stratum *s, double y)
{
    return y < s->low ? 0 : (double)s->below[bucket_of(s, y) + 1];
}

static double about(const struct day_stratum *s, double y)
{
    if (y < s->low || y >= s->high)
        return y < s->low ? 0 : (double)s->n;
    uint32_t b = bucket_of(s, y);
    double edge = s->first_edge + b * WIDTH;
    double lower = b == 0 ? s->low : fmax(edge, s->low);
    double upper = b + 1 == s->n_buckets ? s->high : fmin(edge + WIDTH, s->high);
    double share = upper > lower ? fmin(fmax((y - lower) / (upper - lower), 0), 1) : 1;
    return (double)s->below[b] + share * (double)(s->below[b + 1] - s->below[b]);
}

typedef double count_of(const struct day_stratum *s, double y);

static double count(const struct day_group *g, count_of *of, double y)
{
    double sum = 0;
    for (size_t i = 0; i < g->n_strata; i++)
        sum += of(g->of[i], y);
    return sum;
}

/* ---- order statistics --------------------------------------------------------------------- */

/* The smallest y where a count comes to `want`, which it does at the highest energy. */
static double reach(const struct day_group *g, count_of *of, double want)
{
    double low = g->low, high = g->high;
    if (count(g, of, low) >= want)
        return low;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = low + (high - low) / 2;
        if (count(g, of, middle) >= want)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* True where there are many queries and nearly all are in buckets that those beside resemble, which
 * hold nearly as many. */
static bool is_smooth(const struct day_group *g, double y)
{
    double all = 0, smooth = 0;
    for (size_t i = 0; i < g->n_strata; i++) {
        const struct day_stratum *s = g->of[i];
        uint32_t b = bucket_of(s, y);
        double here = (double)(s->below[b + 1] - s->below[b]);
        all += here;
        if (b >= 2 && b + 2 < s->n_buckets &&
            (double)(s->below[b] - s->below[b - 1]) >= ALIKE * here &&
            (double)(s->below[b + 2] - s->below[b + 1]) >= ALIKE * here)
            smooth += here;
    }
    return all >= MANY && smooth >= NEARLY_ALL * all;
}

/* The logarithm of the order statistic with k others below it, k in [0, n). Returns whether it is
 * known within a bucket's width. */
static bool order_statistic(const struct day_group *g, double k, double *y)
{
    double low = reach(g, at_most, k + 1), high = reach(g, at_least, k + 1);
    *y = reach(g, about, k + 0.5);
    if (!is_smooth(g, *y))
        *y = low + (high - low) / 2;
    *y = fmin(fmax(*y, low), high);
    return high - low <= WIDTH * (1 + SLACK);
}

/* The type 7 quantile [Wh]. */
static bool type_7(const struct day_group *g, double p, double *value)
{
    double rank = ((double)g->n - 1) * fmin(fmax(p, 0), 1), k = floor(rank), lower, upper;
    bool known = order_statistic(g, k, &lower);
    *value = exp2(lower);
    if (rank > k && k + 1 < (double)g->n) {
        known = order_statistic(g, k + 1, &upper) && known;
        *value += (rank - k) * (exp2(upper) - *value);
    }
    return known;
}

bool day_quantile(const struct day_group *g, double p, struct estimate *out)
{
    double variance = 0, low, high;
    bool known = type_7(g, p, &out->value);
    double y = log2(out->value);
    for (size_t i = 0; i < g->n_strata; i++) {
        double n = (double)g->of[i]->n, share = about(g->of[i], y) / n;
        if (n < 2) /* one query has no spread of its own */
            share = count(g, about, y) / (double)g->n;
        variance += n * share * (1 - share);
    }
    double n = (double)g->n, rank = p * n, error = sqrt(variance); /* of the rank */
    low = exp2(reach(g, about, rank - error));
    high = exp2(reach(g, about, fmin(rank + error, n)));
    if (low == high) { /* one of few queries, or of many that are alike */
        type_7(g, p - error / n, &low);
        type_7(g, p + error / n, &high);
    }
    out->standard_error = (high - low) / 2;
    out->n = (size_t)g->n;
    return known;
}

/* ---- extremes and sums -------------------------------------------------------------------- */

/* The outer k queries of a group on one side. */
struct tail {
    double n, k;    /* of the group; of the tail                                   */
    double y;       /* log2 of the energy that has k beyond it [log2 Wh]           */
    double extreme; /* log2 of the outermost                                       */
    double h;       /* mean of |ln E - ln E_k| over the k: Hill's estimator        */
    double power;   /* that of the law in the header                               */
    bool largest;
};

static double beyond(const struct day_group *g, bool largest, double y)
{
    double below = count(g, about, y);
    return largest ? (double)g->n - below : below;
}

static struct tail tail_of(const struct day_group *g, bool largest)
{
    struct tail t = {.n = (double)g->n, .largest = largest};
    t.k = fmin(fmax(floor(sqrt(t.n)), 1), TAIL_MAX);
    t.y = reach(g, about, fmin(largest ? t.n - t.k : t.k + 1, t.n));
    t.extreme = largest ? g->high : g->low;
    int steps = (int)fmin(ceil(fabs(t.extreme - t.y) / WIDTH), STEPS_MAX);
    double step = steps > 0 ? (t.extreme - t.y) / steps : 0;
    for (int i = 0; i < steps; i++)
        t.h += beyond(g, largest, t.y + (i + 0.5) * step) * fabs(step) * LN_2 / t.k;
    /* E[ln(1 + X / L)] = exp(L) E1(L) for X exponential */
    t.power = largest && t.k < t.n ? t.h / gsl_sf_expint_E1_scaled(log(t.n / t.k)) : t.h;
    return t;
}

/* The extreme of a day on which v queries are expected beyond it, over that of this day. */
static double extreme_at(const struct tail *t, double v)
{
    double more = t->largest ? fmax(log(t->n / v), LEAST_LOG) / log(t->n / t->k) : v / t->k;
    return exp2(fmin(t->y + t->power * log2(more) - t->extreme, OCTAVES_MAX));
}

/* Of days drawn anew v is exponential: the sum is over u = ln v, with weights v exp(-v) du. */
struct estimate day_extreme(const struct day_group *g, bool largest)
{
    struct tail t = tail_of(g, largest);
    double mean = 0, square = 0;
    for (int i = 0; i < TAIL_POINTS && g->n > 1; i++) {
        double u = TAIL_FIRST + i * TAIL_STEP, weight = TAIL_STEP * exp(u - exp(u));
        double off = extreme_at(&t, exp(u)) - 1;
        mean += weight * off;
        square += weight * off * off;
    }
    double variance = fmax(square - mean * mean, 0);
    return (struct estimate){exp2(t.extreme), exp2(t.extreme) * sqrt(variance),
                             (size_t)g->n};
}

struct estimate day_sum(const struct day_group *g)
{
    double sum = 0, variance = 0;
    for (size_t i = 0; i < g->n_strata; i++) {
        sum += g->of[i]->sum;
        variance += (double)g->of[i]->n * day_strata_variance(g, g->of[i]);
    }
    return (struct estimate){sum, sqrt(variance), (size_t)g->n};
}
