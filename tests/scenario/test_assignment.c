/* test_assignment.c -- lines of changes, and the numbers inside written values. */
#include "support.h"

#include "scenario/assignment.h"
#include "scenario/value_parts.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The rows that changes are made to; what follows from each was worked out by hand. */
static const char *const ROWS[][2] = {
    {"title", "Rows"},
    {"seed", "42"},
    {"z", "1.645"},
    {"pue", "lognormal(p5=1.05,p95=1.6)"},
    {"utilisation", "lognormal(mean=0.7,ratio=2.25)"},
    {"pool", "largest_medians"},
    {"trim", "5-95 10-90"},
    {"coupled_power", "linear(idle=node,cap=0.8)"},
    {"node.h100_x8.max_power", "11.3"},
    {"workload.chat.label", "Chat"},
    {"output_tokens.chat", "exponential(median=300)"},
    {"input_tokens.chat", "constant(value=500)"},
    {"output_tokens.think", "exponential(median=5000)"},
    {"case.chat.workload", "chat"},
    {"fleet.utilisation", "1.076"},
    {"mix.mixed.shares", "chat=0.9,think=0.1"},
    {"mix.one.shares", "chat=1"},
};

static void fill(struct assumption_list *list)
{
    struct error e;
    *list = (struct assumption_list){0};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct assumption row = {(char *)(uintptr_t)ROWS[i][0], (char *)(uintptr_t)ROWS[i][1],
                                 "unit", "a book", "a note", "file.lua:1"};
        if (assumption_list_add(list, &row, &e))
            fail_msg("%s", e.text);
    }
}

/* ---- lines that are right ---- */

struct good {
    const char *name, *set, *path, *value;
};

static const struct good GOOD[] = {
    {"part", "pue.p95=1.4", "pue", "lognormal(p5=1.05,p95=1.4)"},
    {"first_part", "pue.p5=1", "pue", "lognormal(p5=1,p95=1.6)"},
    {"whole", "pue=lognormal(median=1.2,ratio=1.3)", "pue", "lognormal(median=1.2,ratio=1.3)"},
    {"blanks_in_brackets", "pue = lognormal( p5=1.1 , p95=1.2 )", "pue",
     "lognormal(p5=1.1,p95=1.2)"},
    {"bare_number_is_a_constant", "pue=1.2", "pue", "constant(value=1.2)"},
    {"two_parts_one_after_the_other", "pue.p5=1.7 pue.p95=1.9", "pue",
     "lognormal(p5=1.7,p95=1.9)"},
    {"choice", "pool=above_200b", "pool", "above_200b"},
    {"number", "node.h100_x8.max_power=10.2", "node.h100_x8.max_power", "10.2"},
    {"exponent", "node.h100_x8.max_power=1.02e1", "node.h100_x8.max_power", "1.02e1"},
    {"none", "trim=none", "trim", "none"},
    {"words_go_on", "trim=1-99 2-98 pue=1", "trim", "1-99 2-98"},
    {"after_words", "trim=1-99 2-98 pue=1", "pue", "constant(value=1)"},
    {"semicolon", "trim=5-95;pool=above_200b", "pool", "above_200b"},
    {"semicolons_and_blanks", " ; trim=5-95 ;; pool=above_200b ;", "trim", "5-95"},
    {"line_part", "coupled_power.cap=0.9", "coupled_power", "linear(idle=node,cap=0.9)"},
    {"line_word", "coupled_power.idle=0.3", "coupled_power", "linear(idle=0.3,cap=0.8)"},
    {"factor_derived", "fleet.utilisation=derived", "fleet.utilisation", "derived"},
    {"all_shares", "mix.mixed.shares.chat=0.8 mix.mixed.shares.think=0.2", "mix.mixed.shares",
     "chat=0.8,think=0.2"},
    {"shares_whole", "mix.mixed.shares=chat=0.5, think=0.5", "mix.mixed.shares",
     "chat=0.5,think=0.5"},
    {"share_of_another_workload", "mix.one.shares.chat=0.5;mix.one.shares.think=0.5",
     "mix.one.shares", "chat=0.5,think=0.5"},
    {"row_that_was_left_out", "case.chat.input_tokens=900", "case.chat.input_tokens",
     "constant(value=900)"},
    {"default_that_has_no_row", "input_weight=0.5", "input_weight", "0.5"},
};

static void one_good(void **state)
{
    const struct good *g = *state;
    struct assumption_list list;
    struct error e;
    fill(&list);
    if (assignment_apply(g->set, &list, &e))
        fail_msg("%s", e.text);
    const struct assumption *row = assumption_list_find(&list, g->path);
    assert_non_null(row);
    assert_string_equal(row->value, g->value);
    assert_string_equal(row->source, "");
    assert_string_equal(row->note, "");
    assert_string_equal(row->place, "SET");
    assumption_list_free(&list);
}

static void apply__leaves_other_rows_alone(void **state)
{
    (void)state;
    struct assumption_list list;
    struct error e;
    fill(&list);
    assert_int_equal(assignment_apply("pue.p95=1.4", &list, &e), 0);
    assert_int_equal(list.n, sizeof ROWS / sizeof ROWS[0]);
    for (size_t i = 0; i < list.n; i++) {
        if (strcmp(ROWS[i][0], "pue") == 0)
            continue;
        assert_string_equal(list.rows[i].value, ROWS[i][1]);
        assert_string_equal(list.rows[i].source, "a book");
    }
    assumption_list_free(&list);
}

/* ---- lines that are wrong ---- */

struct bad {
    const char *name, *set, *message;
};

static const struct bad BAD[] = {
    {"empty", "", "SET: found nothing, want one or several path=value"},
    {"blanks", " ; ", "SET: found nothing"},
    {"no_equal", "hello", "SET: found \"hello\", want path=value"},
    {"no_value", "pue=", "SET: found \"pue=\", want path=value"},
    {"no_path", "=3", "SET: found \"=3\", want path=value"},
    {"path", "peu=1", "found no assumption \"peu\""},
    {"path_meant", "peu=1", "did you mean pue?"},
    {"item_meant", "node.h100_x9.max_power=3", "did you mean node.h100_x8.max_power?"},
    {"part", "pue.p59=1.4", "SET: pue.p59: found no such part of lognormal(p5=1.05,p95=1.6), want "
                            "one of: p5 p95, or the value whole; did you mean p95?"},
    {"part_of_another_form", "pue.median=1.2", "want one of: p5 p95"},
    {"part_of_a_count", "seed.p5=1", "SET: seed.p5: found a part of 42, which has none"},
    {"part_of_a_word", "pool.p5=1", "which has none: want pool=value"},
    {"range", "pue.p5=0.5", "SET: pue: its 5th percentile: found 0.5, want 1 to 5"},
    {"order", "pue.p95=0.9", "SET: pue: p5: found 1.05, want less than p95 (0.9)"},
    {"no_number", "node.h100_x8.max_power=11kW", "SET: node.h100_x8.max_power: found \"11kW\", "
                                                 "want a finite number"},
    {"choice", "pool=above_200B", "SET: pool: found \"above_200B\", want one of: largest_medians "
                                  "above_200b"},
    {"shares", "mix.mixed.shares.chat=0.8", "want 1; give all shares at once, as in "
                                            "SET='mix.mixed.shares=a=0.8,b=0.2'"},
    {"workload_of_a_share", "mix.one.shares.thinc=0.5", "found no such part of chat=1"},
    {"control_character", "title=a\x01" "b", "SET: title: found"},
};

static void one_bad(void **state)
{
    const struct bad *b = *state;
    struct assumption_list list;
    struct error e;
    fill(&list);
    assert_int_equal(assignment_apply(b->set, &list, &e), -1);
    assert_contains(e.text, b->message);
    assumption_list_free(&list);
}

static void apply__endless_line__is_refused(void **state)
{
    (void)state;
    char line[3 * TEXT_SIZE] = "";
    struct assumption_list list;
    struct error e;
    memset(line, '9', sizeof line - 1);
    memcpy(line, "title=", 6);
    fill(&list);
    assert_int_equal(assignment_apply(line, &list, &e), -1);
    assert_contains(e.text, "SET: found an assignment of more than");
    assumption_list_free(&list);
}

/* ---- parts ---- */

static const struct schema_key *key_of(const char *path)
{
    const struct schema_key *key = schema_find_path(path, NULL);
    assert_non_null(key);
    return key;
}

static void scale__keeps_what_says_how_wide(void **state)
{
    static const char *const rows[][4] = {
        /* path, value, times 2 */
        {"pue", "lognormal(p5=1.05,p95=1.6)", "lognormal(p5=2.1,p95=3.2)", "2"},
        {"pue", "lognormal(mean=0.7,ratio=2.25)", "lognormal(mean=1.4,ratio=2.25)", "1"},
        {"pue", "gamma(mean=11000,cv=0.53)", "gamma(mean=22000,cv=0.53)", "1"},
        {"pue", "triangular(min=1,mode=1.5,max=3)", "triangular(min=2,mode=3,max=6)", "3"},
        {"node.n.max_power", "11.3", "22.6", "1"},
        {"fleet.utilisation", "derived", "derived", "0"},
        {"coupled_power", "linear(idle=node,cap=0.4)", "linear(idle=node,cap=0.8)", "1"},
        {"mix.m.shares", "a=0.5,b=0.5", "a=0.5,b=0.5", "0"},
        {"trim", "5-95", "5-95", "0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char out[TEXT_SIZE];
        size_t scaled;
        struct error e;
        assert_int_equal(value_parts_scale(key_of(rows[i][0]), rows[i][1], 2, 17, &scaled, out,
                                           &e), 0);
        assert_string_equal(out, rows[i][2]);
        assert_int_equal(scaled, atoi(rows[i][3]));
    }
}

static void replace__number__reads_back_the_same(void **state)
{
    (void)state;
    struct value_part parts[VALUE_PARTS_MAX];
    struct error e;
    const char *value = "lognormal(p5=1.05,p95=1.6)";
    for (double x = 1.1; x < 1e6; x *= 1.7320508075688772) {
        char text[32], out[TEXT_SIZE];
        assert_int_equal(value_parts_list(key_of("pue"), value, parts), 2);
        schema_number_text(x, text);
        assert_int_equal(value_part_replace(value, &parts[1], text, out, &e), 0);
        assert_int_equal(value_parts_list(key_of("pue"), out, parts), 2);
        assert_string_equal(parts[1].name, "p95");
        assert_close(parts[1].number, x, 0, 0);
        assert_close(parts[0].number, 1.05, 0, 0);
    }
}

int main(int argc, char **argv)
{
    enum { N_GOOD = sizeof GOOD / sizeof GOOD[0], N_BAD = sizeof BAD / sizeof BAD[0] };
    struct CMUnitTest tests[N_GOOD + N_BAD + 4];
    char names[N_GOOD + N_BAD][64];
    size_t n = 0;
    for (size_t i = 0; i < N_GOOD; i++, n++) {
        snprintf(names[n], sizeof names[n], "apply__%s__is_done", GOOD[i].name);
        tests[n] = (struct CMUnitTest){names[n], one_good, NULL, NULL,
                                       (void *)(uintptr_t)&GOOD[i]};
    }
    for (size_t i = 0; i < N_BAD; i++, n++) {
        snprintf(names[n], sizeof names[n], "apply__%s__is_refused", BAD[i].name);
        tests[n] = (struct CMUnitTest){names[n], one_bad, NULL, NULL, (void *)(uintptr_t)&BAD[i]};
    }
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(apply__leaves_other_rows_alone);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(apply__endless_line__is_refused);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(scale__keeps_what_says_how_wide);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(replace__number__reads_back_the_same);
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("assignment", tests, NULL, NULL);
}
