/* day_nodes.c -- the nodes that a mix keeps busy in each minute, and those that wait. */
#include "day/day_nodes.h"

#include <math.h>
#include <stdlib.h>

#define SECONDS_A_MINUTE 60.0

/* ---- from the tally ----------------------------------------------------------------------- */

/* The node-seconds of one stream, minute by minute. */
struct minutes {
    double seconds[DAY_MINUTES], queries[DAY_MINUTES];
    double sum, n;   /* of the day                                                  */
    double variance; /* of one query's node-seconds [s^2]; 0 where it cannot be told */
};

/* With k queries in a minute, k (mean of the minute - mean of the day)^2 has the variance of one
 * query as its mean, but for one degree of freedom in all. */
static double variance_of(const struct minutes *m)
{
    double squares = 0;
    int filled = 0;
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        if (m->queries[t] == 0)
            continue;
        double off = m->seconds[t] / m->queries[t] - m->sum / m->n;
        squares += m->queries[t] * off * off;
        filled++;
    }
    return filled > 1 ? squares / (filled - 1) : 0;
}

static void minutes_of(const struct tally *t, size_t stream, size_t mix, struct minutes *m)
{
    *m = (struct minutes){.n = (double)t->schedule->streams[stream].of_mix[mix]};
    for (size_t i = 0; i < DAY_MINUTES; i++) {
        m->seconds[i] = day_mix_sum(t, stream, mix, i, i + 1, PLAN_BUSY);
        m->queries[i] = (double)day_mix_count(t, stream, mix, i, i + 1);
        m->sum += m->seconds[i];
    }
    m->variance = variance_of(m);
}

static void add_minutes(struct day_fleet *f, const struct minutes *m)
{
    double day = SECONDS_A_MINUTE * DAY_MINUTES;
    for (size_t i = 0; i < DAY_MINUTES; i++) {
        f->nodes[i] += m->seconds[i] / SECONDS_A_MINUTE;
        f->variance[i] += m->queries[i] * m->variance / (SECONDS_A_MINUTE * SECONDS_A_MINUTE);
    }
    f->mean.value += m->sum / day;
    f->mean.standard_error = hypot(f->mean.standard_error, sqrt(m->n * m->variance) / day);
}

static void find_peak(struct day_fleet *f)
{
    for (size_t i = 1; i < DAY_MINUTES; i++)
        if (f->nodes[i] > f->nodes[f->peak])
            f->peak = i;
}

/* Adds up the streams of a model. Returns whether it has queries. */
static bool take_model(const struct tally *t, size_t mix, size_t model, struct day_fleet *f)
{
    struct minutes m;
    bool found = false;
    *f = (struct day_fleet){.model = model};
    for (size_t s = 0; s < t->schedule->n_streams; s++) {
        const struct day_stream *stream = &t->schedule->streams[s];
        if (stream->model != model || stream->of_mix[mix] == 0)
            continue;
        minutes_of(t, s, mix, &m);
        add_minutes(f, &m);
        found = true;
    }
    find_peak(f);
    return found;
}

int day_nodes_of(const struct tally *t, size_t mix, struct day_nodes *out, struct error *e)
{
    *out = (struct day_nodes){0};
    out->of = malloc(ASSUMPTIONS_MAX_MODELS * sizeof *out->of);
    if (!out->of)
        return error_set(e, "no memory for the minutes of %d models", ASSUMPTIONS_MAX_MODELS);
    for (size_t model = 0; model < ASSUMPTIONS_MAX_MODELS; model++)
        if (take_model(t, mix, model, &out->of[out->n]))
            out->n++;
    return 0;
}

void day_nodes_free(struct day_nodes *nodes)
{
    free(nodes->of);
    *nodes = (struct day_nodes){0};
}

/* ---- what is told ------------------------------------------------------------------------- */

/* Adds an independent number. */
static void add(struct day_estimate *to, double value, double variance)
{
    to->value += value;
    to->standard_error = sqrt(to->standard_error * to->standard_error + variance);
}

/* In its busiest minute a model has no idle node, whatever was drawn. */
static void add_fleet(const struct day_fleet *f, size_t minute, enum day_nodes_kind kind,
                      struct day_estimate *to)
{
    if (kind == DAY_NODES_BUSY)
        add(to, f->nodes[minute], f->variance[minute]);
    else if (minute != f->peak)
        add(to, f->nodes[f->peak] - f->nodes[minute], f->variance[f->peak] + f->variance[minute]);
}

struct day_estimate day_nodes_at(const struct day_nodes *nodes, size_t model, size_t minute,
                                 enum day_nodes_kind kind)
{
    struct day_estimate sum = {0, 0};
    for (size_t i = 0; i < nodes->n; i++)
        if (model == DAY_ANY || nodes->of[i].model == model)
            add_fleet(&nodes->of[i], minute, kind, &sum);
    return sum;
}

static void add_mean(const struct day_fleet *f, enum day_nodes_kind kind, struct day_estimate *to)
{
    double variance = f->mean.standard_error * f->mean.standard_error;
    if (kind == DAY_NODES_BUSY)
        add(to, f->mean.value, variance);
    else
        add(to, fmax(f->nodes[f->peak] - f->mean.value, 0), variance + f->variance[f->peak]);
}

struct day_nodes_summary day_nodes_summarize(const struct day_nodes *nodes, size_t model,
                                             enum day_nodes_kind kind)
{
    struct day_nodes_summary s = {.min = {INFINITY, 0}, .max = {-INFINITY, 0}};
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        struct day_estimate at = day_nodes_at(nodes, model, t, kind);
        if (at.value < s.min.value)
            s.min = at;
        if (at.value > s.max.value)
            s.max = at;
    }
    for (size_t i = 0; i < nodes->n; i++)
        if (model == DAY_ANY || nodes->of[i].model == model)
            add_mean(&nodes->of[i], kind, &s.mean);
    return s;
}
