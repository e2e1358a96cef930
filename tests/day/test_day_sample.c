/* test_day_sample.c -- query q of the day is query q of the philox sample file, for each kernel.
 *
 * What `sample` would write (evaluate_model, doubles and GSL's quantile functions, L_out not
 * rounded) and the fleet's lever, against what the kernels make of the same query, within the
 * error that they state. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "draw/draw.h"
#include "model/query.h"
#include "draw/evaluate.h"
#include "day/kernel.h"
#include "day_fixture.h"
#include "scenario_fixture.h"
#include "support.h"

#define QUERIES 100003u /* odd, so that a last group is not full */
#define RELATIVE 3e-6   /* the kernels' error of an energy */

struct scenario_test {
    const char *file;
    struct assumptions a;
    struct throughput_fits fits;
};

/* What must come out, [QUERIES] each. */
struct wanted {
    double *of[PLAN_QUANTITIES];
};

static double *array(void)
{
    double *x = malloc(QUERIES * sizeof *x);
    assert_non_null(x);
    return x;
}

static struct wanted wanted_of(const struct scenario_test *t, size_t workload, size_t model)
{
    struct wanted w = {{array(), array(), array()}};
    double *alpha = array();
    struct queries q;
    struct error e;
    size_t c = assumptions_find_case(&t->a, t->a.workloads[workload].name), first = 0;
    struct query_inputs inputs = query_inputs_of(&t->a, &t->fits, c, model);
    struct sampling sampling = sampling_of(&t->a, c, model);
    if (queries_alloc(&q, QUERIES, &e) || evaluate_model(&inputs, &sampling, NULL, &q, &e) ||
        draw_fleet_lever(&t->a.workloads[workload].fleet_lever, &sampling, &first, 1, alpha, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < QUERIES; i++) {
        w.of[PLAN_BUSY][i] = query_seconds(&inputs, q.of[QUANTITY_INPUT_TOKENS][i],
                                           q.of[QUANTITY_OUTPUT_TOKENS][i]);
        w.of[PLAN_ENERGY][i] = q.of[QUANTITY_ENERGY][i];
        w.of[PLAN_IMPROVED][i] = q.of[QUANTITY_ENERGY][i] / alpha[i];
    }
    queries_free(&q);
    free(alpha);
    return w;
}

/* The largest relative error; NaN if there is one. */
static double worst(const struct plan *plan, enum plan_quantity quantity, const float *relative,
                    const double *want)
{
    double most = 0;
    for (size_t i = 0; i < QUERIES; i++) {
        double error = fabs(plan_value(plan, quantity, (double)relative[i]) / want[i] - 1);
        if (!(error <= most))
            most = error;
    }
    return most;
}

static size_t compare(const struct kernel *kernel, const struct plan *plan,
                      const struct wanted *w, const char *where)
{
    float *of[PLAN_QUANTITIES];
    size_t wrong = 0;
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        of[q] = malloc(QUERIES * sizeof *of[q]);
        assert_non_null(of[q]);
    }
    kernel->queries(plan, 0, QUERIES, of);
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        double most = worst(plan, (enum plan_quantity)q, of[q], w->of[q]);
        if (!(most <= RELATIVE)) {
            wrong++;
            print_error("%s, quantity %d, kernel %s: off by %.3g\n", where, q, kernel->name, most);
        }
        free(of[q]);
    }
    return wrong;
}

static size_t compare_stream(const struct scenario_test *t, size_t workload, size_t model)
{
    const struct kernel *list[KERNEL_MAX];
    static struct plan plan;
    char where[160];
    size_t wrong = 0, n = kernel_list(list);
    struct wanted w = wanted_of(t, workload, model);
    plan_of(&t->a, &t->fits, workload, model, &plan);
    snprintf(where, sizeof where, "%s on %s", t->a.workloads[workload].name,
             t->a.models[model].name);
    for (size_t k = 0; k < n; k++)
        wrong += compare(list[k], &plan, &w, where);
    for (int q = 0; q < PLAN_QUANTITIES; q++)
        free(w.of[q]);
    return wrong;
}

static void day__each_kernel__draws_the_queries_of_the_sample(void **state)
{
    struct scenario_test *t = *state;
    size_t wrong = 0;
    scenario_load(t->file, &t->a, &t->fits);
    t->a.generator = GENERATOR_PHILOX;
    t->a.rounding = ROUNDING_NONE;
    t->a.queries = QUERIES;
    for (size_t w = 0; w < t->a.n_workloads; w++)
        for (size_t m = 0; m < t->a.n_models; m++)
            wrong += compare_stream(t, w, m);
    assert_int_equal(wrong, 0);
}

int main(int argc, char **argv)
{
    static struct scenario_test row[] = {{.file = "scenarios/paper.lua"},
                                         {.file = "scenarios/text.lua"},
                                         {.file = "tests/scenarios/day_lengths.lua"},
                                         {.file = "tests/scenarios/day_power.lua"}};
    enum { ROWS = sizeof row / sizeof row[0] };
    struct CMUnitTest tests[ROWS];
    select_tests(argc, argv);
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){row[i].file,
                                       day__each_kernel__draws_the_queries_of_the_sample, NULL,
                                       NULL, &row[i]};
    return _cmocka_run_group_tests("day_sample", tests, ROWS, NULL, NULL);
}
