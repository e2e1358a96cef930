/* test_schedule_pieces.c -- pieces and items of a day, against counting one by one. */
#include "day_fixture.h"

#include <stdlib.h>

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

/* ---- pieces -------------------------------------------------------------------------------- */

/* Marks every query that opens a minute of a mix, and looks at each query's piece. */
static void check_pieces(const struct schedule *s, size_t stream)
{
    const struct day_stream *d = &s->streams[stream];
    bool *opens = calloc(d->n + 1, sizeof *opens);
    assert_non_null(opens);
    size_t piece = 0;
    for (size_t mix = 0; mix < s->n_mixes; mix++)
        for (size_t t = 0; t <= DAY_MINUTES; t++)
            opens[schedule_minute(s, stream, mix, t)] = true;
    for (uint64_t q = 0; q < d->n; q++) {
        piece += q > 0 && opens[q];
        assert_int_equal(schedule_piece(d, q), piece);
        assert_true(q < d->piece_end[piece] && (piece == 0 || q >= d->piece_end[piece - 1]));
    }
    assert_int_equal(d->n_pieces, piece + 1);
    assert_int_equal(schedule_piece(d, d->n), d->n_pieces);
    assert_int_equal(d->piece_end[piece], d->n);
    for (size_t k = 0; k < d->n_segments; k++)
        assert_true(opens[d->segment_end[k]]);
    free(opens);
}

static void pieces__change_where_a_minute_of_a_mix_does(void **state)
{
    (void)state;
    static const uint64_t queries[] = {1, 2, 999, 20000};
    struct assumptions a = two_workloads(4, (const double[]){1, 0.9, 0.123, 0.9});
    struct schedule_members m = members_each(2, 3);
    struct load_curve curves[] = {uneven(), load_in(0, DAY_MINUTES), load_in(60, 120)};
    for (size_t i = 0; i < COUNT(queries); i++)
        for (size_t c = 0; c < COUNT(curves); c++) {
            struct schedule s;
            make_schedule(&a, &m, queries[i], &curves[c], &s);
            for (size_t k = 0; k < s.n_streams; k++)
                check_pieces(&s, k);
            schedule_free(&s);
        }
}

/* At 1e9 no two mixes share a boundary but the trivial ones: 1440 minutes of each. */
static void pieces__do_not_grow_with_n(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(2, (const double[]){1, 0.9});
    struct schedule_members m = members_each(2, 3);
    struct load_curve curve = uneven();
    static const uint64_t queries[] = {1000000000, 1000000000000000};
    curve.load[0] = 5; /* t = 0 gives 0, a minute without queries */
    for (size_t i = 0; i < COUNT(queries); i++) {
        struct schedule s;
        make_schedule(&a, &m, queries[i], &curve, &s);
        assert_int_equal(s.n_streams, 6);
        for (size_t k = 0; k < 6; k++)
            assert_in_range(s.streams[k].n_pieces, 1400, 2880);
        schedule_free(&s);
    }
}

/* ---- items --------------------------------------------------------------------------------- */

/* 5e6 = 4 x 2^20 + 805696: five items a whole stream, in two segments one more. */
static void items__partition_the_streams(void **state)
{
    (void)state;
    struct assumptions a = two_workloads(2, (const double[]){1, 0.9});
    struct schedule_members m = members_each(2, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    struct schedule s;
    uint64_t number = 0;
    make_schedule(&a, &m, 5000000, &flat, &s);
    for (size_t i = 0; i < s.n_streams; i++) {
        uint64_t at = 0;
        for (; at < s.streams[i].n; number++) {
            struct schedule_item item = schedule_item(&s, number);
            assert_int_equal(item.stream, i);
            assert_int_equal(item.first, at);
            assert_in_range(item.last - item.first, 1, SCHEDULE_ITEM_QUERIES);
            assert_true(item.last <= s.streams[i].segment_end[item.segment]);
            assert_true(item.segment == 0 ||
                        item.first >= s.streams[i].segment_end[item.segment - 1]);
            at = item.last;
        }
        assert_int_equal(at, s.streams[i].n);
    }
    /* chat: 4.5e6 and 0.5e6 of its own; reason: 0.5e6 */
    assert_int_equal(number, 5 + 1 + 1);
    assert_int_equal(schedule_items(&s), number);
    schedule_free(&s);
}

/* 1e15 / 2^20 = 953674316.40625; one query, and a size that comes out even. */
static void items__are_counted_not_listed(void **state)
{
    (void)state;
    static const struct {
        uint64_t queries, items, last_first;
    } rows[] = {{1000000000000000, 953674317, 953674316ull << 20},
                {1, 1, 0},
                {3u << 20, 3, 2u << 20}};
    struct assumptions a = two_workloads(1, (const double[]){0});
    struct schedule_members m = members_each(2, 1);
    struct load_curve flat = load_in(0, DAY_MINUTES);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct schedule s;
        make_schedule(&a, &m, rows[i].queries, &flat, &s);
        assert_int_equal(schedule_items(&s), rows[i].items);
        struct schedule_item last = schedule_item(&s, rows[i].items - 1);
        assert_int_equal(last.first, rows[i].last_first);
        assert_int_equal(last.last, rows[i].queries);
        assert_int_equal(schedule_item(&s, rows[i].items).stream, s.n_streams);
        schedule_free(&s);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces__change_where_a_minute_of_a_mix_does),
        cmocka_unit_test(pieces__do_not_grow_with_n),
        cmocka_unit_test(items__partition_the_streams),
        cmocka_unit_test(items__are_counted_not_listed),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("schedule_pieces", tests, NULL, NULL);
}
