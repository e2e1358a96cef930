/* test_correlation.c -- standard errors of formulae whose results share their draws: against the
 * spread over seeds, on the files of a whole scenario. */
#include "stage_fixture.h"

#include <math.h>

#include "audit/leaf.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define PAPER "scenario { extends = 'paper', generator = 'philox' }\n"

/* A scenario whose results lie in a folder, and who answers for them. */
struct answered {
    struct run run;
    struct measured measured;
    struct outcome outcome;
    struct results_source results;
};

static void draw_workload(const struct run *r, const char *workload)
{
    for (enum stage s = SAMPLE; s <= APPLY_LEVERS; s++) {
        struct program_end o;
        struct call c;
        call_make(r, s, &c);
        call_change(&c, "--workload", workload);
        run_program(&o, c.argv);
        assert_int_equal(o.status, 0);
        program_end_free(&o);
    }
}

static void run_paper(struct run *r)
{
    struct program_end o;
    struct call c;
    run_open(r, "");
    scratch_path(r->scenario, r->folder, "mine.lua");
    write_text(r->scenario, PAPER);
    call_make(r, RESOLVE, &c);
    call_change(&c, "--scenarios", "scenarios");
    run_program(&o, c.argv);
    if (o.status)
        fail_msg("%s", o.err);
    program_end_free(&o);
    stage_pass(r, FIT_TPS);
    draw_workload(r, "traditional");
    draw_workload(r, "test_time_scaling");
    stage_pass(r, AGGREGATE_FLEET);
    stage_pass(r, SUMMARIZE);
}

static void open_results(struct answered *s)
{
    char file[SCRATCH_PATH_SIZE], name[NAME_SIZE];
    struct assumption_list list = {0};
    struct error e;
    in_folder(&s->run, "assumptions.tsv", file);
    if (assumption_list_read(file, NULL, &list, name, &e) ||
        measured_add(&s->measured, "data/throughput_supplement_s1.csv", &e) ||
        outcome_open(&list, name, &s->measured, &s->outcome, &e) ||
        results_source_open(s->run.folder, &s->outcome, &s->results, &e))
        fail_msg("%s", e.text);
    assumption_list_free(&list);
}

static int set_up(void **state)
{
    struct answered *s = calloc(1, sizeof *s);
    if (!s)
        return -1;
    run_paper(&s->run);
    open_results(s);
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct answered *s = *state;
    results_source_close(&s->results);
    outcome_close(&s->outcome);
    measured_free(&s->measured);
    run_close(&s->run);
    free(s);
    return 0;
}

static double correlation(struct answered *s, const char *key, const char *other)
{
    struct error e;
    double rho = NAN, back = NAN;
    if (results_source_correlation(&s->results, key, other, &rho, &e) ||
        results_source_correlation(&s->results, other, key, &back, &e))
        fail_msg("%s", e.text);
    assert_close(rho, back, 1e-12, 0);
    return rho;
}

/* ---- against the spread over seeds ------------------------------------------------------ */

struct row {
    const char *name, *formula;
    double deviation;
};

/* The standard deviation of each over seeds 1 to 200 of this scenario (philox, 10000 queries),
 * from the results.tsv of 200 runs in November 2026; known to 5%. As if independent, errors would
 * come out at 0.0121, 0.0361, 0.0118, 0.0157 and 0.278. */
static const struct row ROWS[] = {
    {"input_length",
     "traditional_lin500.energy.frontier.p50 / traditional.energy.frontier.p50 - 1", 0.00209},
    {"serving", "traditional.energy.frontier.p50 / traditional.energy.frontier.serving.p50",
     0.01563},
    {"coupled_power",
     "traditional_coupled_power.energy.frontier.p50 / traditional.energy.frontier.p50 - 1",
     0.00555},
    {"coupled_power_tts", "test_time_scaling_coupled_power.energy.frontier.p50 / "
                          "test_time_scaling.energy.frontier.p50 - 1", 0.00591},
    {"algorithm_tts", "test_time_scaling.energy.frontier.p50 / "
                      "test_time_scaling.energy.frontier.algorithm.p50", 0.02779},
    {"two_workloads", "test_time_scaling.energy.frontier.p50 / traditional.energy.frontier.p50",
     0.1482},
};

static void standard_error_of(struct answered *s, const char *formula, double *standard_error)
{
    char numbers[SCRATCH_PATH_SIZE], formulae[SCRATCH_PATH_SIZE], text[1024];
    struct formula_source source = results_source(&s->results);
    struct published p;
    struct error e;
    double value;
    in_folder(&s->run, "numbers.csv", numbers);
    in_folder(&s->run, "formulae.csv", formulae);
    write_text(numbers, "id,place,quantity,case,model_or_group,statistic,printed,unit,low,high\n"
                        "x,,,,,,1,1,0,2\n");
    snprintf(text, sizeof text, "id,formula,unit,low,high,note\nx,%s,1,,,\n", formula);
    write_text(formulae, text);
    if (published_read(numbers, formulae, &p, &e) ||
        published_compute(&p, 0, &source, &value, standard_error, &e))
        fail_msg("%s", e.text);
    published_free(&p);
}

static void errors__are_within_30_percent_of_the_spread_over_seeds(void **state)
{
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        double standard_error;
        standard_error_of(*state, ROWS[i].formula, &standard_error);
        if (!(fabs(standard_error / ROWS[i].deviation - 1) < 0.3))
            fail_msg("%s: %.4g, over seeds %.4g", ROWS[i].name, standard_error,
                     ROWS[i].deviation);
    }
}

/* ---- what is correlated with what ------------------------------------------------------- */

#define P50(name) name ".energy.frontier.p50"

static void shared_draws__are_correlated(void **state)
{
    struct answered *s = *state;
    assert_close(correlation(s, P50("traditional"), P50("traditional")), 1, 0, 0);
    assert_true(correlation(s, P50("traditional"), P50("traditional_lin500")) > 0.95);
    assert_true(correlation(s, P50("traditional"), "traditional.energy.frontier_all.p50") > 0.95);
    assert_true(correlation(s, "traditional.energy.llama_405b.p50",
                            "traditional_lin500.energy.llama_405b.p50") > 0.95);
    assert_true(correlation(s, "traditional.output_tokens.llama_405b.p50",
                            "traditional.energy.llama_405b.p50") > 0.5);
    assert_true(correlation(s, "traditional.tps.llama_405b.mean",
                            "traditional.output_tokens.llama_405b.mean") > 0.3);
}

static void what_shares_no_draws_or_has_none__is_not(void **state)
{
    struct answered *s = *state;
    assert_close(correlation(s, P50("traditional"), P50("test_time_scaling")), 0, 0, 0);
    assert_close(correlation(s, "traditional.energy.llama_405b.p50",
                             "traditional.energy.deepseek_r1.p50"), 0, 0, 0);
    assert_close(correlation(s, "fleet.mixed.total", P50("traditional")), 0, 0, 0);
    assert_close(correlation(s, "fleet.mixed.total", "fleet.traditional.total"), 0, 0, 0);
    assert_close(correlation(s, "fleet.mixed.total", "fleet.mixed.total"), 1, 0, 0);
    assert_close(correlation(s, "traditional.frontier.llama_405b.share", P50("traditional")), 0,
                 0, 0);
}

/* Files are read once a case; one that is gone is named when it is first needed. */
static void files__are_read_once(void **state)
{
    struct answered *s = *state;
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    double before = correlation(s, P50("traditional"), P50("traditional_lin1000")), rho;
    in_folder(&s->run, "traditional_lin1000.samples.nc", path);
    scratch_remove(path);
    assert_close(correlation(s, P50("traditional"), P50("traditional_lin1000")), before, 0, 0);
    assert_true(correlation(s, "traditional_lin1000.energy.frontier.serving.p50",
                            P50("traditional")) > 0.5);
    in_folder(&s->run, "traditional_lin500.samples.nc", path);
    scratch_remove(path);
    assert_int_equal(results_source_correlation(&s->results, P50("traditional"),
                                                "traditional_lin500.tps.llama_70b.p50", &rho,
                                                &e), -1);
    assert_contains(e.text, "traditional_lin500.samples.nc");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors__are_within_30_percent_of_the_spread_over_seeds),
        cmocka_unit_test(shared_draws__are_correlated),
        cmocka_unit_test(what_shares_no_draws_or_has_none__is_not),
        cmocka_unit_test(files__are_read_once),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("correlation", tests, set_up, tear_down);
}
