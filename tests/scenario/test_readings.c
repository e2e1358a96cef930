/* test_readings.c -- the block readings { ... }: what it may say, what is wrong with it, the
 * file. */
#include "base_scenario.h"

#include "scenario/readings.h"

#define EXTENDS "scenario { extends = 'base' }\n"

/* Loads EXTENDS and the text, which must be good. */
static void load_good(struct base_fixture *f, const char *text)
{
    char whole[4096];
    snprintf(whole, sizeof whole, EXTENDS "%s", text);
    if (load_text(f, whole))
        fail_msg("%s", f->p.kept ? f->p.text[0] : "no message");
}

/* ---- good blocks --------------------------------------------------------------------------- */

static void readings__values_and_several_at_once__are_lists_in_schema_order(void **state)
{
    struct base_fixture *f = *state;
    load_good(f, "readings {\n"
                 "  rows = { value { 'all', source = 'S' }, 'released' },\n"
                 "  lengths = {\n"
                 "    reading { label = 'long', ['output_tokens.chat'] = 900, pool_size = 1 },\n"
                 "    reading { label = 'short', ['output_tokens.chat'] = exponential { mean = 9 "
                 "} },\n"
                 "  },\n"
                 "  pue = { lognormal { p5 = 1.1, p95 = 1.2 }, 1.3, uniform { min = 1, "
                 "max = 2 } },\n"
                 "}\n");
    const struct readings *r = &f->s.readings;
    assert_int_equal(r->n, 3);
    /* the schema's order: scenario, throughput, ... */
    assert_string_equal(r->lists[0].name, "pue");
    assert_string_equal(r->lists[1].name, "throughput.rows");
    assert_string_equal(r->lists[2].name, "lengths");
    assert_int_equal(readings_combinations(r), 12);
    assert_string_equal(r->lists[0].readings[0].label, "1.1-1.2");
    assert_string_equal(r->lists[0].readings[1].label, "1.3");
    assert_string_equal(r->lists[0].readings[2].label, "min 1, max 2");
    assert_string_equal(r->lists[1].readings[0].changes.rows[0].source, "S");
    assert_string_equal(r->lists[2].readings[0].label, "long");
    assert_int_equal(r->lists[2].readings[0].changes.n, 2);
    assert_string_equal(value_of(f, "pue"), "lognormal(p5=1.05,p95=1.6)"); /* the base stays */
}

static void readings__combinations__count_with_the_last_list_fastest(void **state)
{
    struct base_fixture *f = *state;
    struct assumption_list rows = {0};
    struct error e;
    char text[200];
    load_good(f, "readings { pue = { 1.1, 1.2 }, utilisation = { 0.5, 0.6, 0.7 } }\n");
    const struct readings *r = &f->s.readings;
    assert_int_equal(readings_chosen(r, 4, 0), 1); /* 4 = 1 * 3 + 1 */
    assert_int_equal(readings_chosen(r, 4, 1), 1);
    readings_describe(r, 4, sizeof text, text);
    assert_string_equal(text, "pue = 1.2, utilisation = 0.6");
    assert_int_equal(readings_apply(r, 4, &f->s.rows, &rows, &e), 0);
    assert_int_equal(rows.n, f->s.rows.n);
    assert_string_equal(assumption_list_find(&rows, "pue")->value, "constant(value=1.2)");
    assert_string_equal(assumption_list_find(&rows, "utilisation")->value, "constant(value=0.6)");
    assert_string_equal(assumption_list_find(&rows, "seed")->value, "42");
    assumption_list_free(&rows);
}

static void readings__of_a_parent__are_replaced_list_by_list(void **state)
{
    struct base_fixture *f = *state;
    put(f, "middle.lua", EXTENDS "readings { pue = { 1.1, 1.2 }, rows = { 'all', 'released' } }\n");
    assert_int_equal(load_text(f, "scenario { extends = 'middle' }\n"
                                  "readings { ['throughput.rows'] = { 'all' }, "
                                  "trim = { 'none' } }\n"),
                     0);
    const struct readings *r = &f->s.readings;
    assert_int_equal(r->n, 3);
    assert_int_equal(readings_find(r, "pue")->n, 2);
    assert_int_equal(readings_find(r, "throughput.rows")->n, 1);
    assert_int_equal(readings_find(r, "trim")->n, 1);
    assert_contains(readings_find(r, "pue")->place, "middle.lua:2");
    assert_contains(readings_find(r, "trim")->place, "mine.lua:2");
}

static void readings__written_and_read__are_the_same(void **state)
{
    struct base_fixture *f = *state;
    char path[SCRATCH_PATH_SIZE], again[SCRATCH_PATH_SIZE];
    struct readings r;
    struct error e;
    load_good(f, "readings { pue = { 1.1, lognormal { p5 = 1, p95 = 2, note = '\"n\"' } },\n"
                 "  both = { reading { label = 'a', trim = 'none', pool_size = 1 },\n"
                 "           reading { label = 'b', trim = { { 5, 95 } } } } }\n");
    scratch_path(path, f->directory, "readings.tsv");
    scratch_path(again, f->directory, "again.tsv");
    FILE *stream = fopen(path, "w");
    readings_write(&f->s.readings, stream);
    fclose(stream);
    if (readings_read(path, &r, &e))
        fail_msg("%s", e.text);
    stream = fopen(again, "w");
    readings_write(&r, stream);
    fclose(stream);
    char *one = read_whole(path, NULL), *other = read_whole(again, NULL);
    assert_string_equal(one, other);
    assert_contains(one, "name\treading\tlabel\tpath\tvalue\tunit\tsource\tnote\tplace\n");
    assert_contains(one, "both\t1\ta\tpool_size\t1\tmodel\t\t\t");
    free(one);
    free(other);
    readings_free(&r);
}

static void readings__file_out_of_order__is_refused(void **state)
{
    struct base_fixture *f = *state;
    struct readings r;
    struct error e;
    char path[SCRATCH_PATH_SIZE];
    scratch_path(path, f->directory, "readings.tsv");
    write_text(path, "name\treading\tlabel\tpath\tvalue\tunit\tsource\tnote\tplace\n"
                     "pue\t2\ta\tpue\t1\t1\t\t\tx:1\n");
    assert_int_equal(readings_read(path, &r, &e), -1);
    assert_contains(e.text, "readings.tsv:2: found reading 2 of pue out of order");
    write_text(path, "name\treading\tlabel\tpath\tvalue\tunit\tsource\tnote\tplace\n");
    assert_int_equal(readings_read(path, &r, &e), 0);
    assert_int_equal(r.n, 0);
    assert_int_equal(readings_combinations(&r), 1);
    readings_free(&r);
}

static void readings__none__leave_the_scenario_as_it_is(void **state)
{
    struct base_fixture *f = *state;
    load_good(f, "");
    assert_int_equal(f->s.readings.n, 0);
    load_good(f, "readings {}\n");
    assert_int_equal(f->s.readings.n, 0);
}

/* ---- bad blocks ---------------------------------------------------------------------------- */

/* A block and the one message that it gives, after the file's name. */
struct bad {
    const char *name, *text, *message;
};

static const struct bad BAD[] = {
    {"unknown_key", "readings { puee = { 1.1, 1.2, 1.3 } }",
     "mine.lua:2: readings.puee: found the unknown name \"puee\", want a key or the path of an "
     "assumption; did you mean pue?"},
    {"key_of_items", "readings { max_power = { 1 } }",
     "readings.max_power: found \"max_power\", want the path of one assumption, in [\"...\"]: "
     "node.*.max_power"},
    {"unknown_item", "readings { ['output_tokens.chatt'] = { 300, 400 } }",
     "readings.output_tokens.chatt: found the path output_tokens.chatt, of whose name there is no "
     "item, want an assumption of the scenario; did you mean output_tokens.chat?"},
    {"unknown_key_of_several", "readings { a = { reading { label = 'x', pules = 1.1 } } }",
     "readings.a[1]: found the unknown name \"pules\", want a key or the path of an assumption"},
    {"part_of_a_value", "readings { trim = { reading { label = 'a', ['pue.p5'] = 1.1 } } }",
     "readings.trim[1]: found \"pue.p5\", a part of pue, but readings take whole values, want the "
     "name pue"},
    {"part_of_a_list", "readings { ['output_tokens.chat.p5'] = { 300, 400 } }",
     "found \"output_tokens.chat.p5\", a part of output_tokens.chat, but readings"},
    {"part_of_no_distribution", "readings { ['pool_size.p5'] = { 1 } }",
     "readings.pool_size.p5: found the unknown name \"pool_size.p5\""},
    {"out_of_range", "readings {\n  pue = {\n    0.9,\n  },\n}",
     "mine.lua:2: readings.pue[1]: found 0.9, want 1 to 5"},
    {"out_of_range_with_line", "readings { pue = {\n  lognormal { p5 = 0.5, p95 = 2 } } }",
     "mine.lua:3: readings.pue[1]: its 5th percentile: found 0.5"},
    {"wrong_type", "readings { seed_of = { reading { label = 'a', trim = 3 } } }",
     "readings.seed_of[1]: trim: found 3, want \"none\" or a list of cuts"},
    {"choice", "readings { rows = { 'al' } }",
     "readings.rows[1]: found \"al\", want one of: released all; did you mean all?"},
    {"empty_list", "readings { pue = {} }",
     "readings.pue: found an empty list, want a list of 1 to 32 readings"},
    {"no_list", "readings { pue = lognormal { p5 = 1, p95 = 2 } }",
     "readings.pue: found lognormal(p5=1,p95=2), want a list of 1 to 32 readings"},
    {"name_twice", "readings { rows = { 'all' }, ['throughput.rows'] = { 'all' } }",
     "found a second list for throughput.rows, want it once"},
    {"second_block", "readings { pue = { 1.1 } } readings { trim = { 'none' } }",
     "readings: found a second block, want it once; the first is at "},
    {"two_lists_of_one_path",
     "readings { pue = { 1.1 }, b = { reading { label = 'x', pue = 1.2 } } }",
     "found a reading of pue, which readings."},
    {"reading_twice", "readings { pue = { 1.1, 1.2, 1.1 } }",
     "readings.pue: found reading 1 again as reading 3, want each once"},
    {"label_twice", "readings { a = { reading { label = 'x', pue = 1.1 }, "
     "reading { label = 'x', pue = 1.2 } } }",
     "readings.a: found the label \"x\" of reading 1 again at reading 2"},
    {"no_label", "readings { a = { reading { pue = 1.1 } } }",
     "readings.a[1]: found nothing as its label, want label = "},
    {"no_change", "readings { a = { reading { label = 'x' } } }",
     "readings.a[1]: found no assumption in it, want at least one path = value"},
    {"twice_in_a_reading", "readings { a = { reading { label = 'x', rows = 'all', "
     "['throughput.rows'] = 'all' } } }", "found twice in one reading, want it once"},
    {"what_is_compared", "readings { published = { 'data/published_values.csv' } }",
     "readings.published: found published, want an assumption that exact results depend on"},
    {"what_only_a_drawn_day_has", "readings { load_curve = { 'a.csv' } }",
     "readings.load_curve: found fleet.load_curve, want an assumption that exact results"},
    {"no_braces", "readings(3)", "readings: found 3, want braces: readings { ... }"},
    {"reading_without_braces", "readings { a = { reading('x') } }",
     "readings.a[1]: found reading(\"x\"), want braces: reading { label"},
    {"list_without_a_name", "readings { { 1.1 } }", "found a list without a name"},
    {"name_that_is_none", "readings { ['a b'] = { reading { label = 'x', pue = 1.1 } } }",
     "readings.a b: found the unknown name \"a b\""},
    {"reading_as_a_value", "levers { serving = reading { label = 'x' } }",
     "levers.serving: found reading { ... }, want a distribution"},
};

static void one_bad(void **state)
{
    const struct bad *bad = *state;
    void *fixture = NULL;
    char text[2048];
    open_fixture(&fixture);
    struct base_fixture *f = fixture;
    snprintf(text, sizeof text, EXTENDS "%s\n", bad->text);
    assert_int_equal(load_text(f, text), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], bad->message);
    close_fixture(&fixture);
}

static void readings__too_many_combinations__are_refused(void **state)
{
    struct base_fixture *f = *state;
    static const char *const paths[] = {"pue", "utilisation", "levers.serving", "levers.hardware",
                                        "levers.algorithm"};
    char text[4096];
    size_t n = (size_t)snprintf(text, sizeof text, EXTENDS "readings {\n");
    for (size_t i = 0; i < 5; i++) { /* 10^5 combinations */
        n += (size_t)snprintf(text + n, sizeof text - n, "['%s'] = {", paths[i]);
        for (int k = 0; k < 10; k++)
            n += (size_t)snprintf(text + n, sizeof text - n, " %g,",
                                  i == 1 ? 0.05 * k + 0.1 : 1.1 + 0.1 * k);
        n += (size_t)snprintf(text + n, sizeof text - n, " },\n");
    }
    snprintf(text + n, sizeof text - n, "}\n");
    assert_int_equal(load_text(f, text), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], "readings: found more than 65536 combinations");
}

#define N_GOOD (sizeof good / sizeof good[0])
#define N_BAD (sizeof BAD / sizeof BAD[0])

int main(int argc, char **argv)
{
    static const struct CMUnitTest good[] = {
        TEST(readings__values_and_several_at_once__are_lists_in_schema_order),
        TEST(readings__combinations__count_with_the_last_list_fastest),
        TEST(readings__of_a_parent__are_replaced_list_by_list),
        TEST(readings__written_and_read__are_the_same),
        TEST(readings__file_out_of_order__is_refused),
        TEST(readings__none__leave_the_scenario_as_it_is),
        TEST(readings__too_many_combinations__are_refused),
    };
    struct CMUnitTest tests[N_GOOD + N_BAD];
    memcpy(tests, good, sizeof good);
    for (size_t i = 0; i < N_BAD; i++)
        tests[N_GOOD + i] = (struct CMUnitTest){.name = BAD[i].name, .test_func = one_bad,
                                                .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("readings", tests, NULL, NULL);
}
