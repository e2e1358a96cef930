/* strata.c -- the streams as one mix takes them. */
#include "day/strata.h"

#include <math.h>
#include <stdlib.h>

/* ---- ranges of minutes -------------------------------------------------------------------- */

uint64_t day_mix_count(const struct tally *t, size_t stream, size_t mix, size_t first, size_t last)
{
    return schedule_minute(t->schedule, stream, mix, last) -
           schedule_minute(t->schedule, stream, mix, first);
}

double day_mix_sum(const struct tally *t, size_t stream, size_t mix, size_t first, size_t last,
                   enum plan_quantity q)
{
    const struct day_stream *of = &t->schedule->streams[stream];
    uint64_t begin = schedule_minute(t->schedule, stream, mix, first);
    uint64_t end = schedule_minute(t->schedule, stream, mix, last);
    if (begin == end)
        return 0;
    return tally_quanta(t, stream, schedule_piece(of, begin), schedule_piece(of, end - 1) + 1, q) *
           plan_quantum(&t->plans[stream], q);
}

/* ---- one stratum -------------------------------------------------------------------------- */

/* Adds up the segments that the mix takes: counts, to one bucket higher, and extremes. */
static void take_segments(const struct tally *t, size_t stream, uint64_t n, enum plan_quantity q,
                          struct day_stratum *out)
{
    const struct day_stream *of = &t->schedule->streams[stream];
    for (size_t s = 0; s < of->n_segments && of->segment_end[s] <= n; s++) {
        const uint64_t *counts = tally_counts(t, stream, s, q);
        size_t place = tally_extreme(t, stream, s, q);
        for (uint32_t b = 0; b < out->n_buckets; b++)
            out->below[b + 1] += counts[b];
        out->low = fmin(out->low, t->low[place]);
        out->high = fmax(out->high, t->high[place]);
    }
    for (uint32_t b = 0; b < out->n_buckets; b++)
        out->below[b + 1] += out->below[b];
    out->low += t->plans[stream].centre[q];
    out->high += t->plans[stream].centre[q];
}

/* Squares about the mean, every query taken at the centre of its bucket, or of that part of the
 * bucket which lies between the extremes. */
static double variance_of(const struct day_stratum *s)
{
    double squares = 0, mean = s->sum / (double)s->n;
    for (uint32_t b = 0; b < s->n_buckets && s->n > 1; b++) {
        if (s->below[b + 1] == s->below[b])
            continue;
        double edge = s->first_edge + (double)b / PLAN_BUCKETS_OCTAVE;
        double lower = b == 0 ? s->low : fmax(s->low, edge);
        double upper = b + 1 == s->n_buckets ? s->high
                                             : fmin(s->high, edge + 1.0 / PLAN_BUCKETS_OCTAVE);
        double off = exp2((lower + upper) / 2) - mean;
        squares += (double)(s->below[b + 1] - s->below[b]) * off * off;
    }
    return s->n > 1 ? squares / (double)(s->n - 1) : 0;
}

static int take_stream(const struct tally *t, size_t stream, size_t mix, enum plan_quantity q,
                       struct day_stratum *out, struct error *e)
{
    const struct day_stream *of = &t->schedule->streams[stream];
    const struct plan *plan = &t->plans[stream];
    *out = (struct day_stratum){.workload = of->workload, .model = of->model,
                                .n = of->of_mix[mix], .low = INFINITY, .high = -INFINITY,
                                .n_buckets = plan->n_buckets};
    out->below = calloc((size_t)plan->n_buckets + 1, sizeof *out->below);
    if (!out->below)
        return error_no_memory(e, "for the counts of %u buckets", (unsigned)plan->n_buckets);
    /* from an edge in the middle: that of bucket 0 itself may be beyond a double's range */
    out->first_edge = log2(plan_bucket_edge(plan, q, plan->n_buckets / 2)) -
                      (double)(plan->n_buckets / 2) / PLAN_BUCKETS_OCTAVE;
    take_segments(t, stream, out->n, q, out);
    out->sum = day_mix_sum(t, stream, mix, 0, DAY_MINUTES, q);
    out->variance = variance_of(out);
    return 0;
}

/* ---- all of a mix ------------------------------------------------------------------------- */

int day_strata_of(const struct tally *t, size_t mix, enum plan_quantity q, struct day_strata *out,
                  struct error *e)
{
    *out = (struct day_strata){0};
    out->of = calloc(t->schedule->n_streams + 1, sizeof *out->of);
    if (!out->of)
        return error_no_memory(e, "for %zu streams", t->schedule->n_streams);
    for (size_t i = 0; i < t->schedule->n_streams; i++) {
        if (t->schedule->streams[i].of_mix[mix] == 0)
            continue;
        if (take_stream(t, i, mix, q, &out->of[out->n], e)) {
            day_strata_free(out);
            return -1;
        }
        out->n++;
    }
    return 0;
}

void day_strata_group(const struct day_strata *strata, size_t workload, size_t model,
                      struct day_group *group)
{
    *group = (struct day_group){.low = INFINITY, .high = -INFINITY};
    for (size_t i = 0; i < strata->n; i++) {
        const struct day_stratum *s = &strata->of[i];
        if ((workload != DAY_ANY && workload != s->workload) ||
            (model != DAY_ANY && model != s->model))
            continue;
        group->of[group->n_strata++] = s;
        group->n += s->n;
        group->low = fmin(group->low, s->low);
        group->high = fmax(group->high, s->high);
    }
}

double day_strata_variance(const struct day_group *group, const struct day_stratum *s)
{
    double sum = 0, squares = 0;
    if (s->n > 1 || group->n < 2)
        return s->variance;
    for (size_t i = 0; i < group->n_strata; i++)
        sum += group->of[i]->sum;
    for (size_t i = 0; i < group->n_strata; i++) {
        double n = (double)group->of[i]->n, off = group->of[i]->sum / n - sum / (double)group->n;
        squares += (n - 1) * group->of[i]->variance + n * off * off;
    }
    return squares / (double)(group->n - 1);
}

void day_strata_free(struct day_strata *strata)
{
    for (size_t i = 0; i < strata->n; i++)
        free(strata->of[i].below);
    free(strata->of);
    *strata = (struct day_strata){0};
}
