/* test_tally.c -- places that do not overlap, merging, and sums against numbers known by hand. */
#include "day_fixture.h"

#include <math.h>
#include <stdlib.h>

#include "day/tally.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])
#define STREAMS 4

/* Seven queries of two mixes: streams of 3, 2, 2 and 1 queries (test_schedule.c). */
struct day {
    struct assumptions a;
    struct schedule schedule;
    struct plan plans[STREAMS];
    struct tally t, other;
};

static int open_day(void **state)
{
    struct day *day = calloc(1, sizeof *day);
    struct schedule_members m = members_each(2, 3);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    struct error e;
    assert_non_null(day);
    day->a = two_workloads(2, (const double[]){1, 0.9});
    make_schedule(&day->a, &m, 7, &flat, &day->schedule);
    assert_int_equal(day->schedule.n_streams, STREAMS);
    for (size_t i = 0; i < STREAMS; i++)
        day->plans[i].n_buckets = (uint32_t)(5 + i);
    if (tally_new(&day->schedule, day->plans, &day->t, &e) ||
        tally_new(&day->schedule, day->plans, &day->other, &e))
        fail_msg("%s", e.text);
    *state = day;
    return 0;
}

static int close_day(void **state)
{
    struct day *day = *state;
    tally_free(&day->t);
    tally_free(&day->other);
    schedule_free(&day->schedule);
    free(day);
    return 0;
}

/* ---- layout -------------------------------------------------------------------------------- */

/* Adds 1 to every word and extreme that can be reached. */
static size_t touch_words(struct tally *t)
{
    static const enum plan_quantity both[] = {PLAN_ENERGY, PLAN_IMPROVED};
    size_t n = 0;
    for (size_t i = 0; i < t->schedule->n_streams; i++) {
        const struct day_stream *d = &t->schedule->streams[i];
        for (size_t piece = 0; piece < d->n_pieces; piece++)
            for (int q = 0; q < PLAN_QUANTITIES; q++)
                for (size_t k = 0; k < KERNEL_DIGITS; k++, n++)
                    tally_sum(t, i, piece, (enum plan_quantity)q)[k]++;
        for (size_t segment = 0; segment < d->n_segments; segment++)
            for (size_t h = 0; h < COUNT(both); h++)
                for (size_t k = 0; k < t->plans[i].n_buckets; k++, n++)
                    tally_counts(t, i, segment, both[h])[k]++;
    }
    return n;
}

static size_t touch_extremes(struct tally *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->schedule->n_streams; i++)
        for (size_t segment = 0; segment < t->schedule->streams[i].n_segments; segment++)
            for (int q = 0; q < PLAN_QUANTITIES; q++, n++)
                t->low[tally_extreme(t, i, segment, (enum plan_quantity)q)] = 1;
    return n;
}

/* In streams as small as these each query is a piece: 3, 2, 2 and 1. The first has two segments
 * of 5 buckets, the others one, of 6, 7 and 8. */
static void every_word__has_one_place(void **state)
{
    struct day *day = *state;
    size_t pieces = 3 + 2 + 2 + 1, segments = 2 + 1 + 1 + 1;
    size_t words = pieces * 3 * KERNEL_DIGITS + 2 * (2 * 5 + 6 + 7 + 8);
    assert_int_equal(day->t.n_words, words);
    assert_int_equal(day->t.n_extremes, segments * 3);
    for (size_t i = 0; i < words; i++)
        assert_int_equal(day->t.words[i], 0);
    assert_int_equal(touch_words(&day->t), words);
    for (size_t i = 0; i < words; i++)
        assert_int_equal(day->t.words[i], 1);
    assert_int_equal(touch_extremes(&day->t), segments * 3);
    for (size_t i = 0; i < segments * 3; i++)
        assert_close(day->t.low[i], 1, 0, 0);
}

static void streams__stand_one_after_the_other(void **state)
{
    struct day *day = *state;
    for (size_t i = 0; i + 1 < STREAMS; i++) {
        const struct day_stream *d = &day->schedule.streams[i];
        uint64_t *last = tally_counts(&day->t, i, d->n_segments - 1, PLAN_IMPROVED);
        assert_ptr_equal(last + day->plans[i].n_buckets, tally_sum(&day->t, i + 1, 0, PLAN_BUSY));
    }
    assert_ptr_equal(tally_sum(&day->t, 0, 0, PLAN_BUSY), day->t.words);
}

/* ---- adding -------------------------------------------------------------------------------- */

static void merge__adds_words_and_widens_extremes(void **state)
{
    struct day *day = *state;
    struct tally *a = &day->t, *b = &day->other;
    size_t x = tally_extreme(a, 1, 0, PLAN_ENERGY), y = tally_extreme(a, 0, 1, PLAN_BUSY);
    tally_sum(a, 3, 0, PLAN_ENERGY)[2] = 40;
    tally_sum(b, 3, 0, PLAN_ENERGY)[2] = 2;
    tally_counts(b, 0, 1, PLAN_IMPROVED)[4] = 7;
    a->low[x] = -1;
    a->high[x] = 1;
    b->low[x] = -0.5;
    b->high[x] = 2;
    b->low[y] = b->high[y] = 3;
    tally_merge(a, b);
    assert_int_equal(tally_sum(a, 3, 0, PLAN_ENERGY)[2], 42);
    assert_int_equal(tally_counts(a, 0, 1, PLAN_IMPROVED)[4], 7);
    assert_close(a->low[x], -1, 0, 0);
    assert_close(a->high[x], 2, 0, 0);
    assert_close(a->low[y], 3, 0, 0);
    assert_close(a->high[y], 3, 0, 0);
    assert_close(a->low[tally_extreme(a, 2, 0, PLAN_BUSY)], INFINITY, 0, 0);
    assert_close(a->high[tally_extreme(a, 2, 0, PLAN_BUSY)], -INFINITY, 0, 0);
    assert_int_equal(tally_sum(b, 3, 0, PLAN_ENERGY)[2], 2); /* left as it was */
}

static void clear__empties(void **state)
{
    struct day *day = *state;
    touch_words(&day->t);
    touch_extremes(&day->t);
    day->t.high[0] = 9;
    tally_clear(&day->t);
    assert_memory_equal(day->t.words, day->other.words, day->t.n_words * sizeof *day->t.words);
    assert_memory_equal(day->t.low, day->other.low, day->t.n_extremes * sizeof *day->t.low);
    assert_memory_equal(day->t.high, day->other.high, day->t.n_extremes * sizeof *day->t.high);
}

/* ---- sums ---------------------------------------------------------------------------------- */

/* Digits, lowest first, of three pieces, and their sum by powers of two. Doubles near 2^53 stand
 * 2 apart, near 2^64 4096 (above) apart, near 2^100 2^48: halves go to the even one. */
static void quanta__are_correctly_rounded(void **state)
{
    struct day *day = *state;
    static const struct {
        uint64_t piece[3][KERNEL_DIGITS];
        double want;
    } rows[] = {
        {{{0}}, 0},
        {{{1}, {2}, {3}}, 6},
        {{{0, 1u << 21}, {1}}, 0x1p53},                       /* 2^53 + 1: to the even 2^53   */
        {{{0, 1u << 21}, {1}, {2}}, 0x1p53 + 4},              /* 2^53 + 3: to 2^53 + 4        */
        {{{0, 1u << 21}, {2}}, 0x1p53 + 2},
        {{{UINT64_MAX}, {1}}, 0x1p64},                        /* a word beyond its 32 bits    */
        {{{UINT64_MAX}, {UINT64_MAX}, {UINT64_MAX}}, 0x3p64}, /* 3 x 2^64 - 3                 */
        {{{0xffffffff, 0xffffffff}, {0, 0, 1}}, 0x1p65},      /* 2^64 - 1 + 2^64              */
        {{{0, 0, 1}, {2048}}, 0x1p64},                        /* half of 4096: to the even    */
        {{{0, 0, 1}, {2049}}, 0x1p64 + 4096},
        {{{0, 0, 1}, {4096}, {2048}}, 0x1p64 + 8192},         /* 1.5 steps: to the even 2     */
        {{{0, 0, 0, 16}, {0, 1u << 15}}, 0x1p100},            /* 2^100 + 2^47, half of a step */
        {{{0, 0, 0, 16}, {0, 1u << 15}, {1}}, 0x1p100 + 0x1p48},
        {{{0, 0, 0, 0x7fffffff}, {0, UINT32_MAX, UINT32_MAX}, {UINT32_MAX}}, 0x1p127},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        tally_clear(&day->t);
        tally_sum(&day->t, 0, 0, PLAN_BUSY)[0] = 1000; /* another quantity */
        for (size_t p = 0; p < 3; p++)
            memcpy(tally_sum(&day->t, 0, p, PLAN_ENERGY), rows[i].piece[p],
                   sizeof rows[i].piece[p]);
        assert_close(tally_quanta(&day->t, 0, 0, 3, PLAN_ENERGY), rows[i].want, 0, 0);
    }
}

static void quanta__of_a_range(void **state)
{
    struct day *day = *state;
    for (size_t p = 0; p < 3; p++)
        tally_sum(&day->t, 0, p, PLAN_IMPROVED)[0] = 1u << (4 * p);
    tally_sum(&day->t, 1, 0, PLAN_IMPROVED)[0] = 5;
    assert_close(tally_quanta(&day->t, 0, 0, 3, PLAN_IMPROVED), 1 + 16 + 256, 0, 0);
    assert_close(tally_quanta(&day->t, 0, 1, 2, PLAN_IMPROVED), 16, 0, 0);
    assert_close(tally_quanta(&day->t, 0, 1, 1, PLAN_IMPROVED), 0, 0, 0);
    assert_close(tally_quanta(&day->t, 1, 0, 2, PLAN_IMPROVED), 5, 0, 0);
    assert_close(tally_quanta(&day->t, 0, 0, 3, PLAN_BUSY), 0, 0, 0);
}

/* The pieces of all minutes are the whole stream, mix by mix. */
static void quanta__of_minutes__add_up(void **state)
{
    struct day *day = *state;
    for (size_t i = 0; i < STREAMS; i++) {
        const struct day_stream *d = &day->schedule.streams[i];
        for (size_t p = 0; p < d->n_pieces; p++)
            tally_sum(&day->t, i, p, PLAN_ENERGY)[0] = d->piece_end[p] -
                                                       (p ? d->piece_end[p - 1] : 0);
        for (size_t mix = 0; mix < 2; mix++) {
            double sum = 0;
            for (size_t m = 0; m < DAY_MINUTES; m++)
                sum += tally_quanta(&day->t, i,
                                    schedule_piece(d, schedule_minute(&day->schedule, i, mix, m)),
                                    schedule_piece(d, schedule_minute(&day->schedule, i, mix,
                                                                      m + 1)), PLAN_ENERGY);
            assert_close(sum, (double)d->of_mix[mix], 0, 0);
        }
    }
}

static void zeroed_tally__is_freed(void **state)
{
    (void)state;
    struct tally t = {0};
    tally_free(&t);
    assert_null(t.words);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_day, close_day)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(every_word__has_one_place),
        TEST(streams__stand_one_after_the_other),
        TEST(merge__adds_words_and_widens_extremes),
        TEST(clear__empties),
        TEST(quanta__are_correctly_rounded),
        TEST(quanta__of_a_range),
        TEST(quanta__of_minutes__add_up),
        cmocka_unit_test(zeroed_tally__is_freed),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("tally", tests, NULL, NULL);
}
