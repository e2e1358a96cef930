/* test_published.c -- printed numbers and their formulae: reading, parts, values, complaints. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/published.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NUMBERS "id,place,quantity,case,model_or_group,statistic,printed,unit,low,high,kind,note\n"
#define FORMULAE "id,formula,unit,low,high,note\n"
#define V1 "data/published_values.csv"
#define V2 "data/published_values_v2.csv"
#define COMMITTED "data/published_formulae.csv"

/* Reads two files with these rows below their headers. */
static int read_rows(const char *numbers, const char *formulae, struct published *p,
                     struct error *e)
{
    char folder[SCRATCH_PATH_SIZE], a[SCRATCH_PATH_SIZE], b[SCRATCH_PATH_SIZE], text[4096];
    scratch_make(folder);
    scratch_path(a, folder, "numbers.csv");
    scratch_path(b, folder, "formulae.csv");
    snprintf(text, sizeof text, NUMBERS "%s", numbers);
    write_text(a, text);
    snprintf(text, sizeof text, FORMULAE "%s", formulae);
    write_text(b, text);
    int rc = published_read(a, b, p, e);
    scratch_remove(folder);
    return rc;
}

static const struct published_value *find(const struct published *p, const char *id)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->values[i].id, id) == 0)
            return &p->values[i];
    fail_msg("no %s", id);
    return NULL;
}

/* ---- values ----------------------------------------------------------------------------- */

/* The committed files: 74 rows, of which 13 are cited and 8 ranges come apart; v2 has 9. */
static void committed_files__are_read_whole(void **state)
{
    (void)state;
    struct published p;
    struct error e;
    size_t computed = 0;
    if (published_read(V1, COMMITTED, &p, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < p.n; i++) {
        assert_int_equal(p.values[i].formula[0] == '\0', strcmp(p.values[i].kind, "cited") == 0);
        computed += p.values[i].formula[0] != '\0';
    }
    assert_int_equal(p.numbers.n_rows, 74);
    assert_int_equal(p.n - computed, 13);
    assert_close(find(&p, "in.pue.2")->high, 1.405, 1e-15, 0);
    assert_string_equal(find(&p, "in.pmax.2")->printed, "14.1");
    published_free(&p);
    if (published_read(V2, COMMITTED, &p, &e))
        fail_msg("%s", e.text);
    assert_int_equal(p.n, 9);
    assert_string_equal(p.values[0].kind, "simulated");
    assert_string_equal(p.values[0].note, "");
    published_free(&p);
}

/* Ends come from the printed row, else from the formula's, else, of an assumption, from digits. */
static void intervals__come_from_three_places(void **state)
{
    (void)state;
    struct published p;
    struct error e;
    if (read_rows("own,,,,,,0.34,Wh,0.335,0.345,simulated,\n"
                  "half,,,,,,more than 2,1,2,,qualitative,\n"
                  "theirs,,,,,,many,1,,,qualitative,\n"
                  "range,,,,,,1.5-3,1,,,assumption,\n"
                  "list,,,,,,11.3; -14,kW,,,assumption,\n"
                  "twice,,,,,,500,token,,,assumption,\n"
                  "both,,,,,,3-4,1,2.5,4.5,derived,\n"
                  "not.held,,,,,,0.6,Wh,,,cited,a note\n",
                  "own,a.b,Wh,,,\nhalf,a,1,,9,\ntheirs,a,1,0.1,,\nrange,a; b,1,,,\nlist,a;b,kW,,,\n"
                  "twice,a;b,token,,,\nboth,a;b,1,,,\nunused,a.b.c,1,1,2,\n", &p, &e))
        fail_msg("%s", e.text);
    static const struct {
        const char *id, *printed, *formula;
        double low, high;
    } WANT[] = {
        {"own", "0.34", "a.b", 0.335, 0.345}, {"half", "more than 2", "a", 2, 9},
        {"theirs", "many", "a", 0.1, NAN},    {"range.1", "1.5", "a", 1.45, 1.55},
        {"range.2", "3", "b", 2.95, 3.05},    {"list.1", "11.3", "a", 11.25, 11.35},
        {"list.2", "-14", "b", -14.05, -13.95}, {"twice.1", "500", "a", 499.5, 500.5},
        {"twice.2", "500", "b", 499.5, 500.5}, {"both.1", "3-4", "a", 2.5, 4.5},
        {"both.2", "3-4", "b", 2.5, 4.5},     {"not.held", "0.6", "", NAN, NAN},
    };
    assert_int_equal(p.n, COUNT(WANT));
    for (size_t i = 0; i < COUNT(WANT); i++) {
        assert_string_equal(p.values[i].id, WANT[i].id);
        assert_string_equal(p.values[i].printed, WANT[i].printed);
        assert_string_equal(p.values[i].formula, WANT[i].formula);
        assert_int_equal(isnan(p.values[i].low), isnan(WANT[i].low));
        assert_int_equal(isnan(p.values[i].high), isnan(WANT[i].high));
        if (!isnan(WANT[i].low))
            assert_close(p.values[i].low, WANT[i].low, 1e-14, 0);
        if (!isnan(WANT[i].high))
            assert_close(p.values[i].high, WANT[i].high, 1e-14, 0);
    }
    assert_close(published_reference(&p.values[0]), 0.34, 0, 0);
    assert_close(published_reference(&p.values[2]), 0.1, 0, 0);
    assert_close(published_reference(&p.values[9]), 3.5, 0, 0);
    published_free(&p);
}

/* ---- formulae --------------------------------------------------------------------------- */

/* Each function answers for one name, with a number of its own. */
static int value_of(void *context, const struct expression_leaf *leaf, double *value,
                    double *standard_error, struct error *e)
{
    static const struct {
        const char *function, *name;
        double value, standard_error;
        const char *complaint;
    } ROWS[] = {
        {"", "c.energy.frontier.p50", 4, 0.5, "no key"},
        {"assumption", "pue.p5", 1.5, 0, "no path"},
        {"share_above", "c.energy.frontier", 0.1, 0.25, "no variable"},
        {"modes", "c.energy.frontier", 2, 0, "no variable"},
        {"fit", "m.rmse", 11, 0, "no fit"},
    };
    size_t i = 0;
    (void)context;
    while (i < COUNT(ROWS) && strcmp(ROWS[i].function, leaf->function))
        i++;
    assert_true(i < COUNT(ROWS));
    if (strcmp(ROWS[i].name, leaf->name))
        return error_set(e, "%s %s", ROWS[i].complaint, leaf->name);
    assert_close(leaf->number, strcmp(leaf->function, "share_above") ? 0 : 10, 0, 0);
    *value = ROWS[i].value;
    *standard_error = ROWS[i].standard_error;
    return 0;
}

/* Only results have a correlation. */
static int correlation(void *context, const char *key, const char *other, double *rho,
                       struct error *e)
{
    (void)context;
    (void)e;
    assert_string_equal(key, "b.energy.frontier.p50");
    assert_string_equal(other, "a.energy.frontier.p50");
    *rho = 0.5;
    return 0;
}

static int any_value(void *context, const struct expression_leaf *leaf, double *value,
                     double *standard_error, struct error *e)
{
    if (*leaf->function)
        return value_of(context, leaf, value, standard_error, e);
    *value = *leaf->name;
    *standard_error = 2;
    return 0;
}

/* Errors of 2, 2 and 10 times 0.25; the first two go together by half. */
static void formula__correlation__is_asked_of_results(void **state)
{
    (void)state;
    struct published p;
    struct error e;
    double value, s;
    struct formula_source source = {NULL, any_value, correlation};
    if (read_rows("x,,,,,,1,1,0,2,derived,\n",
                  "x,\"b.energy.frontier.p50 - a.energy.frontier.p50 + "
                  "10 * share_above(c.energy.frontier, 10)\",1,,,\n", &p, &e))
        fail_msg("%s", e.text);
    if (published_compute(&p, 0, &source, &value, &s, &e))
        fail_msg("%s", e.text);
    assert_close(s, sqrt(4 + 4 - 4 + 6.25), 1e-6, 0);
    source.correlation = NULL;
    if (published_compute(&p, 0, &source, &value, &s, &e))
        fail_msg("%s", e.text);
    assert_close(s, sqrt(4 + 4 + 6.25), 1e-6, 0);
    published_free(&p);
}

/* Every function reaches its source, printed() the numbers themselves. */
static void formula__every_function__reaches_its_source(void **state)
{
    (void)state;
    struct published p;
    struct error e;
    double value, s;
    const struct formula_source source = {NULL, value_of, NULL};
    if (read_rows("x,,,,,,1,1,0,2,derived,\nref,,,,,,8,1,7.5,8.5,cited,\ny,,,,,,1,1,0,2,derived,\n",
                  "x,printed(ref) / c.energy.frontier.p50 + assumption(pue.p5) * "
                  "modes(c.energy.frontier) - fit(m.rmse),1,,,\n"
                  "y,\"share_above(c.energy.frontier, 10) + c.energy.frontier.p5\",1,,,\n", &p,
                  &e))
        fail_msg("%s", e.text);
    if (published_compute(&p, 0, &source, &value, &s, &e))
        fail_msg("%s", e.text);
    assert_close(value, 8.0 / 4 + 1.5 * 2 - 11, 1e-15, 0);
    assert_close(s, 8.0 / 16 * 0.5, 1e-3, 0);
    assert_int_equal(published_compute(&p, 2, &source, &value, &s, &e), -1);
    assert_string_equal(e.text, "y: no key c.energy.frontier.p5");
    published_free(&p);
}

/* ---- complaints ------------------------------------------------------------------------- */

struct bad {
    const char *name, *numbers, *formulae, *message;
};

#define ROW "x,,,,,,1,1,0,2,derived,\n"

static const struct bad BAD[] = {
    {"a_bad_number", "x,,,,,,1,1,zero,2,derived,\n", "x,a,1,,,\n",
     "numbers.csv:2: low: found \"zero\", want a number"},
    {"low_above_high", "x,,,,,,1,1,3,2,derived,\n", "x,a,1,,,\n",
     "numbers.csv:2: low: found 3, want at most high (2)"},
    {"an_unknown_kind", "x,,,,,,1,1,0,2,derivd,\n", "x,a,1,,,\n",
     "numbers.csv:2: kind: found \"derivd\", want one of: simulated derived assumption cited "
     "qualitative; did you mean derived?"},
    {"an_id_twice", ROW "y,,,,,,1,1,0,2,cited,\n" ROW, "x,a,1,,,\n",
     "numbers.csv:4: id: found x again, it stands in line 2"},
    {"no_id", ",,,,,,1,1,0,2,derived,\n", "x,a,1,,,\n", "numbers.csv:2: id: found \"\", want"},
    {"an_id_with_a_blank", "x y,,,,,,1,1,0,2,derived,\n", "x,a,1,,,\n", "id: found \"x y\", want"},
    {"nothing_printed", "x,,,,,,,1,0,2,derived,\n", "x,a,1,,,\n", "numbers.csv:2: printed: found"},
    {"an_id_without_a_formula", ROW "base.median,,,,,,1,1,0,2,derived,\n",
     "x,a,1,,,\nbase.medium,a,1,,,\n",
     "numbers.csv:3: id: found \"base.median\", want an id with a formula in "},
    {"an_id_without_a_formula__nearest", "base.median,,,,,,1,1,0,2,derived,\n",
     "base.medial,a,1,,,\n",
     "did you mean base.medial?"},
    {"a_cited_id_with_a_formula", "x,,,,,,1,1,0,2,cited,\n", "x,a,1,,,\n",
     "formulae.csv:2: id: found x, want none"},
    {"too_few_cells", "x,,,,,,1,1,0,2,derived\n", "x,a,1,,,\n", "numbers.csv:2: found 11 cells"},
    {"another_unit", "x,,,,,,0.18,kWh,0.175,0.185,derived,\n", "y,b,1,,,\nx,a,Wh,,,\n",
     "numbers.csv:2: unit: found \"kWh\", want \"Wh\", which is what the formula of x gives"},
    {"another_unit__place", "x,,,,,,0.18,kWh,0.175,0.185,derived,\n", "y,b,1,,,\nx,a,Wh,,,\n",
     "formulae.csv:3)"},
    {"no_unit", "x,,,,,,0.18,,0.175,0.185,derived,\n", "x,a,Wh,,,\n", "found \"\", want \"Wh\""},
    {"printed_above_its_interval", "x,,,,,,0.28,Wh,0.175,0.185,derived,\n", "x,a,Wh,,,\n",
     "numbers.csv:2: printed: found 0.28, want a number from low (0.175) to high (0.185)"},
    {"printed_below_its_interval", "x,,,,,,0.08,Wh,0.175,,qualitative,\n", "x,a,Wh,,,\n",
     "numbers.csv:2: printed: found 0.08, want a number from low (0.175)"},
    {"printed_outside_what_its_formula_says", "x,,,,,,0.7,Wh,,,derived,\n", "x,a,Wh,,0.6,\n",
     "numbers.csv:2: printed: found 0.7, want"},
    {"cited_outside_its_interval", "x,,,,,,0.7,Wh,0.1,0.6,cited,\n", "y,a,Wh,,,\n",
     "numbers.csv:2: printed: found 0.7, want"},
    {"no_interval", "x,,,,,,many,1,,,qualitative,\n", "x,a,1,,,\n",
     "numbers.csv:2: low: found nothing, nor high, want one here or in"},
    {"an_interval_twice", ROW, "x,a,1,1,,\n", "formulae.csv:2: low: found 1, want nothing: "},
    {"a_formula_id_twice", ROW, "x,a,1,,,\nx,b,1,,,\n",
     "formulae.csv:3: id: found x again, it stands in line 2"},
    {"a_formula_that_does_not_parse", ROW, "x,a +,1,,,\n",
     "formulae.csv:2: formula: character 4: found the end"},
    {"an_unused_formula_that_does_not_parse", ROW, "x,a,1,,,\ny,median(a),1,,,\n",
     "formulae.csv:3: formula: found function \"median\""},
    {"an_empty_formula", ROW, "x,,1,,,\n", "formulae.csv:2: formula: found nothing as part 1"},
    {"an_empty_part", ROW, "x,a; ,1,,,\n", "formulae.csv:2: formula: found nothing as part 2"},
    {"a_formulas_bad_low", ROW, "x,a,1,one,,\n",
     "formulae.csv:2: low: found \"one\", want a number"},
    {"an_unknown_printed_id", ROW "ref.one,,,,,,8,1,,,cited,\n", "x,printed(ref.ons),1,,,\n",
     "formula of x: printed(ref.ons): found no such id in"},
    {"an_unknown_printed_id__nearest", ROW "ref.one,,,,,,8,1,,,cited,\n",
     "x,printed(ref.ons),1,,,\n",
     "did you mean ref.one?"},
    {"a_printed_id_that_is_no_number", ROW "r,,,,,,~6%,1,,,cited,\n", "x,printed(r),1,,,\n",
     "printed(r): found \"~6%\""},
    {"parts_that_do_not_go_round", "x,,,,,,1-2,1,,,assumption,\n", "x,a;b;c,1,,,\n",
     "numbers.csv:2: printed: found 2 parts of x, want as many as its 3 formulae, or a divisor"},
    {"a_part_that_is_no_number", "x,,,,,,1-two,1,,,assumption,\n", "x,a;b,1,,,\n",
     "numbers.csv:2: printed: found \"two\", want a number, a range a-b or a list a; b"},
};

static void one_bad(void **state)
{
    const struct bad *b = *state;
    struct published p;
    struct error e = {.text = ""};
    assert_int_equal(read_rows(b->numbers, b->formulae, &p, &e), -1);
    assert_contains(e.text, b->message);
    assert_null(p.values);
}

static void missing_files_and_columns__are_named(void **state)
{
    (void)state;
    struct published p;
    struct error e;
    assert_int_equal(published_read("/nonexistent.csv", COMMITTED, &p, &e), -1);
    assert_contains(e.text, "/nonexistent.csv: cannot be read");
    assert_int_equal(published_read(V1, "/nonexistent.csv", &p, &e), -1);
    assert_contains(e.text, "/nonexistent.csv: cannot be read");
    assert_int_equal(published_read(COMMITTED, COMMITTED, &p, &e), -1);
    assert_contains(e.text, COMMITTED ":1: column place is missing");
    assert_int_equal(published_read(V1, V1, &p, &e), -1);
    assert_contains(e.text, V1 ":1: column formula is missing");
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[5 + COUNT(BAD)] = {
        cmocka_unit_test(committed_files__are_read_whole),
        cmocka_unit_test(intervals__come_from_three_places),
        cmocka_unit_test(formula__every_function__reaches_its_source),
        cmocka_unit_test(formula__correlation__is_asked_of_results),
        cmocka_unit_test(missing_files_and_columns__are_named),
    };
    for (size_t i = 0; i < COUNT(BAD); i++)
        tests[i + 5] = (struct CMUnitTest){.name = BAD[i].name, .test_func = one_bad,
                                           .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
