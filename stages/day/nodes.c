/* nodes.c -- the nodes that a mix keeps busy in each minute, and those that wait. */
#include "day/nodes.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

#include "day/quantiles.h"

#define SECONDS_A_MINUTE 60.0

/* ---- from the tally ----------------------------------------------------------------------- */

/* The node-seconds of one stream, minute by minute. */
struct minutes {
    double seconds[DAY_MINUTES], queries[DAY_MINUTES];
    double sum, n;   /* of the day                              */
    double variance; /* of one query's node-seconds [s^2]       */
    int filled;      /* minutes with queries                    */
};

/* With k queries in a minute, k (mean of the minute - mean of the day)^2 has the variance of one
 * query as its mean, but for one degree of freedom in all. */
static double variance_of(const struct minutes *m)
{
    double squares = 0;
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        if (m->queries[t] == 0)
            continue;
        double off = m->seconds[t] / m->queries[t] - m->sum / m->n;
        squares += m->queries[t] * off * off;
    }
    return squares / (m->filled - 1);
}

/* The squared deviation of a stream's energies over their mean. */
static int relative_variance(const struct tally *t, size_t stream, size_t mix, double *relative,
                             struct error *e)
{
    const struct day_stream *of = &t->schedule->streams[stream];
    struct day_strata strata;
    struct day_group own, all, *told; /* told: whose deviation and mean */
    if (day_strata_of(t, mix, PLAN_ENERGY, &strata, e))
        return -1;
    day_strata_group(&strata, DAY_ANY, DAY_ANY, &all);
    day_strata_group(&strata, of->workload, of->model, &own);
    told = own.n > 1 ? &own : &all;
    double mean = day_sum(told).value / (double)told->n;
    *relative = mean > 0 ? day_strata_variance(&all, own.of[0]) / (mean * mean) : 0;
    day_strata_free(&strata);
    return 0;
}

static int minutes_of(const struct tally *t, size_t stream, size_t mix, struct minutes *m,
                      struct error *e)
{
    double relative;
    *m = (struct minutes){.n = (double)t->schedule->streams[stream].of_mix[mix]};
    for (size_t i = 0; i < DAY_MINUTES; i++) {
        m->seconds[i] = day_mix_sum(t, stream, mix, i, i + 1, PLAN_BUSY);
        m->queries[i] = (double)day_mix_count(t, stream, mix, i, i + 1);
        m->sum += m->seconds[i];
        m->filled += m->queries[i] > 0;
    }
    if (m->filled > 1) {
        m->variance = variance_of(m);
        return 0;
    }
    if (relative_variance(t, stream, mix, &relative, e))
        return -1;
    m->variance = relative * (m->sum / m->n) * (m->sum / m->n);
    return 0;
}

/* The third cumulant of a query is that of a gamma distribution, 2 variance^2 / mean: right for
 * exponential numbers, and near for those that are a little more or less skew. */
static void add_minutes(struct day_fleet *f, const struct minutes *m)
{
    const double minute = SECONDS_A_MINUTE, day = SECONDS_A_MINUTE * DAY_MINUTES;
    double mean = m->sum / m->n, third = mean > 0 ? 2 * m->variance * m->variance / mean : 0;
    for (size_t i = 0; i < DAY_MINUTES; i++) {
        f->nodes[i] += m->seconds[i] / minute;
        f->law.mean[i] += m->queries[i] * mean / minute;
        f->law.variance[i] += m->queries[i] * m->variance / (minute * minute);
        f->law.third[i] += m->queries[i] * third / (minute * minute * minute);
    }
    f->mean.value += m->sum / day;
    f->mean.standard_error = hypot(f->mean.standard_error, sqrt(m->n * m->variance) / day);
}

/* By how much the expected fleet moves with a standard error of the minutes' variance.
 *   freedom   degrees of freedom behind it */
static double size_error_of(const struct day_fleet *f, double freedom)
{
    struct day_law law = f->law;
    double factor = 1 + sqrt(2 / freedom);
    for (size_t i = 0; i < DAY_MINUTES; i++) {
        law.variance[i] *= factor;
        law.third[i] *= factor * factor;
    }
    return fabs(day_peak_of(&law, true).mean - f->size.mean);
}

/* The busiest minute as it came, and what it and the quietest were to be. */
static void find_peaks(struct day_fleet *f, double freedom)
{
    size_t busiest = 0; /* in expectation */
    for (size_t i = 1; i < DAY_MINUTES; i++) {
        if (f->nodes[i] > f->nodes[f->peak])
            f->peak = i;
        if (f->law.mean[i] > f->law.mean[busiest])
            busiest = i;
    }
    f->size = day_peak_of(&f->law, true);
    f->least = day_peak_of(&f->law, false);
    f->size_error = size_error_of(f, freedom);
    /* Stein: Cov(largest, x_t) = variance_t P(t is the busiest) */
    f->covariance = f->law.variance[busiest] / DAY_MINUTES;
}

/* Adds up the streams of a model.
 *   *found   whether it has queries */
static int take_model(const struct tally *t, size_t mix, size_t model, struct day_fleet *f,
                      bool *found, struct error *e)
{
    struct minutes m;
    double variance = 0, spread = 0; /* of the day's node-seconds, and of that variance */
    *f = (struct day_fleet){.model = model};
    *found = false;
    for (size_t s = 0; s < t->schedule->n_streams; s++) {
        const struct day_stream *stream = &t->schedule->streams[s];
        if (stream->model != model || stream->of_mix[mix] == 0)
            continue;
        if (minutes_of(t, s, mix, &m, e))
            return -1;
        add_minutes(f, &m);
        variance += m.n * m.variance;
        spread += gsl_pow_2(m.n * m.variance) / fmax(m.filled - 1, 1);
        *found = true;
    }
    if (*found)
        find_peaks(f, spread > 0 ? gsl_pow_2(variance) / spread : 1); /* Satterthwaite */
    return 0;
}

int day_nodes_of(const struct tally *t, size_t mix, struct day_nodes *out, struct error *e)
{
    *out = (struct day_nodes){0};
    out->of = malloc(ASSUMPTIONS_MAX_MODELS * sizeof *out->of);
    if (!out->of)
        return error_no_memory(e, "for the minutes of %d models", ASSUMPTIONS_MAX_MODELS);
    for (size_t model = 0; model < ASSUMPTIONS_MAX_MODELS; model++) {
        bool found;
        if (take_model(t, mix, model, &out->of[out->n], &found, e)) {
            day_nodes_free(out);
            return -1;
        }
        out->n += found;
    }
    return 0;
}

void day_nodes_free(struct day_nodes *nodes)
{
    free(nodes->of);
    *nodes = (struct day_nodes){0};
}

/* ---- what is told ------------------------------------------------------------------------- */

/* Adds an independent number. */
static void add(struct estimate *to, double value, double variance)
{
    to->value += value;
    to->standard_error = sqrt(to->standard_error * to->standard_error + variance);
}

/* In its busiest minute a model has no idle node, whatever was drawn. */
static void add_fleet(const struct day_fleet *f, size_t minute, enum day_nodes_kind kind,
                      struct estimate *to)
{
    if (kind == DAY_NODES_BUSY)
        add(to, f->nodes[minute], f->law.variance[minute]);
    else if (minute != f->peak)
        add(to, f->nodes[f->peak] - f->nodes[minute],
            f->law.variance[f->peak] + f->law.variance[minute]);
}

struct estimate day_nodes_at(const struct day_nodes *nodes, size_t model, size_t minute,
                                 enum day_nodes_kind kind)
{
    struct estimate sum = {0};
    for (size_t i = 0; i < nodes->n; i++)
        if (model == DAY_ANY || nodes->of[i].model == model)
            add_fleet(&nodes->of[i], minute, kind, &sum);
    return sum;
}

static void add_mean(const struct day_fleet *f, enum day_nodes_kind kind, struct estimate *to)
{
    double variance = gsl_pow_2(f->mean.standard_error);
    if (kind == DAY_NODES_BUSY)
        add(to, f->mean.value, variance);
    else
        add(to, fmax(f->nodes[f->peak] - f->mean.value, 0), day_fleet_variance(f, 1, -1));
}

double day_fleet_variance(const struct day_fleet *f, double of_size, double of_mean)
{
    return fmax(gsl_pow_2(of_size * f->size.deviation) +
                    gsl_pow_2(of_mean * f->mean.standard_error) +
                    2 * of_size * of_mean * f->covariance, 0);
}

/* Variances of the fewest and of the most busy nodes of some models together, and of the sum of
 * their fleets. */
struct together {
    size_t n;
    double least, most, sizes;
};

static struct together together_of(const struct day_nodes *nodes, size_t model)
{
    struct together sum = {0};
    struct day_law law = {{0}, {0}, {0}}; /* of all of them */
    for (size_t i = 0; i < nodes->n; i++) {
        const struct day_fleet *f = &nodes->of[i];
        if (model != DAY_ANY && model != f->model)
            continue;
        sum.n++;
        sum.least = gsl_pow_2(f->least.deviation);
        sum.most = gsl_pow_2(f->size.deviation);
        sum.sizes += sum.most;
        for (size_t t = 0; t < DAY_MINUTES; t++) {
            law.mean[t] += f->law.mean[t];
            law.variance[t] += f->law.variance[t];
            law.third[t] += f->law.third[t];
        }
    }
    if (sum.n > 1) {
        sum.least = gsl_pow_2(day_peak_of(&law, false).deviation);
        sum.most = gsl_pow_2(day_peak_of(&law, true).deviation);
    }
    return sum;
}

/* Idle nodes are the fleets less the busy ones, so that most of them wait when the fewest are busy.
 * One model alone has a minute without any. */
static void add_extreme_errors(const struct together *of, enum day_nodes_kind kind,
                               struct day_nodes_summary *s)
{
    if (kind == DAY_NODES_BUSY) {
        s->min.standard_error = sqrt(of->least);
        s->max.standard_error = sqrt(of->most);
        return;
    }
    s->min.standard_error = of->n > 1 ? sqrt(of->sizes + of->most) : 0;
    s->max.standard_error = sqrt(of->sizes + of->least);
}

struct day_nodes_summary day_nodes_summarize(const struct day_nodes *nodes, size_t model,
                                             enum day_nodes_kind kind)
{
    struct day_nodes_summary s = {.min = {INFINITY, 0, 0}, .max = {-INFINITY, 0, 0}};
    struct together together = together_of(nodes, model);
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        double at = day_nodes_at(nodes, model, t, kind).value;
        s.min.value = fmin(s.min.value, at);
        s.max.value = fmax(s.max.value, at);
    }
    for (size_t i = 0; i < nodes->n; i++)
        if (model == DAY_ANY || nodes->of[i].model == model)
            add_mean(&nodes->of[i], kind, &s.mean);
    add_extreme_errors(&together, kind, &s);
    return s;
}
