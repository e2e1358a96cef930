/* test_threads.c -- work on several threads: each item once, failures in order, threads refused. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "base/threads.h"
#include "support.h"

#define ITEMS 1000
#define NEVER ITEMS /* an item that there is not */

/* How many more threads the system starts; see make/tests.mk for the wrapping. */
static size_t threads_left;

int __real_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
int __wrap_pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
                          void *(*start)(void *), void *argument)
{
    if (threads_left == 0)
        return 11; /* EAGAIN of Linux; the value itself is not looked at */
    threads_left--;
    return __real_pthread_create(thread, attributes, start, argument);
}

/* What the work on items leaves behind; each item has its own slots. */
struct job {
    size_t called[ITEMS]; /* how often */
    double result[ITEMS];
    size_t fails_from;    /* this item and all after it fail; NEVER: none */
    size_t late;          /* this item ends only when item late + 2 has failed; NEVER: none */
    atomic_bool late_may_end;
    size_t shown, last_done; /* calls of show, and what the last one was told */
    pthread_t caller;
};

static int set_up_job(void **state)
{
    static struct job job;
    memset(&job, 0, sizeof job);
    job.fails_from = job.late = NEVER;
    job.caller = pthread_self();
    threads_left = SIZE_MAX;
    *state = &job;
    return 0;
}

/* A sum in an order that is the item's own: the same bits on any thread. */
static double result_of(size_t item)
{
    double sum = 0;
    for (size_t i = 1; i <= 50; i++)
        sum += 1.0 / (double)(i + item);
    return sum;
}

static int work(void *context, size_t item, struct error *e)
{
    struct job *job = context;
    if (item >= ITEMS) /* no assert here: cmocka cannot leave another thread */
        return error_set(e, "item %zu: there is none", item);
    job->called[item]++;
    job->result[item] = result_of(item);
    if (item == job->late)
        while (!atomic_load(&job->late_may_end))
            (void)sched_yield();
    if (item < job->fails_from && item != job->late)
        return 0;
    (void)error_set(e, "item %zu fails", item);
    if (item == job->late + 2)
        atomic_store(&job->late_may_end, true);
    return -1;
}

static void show(void *context, size_t done, size_t n)
{
    struct job *job = context;
    assert_true(pthread_equal(pthread_self(), job->caller));
    assert_true(done <= n && done >= job->last_done);
    job->shown++;
    job->last_done = done;
}

/* Items below n were worked on once, those from n on never. */
static void assert_called_once_below(const struct job *job, size_t n)
{
    for (size_t i = 0; i < ITEMS; i++)
        assert_int_equal(job->called[i], i < n);
}

/* ---- every item ---------------------------------------------------------------------------- */

static void each_item__on_any_number_of_threads__once_with_the_same_bits(void **state)
{
    static const size_t threads[] = {1, 2, 3, 16, 0};
    for (size_t t = 0; t < sizeof threads / sizeof threads[0]; t++) {
        struct error e;
        set_up_job(state);
        struct job *job = *state;
        assert_int_equal(threads_for(ITEMS, threads[t], work, NULL, job, &e), 0);
        assert_called_once_below(job, ITEMS);
        for (size_t i = 0; i < ITEMS; i++)
            assert_close(job->result[i], result_of(i), 0, 0);
    }
}

static void zero_items__nothing_is_called(void **state)
{
    struct job *job = *state;
    struct error e;
    assert_int_equal(threads_for(0, 4, work, show, job, &e), 0);
    assert_int_equal(threads_for(0, 0, work, NULL, job, &e), 0);
    assert_called_once_below(job, 0);
    threads_left = 0; /* and no thread is needed for it */
    assert_int_equal(threads_for(0, 4, work, show, job, &e), 0);
}

static void more_threads_than_items__each_item_once(void **state)
{
    struct job *job = *state;
    struct error e;
    threads_left = 3;
    assert_int_equal(threads_for(3, 64, work, NULL, job, &e), 0);
    assert_int_equal(threads_left, 0);
    assert_called_once_below(job, 3);
}

static void more_threads_than_are_kept_count_of__each_item_once(void **state)
{
    struct job *job = *state;
    struct error e;
    assert_int_equal(threads_for(ITEMS, 100000, work, NULL, job, &e), 0);
    assert_true(SIZE_MAX - threads_left <= 1000);
    assert_called_once_below(job, ITEMS);
}

static void show__is_called_in_the_callers_thread(void **state)
{
    struct job *job = *state;
    struct error e;
    assert_int_equal(threads_for(ITEMS, 2, work, show, job, &e), 0);
    assert_true(job->shown >= 1);
}

static void processors__are_at_least_one(void **state)
{
    (void)state;
    assert_true(threads_processors() >= 1);
}

/* ---- failures ------------------------------------------------------------------------------ */

static void failing_item__on_one_thread__is_told_and_ends_the_work(void **state)
{
    struct job *job = *state;
    struct error e;
    job->fails_from = 7;
    assert_int_equal(threads_for(ITEMS, 1, work, NULL, job, &e), -1);
    assert_string_equal(e.text, "item 7 fails");
    assert_called_once_below(job, 8);
}

/* Item 3 is taken before item 5 and fails after it: the message is that of item 3. */
static void first_failing_item_in_order__is_told_though_it_fails_last(void **state)
{
    struct job *job = *state;
    struct error e;
    job->late = 3;
    job->fails_from = 5;
    assert_int_equal(threads_for(ITEMS, 2, work, NULL, job, &e), -1);
    assert_string_equal(e.text, "item 3 fails");
    assert_called_once_below(job, 6);
}

/* Whatever the threads do: no item before the first failing one is left out. */
static void items_before_the_failing_one__are_all_done(void **state)
{
    for (size_t from = 0; from < ITEMS; from += 37) {
        struct error e;
        set_up_job(state);
        struct job *job = *state;
        char want[40];
        job->fails_from = from;
        snprintf(want, sizeof want, "item %zu fails", from);
        assert_int_equal(threads_for(ITEMS, 4, work, NULL, job, &e), -1);
        assert_string_equal(e.text, want);
        for (size_t i = 0; i < ITEMS; i++)
            assert_true(i <= from ? job->called[i] == 1 : job->called[i] <= 1);
    }
}

/* ---- threads that the system refuses ------------------------------------------------------- */

static void fewer_threads_than_wanted__do_all_the_work(void **state)
{
    struct job *job = *state;
    struct error e;
    threads_left = 1;
    assert_int_equal(threads_for(ITEMS, 8, work, NULL, job, &e), 0);
    assert_called_once_below(job, ITEMS);
}

static void no_thread_at_all__is_told(void **state)
{
    struct job *job = *state;
    struct error e;
    threads_left = 0;
    assert_int_equal(threads_for(ITEMS, 8, work, show, job, &e), -1);
    assert_contains(e.text, "no memory for a thread");
    assert_called_once_below(job, 0);
}

#define TEST(name) cmocka_unit_test_setup(name, set_up_job)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(each_item__on_any_number_of_threads__once_with_the_same_bits),
        TEST(zero_items__nothing_is_called),
        TEST(more_threads_than_items__each_item_once),
        TEST(more_threads_than_are_kept_count_of__each_item_once),
        TEST(show__is_called_in_the_callers_thread),
        TEST(processors__are_at_least_one),
        TEST(failing_item__on_one_thread__is_told_and_ends_the_work),
        TEST(first_failing_item_in_order__is_told_though_it_fails_last),
        TEST(items_before_the_failing_one__are_all_done),
        TEST(fewer_threads_than_wanted__do_all_the_work),
        TEST(no_thread_at_all__is_told),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
