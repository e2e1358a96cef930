/* test_scenario.c -- scenario files: what they say, what they extend, and those of the tree. */
#include "base_scenario.h"

/* ---- good files ---------------------------------------------------------------------------- */

static void scenario__extended__keeps_what_is_not_named(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base', seed = 7 }\n"
                                  "node { name = 'n', max_power = 10.2 * kW }\n"), 0);
    assert_string_equal(f->s.name, "mine");
    assert_int_equal(f->s.a.seed, 7);
    assert_int_equal(f->s.a.queries, 10000);
    assert_close(f->s.a.nodes[0].max_power, 10.2, 0, 0);
    assert_close(f->s.a.nodes[0].idle_power, 2.7, 1e-15, 0); /* 2700 * W */
    assert_close(f->s.a.models[0].parameters, 405, 0, 0);
    assert_string_equal(value_of(f, "pue"), "lognormal(p5=1.05,p95=1.6)");
    assert_string_equal(value_of(f, "node.n.label"), "n");
    assert_string_equal(value_of(f, "case.chat.input_tokens"), "(none)");
    assert_string_equal(value_of(f, "input_tokens.chat"), "constant(value=500)");
    assert_int_equal(f->s.n_files, 2);
}

static void scenario__replaced_value__loses_source_and_note(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base' }"), 0);
    struct assumption *pue = assumption_list_find(&f->s.rows, "pue");
    assert_string_equal(pue->source, "meters");
    assert_string_equal(pue->note, "all of 2025");
    assert_contains(pue->place, "base.lua:3");
    assert_int_equal(load_text(f, "scenario { extends = 'base',\n"
                                  "  pue = lognormal { p5 = 1.05, p95 = 1.2 } }"), 0);
    pue = assumption_list_find(&f->s.rows, "pue");
    assert_string_equal(pue->value, "lognormal(p5=1.05,p95=1.2)");
    assert_string_equal(pue->source, "");
    assert_string_equal(pue->note, "");
    assert_contains(pue->place, "mine.lua:2");
    assert_string_equal(assumption_list_find(&f->s.rows, "seed")->place, "default");
}

static void scenario__values__are_written_as_the_schema_says(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(
        load_text(f, "local e = 'x'\n"
                     "scenario { extends = 'base', name = 'mine', input_weight = 1 / 4,\n"
                     "  trim = value { { {5, 95}, {2.5, 97.5} }, note = e .. e },\n"
                     "  coupled_power = linear { idle = 'node', cap = 0.9 }, queries = 1e6,\n"
                     "  pue = triangular { min = 1, mode = 1.2, max = 2 } }\n"
                     "workload { name = 'b', output_tokens = gamma { mean = 10, cv = 0.5 },\n"
                     "  input_tokens = uniform { min = 1, max = 9 } }\n"
                     "case { name = 'b', workload = 'b', power = 'coupled' }\n"
                     "fleet { utilisation = 'derived' }\n"
                     "references { web_search = 0.3 * Wh, data_centre_power = 30000 * kW }\n"
                     "mix { name = 'all', shares = { chat = 0.75, b = 0.25 } }\n"), 0);
    assert_string_equal(value_of(f, "trim"), "5-95 2.5-97.5");
    assert_string_equal(assumption_list_find(&f->s.rows, "trim")->note, "xx");
    assert_string_equal(value_of(f, "coupled_power"), "linear(idle=node,cap=0.9)");
    assert_string_equal(value_of(f, "pue"), "triangular(min=1,mode=1.2,max=2)");
    assert_string_equal(value_of(f, "output_tokens.b"), "gamma(mean=10,cv=0.5)");
    assert_string_equal(value_of(f, "mix.all.shares"), "b=0.25,chat=0.75");
    assert_string_equal(value_of(f, "reference.data_centre_power"), "30");
    assert_string_equal(value_of(f, "queries"), "1000000");
    assert_close(f->s.a.mixes[0].shares.of[0], 0.75, 0, 0);
    assert_close(f->s.a.references.data_centre_power, 30, 0, 0);
    assert_true(f->s.a.fleet.utilisation.derived);
}

static void scenario__lists__choose_and_order(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base', models = { 'small', 'big' },\n"
                                  "  cases = { 'chat' } }"), 0);
    assert_string_equal(f->s.a.models[0].name, "small");
    assert_string_equal(f->s.a.models[1].name, "big");
    assert_int_equal(f->s.a.n_cases, 1);
    assert_string_equal(value_of(f, "case.chat_long.workload"), "(none)");
    assert_int_equal(load_text(f, "scenario { extends = 'base', models = { 'big' } }\n"), 0);
    assert_string_equal(value_of(f, "model.small.label"), "(none)");
    assert_string_equal(value_of(f, "cases"), "chat chat_long");
}

static void scenario__continues__is_an_index(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base' }\n"
                                  "case { name = 'chat_long', continues = 'chat' }\n"), 0);
    assert_true(f->s.a.cases[1].has_continues);
    assert_int_equal(f->s.a.cases[1].continues, 0);
    assert_false(f->s.a.cases[0].has_continues);
    assert_true(f->s.a.cases[1].has_input_tokens);
    assert_false(f->s.a.cases[0].has_input_tokens);
}

/* ---- extends ------------------------------------------------------------------------------- */

static void extends__grandparent__is_merged_nearest_last(void **state)
{
    struct base_fixture *f = *state;
    put(f, "middle.lua", "scenario { extends = 'base', seed = 5, queries = 500 }\n"
                         "model { name = 'third', table_model = 'T', parameters = 1, node = 'n' }");
    assert_int_equal(load_text(f, "scenario { extends = 'middle', seed = 6 }\n"), 0);
    assert_int_equal(f->s.a.seed, 6);
    assert_int_equal(f->s.a.queries, 500);
    assert_string_equal(value_of(f, "models"), "big small third");
    assert_int_equal(f->s.n_files, 3);
    assert_contains(f->s.files[1], "middle.lua");
}

/* What the parent's title says does not hold for what is changed. */
static void extends__no_title__names_what_is_changed(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base', pue = constant { 1.5 } }\n"
                                  "model { name = 'big', parameters = 400 * billion,\n"
                                  "  label = 'B' }\n"), 0);
    assert_string_equal(value_of(f, "title"), "Changed from: base (pue, model.big)");
    assert_string_equal(f->s.a.title, "Changed from: base (pue, model.big)");
    assert_int_equal(load_text(f, "scenario { extends = 'base' }\n"), 0);
    assert_string_equal(value_of(f, "title"), "Changed from: base (nothing)");
    assert_int_equal(load_text(f, "scenario { extends = 'base', title = 'Mine' }\n"), 0);
    assert_string_equal(value_of(f, "title"), "Mine");
    put(f, "middle.lua", "scenario { extends = 'base', title = 'Middle', seed = 7 }\n");
    assert_int_equal(load_text(f, "scenario { extends = 'middle', z = 1.6 }\n"), 0);
    assert_string_equal(value_of(f, "title"), "Changed from: middle (z)");
    assert_int_equal(load_text(f, "scenario { extends = 'base', seed = 7, queries = 500, z = 1.6,\n"
                                  "  pue = constant { 1.5 }, utilisation = constant { 0.5 },\n"
                                  "  rounding = 'none', trim = 'none', pool_size = 1 }\n"), 0);
    assert_string_equal(value_of(f, "title"),
                        "Changed from: base (seed, queries, z, pue, utilisation, rounding, "
                        "pool_size and 1 more)");
}

static void extends__added_item__joins_the_parents_list(void **state)
{
    struct base_fixture *f = *state;
    put(f, "middle.lua", "scenario { extends = 'base', models = { 'small', 'big' } }\n");
    assert_int_equal(load_text(f, "scenario { extends = 'middle' }\n"
                                  "model { name = 'third', table_model = 'T', parameters = 1, "
                                  "node = 'n' }"), 0);
    assert_string_equal(value_of(f, "models"), "small big third");
    assert_contains(assumption_list_find(&f->s.rows, "models")->place, "mine.lua:2");
    scenario_free(&f->s);
    assert_int_equal(load_text(f, "scenario { extends = 'middle', models = { 'big' }, mixes = "
                                  "{ 'day' }, cases = { 'chat' } }\n"
                                  "model { name = 'third', table_model = 'T', parameters = 1, "
                                  "node = 'n' }\nmix { name = 'day', shares = { chat = 1 } }"), 0);
    assert_string_equal(value_of(f, "models"), "big");
    assert_string_equal(value_of(f, "mixes"), "day");
    assert_int_equal(f->s.a.n_mixes, 1);
    assert_int_equal(f->s.a.n_cases, 1);
}

static void extends__cycle__is_shown(void **state)
{
    struct base_fixture *f = *state;
    put(f, "a.lua", "scenario { extends = 'b' }");
    put(f, "b.lua", "\nscenario { extends = 'a' }");
    assert_int_equal(load_text(f, "scenario { extends = 'a' }"), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], "b.lua:2: extends: found a cycle: a -> b -> a");
    assert_int_equal(load_text(f, "scenario { extends = 'mine' }"), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], "found a cycle: mine -> mine");
}

static void extends__missing_parent__lists_what_there_is(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'bsae' }"), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], "mine.lua:1: extends: found \"bsae\", of which there is no file, "
                                  "want one of: base mine; did you mean base?");
    assert_int_equal(load_text(f, "scenario { extends = '../base' }"), -1);
    assert_contains(f->p.text[0], "scenario.extends: found \"../base\", want a name");
}

static void extends__endless_chain__is_cut(void **state)
{
    struct base_fixture *f = *state;
    for (int i = 0; i < 20; i++) {
        char name[32], text[80];
        snprintf(name, sizeof name, "c%d.lua", i);
        snprintf(text, sizeof text, "scenario { extends = 'c%d' }", i + 1);
        put(f, name, text);
    }
    assert_int_equal(load_text(f, "scenario { extends = 'c0' }"), -1);
    assert_contains(f->p.text[0], "found a chain of more than 16 files");
}

static void extends__path_outside_the_tree__finds_named_scenarios(void **state)
{
    struct base_fixture *f = *state;
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    scratch_make(directory);
    scratch_path(file, directory, "outside.lua");
    write_text(file, "scenario { extends = 'base' }");
    int rc = scenario_read(file, f->directory, &f->s, &f->p);
    bool taken = false;
    scratch_path(file, directory, "base.lua");
    write_text(file, BASE);
    struct scenario other;
    if (scenario_read(file, f->directory, &other, &f->p) && f->p.n == 1)
        taken = strstr(f->p.text[0], "found a second scenario of the name base") != NULL;
    scenario_free(&other);
    scratch_remove(directory);
    assert_int_equal(rc, 0);
    assert_true(taken);
}

static void scenario__file_names__are_scenario_names(void **state)
{
    struct base_fixture *f = *state;
    static const char *const names[] = {"My-Scenario.lua", "mine.txt", ".lua", "lua",
                                        "a_name_that_is_longer_than_forty_seven_letters_is.lua"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char file[SCRATCH_PATH_SIZE];
        scratch_path(file, f->directory, names[i]);
        write_text(file, BASE);
        problems_free(&f->p);
        assert_int_equal(scenario_read(file, f->directory, &f->s, &f->p), -1);
        scenario_free(&f->s);
        assert_int_equal(f->p.n, 1);
        assert_contains(f->p.text[0], "want NAME.lua");
    }
}

/* ---- the scenarios of the tree ------------------------------------------------------------- */

/* Expected: issue's table of assumptions, columns `paper`, `text`, and docs' v2. */
static void scenarios__of_the_tree__hold_their_columns(void **state)
{
    struct base_fixture *f = *state;
    static const struct {
        const char *file, *path, *value;
    } rows[] = {
        {"paper", "pue", "lognormal(p5=1.05,p95=1.6)"},
        {"text", "pue", "lognormal(p5=1.05,p95=1.4)"},
        {"paper", "throughput.rows", "released"},
        {"text", "throughput.rows", "all"},
        {"paper", "throughput.few_rows", "constant_largest"},
        {"text", "throughput.few_rows", "least_norm"},
        {"paper", "rounding", "nearest"},
        {"text", "rounding", "none"},
        {"paper", "pool", "largest_medians"},
        {"text", "pool", "above_200b"},
        {"paper", "trim", "5-95 10-90"},
        {"text", "trim", "none"},
        {"paper", "fleet.utilisation", "1.076"},
        {"text", "fleet.utilisation", "derived"},
        {"paper", "fleet.lever.traditional", "lognormal(p5=1.5,p95=3.5)"},
        {"paper", "fleet.lever.test_time_scaling", "lognormal(p5=1.5,p95=3)"},
        {"text", "fleet.lever.traditional", "lognormal(p5=1.5,p95=3)"},
        {"text", "fleet.lever.test_time_scaling", "lognormal(p5=1.5,p95=3)"},
        {"paper", "input_weight", "0.03333333333333333"},
        {"text", "input_weight", "1"},
        {"paper", "coupled_power", "linear(idle=0.24,cap=0.8)"},
        {"text", "coupled_power", "linear(idle=node,cap=0.9)"},
        {"paper", "z", "1.645"},
        {"text", "z", "1.645"},
        {"text", "seed", "42"},
        {"joule", "seed", "42"},
        {"joule", "generator", "mt19937"},
        {"joule", "queries", "10000"},
        {"paper", "node.h100_x8.max_power", "11.3"},
        {"paper", "node.h100_x10.max_power", "14.1"},
        {"joule", "node.h100_x8.max_power", "10.2"},
        {"joule", "node.h100_x10.max_power", "12.8"},
        {"joule", "node.h100_x8.idle_power", "2.7"},
        {"joule", "pue", "lognormal(p5=1.05,p95=1.6)"},
        {"paper", "models", "llama_405b llama_70b mixtral_8x22b deepseek_r1 nemotron_253b"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char file[64];
        snprintf(file, sizeof file, "scenarios/%s.lua", rows[i].file);
        scenario_free(&f->s);
        assert_int_equal(scenario_read(file, "scenarios", &f->s, &f->p), 0);
        assert_string_equal(value_of(f, rows[i].path), rows[i].value);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(scenario__extended__keeps_what_is_not_named),
        TEST(scenario__replaced_value__loses_source_and_note),
        TEST(scenario__values__are_written_as_the_schema_says),
        TEST(scenario__lists__choose_and_order),
        TEST(scenario__continues__is_an_index),
        TEST(extends__grandparent__is_merged_nearest_last),
        TEST(extends__no_title__names_what_is_changed),
        TEST(extends__added_item__joins_the_parents_list),
        TEST(extends__cycle__is_shown),
        TEST(extends__missing_parent__lists_what_there_is),
        TEST(extends__endless_chain__is_cut),
        TEST(extends__path_outside_the_tree__finds_named_scenarios),
        TEST(scenario__file_names__are_scenario_names),
        TEST(scenarios__of_the_tree__hold_their_columns),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
