/* test_solve.c -- solve as a program: what it says, what_if gives back. */
#include "answer_columns.h"
#include "question_fixture.h"

#include <stdio.h>

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
            assert_close(number_of(line_of(o.out, start), CHANGED), target, 1e-8, 0);
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

/* L_out rounded to whole tokens makes a drawn median jump from one token to the next. */
static void solve__drawn__finds_numbers_within_the_error(void **state)
{
    static const char key[] = "traditional_coupled_power.energy.frontier.p50";
    struct resolved r;
    struct program_end o;
    (void)state;
    resolve_text(DRAWN, &r);
    ask(&r, "solve", "--key", key, "--target", "0.3", &o);
    assert_int_equal(o.status, 0);
    assert_null(strstr(o.out, "\tjumps\t"));
    const char *line = line_of(o.out,
                               "output_tokens.traditional\toutput_tokens.traditional.median\t");
    char *set = cell_of(line, SET);
    double error = number_of(line, ERROR);
    assert_true(error > 0.001 && error < 0.03);
    program_end_free(&o);
    ask(&r, "what_if", "--set", set, "--key", key, &o);
    assert_close(number_of(line_of(o.out, "result\ttraditional_coupled_power"), CHANGED), 0.3, 0,
                 error);
    program_end_free(&o);
    free(set);
    scratch_remove(r.folder);
}

static void solve__target_that_is_there__needs_nothing(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "solve", "--key", "fleet.beta.total", "--target", "1.32563", &o); /* of 1.325632 */
    assert_int_equal(o.status, 0);
    assert_contains(o.out, "\tthere already\n");
    assert_null(line_of(o.out, "fleet.redundancy\t"));
    program_end_free(&o);
    ask(r, "solve", "--key", "fleet.beta.total", "--target", "1.3256", &o);
    assert_non_null(line_of(o.out, "fleet.redundancy\t"));
    program_end_free(&o);
}

/* No more than 10 digits, and where fewer do, fewer: 1.446144 / (1.076 x 1.12) = 1.2. */
static void solve__numbers_to_type__are_short(void **state)
{
    const struct resolved *r = *state;
    struct program_end o;
    ask(r, "solve", "--key", "fleet.beta.total", "--target", "1.446144", &o);
    assert_int_equal(o.status, 0);
    char *set = cell_of(line_of(o.out, "fleet.redundancy\t"), SET);
    assert_string_equal(set, "fleet.redundancy=1.2");
    free(set);
    program_end_free(&o);
}

static void solve__width_of_a_distribution__has_no_unit(void **state)
{
    struct resolved r;
    struct program_end o;
    (void)state;
    resolve_text("scenario { extends = \"paper\", title = \"Wide\" }\n"
                 "workload { name = \"traditional\", "
                 "output_tokens = lognormal { median = 300, ratio = 3 } }\n", &r);
    ask(&r, "solve", "--key", "traditional.energy.frontier.p50", "--target", "0.4", &o);
    assert_int_equal(o.status, 0);
    char *of_ratio = cell_of(line_of(o.out, "output_tokens.traditional\t"
                                            "output_tokens.traditional.ratio\t"), UNIT);
    char *of_median = cell_of(line_of(o.out, "output_tokens.traditional\t"
                                             "output_tokens.traditional.median\t"), UNIT);
    assert_string_equal(of_ratio, "1");
    assert_string_equal(of_median, "token");
    free(of_ratio);
    free(of_median);
    program_end_free(&o);
    scratch_remove(r.folder);
}

static void solve__bad_questions__are_refused_in_one_line(void **state)
{
    const struct resolved *r = *state;
    assert_refused(r, "solve", "--key", "fleet.bata.total", "--target", "1", "did you mean beta?");
    assert_refused(r, "solve", "--key", "fleet.beta.total", "--target", "1.4 ",
                   "solve: TARGET: found \"1.4 \", want a finite number");
    assert_refused(r, "solve", "--key", "fleet.beta.total", "--target", "nan", "TARGET: found");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solve__then_what_if__gives_back_the_target),
        cmocka_unit_test(solve__of_a_factor__is_the_ratio),
        cmocka_unit_test(solve__what_cannot_be__says_why),
        cmocka_unit_test(solve__drawn__finds_numbers_within_the_error),
        cmocka_unit_test(solve__target_that_is_there__needs_nothing),
        cmocka_unit_test(solve__numbers_to_type__are_short),
        cmocka_unit_test(solve__width_of_a_distribution__has_no_unit),
        cmocka_unit_test(solve__bad_questions__are_refused_in_one_line),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("solve", tests, open_paper, close_paper);
}
