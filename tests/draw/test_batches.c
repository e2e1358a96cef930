/* test_batches.c -- the correlation of two statistics by batches, of series that are made up. */
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/batches.h"
#include "draw/pool.h"
#include "numeric/statistics.h"
#include "support.h"

#define N 50000
#define PI 3.14159265358979323846

/* All statistics of values in any order. */
static void statistics_of(const double *values, size_t n, double out[STATISTIC_COUNT])
{
    double *sorted = malloc(n * sizeof *sorted);
    uint64_t *scratch = malloc(2 * n * sizeof *scratch);
    assert_non_null(sorted);
    assert_non_null(scratch);
    memcpy(sorted, values, n * sizeof *sorted);
    sort_ascending(sorted, n, scratch);
    struct summary summary = summary_of_one(sorted, n);
    for (int s = 0; s < STATISTIC_COUNT; s++)
        out[s] = summary.of[s].value;
    free(sorted);
    free(scratch);
}

static void take(const double *values, size_t n, struct batches *out)
{
    double statistics[STATISTIC_COUNT];
    statistics_of(values, n, statistics);
    batches_of_samples(&values, 1, n, statistics, out);
}

/* Two normal series with a correlation. */
static void draw(double rho, unsigned long seed, double *x, double *y)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(rng);
    gsl_rng_set(rng, seed);
    for (size_t i = 0; i < N; i++)
        gsl_ran_bivariate_gaussian(rng, 1, 1, rho, &x[i], &y[i]);
    gsl_rng_free(rng);
}

static void assert_near(double rho, double want)
{
    assert_close(atanh(rho), atanh(want), 0, 4 / sqrt(BATCHES - 3));
}

/* Of a bivariate normal the means are correlated as the values are, and the medians as the signs:
 * 2/pi arcsin rho (Sheppard 1899). Both to four deviations of a correlation over 100 batches:
 * artanh is normal with a deviation of 1/sqrt(97) (Fisher 1921). */
static void known_correlation__is_found(void **state)
{
    (void)state;
    static const double RHO[] = {0.6, 0.9, 0.99, -0.9};
    double *x = malloc(N * sizeof *x), *y = malloc(N * sizeof *y);
    struct batches *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    assert_true(x && y && a && b);
    for (size_t i = 0; i < 4; i++) {
        double medians = 2 / PI * asin(RHO[i]);
        draw(RHO[i], i + 1, x, y);
        take(x, N, a);
        take(y, N, b);
        assert_near(batches_correlation(a, STATISTIC_MEAN, b, STATISTIC_MEAN), RHO[i]);
        assert_near(batches_correlation(a, STATISTIC_P50, b, STATISTIC_P50), medians);
    }
    free(x);
    free(y);
    free(a);
    free(b);
}

/* Quantiles of one sample at p < q: sqrt(p (1 - q) / (q (1 - p))), from the covariance of two
 * order statistics; the mean moves with both, and with the same sign. */
static void statistics_of_one_sample__move_together(void **state)
{
    (void)state;
    double *x = malloc(N * sizeof *x), *y = malloc(N * sizeof *y);
    struct batches *a = malloc(sizeof *a);
    assert_true(x && y && a);
    draw(0, 7, x, y);
    take(x, N, a);
    assert_close(batches_correlation(a, STATISTIC_P25, a, STATISTIC_P50), sqrt(1.0 / 3), 0, 0.2);
    assert_close(batches_correlation(a, STATISTIC_P25, a, STATISTIC_P75), 1.0 / 3, 0, 0.27);
    assert_true(batches_correlation(a, STATISTIC_MEAN, a, STATISTIC_P50) > 0.6);
    for (int s = 0; s < STATISTIC_COUNT; s++)
        assert_close(batches_correlation(a, (enum statistic)s, a, (enum statistic)s), 1, 1e-12, 0);
    free(x);
    free(y);
    free(a);
}

/* Of independent series the noise, one tenth, is cut off; so is what never varies. */
static void noise_and_constants__count_as_zero(void **state)
{
    (void)state;
    double *x = malloc(N * sizeof *x), *y = malloc(N * sizeof *y);
    struct batches *a = malloc(sizeof *a), *b = malloc(sizeof *b);
    assert_true(x && y && a && b);
    for (unsigned long seed = 11; seed < 16; seed++) {
        draw(0, seed, x, y);
        take(x, N, a);
        take(y, N, b);
        for (int s = 0; s < STATISTIC_COUNT; s++)
            assert_close(batches_correlation(a, (enum statistic)s, b, (enum statistic)s), 0, 0, 0);
    }
    for (size_t i = 0; i < N; i++)
        y[i] = 3;
    take(y, N, b);
    assert_close(batches_correlation(a, STATISTIC_P50, b, STATISTIC_P50), 0, 0, 0);
    assert_close(batches_correlation(b, STATISTIC_MEAN, b, STATISTIC_MEAN), 0, 0, 0);
    take(x, BATCHES - 1, a); /* not one query a batch */
    assert_close(batches_correlation(a, STATISTIC_P50, a, STATISTIC_P50), 0, 0, 0);
    free(x);
    free(y);
    free(a);
    free(b);
}

/* 250 queries, of which a batch has 3 or 2: the mean of ones is 1 in each, that of query numbers
 * is halfway between its first and its last. */
static void batch__has_the_mean_of_its_queries(void **state)
{
    (void)state;
    enum { QUERIES = 250 };
    double ones[QUERIES], numbers[QUERIES], statistics[STATISTIC_COUNT] = {0};
    struct batches of;
    for (size_t i = 0; i < QUERIES; i++) {
        ones[i] = 1;
        numbers[i] = (double)i;
    }
    const double *const both[] = {ones, ones}, *const one[] = {numbers};
    batches_of_samples(both, 2, QUERIES, statistics, &of);
    for (size_t i = 0; i < BATCHES; i++)
        assert_close(of.of[STATISTIC_MEAN][i], 1, 1e-15, 0);
    batches_of_samples(one, 1, QUERIES, statistics, &of);
    for (size_t i = 0; i < BATCHES; i++) {
        double first = ceil(2.5 * (double)i), last = ceil(2.5 * (double)i + 2.5) - 1;
        assert_close(of.of[STATISTIC_MEAN][i], (first + last) / 2, 1e-15, 0);
    }
}

/* ---- pools ------------------------------------------------------------------------------ */

/* Four queries of 0 to 3 Wh are kept, all with alpha 2; 96 of 4 Wh are cut off, and count as if
 * they stood at 3 Wh: with 1.5 Wh under the lever, but by that of 0 Wh, which stays 0: 9/8. */
static void query_of_no_energy__has_a_worth_under_a_lever(void **state)
{
    (void)state;
    double kept[] = {0, 1, 2, 3}, levered[] = {0, 0.5, 1, 1.5}, drawn[BATCHES];
    double statistics[STATISTIC_COUNT] = {0};
    size_t query[] = {0, 1, 2, 3};
    struct lever_pool pool = {.n = 4, .n_members = 1, .start = {0, 4}, .query = query};
    struct batches of;
    pool.energy[LEVER_COLUMN_NONE] = kept;
    pool.energy[LEVER_COLUMN_SERVING] = levered;
    for (size_t i = 0; i < BATCHES; i++)
        drawn[i] = i < 4 ? kept[i] : 4;
    const double *const all[] = {drawn};
    batches_of_pool(&pool, LEVER_COLUMN_SERVING, all, BATCHES, statistics, &of);
    for (size_t i = 0; i < BATCHES; i++)
        assert_close(of.of[STATISTIC_MEAN][i], i < 4 ? levered[i] : 9.0 / 8, 1e-15, 0);
}

#define SIGMA 1.0
#define SIGMA_ALPHA 0.5

/* A pool of two members, cut at P20 and P80, with a log-normal serving lever. */
static void pool_make(size_t queries, unsigned long seed, struct case_energies *energies,
                      struct lever_pool *pool)
{
    struct case_inputs *c = calloc(1, sizeof *c);
    struct error e;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    assert_non_null(c);
    assert_non_null(rng);
    gsl_rng_set(rng, seed);
    c->n_models = 2;
    c->pool = (struct pool_choice){.rule = POOL_LARGEST_MEDIANS, .size = 2};
    c->trim = (struct cuts){1, {{0.2, 0.8}}};
    assert_int_equal(case_energies_alloc(energies, 2, queries, &e), 0);
    for (size_t m = 0; m < 2; m++)
        for (size_t i = 0; i < queries; i++)
            energies->drawn[m][i] = gsl_ran_lognormal(rng, 0.1 * (double)m, SIGMA);
    assert_int_equal(case_energies_sort(energies, &e), 0);
    assert_int_equal(pool_build(c, energies, pool, &e), 0);
    for (size_t i = 0; i < pool->n; i++)
        pool->energy[LEVER_COLUMN_SERVING][i] =
            pool->energy[LEVER_COLUMN_NONE][i] / gsl_ran_lognormal(rng, 1, SIGMA_ALPHA);
    gsl_rng_free(rng);
    free(c);
}

/* ln E and ln E - ln alpha are correlated by r = SIGMA / sqrt(SIGMA^2 + SIGMA_ALPHA^2) = 0.894,
 * their medians by 2/pi arcsin r = 0.705, and trimming, which moves with the sample, changes
 * little of it: 0.714 +- 0.011 over 2000 simulated samples of 2000 queries a member. Within the
 * kept 60% alone r is 0.68, which would give some 0.5. */
static void pool_and_its_lever__are_as_without_trimming(void **state)
{
    (void)state;
    struct case_energies energies;
    struct lever_pool pool;
    struct batches *plain = malloc(sizeof *plain), *levered = malloc(sizeof *levered);
    double values[STATISTIC_COUNT];
    assert_true(plain && levered);
    pool_make(N, 3, &energies, &pool);
    const double *const drawn[] = {energies.drawn[pool.member[0]], energies.drawn[pool.member[1]]};
    statistics_of(pool.energy[LEVER_COLUMN_NONE], pool.n, values);
    batches_of_pool(&pool, LEVER_COLUMN_NONE, drawn, N, values, plain);
    statistics_of(pool.energy[LEVER_COLUMN_SERVING], pool.n, values);
    batches_of_pool(&pool, LEVER_COLUMN_SERVING, drawn, N, values, levered);
    double rho = batches_correlation(plain, STATISTIC_P50, levered, STATISTIC_P50);
    assert_close(atanh(rho), atanh(0.714), 0, 2 / sqrt(BATCHES - 3)); /* 0.5 is 3.4 away */
    lever_pool_free(&pool);
    case_energies_free(&energies);
    free(plain);
    free(levered);
}

/* A share of a pool: a value and a lever. The cuts lie at 0.43 and 2.32 of one member and at 0.48
 * and 2.56 of the other. */
struct share {
    enum lever_column column;
    double at;
};

static double share_above(const struct lever_pool *pool, struct share s)
{
    size_t above = 0;
    for (size_t i = 0; i < pool->n; i++)
        above += pool->energy[s.column][i] > s.at;
    return (double)above / (double)pool->n;
}

/* Against the spread of the share over 400 samples of 2000 queries a member, which is known to
 * 1/sqrt(800) = 3.5%; within four of these. The binomial error of the kept queries is too small
 * everywhere, near the cuts by a factor 1.9, at 0.0061 instead of 0.0116 and 0.0121. */
static void share_error__is_the_spread_over_samples(void **state)
{
    (void)state;
    enum { SAMPLES = 400, QUERIES = 2000 };
    static const struct share SHARES[] = {
        {LEVER_COLUMN_NONE, 0.55}, {LEVER_COLUMN_NONE, 1}, {LEVER_COLUMN_NONE, 2},
        {LEVER_COLUMN_SERVING, 0.15}, {LEVER_COLUMN_SERVING, 0.37}, {LEVER_COLUMN_SERVING, 1},
    };
    double sum[6] = {0}, squares[6] = {0}, error[6] = {0};
    for (unsigned long seed = 1; seed <= SAMPLES; seed++) {
        struct case_energies energies;
        struct lever_pool pool;
        pool_make(QUERIES, seed, &energies, &pool);
        const double *const drawn[] = {energies.drawn[pool.member[0]],
                                       energies.drawn[pool.member[1]]};
        for (size_t i = 0; i < 6; i++) {
            double share = share_above(&pool, SHARES[i]);
            sum[i] += share;
            squares[i] += share * share;
            error[i] += batches_share_error(&pool, SHARES[i].column, drawn, QUERIES,
                                            SHARES[i].at) / SAMPLES;
        }
        lever_pool_free(&pool);
        case_energies_free(&energies);
    }
    for (size_t i = 0; i < 6; i++) {
        double mean = sum[i] / SAMPLES;
        double spread = sqrt((squares[i] - SAMPLES * mean * mean) / (SAMPLES - 1));
        double binomial = sqrt(mean * (1 - mean) / (0.6 * 2 * QUERIES));
        assert_close(error[i], spread, 0.14, 0);
        assert_true(spread > (SHARES[i].column == LEVER_COLUMN_NONE ? 1.25 : 1.1) * binomial);
    }
}

/* All queries kept: the binomial error, n - 1 for n. */
static void share_error__without_a_cut__is_binomial(void **state)
{
    (void)state;
    double energy[] = {1, 2, 3, 4}, *columns[LEVER_COLUMN_COUNT] = {energy};
    size_t query[] = {0, 1, 2, 3};
    struct lever_pool pool = {.n = 4, .n_members = 1, .start = {0, 4}, .query = query};
    const double *const drawn[] = {energy};
    memcpy(pool.energy, columns, sizeof columns);
    assert_close(batches_share_error(&pool, LEVER_COLUMN_NONE, drawn, 4, 3),
                 sqrt(0.25 * 0.75 / 3), 1e-14, 0);
    assert_close(batches_share_error(&pool, LEVER_COLUMN_NONE, drawn, 4, 9), 0, 0, 0);
}

/* ---- room ------------------------------------------------------------------------------- */

/* (2^61 + 1) energies of 8 bytes are 8 bytes in a size_t of 64 bits. */
static void pool__more_bytes_than_a_size_holds__is_refused(void **state)
{
    (void)state;
    struct lever_pool pool;
    struct error e;
    assert_int_equal(lever_pool_alloc(&pool, SIZE_MAX / sizeof(double) + 2, &e), -1);
    assert_contains(e.text, "no memory for a pool of");
    assert_null(pool.query);
    assert_int_equal(lever_pool_alloc(&pool, 0, &e), -1); /* no pool is empty */
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_correlation__is_found),
        cmocka_unit_test(statistics_of_one_sample__move_together),
        cmocka_unit_test(noise_and_constants__count_as_zero),
        cmocka_unit_test(batch__has_the_mean_of_its_queries),
        cmocka_unit_test(query_of_no_energy__has_a_worth_under_a_lever),
        cmocka_unit_test(pool_and_its_lever__are_as_without_trimming),
        cmocka_unit_test(share_error__is_the_spread_over_samples),
        cmocka_unit_test(share_error__without_a_cut__is_binomial),
        cmocka_unit_test(pool__more_bytes_than_a_size_holds__is_refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("batches", tests, NULL, NULL);
}
