/* test_day_quantiles.c -- quantiles from counts: their guarantee and errors, what is refused. */
#include <stdio.h>

#include "numeric/statistics.h"
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

/* A day of n queries on one or two models, told and sorted. Returns the worst relative error of a
 * quantile of `all` against type 7 of the queries themselves.
 *   aligned   the edges of both models' buckets coincide */
static double worst_error(energy_of *of, size_t n, size_t models, bool aligned)
{
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    double *x = malloc(n * sizeof *x), worst = 0;
    char key[64];
    size_t k = 0;
    assert_non_null(x);
    made_day_new(&d, 1, ONE, models, n, &flat);
    for (size_t stream = 0; stream < d.schedule.n_streams; stream++) {
        for (int q = 0; q < PLAN_QUANTITIES && aligned; q++)
            d.plans[stream].centre[q] = 0;
        for (size_t i = 0; i < d.schedule.streams[stream].n; i++, k++) {
            x[k] = of(stream, i, d.schedule.streams[stream].n);
            put_energy(&d, stream, 0, x[k], 1);
        }
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

/* The next three lead an interpolation astray by 0.12% or more: all queries of a bucket are at its
 * upper end, where a quantile has its first. */

/* Buckets with 100 queries each. */
static double few_at_upper_ends(size_t stream, size_t i, size_t n)
{
    (void)stream;
    (void)n;
    return exp2(((double)(i / 100) + 0.999) / PLAN_BUCKETS_OCTAVE);
}

/* P25 is the first of an atom with half of all queries, its neighbours have a fiftieth of it. */
static double atom_at_an_upper_end(size_t stream, size_t i, size_t n)
{
    (void)stream;
    double place = (double)i / 100;
    if (i >= n / 4 - 10)
        place = i < 3 * n / 4 - 10 ? 25.999 : place - (double)n / 200 + 1.1;
    return exp2(place / PLAN_BUCKETS_OCTAVE);
}

/* The density rises to the hundredfold in the last tenth of a bucket, at P25. */
static double step(size_t stream, size_t i, size_t n)
{
    (void)stream;
    double first = (double)n / 4 - 10, off = (double)i - first;
    double width = off < 0 ? 100 : 10000; /* queries a bucket */
    return exp2((249.9 + off / width) / PLAN_BUCKETS_OCTAVE);
}

/* One model has 750 queries a bucket, and 250 more at the upper end of bucket 100, the other 950 in
 * the same place and nothing beside it: only 51% of the queries there are in like buckets. P50 is
 * among the first of these 1200. */
static double half_alike(size_t stream, size_t i, size_t n)
{
    (void)n;
    double place = i < 1740 ? 10.5 : i < 2690 ? 100.999 : 200.5;
    if (stream == 0)
        place = i < 2250 ? 98 + (double)i / 750
              : i < 2500 ? 100.999 : 101 + ((double)i - 2500) / 750;
    return exp2(place / PLAN_BUCKETS_OCTAVE);
}

static void quantiles__are_within_a_thousandth(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        energy_of *of;
        size_t n, models;
        double worst;
        bool aligned;
    } ROWS[] = {
        {"smooth, many", smooth, 1200000, 2, 1e-5, false},
        {"smooth, few", smooth, 500, 2, 1e-3, false},
        {"below", below_an_edge, 10000, 2, 1e-3, false},
        {"above", above_an_edge, 10000, 2, 1e-3, false},
        {"comb", comb, 4000, 2, 1e-3, false},
        {"comb of many", comb, 400000, 2, 1e-3, false},
        {"sparse", sparse, 7, 2, 1e-3, false}, {"two", sparse, 2, 2, 1e-3, false},
        {"one", sparse, 1, 1, 1e-12, false},
        {"atom", atom, 200000, 2, 1e-3, false},
        {"few at upper ends", few_at_upper_ends, 4000, 1, 1e-3, false},
        {"atom at an upper end", atom_at_an_upper_end, 10000, 1, 1e-3, false},
        {"step", step, 100000, 1, 1e-3, false},
        {"half alike", half_alike, 8000, 2, 1e-3, true},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        double worst = worst_error(ROWS[i].of, ROWS[i].n, ROWS[i].models, ROWS[i].aligned);
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

/* Quantiles at (i + 1/2) / n stand for a sample. Of n exponential numbers with mean 1 the largest
 * has the deviation pi / sqrt(6) of a Gumbel distribution, the smallest 1 / n. */
static double exponential(double p)
{
    return -log1p(-p);
}

/* A power on both sides, s = 0.1: the largest is (n / V)^s, V exponential, with the variance
 * n^2s (G(1 - 2 s) - G(1 - s)^2). A Weibull tail takes some half of it. */
static double log_logistic(double p)
{
    return exp(0.1 * (log(p) - log1p(-p)));
}

typedef double quantile_of(double p);

/* The buckets are the five octaves on both sides of 2^middle Wh. */
static struct results sampled(quantile_of *of, size_t n, double middle)
{
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    made_day_new(&d, 1, ONE, 1, n, &flat);
    for (int q = 0; q < PLAN_QUANTITIES; q++)
        d.plans[0].centre[q] = middle;
    for (size_t i = 0; i < n; i++)
        put_energy(&d, 0, 0, of(((double)i + 0.5) / (double)n), 1);
    put_sum(&d, 0, 0, PLAN_ENERGY, 1);
    put_sum(&d, 0, 0, PLAN_BUSY, 1);
    struct results r = results_of(&d);
    made_day_free(&d);
    return r;
}

static double error_of(const struct results *r, const char *statistic)
{
    char key[64];
    snprintf(key, sizeof key, "day.mix_a.energy.all.%s", statistic);
    return row_of(r, key)->standard_error;
}

static void extremes__have_the_spread_among_days(void **state)
{
    (void)state;
    const double n = 1e6, s = 0.1, pi = 3.14159265358979;
    struct results r = sampled(exponential, (size_t)n, 0);
    assert_close(error_of(&r, "max"), pi / sqrt(6), 0.1, 0);
    results_free(&r);
    r = sampled(exponential, (size_t)n, -17);
    assert_close(error_of(&r, "min"), 1 / n, 0.1, 0);
    results_free(&r);
    r = sampled(log_logistic, (size_t)n, 0);
    double spread = sqrt(tgamma(1 - 2 * s) - tgamma(1 - s) * tgamma(1 - s));
    assert_close(error_of(&r, "max"), pow(n, s) * spread, 0.5, 0);
    spread = sqrt(tgamma(1 + 2 * s) - tgamma(1 + s) * tgamma(1 + s));
    assert_close(error_of(&r, "min"), pow(n, -s) * spread, 0.05, 0);
    results_free(&r);
}

/* A query of 1 Wh on one model, of 4 Wh on the other: neither says how it varies, the two together
 * do, by 4.5 Wh^2 about 2.5 Wh. */
static void models_with_one_query__vary_as_the_group(void **state)
{
    (void)state;
    struct made_day d;
    const struct load_curve flat = load_in(0, DAY_MINUTES);
    made_day_new(&d, 1, ONE, 2, 2, &flat);
    for (size_t stream = 0; stream < 2; stream++) {
        const double x = stream ? 4 : 1;
        put_energy(&d, stream, 0, x, 1);
        put_sum(&d, stream, 0, PLAN_ENERGY, x);
        put_sum(&d, stream, 0, PLAN_BUSY, 60 * x);
    }
    struct results r = results_of(&d);
    assert_close(error_of(&r, "mean"), sqrt(2 * 4.5) / 2, 1e-6, 0);
    assert_close(row_of(&r, "day.mix_a.fleet_energy.all.total")->standard_error,
                 sqrt(2 * 4.5) * 1e-9 * 1.1 * 1.12 * 1.0796460177, 1e-6, 0);
    assert_close(row_of(&r, "day.mix_a.energy.big.mean")->standard_error, 0, 0, 0);
    static const char *const STATISTICS[] = {"p5", "p50", "p95", "min", "max"};
    for (size_t i = 0; i < sizeof STATISTICS / sizeof STATISTICS[0]; i++)
        assert_true(error_of(&r, STATISTICS[i]) > 0.05);
    /* busy 1 and 4 minutes; of each 4.5 / 2.5^2 of its square, as of the energies */
    assert_close(row_of(&r, "day.mix_a.nodes.small.mean")->standard_error,
                 4 * sqrt(4.5) / 2.5 / 1440, 1e-6, 0);
    assert_true(row_of(&r, "day.mix_a.beta.all.total")->standard_error > 0);
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
        cmocka_unit_test(extremes__have_the_spread_among_days),
        cmocka_unit_test(models_with_one_query__vary_as_the_group),
        cmocka_unit_test(errors__are_those_within_strata),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("day_quantiles", tests, NULL, NULL);
}
