/* test_quadrature.c -- quadrature nodes against sums and moments known in closed form; means of
 * 1/alpha. */
#include <math.h>

#include "distribution_samples.h"
#include "exact/quadrature.h"
#include "support.h"

#define LOGNORMAL(mu, sigma) {&distribution_lognormal, mu, sigma, 0}

/* Nodes of a distribution, and what they add up to. */
static double sum_of(const struct distribution *d, bool rounded, double power)
{
    struct quadrature_spec spec = {.width = 0.25, .rounded = rounded};
    struct quadrature nodes;
    struct error e;
    double sum = 0;
    if (quadrature_of(d, &spec, &nodes, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < nodes.n; i++)
        sum += nodes.weight[i] * pow(nodes.x[i], power);
    quadrature_free(&nodes);
    return sum;
}

static double weight_at(const struct distribution *d, double x)
{
    struct quadrature_spec spec = {.width = 0.25, .rounded = true};
    struct quadrature nodes;
    struct error e;
    double sum = 0;
    if (quadrature_of(d, &spec, &nodes, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < nodes.n; i++)
        sum += nodes.x[i] == x ? nodes.weight[i] : 0;
    quadrature_free(&nodes);
    return sum;
}

static void weights__add_up_to_one(void **state)
{
    (void)state;
    static const struct distribution ALL[] = {
        {&distribution_constant, 7, 0, 0},      {&distribution_uniform, 0, 3, 0},
        {&distribution_uniform, 200.3, 9000, 0}, {&distribution_triangular, 0, 300, 5000},
        {&distribution_triangular, 5, 5, 40},   LOGNORMAL(6, 0.01),
        LOGNORMAL(6, 3),                       {&distribution_exponential, 432.8, 0, 0},
        {&distribution_exponential, 2, 0, 0},   {&distribution_gamma, 0.25, 2000, 0},
        {&distribution_gamma, 400, 1, 0}};
    for (size_t i = 0; i < sizeof ALL / sizeof ALL[0]; i++)
        for (int rounded = 0; rounded < 2; rounded++)
            assert_close(sum_of(&ALL[i], rounded, 0), 1, 0, 2e-9);
}

/* Every form of every row, whatever there is: a kink or an end that its row does not tell would
 * show in the digits. */
static void weight_and_mean__hold_for_every_row(void **state)
{
    (void)state;
    static struct sample samples[SAMPLES_MAX];
    for (size_t n = sample_all(samples); n-- > 0;) {
        const struct distribution *d = &samples[n].d;
        assert_close(sum_of(d, false, 0), 1, 1e-10, 0);
        assert_close(sum_of(d, false, 1), distribution_mean(d), 1e-10, 0);
        assert_close(sum_of(d, true, 0), 1, 1e-10, 0);
    }
}

/* E[X] and E[X^2] of the distributions themselves; a log-normal from 1 to 1e6 (P5, P95) has a sigma
 * of 4.2, and most of its second moment stands where hardly any probability does. */
static void moments__are_those_of_the_distribution(void **state)
{
    (void)state;
    const struct distribution exponential = {&distribution_exponential, 432.8, 0, 0};
    const struct distribution wide = LOGNORMAL(6.9, 4.2);
    const struct distribution uniform = {&distribution_uniform, 1, 3, 0};
    assert_close(sum_of(&exponential, false, 1), 432.8, 1e-10, 0);
    assert_close(sum_of(&exponential, false, 2), 2 * 432.8 * 432.8, 1e-10, 0);
    assert_close(sum_of(&wide, false, 1), exp(6.9 + 4.2 * 4.2 / 2), 1e-8, 0);
    assert_close(sum_of(&wide, false, 2), exp(2 * 6.9 + 2 * 4.2 * 4.2), 1e-8, 0);
    assert_close(sum_of(&uniform, false, 2), 13.0 / 3, 1e-10, 0); /* (27 - 1) / (3 x 2) */
}

/* Rounded to whole numbers an exponential of mean m has the mean exp(-1/2m) / (1 - exp(-1/m)), a
 * geometric sum; E[N^2] by the same sum, exp(-1/2m) (1 + q) / (1 - q)^2 with q = exp(-1/m). */
static void rounded_exponential__has_the_moments_of_its_sum(void **state)
{
    (void)state;
    static const double MEANS[] = {3, 433, 7213.5};
    for (size_t i = 0; i < 3; i++) {
        const struct distribution d = {&distribution_exponential, MEANS[i], 0, 0};
        double q = exp(-1 / MEANS[i]), half = exp(-0.5 / MEANS[i]);
        assert_close(sum_of(&d, true, 1), half / (1 - q), 1e-11, 0);
        assert_close(sum_of(&d, true, 2), half * (1 + q) / ((1 - q) * (1 - q)), 1e-11, 0);
    }
}

/* Uniform from 0 to 3: half a cell at either end. */
static void rounded_uniform__has_half_cells_at_its_ends(void **state)
{
    (void)state;
    const struct distribution d = {&distribution_uniform, 0, 3, 0};
    assert_close(weight_at(&d, 0), 1.0 / 6, 1e-12, 0);
    assert_close(weight_at(&d, 1), 1.0 / 3, 1e-12, 0);
    assert_close(weight_at(&d, 3), 1.0 / 6, 1e-12, 0);
}

/* Beyond 2^53 there is no next whole number: the sum must end all the same. */
static void rounded_lengths_beyond_all_numbers__end(void **state)
{
    (void)state;
    const struct distribution d = LOGNORMAL(6.9, 4.2);
    assert_close(sum_of(&d, true, 0), 1, 0, 1e-9);
}

static void values_below_zero__are_refused(void **state)
{
    (void)state;
    const struct distribution d = {&distribution_uniform, -1, 3, 0};
    struct quadrature_spec spec = {.width = 0.25};
    struct quadrature nodes;
    struct error e;
    assert_int_equal(quadrature_of(&d, &spec, &nodes, &e), -1);
    assert_contains(e.text, "values below 0");
}

/* E[1/alpha] by hand: uniform ln(b/a)/(b-a); triangular 0, 5, 10: 0.4 ln 2; gamma 1/(scale
 * (shape-1)). */
/* Values over more orders of magnitude than a double has: their logarithm reaches -infinity, which
 * no number of panels spans. */
static void values_wider_than_all_numbers__are_refused(void **state)
{
    (void)state;
    const struct distribution wide = LOGNORMAL(5.7, 210);
    for (int rounded = 0; rounded < 2; rounded++) {
        struct quadrature_spec spec = {.width = 0.25, .rounded = rounded};
        struct quadrature nodes;
        struct error e;
        assert_int_equal(quadrature_of(&wide, &spec, &nodes, &e), rounded ? 0 : -1);
        if (rounded)
            quadrature_free(&nodes);
        else
            assert_string_equal(e.text, "found values too far apart to be summed, want a "
                                        "distribution over fewer orders of magnitude");
    }
}

static void mean_of_inverse__is_the_closed_form(void **state)
{
    (void)state;
    static const struct {
        struct distribution alpha;
        double want;
    } ROWS[] = {{{&distribution_constant, 4, 0, 0}, 0.25},
                {{&distribution_uniform, 1, 2, 0}, 0.69314718055994531},
                {{&distribution_triangular, 0, 5, 10}, 0.27725887222397812},
                {{&distribution_triangular, 1, 1, 3}, 0.64791843300216454}, /* 3/2 ln 3 - 1 */
                {LOGNORMAL(0.5, 0.2), 0.61878339180614084},                 /* exp(0.02 - 0.5) */
                {{&distribution_gamma, 1.05, 2.8571428571428572, 0}, 7.0}};
    struct error e;
    double got;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        assert_int_equal(distribution_mean_inverse(&ROWS[i].alpha, &got, &e), 0);
        assert_close(got, ROWS[i].want, 1e-12, 0);
    }
}

static void mean_of_inverse__near_0_is_infinite(void **state)
{
    (void)state;
    static const struct distribution NEAR_0[] = {{&distribution_exponential, 3, 0, 0},
                                                 {&distribution_gamma, 0.9, 2, 0},
                                                 {&distribution_uniform, 0, 2, 0}};
    struct error e;
    double got;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(distribution_mean_inverse(&NEAR_0[i], &got, &e), 0);
        assert_true(isinf(got));
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights__add_up_to_one),
        cmocka_unit_test(weight_and_mean__hold_for_every_row),
        cmocka_unit_test(moments__are_those_of_the_distribution),
        cmocka_unit_test(rounded_exponential__has_the_moments_of_its_sum),
        cmocka_unit_test(rounded_uniform__has_half_cells_at_its_ends),
        cmocka_unit_test(rounded_lengths_beyond_all_numbers__end),
        cmocka_unit_test(values_below_zero__are_refused),
        cmocka_unit_test(values_wider_than_all_numbers__are_refused),
        cmocka_unit_test(mean_of_inverse__is_the_closed_form),
        cmocka_unit_test(mean_of_inverse__near_0_is_infinite),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("quadrature", tests, NULL, NULL);
}
