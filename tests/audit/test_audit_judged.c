/* test_audit_judged.c -- which value of a scenario is judged, and what is said of the other one. */
#include "audit_fixture.h"

#include <math.h>

static int set_up_philox(void **state)
{
    return set_up_with(state, "generator = 'philox'", OTHER);
}

/* No log-normal part: there is no closed form. */
static int set_up_drawn(void **state)
{
    return set_up_with(state, "generator = 'philox', pue = uniform { min = 1, max = 1.4 }, "
                              "utilisation = uniform { min = 0.4, max = 0.9 }", OTHER);
}

/* Prints the median that one of the scenarios drew, to a tenth of how far the exact one is off. */
static void print_what_was_drawn(const struct pair *p, const char *scenario)
{
    char text[512], value_column[32], exact_column[32];
    struct table t;
    snprintf(value_column, sizeof value_column, "%s.value", scenario);
    snprintf(exact_column, sizeof exact_column, "%s.exact", scenario);
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    double value = number(&t, "base.median", value_column);
    double off = fabs(number(&t, "base.median", exact_column) - value) / 10;
    assert_true(off > 0);
    snprintf(text, sizeof text, NUMBERS "base.median,,,,,,%.17g,Wh,%.17g,%.17g,simulated,\n",
             value, value - off, value + off);
    put_file(&p->first, "numbers.csv", text, strlen(text));
    table_free(&t);
}

/* What replays the release is judged as drawn, and the exact value's verdict named beside it. */
static void lucky_draw__of_the_release__is_reproduced_but_not_exactly(void **state)
{
    const struct pair *p = *state;
    struct table t;
    print_what_was_drawn(p, "tiny");
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    assert_string_equal(cell(&t, "base.median", "tiny.verdict"), "reproduced");
    assert_string_equal(cell(&t, "base.median", "tiny.exact_verdict"), "differs");
    assert_string_equal(cell(&t, "base.median", "tiny.judged"), "value");
    table_free(&t);
}

/* Any other draw is not: the exact value is judged, without a sampling error. */
static void lucky_draw__of_philox__is_not_reproduced(void **state)
{
    const struct pair *p = *state;
    struct table t;
    print_what_was_drawn(p, "mine");
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    assert_string_equal(cell(&t, "base.median", "mine.judged"), "exact");
    assert_string_equal(cell(&t, "base.median", "mine.verdict"), "differs");
    assert_string_equal(cell(&t, "base.median", "mine.exact_verdict"), "differs");
    assert_close(number(&t, "base.median", "mine.difference"),
                 0.9 * (number(&t, "base.median", "mine.exact") -
                        number(&t, "base.median", "mine.value")), 1e-9, 0);
    table_free(&t);
}

/* What has no closed form is marked in both tables, and judged with its sampling error. */
static void no_closed_form__is_marked_drawn(void **state)
{
    const struct pair *p = *state;
    struct table t;
    size_t of, scenario, drawn = 0;
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    assert_string_equal(cell(&t, "base.median", "mine.exact"), "drawn");
    assert_string_equal(cell(&t, "base.median", "mine.judged"), "value");
    assert_string_equal(cell(&t, "base.median", "mine.exact_verdict"), "drawn");
    assert_string_equal(cell(&t, "base.tail", "mine.exact"), "drawn");
    assert_string_equal(cell(&t, "shape.one", "mine.exact"), "drawn");
    assert_true(number(&t, "in.pue.1", "tiny.exact") > 1);
    assert_true(number(&t, "base.median", "tiny.exact") > 0);
    table_free(&t);
    read_table(&p->first, "modes.tsv", &t);
    assert_int_equal(table_column(&t, "of", &of, NULL), 0);
    assert_int_equal(table_column(&t, "scenario", &scenario, NULL), 0);
    for (size_t r = 0; r < t.n_rows; r++) {
        bool is_mine = strcmp(table_cell(&t, r, scenario), "mine") == 0;
        assert_false(is_mine && strcmp(table_cell(&t, r, of), "exact") == 0);
        drawn += strcmp(table_cell(&t, r, of), "drawn") == 0;
    }
    assert_int_equal(drawn, 5);
    table_free(&t);
}

/* A count that differs says what it is instead; one of the release what the exact value is. */
static void printed_table__names_counts_and_exact_verdicts(void **state)
{
    static const char ROWS[] = NUMBERS "shape.one,,modes,,,modes,bimodal,1,1.5,2.5,qualitative,\n";
    static const char FORMULA[] = FORMULAE "shape.one,modes(traditional.energy.frontier),1,,,\n"
        "base.median,traditional.energy.frontier.p50,Wh,,,\n";
    const struct pair *p = *state;
    char table[SCRATCH_PATH_SIZE], modes[SCRATCH_PATH_SIZE];
    struct program_end o;
    in_folder(&p->first, "audit.tsv", table);
    in_folder(&p->first, "modes.tsv", modes);
    const char *argv[] = {"lua5.4", "scripts/terminal/audit.lua", table, modes, "0", NULL};
    print_what_was_drawn(p, "tiny");
    audit_passes(p);
    run_program(&o, argv);
    assert_contains(o.out, "  reproduced, exact differs  ");
    assert_contains(o.out, "the exact value of 1 has another verdict");
    program_end_free(&o);
    put_file(&p->first, "numbers.csv", ROWS, strlen(ROWS));
    put_file(&p->first, "formulae.csv", FORMULA, strlen(FORMULA));
    audit_passes(p);
    run_program(&o, argv);
    assert_contains(o.out, "  differs, 1 instead of 2");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        OF_A_PAIR(lucky_draw__of_the_release__is_reproduced_but_not_exactly),
        OF_A_PAIR(printed_table__names_counts_and_exact_verdicts),
        cmocka_unit_test_setup_teardown(lucky_draw__of_philox__is_not_reproduced, set_up_philox,
                                        tear_down),
        cmocka_unit_test_setup_teardown(no_closed_form__is_marked_drawn, set_up_drawn, tear_down),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("audit_judged", tests, NULL, NULL);
}
