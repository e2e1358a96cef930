/* test_root.c -- the nearest place at which a function reaches a target. */
#include "support.h"

#include <math.h>

#include <gsl/gsl_errno.h>

#include "numeric/root.h"

static int square(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)e;
    *y = x * x;
    return 0;
}

/* Roots at 1, 2 and 3. */
static int cubic(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)e;
    *y = (x - 1) * (x - 2) * (x - 3);
    return 0;
}

static int constant(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)x, (void)e;
    *y = 7;
    return 0;
}

/* 0 up to 5, then 10. */
static int stairs(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)e;
    *y = x < 5 ? 0 : 10;
    return 0;
}

/* Ends at 1.5, which it does not reach. */
static int broken_off(void *context, double x, double *y, struct error *e)
{
    (void)context;
    *y = x;
    return x < 1.5 ? 0 : error_set(e, "beyond");
}

/* Least 1 at 2.3: every value above it twice. */
static int parabola(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)e;
    *y = 1 + (x - 2.3) * (x - 2.3);
    return 0;
}

/* The same upside down, between 2 and 3 only. */
static int cap(void *context, double x, double *y, struct error *e)
{
    (void)context;
    *y = -1 - (x - 2.3) * (x - 2.3);
    return x >= 2 && x <= 3 ? 0 : error_set(e, "beyond");
}

static struct root find(root_function *f, double from, double low, double high, double target)
{
    struct root root;
    struct error e;
    struct root_search s = {f, NULL, from, low, high, target, NULL};
    if (root_nearest(&s, &root, &e))
        fail_msg("%s", e.text);
    return root;
}

static void square__reaches_two_at_its_root(void **state)
{
    (void)state;
    struct root up = find(square, 1, 0, 10, 2), down = find(square, 9, 0, 10, 2);
    assert_int_equal(up.finding, ROOT_FOUND);
    assert_close(up.x, sqrt(2), 1e-12, 0);
    assert_close(down.x, sqrt(2), 1e-12, 0);
}

static void far_away__is_found_too(void **state)
{
    (void)state;
    assert_close(find(square, 1, 0, 1e9, 1e10).x, 1e5, 1e-12, 0);
    assert_close(find(square, 1, 0, 1e9, 1e-10).x, 1e-5, 1e-12, 0);
}

static void from_nothing__goes_up(void **state)
{
    (void)state;
    assert_close(find(square, 0, 0, 100, 1e-4).x, 1e-2, 1e-12, 0);
    assert_close(find(square, 0, 0, 100, 2500).x, 50, 1e-12, 0);
}

static void several_roots__nearest_one_in_ratio(void **state)
{
    (void)state;
    assert_close(find(cubic, 1.2, 0, 10, 0).x, 1, 1e-12, 0);
    assert_close(find(cubic, 1.6, 0, 10, 0).x, 2, 1e-12, 0);
    assert_close(find(cubic, 2.2, 0, 10, 0).x, 2, 1e-12, 0);
    assert_close(find(cubic, 2.9, 0, 10, 0).x, 3, 1e-12, 0);
}

static void target_at_the_start__is_the_start(void **state)
{
    (void)state;
    struct root root = find(square, 3, 0, 10, 9);
    assert_int_equal(root.finding, ROOT_FOUND);
    assert_close(root.x, 3, 0, 0);
}

static void target_at_the_end_of_the_range__is_found(void **state)
{
    (void)state;
    assert_close(find(square, 3, 1, 4, 16).x, 4, 1e-12, 0);
    assert_close(find(square, 3, 1, 4, 1).x, 1, 1e-12, 0);
}

static void beyond__says_what_the_ends_reach(void **state)
{
    (void)state;
    struct root root = find(square, 3, 1, 4, 17);
    assert_int_equal(root.finding, ROOT_BEYOND);
    assert_close(root.low.x, 1, 0, 0);
    assert_close(root.low.y, 1, 0, 0);
    assert_close(root.high.x, 4, 0, 0);
    assert_close(root.high.y, 16, 0, 0);
    assert_close(root.least, 1, 0, 0);
    assert_close(root.most, 16, 0, 0);
}

static void range_from_nothing__is_looked_at_to_its_end(void **state)
{
    (void)state;
    struct root root = find(square, 3, 0, 4, -1);
    assert_int_equal(root.finding, ROOT_BEYOND);
    assert_close(root.low.x, 0, 0, 0);
    assert_close(root.least, 0, 0, 0);
}

static void flat__is_told_apart(void **state)
{
    (void)state;
    assert_int_equal(find(constant, 3, 0, 10, 2).finding, ROOT_FLAT);
}

static void jump__is_no_solution(void **state)
{
    (void)state;
    struct root root = find(stairs, 3, 1, 100, 4);
    assert_int_equal(root.finding, ROOT_JUMP);
    assert_close(root.x, 5, 1e-9, 0);
}

/* A sample's steps: x rounded down to hundredths. */
static int small_steps(void *context, double x, double *y, struct error *e)
{
    (void)context, (void)e;
    *y = floor(100 * x) / 100;
    return 0;
}

static enum root_finding finding_with_error(double error)
{
    struct root root;
    struct error e;
    struct root_search s = {small_steps, NULL, 1, 0.5, 4, 2.345, &error};
    if (root_nearest(&s, &root, &e))
        fail_msg("%s", e.text);
    assert_close(root.x, 2.35, 1e-9, 0);
    return root.finding;
}

/* From 2.34 to 2.35, 0.005 off the target on both sides. */
static void step_of_a_sample__is_a_solution_within_its_error(void **state)
{
    (void)state;
    assert_int_equal(finding_with_error(0.006), ROOT_FOUND);
    assert_int_equal(finding_with_error(0.004), ROOT_JUMP);
    assert_int_equal(finding_with_error(0), ROOT_JUMP);
}

static void end_within_a_step__is_reached_by_halving(void **state)
{
    (void)state;
    struct root root = find(broken_off, 1, 0, 10, 2);
    assert_int_equal(root.finding, ROOT_BEYOND);
    assert_close(root.high.x, 1.5, 1e-11, 0);
    assert_close(find(broken_off, 1, 0, 10, 1.4999999).x, 1.4999999, 1e-12, 0);
}

/* Steps from 1 lie at 2.10 and 2.65, from 9 at 2.50 and 1.69, growing by 1.3 from 1%: both
 * solutions, and the least value, are between two of them. */
static void two_roots_within_a_step__nearer_one_is_found(void **state)
{
    (void)state;
    double half = sqrt(1e-4);
    struct root up = find(parabola, 1, 0, 100, 1.0001), down = find(parabola, 9, 0, 100, 1.0001);
    assert_int_equal(up.finding, ROOT_FOUND);
    assert_close(up.x, 2.3 - half, 1e-10, 0);
    assert_int_equal(down.finding, ROOT_FOUND);
    assert_close(down.x, 2.3 + half, 1e-10, 0);
    assert_close(find(cap, 2.8, 0, 100, -1.000025).x, 2.305, 1e-10, 0);
}

static void two_roots_beside_the_start__nearer_one_is_found(void **state)
{
    (void)state;
    assert_close(find(parabola, 2.301, 0, 100, 1.0000002).x, 2.3 + sqrt(2e-7), 1e-10, 0);
    assert_close(find(parabola, 2.299, 0, 100, 1.0000002).x, 2.3 - sqrt(2e-7), 1e-10, 0);
}

/* A target that the function only touches is met to the root of what doubles resolve. */
static void turning_point__is_what_is_reached(void **state)
{
    (void)state;
    struct root root = find(parabola, 1, 0, 100, 0.9999);
    assert_int_equal(root.finding, ROOT_BEYOND);
    assert_close(root.least, 1, 1e-12, 0);
    root = find(cap, 2.8, 0, 100, 5);
    assert_int_equal(root.finding, ROOT_BEYOND);
    assert_close(root.most, -1, 1e-12, 0);
    root = find(parabola, 1, 0, 100, 1);
    assert_int_equal(root.finding, ROOT_FOUND);
    assert_close(root.x, 2.3, 1e-7, 0);
}

static void no_value_at_the_start__is_an_error(void **state)
{
    (void)state;
    struct root root;
    struct error e;
    struct root_search s = {broken_off, NULL, 2, 0, 10, 1, NULL};
    assert_int_equal(root_nearest(&s, &root, &e), -1);
    assert_contains(e.text, "found no value at 2");
}

/* The parabola, until it has been asked so often: from then on memory is out. */
static int out_of_memory(void *context, double x, double *y, struct error *e)
{
    int *left = context;
    return --*left < 0 ? error_no_memory(e, "for x") : parabola(NULL, x, y, e);
}

/* Wherever that comes, on the grid or inside of a cell, it is not where the function ends. */
static void system_fails__ends_the_search(void **state)
{
    (void)state;
    struct root root;
    struct error e;
    int left = -1, calls = 0;
    struct root_search s = {out_of_memory, &left, 1, 0, 100, 1.0001, NULL};
    for (; left < 0 && calls < 1000; calls++) {
        left = calls;
        if (root_nearest(&s, &root, &e) == 0)
            break;
        assert_string_equal(e.text, "no memory for x");
        assert_true(e.is_of_system);
    }
    assert_in_range(calls, 20, 999);
    assert_close(root.x, 2.3 - sqrt(1e-4), 1e-10, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(square__reaches_two_at_its_root),
        cmocka_unit_test(far_away__is_found_too),
        cmocka_unit_test(from_nothing__goes_up),
        cmocka_unit_test(several_roots__nearest_one_in_ratio),
        cmocka_unit_test(target_at_the_start__is_the_start),
        cmocka_unit_test(target_at_the_end_of_the_range__is_found),
        cmocka_unit_test(beyond__says_what_the_ends_reach),
        cmocka_unit_test(range_from_nothing__is_looked_at_to_its_end),
        cmocka_unit_test(flat__is_told_apart),
        cmocka_unit_test(jump__is_no_solution),
        cmocka_unit_test(step_of_a_sample__is_a_solution_within_its_error),
        cmocka_unit_test(end_within_a_step__is_reached_by_halving),
        cmocka_unit_test(two_roots_within_a_step__nearer_one_is_found),
        cmocka_unit_test(two_roots_beside_the_start__nearer_one_is_found),
        cmocka_unit_test(turning_point__is_what_is_reached),
        cmocka_unit_test(no_value_at_the_start__is_an_error),
        cmocka_unit_test(system_fails__ends_the_search),
    };
    gsl_set_error_handler_off();
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("root", tests, NULL, NULL);
}
