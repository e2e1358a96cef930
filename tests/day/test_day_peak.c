/* test_day_peak.c -- the largest and the smallest of many numbers, against laws that are known. */
#include <math.h>
#include <stdio.h>

#include "day/peak.h"
#include "support.h"

/* The first n minutes alike, the others nothing. */
static struct day_law alike(size_t n, double mean, double variance, double third)
{
    struct day_law law = {{0}, {0}, {0}};
    for (size_t t = 0; t < n; t++) {
        law.mean[t] = mean;
        law.variance[t] = variance;
        law.third[t] = third;
    }
    return law;
}

/* Of normal numbers: 2 have the mean 1 / sqrt(pi) and the deviation sqrt(1 - 1 / pi); 720 and 1440
 * by the integrals of 1 - Phi^n and 2 x (1 - Phi^n) in steps of 1e-3, a program of its own. */
static void normal_numbers__have_the_known_peak(void **state)
{
    (void)state;
    static const struct {
        size_t n;
        double mean, deviation;
    } ROWS[] = {{2, 0.5641895835, 0.8256452720},
                {720, 3.1458628021, 0.3600220040},
                {1440, 3.3446875340, 0.3424330514}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct day_law law = alike(ROWS[i].n, 1000, 4, 1e-6);
        struct day_peak peak = day_peak_of(&law, true);
        assert_close((peak.mean - 1000) / 2, ROWS[i].mean, 1e-5, 0);
        assert_close(peak.deviation / 2, ROWS[i].deviation, 1e-5, 0);
        if (ROWS[i].n < DAY_MINUTES)
            continue;
        peak = day_peak_of(&law, false);
        assert_close((1000 - peak.mean) / 2, ROWS[i].mean, 1e-5, 0);
        assert_close(peak.deviation / 2, ROWS[i].deviation, 1e-5, 0);
    }
}

/* Of n exponential numbers the largest has the mean sum 1/i and the variance sum 1/i^2, i from 1 to
 * n, the smallest the mean 1/n. So far from normal the cube root is off by a fifth of a
 * deviation. */
static void exponential_numbers__have_nearly_the_known_peak(void **state)
{
    (void)state;
    struct day_law law = alike(DAY_MINUTES, 1, 1, 2);
    double mean = 0, variance = 0;
    for (int i = DAY_MINUTES; i > 0; i--) {
        mean += 1.0 / i;
        variance += 1.0 / i / i;
    }
    struct day_peak most = day_peak_of(&law, true), least = day_peak_of(&law, false);
    assert_close(most.mean, mean, 0, 0.25 * sqrt(variance));
    assert_close(most.deviation, sqrt(variance), 0.15, 0);
    assert_in_range((int)(1e6 * least.mean), 0, 2000);
}

/* Of 1440 sums of some nine exponential numbers, and of 18, by brute force: the integrals of
 * 1 - F^n and (1 - F)^n, F the incomplete gamma function, in a program of its own. */
static void sums_of_few__have_the_known_peak(void **state)
{
    (void)state;
    static const struct {
        double of, most, most_deviation, least, least_deviation;
    } ROWS[] = {{1, 3.7604330, 0.3161664, 0.3637061, 0.0600366},
                {2, 5.9506872, 0.3841710, 1.1843073, 0.1235703}};
    const double variance = 0.25 * 1440 / 1439, third = 2 * variance * variance / 1.5;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        const double k = ROWS[i].of;
        struct day_law law = alike(DAY_MINUTES, 1.5 * k, variance * k, third * k);
        struct day_peak most = day_peak_of(&law, true), least = day_peak_of(&law, false);
        assert_close(most.mean, ROWS[i].most, 0, 0.1 * ROWS[i].most_deviation);
        assert_close(most.deviation, ROWS[i].most_deviation, 0.05, 0);
        assert_close(least.mean, ROWS[i].least, 0, 0.2 * ROWS[i].least_deviation);
        assert_close(least.deviation, ROWS[i].least_deviation, 0.15, 0);
    }
}

/* What does not vary is what it is; one minute that does has its own deviation. */
static void fixed_minutes__have_no_deviation(void **state)
{
    (void)state;
    struct day_law law = alike(700, 5, 0, 0);
    law.mean[3] = 7;
    struct day_peak most = day_peak_of(&law, true), least = day_peak_of(&law, false);
    assert_close(most.mean, 7, 1e-15, 0);
    assert_close(most.deviation, 0, 0, 0);
    assert_close(least.mean, 0, 0, 0);
    assert_close(least.deviation, 0, 0, 0);
    law.mean[3] = 700;
    law.variance[3] = 9;
    law.third[3] = 0.1;
    most = day_peak_of(&law, true);
    assert_close(most.mean, 700, 1e-6, 0);
    assert_close(most.deviation, 3, 1e-4, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_numbers__have_the_known_peak),
        cmocka_unit_test(exponential_numbers__have_nearly_the_known_peak),
        cmocka_unit_test(sums_of_few__have_the_known_peak),
        cmocka_unit_test(fixed_minutes__have_no_deviation),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("day_peak", tests, NULL, NULL);
}
