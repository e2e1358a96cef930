/* test_long_philox.c -- a million philox queries a case against the 10000 of mt19937. */
#include <math.h>
#include <string.h>

#include "scenario_fixture.h"
#include "support.h"

#define LIMIT 4.0 /* standard errors; some 100 medians are compared, one seed is fixed */

static void compare(const char *what, double got, double want, double error, double more_error)
{
    double allowed = LIMIT * sqrt(error * error + more_error * more_error);
    if (!(fabs(got - want) <= allowed))
        fail_msg("%s: philox %.6g, mt19937 %.6g, %.2f standard errors apart", what, got, want,
                 LIMIT * fabs(got - want) / allowed);
}

static void compare_case(const struct assumptions *a, const struct throughput_fits *fits,
                         const char *name)
{
    static struct assumptions philox;
    struct evaluation few, many;
    char what[128];
    philox = *a;
    philox.generator = GENERATOR_PHILOX;
    philox.queries = 1000000;
    scenario_evaluate(a, fits, name, &few);
    scenario_evaluate(&philox, fits, name, &many);
    for (size_t m = 0; m < a->n_models; m++) {
        struct summary x = summary_of_one(few.energies.sorted[m], few.energies.n);
        struct summary y = summary_of_one(many.energies.sorted[m], many.energies.n);
        snprintf(what, sizeof what, "%s.energy.%s.p50", name, a->models[m].name);
        compare(what, y.of[STATISTIC_P50].value, x.of[STATISTIC_P50].value,
                x.of[STATISTIC_P50].standard_error, y.of[STATISTIC_P50].standard_error);
    }
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++) {
        struct summary x = scenario_frontier(a, &few, (enum lever_column)c);
        struct summary y = scenario_frontier(&philox, &many, (enum lever_column)c);
        snprintf(what, sizeof what, "%s.energy.frontier.%s.p50", name,
                 lever_column_name((enum lever_column)c));
        compare(what, y.of[STATISTIC_P50].value, x.of[STATISTIC_P50].value,
                x.of[STATISTIC_P50].standard_error, y.of[STATISTIC_P50].standard_error);
    }
    evaluation_free(&few);
    evaluation_free(&many);
}

static void philox__every_median_of_paper__within_four_standard_errors(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits;
    scenario_load("scenarios/paper.lua", &a, &fits);
    assert_int_equal(a.n_cases, 10);
    for (size_t c = 0; c < a.n_cases; c++)
        compare_case(&a, &fits, a.cases[c].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox__every_median_of_paper__within_four_standard_errors)};
    return cmocka_run_group_tests_name("long_philox", tests, NULL, NULL);
}
