/* test_day_quantiles.c -- quantiles from counts: their guarantee and errors, what is refused. */
#include <stdio.h>

#include "calc/statistics.h"
#include "day_results_fixture.h"

static const double ONE[] = {1};
static const double P[] = {0.05, 0.25, 0.5, 0.75, 0.95};
static const char *const NAME[] = {"p5", "p25", "p50", "p75", "p95"};

/* ---- the guarantee -------------------------------------------------------------------------- */

/* Query i of n of a stream [Wh]. */
typedef double energy_of(size_t stream, size_t i, size_t n);

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A day of n queries on two models, told and sorted. Returns the worst relative error of a quantile
 * of `all` against type 7 of the queries themselves. */
static double worst_error(energy_of *of, size_t n)
{
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    double *x = malloc(n * sizeof *x), worst = 0;
    char key[64];
    size_t k = 0;
    assert_non_null(x);
    made_day_new(&d, 1, ONE, n > 1 ? 2 : 1, n, &flat);
    for (size_t stream = 0; stream < d.schedule.n_streams; stream++)
        for (size_t i = 0; i < d.schedule.streams[stream].n; i++, k++) {
            x[k] = of(stream, i, d.schedule.streams[stream].n);
            put_energy(&d, stream, 0, x[k], 1);
        }
    struct results r = results_of(&d);
    qsort(x, n, sizeof *x, by_size);
    for (int i = 0; i < 5; i++) {
        snprintf(key, sizeof key, "day.mix_a.energy.all.%s", NAME[i]);
        worst = fmax(worst, fabs(row_of(&r, key)->value / quantile(x, n, P[i]) - 1));
    }
    results_free(&r);
    made_day_free(&d);
    free(x);
    return worst;
}

/* Nearly log-normal on two models, the second higher: evenly spaced probabilities, no noise. */
static double smooth(size_t stream, size_t i, size_t n)
{
    double p = ((double)i + 0.5) / (double)n;
    return exp(0.2 * log(p / (1 - p)) / 1.7 + 0.3 * (double)stream); /* logistic of ln E */
}

/* All queries of a stream alike, hair below or above an edge of its buckets. */
static double below_an_edge(size_t stream, size_t i, size_t n)
{
    (void)i;
    (void)n;
    return exp2((1 - 1e-4 + 0.37 * (double)stream) / PLAN_BUCKETS_OCTAVE);
}

static double above_an_edge(size_t stream, size_t i, size_t n)
{
    (void)i;
    (void)n;
    return exp2((3 + 1e-4 + 0.37 * (double)stream) / PLAN_BUCKETS_OCTAVE);
}

/* One stream hair above its edges, the other below: as far from the middle as can be. */
static double comb(size_t stream, size_t i, size_t n)
{
    (void)n;
    double edge = (double)(i % 40) + (stream ? 0.999 : 0.001);
    return exp2((edge + 0.37 * (double)stream) / PLAN_BUCKETS_OCTAVE);
}

/* Wide apart: a quantile lies between two queries. */
static double sparse(size_t stream, size_t i, size_t n)
{
    return 0.05 + (double)(i + n * stream) * 1.7;
}

/* An atom of 30% on the edge of a bucket in a smooth stream. */
static double atom(size_t stream, size_t i, size_t n)
{
    return i % 10 < 3 ? exp2(100.001 / PLAN_BUCKETS_OCTAVE) : smooth(stream, i, n);
}

static void quantiles__are_within_a_thousandth(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        energy_of *of;
        size_t n;
        double worst;
    } ROWS[] = {
        {"smooth, many", smooth, 1200000, 1e-5}, {"smooth, few", smooth, 500, 1e-3},
        {"below", below_an_edge, 10000, 1e-3},  {"above", above_an_edge, 10000, 1e-3},
        {"comb", comb, 4000, 1e-3},             {"comb of many", comb, 400000, 1e-3},
        {"sparse", sparse, 7, 1e-3},            {"two", sparse, 2, 1e-3},
        {"one", sparse, 1, 1e-12},              {"atom", atom, 200000, 1e-3},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        double worst = worst_error(ROWS[i].of, ROWS[i].n);
        if (!(worst <= ROWS[i].worst))
            fail_msg("%s: %.3g, want at most %g", ROWS[i].name, worst, ROWS[i].worst);
    }
}

/* What lies in the first bucket may lie anywhere below it. */
static void quantile__in_an_end_bucket_is_left_out(void **state)
{
    (void)state;
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    made_day_new(&d, 1, ONE, 1, 100, &flat);
    put_energy(&d, 0, 0, 1e-30, 5); /* buckets go down to 2^-5.5 */
    put_energy(&d, 0, 0, 1e-20, 5);
    put_energy(&d, 0, 0, 1, 90);
    struct results r = results_of(&d);
    assert_null(results_find(&r, "day.mix_a.energy.all.p5"));
    assert_close(row_of(&r, "day.mix_a.energy.all.p25")->value, 1, 1e-3, 0);
    assert_close(row_of(&r, "day.mix_a.energy.all.min")->value, 1e-30, 1e-9, 0);
    results_free(&r);
    made_day_free(&d);
}

/* ---- standard errors ------------------------------------------------------------------------ */

/* Energies that are uniform between 1 and 2 Wh: as many in each bucket as are expected. */
static void open_uniform(struct made_day *d, uint64_t n)
{
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    made_day_new(d, 1, ONE, 1, n, &flat);
    for (uint64_t i = 0; i < n; i++)
        put_energy(d, 0, 0, 1 + ((double)i + 0.5) / (double)n, 1);
    put_sum(d, 0, 0, PLAN_ENERGY, 1.5 * (double)n);
    put_sum(d, 0, 0, PLAN_BUSY, 1);
}

/* Of the mean sqrt(1 / 12 n), of a quantile sqrt(p (1 - p) / n) over the density, which is 1. */
static void standard_errors__are_those_of_a_uniform(void **state)
{
    (void)state;
    struct made_day d;
    char key[64];
    const double n = 200000;
    open_uniform(&d, (uint64_t)n);
    struct results r = results_of(&d);
    for (int i = 0; i < 5; i++) {
        snprintf(key, sizeof key, "day.mix_a.energy.all.%s", NAME[i]);
        assert_close(row_of(&r, key)->standard_error, sqrt(P[i] * (1 - P[i]) / n), 0.01, 0);
        assert_close(row_of(&r, key)->value, 1 + P[i], 1e-5, 0);
    }
    assert_close(row_of(&r, "day.mix_a.energy.all.mean")->standard_error, sqrt(1 / (12 * n)), 1e-3,
                 0);
    assert_close(row_of(&r, "day.mix_a.energy.all.total")->standard_error, sqrt(n / 12) / 1e9, 1e-3,
                 0);
    results_free(&r);
    made_day_free(&d);
}

/* The largest of n resampled ones is the k-th largest of the sample with probability
 * ((n - k + 1) / n)^n - ((n - k) / n)^n: its standard deviation among 100 that are 0.01 Wh apart is
 * 0.00940, from that sum. The buckets are a third of that wide, hence the tolerance. */
static void extremes__have_the_spread_among_resamples(void **state)
{
    (void)state;
    struct made_day d;
    const double n = 100;
    double mean = 0, square = 0;
    open_uniform(&d, 100);
    struct results r = results_of(&d);
    for (double k = 1; k <= n; k++) {
        double chance = pow((n - k + 1) / n, n) - pow((n - k) / n, n);
        mean += chance * k / n;
        square += chance * k * k / n / n;
    }
    double want = sqrt(square - mean * mean);
    assert_close(want, 0.00940, 1e-3, 0);
    assert_close(row_of(&r, "day.mix_a.energy.all.max")->standard_error, want, 0.15, 0);
    assert_close(row_of(&r, "day.mix_a.energy.all.min")->standard_error, want, 0.15, 0);
    results_free(&r);
    made_day_free(&d);
}

/* Strata: two models whose energies do not overlap, 1-2 and 10-20 Wh. The mean of all has no part
 * of the distance between them, and its median lies at the edge of the first. */
static void errors__are_those_within_strata(void **state)
{
    (void)state;
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    const size_t n = 300000;
    made_day_new(&d, 1, ONE, 2, 2 * n, &flat);
    for (size_t i = 0; i < n; i++) {
        put_energy(&d, 0, 0, 1 + ((double)i + 0.5) / (double)n, 1);
        put_energy(&d, 1, 0, 10 * (1 + ((double)i + 0.5) / (double)n), 1);
    }
    put_sum(&d, 0, 0, PLAN_ENERGY, 1.5 * (double)n);
    put_sum(&d, 1, 0, PLAN_ENERGY, 15 * (double)n);
    put_sum(&d, 0, 0, PLAN_BUSY, 1);
    struct results r = results_of(&d);
    assert_close(row_of(&r, "day.mix_a.energy.all.mean")->standard_error,
                 sqrt((double)n * (1 + 100) / 12) / (2 * (double)n), 1e-3, 0);
    /* p25 is the first model's median: half of its queries are half as many as all are */
    assert_close(row_of(&r, "day.mix_a.energy.all.p25")->value, 1.5, 1e-5, 0);
    assert_close(row_of(&r, "day.mix_a.energy.all.p25")->standard_error,
                 sqrt(0.25 / (double)n), 0.01, 0);
    results_free(&r);
    made_day_free(&d);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles__are_within_a_thousandth),
        cmocka_unit_test(quantile__in_an_end_bucket_is_left_out),
        cmocka_unit_test(standard_errors__are_those_of_a_uniform),
        cmocka_unit_test(extremes__have_the_spread_among_resamples),
        cmocka_unit_test(errors__are_those_within_strata),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("day_quantiles", tests, NULL, NULL);
}
