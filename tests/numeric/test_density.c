/* test_density.c -- kernel densities of logarithms: known shapes, bandwidth, edges. */
#include <math.h>

#include "numeric/density.h"
#include "numeric/mt19937.h"
#include "numeric/statistics.h"
#include "support.h"

enum { N = 200000, POINTS = 101 };

/* Log-normals with sigma 1, half and half at e^-shift and e^shift. */
static void draw(double *x, double shift)
{
    static uint64_t scratch[2 * N];
    struct mt19937 s;
    struct error e;
    assert_int_equal(mt19937_open(&s, 5, &e), 0);
    for (int i = 0; i < N; i++)
        x[i] = exp(mt19937_normal(&s) + (i % 2 ? shift : -shift));
    mt19937_close(&s);
    sort_ascending(x, N, scratch);
}

/* Silverman's rule on a standard normal: 0.9 n^(-1/5), within 3%. */
static void bandwidth__standard_normal__silvermans(void **state)
{
    (void)state;
    static double x[N];
    draw(x, 0);
    for (int i = 0; i < N; i++)
        x[i] = log(x[i]);
    assert_close(density_bandwidth(x, N), 0.9 * pow(N, -0.2), 0.03, 0);
}

/* Most values alike, so that the quartiles are: what is left is the deviation, here of 1 and nine
 * times 0: sqrt(0.9 / 9). */
static void bandwidth__quartiles_alike__is_by_the_deviation(void **state)
{
    (void)state;
    const double x[10] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    assert_close(density_bandwidth(x, 10), 0.9 * sqrt(0.1) * pow(10, -0.2), 1e-14, 0);
}

/* The density of a standard normal, convolved with the kernel, is a normal with variance 1 + h^2:
 * relative to its top, exp(-z^2 / 2 (1 + h^2)); 0.03 is four times its sampling error of 0.007. */
static void density__log_normal__is_a_bell(void **state)
{
    (void)state;
    static double x[N];
    double at[POINTS], density[POINTS];
    struct error e;
    draw(x, 0);
    assert_int_equal(density_of_log(x, N, exp(-2), exp(2), POINTS, at, density, &e), 0);
    for (int k = 0; k < POINTS; k++) {
        double z = -2 + 4.0 * k / (POINTS - 1), h = 0.9 * pow(N, -0.2);
        assert_close(log(at[k]), z, 0, 1e-12);
        assert_close(density[k], exp(-z * z / 2 / (1 + h * h)), 0, 0.03);
    }
}

static int modes(const double *density)
{
    int n = 0;
    for (int k = 1; k + 1 < POINTS; k++)
        n += density[k] > density[k - 1] && density[k] >= density[k + 1] && density[k] > 0.5;
    return n;
}

static void density__two_bells__two_modes(void **state)
{
    (void)state;
    static double x[N];
    double at[POINTS], density[POINTS];
    struct error e;
    draw(x, 2.5);
    assert_int_equal(density_of_log(x, N, exp(-5), exp(5), POINTS, at, density, &e), 0);
    assert_int_equal(modes(density), 2);
    draw(x, 0.2);
    assert_int_equal(density_of_log(x, N, exp(-5), exp(5), POINTS, at, density, &e), 0);
    assert_int_equal(modes(density), 1);
}

static void density__constant_and_zeros__do_not_break(void **state)
{
    (void)state;
    const double same[] = {3, 3, 3, 3}, zeros[] = {0, 0, 0}, mixed[] = {0, 0, 1, 2, 4, 8};
    double at[POINTS], density[POINTS];
    struct error e = {.text = ""};
    assert_int_equal(density_of_log(same, 4, 3, 3, POINTS, at, density, &e), 0);
    assert_close(density[POINTS / 2], 1, 0, 0);
    assert_int_equal(density_of_log(zeros, 3, 1, 2, POINTS, at, density, &e), -1);
    assert_contains(e.text, "no value above 0");
    assert_int_equal(density_of_log(mixed, 6, 1, 8, POINTS, at, density, &e), 0);
    for (int k = 0; k < POINTS; k++)
        assert_true(density[k] >= 0 && density[k] <= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bandwidth__standard_normal__silvermans),
        cmocka_unit_test(bandwidth__quartiles_alike__is_by_the_deviation),
        cmocka_unit_test(density__log_normal__is_a_bell),
        cmocka_unit_test(density__two_bells__two_modes),
        cmocka_unit_test(density__constant_and_zeros__do_not_break),
    };
    return cmocka_run_group_tests_name("density", tests, NULL, NULL);
}
