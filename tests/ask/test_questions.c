/* test_questions.c -- why and what_if as programs. */
#include "answer_columns.h"
#include "question_fixture.h"

#include <math.h>
#include <stdio.h>

/* ---- what_if ---- */

static void what_if__nothing_but_a_factor__scales_what_it_is_a_factor_of(void **state)
{
    static const char *const days[] = {"traditional", "traditional_improved", "mixed",
                                       "mixed_improved"};
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "fleet.queries_per_day=2e9", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    assert_string_equal(o.err, "");
    assert_contains(o.out, "\nassumption\tfleet.queries_per_day\tscenarios/paper.lua:");
    assert_contains(o.out, "\tquery/day\t1e9\t2e9\t-\t-\t-\t-\n");
    for (size_t i = 0; i < 4; i++) {
        char start[128];
        snprintf(start, sizeof start, "result\tfleet.%s.total\t", days[i]);
        const char *line = line_of(o.out, start);
        assert_non_null(line);
        assert_close(number_of(line, CHANGED), 2 * number_of(line, SCENARIO), 1e-12, 0);
        assert_close(number_of(line, PERCENT), 100, 1e-9, 0);
    }
    const char *query = line_of(o.out, "result\ttraditional.energy.frontier.p50\t");
    assert_non_null(query);
    assert_close(number_of(query, DIFFERENCE), 0, 0, 0);
    program_end_free(&o);
}

static void what_if__writes_no_file(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    const size_t before = count_entries(r->folder);
    ask(r, "what_if", "--set", "pue.p95=1.4 trim=none", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    assert_int_equal(count_entries(r->folder), before);
    program_end_free(&o);
}

/* Row 1 of the differences, published: the two medians become 0.320 and 4.04 Wh (REPRODUCTION). */
static void what_if__row_one__gives_the_medians_that_are_known(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "pue.p95=1.4", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    const char *query = line_of(o.out, "result\ttraditional.energy.frontier.p50\t");
    const char *tts = line_of(o.out, "result\ttest_time_scaling.energy.frontier.p50\t");
    assert_close(number_of(query, CHANGED), 0.320, 0.01, 0);
    assert_close(number_of(tts, CHANGED), 4.04, 0.01, 0);
    program_end_free(&o);
}

static void what_if__same_value__changes_nothing(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "pue.p95=1.6", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    assert_null(line_of(o.out, "assumption\t"));
    for (const char *line = line_of(o.out, "result\t"); line && *line;
         line = strchr(line, '\n') + 1)
        assert_close(number_of(line, DIFFERENCE), 0, 0, 0);
    program_end_free(&o);
}

/* The mean of an exponential distribution is its median / ln 2: nothing but rounding differs. */
static void what_if__rounding__is_no_difference(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "output_tokens.traditional=exponential(mean=432.808512266689)",
        NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    for (const char *line = line_of(o.out, "result\t"); line && *line;
         line = strchr(line, '\n') + 1)
        assert_close(number_of(line, DIFFERENCE), 0, 0, 0);
    program_end_free(&o);
}

/* Power coupled to throughput and PUE a number: nothing is log-normal, so that the case is drawn.
 * 10000 queries a model and a spread of ln E of about 1 make some percent of error. */
static void what_if__drawn__has_its_error(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "pue=1.2", "--key",
        "traditional_coupled_power.energy.frontier.p50", &o);
    assert_int_equal(o.status, 0);
    const char *drawn = line_of(o.out, "result\ttraditional_coupled_power.");
    const char *closed = line_of(o.out, "result\ttraditional.energy.frontier.p50\t");
    assert_close(number_of(drawn, BEFORE_ERROR), 0, 0, 0);
    assert_true(number_of(drawn, AFTER_ERROR) > 0.002 * number_of(drawn, CHANGED));
    assert_true(number_of(drawn, AFTER_ERROR) < 0.05 * number_of(drawn, CHANGED));
    assert_close(number_of(closed, AFTER_ERROR), 0, 0, 0);
    program_end_free(&o);
}

/* PUE and u numbers: the base cases are drawn, and days are made of them. */
static void what_if__day_of_drawn_cases__has_an_error(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "what_if", "--set", "pue=1.2 utilisation=0.6", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    const char *day = line_of(o.out, "result\tfleet.mixed.total\t");
    assert_close(number_of(day, BEFORE_ERROR), 0, 0, 0);
    assert_true(number_of(day, AFTER_ERROR) > 0.001 * number_of(day, CHANGED));
    program_end_free(&o);
}

static void what_if__bad_changes__are_refused_in_one_line(void **state)
{
    const struct resolved *r = *state;
    assert_refused(r, "what_if", "--set", "peu=1", NULL, NULL, "what_if: SET: found no assumption");
    assert_refused(r, "what_if", "--set", "pue.p95=1", NULL, NULL, "what_if: SET: pue: p5: found");
    assert_refused(r, "what_if", "--set", "node.h100_x8.idle_power=20", NULL, NULL,
                   "SET: node.h100_x8.idle_power: found 20 kW, want less than max_power");
    assert_refused(r, "what_if", "--set", "model.llama_70b.node=h100", NULL, NULL,
                   "SET: model.llama_70b.node: found \"h100\", want a node");
    assert_refused(r, "what_if", "--set", "throughput.table=nowhere.csv", NULL, NULL,
                   "nowhere.csv");
    assert_refused(r, "what_if", "--set", "pue.p95=1.4", "--key", "nobody.energy.frontier.p50",
                   "nobody");
}

/* ---- why ---- */

static size_t count_lines(const char *text, const char *start)
{
    size_t n = 0;
    for (const char *line = line_of(text, start); line; n++)
        line = line_of(strchr(line, '\n') + 1, start);
    return n;
}

/* REPRODUCTION: the frontier's members in the traditional regime, and how many rows are fitted. */
static void why__frontier__members_rows_and_stages(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "why", "--key", "traditional.energy.frontier.p50", "--directory", "build/paper", &o);
    assert_int_equal(o.status, 0);
    assert_int_equal(count_lines(o.out, "member\t"), 3);
    assert_non_null(line_of(o.out, "member\ttraditional\tllama_405b\t"));
    assert_non_null(line_of(o.out, "member\ttraditional\tdeepseek_r1\t"));
    assert_non_null(line_of(o.out, "member\ttraditional\tnemotron_253b\t"));
    assert_non_null(line_of(o.out, "row\tllama_405b\t2050\ttoken/s\t-\t"
                                   "data/throughput_supplement_s1.csv:2\tllamaNemotron Article\t"
                                   "L_in 500, L_out 2000; reading of a chart"));
    assert_null(line_of(o.out, "row\tmixtral_8x22b"));
    assert_non_null(line_of(o.out, "stage\tapply_levers\tbuild/paper/traditional.levers.nc\t-\t-\t"
                                   "build/paper/traditional.samples.nc\t"));
    assert_non_null(line_of(o.out, "assumption\tpue\tlognormal(p5=1.05,p95=1.6)\t1\t-\t"
                                   "scenarios/paper.lua:"));
    assert_null(line_of(o.out, "assumption\tlevers."));
    assert_null(line_of(o.out, "assumption\tfleet."));
    program_end_free(&o);
}

static void why__day__has_beta_and_both_workloads(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "why", "--key", "fleet.mixed.total", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    assert_int_equal(count_lines(o.out, "member\t"), 6);
    const char *beta = line_of(o.out, "beta\tfleet.beta.total\t");
    assert_non_null(beta);
    assert_close(number_of(beta, 2), 1.1 * 1.076 * 1.12, 1e-12, 0);
    assert_non_null(line_of(o.out, "stage\tsample\tbuild/traditional.samples.nc\t"));
    assert_non_null(line_of(o.out, "stage\tsample\tbuild/test_time_scaling.samples.nc\t"));
    assert_non_null(line_of(o.out, "assumption\tfleet.redundancy\t1.1\t"));
    assert_null(line_of(o.out, "assumption\tfleet.lever"));
    program_end_free(&o);
}

static void why__sampled_value__stands_beside_the_exact_one(void **state)
{
    const struct resolved *r = *state;
    char results[SCRATCH_PATH_SIZE];
    struct program_end o;
    scratch_path(results, r->folder, "results.tsv");
    write_text(results, "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\t"
                        "standard_error\tn\n"
                        "traditional.tps.llama_70b.p50\ttraditional\ttps\tllama_70b\t\tp50\t"
                        "6800.5\t"
                        "token/s\t25.25\t10000\n");
    ask(r, "why", "--key", "traditional.tps.llama_70b.p50", "--results", results, &o);
    remove(results);
    assert_int_equal(o.status, 0);
    assert_non_null(line_of(o.out, "result\ttraditional.tps.llama_70b.p50\t6800.5\ttoken/s\t25.25\t"
                                   "build/results.tsv:2\tsampled\t"));
    assert_int_equal(count_lines(o.out, "result\t"), 2);
    assert_int_equal(count_lines(o.out, "row\tllama_70b\t"), 5);
    assert_int_equal(count_lines(o.out, "row\t"), 5);
    program_end_free(&o);
}

static void why__drawn__has_its_error_and_the_seed(void **state)
{
    struct resolved r;
    struct program_end o;
    (void)state;
    resolve_text(DRAWN, &r);
    ask(&r, "why", "--key", "traditional_coupled_power.energy.frontier.p50", NULL, NULL, &o);
    assert_int_equal(o.status, 0);
    const char *result = line_of(o.out, "result\t");
    assert_true(number_of(result, 4) > 0.001);
    assert_contains(result, "\tdrawn with philox\t");
    assert_non_null(line_of(o.out, "assumption\tseed\t42\t"));
    assert_non_null(line_of(o.out, "assumption\tqueries\t2000\t"));
    program_end_free(&o);
    ask(&r, "why", "--key", "traditional.energy.frontier.p50", NULL, NULL, &o);
    assert_contains(line_of(o.out, "result\t"), "\t-\t-\texact\t");
    assert_null(line_of(o.out, "assumption\tseed\t"));
    program_end_free(&o);
    scratch_remove(r.folder);
}

static void key__other_names__are_explained(void **state)
{
    static const char ids[] = "data/published_formulae.csv";
    const struct resolved *r = *state;
    assert_refused(r, "why", "--key", "xyz", NULL, NULL,
                   "KEY: xyz: found no such key, want one of results.tsv: "
                   "<case>.<quantity>.<group>[.<lever>].<statistic>, such as traditional.");
    assert_refused(r, "why", "--key", "pue", NULL, NULL, 
                   "KEY: found the assumption pue, want a result");
    assert_refused(r, "what_if", "--set", "trim=none", "--key", "pue.p5",
                   "KEY: found the assumption pue.p5");
    assert_refused(r, "why", "--key", "base.trad.median", "--formulae", ids,
                   "want a key of results.tsv; its formula is traditional.energy.frontier.p50");
    assert_refused(r, "why", "--key", "fleet.mixed.totl", NULL, NULL, "did you mean total?");
    assert_refused(r, "why", "--key", "traditional.energy.frontier.p5O", NULL, NULL,
                   "did you mean p50?");
    assert_refused(r, "why", "--key", "traditional.frontier.llama_405b.shar", NULL, NULL,
                   "did you mean share?");
}

static void why__unknown_key__says_what_was_meant(void **state)
{
    const struct resolved *r = *state;
    assert_refused(r, "why", "--key", "traditional.energy.fronteir.p50", NULL, NULL,
                   "did you mean frontier?");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_if__nothing_but_a_factor__scales_what_it_is_a_factor_of),
        cmocka_unit_test(what_if__writes_no_file),
        cmocka_unit_test(what_if__row_one__gives_the_medians_that_are_known),
        cmocka_unit_test(what_if__same_value__changes_nothing),
        cmocka_unit_test(what_if__rounding__is_no_difference),
        cmocka_unit_test(what_if__drawn__has_its_error),
        cmocka_unit_test(what_if__day_of_drawn_cases__has_an_error),
        cmocka_unit_test(what_if__bad_changes__are_refused_in_one_line),
        cmocka_unit_test(why__frontier__members_rows_and_stages),
        cmocka_unit_test(why__day__has_beta_and_both_workloads),
        cmocka_unit_test(why__sampled_value__stands_beside_the_exact_one),
        cmocka_unit_test(why__drawn__has_its_error_and_the_seed),
        cmocka_unit_test(key__other_names__are_explained),
        cmocka_unit_test(why__unknown_key__says_what_was_meant),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("questions", tests, open_paper, close_paper);
}
