/* test_kernel.c -- the kernels of all instruction sets against the plain reference, bit for bit. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/query.h"
#include "numeric/philox.h"
#include "day/kernel.h"
#include "day/reference.h"
#include "day_fixture.h"
#include "scenario_fixture.h"
#include "support.h"

#define NEAR 3e-6 /* a float tells 1/1000 of a bucket apart: 2e-6 of the value */
#define QUERIES 200003 /* no whole number of vectors; some hundred inputs in their outer 2^-16 */

struct fixture {
    struct assumptions a;
    struct throughput_fits fits;
};

/* ---- plans ----------------------------------------------------------------------------------- */

/* The ways through the kernel that an assumption opens. */
enum way { WAY_PAPER, WAY_KINKED, WAY_COUPLED, WAY_FALLING, WAY_INPUT, WAY_INPUT_FIXED, WAY_WIDE,
           WAY_WIDEST, WAYS };

static void change(struct assumptions *a, enum way way)
{
    struct workload_case *c = &a->cases[assumptions_find_case(a, a->workloads[0].name)];
    a->input_weight = 0.5;
    if (way == WAY_KINKED)
        a->pue = (struct distribution){&distribution_triangular, 1.05, 1.1, 1.6};
    if (way == WAY_COUPLED)
        c->power = POWER_COUPLED;
    if (way == WAY_FALLING) { /* u falls as TPS rises */
        c->power = POWER_COUPLED;
        a->coupled_power = (struct power_line){.idle = 0.9, .cap = 0.3};
    }
    if (way == WAY_WIDEST) { /* the median is 2^-50 of what fits the coarsest quanta */
        a->workloads[0].output_tokens = (struct distribution){&distribution_lognormal, 6, 6.3, 0};
        a->workloads[0].fleet_lever = (struct distribution){&distribution_lognormal, 2, 2.8, 0};
    }
    if (way == WAY_INPUT || way == WAY_INPUT_FIXED)
        c->effective_tokens = EFFECTIVE_OUTPUT_AND_INPUT;
    if (way == WAY_INPUT)
        a->workloads[0].input_tokens = (struct distribution){&distribution_gamma, 0.7, 900, 0};
    if (way == WAY_WIDE) /* sigma 4.2: most of the sum is in a few queries */
        a->workloads[0].output_tokens = (struct distribution){&distribution_lognormal, 6, 4.2, 0};
}

static void plan_changed(const struct fixture *f, enum way way, struct plan *p)
{
    struct assumptions a = f->a;
    change(&a, way);
    plan_of(&a, &f->fits, 0, 0, p);
}

static void paper__goes_the_short_way_and_others_do_not(void **state)
{
    for (int way = 0; way < WAYS; way++) {
        struct plan p;
        plan_changed(*state, (enum way)way, &p);
        assert_int_equal(p.plain, way == WAY_PAPER);
        if (way == WAY_PAPER || way == WAY_WIDE || way == WAY_WIDEST)
            assert_int_equal(p.steps, way == WAY_WIDEST ? 4 : way == WAY_WIDE ? 2 : 0);
    }
}

/* ---- ranges ---------------------------------------------------------------------------------- */

struct drawn {
    struct kernel_range range;
    uint32_t *counts; /* of both histograms */
};

static struct drawn drawn_new(const struct plan *p)
{
    struct drawn d = {.counts = calloc(2 * p->n_buckets, sizeof *d.counts)};
    assert_non_null(d.counts);
    kernel_range_clear(&d.range);
    d.range.count[PLAN_ENERGY] = d.counts;
    d.range.count[PLAN_IMPROVED] = d.counts + p->n_buckets;
    return d;
}

static void assert_same(const struct plan *p, const struct drawn *a, const struct drawn *b,
                        const char *name)
{
    const struct kernel_range *x = &a->range, *y = &b->range;
    if (memcmp(x->sum, y->sum, sizeof x->sum) != 0)
        fail_msg("%s: other sums", name);
    if (memcmp(x->low, y->low, sizeof x->low) != 0 || memcmp(x->high, y->high, sizeof x->high) != 0)
        fail_msg("%s: other extremes", name);
    if (memcmp(a->counts, b->counts, 2 * p->n_buckets * sizeof *a->counts) != 0)
        fail_msg("%s: other counts", name);
}

static void compare(const struct plan *p, uint64_t first, uint64_t last)
{
    const struct kernel *list[KERNEL_MAX];
    size_t n = kernel_list(list);
    struct drawn reference = drawn_new(p);
    assert_ptr_equal(list[0], &kernel_plain);
    list[0]->range(p, first, last, &reference.range);
    for (size_t k = 1; k < n; k++) {
        struct drawn d = drawn_new(p);
        list[k]->range(p, first, last, &d.range);
        assert_same(p, &reference, &d, list[k]->name);
        free(d.counts);
    }
    free(reference.counts);
}

static void kernels__give_the_reference_bit_for_bit(void **state)
{
    for (int way = 0; way < WAYS; way++) {
        struct plan p;
        plan_changed(*state, (enum way)way, &p);
        compare(&p, 0, QUERIES);
    }
}

/* Where the low half of the query's number overflows, and far beyond. */
static void kernels__agree_on_large_numbers(void **state)
{
    struct plan p;
    plan_changed(*state, WAY_PAPER, &p);
    compare(&p, 0xffffffffull - 1000, 0xffffffffull + 1000);
    compare(&p, 999999999999999ull - 777, 999999999999999ull);
}

static void kernels__agree_on_short_ranges(void **state)
{
    struct plan p;
    plan_changed(*state, WAY_KINKED, &p);
    for (uint64_t n = 0; n < 140; n++)
        compare(&p, 5, 5 + n);
}

/* Blocks of any size leave no trace: their words add up to those of the whole. */
static void ranges__add_up(void **state)
{
    const struct kernel *list[KERNEL_MAX];
    size_t n = kernel_list(list);
    struct plan p;
    plan_changed(*state, WAY_WIDE, &p);
    struct drawn whole = drawn_new(&p), parts = drawn_new(&p);
    list[n - 1]->range(&p, 0, QUERIES, &whole.range);
    for (uint64_t from = 0, size = 1; from < QUERIES; from += size, size = size * 7 % 9973 + 1)
        list[n - 1]->range(&p, from, from + size < QUERIES ? from + size : QUERIES, &parts.range);
    assert_same(&p, &whole, &parts, "parts");
    free(whole.counts);
    free(parts.counts);
}

/* ---- what is counted ------------------------------------------------------------------------- */

/* Sums, counts and extremes against the queries themselves, added here in long double. */
static void ranges__are_sums_of_their_queries(void **state)
{
    static float values[PLAN_QUANTITIES][QUERIES];
    float *const of[PLAN_QUANTITIES] = {values[0], values[1], values[2]};
    for (int way = 0; way < WAYS; way++) {
        struct plan p;
        plan_changed(*state, (enum way)way, &p);
        struct drawn d = drawn_new(&p);
        kernel_plain.queries(&p, 0, QUERIES, of);
        kernel_plain.range(&p, 0, QUERIES, &d.range);
        for (int q = 0; q < PLAN_QUANTITIES; q++) {
            long double sum = 0;
            float low = INFINITY, high = -INFINITY;
            for (size_t i = 0; i < QUERIES; i++) {
                sum += exp2l((long double)values[q][i] + p.scale[q] + p.steps * PLAN_STEP);
                low = fminf(low, values[q][i]);
                high = fmaxf(high, values[q][i]);
            }
            const uint64_t *s = d.range.sum[q];
            double got = (double)s[0] + (double)s[1] * 0x1p32 + (double)s[2] * 0x1p64 +
                         (double)s[3] * 0x1p96;
            /* float_power is good to 2e-7; half a quantum of 2^19 or more is less */
            assert_close(got, (double)sum, 3e-7, 0);
            assert_close((double)d.range.low[q], (double)low, 0, 0);
            assert_close((double)d.range.high[q], (double)high, 0, 0);
        }
        free(d.counts);
    }
}

/* A query lies in the bucket whose edges are around it. */
static void buckets__hold_their_values(void **state)
{
    for (int way = 0; way < WAYS; way++) {
        struct plan p;
        plan_changed(*state, (enum way)way, &p);
        for (uint64_t q = 0; q < 5000; q++) {
            float of[PLAN_QUANTITIES];
            reference_query(&p, q, of);
            uint32_t bucket = reference_bucket(&p, PLAN_ENERGY, of[PLAN_ENERGY]);
            double value = plan_value(&p, PLAN_ENERGY, (double)of[PLAN_ENERGY]);
            assert_in_range(bucket, 1, p.n_buckets - 2);
            assert_true(value >= plan_bucket_edge(&p, PLAN_ENERGY, bucket) * (1 - NEAR));
            assert_true(value <= plan_bucket_edge(&p, PLAN_ENERGY, bucket + 1) * (1 + NEAR));
        }
        assert_close(plan_bucket_edge(&p, PLAN_ENERGY, 101),
                     plan_bucket_edge(&p, PLAN_ENERGY, 100) * exp2(1.0 / PLAN_BUCKETS_OCTAVE),
                     1e-12, 0);
    }
}

/* Power in proportion to TPS, and TPS that falls by 2^-100 for short outputs: Eq. 1 in doubles.
 * Logarithms of 100 have 2^-18 for their last bit. */
static void coupled_power__and_tps_cancel(void **state)
{
    const struct fixture *f = *state;
    struct assumptions a = f->a;
    struct throughput_fits fits = f->fits;
    struct plan p;
    change(&a, WAY_COUPLED);
    a.coupled_power = (struct power_line){.idle = 0, .cap = 0.8};
    a.workloads[0].output_tokens = (struct distribution){&distribution_gamma, 0.2, 2000, 0};
    fits.fit[0].curve.b[2] = 2.5;
    plan_of(&a, &fits, 0, 0, &p);
    struct query_inputs inputs = query_inputs_of(&a, &fits, 0, 0);
    struct philox_stream s = philox_stream_of(a.seed, a.workloads[0].name, a.models[0].name);
    for (uint64_t q = 0; q < 3000; q++) {
        float of[PLAN_QUANTITIES];
        double output = distribution_quantile(&a.workloads[0].output_tokens,
                                              philox_draw(s, q, PHILOX_OUTPUT_TOKENS));
        double pue = distribution_quantile(&a.pue, philox_draw(s, q, PHILOX_PUE));
        struct query want = query_at(&inputs, a.workloads[0].input_tokens.a, output, 0, pue);
        reference_query(&p, q, of);
        if (output > THROUGHPUT_LEAST_OUTPUT_TOKENS)
            assert_close(plan_value(&p, PLAN_ENERGY, (double)of[PLAN_ENERGY]),
                         want.energy, 2e-5, 0);
    }
}

/* ---- digits ---------------------------------------------------------------------------------- */

static void sums__carry_and_borrow(void **state)
{
    (void)state;
    uint64_t sum[KERNEL_DIGITS] = {0xffffffff, 0xffffffff, 5, 0};
    reference_add(sum, 1, 0);
    assert_true(sum[0] == 0 && sum[1] == 0 && sum[2] == 6 && sum[3] == 0);
    reference_subtract(sum, 1, 0);
    assert_true(sum[0] == 0xffffffff && sum[1] == 0xffffffff && sum[2] == 5 && sum[3] == 0);
    reference_add(sum, 0x100000001, 0);
    assert_true(sum[0] == 0 && sum[1] == 1 && sum[2] == 6 && sum[3] == 0);
    reference_add(sum, 0x7fffffffffffffff, 40); /* 2^103 - 2^40 */
    assert_true(sum[0] == 0 && sum[1] == 0xffffff01 && sum[2] == 5 && sum[3] == 128);
}

/* 2^p for whole p is one bit; beyond 2^120 it stays there. */
static void powers__are_put_where_they_belong(void **state)
{
    struct plan p;
    plan_changed(*state, WAY_PAPER, &p);
    for (int power = 0; power <= 130; power++) {
        uint64_t sum[KERNEL_DIGITS] = {0};
        int bit = power < 120 ? power : 120;
        reference_add_value(&p, PLAN_ENERGY, (float)(power - p.scale[PLAN_ENERGY]), sum);
        for (int i = 0; i < KERNEL_DIGITS; i++)
            assert_true(sum[i] == (i == bit / 32 ? 1ull << bit % 32 : 0));
    }
}

static void a_kernel__is_found_by_name(void **state)
{
    (void)state;
    const struct kernel *list[KERNEL_MAX], *found;
    struct error e;
    size_t n = kernel_list(list);
    assert_int_equal(kernel_find("", &found, &e), 0);
    assert_ptr_equal(found, list[n - 1]);
    assert_int_equal(kernel_find("baseline", &found, &e), 0);
    assert_string_equal(found->name, "baseline");
    assert_int_equal(kernel_find("avx9", &found, &e), -1);
    assert_contains(e.text, "--kernel: found \"avx9\", want auto, plain, baseline");
}

static int setup(void **state)
{
    static struct fixture f;
    scenario_load("scenarios/paper.lua", &f.a, &f.fits);
    *state = &f;
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paper__goes_the_short_way_and_others_do_not),
        cmocka_unit_test(kernels__give_the_reference_bit_for_bit),
        cmocka_unit_test(kernels__agree_on_large_numbers),
        cmocka_unit_test(kernels__agree_on_short_ranges),
        cmocka_unit_test(ranges__add_up),
        cmocka_unit_test(ranges__are_sums_of_their_queries),
        cmocka_unit_test(buckets__hold_their_values),
        cmocka_unit_test(coupled_power__and_tps_cancel),
        cmocka_unit_test(sums__carry_and_borrow),
        cmocka_unit_test(powers__are_put_where_they_belong),
        cmocka_unit_test(a_kernel__is_found_by_name),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests(tests, setup, NULL);
}
