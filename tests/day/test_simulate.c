/* test_simulate.c -- a day is the same on any number of threads and ranks, stopped and resumed. */
#include "simulate_fixture.h"

#include <signal.h>
#include <stdio.h>

#include "day/checkpoint.h"
#include "day/simulate.h"

#define QUERIES 400000000u /* some 400 items; the fake kernel does not draw them one by one */
#define MINE "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "f0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

/* ---- kernels ------------------------------------------------------------------------------- */

/* The first query of the item, of any stream, in which a signal comes. */
#define RAISE_AT (150u * SCHEDULE_ITEM_QUERIES)

static void raising_range(const struct plan *plan, uint64_t first, uint64_t last,
                          struct kernel_range *range)
{
    if (first == RAISE_AT)
        raise(SIGINT);
    fake_range(plan, first, last, range);
}

/* No item is to be drawn. */
static void unwanted_range(const struct plan *plan, uint64_t first, uint64_t last,
                           struct kernel_range *range)
{
    (void)plan, (void)range;
    fail_msg("queries %llu to %llu are drawn again", (unsigned long long)first,
             (unsigned long long)last);
}

static const struct kernel fake = {"fake", fake_range, NULL};
static const struct kernel raising = {"raising", raising_range, NULL};
static const struct kernel unwanted = {"unwanted", unwanted_range, NULL};

/* ---- fixture ------------------------------------------------------------------------------- */

struct fixture {
    struct day_run day;
    struct ranks ranks;
    struct simulation s;
    struct tally whole; /* in one run on one thread */
    char folder[SCRATCH_PATH_SIZE], checkpoint[SCRATCH_PATH_SIZE];
};

static void run_well(const struct simulation *s, struct tally *t)
{
    struct error e;
    if (simulate(s, t, &e))
        fail_msg("%s", e.text);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    day_run_new(&f->day, QUERIES);
    f->ranks = (struct ranks){0, 1};
    f->s = (struct simulation){.schedule = &f->day.schedule, .plans = f->day.plans,
                               .kernel = &fake, .threads = 1, .quiet = true,
                               .identity = MINE, .ranks = &f->ranks};
    f->whole = empty_tally(&f->day);
    run_well(&f->s, &f->whole);
    scratch_make(f->folder);
    scratch_path(f->checkpoint, f->folder, "day.checkpoint");
    *state = f;
    return 0;
}

static int without_checkpoint(void **state)
{
    const struct fixture *f = *state;
    remove(f->checkpoint);
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->folder);
    tally_free(&f->whole);
    day_run_free(&f->day);
    free(f);
    return 0;
}

/* Fails with a message that has this part; the tally is thrown away. */
static void assert_fails(const struct fixture *f, const struct simulation *s, const char *part)
{
    struct tally t = empty_tally(&f->day);
    struct error e = {.text = ""};
    assert_int_equal(simulate(s, &t, &e), -1);
    assert_contains(e.text, part);
    tally_free(&t);
}

static void assert_gives_the_whole(const struct fixture *f, const struct simulation *s)
{
    struct tally t = empty_tally(&f->day);
    run_well(s, &t);
    assert_same_tally(&t, &f->whole);
    tally_free(&t);
}

/* ---- what is added up ---------------------------------------------------------------------- */

static wide sum_in(const struct tally *t, size_t stream, size_t piece, enum plan_quantity q)
{
    const uint64_t *digit = tally_sum(t, stream, piece, q);
    wide sum = 0;
    for (size_t d = 0; d < KERNEL_DIGITS; d++)
        sum += (wide)digit[d] << (32 * d);
    return sum;
}

/* Sums by the closed form of the kernel, piece by piece. */
static void sums__of_each_piece_are_of_its_queries(void **state)
{
    const struct fixture *f = *state;
    const struct schedule *s = &f->day.schedule;
    assert_int_equal(s->n_streams, FIXTURE_STREAMS);
    for (size_t i = 0; i < s->n_streams; i++) {
        uint64_t first = 0;
        for (size_t p = 0; p < s->streams[i].n_pieces; p++) {
            const uint64_t last = s->streams[i].piece_end[p];
            for (enum plan_quantity q = 0; q < PLAN_QUANTITIES; q++)
                assert_true(sum_in(&f->whole, i, p, q) == sum_of_numbers(first, last, q));
            first = last;
        }
        assert_int_equal(first, s->streams[i].n);
    }
}

/* Counted one block after the other; improved has the order of the buckets reversed. */
static void counts_and_extremes__of_each_segment_are_of_its_queries(void **state)
{
    const struct fixture *f = *state;
    for (size_t i = 0; i < FIXTURE_STREAMS; i++) {
        const struct day_stream *d = &f->day.schedule.streams[i];
        const uint32_t n = f->day.plans[i].n_buckets;
        uint64_t first = 0;
        for (size_t segment = 0; segment < d->n_segments; segment++) {
            uint64_t want[2 * FIXTURE_BUCKETS] = {0};
            const uint64_t last = d->segment_end[segment];
            for (uint64_t at = first; at < last; at++)
                want[(at >> BLOCK_BITS) % n]++;
            const uint64_t *energy = tally_counts(&f->whole, i, segment, PLAN_ENERGY);
            const uint64_t *improved = tally_counts(&f->whole, i, segment, PLAN_IMPROVED);
            for (size_t b = 0; b < n; b++) {
                assert_int_equal(energy[b], want[b]);
                assert_int_equal(improved[n - 1 - b], want[b]);
            }
            const size_t at = tally_extreme(&f->whole, i, segment, PLAN_BUSY);
            assert_true(f->whole.low[at] == (double)(float)first);
            assert_true(f->whole.high[at] == (double)(float)(last - 1));
            first = last;
        }
    }
}

/* ---- threads and ranks --------------------------------------------------------------------- */

static void threads__leave_no_trace(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    for (s.threads = 2; s.threads <= 5; s.threads++)
        assert_gives_the_whole(f, &s);
    s.threads = 0;
    assert_gives_the_whole(f, &s);
}

/* Each rank in a run of its own; here nothing passes between them, so the tallies are added. */
static void ranks__add_up_to_the_whole(void **state)
{
    const struct fixture *f = *state;
    for (int size = 2; size <= 5; size++) {
        struct tally sum = empty_tally(&f->day);
        for (int rank = 0; rank < size; rank++) {
            struct ranks ranks = {rank, size};
            struct simulation s = f->s;
            struct tally t = empty_tally(&f->day);
            s.ranks = &ranks;
            s.identity = NULL;
            run_well(&s, &t);
            tally_merge(&sum, &t);
            tally_free(&t);
        }
        assert_same_tally(&sum, &f->whole);
        tally_free(&sum);
    }
}

/* Nothing is shared here, so rank 1 sees an empty identity of rank 0. */
static void rank_with_other_files__is_told(void **state)
{
    const struct fixture *f = *state;
    struct ranks ranks = {1, 2};
    struct simulation s = f->s;
    s.ranks = &ranks;
    assert_fails(f, &s, "rank 1: found other assumptions");
}

/* ---- signals and checkpoints --------------------------------------------------------------- */

/* By hand: a stream of 2e8 has 172 items up to mix b's 1.8e8 and 20 more, of 2^20 queries but the
 * last of each; a round is 32 items a thread. Item 150 is in the fifth round of one thread, which
 * ends after 160 items, and in the third of two, which ends with the first stream. */
static void interrupted__with_a_checkpoint__is_resumed(void **state)
{
    const struct fixture *f = *state;
    const char *said[] = {"interrupted after 167772160 of 440000000 queries; the same command "
                          "goes on from there: they are in ",
                          "interrupted after 200000000 of 440000000 queries; the same command"};
    for (size_t threads = 1; threads <= 2; threads++) {
        struct simulation s = f->s;
        s.threads = threads;
        s.kernel = &raising;
        s.checkpoint = f->checkpoint;
        assert_fails(f, &s, said[threads - 1]);
        assert_true(path_exists(f->checkpoint));
        if (threads == 1) /* 160 items of the second stream later */
            assert_fails(f, &s, "interrupted after 367772160 of 440000000 queries");
        s.threads = 3;
        s.kernel = &fake;
        assert_gives_the_whole(f, &s);
        assert_true(path_exists(f->checkpoint)); /* it is the caller who takes it away */
        assert_int_equal(count_entries(f->folder), 1);
        remove(f->checkpoint);
    }
}

static void interrupted__without_one__says_so(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    struct error e;
    struct tally t = empty_tally(&f->day);
    s.kernel = &raising;
    s.checkpoint = "";
    assert_int_equal(simulate(&s, &t, &e), -1);
    assert_string_equal(e.text, "interrupted after 167772160 of 440000000 queries");
    assert_int_equal(count_entries(f->folder), 0);
    tally_free(&t);
}

static void interrupted_rank__says_what_remains(void **state)
{
    const struct fixture *f = *state;
    struct ranks ranks = {0, 2};
    struct simulation s = f->s;
    s.ranks = &ranks;
    s.kernel = &raising;
    assert_fails(f, &s, "interrupted");
    s.checkpoint = f->checkpoint;
    assert_fails(f, &s, "interrupted, or another rank was; the same command goes on from the last "
                        "checkpoint, ");
}

/* What the run has drawn is there, and nothing is drawn twice. */
static void checkpoint_of_the_whole__is_all_that_is_needed(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    struct error e;
    const uint64_t n = schedule_items(s.schedule);
    assert_int_equal(checkpoint_write(f->checkpoint, MINE, n, &f->whole, &e), 0);
    s.kernel = &unwanted;
    s.checkpoint = f->checkpoint;
    assert_gives_the_whole(f, &s);
}

static void checkpoint_of_another_run__is_left_alone(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    struct error e;
    size_t n, m;
    assert_int_equal(checkpoint_write(f->checkpoint, OTHER, 1, &f->whole, &e), 0);
    char *before = read_whole(f->checkpoint, &n);
    s.kernel = &unwanted;
    s.checkpoint = f->checkpoint;
    assert_fails(f, &s, "with other assumptions, seed");
    char *after = read_whole(f->checkpoint, &m);
    assert_int_equal(n, m);
    assert_memory_equal(before, after, n);
    free(before);
    free(after);
}

static void checkpoint_that_cannot_be_written__ends_the_run(void **state)
{
    const struct fixture *f = *state;
    char path[2 * SCRATCH_PATH_SIZE];
    struct simulation s = f->s;
    snprintf(path, sizeof path, "%s/none/day.checkpoint", f->folder);
    s.kernel = &raising;
    s.checkpoint = path;
    assert_fails(f, &s, "none/day.checkpoint.tmp: cannot be written");
}

static void ignored_signal__stays_ignored(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    s.kernel = &raising;
    assert_true(signal(SIGINT, SIG_IGN) != SIG_ERR); /* as under nohup */
    assert_gives_the_whole(f, &s);
    assert_true(signal(SIGINT, SIG_DFL) == SIG_IGN);
}

static void end__gives_signals_back(void **state)
{
    const struct fixture *f = *state;
    struct simulation s = f->s;
    const int numbers[] = {SIGINT, SIGTERM};
    s.kernel = &raising;
    for (size_t i = 0; i < 2; i++)
        assert_true(signal(numbers[i], exit) == SIG_DFL); /* a handler of ours, and never called */
    assert_fails(f, &s, "interrupted");
    for (size_t i = 0; i < 2; i++)
        assert_true(signal(numbers[i], SIG_DFL) == exit);
}

#define TEST(test) cmocka_unit_test_setup(test, without_checkpoint)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(sums__of_each_piece_are_of_its_queries),
        TEST(counts_and_extremes__of_each_segment_are_of_its_queries),
        TEST(threads__leave_no_trace),
        TEST(ranks__add_up_to_the_whole),
        TEST(rank_with_other_files__is_told),
        TEST(interrupted__with_a_checkpoint__is_resumed),
        TEST(interrupted__without_one__says_so),
        TEST(interrupted_rank__says_what_remains),
        TEST(checkpoint_of_the_whole__is_all_that_is_needed),
        TEST(checkpoint_of_another_run__is_left_alone),
        TEST(checkpoint_that_cannot_be_written__ends_the_run),
        TEST(ignored_signal__stays_ignored),
        TEST(end__gives_signals_back),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("simulate", tests, set_up, tear_down);
}
