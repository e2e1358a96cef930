/* test_multiverse.c -- combinations of readings against plain evaluations, failures, the program. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "ask/multiverse.h"
#include "io/scenario.h"
#include "support.h"

#define FORMULAE "data/published_formulae.csv"
#define HEADLINE "scenario { extends = 'paper', cases = { 'traditional', 'test_time_scaling' } }\n"

/* A scenario with readings, loaded, and what comes of it. */
struct fixture {
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    struct scenario s;
    struct published published;
    struct measured measured;
    struct multiverse_task task;
    struct multiverse m;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        fail_msg("no memory");
    gsl_set_error_handler_off();
    scratch_make(f->directory);
    scratch_path(f->file, f->directory, "mine.lua");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    multiverse_free(&f->m);
    published_free(&f->published);
    measured_free(&f->measured);
    scenario_free(&f->s);
    scratch_remove(f->directory);
    free(f);
    return 0;
}

static void load(struct fixture *f, const char *text)
{
    struct problems p = {0};
    struct error e;
    write_text(f->file, text);
    if (scenario_read(f->file, "scenarios", &f->s, &p))
        fail_msg("%s", p.text[0]);
    if (measured_add(&f->measured, f->s.a.throughput.table, &e) ||
        published_read(f->s.a.published, FORMULAE, &f->published, &e))
        fail_msg("%s", e.text);
    f->task = (struct multiverse_task){.rows = &f->s.rows, .name = f->s.name,
                                       .readings = &f->s.readings, .published = &f->published,
                                       .measured = &f->measured, .threads = 2};
}

static void evaluate(struct fixture *f)
{
    struct error e;
    if (multiverse_evaluate(&f->task, &f->m, &e))
        fail_msg("%s", e.text);
}

/* Every number of a combination against an evaluation of its own, to the bit. */
static void check_combination(const struct fixture *f, size_t combination)
{
    struct assumption_list rows;
    struct outcome o = {0};
    struct error e;
    double value;
    if (readings_apply(f->task.readings, combination, f->task.rows, &rows, &e) ||
        outcome_open(&rows, f->s.name, &f->measured, &o, &e))
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
    assert_int_equal(outcome_open(&f->s.rows, f->s.name, &f->measured, &plain, &e), 0);
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
    assert_int_equal(f->m.reproduced[0], results);
    assert_int_equal(f->m.stated[0], stated);
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
            "  utilisation = { lognormal { p5 = 0.4, p95 = 0.9 }, lognormal { p5 = 0.5, p95 = 0.8 } },\n"
            "  input_weight = { 1, 0.5 },\n"
            "  coupled_power = { linear { idle = 0.2, cap = 0.7 }, linear { idle = 'node', cap = 0.9 } },\n"
            "  z = { 1.645, 1.6 },\n"
            "  ['output_tokens.traditional'] = { exponential { median = 300 }, exponential { mean = 200 } },\n"
            "  ['levers.serving'] = { lognormal { p5 = 1.5, p95 = 5 }, lognormal { p5 = 1.5, p95 = 3 } },\n"
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

static const char TOO_LARGE[] = HEADLINE
    "readings { pool_size = { 3, 9 }, pue = { lognormal { p5 = 1.05, p95 = 1.4 },\n"
    "  lognormal { p5 = 1.05, p95 = 1.6 } } }\n";

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
        assert_int_equal(f->m.problem[c] != NULL, bad);
        if (!bad) {
            check_combination(f, c);
            continue;
        }
        assert_contains(f->m.problem[c], "pool_size: found 9");
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
    assert_contains(f->m.problem[1], "fleet.mixed");
}

/* With neither PUE nor u log-normal there is no closed form (calc/exact.h): one of the four. */
static void multiverse__of_what_is_drawn__says_which(void **state)
{
    struct fixture *f = *state;
    load(f, HEADLINE
         "readings { pue = { lognormal { p5 = 1.05, p95 = 1.4 }, uniform { min = 1.1, max = 1.4 } },\n"
         "  utilisation = { lognormal { p5 = 0.4, p95 = 0.9 }, uniform { min = 0.4, max = 0.9 } } }\n");
    evaluate(f);
    assert_int_equal(f->m.n_combinations, 4);
    for (size_t c = 0; c < 4; c++)
        assert_int_equal(f->m.drawn[c], c == 3);
}

/* ---- the program --------------------------------------------------------------------------- */

#define PRODUCTS 3
static const char *const PRODUCT[PRODUCTS] = {"multiverse.tsv", "best.tsv", "numbers.tsv"};

/* Resolves the fixture's file and runs the stage. */
static void run_stage(const struct fixture *f, const char *threads, const char *keep_going,
                      struct program_end *o)
{
    char p[8][SCRATCH_PATH_SIZE];
    static const char *const names[8] = {"assumptions.tsv", "places.tsv", "cases.mk",
                                         "readings.tsv", "multiverse.tsv", "best.tsv",
                                         "numbers.tsv", ""};
    for (size_t i = 0; i < 8; i++)
        scratch_path(p[i], f->directory, names[i]);
    run_program(o, (const char *const[]){BIN_DIR "/resolve", "--assumptions", p[0], "--places",
                                         p[1], "--cases", p[2], "--readings", p[3], f->file,
                                         NULL});
    assert_string_equal(o->err, "");
    program_end_free(o);
    run_program(o, (const char *const[]){
        BIN_DIR "/multiverse", "--assumptions", p[0], "--places", p[1], "--readings", p[3],
        "--formulae", FORMULAE, "--output", p[4], "--best", p[5], "--numbers", p[6], "--curves",
        p[7], "--threads", threads, "--keep-going", keep_going, NULL});
}

static void program__any_threads__same_bytes(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE], *first[PRODUCTS];
    write_text(f->file, HEADLINE "readings { pue = { lognormal { p5 = 1.05, p95 = 1.4 },\n"
                        "  lognormal { p5 = 1.05, p95 = 1.6 } }, rows = { 'all', 'released' } }\n");
    for (int run = 0; run < 2; run++) {
        run_stage(f, run ? "3" : "1", "", &o);
        assert_int_equal(o.status, 0);
        program_end_free(&o);
        for (size_t i = 0; i < PRODUCTS; i++) {
            scratch_path(path, f->directory, PRODUCT[i]);
            char *text = read_whole(path, NULL);
            if (run == 0) {
                first[i] = text;
                continue;
            }
            assert_string_equal(text, first[i]);
            free(text);
            free(first[i]);
        }
    }
    scratch_path(path, f->directory, "base_trad_median.tsv");
    assert_true(path_exists(path));
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void program__tables__say_what_was_taken_and_what_came_out(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE];
    write_text(f->file, TOO_LARGE);
    run_stage(f, "2", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "multiverse: combination 2 (pue = 1.05-1.4, pool_size = 9): ");
    program_end_free(&o);
    scratch_path(path, f->directory, PRODUCT[0]);
    assert_false(path_exists(path));
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    char *text = read_whole(path, NULL);
    assert_contains(text, "combination\tpue\tpool_size\treproduced\tstated\tbase.trad.q1\t");
    assert_contains(text, "\n2\t1\t2\t-\t-\t-\t-\t-");
    assert_contains(text, "pool_size: found 9, want no more than there are models (5)\n");
    free(text);
    scratch_path(path, f->directory, PRODUCT[1]);
    text = read_whole(path, NULL);
    assert_contains(text, "rank\treproduced\tof\tstated\tof_stated\tcombination\tpue\tpool_size\tmissed\n1\t");
    assert_int_equal(count_lines(text), 3); /* the two that are built: the others have no rank */
    assert_null(strstr(text, "\t0\t"));
    free(text);
}

static void show(const struct fixture *f, struct program_end *o)
{
    char p[4][SCRATCH_PATH_SIZE];
    static const char *const names[4] = {"readings.tsv", "numbers.tsv", "best.tsv",
                                         "multiverse.tsv"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(p[i], f->directory, names[i]);
    run_program(o, (const char *const[]){"/usr/bin/env", "lua5.4", "scripts/multiverse/show.lua",
                                         p[0], p[1], p[2], p[3], "figures", NULL});
    assert_string_equal(o->err, "");
}

static void terminal__failed_and_drawn__are_counted_each_message_once(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE
               "readings { pool_size = { 3, 6, 7, 8, 9, 10, 11 },\n"
               "  pue = { lognormal { p5 = 1.05, p95 = 1.4 }, uniform { min = 1.1, max = 1.4 } },\n"
               "  utilisation = { uniform { min = 0.4, max = 0.9 } } }\n");
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    show(f, &o);
    assert_contains(o.out, "Failed, and not ranked: 12 of 14 combinations\n  2, the first 2: ");
    assert_contains(o.out, "pool_size: found 10, want no more than there are models (5)\n"
                           "  other messages: 1, see ");
    assert_contains(o.out, "no closed form: 1 of 14 combinations;");
    assert_null(strstr(o.out, "\n0 of"));
    program_end_free(&o);
}

static void terminal__all_failed__nothing_is_ranked(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE "readings { pool_size = { 6, 7 } }\n");
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    show(f, &o);
    assert_contains(o.out, "No combination could be computed whole: nothing is ranked");
    assert_contains(o.out, "Failed, and not ranked: 2 of 2 combinations");
    program_end_free(&o);
}

static void program__no_readings__says_where_they_belong(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE);
    run_stage(f, "2", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "multiverse: found no readings in the scenario mine, want a block "
                           "readings { ... } in its file");
    program_end_free(&o);
    run_stage(f, "none", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "--threads: found \"none\", want 1 to 1024");
    program_end_free(&o);
    run_stage(f, "2", "yes", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "--keep-going: found \"yes\", want 1 or nothing");
    program_end_free(&o);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(multiverse__of_one_reading__equals_the_plain_run),
        TEST(multiverse__values_kept_by_class__equal_each_plain_run),
        TEST(multiverse__reading_that_cannot_be_built__is_named),
        TEST(multiverse__keep_going__leaves_the_others_as_they_are),
        TEST(multiverse__answer_that_is_missing__fails_what_rests_on_it),
        TEST(multiverse__of_what_is_drawn__says_which),
        TEST(program__any_threads__same_bytes),
        TEST(program__tables__say_what_was_taken_and_what_came_out),
        TEST(terminal__failed_and_drawn__are_counted_each_message_once),
        TEST(terminal__all_failed__nothing_is_ranked),
        TEST(program__no_readings__says_where_they_belong),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("multiverse", tests, NULL, NULL);
}
