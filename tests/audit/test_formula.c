/* test_formula.c -- the functions that formulae may call: every column of every row, held against
 * what a scenario answers. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "audit/formula.h"
#include "base/words.h"
#include "exact/exact.h"
#include "scenario_fixture.h"

/* Its modes are one by the bandwidth of few queries, two by that of many. */
#define VARIABLE "traditional_lin5000.energy.frontier"

/* Asks a function about a variable, of a scenario that draws so many queries. */
static int ask(const struct formula_function *f, size_t queries, double *value, struct error *e)
{
    static struct outcome o;
    struct expression x;
    char text[200];
    double standard_error;
    snprintf(text, sizeof text, "%s(" VARIABLE "%s)", f->name, f->numbers ? ", 0.3" : "");
    if (formula_parse(text, &x, e))
        fail_msg("%s: %s", text, e->text);
    assert_ptr_equal(formula_function_of(&x.leaves[0]), f);
    assert_int_equal(formula_is_result(&x.leaves[0]), f->basis != FORMULA_ON_ITSELF);
    scenario_load("scenarios/paper.lua", &o.a, &o.fits);
    o.a.queries = queries;
    if (exact_open(&o.a, &o.fits, &o.exact, e))
        fail_msg("%s", e->text);
    const struct answers answers = outcome_answers(&o);
    int rc = formula_value(&o, &answers, &x.leaves[0], value, &standard_error, e);
    exact_close(o.exact);
    return rc;
}

/* A number that is given is none of a variable, which the message names; what rests on the same as
 * a median is, in closed form, no matter of how many queries there are. */
static void functions__every_column(void **state)
{
    (void)state;
    const struct formula_function *f;
    char names[TEXT_SIZE] = "min max";
    for (size_t i = 0; (f = formula_function_at(i)) != NULL; i++) {
        double few, many;
        struct error e = {.text = ""};
        assert_true(text_is_name(f->name) && !words_have(names, f->name));
        words_add(names, sizeof names, f->name);
        assert_true(f->numbers <= 1);
        assert_true(!f->printed != !f->value);
        assert_int_equal(ask(f, 5, &few, &e) != 0, f->basis == FORMULA_ON_ITSELF);
        if (f->basis == FORMULA_ON_ITSELF)
            assert_contains(e.text, VARIABLE);
        if (f->basis == FORMULA_ON_MEDIAN) {
            assert_int_equal(ask(f, 1000000, &many, &e), 0);
            assert_close(few, many, 0, 0);
        }
    }
    assert_string_not_equal(names, "min max");
}

/* What print alone can answer no scenario answers in its place; nor a function without a row. */
static void value__without_an_answer__is_refused(void **state)
{
    (void)state;
    static struct outcome o;
    static const char *const NAMES[] = {"printed", "median"};
    for (size_t i = 0; i < 2; i++) {
        struct expression_leaf leaf = {NAMES[i], "ref.one", 0};
        struct answers none = {0};
        struct error e = {.text = ""};
        double value, standard_error;
        assert_int_equal(formula_value(&o, &none, &leaf, &value, &standard_error, &e), -1);
        assert_contains(e.text, "(ref.one), want what a scenario answers");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(functions__every_column),
        cmocka_unit_test(value__without_an_answer__is_refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("formula", tests, NULL, NULL);
}
