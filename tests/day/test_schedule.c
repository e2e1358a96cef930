/* test_schedule.c -- shares, streams and minutes of a day, against counting by hand. */
#include "day_fixture.h"

#include <math.h>

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

__extension__ typedef unsigned __int128 wide;

/* What the mix takes of a workload in all. */
static uint64_t taken(const struct schedule *s, size_t mix, size_t workload)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->n_streams; i++)
        if (s->streams[i].workload == workload)
            n += s->streams[i].of_mix[mix];
    return n;
}

/* ---- shares -------------------------------------------------------------------------------- */

/* 7 x 0.9 = 6.3, 7 x 0.1 = 0.7: 6 and 0, and the one left to the larger remainder; then 6 over
 * three models are 2, 2, 2, and 1 is 1, 0, 0. All seven of mix a are 3, 2, 2. */
static void seven_queries__ninety_ten__by_hand(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(2, (const double[]){1, 0.9});
    struct schedule_members m = members_each(2, 3);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    struct schedule s;
    static const struct {
        size_t workload, model;
        uint64_t n, of_mix[2];
        size_t n_segments;
        uint64_t end[2];
    } want[] = {{0, 10, 3, {3, 2}, 2, {2, 3}},
                {0, 11, 2, {2, 2}, 1, {2, 0}},
                {0, 12, 2, {2, 2}, 1, {2, 0}},
                {1, 20, 1, {0, 1}, 1, {1, 0}}};
    make_schedule(&a, &m, 7, &flat, &s);
    assert_int_equal(s.n_streams, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++) {
        const struct day_stream *d = &s.streams[i];
        assert_int_equal(d->workload, want[i].workload);
        assert_int_equal(d->model, want[i].model);
        assert_int_equal(d->n, want[i].n);
        assert_int_equal(d->of_mix[0], want[i].of_mix[0]);
        assert_int_equal(d->of_mix[1], want[i].of_mix[1]);
        assert_int_equal(d->n_segments, want[i].n_segments);
        for (size_t k = 0; k < d->n_segments; k++)
            assert_int_equal(d->segment_end[k], want[i].end[k]);
    }
    schedule_free(&s);
}

/* Ties go to the earlier workload, in the decimals that a person writes: of 5 queries at 0.9 and
 * 0.1 both remainders are 1/2, though in binary 0.1 is more than a tenth. */
static void largest_remainders__by_hand(void **state)
{
    (void)state;
    static const struct {
        double share[3];
        uint64_t queries, want[3];
    } rows[] = {
        {{0.9, 0.1, 0}, 5, {5, 0, 0}},
        {{0.1, 0.9, 0}, 5, {1, 4, 0}},
        {{0.9, 0.1, 0}, 1, {1, 0, 0}},
        {{0.7, 0.2, 0.1}, 10, {7, 2, 1}},
        {{0.3, 0.3, 0.4}, 1, {0, 0, 1}},
        {{0.3, 0.3, 0.4}, 5, {2, 1, 2}},     /* 1.5, 1.5, 2.0 */
        {{0.45, 0.45, 0.1}, 3, {2, 1, 0}},   /* 1.35, 1.35, 0.3 */
        {{1 / 3.0, 1 / 3.0, 1 / 3.0}, 100, {34, 33, 33}},
        {{1 / 3.0, 1 / 3.0, 1 / 3.0}, 1000000000000000, {333333333333334, 333333333333333,
                                                         333333333333333}},
        {{0.9, 0.1, 0}, 1000000000000000, {900000000000000, 100000000000000, 0}},
        {{0.333333333, 0.333333333, 0.333333333}, 999999999, {333333333, 333333333, 333333333}},
        {{0.123456789012345, 0.876543210987655, 0}, 1000000000000000,
         {123456789012345, 876543210987655, 0}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct assumptions a = two_workloads(1, (const double[]){1});
        struct schedule_members m = members_each(3, 2);
        struct load_curve flat = load_in(0, DAY_MINUTES);
        struct schedule s;
        a.n_workloads = 3;
        strcpy(a.workloads[2].name, "third");
        memcpy(a.mixes[0].shares.of, rows[i].share, sizeof rows[i].share);
        make_schedule(&a, &m, rows[i].queries, &flat, &s);
        for (size_t w = 0; w < 3; w++)
            assert_int_equal(taken(&s, 0, w), rows[i].want[w]);
        schedule_free(&s);
    }
}

/* 1e15 = 3 x 333333333333333 + 1. */
static void models__odd_queries__to_the_first(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(1, (const double[]){1});
    struct schedule_members m = members_each(2, 3);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    struct schedule s;
    make_schedule(&a, &m, 1000000000000000, &flat, &s);
    assert_int_equal(s.n_streams, 3);
    assert_int_equal(s.streams[0].n, 333333333333334);
    assert_int_equal(s.streams[1].n, 333333333333333);
    assert_int_equal(s.streams[2].n, 333333333333333);
    schedule_free(&s);
}

/* ---- minutes ------------------------------------------------------------------------------- */

/* 1e15 / 1440 = 694444444444.44...; half a day has half of it. */
static void minutes__flat_day__by_hand(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(1, (const double[]){1});
    struct schedule_members m = members_each(2, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES), evening = load_in(1200, 1210);
    struct schedule s;
    make_schedule(&a, &m, 1000000000000000, &flat, &s);
    assert_int_equal(schedule_minute(&s, 0, 0, 0), 0);
    assert_int_equal(schedule_minute(&s, 0, 0, 1), 694444444444);
    assert_int_equal(schedule_minute(&s, 0, 0, 2), 1388888888888);
    assert_int_equal(schedule_minute(&s, 0, 0, 720), 500000000000000);
    assert_int_equal(schedule_minute(&s, 0, 0, DAY_MINUTES), 1000000000000000);
    schedule_free(&s);
    make_schedule(&a, &m, 25, &evening, &s); /* 2.5 queries a minute */
    assert_int_equal(schedule_minute(&s, 0, 0, 1200), 0);
    assert_int_equal(schedule_minute(&s, 0, 0, 1201), 2);
    assert_int_equal(schedule_minute(&s, 0, 0, 1202), 5);
    assert_int_equal(schedule_minute(&s, 0, 0, 1203), 7);
    assert_int_equal(schedule_minute(&s, 0, 0, 1210), 25);
    assert_int_equal(s.streams[0].n_pieces, 10);
    schedule_free(&s);
}

/* floor is what it is defined to be: b L <= n C(t) < (b + 1) L. */
static void check_minutes(const struct schedule *s, size_t stream, size_t mix)
{
    uint64_t all = 0, so_far = 0, n = s->streams[stream].of_mix[mix];
    for (size_t t = 0; t < DAY_MINUTES; t++)
        all += s->curve.load[t];
    for (size_t t = 0; t <= DAY_MINUTES; t++) {
        uint64_t at = schedule_minute(s, stream, mix, t);
        wide load = (wide)n * so_far;
        assert_true((wide)at * all <= load && load < (wide)(at + 1) * all);
        so_far += t < DAY_MINUTES ? s->curve.load[t] : 0;
    }
}

static void streams_and_minutes__add_up_to_n(void **state)
{
    (void)state;
    static const uint64_t queries[] = {1, 2, 999, 1000000000, 1000000000000000};
    struct assumptions a = two_workloads(3, (const double[]){1, 0.9, 0.123});
    struct schedule_members m = members_each(2, 3);
    struct load_curve curve = uneven();
    for (size_t i = 0; i < COUNT(queries); i++) {
        struct schedule s;
        make_schedule(&a, &m, queries[i], &curve, &s);
        for (size_t mix = 0; mix < 3; mix++) {
            uint64_t of_streams = 0, of_minutes = 0;
            for (size_t k = 0; k < s.n_streams; k++) {
                of_streams += s.streams[k].of_mix[mix];
                check_minutes(&s, k, mix);
                for (size_t t = 0; t < DAY_MINUTES; t++)
                    of_minutes += schedule_minute(&s, k, mix, t + 1) -
                                  schedule_minute(&s, k, mix, t);
            }
            assert_int_equal(of_streams, queries[i]);
            assert_int_equal(of_minutes, queries[i]);
        }
        schedule_free(&s);
    }
}

/* ---- errors -------------------------------------------------------------------------------- */

static void refuse(const struct assumptions *a, const struct schedule_members *m,
                   uint64_t queries, const struct load_curve *curve, const char *message)
{
    struct schedule s;
    struct error e = {.text = ""};
    assert_int_equal(schedule_make(a, m, queries, curve, &s, &e), -1);
    assert_contains(e.text, message);
    assert_null(s.streams);
    schedule_free(&s);
}

static void bad_shares__are_refused(void **state)
{
    (void)state;
    static const struct {
        double share[2];
        const char *message;
    } rows[] = {
        {{0.9, 0.2}, "mix.mix_a.shares: found shares that sum to 1.1, want 1"},
        {{0.5, 0.499999998}, "found shares that sum to 0.999999998, want 1"},
        {{0, 0}, "found shares that sum to 0, want 1"},
        {{1.5, -0.5}, "mix.mix_a.shares: chat: found 1.5, want 0 to 1"},
        {{1, -0.1}, "mix.mix_a.shares: reason: found -0.1"},
        {{NAN, 1}, "mix.mix_a.shares: chat: found nan, want 0 to 1"},
    };
    struct schedule_members m = members_each(2, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct assumptions a = two_workloads(1, (const double[]){1});
        memcpy(a.mixes[0].shares.of, rows[i].share, sizeof rows[i].share);
        refuse(&a, &m, 10, &flat, rows[i].message);
    }
}

static void bad_calls__are_refused(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(1, (const double[]){0.9}), none = a;
    struct schedule_members m = members_each(2, 1), one = members_each(1, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES), dark = load_in(0, 0);
    none.n_mixes = 0;
    refuse(&a, &m, 0, &flat, "queries: found 0, want 1 to 1e+15");
    refuse(&a, &m, 1000000000000001, &flat, "queries: found 1000000000000001, want 1 to 1e+15");
    refuse(&none, &m, 10, &flat, "mixes: found none, want at least one mix");
    refuse(&a, &one, 10, &flat, "mix.mix_a.shares: found a share of reason, which no model serves");
    refuse(&a, &m, 10, &dark, "load curve: found no load in any minute");
}

static void shares_to_1e_9__and_zeroed_schedules__are_taken(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(1, (const double[]){0.9});
    struct schedule_members m = members_each(2, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    struct schedule s = {0};
    schedule_free(&s);
    a.mixes[0].shares.of[1] += 1e-9;
    make_schedule(&a, &m, 1000, &flat, &s);
    assert_int_equal(taken(&s, 0, 0), 900);
    assert_int_equal(taken(&s, 0, 1), 100);
    schedule_free(&s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_queries__ninety_ten__by_hand),
        cmocka_unit_test(largest_remainders__by_hand),
        cmocka_unit_test(models__odd_queries__to_the_first),
        cmocka_unit_test(minutes__flat_day__by_hand),
        cmocka_unit_test(streams_and_minutes__add_up_to_n),
        cmocka_unit_test(bad_shares__are_refused),
        cmocka_unit_test(bad_calls__are_refused),
        cmocka_unit_test(shares_to_1e_9__and_zeroed_schedules__are_taken),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
