/* test_checkpoint.c -- a tally comes back as it was, or is refused with a reason. */
#include "checkpoint_fixture.h"

#include <stdio.h>

#include <sha256.h>

#define OTHER "f0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* ---- coming back --------------------------------------------------------------------------- */

static void what_is_written__comes_back(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day);
    struct error e;
    uint64_t done;
    write_checkpoint(f);
    write_checkpoint(f); /* replaces the first */
    assert_int_equal(checkpoint_read(f->file, MINE, &t, &done, &e), 0);
    assert_int_equal(done, DONE);
    assert_same_tally(&t, &f->tally);
    assert_int_equal(count_entries(f->folder), 1);
    tally_free(&t);
}

/* The layout that the header states: a line, words lowest byte first, the sum of all before. */
static void bytes__are_as_the_header_says(void **state)
{
    const struct fixture *f = *state;
    char line[256], digits[65];
    size_t n;
    write_checkpoint(f);
    char *bytes = read_whole(f->file, &n);
    const size_t header = (size_t)snprintf(line, sizeof line,
                                           "wattquery day 2 " MINE " 6 2 %zu %zu\n",
                                           f->tally.n_words, f->tally.n_extremes);
    assert_int_equal(n, header + 8 * (f->tally.n_words + 2 * f->tally.n_extremes) + 65);
    assert_memory_equal(bytes, line, header);
    assert_memory_equal(bytes + header, "\xEF\xCD\xAB\x89\x67\x45\x23\x01", 8);
    SHA256Data((const uint8_t *)bytes, n - 65, digits);
    assert_memory_equal(bytes + n - 65, digits, 64);
    assert_int_equal(bytes[n - 1], '\n');
    free(bytes);
}

static void no_file__begins_at_zero(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day), empty = empty_tally(&f->day);
    struct error e;
    uint64_t done = 7;
    assert_int_equal(checkpoint_read(f->file, MINE, &t, &done, &e), 0);
    assert_int_equal(done, 0);
    assert_same_tally(&t, &empty);
    tally_free(&t);
    tally_free(&empty);
}

static void removing__twice_is_no_fault(void **state)
{
    const struct fixture *f = *state;
    struct error e;
    write_checkpoint(f);
    assert_int_equal(checkpoint_remove(f->file, &e), 0);
    assert_false(path_exists(f->file));
    assert_int_equal(checkpoint_remove(f->file, &e), 0);
}

/* ---- refusals ------------------------------------------------------------------------------ */

static void another_run__is_refused(void **state)
{
    const struct fixture *f = *state;
    write_checkpoint(f);
    assert_refused(f, OTHER, "found a checkpoint of as many queries with other assumptions, seed",
                   "remove it, or run without a checkpoint");
}

/* The number is told before the identity, of which it is a part. */
static void another_number_of_queries__is_refused_with_both(void **state)
{
    struct fixture *f = *state;
    write_checkpoint(f);
    f->day.schedule.queries = 7;
    assert_refused(f, OTHER, "of a day of 6 queries, want 7: ask for as many", "remove it, or run");
    f->day.schedule.queries = 6;
}

/* Longer or shorter tallies under the same identity: plans that differ in their buckets. */
static void other_sizes__are_refused(void **state)
{
    struct fixture *f = *state;
    write_checkpoint(f);
    f->day.plans[0].n_buckets++;
    assert_refused(f, MINE, "sums and counts", "extremes, want");
    f->day.plans[0].n_buckets--;
}

static void more_items_than_there_are__is_refused(void **state)
{
    const struct fixture *f = *state;
    struct error e;
    assert_int_equal(checkpoint_write(f->file, MINE, 1 + schedule_items(&f->day.schedule),
                                      &f->tally, &e), 0);
    assert_refused(f, MINE, "want", "remove it");
}

/* Right sha256, right sizes: one query more or less in an item that is done, or in one that is not;
 * in one histogram; and extremes that are none. */
static void counts_that_do_not_add_up__are_refused(void **state)
{
    struct fixture *f = *state;
    const struct schedule *s = &f->day.schedule;
    for (uint64_t i = 0; i < schedule_items(s); i++) {
        const struct schedule_item item = schedule_item(s, i);
        for (enum plan_quantity q = PLAN_ENERGY; q < PLAN_QUANTITIES; q++) {
            uint64_t *bucket = tally_counts(&f->tally, item.stream, item.segment, q) + 9;
            for (uint64_t more = 1; more; more = more == 1 ? UINT64_MAX : 0) {
                *bucket += more;
                write_checkpoint(f);
                assert_refused(f, MINE, "queries in stream", "for the 2 items that it says");
                *bucket -= more;
            }
        }
        double *low = f->tally.low + tally_extreme(&f->tally, item.stream, item.segment, 0);
        double *high = f->tally.high + (low - f->tally.low), kept = *low;
        *low = i < DONE ? *high + 1 : -INFINITY;
        *high = i < DONE ? *high : INFINITY;
        write_checkpoint(f);
        assert_refused(f, MINE, "found a checkpoint with extremes", "remove it");
        *high = i < DONE ? *high : -INFINITY;
        *low = kept;
    }
    for (uint64_t done = 0; done <= schedule_items(s); done++) { /* of another number of items */
        struct error e;
        assert_int_equal(checkpoint_write(f->file, MINE, done, &f->tally, &e), 0);
        if (done != DONE)
            assert_refused(f, MINE, "in stream", "remove it");
    }
    write_checkpoint(f);
    what_is_written__comes_back(state);
}

static void truncated_at_every_byte__is_refused(void **state)
{
    const struct fixture *f = *state;
    size_t n;
    write_checkpoint(f);
    char *bytes = read_whole(f->file, &n);
    for (size_t keep = 0; keep < n; keep++) {
        write_bytes(f->file, bytes, keep);
        assert_refused(f, MINE, keep < strlen("wattquery day 2") ? "no checkpoint" : "cut short",
                       "remove it");
    }
    free(bytes);
}

static void altered_at_every_byte__is_refused(void **state)
{
    const struct fixture *f = *state;
    size_t n;
    write_checkpoint(f);
    char *bytes = read_whole(f->file, &n);
    for (size_t i = 0; i < n; i++) {
        bytes[i] = (char)(bytes[i] ^ 1);
        write_bytes(f->file, bytes, n);
        assert_refused(f, MINE, i < strlen("wattquery day ") ? "no checkpoint" : "", "remove it");
        bytes[i] = (char)(bytes[i] ^ 1);
    }
    bytes[n / 2] ^= 4;
    write_bytes(f->file, bytes, n);
    assert_refused(f, MINE, "another sha256 than it says, it was altered", "remove it");
    free(bytes);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_written__comes_back),
        TEST(bytes__are_as_the_header_says),
        TEST(no_file__begins_at_zero),
        TEST(removing__twice_is_no_fault),
        TEST(another_run__is_refused),
        TEST(another_number_of_queries__is_refused_with_both),
        TEST(other_sizes__are_refused),
        TEST(more_items_than_there_are__is_refused),
        TEST(counts_that_do_not_add_up__are_refused),
        TEST(truncated_at_every_byte__is_refused),
        TEST(altered_at_every_byte__is_refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("checkpoint", tests, NULL, NULL);
}
