/* test_differences.c -- which differences between two scenarios there are, and which move
 * together. */
#include "base_scenario.h"

#include "ask/differences.h"

#define SCENARIO "scenario {"

/* A pair of scenarios that extend base.lua, and the groups of their differences. */
struct pair {
    struct scenario from, to;
    struct differences differences;
};

/* Loads a scenario that extends base.lua by the text; its scenario block, if it has one, opens
 * it. */
static void load_scenario(const struct base_fixture *f, const char *name, const char *text,
                          struct scenario *s)
{
    char file[SCRATCH_PATH_SIZE], whole[4096];
    struct problems p = {0};
    bool block = strncmp(text, SCENARIO, strlen(SCENARIO)) == 0;
    snprintf(whole, sizeof whole, SCENARIO " extends = 'base', title = 'A pair',%s%s\n",
             block ? "" : "}\n", text + (block ? strlen(SCENARIO) : 0));
    scratch_path(file, f->directory, name);
    write_text(file, whole);
    if (scenario_read(file, f->directory, s, &p))
        fail_msg("%s: %s", name, p.kept ? p.text[0] : "?");
    problems_free(&p);
}

/* One measured row for each model: a constant TPS. */
static void measure(struct measured *m, const char *path)
{
    static const char *const models[] = {"Big", "Small", "Third"};
    struct throughput_table *t = &m->table[0];
    strcpy(m->path[0], path);
    t->rows = calloc(3, sizeof *t->rows);
    assert_non_null(t->rows);
    for (m->n = 1; t->n < 3; t->n++) {
        struct throughput_row *row = &t->rows[t->n];
        *row = (struct throughput_row){.tps = 1000, .input_tokens = 1000, .output_tokens = 500};
        strcpy(row->model, models[t->n]);
    }
}

/* Loads two scenarios and finds their differences; closed with pair_close. */
static struct pair *pair_open(void **state, const char *from, const char *to)
{
    struct pair *pair = calloc(1, sizeof *pair);
    struct measured measured = {.n = 0};
    struct headline headlines[HEADLINE_MAX];
    struct error e;
    assert_non_null(pair);
    load_scenario(*state, "mine.lua", from, &pair->from);
    load_scenario(*state, "yours.lua", to, &pair->to);
    measure(&measured, pair->from.a.throughput.table);
    size_t n = headline_list_common(&pair->to.a, &pair->from.a, headlines);
    struct differences_side sides[2] = {{&pair->from.rows, &pair->from.a},
                                        {&pair->to.rows, &pair->to.a}};
    if (differences_find(&sides[0], &sides[1], &measured, headlines, n, &pair->differences, &e))
        fail_msg("%s", e.text);
    measured_free(&measured);
    return pair;
}

static void pair_close(struct pair *pair)
{
    differences_free(&pair->differences);
    scenario_free(&pair->from);
    scenario_free(&pair->to);
    free(pair);
}

/* The group that a path belongs to: its name, "-" for none, "(same)" for no difference. */
static const char *group_of(const struct pair *pair, const char *path)
{
    const struct differences *p = &pair->differences;
    for (size_t i = 0; i < p->n_differences; i++)
        if (strcmp(difference_path(&p->differences[i]), path) == 0)
            return p->differences[i].group == DIFFERENCE_NO_GROUP
                       ? "-"
                       : p->groups[p->differences[i].group].name;
    return "(same)";
}

static const char *words_of(const struct pair *pair, const char *name)
{
    for (size_t i = 0; i < pair->differences.n; i++)
        if (strcmp(pair->differences.groups[i].name, name) == 0)
            return pair->differences.groups[i].words;
    return "(no such group)";
}

/* ---- one assumption, one group ------------------------------------------------------------- */

static void same_scenario__differs_in_nothing(void **state)
{
    struct pair *pair = pair_open(state, "", "");
    assert_int_equal(pair->differences.n_differences, 0);
    assert_int_equal(pair->differences.n, 0);
    pair_close(pair);
}

static void other_source__is_no_difference(void **state)
{
    struct pair *pair = pair_open(
        state, "", "scenario { pue = lognormal { p5 = 1.05, p95 = 1.6, source = 'hearsay' } }");
    assert_int_equal(pair->differences.n_differences, 0);
    pair_close(pair);
}

static void distribution__is_one_group_with_all_its_parameters(void **state)
{
    struct pair *pair = pair_open(
        state, "", "scenario { pue = lognormal { p5 = 1.1, p95 = 1.4 } }");
    assert_int_equal(pair->differences.n_differences, 1);
    assert_int_equal(pair->differences.n, 1);
    assert_string_equal(group_of(pair, "pue"), "pue");
    assert_string_equal(words_of(pair, "pue"), "p5 1.05 -> 1.1, p95 1.6 -> 1.4");
    pair_close(pair);
}

static void what_enters_no_headline__is_listed_without_a_group(void **state)
{
    struct pair *pair = pair_open(
        state, "",
        "scenario { title = 'Other', generator = 'mt19937', seed = 7, queries = 500,\n"
        "  input_weight = 0.5, coupled_power = linear { idle = 0.2, cap = 0.7 } }\n"
        "model { name = 'big', label = 'The big one' }\n"
        "case { name = 'chat_long', input_tokens = 4000 }\n"
        "levers { serving = 9 }\n"
        "references { web_search = 0.3 }\n");
    static const char *const paths[] = {
        "title", "generator", "seed", "queries", "input_weight", "coupled_power",
        "model.big.label", "case.chat_long.input_tokens", "levers.serving",
        "reference.web_search"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_string_equal(group_of(pair, paths[i]), "-");
    assert_int_equal(pair->differences.n, 0);
    pair_close(pair);
}

/* With neither PUE nor u log-normal there is no closed form (exact/exact.h). */
#define DRAWN " pue = 1.2, utilisation = 0.6"

static void seed_and_queries__enter_when_a_case_is_drawn(void **state)
{
    struct pair *pair = pair_open(state, "scenario {" DRAWN " }",
                                  "scenario {" DRAWN ", seed = 7, queries = 500 }");
    assert_string_equal(group_of(pair, "seed"), "seed");
    assert_string_equal(group_of(pair, "queries"), "queries");
    pair_close(pair);
}

static void input_weight_and_line__enter_when_a_headline_rests_on_them(void **state)
{
    struct pair *pair = pair_open(
        state, "scenario { input_weight = 0.5 }\n"
               "case { name = 'chat', effective_tokens = 'output_and_input' }\n",
        "scenario { coupled_power = linear { idle = 0.2, cap = 0.7 } }\n"
        "case { name = 'chat', power = 'coupled' }\n");
    assert_string_equal(group_of(pair, "input_weight"), "input_weight");
    assert_string_equal(group_of(pair, "coupled_power"), "coupled_power");
    assert_string_equal(group_of(pair, "case.chat.power"), "case.chat.power");
    assert_string_equal(group_of(pair, "case.chat.effective_tokens"),
                        "case.chat.effective_tokens");
    assert_int_equal(pair->differences.n, 4);
    pair_close(pair);
}

/* P_idle enters beside the line of one scenario and the power of the other, and with neither of
 * them whole. */
static void rule_in_one_scenario__and_what_it_needs_in_the_other__enter(void **state)
{
    struct pair *pair = pair_open(
        state, "fleet { node = 'n', utilisation = 1.1 }",
        "scenario { coupled_power = linear { idle = 0.2, cap = 0.7 } }\n"
        "fleet { node = 'n', utilisation = 1.1 }\n"
        "node { name = 'n', max_power = 11.3, idle_power = 2 }\n"
        "case { name = 'chat', power = 'coupled' }\n");
    assert_string_equal(group_of(pair, "node.n.idle_power"), "node.n.idle_power");
    assert_string_equal(group_of(pair, "coupled_power"), "coupled_power");
    assert_string_equal(group_of(pair, "case.chat.power"), "case.chat.power");
    pair_close(pair);
}

/* ---- several assumptions, one group -------------------------------------------------------- */

static const char NEW_MODEL[] =
    "node { name = 'm', max_power = 5, idle_power = 1 }\n"
    "model { name = 'third', table_model = 'Third', parameters = 300, node = 'm' }\n";

static void added_model__moves_with_its_list_and_its_node(void **state)
{
    struct pair *pair = pair_open(state, "", NEW_MODEL);
    static const char *const paths[] = {"models", "model.third.table_model",
                                        "model.third.parameters", "model.third.node",
                                        "node.m.max_power", "node.m.idle_power"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_string_equal(group_of(pair, paths[i]), "models");
    assert_int_equal(pair->differences.n, 1);
    assert_string_equal(words_of(pair, "models"), "with third");
    pair_close(pair);
}

static void dropped_model__moves_with_its_list(void **state)
{
    struct pair *pair = pair_open(state, NEW_MODEL, "scenario { pue = 1.2 }");
    assert_string_equal(group_of(pair, "model.third.node"), "models");
    assert_string_equal(words_of(pair, "models"), "without third");
    assert_string_equal(group_of(pair, "pue"), "pue");
    assert_int_equal(pair->differences.n, 2);
    pair_close(pair);
}

static void added_node__moves_with_the_model_that_names_it(void **state)
{
    struct pair *pair = pair_open(state, "",
                                  "node { name = 'm', max_power = 5 }\n"
                                  "model { name = 'big', node = 'm' }\n");
    assert_string_equal(group_of(pair, "node.m.max_power"), "model.big.node");
    assert_string_equal(group_of(pair, "model.big.node"), "model.big.node");
    assert_int_equal(pair->differences.n, 1);
    assert_contains(words_of(pair, "model.big.node"), "n -> m, with ");
    pair_close(pair);
}

static const char NEW_WORKLOAD[] =
    "workload { name = 'code', output_tokens = 900, input_tokens = 100 }\n"
    "case { name = 'code', workload = 'code' }\n";

static void added_workload__enters_only_with_a_mix_that_both_have(void **state)
{
    char text[1024];
    struct pair *pair = pair_open(state, "", NEW_WORKLOAD);
    assert_string_equal(group_of(pair, "cases"), "-");
    assert_string_equal(group_of(pair, "output_tokens.code"), "-");
    assert_int_equal(pair->differences.n, 0);
    pair_close(pair);
    snprintf(text, sizeof text, "%smix { name = 'all', shares = { chat = 0.5, code = 0.5 } }",
             NEW_WORKLOAD);
    pair = pair_open(state, "", text);
    assert_string_equal(group_of(pair, "cases"), "cases");
    assert_string_equal(group_of(pair, "output_tokens.code"), "cases");
    assert_string_equal(group_of(pair, "case.code.workload"), "cases");
    assert_string_equal(group_of(pair, "mix.all.shares"), "cases");
    assert_int_equal(pair->differences.n, 1);
    pair_close(pair);
}

static void added_mix__has_no_headline_in_common(void **state)
{
    struct pair *pair = pair_open(state, "", "mix { name = 'other', shares = { chat = 1 } }");
    assert_string_equal(group_of(pair, "mixes"), "-");
    assert_string_equal(group_of(pair, "mix.other.shares"), "-");
    pair_close(pair);
}

static void bounds__move_together_only_if_they_would_cross(void **state)
{
    struct pair *pair = pair_open(
        state, "", "node { name = 'n', max_power = 10.2, idle_power = 2 }");
    assert_string_equal(group_of(pair, "node.n.idle_power"), "node.n.idle_power");
    assert_string_equal(group_of(pair, "node.n.max_power"), "node.n.max_power");
    pair_close(pair);
    pair = pair_open(state, "", "node { name = 'n', max_power = 2, idle_power = 1 }");
    assert_string_equal(group_of(pair, "node.n.idle_power"), "node.n.max_power");
    assert_string_equal(words_of(pair, "node.n.max_power"), "11.3 -> 2, with 1 more");
    assert_int_equal(pair->differences.n, 1);
    pair_close(pair);
    pair = pair_open(state, "fleet { load_low = 0.1, load_high = 0.2 }",
                     "fleet { load_low = 0.5, load_high = 0.6 }");
    assert_int_equal(pair->differences.n, 1);
    pair_close(pair);
}

/* ---- moving -------------------------------------------------------------------------------- */

static void moved(const struct pair *pair, const bool *groups, const char *path,
                  const char *want)
{
    struct assumption_list rows;
    struct error e;
    if (differences_move(&pair->differences, &pair->from.rows, groups, &rows, &e))
        fail_msg("%s", e.text);
    const struct assumption *row = assumption_list_find(&rows, path);
    assert_string_equal(row ? row->value : "(none)", want);
    assumption_list_free(&rows);
}

static void coalition__replaces_adds_and_removes_rows(void **state)
{
    char text[1024];
    snprintf(text, sizeof text, "scenario { pue = 1.2, seed = 7 }\n%s", NEW_MODEL);
    struct pair *pair = pair_open(state, "case { name = 'chat', input_tokens = 50 }", text);
    static const bool none[3] = {false}, all[3] = {true, true, true};
    assert_int_equal(pair->differences.n, 3);
    moved(pair, none, "pue", "lognormal(p5=1.05,p95=1.6)");
    moved(pair, none, "node.m.max_power", "(none)");
    moved(pair, none, "case.chat.input_tokens", "constant(value=50)");
    moved(pair, all, "pue", "constant(value=1.2)");
    moved(pair, all, "node.m.max_power", "5");
    moved(pair, all, "models", "big small third");
    moved(pair, all, "case.chat.input_tokens", "(none)");
    moved(pair, all, "seed", "42"); /* no group */
    pair_close(pair);
}

static void path_of_no_schema__is_an_error_with_its_place(void **state)
{
    struct scenario s = {0};
    struct differences differences;
    struct measured none = {.n = 0};
    struct assumption_list rows = {0};
    const struct assumption odd = {"pux", "1", "1", "", "", "here:3"};
    struct error e;
    load_scenario(*state, "mine.lua", "", &s);
    assert_int_equal(assumption_list_copy(&s.rows, &rows, &e), 0);
    assert_int_equal(assumption_list_add(&rows, &odd, &e), 0);
    struct differences_side from = {&s.rows, &s.a}, to = {&rows, &s.a};
    assert_int_equal(differences_find(&from, &to, &none, NULL, 0, &differences, &e), -1);
    assert_contains(e.text, "here:3: found the path pux, want one of the schema");
    assumption_list_free(&rows);
    scenario_free(&s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(same_scenario__differs_in_nothing),
        TEST(other_source__is_no_difference),
        TEST(distribution__is_one_group_with_all_its_parameters),
        TEST(what_enters_no_headline__is_listed_without_a_group),
        TEST(seed_and_queries__enter_when_a_case_is_drawn),
        TEST(input_weight_and_line__enter_when_a_headline_rests_on_them),
        TEST(rule_in_one_scenario__and_what_it_needs_in_the_other__enter),
        TEST(added_model__moves_with_its_list_and_its_node),
        TEST(dropped_model__moves_with_its_list),
        TEST(added_node__moves_with_the_model_that_names_it),
        TEST(added_workload__enters_only_with_a_mix_that_both_have),
        TEST(added_mix__has_no_headline_in_common),
        TEST(bounds__move_together_only_if_they_would_cross),
        TEST(coalition__replaces_adds_and_removes_rows),
        TEST(path_of_no_schema__is_an_error_with_its_place),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("differences", tests, NULL, NULL);
}
