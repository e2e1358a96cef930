/* simulate_fixture.h -- a small day, its tally, and a kernel whose sums are known. */
#ifndef TESTS_SIMULATE_FIXTURE_H
#define TESTS_SIMULATE_FIXTURE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "day/tally.h"
#include "day_fixture.h"

#define FIXTURE_STREAMS 4 /* two workloads on two models, by two mixes */
#define FIXTURE_BUCKETS 16

struct day_run {
    struct schedule schedule;
    struct plan *plans; /* [FIXTURE_STREAMS]; of which only n_buckets is set */
};

/* A day of N queries, of which mix a has all and mix b 90% in the first workload. */
static inline void day_run_new(struct day_run *d, uint64_t queries)
{
    const struct assumptions a = two_workloads(2, (const double[]){1, 0.9});
    const struct schedule_members m = members_each(2, 2);
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    make_schedule(&a, &m, queries, &flat, &d->schedule);
    d->plans = calloc(FIXTURE_STREAMS, sizeof *d->plans);
    assert_non_null(d->plans);
    for (size_t i = 0; i < FIXTURE_STREAMS; i++)
        d->plans[i].n_buckets = FIXTURE_BUCKETS + (uint32_t)i;
}

static inline void day_run_free(struct day_run *d)
{
    schedule_free(&d->schedule);
    free(d->plans);
}

static inline struct tally empty_tally(const struct day_run *d)
{
    struct tally t;
    struct error e;
    if (tally_new(&d->schedule, d->plans, &t, &e))
        fail_msg("%s", e.text);
    return t;
}

static inline void assert_same_tally(const struct tally *a, const struct tally *b)
{
    assert_int_equal(a->n_words, b->n_words);
    assert_int_equal(a->n_extremes, b->n_extremes);
    assert_memory_equal(a->words, b->words, a->n_words * sizeof *a->words);
    assert_memory_equal(a->low, b->low, a->n_extremes * sizeof *a->low);
    assert_memory_equal(a->high, b->high, a->n_extremes * sizeof *a->high);
}

/* ---- a kernel whose results are known ------------------------------------------------------- */

#define BLOCK_BITS 12 /* of queries that it puts into one bucket */

__extension__ typedef unsigned __int128 wide;

/* (q + 1) times the sum of the query numbers, first + ... + last - 1. */
static inline wide sum_of_numbers(uint64_t first, uint64_t last, enum plan_quantity q)
{
    return (wide)(q + 1) * ((wide)(last - first) * (first + last - 1) / 2);
}

/* Query number i goes into bucket i / 4096; the extremes are the numbers themselves. */
static inline void fake_range(const struct plan *plan, uint64_t first, uint64_t last,
                       struct kernel_range *range)
{
    for (enum plan_quantity q = 0; q < PLAN_QUANTITIES; q++) {
        wide sum = sum_of_numbers(first, last, q);
        for (size_t d = 0; d < KERNEL_DIGITS; d++, sum >>= 32)
            range->sum[q][d] += (uint32_t)sum;
        range->low[q] = fminf(range->low[q], (float)first);
        range->high[q] = fmaxf(range->high[q], (float)(last - 1));
    }
    for (uint64_t at = first; at < last;) {
        const uint64_t end = ((at >> BLOCK_BITS) + 1) << BLOCK_BITS, to = end < last ? end : last;
        const size_t bucket = (at >> BLOCK_BITS) % plan->n_buckets;
        range->count[PLAN_ENERGY][bucket] += (uint32_t)(to - at);
        range->count[PLAN_IMPROVED][plan->n_buckets - 1 - bucket] += (uint32_t)(to - at);
        at = to;
    }
}

#endif
