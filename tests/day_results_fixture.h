/* day_results_fixture.h -- days whose tallies are made by hand, for tests of what is told of them. */
#ifndef TESTS_DAY_RESULTS_FIXTURE_H
#define TESTS_DAY_RESULTS_FIXTURE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "day/day_results.h"
#include "day_fixture.h"

#define BUCKETS 4000
#define SCALE 20.0f /* quanta are 2^-20 of what a relative 0 stands for */

/* A day of hand-made streams. */
struct made_day {
    struct assumptions a;
    struct schedule schedule;
    struct plan *plans;
    struct tally tally;
};

/* Two models on the node of Supplemental V, one mix of chat alone or several of two workloads. */
static inline void made_day_new(struct made_day *d, size_t n_mixes, const double *chat,
                                size_t n_models, uint64_t queries, const struct load_curve *curve)
{
    struct schedule_members m = {{0}, {{0}}};
    struct error e;
    d->a = two_workloads(n_mixes, chat);
    d->a.n_models = 2;
    strcpy(d->a.models[0].name, "big");
    strcpy(d->a.models[1].name, "small");
    d->a.n_nodes = 1;
    d->a.nodes[0].max_power = 11.3;
    d->a.nodes[0].idle_power = 2.7;
    d->a.pue = (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = 1.2};
    d->a.fleet = (struct fleet){.queries_per_day = 1, .redundancy = 1.1, .network = 1.12,
                                .utilisation = {true, 0}, .load_low = 0.5, .load_high = 1};
    for (size_t w = 0; w < 2; w++) {
        m.n[w] = n_models;
        m.model[w][1] = 1;
    }
    make_schedule(&d->a, &m, queries, curve, &d->schedule);
    d->plans = calloc(d->schedule.n_streams, sizeof *d->plans);
    assert_non_null(d->plans);
    for (size_t i = 0; i < d->schedule.n_streams; i++) {
        d->plans[i].n_buckets = BUCKETS;
        for (int q = 0; q < PLAN_QUANTITIES; q++) { /* edges of streams do not coincide */
            d->plans[i].centre[q] = 0.37 * (double)i / PLAN_BUCKETS_OCTAVE;
            d->plans[i].scale[q] = SCALE;
            d->plans[i].bucket[q] = BUCKETS / 2;
        }
    }
    if (tally_new(&d->schedule, d->plans, &d->tally, &e))
        fail_msg("%s", e.text);
}

static inline void made_day_free(struct made_day *d)
{
    tally_free(&d->tally);
    free(d->plans);
    schedule_free(&d->schedule);
}

/* Adds `count` queries of x Wh, and of half as much with the lever, to a segment of a stream. Sums
 * are in put_sum. */
static inline void put_energy(struct made_day *d, size_t stream, size_t segment, double x,
                              uint64_t count)
{
    for (enum plan_quantity q = PLAN_ENERGY; q <= PLAN_IMPROVED; q++, x /= 2) {
        size_t at = tally_extreme(&d->tally, stream, segment, q);
        double relative = log2(x) - d->plans[stream].centre[q];
        double place = floor(relative * PLAN_BUCKETS_OCTAVE + BUCKETS / 2);
        tally_counts(&d->tally, stream, segment, q)[(size_t)fmin(fmax(place, 0), BUCKETS - 1)] +=
            count;
        d->tally.low[at] = fmin(d->tally.low[at], relative);
        d->tally.high[at] = fmax(d->tally.high[at], relative);
    }
}

/* Adds x Wh (or node-seconds) to the sum of a piece. */
static inline void put_sum(struct made_day *d, size_t stream, size_t piece, enum plan_quantity q,
                           double x)
{
    double quanta = floor(x / plan_quantum(&d->plans[stream], q) + 0.5);
    tally_sum(&d->tally, stream, piece, q)[0] += (uint64_t)quanta & 0xffffffffu;
    tally_sum(&d->tally, stream, piece, q)[1] += (uint64_t)quanta >> 32;
}

static inline struct results results_of(const struct made_day *d)
{
    struct results r = {0};
    struct error e;
    if (day_results_add(&d->a, &d->tally, &r, &e))
        fail_msg("%s", e.text);
    return r;
}

/* The row of a key; fails the test if there is none. */
static inline const struct result *row_of(const struct results *r, const char *key)
{
    const struct result *row = results_find(r, key);
    if (!row)
        fail_msg("no result %s", key);
    return row;
}

#endif
