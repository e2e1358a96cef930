/* test_checkpoint.c -- a tally comes back as it was, or is refused with a reason. */
#include "simulate_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sha256.h>

#include "day/checkpoint.h"

#define MINE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "f0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define DONE 2

struct fixture {
    struct day_run day;
    struct tally tally;
    char folder[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
};

/* What is counted of a segment, in buckets of their own. */
static void count_queries(const struct tally *t, const struct schedule_item *item, uint64_t n)
{
    for (enum plan_quantity q = 0; q < PLAN_QUANTITIES; q++) {
        size_t at = tally_extreme(t, item->stream, item->segment, q);
        t->low[at] = -1.5 - (double)at;
        t->high[at] = (double)at / 3;
        if (q >= PLAN_ENERGY)
            tally_counts(t, item->stream, item->segment, q)[at % 7] += n;
    }
}

/* Six queries: three streams, four items, of which two are done. Every word of a sum is another
 * one; extremes of what is not done are infinite. */
static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    day_run_new(&f->day, 6);
    f->tally = empty_tally(&f->day);
    for (size_t i = 0; i < f->day.schedule.n_streams; i++)
        for (size_t w = 0; w < f->day.schedule.streams[i].n_pieces * PLAN_QUANTITIES *
                                   KERNEL_DIGITS; w++)
            tally_sum(&f->tally, i, 0, 0)[w] = (i + w + 1) * 0x0123456789ABCDEFu;
    for (uint64_t i = 0; i < DONE; i++) {
        const struct schedule_item item = schedule_item(&f->day.schedule, i);
        count_queries(&f->tally, &item, item.last - item.first);
    }
    scratch_make(f->folder);
    scratch_path(f->file, f->folder, "day.checkpoint");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    tally_free(&f->tally);
    day_run_free(&f->day);
    free(f);
    return 0;
}

static void write_checkpoint(const struct fixture *f)
{
    struct error e;
    if (checkpoint_write(f->file, MINE, DONE, &f->tally, &e))
        fail_msg("%s", e.text);
}

/* Reading is refused with a message that names the file and has these parts; neither file nor
 * tally is changed. */
static void assert_refused(const struct fixture *f, const char *identity, const char *part,
                           const char *other)
{
    struct tally t = empty_tally(&f->day), empty = empty_tally(&f->day);
    struct error e = {.text = ""};
    uint64_t done = 7;
    size_t n, m;
    char *before = read_whole(f->file, &n);
    assert_int_equal(checkpoint_read(f->file, identity, &t, &done, &e), -1);
    char *after = read_whole(f->file, &m);
    assert_contains(e.text, f->file);
    assert_contains(e.text, part);
    assert_contains(e.text, other);
    assert_int_equal(done, 0);
    assert_same_tally(&t, &empty);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
    tally_free(&t);
    tally_free(&empty);
}

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

static void other_files__are_refused(void **state)
{
    const struct fixture *f = *state;
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"", "found no checkpoint"},
        {"mix\tminute\n", "found no checkpoint"},
        {"wattquery day 1 " MINE " 0 0 0\n", "of version 1, want 2"},
        {"wattquery day 2 " MINE " 6 0 1\n", "altered or cut short"},
        {"wattquery day 2 " MINE " 6 1 2 3", "altered or cut short"},
        {"wattquery day 2 " MINE " 6 1 18446744073709551615 3\n", "altered"},
        {"wattquery day 2 " MINE " 6 1 3 4611686018427387904\n", "altered"},
        {"wattquery day 2 " MINE " 6 0 0 0\nand more than sixty-five bytes of something else, "
                                 "which "
         "is too much", "altered"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_text(f->file, rows[i].text);
        assert_refused(f, MINE, rows[i].part, "remove it");
    }
}

static void folder__is_refused(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day);
    struct error e;
    uint64_t done;
    assert_int_equal(checkpoint_read(f->folder, MINE, &t, &done, &e), -1);
    assert_contains(e.text, f->folder);
    assert_contains(e.text, "want a file");
    tally_free(&t);
}

/* Opening it would wait for one who writes. */
static void pipe__is_refused(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day);
    struct error e;
    uint64_t done;
    assert_int_equal(mkfifo(f->file, 0600), 0);
    assert_int_equal(checkpoint_read(f->file, MINE, &t, &done, &e), -1);
    assert_contains(e.text, "want a file");
    tally_free(&t);
}

static void writing__into_no_folder__says_why(void **state)
{
    const struct fixture *f = *state;
    char path[2 * SCRATCH_PATH_SIZE];
    struct error e;
    snprintf(path, sizeof path, "%s/none/day.checkpoint", f->folder);
    assert_int_equal(checkpoint_write(path, MINE, DONE, &f->tally, &e), -1);
    assert_contains(e.text, "none/day.checkpoint.tmp: cannot be written: No such file");
}

/* A name that is taken by a folder: the renaming fails, and nothing is left behind. */
static void writing__over_a_folder__leaves_nothing(void **state)
{
    const struct fixture *f = *state;
    struct error e;
    assert_int_equal(mkdir(f->file, 0777), 0);
    assert_int_equal(checkpoint_write(f->file, MINE, DONE, &f->tally, &e), -1);
    assert_contains(e.text, "day.checkpoint");
    assert_int_equal(count_entries(f->folder), 1);
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
        TEST(other_files__are_refused),
        TEST(folder__is_refused),
        TEST(pipe__is_refused),
        TEST(writing__into_no_folder__says_why),
        TEST(writing__over_a_folder__leaves_nothing),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("checkpoint", tests, NULL, NULL);
}
