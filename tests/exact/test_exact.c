/* test_exact.c -- exact results against sums made apart from this code, and against closed
 * forms. */
#include <math.h>

#include "exact/exact.h"
#include "scenario_fixture.h"
#include "support.h"
#include "draw/fleet.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct exact *open_exact(const struct assumptions *a, const struct throughput_fits *fits)
{
    struct exact *x;
    struct error e;
    if (exact_open(a, fits, &x, &e))
        fail_msg("%s", e.text);
    return x;
}

static double statistic(struct exact *x, const struct variable *v, enum statistic s)
{
    struct error e;
    struct estimate estimate;
    if (exact_statistic(x, v, s, &estimate, &e))
        fail_msg("%s", e.text);
    return estimate.value;
}

static size_t case_of(const struct assumptions *a, const char *name)
{
    size_t index = assumptions_find_case(a, name);
    assert_true(index < a->n_cases);
    return index;
}

/* NumPy 1.24 and SciPy 1.10, apart from this code: fits by numpy.linalg.lstsq on the 22 rows; the
 * probability of every whole number of output tokens up to 40 means times the normal distribution
 * function of ln (PUE u), added up one by one; quantiles by scipy.optimize.brentq. p5, p25, p50,
 * p95, mean [Wh]; the models in the scenario's order are 0: 405B, 3: R1 (with the kink of its cap),
 * 4: Nemotron (constant TPS). */
static const struct model_row {
    const char *name, *case_name;
    size_t model;
    double want[5];
} MODELS[] = {
    {"405B", "traditional", 0,
     {0.056097395413, 0.21553722159, 0.43444698182, 1.5025099609, 0.56209166637}},
    {"R1, traditional", "traditional", 3,
     {0.050150791506, 0.2839322665, 0.69509108845, 3.2737753444, 1.0540262223}},
    {"Nemotron", "traditional", 4,
     {0.01004794227, 0.056887138502, 0.13926470389, 0.6559099331, 0.21116701437}},
    {"R1, test-time scaling", "test_time_scaling", 3,
     {0.83584290612, 4.7355200159, 11.637302547, 55.180632164, 17.714443828}},
};

static void model__quantiles_and_mean__are_scipys(void **state)
{
    static const enum statistic AT[] = {STATISTIC_P5, STATISTIC_P25, STATISTIC_P50, STATISTIC_P95,
                                        STATISTIC_MEAN};
    const struct model_row *row = *state;
    static struct assumptions a;
    static struct throughput_fits fits;
    scenario_load("scenarios/paper.lua", &a, &fits);
    struct exact *x = open_exact(&a, &fits);
    struct variable v = {case_of(&a, row->case_name), QUANTITY_ENERGY, VARIABLE_MODEL,
                               row->model, LEVER_COLUMN_NONE};
    for (size_t i = 0; i < COUNT(AT); i++)
        assert_close(statistic(x, &v, AT[i]), row->want[i], 2e-10, 0);
    exact_close(x);
}

/* The same sums for the pool of the three largest medians, cut to their P14-P86, and for its
 * energies over log-normal levers: 40 Gauss-Legendre points in each member's probability. */
static const struct pool_row {
    const char *name, *case_name;
    enum lever_column lever;
    enum statistic statistic;
    double want;
} POOLS[] = {
    {"pool p5", "traditional", LEVER_COLUMN_NONE, STATISTIC_P5, 0.056354581968},
    {"pool p25", "traditional", LEVER_COLUMN_NONE, STATISTIC_P25, 0.17979476734},
    {"pool p50", "traditional", LEVER_COLUMN_NONE, STATISTIC_P50, 0.34164885949},
    {"pool p75", "test_time_scaling", LEVER_COLUMN_NONE, STATISTIC_P75, 7.7948753358},
    {"serving", "traditional", LEVER_COLUMN_SERVING, STATISTIC_P50, 0.12530762291},
    {"combined", "traditional", LEVER_COLUMN_COMBINED, STATISTIC_P50, 0.016605047793},
    {"serving, scaling", "test_time_scaling", LEVER_COLUMN_SERVING, STATISTIC_P50, 1.5705411003},
    {"combined, scaling", "test_time_scaling", LEVER_COLUMN_COMBINED, STATISTIC_P50,
     0.21110253372},
};

static void pool__quantiles__are_scipys(void **state)
{
    const struct pool_row *row = *state;
    static struct assumptions a;
    static struct throughput_fits fits;
    scenario_load("scenarios/paper.lua", &a, &fits);
    struct exact *x = open_exact(&a, &fits);
    struct variable v = {case_of(&a, row->case_name), QUANTITY_ENERGY, VARIABLE_FRONTIER, 0,
                               row->lever};
    assert_close(statistic(x, &v, row->statistic), row->want, 2e-10, 0);
    exact_close(x);
}

/* The same sums: power tied to throughput, and an input of 5000 tokens. */
static void variations__of_405b__are_scipys(void **state)
{
    (void)state;
    static const struct {
        const char *case_name;
        double p5, p50, p95;
    } WANT[] = {
        {"traditional_coupled_power", 0.034272773392, 0.32483387369, 1.2146821148},
        {"traditional_lin5000", 1.4340016866, 2.7537316353, 6.7235375495},
    };
    static struct assumptions a;
    static struct throughput_fits fits;
    scenario_load("scenarios/paper.lua", &a, &fits);
    struct exact *x = open_exact(&a, &fits);
    for (size_t i = 0; i < COUNT(WANT); i++) {
        struct variable v = {case_of(&a, WANT[i].case_name), QUANTITY_ENERGY, VARIABLE_MODEL, 0,
                                   LEVER_COLUMN_NONE};
        assert_close(statistic(x, &v, STATISTIC_P5), WANT[i].p5, 2e-10, 0);
        assert_close(statistic(x, &v, STATISTIC_P50), WANT[i].p50, 2e-10, 0);
        assert_close(statistic(x, &v, STATISTIC_P95), WANT[i].p95, 2e-10, 0);
    }
    exact_close(x);
}

/* One length and constant TPS leave a log-normal: E = PUE u x 11.3 / 3.6 x 500 / 5200 Wh. With mu
 * and sigma of PUE (1.05-1.60) and u (0.4-0.9) added up, the median is exp(mu) times that, and a
 * log-normal lever moves it by exp(-mu_alpha): all by Python's math module. */
static void constant_lengths__leave_a_log_normal(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    struct error e;
    double p;
    scenario_load("scenarios/paper.lua", &a, &fits);
    a.workloads[0].output_tokens = (struct distribution){&distribution_constant, 500, 0, 0};
    a.trim.n = 0;
    struct exact *x = open_exact(&a, &fits);
    struct variable v = {case_of(&a, "traditional"), QUANTITY_ENERGY, VARIABLE_MODEL, 4,
                               LEVER_COLUMN_NONE};
    double unit = 11.3 / 3.6 * 500 / 5200, mu = log(sqrt(1.05 * 1.6)) + log(sqrt(0.4 * 0.9));
    double sigma = hypot(log(1.6 / 1.05), log(0.9 / 0.4)) / (2 * 1.645);
    assert_close(statistic(x, &v, STATISTIC_P50), unit * exp(mu), 1e-13, 0);
    assert_close(statistic(x, &v, STATISTIC_MEAN), unit * exp(mu + sigma * sigma / 2), 1e-13, 0);
    assert_int_equal(exact_probability(x, &v, unit * exp(mu - sigma), &p, &e), 0);
    assert_close(p, 0.15865525393145707, 1e-12, 0); /* Phi(-1) */
    exact_close(x);
}

/* A density integrates to 1, and its mean is the mean: by the midpoint rule in ln E. */
static void density__integrates_to_one(void **state)
{
    (void)state;
    enum { N = 4000 };
    static struct assumptions a;
    static struct throughput_fits fits;
    static double energy[N], density[N];
    struct error e;
    scenario_load("scenarios/paper.lua", &a, &fits);
    struct exact *x = open_exact(&a, &fits);
    struct variable v = {case_of(&a, "traditional"), QUANTITY_ENERGY, VARIABLE_FRONTIER, 0,
                               LEVER_COLUMN_COMBINED};
    for (size_t i = 0; i < N; i++)
        energy[i] = exp(-12 + 14 * ((double)i + 0.5) / N);
    for (int kernel = 0; kernel < 2; kernel++) {
        double sum = 0, mean = 0;
        assert_int_equal(exact_density(x, &v, false, kernel ? 0.002 : 0, N, energy, density, &e),
                         0);
        for (size_t i = 0; i < N; i++) {
            sum += density[i] * energy[i] * 14 / N;
            mean += density[i] * energy[i] * energy[i] * 14 / N;
        }
        /* with a kernel of 2 mWh some of the mass falls below 0 Wh */
        assert_close(sum, 1, 0, kernel ? 0.02 : 1e-8);
        assert_close(mean, statistic(x, &v, STATISTIC_MEAN), kernel ? 2e-3 : 1e-6, 0);
    }
    exact_close(x);
}

/* Without a log-normal PUE or u there is no closed form, which is told. */
static void constant_pue_and_utilisation__are_drawn(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    struct error e;
    struct estimate mean, day;
    bool drawn;
    scenario_load("scenarios/paper.lua", &a, &fits);
    a.pue = (struct distribution){&distribution_constant, 1.2, 0, 0};
    a.utilisation = (struct distribution){&distribution_constant, 0.6, 0, 0};
    struct exact *x = open_exact(&a, &fits);
    assert_int_equal(exact_is_drawn(x, 0, &drawn, &e), 0);
    assert_true(drawn);
    /* constant TPS: E is a constant times an exponential of mean 300 / ln 2, rounded */
    struct variable v = {0, QUANTITY_ENERGY, VARIABLE_MODEL, 4, LEVER_COLUMN_NONE};
    assert_int_equal(exact_statistic(x, &v, STATISTIC_MEAN, &mean, &e), 0);
    assert_true(mean.standard_error > 0);
    assert_int_equal(mean.n, 10000);
    assert_close(mean.value, 1.2 / 3.6 * 11.3 * 0.6 * 432.8085 / 5200, 0, 4 * mean.standard_error);
    /* 1e9 queries x beta of the pool's mean energy, and of its error */
    struct variable all = {0, QUANTITY_ENERGY, VARIABLE_FRONTIER_ALL, 0, LEVER_COLUMN_NONE};
    assert_int_equal(exact_statistic(x, &all, STATISTIC_MEAN, &mean, &e), 0);
    assert_int_equal(exact_day(x, 0, false, &day, &e), 0);
    assert_close(day.value, mean.value * 1.1 * 1.076 * 1.12, 1e-12, 0);
    assert_close(day.standard_error, mean.standard_error * 1.1 * 1.076 * 1.12, 1e-12, 0);
    assert_int_equal(day.n, mean.n);
    exact_close(x);
    a.workloads[0].fleet_lever = (struct distribution){&distribution_exponential, 3, 0, 0};
    x = open_exact(&a, &fits);
    assert_int_equal(exact_day(x, 0, true, &day, &e), -1);
    assert_contains(e.text, "infinite mean");
    exact_close(x);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[COUNT(MODELS) + COUNT(POOLS) + 4];
    size_t n = 0;
    select_tests(argc, argv);
    for (size_t i = 0; i < COUNT(MODELS); i++)
        tests[n++] = (struct CMUnitTest){MODELS[i].name, model__quantiles_and_mean__are_scipys,
                                         NULL, NULL, (void *)&MODELS[i]};
    for (size_t i = 0; i < COUNT(POOLS); i++)
        tests[n++] = (struct CMUnitTest){POOLS[i].name, pool__quantiles__are_scipys, NULL, NULL,
                                         (void *)&POOLS[i]};
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(variations__of_405b__are_scipys);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(constant_lengths__leave_a_log_normal);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(density__integrates_to_one);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(constant_pue_and_utilisation__are_drawn);
    return _cmocka_run_group_tests("exact", tests, n, NULL, NULL);
}
