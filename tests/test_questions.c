/* test_questions.c -- why, what_if and solve as programs: what one says, the other gives back. */
#include "question_fixture.h"

#include <math.h>
#include <stdio.h>

/* Columns of what solve and what_if print. */
enum { PATH, NUMBER, UNIT, PRESENT, NEEDED, CHANGE, VERDICT, SET, PLACE };
enum { WHAT, NAME, WHERE, W_UNIT, SCENARIO, CHANGED, DIFFERENCE, PERCENT };

static int open_paper(void **state)
{
    struct resolved *r = calloc(1, sizeof *r);
    assert_non_null(r);
    resolve_scenario("scenarios/paper.lua", r);
    *state = r;
    return 0;
}

static int close_paper(void **state)
{
    struct resolved *r = *state;
    scratch_remove(r->folder);
    free(r);
    return 0;
}

static void assert_refused(const struct resolved *r, const char *program, const char *option,
                           const char *value, const char *option2, const char *value2,
                           const char *message)
{
    struct program_end o;
    ask(r, program, option, value, option2, value2, &o);
    assert_int_equal(o.status, 1);
    assert_string_equal(o.out, "");
    assert_contains(o.err, message);
    assert_ptr_equal(strchr(o.err, '\n'), o.err + strlen(o.err) - 1);
    program_end_free(&o);
}

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
    assert_contains(o.out, "\tquery/day\t1e9\t2e9\t-\t-\n");
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
    for (const char *line = line_of(o.out, "result\t"); line && *line; line = strchr(line, '\n') + 1)
        assert_close(number_of(line, DIFFERENCE), 0, 0, 0);
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

/* ---- solve, then what_if ---- */

/* Each assignment that solve prints gives the target back. Returns how many there are. */
static size_t check_solved(const struct resolved *r, const char *answer, const char *key,
                           double target)
{
    char start[256];
    size_t n = 0;
    snprintf(start, sizeof start, "result\t%s\t", key);
    for (const char *line = line_of(answer, "path\t"); line && *line;
         line = strchr(line, '\n') + 1) {
        char *verdict = cell_of(line, VERDICT), *set = cell_of(line, SET);
        if (strcmp(verdict, "solved") == 0) {
            struct program_end o;
            ask(r, "what_if", "--set", set, "--key", key, &o);
            if (o.status != 0 || !line_of(o.out, start))
                fail_msg("%s: %s", set, o.err);
            assert_close(number_of(line_of(o.out, start), CHANGED), target, 1e-6, 0);
            program_end_free(&o);
            n++;
        }
        free(verdict);
        free(set);
    }
    return n;
}

static void solve_and_check(const struct resolved *r, const char *key, const char *target,
                            size_t at_least)
{
    struct program_end o;
    ask(r, "solve", "--key", key, "--target", target, &o);
    if (o.status != 0 || *o.err)
        fail_msg("solve: %s", o.err);
    assert_true(check_solved(r, o.out, key, strtod(target, NULL)) >= at_least);
    program_end_free(&o);
}

static void solve__then_what_if__gives_back_the_target(void **state)
{
    const struct resolved *r = *state;
    solve_and_check(r, "traditional.energy.frontier.p50", "0.24", 5);
    solve_and_check(r, "fleet.mixed.total", "1.8", 10);
    solve_and_check(r, "fleet.beta.total", "1.4", 3);
    solve_and_check(r, "traditional.energy.frontier.combined.mean", "0.05", 8);
    solve_and_check(r, "traditional_coupled_power.energy.frontier.p50", "0.4", 2);
    solve_and_check(r, "test_time_scaling_lin5000.energy.llama_405b.p95", "20", 4);
}

/* E is proportional to each of these, so what is needed is known. */
static void solve__of_a_factor__is_the_ratio(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "solve", "--key", "fleet.beta.total", "--target", "1.4", &o);
    assert_int_equal(o.status, 0);
    const char *line = line_of(o.out, "fleet.redundancy\t");
    assert_non_null(line);
    assert_close(number_of(line, NEEDED), 1.4 / (1.076 * 1.12), 1e-9, 0);
    assert_close(number_of(line, PRESENT), 1.1, 0, 0);
    assert_close(number_of(line, CHANGE), 100 * (1.4 / (1.1 * 1.076 * 1.12) - 1), 1e-7, 0);
    program_end_free(&o);
}

static void solve__what_cannot_be__says_why(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "solve", "--key", "fleet.beta.total", "--target", "1", &o);
    assert_int_equal(o.status, 0);
    /* from 1 up: beta is then at least 1.076 x 1.12 */
    const char *line = line_of(o.out, "fleet.redundancy\t");
    char *why = cell_of(line, SET), *verdict = cell_of(line, VERDICT);
    assert_string_equal(verdict, "out of range");
    assert_contains(why, "from 1 to 10 it reaches 1.20512 to 12.0512");
    free(why);
    free(verdict);
    verdict = cell_of(line_of(o.out, "pue\tpue.p5"), VERDICT);
    assert_string_equal(verdict, "does not enter");
    free(verdict);
    program_end_free(&o);
}

static void solve__bad_questions__are_refused_in_one_line(void **state)
{
    const struct resolved *r = *state;
    assert_refused(r, "solve", "--key", "fleet.bata.total", "--target", "1", "did you mean beta?");
    assert_refused(r, "solve", "--key", "fleet.beta.total", "--target", "1.4 ",
                   "solve: TARGET: found \"1.4 \", want a finite number");
    assert_refused(r, "solve", "--key", "fleet.beta.total", "--target", "nan", "TARGET: found");
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
                        "traditional.tps.llama_70b.p50\ttraditional\ttps\tllama_70b\t\tp50\t6800.5\t"
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
        cmocka_unit_test(what_if__bad_changes__are_refused_in_one_line),
        cmocka_unit_test(solve__then_what_if__gives_back_the_target),
        cmocka_unit_test(solve__of_a_factor__is_the_ratio),
        cmocka_unit_test(solve__what_cannot_be__says_why),
        cmocka_unit_test(solve__bad_questions__are_refused_in_one_line),
        cmocka_unit_test(why__frontier__members_rows_and_stages),
        cmocka_unit_test(why__day__has_beta_and_both_workloads),
        cmocka_unit_test(why__sampled_value__stands_beside_the_exact_one),
        cmocka_unit_test(why__unknown_key__says_what_was_meant),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("questions", tests, open_paper, close_paper);
}
