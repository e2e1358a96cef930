/* test_exact_variants.c -- exact frontiers against drawn ones where assumptions are far from the
 * paper's: zeros, narrow and odd levers, lengths that vary, other cuts. */
#include <math.h>

#include "exact/exact.h"
#include "scenario_fixture.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define QUERIES 50000
#define ERRORS 4.5 /* some 400 comparisons: one beyond it in 300 runs with other seeds */

typedef void change(struct assumptions *a);

static void short_outputs(struct assumptions *a) /* 7% of the queries have no token */
{
    a->workloads[0].output_tokens = (struct distribution){&distribution_exponential, 7.2, 0, 0};
}

static void outputs_to_three(struct assumptions *a) /* 17% zeros, and four lengths in all */
{
    a->workloads[0].output_tokens = (struct distribution){&distribution_uniform, 0, 3, 0};
}

static void gamma_outputs(struct assumptions *a) /* mean 500, cv 2 */
{
    a->workloads[0].output_tokens = (struct distribution){&distribution_gamma, 0.25, 2000, 0};
}

static void narrow_levers(struct assumptions *a)
{
    a->levers[LEVER_HARDWARE] = (struct distribution){&distribution_uniform, 1.99, 2.01, 0};
    a->levers[LEVER_ALGORITHM] = (struct distribution){&distribution_lognormal, 1, 1e-6, 0};
    a->levers[LEVER_SERVING] = (struct distribution){&distribution_triangular, 1, 1.01, 1.05};
}

static void odd_levers(struct assumptions *a)
{
    a->levers[LEVER_HARDWARE] = (struct distribution){&distribution_triangular, 1, 2, 4};
    a->levers[LEVER_ALGORITHM] = (struct distribution){&distribution_gamma, 11, 0.3, 0};
    a->levers[LEVER_SERVING] = (struct distribution){&distribution_uniform, 1.5, 5, 0};
}

static void long_inputs(struct assumptions *a)
{
    a->workloads[0].input_tokens = (struct distribution){&distribution_lognormal, 6.5, 1, 0};
}

static void uniform_pue(struct assumptions *a)
{
    a->pue = (struct distribution){&distribution_uniform, 1.05, 1.6, 0};
    a->utilisation = (struct distribution){&distribution_lognormal, -0.5, 0.02, 0};
}

static void four_cuts(struct assumptions *a)
{
    a->trim = (struct cuts){4, {{0.1, 1}, {0, 0.9}, {0.05, 0.95}, {0, 0.8}}};
    a->pool_size = 5;
}

static void lower_half_of_one(struct assumptions *a)
{
    a->trim = (struct cuts){1, {{0, 0.5}}};
    a->pool_size = 1;
}

static const struct variant {
    const char *name;
    change *change;
} VARIANTS[] = {
    {"short outputs, two cuts", short_outputs}, {"four lengths", outputs_to_three},
    {"gamma outputs", gamma_outputs},           {"narrow levers", narrow_levers},
    {"odd levers", odd_levers},                 {"long inputs", long_inputs},
    {"uniform PUE, narrow u", uniform_pue},     {"four cuts", four_cuts},
    {"lower half of one model", lower_half_of_one},
};

static void compare(struct exact *x, const struct summary *drawn, enum lever_column lever)
{
    struct variable v = {0, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0, lever};
    struct error e;
    struct estimate exact;
    for (int s = STATISTIC_P5; s <= STATISTIC_MEAN; s++) {
        if (exact_statistic(x, &v, (enum statistic)s, &exact, &e))
            fail_msg("%s", e.text);
        /* a quantile of a drawn sample lies between two values: an n-th of the range */
        assert_close(drawn->of[s].value, exact.value, 1e-6,
                     ERRORS * drawn->of[s].standard_error + 1e-9);
    }
}

static void frontier__is_that_of_many_draws(void **state)
{
    const struct variant *variant = *state;
    static struct assumptions a;
    static struct throughput_fits fits;
    struct evaluation drawn;
    struct exact *x;
    struct error e;
    scenario_load("scenarios/paper.lua", &a, &fits);
    a.generator = GENERATOR_PHILOX;
    a.queries = QUERIES;
    variant->change(&a);
    scenario_evaluate(&a, &fits, "traditional", &drawn);
    assert_int_equal(exact_open(&a, &fits, &x, &e), 0);
    for (int l = 0; l < LEVER_COLUMN_COUNT; l++) {
        struct summary s = scenario_frontier(&a, &drawn, (enum lever_column)l);
        compare(x, &s, (enum lever_column)l);
    }
    exact_close(x);
    evaluation_free(&drawn);
}

/* With alpha within half a percent of 2, quantiles are half those without, to that squared. */
static void narrow_lever__divides_quantiles(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    struct exact *x;
    struct error e;
    struct estimate none, levered;
    scenario_load("scenarios/paper.lua", &a, &fits);
    narrow_levers(&a);
    assert_int_equal(exact_open(&a, &fits, &x, &e), 0);
    struct variable v = {0, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0, LEVER_COLUMN_NONE};
    for (int s = STATISTIC_P25; s <= STATISTIC_P75; s++) {
        v.lever = LEVER_COLUMN_NONE;
        assert_int_equal(exact_statistic(x, &v, (enum statistic)s, &none, &e), 0);
        v.lever = LEVER_COLUMN_HARDWARE;
        assert_int_equal(exact_statistic(x, &v, (enum statistic)s, &levered, &e), 0);
        assert_close(levered.value, none.value / 2, 5e-5, 0);
    }
    exact_close(x);
}

/* No output token ever: no energy ever. */
static void no_output__is_no_energy(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    struct exact *x;
    struct error e;
    struct estimate energy;
    double value;
    scenario_load("scenarios/paper.lua", &a, &fits);
    a.workloads[0].output_tokens = (struct distribution){&distribution_constant, 0.4, 0, 0};
    assert_int_equal(exact_open(&a, &fits, &x, &e), 0);
    struct variable v = {0, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0, LEVER_COLUMN_COMBINED};
    for (int s = 0; s < STATISTIC_COUNT; s++) {
        assert_int_equal(exact_statistic(x, &v, (enum statistic)s, &energy, &e), 0);
        assert_true(energy.value == 0);
    }
    v = (struct variable){0, QUANTITY_ENERGY, VARIABLE_MODEL, 0, LEVER_COLUMN_NONE};
    assert_int_equal(exact_probability(x, &v, 0, &value, &e), 0);
    assert_close(value, 1, 1e-12, 0);
    exact_close(x);
}

/* A length that does not vary: at most that long it is always, less long never. */
static void constant_length__is_at_most_itself(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    static const struct variable V = {0, QUANTITY_OUTPUT_TOKENS, VARIABLE_MODEL, 0,
                                      LEVER_COLUMN_NONE};
    struct exact *x;
    struct error e;
    double at, below;
    scenario_load("scenarios/paper.lua", &a, &fits);
    a.workloads[0].output_tokens = (struct distribution){&distribution_constant, 300, 0, 0};
    assert_int_equal(exact_open(&a, &fits, &x, &e), 0);
    assert_int_equal(exact_probability(x, &V, 300, &at, &e), 0);
    assert_int_equal(exact_probability(x, &V, nextafter(300, 0), &below, &e), 0);
    assert_close(at, 1, 0, 0);
    assert_close(below, 0, 0, 0);
    exact_close(x);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[COUNT(VARIANTS) + 3];
    size_t n = 0;
    select_tests(argc, argv);
    for (size_t i = 0; i < COUNT(VARIANTS); i++)
        tests[n++] = (struct CMUnitTest){VARIANTS[i].name, frontier__is_that_of_many_draws, NULL,
                                         NULL, (void *)&VARIANTS[i]};
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(narrow_lever__divides_quantiles);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(no_output__is_no_energy);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(constant_length__is_at_most_itself);
    return _cmocka_run_group_tests("exact_variants", tests, n, NULL, NULL);
}
