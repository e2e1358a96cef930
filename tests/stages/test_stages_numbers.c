/* test_stages_numbers.c -- the tiny scenario's numbers, found again by other means. */
#include "stage_products.h"

#include <math.h>

/* ---- statistics of our own -------------------------------------------------------------- */

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Hyndman-Fan type 7, on a sorted copy. */
static double own_quantile(const double *values, size_t n, double p)
{
    double *sorted = malloc(n * sizeof *sorted);
    assert_non_null(sorted);
    memcpy(sorted, values, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, ascending);
    const double rank = p * (double)(n - 1);
    const size_t i = (size_t)rank;
    const double next = i + 1 < n ? sorted[i + 1] : sorted[i];
    const double q = sorted[i] + (rank - (double)i) * (next - sorted[i]);
    free(sorted);
    return q;
}

static double own_mean(const double *values, size_t n)
{
    long double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return (double)(sum / (long double)n);
}

/* ---- numbers ---------------------------------------------------------------------------- */

static void assert_result(const struct products *p, const char *key, double want)
{
    const double got = find(p, key)->value;
    if (!(fabs(got - want) <= 1e-12 * fabs(want)))
        fail_msg("%s: got %.17g, want %.17g", key, got, want);
}

/* Eq. 1 for every query, out of the drawn quantities and the fit's coefficients; P_max 11.3 kW. */
static void samples__equation_1__holds_for_every_query(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    for (size_t m = 0; m < MODELS; m++) {
        const struct throughput_fit *fit = &p->in.fits.fit[m];
        for (size_t i = 0; i < QUERIES; i++) {
            const double l_in = p->of[m][QUANTITY_INPUT_TOKENS][i];
            const double l_out = p->of[m][QUANTITY_OUTPUT_TOKENS][i];
            const double u = p->of[m][QUANTITY_UTILISATION][i];
            const double pue = p->of[m][QUANTITY_PUE][i];
            const double *b = fit->curve.b;
            double tps = exp(b[0] + b[1] * log(l_in) + b[2] * log(fmax(l_out, 1e-6)));
            tps = fmin(tps, fit->curve.cap);
            const double seconds = l_out / tps, kw = 11.3 * u;
            assert_close(l_in, 500, 0, 0);
            assert_close(l_out, floor(l_out), 0, 0);
            assert_close(p->of[m][QUANTITY_TPS][i], tps, 1e-12, 0);
            assert_close(p->of[m][QUANTITY_NODE_POWER][i], kw, 1e-12, 0);
            assert_close(p->of[m][QUANTITY_ENERGY][i], pue * kw * seconds * 1000 / 3600, 1e-11, 0);
        }
    }
    products_free(p);
}

static void results__models__mean_and_quantiles_of_their_samples(void **state)
{
    static const struct {
        enum quantity quantity;
        const char *name;
    } ROWS[] = {{QUANTITY_ENERGY, "energy"},
                {QUANTITY_TPS, "tps"},
                {QUANTITY_OUTPUT_TOKENS, "output_tokens"}};
    static const struct {
        const char *name;
        double p;
    } STATISTICS[] = {{"p5", 0.05}, {"p25", 0.25}, {"p50", 0.5}, {"p75", 0.75},
                      {"p95", 0.95}, {"min", 0}, {"max", 1}};
    struct run *r = *state;
    char key[KEY_SIZE];
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    for (size_t m = 0; m < MODELS; m++)
        for (size_t q = 0; q < 3; q++) {
            const double *values = p->of[m][ROWS[q].quantity];
            snprintf(key, sizeof key, "traditional.%s.%s.mean", ROWS[q].name, MODEL_NAMES[m]);
            assert_result(p, key, own_mean(values, QUERIES));
            for (size_t i = 0; i < sizeof STATISTICS / sizeof STATISTICS[0]; i++) {
                snprintf(key, sizeof key, "traditional.%s.%s.%s", ROWS[q].name, MODEL_NAMES[m],
                         STATISTICS[i].name);
                assert_result(p, key, own_quantile(values, QUERIES, STATISTICS[i].p));
            }
        }
    products_free(p);
}

/* Each model's values between its own P5 and P95, put together. Returns their number. */
static size_t trimmed(const struct products *p, double *out)
{
    size_t n = 0;
    for (size_t m = 0; m < MODELS; m++) {
        const double *values = p->of[m][QUANTITY_ENERGY];
        const double low = own_quantile(values, QUERIES, 0.05);
        const double high = own_quantile(values, QUERIES, 0.95);
        for (size_t i = 0; i < QUERIES; i++)
            if (values[i] >= low && values[i] <= high)
                out[n++] = values[i];
    }
    return n;
}

static void results__frontier__is_of_the_trimmed_models(void **state)
{
    struct run *r = *state;
    double kept[MODELS * QUERIES];
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    const size_t n = trimmed(p, kept);
    assert_int_equal(n, 360);
    assert_result(p, "traditional.energy.frontier.mean", own_mean(kept, n));
    assert_result(p, "traditional.energy.frontier.p50", own_quantile(kept, n, 0.5));
    assert_result(p, "traditional.energy.frontier.p95", own_quantile(kept, n, 0.95));
    assert_result(p, "traditional.energy.frontier.max", own_quantile(kept, n, 1));
    products_free(p);
}

/* Each lever divides by an alpha of its own, and combined by the product of the three. */
static void levers__combined__is_the_product_of_the_three(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    double *const *energy = p->pool.energy;
    assert_int_equal(p->pool.n, 360);
    for (size_t i = 0; i < p->pool.n; i++) {
        const double none = energy[LEVER_COLUMN_NONE][i];
        const double hardware = none / energy[LEVER_COLUMN_HARDWARE][i];
        const double algorithm = none / energy[LEVER_COLUMN_ALGORITHM][i];
        const double serving = none / energy[LEVER_COLUMN_SERVING][i];
        const size_t model = p->pool.member[i < 180 ? 0 : 1];
        assert_close(none, p->of[model][QUANTITY_ENERGY][p->pool.query[i]], 0, 0);
        assert_true(hardware > 0.5 && algorithm > 0.5 && serving > 0.5);
        assert_close(energy[LEVER_COLUMN_COMBINED][i], none / (hardware * algorithm * serving),
                     1e-12, 0);
    }
    assert_result(p, "traditional.energy.frontier.combined.p50",
                  own_quantile(energy[LEVER_COLUMN_COMBINED], 360, 0.5));
    assert_result(p, "traditional.energy.frontier.serving.mean",
                  own_mean(energy[LEVER_COLUMN_SERVING], 360));
    products_free(p);
}

/* Supplemental V by hand: 271.2 and 219.6 kWh a day, f = 0.75; a day is 1e9 queries of the mean of
 * both models untrimmed, times beta = 1.10 x 1.0796... x 1.12. */
static void fleet__day__is_mean_times_queries_times_beta(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    const double beta = 1.10 * (219.6 / 271.2 / 0.75) * 1.12;
    double mean = 0;
    for (size_t m = 0; m < MODELS; m++)
        mean += own_mean(p->of[m][QUANTITY_ENERGY], QUERIES) / MODELS;
    assert_result(p, "fleet.node_full_load.total", 271.2);
    assert_result(p, "fleet.node_load.total", 219.6);
    assert_result(p, "fleet.mean_load.total", 0.75);
    assert_result(p, "fleet.beta.total", beta);
    assert_result(p, "fleet.traditional.total", mean * beta);
    assert_result(p, "traditional.energy.frontier_all.mean", mean);
    const double saved = find(p, "fleet.traditional.total")->value /
                         find(p, "fleet.traditional_improved.total")->value;
    assert_true(saved > 1.5 && saved < 3.5); /* alpha is that between P5 and P95 */
    assert_string_equal(find(p, "fleet.traditional.total")->unit, "GWh/day");
    products_free(p);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(samples__equation_1__holds_for_every_query),
        TEST(results__models__mean_and_quantiles_of_their_samples),
        TEST(results__frontier__is_of_the_trimmed_models),
        TEST(levers__combined__is_the_product_of_the_three),
        TEST(fleet__day__is_mean_times_queries_times_beta),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("stages_numbers", tests, NULL, NULL);
}
