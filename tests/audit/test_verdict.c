/* test_verdict.c -- the one rule, on its edges. */
#include <math.h>

#include "audit/verdict.h"
#include "support.h"

struct row {
    const char *name;
    double value, standard_error, low, high;
    enum verdict want;
};

static const struct row ROWS[] = {
    {"inside", 0.34, 0.01, 0.335, 0.345, VERDICT_REPRODUCED},
    {"at_the_low_end__rounds_up", 0.335, 0, 0.335, 0.345, VERDICT_REPRODUCED},
    {"at_the_high_end__rounds_further", 0.345, 0, 0.335, 0.345, VERDICT_DIFFERS},
    {"at_the_high_end_with_an_error", 0.345, 1e-9, 0.335, 0.345, VERDICT_WITHIN_SAMPLING_ERROR},
    {"just_below_without_an_error", 0.33499999, 0, 0.335, 0.345, VERDICT_DIFFERS},
    {"three_standard_errors_reach", 4, 1, 7, 8, VERDICT_WITHIN_SAMPLING_ERROR},
    {"three_standard_errors_do_not_reach", 4, 0.9999, 7, 8, VERDICT_DIFFERS},
    {"three_standard_errors_reach_from_above", 11, 1, 7, 8, VERDICT_WITHIN_SAMPLING_ERROR},
    {"from_above_they_do_not", 11.001, 1, 7, 8, VERDICT_DIFFERS},
    {"open_above", 1e300, 0, 2, NAN, VERDICT_REPRODUCED},
    {"open_above__below_it", 1.9, 0, 2, NAN, VERDICT_DIFFERS},
    {"open_below", -1e300, 0, NAN, 0.5, VERDICT_REPRODUCED},
    {"open_below__at_its_end", 0.5, 0, NAN, 0.5, VERDICT_DIFFERS},
    {"no_value", NAN, 0, 1, 2, VERDICT_NOT_COMPUTED},
    {"no_value_with_an_error", NAN, 1, 1, 2, VERDICT_NOT_COMPUTED},
    {"an_infinite_value", INFINITY, 1, 1, 2, VERDICT_DIFFERS},
    {"an_error_that_is_none", 3, NAN, 1, 2, VERDICT_DIFFERS},
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void one_row(void **state)
{
    const struct row *r = *state;
    assert_string_equal(verdict_name(verdict_of(r->value, r->standard_error, r->low, r->high)),
                        verdict_name(r->want));
}

static void difference__is_what_lies_between(void **state)
{
    (void)state;
    assert_close(verdict_difference(5, 7, 8), -2, 0, 0);
    assert_close(verdict_difference(9, 7, 8), 1, 0, 0);
    assert_close(verdict_difference(7.5, 7, 8), 0, 0, 0);
    assert_close(verdict_difference(9, 7, NAN), 0, 0, 0);
    assert_close(verdict_difference(5, 7, NAN), -2, 0, 0);
    assert_true(isnan(verdict_difference(NAN, 7, 8)));
}

static void names__are_the_four(void **state)
{
    (void)state;
    assert_string_equal(verdict_name(VERDICT_REPRODUCED), "reproduced");
    assert_string_equal(verdict_name(VERDICT_WITHIN_SAMPLING_ERROR), "within sampling error");
    assert_string_equal(verdict_name(VERDICT_DIFFERS), "differs");
    assert_string_equal(verdict_name(VERDICT_NOT_COMPUTED), "not computed");
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[COUNT(ROWS) + 2] = {
        cmocka_unit_test(difference__is_what_lies_between),
        cmocka_unit_test(names__are_the_four),
    };
    for (size_t i = 0; i < COUNT(ROWS); i++)
        tests[i + 2] = (struct CMUnitTest){.name = ROWS[i].name, .test_func = one_row,
                                           .initial_state = (void *)&ROWS[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("verdict", tests, NULL, NULL);
}
