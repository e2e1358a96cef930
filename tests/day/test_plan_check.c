/* test_plan_check.c -- a plan whose constants are not those of Eq. 1 is refused. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day/plan.h"
#include "day_fixture.h"
#include "scenario_fixture.h"
#include "support.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A workload of a scenario on its first model. */
struct made {
    struct assumptions a;
    struct throughput_fits fits;
    struct query_inputs q;
    struct distribution lever;
    struct plan plan;
};

static struct made *open_made(const char *file, size_t workload, bool counts_input)
{
    struct made *m = calloc(1, sizeof *m);
    assert_non_null(m);
    scenario_load(file, &m->a, &m->fits);
    size_t c = assumptions_find_case(&m->a, m->a.workloads[workload].name);
    if (counts_input) {
        m->a.cases[c].effective_tokens = EFFECTIVE_OUTPUT_AND_INPUT;
        m->a.input_weight = 0.5;
    }
    m->q = query_inputs_of(&m->a, &m->fits, c, 0);
    m->lever = m->a.workloads[workload].fleet_lever;
    plan_of(&m->a, &m->fits, workload, 0, &m->plan);
    return m;
}

/* A float of the plan, moved by 2e-5 of itself, so that results are off by about as much; floats
 * are good to 6e-8. */
struct alteration {
    const char *name, *file;
    size_t workload;
    bool counts_input;
    size_t offset;
};

#define PAPER "scenarios/paper.lua"
#define LENGTHS "tests/scenarios/day_lengths.lua"
#define POWER "tests/scenarios/day_power.lua"

static const struct alteration ALTERATIONS[] = {
    {"k", PAPER, 0, false, offsetof(struct plan, k)},
    {"b2", PAPER, 0, false, offsetof(struct plan, b2)},
    {"b1", LENGTHS, 0, false, offsetof(struct plan, b1)},
    {"floor", PAPER, 0, true, offsetof(struct plan, floor)},
    {"input_weight", PAPER, 0, true, offsetof(struct plan, input_weight)},
    {"idle", POWER, 1, false, offsetof(struct plan, idle)},
    {"slope", POWER, 1, false, offsetof(struct plan, slope)},
};

static void plan__altered_constant__is_refused(void **state)
{
    const struct alteration *row = *state;
    struct made *m = open_made(row->file, row->workload, row->counts_input);
    struct error e = {.text = ""};
    float *constant = (float *)((char *)&m->plan + row->offset);
    assert_int_equal(plan_check(&m->plan, &m->q, &m->lever, &e), 0);
    assert_true(*constant != 0);
    *constant *= 1 + 2e-5f;
    assert_int_equal(plan_check(&m->plan, &m->q, &m->lever, &e), -1);
    assert_contains(e.text, "the day's kernel has not the Eq. 1 of the results: at L_in ");
    free(m);
}

/* What a plan multiplies by: node-seconds, energy, energy under the lever. */
static void plan__altered_centre__is_refused(void **state)
{
    (void)state;
    static const char *const SAID[PLAN_QUANTITIES] = {" s of a node a query, want ",
                                                      " Wh a query, want ",
                                                      " Wh, improved, a query, want "};
    struct made *m = open_made(PAPER, 0, false);
    for (int i = 0; i < PLAN_QUANTITIES; i++) {
        struct plan altered = m->plan;
        struct error e = {.text = ""};
        altered.centre[i] += 2e-5;
        assert_int_equal(plan_check(&altered, &m->q, &m->lever, &e), -1);
        assert_contains(e.text, SAID[i]);
    }
    free(m);
}

/* A microsecond more for every query: of no output it is all that there is. */
static double slower_seconds(const struct throughput *t, double effective, double input,
                             double output, double tps)
{
    return throughput_log_linear.seconds(t, effective, input, output, tps) + 1e-6;
}

static void term__that_the_kernel_has_not__is_refused(void **state)
{
    (void)state;
    struct made *m = open_made(PAPER, 0, false);
    struct throughput_form slower = throughput_log_linear;
    struct error e = {.text = ""};
    slower.seconds = slower_seconds;
    m->q.throughput.form = &slower;
    assert_int_equal(plan_check(&m->plan, &m->q, &m->lever, &e), -1);
    assert_contains(e.text, "L_out 0 it finds ");
    assert_contains(e.text, "want 1e-06");
    free(m);
}

static void form__that_the_kernel_has_not__is_refused(void **state)
{
    (void)state;
    struct made *m = open_made(PAPER, 0, false);
    struct throughput_form other = throughput_log_linear;
    struct sampling s = sampling_of(&m->a, 0, 0);
    struct error e = {.text = ""};
    other.name = "additive";
    m->q.throughput.form = &other;
    assert_int_equal(plan_make(&m->q, &m->lever, &s, &m->plan, &e), -1);
    assert_contains(e.text, "found the form additive of throughput, want log_linear");
    free(m);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[COUNT(ALTERATIONS) + 3] = {
        cmocka_unit_test(plan__altered_centre__is_refused),
        cmocka_unit_test(term__that_the_kernel_has_not__is_refused),
        cmocka_unit_test(form__that_the_kernel_has_not__is_refused),
    };
    select_tests(argc, argv);
    for (size_t i = 0; i < COUNT(ALTERATIONS); i++)
        tests[3 + i] = (struct CMUnitTest){ALTERATIONS[i].name, plan__altered_constant__is_refused,
                                           NULL, NULL, (void *)&ALTERATIONS[i]};
    return _cmocka_run_group_tests("plan_check", tests, COUNT(tests), NULL, NULL);
}
