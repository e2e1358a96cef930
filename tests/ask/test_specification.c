/* test_specification.c -- order, effect and shares of values over combinations. */
#include <math.h>

#include "ask/specification.h"
#include "support.h"

static void sort__ties_and_gaps__by_value_then_index(void **state)
{
    (void)state;
    const double values[] = {3, NAN, 1, 3, -2};
    size_t order[5], kept;
    assert_int_equal(specification_sort(values, 5, order, &kept, NULL), 0);
    assert_int_equal(kept, 4);
    const size_t want[] = {4, 2, 0, 3};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(order[i], want[i]);
}

/* A made-up additive quantity, 10 a + b with a of three readings and b of two: means over b are
 * 0.5, 10.5 and 20.5, over a 10 and 11. */
static const double ADDITIVE[] = {0, 1, 10, 11, 20, 21};
static const size_t A[] = {0, 0, 1, 1, 2, 2}, B[] = {0, 1, 0, 1, 0, 1};

static void effect__additive__is_the_range_of_means(void **state)
{
    (void)state;
    assert_close(specification_effect(ADDITIVE, A, 6, 3), 20, 1e-15, 0);
    assert_close(specification_effect(ADDITIVE, B, 6, 2), 1, 1e-15, 0);
}

static void effect__missing_values__are_left_out(void **state)
{
    (void)state;
    const double values[] = {0, 1, NAN, NAN, 20, 21};
    assert_close(specification_effect(values, A, 6, 3), 20, 1e-15, 0);
    const double one[] = {0, 1, NAN, NAN, NAN, NAN};
    assert_close(specification_effect(one, A, 6, 3), 0, 0, 0);
}

static void depends__on_what_changes_a_value_alone(void **state)
{
    (void)state;
    const double of_a[] = {5, 5, 6, 6, 7, 7};
    assert_true(specification_depends(of_a, A, 6, 2, 1e-9));
    assert_false(specification_depends(of_a, B, 6, 1, 1e-9));
    /* an interaction whose means do not show: +1 and -1 */
    const double cross[] = {1, -1, -1, 1};
    const size_t first[] = {0, 0, 1, 1};
    assert_close(specification_effect(cross, first, 4, 2), 0, 0, 0);
    assert_true(specification_depends(cross, first, 4, 2, 1e-9));
}

static void share__of_a_stretch__counts_its_readings(void **state)
{
    (void)state;
    const size_t order[] = {5, 4, 3, 2, 1, 0};
    assert_close(specification_share(order, 0, 2, A, 2), 1, 0, 0);
    assert_close(specification_share(order, 1, 4, A, 1), 2.0 / 3, 1e-15, 0);
    assert_close(specification_share(order, 0, 6, B, 1), 0.5, 0, 0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sort__ties_and_gaps__by_value_then_index),
        cmocka_unit_test(effect__additive__is_the_range_of_means),
        cmocka_unit_test(effect__missing_values__are_left_out),
        cmocka_unit_test(depends__on_what_changes_a_value_alone),
        cmocka_unit_test(share__of_a_stretch__counts_its_readings),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("specification", tests, NULL, NULL);
}
