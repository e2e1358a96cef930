/* test_modes.c -- modes of densities whose modes are known. */
#include <math.h>
#include <stdlib.h>

#include "numeric/modes.h"
#include "numeric/mt19937.h"
#include "support.h"

enum { POINTS = 4001, QUERIES = 20000 };

static double normal(double x, double mean, double sd)
{
    return exp(-0.5 * pow((x - mean) / sd, 2)) / sd;
}

/* Modes of share N(-distance, 1) + (1 - share) N(distance, 1), exactly on a grid. */
static struct modes two_normals(double share, double distance)
{
    struct modes m;
    double *density = malloc(POINTS * sizeof *density);
    assert_non_null(density);
    for (size_t i = 0; i < POINTS; i++) {
        double x = -10 + 0.005 * (double)i;
        density[i] = share * normal(x, -distance, 1) + (1 - share) * normal(x, distance, 1);
    }
    modes_of_density(density, POINTS, -10, 0.005, &m);
    free(density);
    return m;
}

/* An equal mixture of normals with deviation 1 is bimodal if and only if their means are more than
 * 2 apart (Eisenberger 1964, Helguero 1904). */
static void two_equal_normals__have_two_modes__from_two_deviations_on(void **state)
{
    (void)state;
    struct modes m = two_normals(0.5, 0.99);
    assert_int_equal(m.n, 1);
    assert_close(m.depth, 0, 0, 0);
    assert_true(isnan(m.place[1]));
    assert_true(two_normals(0.5, 1.1).depth > 0);
    m = two_normals(0.5, 3);
    assert_int_equal(m.n, 2);
    /* peaks at 1 (in units of one normal's height) but for a tail of e^-18, valley 2 e^-4.5 */
    assert_close(m.depth, 1 - 2 * exp(-4.5), 1e-4, 0);
    assert_close(fabs(m.place[0]), 3, 0, 0.006);
    assert_close(m.place[0] + m.place[1], 0, 0, 0.011);
}

/* Depth is a share of the highest peak: a second peak of 4% of it is seen, and does not count. */
static void small_second_peak__does_not_count(void **state)
{
    (void)state;
    struct modes m = two_normals(0.96, 4);
    assert_int_equal(m.n, 1);
    assert_close(m.depth, (0.04 - 0.04 * 0.04) / 0.96, 0.06, 0);
    assert_close(m.place[0], -4, 0, 0.006);
    assert_close(m.place[1], 4, 0, 0.006);
    assert_int_equal(two_normals(0.93, 4).n, 2);
}

static void plateaus_and_ends__are_one_mode_each(void **state)
{
    (void)state;
    const double twin[] = {0, 2, 2, 2, 1, 2, 2, 0}, ends[] = {3, 1, 2};
    const double flat[] = {1, 1, 1}, step[] = {1, 1, 2, 2, 3};
    struct modes m;
    modes_of_density(twin, 8, 0, 1, &m);
    assert_int_equal(m.n, 2);
    assert_close(m.depth, 0.5, 1e-15, 0);
    modes_of_density(ends, 3, 10, 5, &m);
    assert_int_equal(m.n, 2);
    assert_close(m.place[0], 10, 0, 0);
    assert_close(m.place[1], 20, 0, 0);
    modes_of_density(flat, 3, 0, 1, &m);
    assert_int_equal(m.n, 1);
    modes_of_density(step, 5, 0, 1, &m);
    assert_int_equal(m.n, 1);
    modes_of_density(flat, 1, 0, 1, &m);
    assert_int_equal(m.n, 1);
}

/* A smaller peak between two higher ones is as deep as the shallower way out. */
static void three_peaks__depth_is_the_shallower_valleys(void **state)
{
    (void)state;
    const double density[] = {0, 10, 2, 6, 5, 8, 0};
    struct modes m;
    modes_of_density(density, 7, 0, 1, &m);
    assert_int_equal(m.n, 3);
    assert_close(m.depth, 0.6, 1e-15, 0); /* 8 over the valley 2; 6 is only 1 over 5 */
    assert_close(m.place[1], 5, 0, 0);
}

/* Draws of +-distance plus a standard normal. */
static double *draws(double distance, double shift, double scale)
{
    struct mt19937 s;
    struct error e;
    double *x = malloc(QUERIES * sizeof *x);
    assert_non_null(x);
    if (mt19937_open(&s, 11, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < QUERIES; i++)
        x[i] = shift + scale * (mt19937_normal(&s) + (i % 2 ? distance : -distance));
    mt19937_close(&s);
    return x;
}

static struct modes modes_of(double distance, double shift, double scale, double factor)
{
    struct modes m;
    struct error e;
    double *x = draws(distance, shift, scale);
    if (modes_of_sample(x, QUERIES, factor, &m, &e))
        fail_msg("%s", e.text);
    free(x);
    return m;
}

/* The density of the sample is that of the mixture smoothed: normals of variance 1 + h^2. */
static void sample__two_normals__is_the_smoothed_mixture(void **state)
{
    (void)state;
    struct modes m = modes_of(3, 0, 1, 1);
    double h = 1.06 * sqrt(10) * pow(QUERIES, -0.2); /* the variance is 1 + 3^2 */
    assert_close(m.bandwidth, h, 0.01, 0);
    assert_int_equal(m.n, 2);
    double valley = 2 * exp(-4.5 / (1 + h * h));
    assert_close(m.depth, 1 - valley, 0, 0.05);
    assert_int_equal(modes_of(0, 0, 1, 1).n, 1);
    assert_int_equal(modes_of(3, 0, 1, 8).n, 1); /* smoothed until it is one */
}

/* Modes go with the unit and the origin. */
static void sample__scaled_and_shifted__has_the_same_modes(void **state)
{
    (void)state;
    struct modes m = modes_of(2, 0, 1, 1), other = modes_of(2, 1000, 250, 1);
    assert_int_equal(other.n, m.n);
    assert_close(other.depth, m.depth, 1e-9, 0);
    assert_close(other.bandwidth, 250 * m.bandwidth, 1e-9, 0);
    assert_close(other.place[0], 1000 + 250 * m.place[0], 1e-9, 0);
}

static void sample__without_spread__has_one_mode(void **state)
{
    (void)state;
    const double same[] = {0.1, 0.1, 0.1}, one[] = {7};
    struct modes m;
    assert_int_equal(modes_of_sample(same, 3, 1, &m, NULL), 0);
    assert_int_equal(m.n, 1);
    assert_close(m.bandwidth, 0, 0, 0);
    assert_int_equal(modes_of_sample(one, 1, 1, &m, NULL), 0);
    assert_int_equal(m.n, 1);
    assert_close(m.place[0], 7, 0, 0);
}

/* A query far away is a bump of 1/n: it would be a mode of its own, as deep as it is high. */
static void sample__with_an_outlier__has_one_mode(void **state)
{
    (void)state;
    struct modes m;
    double *x = draws(0, 0, 1);
    x[5] = 60;
    assert_int_equal(modes_of_sample(x, QUERIES, 1, &m, NULL), 0);
    free(x);
    assert_int_equal(m.n, 1);
    assert_close(m.place[1], 60, 0, 0.1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_equal_normals__have_two_modes__from_two_deviations_on),
        cmocka_unit_test(small_second_peak__does_not_count),
        cmocka_unit_test(plateaus_and_ends__are_one_mode_each),
        cmocka_unit_test(three_peaks__depth_is_the_shallower_valleys),
        cmocka_unit_test(sample__two_normals__is_the_smoothed_mixture),
        cmocka_unit_test(sample__scaled_and_shifted__has_the_same_modes),
        cmocka_unit_test(sample__without_spread__has_one_mode),
        cmocka_unit_test(sample__with_an_outlier__has_one_mode),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("modes", tests, NULL, NULL);
}
