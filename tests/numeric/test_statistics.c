/* test_statistics.c -- order, type 7 quantiles, and standard errors against brute force. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/mt19937.h"
#include "numeric/statistics.h"
#include "numeric/summary.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct mt19937 stream_of(uint32_t seed)
{
    struct mt19937 s;
    struct error e;
    if (mt19937_open(&s, seed, &e))
        fail_msg("%s", e.text);
    return s;
}

static void sort__any_doubles__as_qsort_does(void **state)
{
    enum { N = 5000 };
    (void)state;
    static double radix[N], library[N];
    static uint64_t scratch[2 * N];
    static const double EDGES[] = {0.0, 1e308, -1e308, 5e-324, -5e-324, 1, 1, -1, 3e-300};
    struct mt19937 s = stream_of(3);
    for (size_t i = 0; i < N; i++)
        radix[i] = i < COUNT(EDGES) ? EDGES[i] : exp(20 * mt19937_normal(&s)) * (i % 2 ? 1 : -1);
    mt19937_close(&s);
    memcpy(library, radix, sizeof radix);
    qsort(library, N, sizeof library[0], compare);
    sort_ascending(radix, N, scratch);
    assert_memory_equal(radix, library, sizeof radix);
    sort_ascending(radix, 1, scratch);
    sort_ascending(radix, 0, scratch);
}

/* Worked cases of type 7 (Hyndman and Fan 1996; the default of R's quantile and of NumPy). R:
 * quantile(c(1,2,3,4), .25) is 1.75; quantile(1:10, .9) is 9.1;
 * quantile(c(2,3,5,7,11,13), c(.05,.95)) are 2.25 and 12.5. */
static void quantile__worked_cases__of_type_7(void **state)
{
    (void)state;
    const double four[] = {1, 2, 3, 4}, ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    const double primes[] = {2, 3, 5, 7, 11, 13}, one[] = {42};
    assert_close(quantile(four, 4, 0.25), 1.75, 1e-15, 0);
    assert_close(quantile(ten, 10, 0.9), 9.1, 1e-15, 0);
    assert_close(quantile(primes, 6, 0.05), 2.25, 1e-15, 0);
    assert_close(quantile(primes, 6, 0.95), 12.5, 1e-15, 0);
    assert_close(quantile(primes, 6, 0), 2, 0, 0);
    assert_close(quantile(primes, 6, 1), 13, 0, 0);
    assert_close(quantile(one, 1, 0.7), 42, 0, 0);
}

static void count_at_most__ties__counts_them_all(void **state)
{
    (void)state;
    const double x[] = {1, 2, 2, 2, 5};
    assert_int_equal(count_at_most(x, 5, 0.5), 0);
    assert_int_equal(count_at_most(x, 5, 2), 4);
    assert_int_equal(count_at_most(x, 5, 9), 5);
}

/* Two models of different spread, cut to their own P14-P86, pooled: the case of figure 2. With a
 * lever, every query has its own 1/alpha, and the kept ones are multiplied by it. */
enum { MODELS = 2, PER_MODEL = 2000, KEEP_LOW = 280, KEEP_HIGH = 1720, KEPT = 1440 };

struct pair {
    double energy, inverse_alpha;
};

struct pooled {
    struct pair pairs[MODELS][PER_MODEL];
    double sorted[MODELS][PER_MODEL], levered[MODELS][KEPT], inverse_alpha[MODELS * KEPT];
    double pool[MODELS * KEPT];
    uint64_t scratch[2 * MODELS * PER_MODEL];
    struct stratum strata[MODELS];
};

static void pool_model(struct pooled *p, int m, bool lever)
{
    qsort(p->pairs[m], PER_MODEL, sizeof p->pairs[m][0], compare); /* by energy, their first */
    for (int i = 0; i < PER_MODEL; i++)
        p->sorted[m][i] = p->pairs[m][i].energy;
    for (int i = 0; i < KEPT; i++) {
        const struct pair *pair = &p->pairs[m][KEEP_LOW + i];
        p->inverse_alpha[m * KEPT + i] = pair->inverse_alpha;
        p->levered[m][i] = pair->energy * (lever ? pair->inverse_alpha : 1);
    }
    sort_ascending(p->levered[m], KEPT, p->scratch);
    memcpy(p->pool + m * KEPT, p->levered[m], sizeof p->levered[m]);
    p->strata[m] = (struct stratum){p->sorted[m], PER_MODEL, KEEP_LOW, KEEP_HIGH,
                                    lever ? p->levered[m] : NULL,
                                    lever ? p->inverse_alpha : NULL, lever ? MODELS * KEPT : 0};
}

static void pool_up(struct pooled *p, bool lever)
{
    for (int m = 0; m < MODELS; m++)
        pool_model(p, m, lever);
    sort_ascending(p->inverse_alpha, MODELS * KEPT, p->scratch);
    sort_ascending(p->pool, MODELS * KEPT, p->scratch);
}

static void draw_models(struct pooled *p, uint32_t seed)
{
    struct mt19937 s = stream_of(seed);
    for (int m = 0; m < MODELS; m++)
        for (int i = 0; i < PER_MODEL; i++) {
            p->pairs[m][i].energy = exp(0.7 * m + (0.5 + m) * mt19937_normal(&s));
            p->pairs[m][i].inverse_alpha = exp(-1 - 0.4 * mt19937_normal(&s));
        }
    mt19937_close(&s);
}

/* The closed-form errors against the plain bootstrap that they are the limit of: 1500 resamples
 * drawn here within each model, trimmed, levered and pooled again. Its own error is
 * 1/sqrt(3000) = 1.8%; 8% leaves room for six statistics and for 1/sqrt(n). */
static void standard_errors__trimmed_pool__are_the_bootstraps(void **state)
{
    enum { RESAMPLES = 1500 };
    bool lever = *(const bool *)*state;
    static struct pooled data, again;
    double sum[STATISTIC_COUNT] = {0}, squares[STATISTIC_COUNT] = {0};
    draw_models(&data, 11);
    pool_up(&data, lever);
    struct summary want = summary_of(data.pool, MODELS * KEPT, data.strata, MODELS);
    struct mt19937 s = stream_of(12);
    for (int r = 0; r < RESAMPLES; r++) {
        for (int m = 0; m < MODELS; m++)
            for (int i = 0; i < PER_MODEL; i++)
                again.pairs[m][i] = data.pairs[m][(size_t)(mt19937_double(&s) * PER_MODEL)];
        pool_up(&again, lever);
        struct summary got = summary_of(again.pool, MODELS * KEPT, again.strata, MODELS);
        for (int i = 0; i < STATISTIC_COUNT; i++) {
            sum[i] += got.of[i].value - want.of[i].value;
            squares[i] += pow(got.of[i].value - want.of[i].value, 2);
        }
    }
    mt19937_close(&s);
    static const enum statistic CHECKED[] = {STATISTIC_P5,  STATISTIC_P25, STATISTIC_P50,
                                             STATISTIC_P75, STATISTIC_P95, STATISTIC_MEAN};
    for (size_t k = 0; k < sizeof CHECKED / sizeof CHECKED[0]; k++) {
        enum statistic i = CHECKED[k];
        double mean = sum[i] / RESAMPLES;
        double sd = sqrt(squares[i] / RESAMPLES - mean * mean);
        assert_close(want.of[i].standard_error, sd, 0.08, 0);
    }
}

/* Whole numbers, of which some 50 and 100 stand at the quantiles that are asked for: the law among
 * resamples has a few steps. 4000 plain resamples, their own error 1.1%; 8% as above. */
static void standard_errors__whole_numbers__are_the_bootstraps(void **state)
{
    enum { N = 4000, RESAMPLES = 4000 };
    (void)state;
    static double data[N], again[N];
    static uint64_t scratch[2 * N];
    double sum[2] = {0}, squares[2] = {0};
    struct mt19937 s = stream_of(21);
    for (int i = 0; i < N; i++)
        data[i] = floor(40 * mt19937_exponential(&s));
    sort_ascending(data, N, scratch);
    struct summary want = summary_of_one(data, N);
    for (int r = 0; r < RESAMPLES; r++) {
        for (int i = 0; i < N; i++)
            again[i] = data[(size_t)(mt19937_double(&s) * N)];
        sort_ascending(again, N, scratch);
        const double got[2] = {quantile(again, N, 0.5), quantile(again, N, 0.75)};
        for (int k = 0; k < 2; k++) {
            sum[k] += got[k];
            squares[k] += got[k] * got[k];
        }
    }
    mt19937_close(&s);
    for (int k = 0; k < 2; k++) {
        double mean = sum[k] / RESAMPLES;
        assert_close(want.of[k ? STATISTIC_P75 : STATISTIC_P50].standard_error,
                     sqrt(squares[k] / RESAMPLES - mean * mean), 0.08, 0);
    }
}

/* Over 400 fresh samples the spread of a statistic is what its standard error says: 1/sqrt(800)
 * = 3.5% of its own error, 15% allowed. */
static void standard_errors__fresh_samples__spread_as_said(void **state)
{
    enum { SAMPLES = 400 };
    (void)state;
    static struct pooled data;
    double sum = 0, squares = 0, said = 0;
    for (uint32_t r = 0; r < SAMPLES; r++) {
        draw_models(&data, 1000 + r);
        pool_up(&data, false);
        struct summary s = summary_of(data.pool, MODELS * KEPT, data.strata, MODELS);
        sum += s.of[STATISTIC_P50].value;
        squares += s.of[STATISTIC_P50].value * s.of[STATISTIC_P50].value;
        said += s.of[STATISTIC_P50].standard_error / SAMPLES;
    }
    double mean = sum / SAMPLES;
    assert_close(said, sqrt(squares / SAMPLES - mean * mean), 0.15, 0);
}

/* Untrimmed, one model: s / sqrt(n) for the mean; sample {1..4}: s^2 = 5/3. */
static void mean_standard_error__one_model__is_s_over_root_n(void **state)
{
    (void)state;
    const double x[] = {1, 2, 3, 4};
    struct summary s = summary_of_one(x, 4);
    assert_close(s.of[STATISTIC_MEAN].value, 2.5, 1e-15, 0);
    assert_close(s.of[STATISTIC_MEAN].standard_error, sqrt(5.0 / 3 / 4), 1e-14, 0);
}

/* The largest of a resample of {0, 1} is 1 unless both draws are 0: variance 3/16. */
static void extreme__standard_error__is_exact(void **state)
{
    (void)state;
    const double x[] = {0, 1};
    struct summary s = summary_of_one(x, 2);
    assert_close(s.of[STATISTIC_MAX].standard_error, sqrt(3.0 / 16), 1e-14, 0);
    assert_close(s.of[STATISTIC_MIN].standard_error, sqrt(3.0 / 16), 1e-14, 0);
}

static void summary__constant_sample__has_no_error(void **state)
{
    (void)state;
    const double x[] = {5, 5, 5, 5, 5};
    struct summary s = summary_of_one(x, 5);
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        assert_close(s.of[i].value, 5, 0, 0);
        assert_close(s.of[i].standard_error, 0, 0, 0);
    }
}

int main(void)
{
    static const bool LEVER[] = {false, true};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sort__any_doubles__as_qsort_does),
        cmocka_unit_test(quantile__worked_cases__of_type_7),
        cmocka_unit_test(count_at_most__ties__counts_them_all),
        {"standard_errors__trimmed_pool__are_the_bootstraps",
         standard_errors__trimmed_pool__are_the_bootstraps, NULL, NULL, (void *)&LEVER[0]},
        {"standard_errors__trimmed_pool_with_lever__are_the_bootstraps",
         standard_errors__trimmed_pool__are_the_bootstraps, NULL, NULL, (void *)&LEVER[1]},
        cmocka_unit_test(standard_errors__whole_numbers__are_the_bootstraps),
        cmocka_unit_test(standard_errors__fresh_samples__spread_as_said),
        cmocka_unit_test(mean_standard_error__one_model__is_s_over_root_n),
        cmocka_unit_test(extreme__standard_error__is_exact),
        cmocka_unit_test(summary__constant_sample__has_no_error),
    };
    return cmocka_run_group_tests_name("statistics", tests, NULL, NULL);
}
