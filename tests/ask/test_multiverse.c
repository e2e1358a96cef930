/* test_multiverse.c -- combinations of readings against plain evaluations, and failures. */
#include "multiverse_fixture.h"

/* Every number of a combination against an evaluation of its own, to the bit. */
static void check_combination(const struct fixture *f, size_t combination)
{
    struct assumption_list rows;
    struct outcome o = {0};
    struct error e;
    double value;
    if (readings_apply(f->task.readings, combination, &f->q.rows, &rows, &e) ||
        outcome_open(&rows, f->s.name, &f->q.measured, &o, &e))
        fail_msg("%s", e.text);
    struct formula_source source = outcome_source(&o);
    for (size_t k = 0; k < f->m.n_numbers; k++) {
        if (published_compute(&f->published, f->m.number[k], &source, &value, NULL, &e))
            fail_msg("%s", e.text);
        assert_close(f->m.values[combination * f->m.n_numbers + k], value, 0, 0);
    }
    outcome_close(&o);
    assumption_list_free(&rows);
}

/* ---- values -------------------------------------------------------------------------------- */

static void multiverse__of_one_reading__equals_the_plain_run(void **state)
{
    struct fixture *f = *state;
    struct outcome plain = {0};
    struct error e;
    double value;
    load(f, HEADLINE "readings { pue = { lognormal { p5 = 1.05, p95 = 1.60 } } }\n");
    evaluate(f);
    assert_int_equal(f->m.n_combinations, 1);
    assert_true(f->m.n_numbers > 20);
    assert_int_equal(outcome_open(&f->s.rows, f->s.name, &f->q.measured, &plain, &e), 0);
    struct formula_source source = outcome_source(&plain);
    size_t results = 0, stated = 0;
    for (size_t k = 0; k < f->m.n_numbers; k++) {
        const struct published_value *number = &f->published.values[f->m.number[k]];
        assert_int_equal(published_compute(&f->published, f->m.number[k], &source, &value, NULL,
                                           &e), 0);
        assert_close(f->m.values[k], value, 0, 0);
        bool good = !(value < number->low) && !(value >= number->high);
        *(strcmp(number->kind, "assumption") == 0 ? &stated : &results) += good;
    }
    assert_int_equal(f->m.of[0].reproduced, results);
    assert_int_equal(f->m.of[0].stated, stated);
    assert_true(results > 5);
    outcome_close(&plain);
}

/* Lists that matter to some cases and not to others: what is answered once for a class of
 * combinations must be what each of them gives. */
static void multiverse__values_kept_by_class__equal_each_plain_run(void **state)
{
    struct fixture *f = *state;
    load(f, "scenario { extends = 'paper' }\n"
            "readings {\n"
            "  pue = { lognormal { p5 = 1.05, p95 = 1.4 }, lognormal { p5 = 1.1, p95 = 1.3 } },\n"
            "  utilisation = { lognormal { p5 = 0.4, p95 = 0.9 }, lognormal { p5 = 0.5, "
            "p95 = 0.8 } },\n"
            "  input_weight = { 1, 0.5 },\n"
            "  coupled_power = { linear { idle = 0.2, cap = 0.7 }, linear { idle = 'node', "
            "cap = 0.9 } },\n"
            "  z = { 1.645, 1.6 },\n"
            "  ['output_tokens.traditional'] = { exponential { median = 300 }, "
            "exponential { mean = 200 } },\n"
            "  ['levers.serving'] = { lognormal { p5 = 1.5, p95 = 5 }, lognormal { p5 = 1.5, "
            "p95 = 3 } },\n"
            "  ['fleet.lever.traditional'] = { lognormal { p5 = 1.5, p95 = 3 }, 2 },\n"
            "  ['case.traditional_lin500.effective_tokens'] = { 'output', 'output_and_input' },\n"
            "  ['case.traditional.power'] = { 'drawn', 'coupled' },\n"
            "  few_rows = { 'least_norm', 'constant_largest' },\n"
            "  nodes = { reading { label = 'more', ['node.h100_x8.max_power'] = 12 * kW,\n"
            "                      ['node.h100_x8.idle_power'] = 3 * kW } },\n"
            "}\n");
    /* only numbers that come fast: without the densities of Supplemental III */
    for (size_t i = 0; i < f->published.n; i++)
        if (strstr(f->published.values[i].formula, "modes("))
            f->published.values[i].formula = "";
    evaluate(f);
    assert_int_equal(f->m.n_combinations, 2048);
    for (size_t c = 0; c < 2048; c += 97) /* 97 is a prime: every reading is met */
        check_combination(f, c);
}

/* ---- failures ------------------------------------------------------------------------------ */

static void multiverse__reading_that_cannot_be_built__is_named(void **state)
{
    struct fixture *f = *state;
    struct error e;
    load(f, TOO_LARGE);
    assert_int_equal(multiverse_evaluate(&f->task, &f->m, &e), -1);
    /* pue stands before pool_size in the schema: the second combination has the bad reading */
    assert_contains(e.text, "combination 2 (pue = 1.05-1.4, pool_size = 9): ");
    assert_contains(e.text, "mine.lua:2: pool_size: found 9, want no more than there are models");
    assert_null(f->m.values);
}

static void multiverse__keep_going__leaves_the_others_as_they_are(void **state)
{
    struct fixture *f = *state;
    load(f, TOO_LARGE);
    f->task.keep_going = true;
    evaluate(f);
    assert_int_equal(f->m.n_combinations, 4);
    for (size_t c = 0; c < 4; c++) {
        bool bad = c % 2 == 1;
        assert_int_equal(f->m.of[c].problem != NULL, bad);
        if (!bad) {
            check_combination(f, c);
            continue;
        }
        assert_contains(f->m.of[c].problem, "pool_size: found 9");
        for (size_t k = 0; k < f->m.n_numbers; k++)
            assert_true(isnan(f->m.values[c * f->m.n_numbers + k]));
    }
}

/* A combination that is built and then cannot answer one question: a case that it leaves out. */
static void multiverse__answer_that_is_missing__fails_what_rests_on_it(void **state)
{
    struct fixture *f = *state;
    struct error e;
    load(f, HEADLINE "readings { mixes = { { 'traditional', 'mixed' }, { 'traditional' } } }\n");
    assert_int_equal(multiverse_evaluate(&f->task, &f->m, &e), -1);
    assert_contains(e.text, "combination 2 (mixes = traditional): fleet.mixed");
    f->task.keep_going = true;
    evaluate(f);
    size_t missing = 0;
    for (size_t k = 0; k < f->m.n_numbers; k++) {
        const char *formula = f->published.values[f->m.number[k]].formula;
        bool gone = isnan(f->m.values[f->m.n_numbers + k]);
        assert_int_equal(gone, strstr(formula, "fleet.mixed") != NULL);
        missing += gone;
    }
    assert_true(missing >= 3);
    assert_contains(f->m.of[1].problem, "fleet.mixed");
}

/* With neither PUE nor u log-normal there is no closed form (exact/exact.h): one of the four. */
static void multiverse__of_what_is_drawn__says_which(void **state)
{
    struct fixture *f = *state;
    load(f, HEADLINE
         "readings { pue = { lognormal { p5 = 1.05, p95 = 1.4 }, uniform { min = 1.1, "
         "max = 1.4 } },\n"
         "  utilisation = { lognormal { p5 = 0.4, p95 = 0.9 }, uniform { min = 0.4, "
         "max = 0.9 } } }\n");
    evaluate(f);
    assert_int_equal(f->m.n_combinations, 4);
    for (size_t c = 0; c < 4; c++)
        assert_int_equal(f->m.of[c].drawn, c == 3);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(multiverse__of_one_reading__equals_the_plain_run),
        TEST(multiverse__values_kept_by_class__equal_each_plain_run),
        TEST(multiverse__reading_that_cannot_be_built__is_named),
        TEST(multiverse__keep_going__leaves_the_others_as_they_are),
        TEST(multiverse__answer_that_is_missing__fails_what_rests_on_it),
        TEST(multiverse__of_what_is_drawn__says_which),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("multiverse", tests, NULL, NULL);
}
