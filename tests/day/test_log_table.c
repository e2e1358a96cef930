/* test_log_table.c -- the kernel's tables against the quantile functions themselves, and its powers
 * and logarithms of two against libm. */
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "day/float_math.h"
#include "day/log_table.h"
#include "distribution_samples.h"
#include "support.h"

#define STEPS 257 /* places looked at in an octave */

/* A distribution and its quantile by other means than numeric/distribution: closed forms and
 * GSL. */
struct known {
    const char *name;
    struct distribution d;
    double (*quantile)(const struct distribution *d, double tail, bool upper);
};

static double constant(const struct distribution *d, double tail, bool upper)
{
    (void)tail;
    (void)upper;
    return d->a;
}

static double uniform(const struct distribution *d, double tail, bool upper)
{
    return upper ? d->b - tail * (d->b - d->a) : d->a + tail * (d->b - d->a);
}

/* The inverse of (x - a)^2 / ((c - a) (b - a)) below the mode, and its mirror image above. */
static double triangular(const struct distribution *d, double tail, bool upper)
{
    double at_mode = (d->b - d->a) / (d->c - d->a);
    bool above = upper ? tail < 1 - at_mode : tail > at_mode;
    double p = above != upper ? 1 - tail : tail;
    return above ? d->c - sqrt(p * (d->c - d->a) * (d->c - d->b))
                 : d->a + sqrt(p * (d->c - d->a) * (d->b - d->a));
}

static double lognormal(const struct distribution *d, double tail, bool upper)
{
    return upper ? gsl_cdf_lognormal_Qinv(tail, d->a, d->b)
                 : gsl_cdf_lognormal_Pinv(tail, d->a, d->b);
}

static double exponential(const struct distribution *d, double tail, bool upper)
{
    return upper ? -d->a * log(tail) : -d->a * log1p(-tail);
}

static double gamma_law(const struct distribution *d, double tail, bool upper)
{
    return upper ? gsl_cdf_gamma_Qinv(tail, d->a, d->b) : gsl_cdf_gamma_Pinv(tail, d->a, d->b);
}

static double by_row(const struct distribution *d, double tail, bool upper)
{
    return distribution_quantile(d, (struct uniform){tail, upper});
}

static const struct known KNOWN[] = {
    {"constant", {&distribution_constant, 500, 0, 0}, constant},
    {"uniform", {&distribution_uniform, 200, 20000, 0}, uniform},
    {"uniform from 0", {&distribution_uniform, 0, 3, 0}, uniform},
    {"triangular", {&distribution_triangular, 1.05, 1.1, 1.6}, triangular},
    {"triangular, mode in the middle", {&distribution_triangular, 1, 2, 3}, triangular},
    {"triangular, mode above", {&distribution_triangular, 0, 300, 310}, triangular},
    {"triangular, mode at an end", {&distribution_triangular, 5, 5, 40}, triangular},
    {"triangular, a narrow piece", {&distribution_triangular, 1, 1.0005, 3}, triangular},
    {"log-normal, PUE", {&distribution_lognormal, 0.2594, 0.12802, 0}, lognormal},
    {"log-normal, wide", {&distribution_lognormal, 6.9, 4.2, 0}, lognormal},
    {"exponential", {&distribution_exponential, 432.8, 0, 0}, exponential},
    {"gamma", {&distribution_gamma, 1.5625, 256, 0}, gamma_law},
    {"gamma, narrow", {&distribution_gamma, 400, 1, 0}, gamma_law},
    {"gamma, steep", {&distribution_gamma, 0.25, 2000, 0}, gamma_law},
};
#define N_KNOWN (sizeof KNOWN / sizeof KNOWN[0])

/* What a table may be off in log2: 2e-6, that is 1.4e-6 of the value, and a float's rounding. */
static double allowed(double log2_relative)
{
    return 2e-6 + 1.2e-7 * fabs(log2_relative);
}

static void hold(const struct known *k, const struct log_table *t, double tail, bool upper,
                 float got)
{
    double want = log2(fmax(k->quantile(&k->d, tail, upper), DBL_MIN)) - t->centre;
    if (!(fabs((double)got - want) <= allowed(want)))
        fail_msg("%s at %s tail %.17g: got %.9g, want %.17g", k->name, upper ? "upper" : "lower",
                 tail, (double)got, want);
}

static void make(const struct known *k, struct log_table *t)
{
    struct error e;
    if (log_table_make(&k->d, t, &e))
        fail_msg("%s: %s", k->name, e.text);
}

/* The word whose distance from its end is d. */
static uint32_t word_at(uint64_t d, bool upper)
{
    return upper ? ~(uint32_t)d : (uint32_t)d;
}

static void tables__hold_to_the_quantile_function(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_KNOWN; k++) {
        struct log_table t;
        make(&KNOWN[k], &t);
        for (uint64_t octave = 16; octave < 31; octave++) {
            for (uint64_t i = 0; i < 2 * STEPS; i++) {
                bool upper = i % 2;
                uint64_t d = (1ull << octave) + ((1ull << octave) - 1) * (i / 2) / (STEPS - 1);
                hold(&KNOWN[k], &t, ((double)d + 0.5) * 0x1p-32, upper,
                     log_table_at(&t, word_at(d, upper), 0));
            }
        }
    }
}

/* 64 more bits in the outer 2^-16: down to 2^-81. */
static void tables__hold_in_the_tails(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_KNOWN; k++) {
        struct log_table t;
        make(&KNOWN[k], &t);
        for (int octave = 0; octave < 64; octave++) {
            for (uint64_t i = 0; i < 64; i++) {
                bool upper = i % 2;
                uint64_t again = (1ull << octave) + (((1ull << octave) - 1) / 32 * (i / 2));
                hold(&KNOWN[k], &t, ((double)again + 0.5) * 0x1p-80, upper,
                     log_table_at(&t, word_at(i, upper), again));
            }
        }
        hold(&KNOWN[k], &t, 0x1p-81, false, log_table_at(&t, 7, 0));
        hold(&KNOWN[k], &t, 0x1p-81, true, log_table_at(&t, word_at(7, true), 0));
    }
}

/* Around the middle, where a float rounds up to 2^31, and at the first words of the tails. */
static void tables__hold_at_their_seams(void **state)
{
    (void)state;
    static const uint64_t AT[] = {0x7fffffff, 0x7fffffc1, 0x7fffff80, 0x7fffff7f, 0x7fffff00,
                                  0x40000000, 0x3fffffff, 0x3fffffe0, 65536,      65537};
    for (size_t k = 0; k < N_KNOWN; k++) {
        struct log_table t;
        make(&KNOWN[k], &t);
        for (size_t i = 0; i < 2 * sizeof AT / sizeof AT[0]; i++)
            hold(&KNOWN[k], &t, ((double)AT[i / 2] + 0.5) * 0x1p-32, i % 2,
                 log_table_at(&t, word_at(AT[i / 2], i % 2), 0));
    }
}

/* On either side of a triangular distribution's mode, word by word. */
static void tables__hold_at_a_mode(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_KNOWN; k++) {
        struct log_table t;
        make(&KNOWN[k], &t);
        for (int i = -3000; t.kink_cell >= 0 && i <= 3000; i++) {
            uint64_t d = (uint64_t)((double)t.kink + 17.0 * i);
            hold(&KNOWN[k], &t, ((double)d + 0.5) * 0x1p-32, t.kink_cell >= 16,
                 log_table_at(&t, word_at(d, t.kink_cell >= 16), 0));
        }
    }
}

/* Every form of every row, whatever there is: in the tails, and around the middle. */
static void tables__hold_for_every_row(void **state)
{
    (void)state;
    static struct sample samples[SAMPLES_MAX];
    for (size_t n = sample_all(samples); n-- > 0;) {
        struct log_table t;
        struct known k = {samples[n].text, samples[n].d, by_row};
        make(&k, &t);
        for (uint64_t d = 65536; d < 0x80000000u; d += 1 + d / 64)
            for (int upper = 0; upper < 2; upper++)
                hold(&k, &t, ((double)d + 0.5) * 0x1p-32, upper,
                     log_table_at(&t, word_at(d, upper), 0));
    }
}

/* A share below 0 has no logarithm. */
static void tables__refuse_what_can_be_below_0(void **state)
{
    (void)state;
    const struct distribution below = {&distribution_uniform, -1, 3, 0};
    struct log_table t;
    struct error e;
    assert_int_equal(log_table_make(&below, &t, &e), -1);
    assert_contains(e.text, "found a share of 0.25 below 0, want a distribution above 0");
}

/* float_math.h states 2e-7 for powers and 5e-8 for logarithms, the rest is a float's rounding. */
static void powers_and_logarithms__are_those_of_libm(void **state)
{
    (void)state;
    for (int i = -64000; i <= 127000; i++) {
        float x = (float)i / 1000.0f * 0.99f;
        assert_close((double)float_power(x, 0), exp2((double)x), 2.5e-7, 0);
    }
    for (int i = -40000; i <= 40000; i++) {
        float v = (float)exp2(i / 1000.0);
        assert_close((double)float_log2(v), log2((double)v), 1e-7, 3e-7);
    }
    assert_close((double)float_power(-1e30f, 24), 0x1p-64, 0, 0);
    assert_close((double)float_power(1.25f, 24), exp2(25.25), 2.5e-7, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables__hold_to_the_quantile_function),
        cmocka_unit_test(tables__hold_in_the_tails),
        cmocka_unit_test(tables__hold_at_their_seams),
        cmocka_unit_test(tables__hold_at_a_mode),
        cmocka_unit_test(tables__hold_for_every_row),
        cmocka_unit_test(tables__refuse_what_can_be_below_0),
        cmocka_unit_test(powers_and_logarithms__are_those_of_libm),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
