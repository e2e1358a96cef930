/* test_differences.c -- which differences between two scenarios there are, and which move
 * together. */
#include "base_scenario.h"

#include "ask/differences.h"

#define SCENARIO "scenario {"

/* A pair of scenarios that extend base.lua, and their players. */
struct pair {
    struct scenario from, to;
    struct differences players;
};

/* Loads a scenario that extends base.lua by the text; its scenario block, if it has one, opens
 * it. */
static void load_scenario(const struct base_fixture *f, const char *name, const char *text,
                          struct scenario *s)
{
    char file[SCRATCH_PATH_SIZE], whole[4096];
    struct problems p = {0};
    bool block = strncmp(text, SCENARIO, strlen(SCENARIO)) == 0;
    snprintf(whole, sizeof whole, SCENARIO " extends = 'base',%s%s\n", block ? "" : "}\n",
             text + (block ? strlen(SCENARIO) : 0));
    scratch_path(file, f->directory, name);
    write_text(file, whole);
    if (scenario_read(file, f->directory, s, &p))
        fail_msg("%s: %s", name, p.kept ? p.text[0] : "?");
    problems_free(&p);
}

/* Loads two scenarios and finds their players; closed with pair_close. */
static struct pair *pair_open(void **state, const char *from, const char *to, bool drawn)
{
    struct pair *pair = calloc(1, sizeof *pair);
    struct error e;
    assert_non_null(pair);
    load_scenario(*state, "mine.lua", from, &pair->from);
    load_scenario(*state, "yours.lua", to, &pair->to);
    struct differences_side sides[2] = {{&pair->from.rows, &pair->from.a, drawn},
                                        {&pair->to.rows, &pair->to.a, false}};
    if (differences_find(&sides[0], &sides[1], &pair->players, &e))
        fail_msg("%s", e.text);
    return pair;
}

static void pair_close(struct pair *pair)
{
    differences_free(&pair->players);
    scenario_free(&pair->from);
    scenario_free(&pair->to);
    free(pair);
}

/* The player that a path belongs to: its name, "-" for none, "(same)" for no difference. */
static const char *player_of(const struct pair *pair, const char *path)
{
    const struct differences *p = &pair->players;
    for (size_t i = 0; i < p->n_differences; i++)
        if (strcmp(difference_path(&p->differences[i]), path) == 0)
            return p->differences[i].player == PLAYER_NONE
                       ? "-"
                       : p->players[p->differences[i].player].name;
    return "(same)";
}

static const char *words_of(const struct pair *pair, const char *name)
{
    for (size_t i = 0; i < pair->players.n; i++)
        if (strcmp(pair->players.players[i].name, name) == 0)
            return pair->players.players[i].words;
    return "(no such player)";
}

/* ---- one assumption, one player ------------------------------------------------------------ */

static void same_scenario__differs_in_nothing(void **state)
{
    struct pair *pair = pair_open(state, "", "", true);
    assert_int_equal(pair->players.n_differences, 0);
    assert_int_equal(pair->players.n, 0);
    pair_close(pair);
}

static void other_source__is_no_difference(void **state)
{
    struct pair *pair = pair_open(
        state, "", "scenario { pue = lognormal { p5 = 1.05, p95 = 1.6, source = 'hearsay' } }",
        false);
    assert_int_equal(pair->players.n_differences, 0);
    pair_close(pair);
}

static void distribution__is_one_player_with_all_its_parameters(void **state)
{
    struct pair *pair = pair_open(
        state, "", "scenario { pue = lognormal { p5 = 1.1, p95 = 1.4 } }", false);
    assert_int_equal(pair->players.n_differences, 1);
    assert_int_equal(pair->players.n, 1);
    assert_string_equal(player_of(pair, "pue"), "pue");
    assert_string_equal(words_of(pair, "pue"), "p5 1.05 -> 1.1, p95 1.6 -> 1.4");
    pair_close(pair);
}

static void what_enters_no_headline__is_listed_without_a_player(void **state)
{
    struct pair *pair = pair_open(
        state, "",
        "scenario { title = 'Other', generator = 'mt19937', seed = 7, queries = 500,\n"
        "  input_weight = 0.5, coupled_power = linear { idle = 0.2, cap = 0.7 } }\n"
        "model { name = 'big', label = 'The big one' }\n"
        "case { name = 'chat_long', input_tokens = 4000 }\n"
        "levers { serving = 9 }\n"
        "references { web_search = 0.3 }\n",
        false);
    static const char *const paths[] = {
        "title", "generator", "seed", "queries", "input_weight", "coupled_power",
        "model.big.label", "case.chat_long.input_tokens", "levers.serving",
        "reference.web_search"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_string_equal(player_of(pair, paths[i]), "-");
    assert_int_equal(pair->players.n, 0);
    pair_close(pair);
}

static void seed_and_queries__enter_when_a_case_is_drawn(void **state)
{
    struct pair *pair = pair_open(state, "", "scenario { seed = 7, queries = 500 }", true);
    assert_string_equal(player_of(pair, "seed"), "seed");
    assert_string_equal(player_of(pair, "queries"), "queries");
    pair_close(pair);
}

static void input_weight_and_line__enter_when_a_headline_rests_on_them(void **state)
{
    struct pair *pair = pair_open(
        state, "scenario { input_weight = 0.5 }\n"
               "case { name = 'chat', effective_tokens = 'output_and_input' }\n",
        "scenario { coupled_power = linear { idle = 0.2, cap = 0.7 } }\n"
        "case { name = 'chat', power = 'coupled' }\n", false);
    assert_string_equal(player_of(pair, "input_weight"), "input_weight");
    assert_string_equal(player_of(pair, "coupled_power"), "coupled_power");
    assert_string_equal(player_of(pair, "case.chat.power"), "case.chat.power");
    assert_string_equal(player_of(pair, "case.chat.effective_tokens"),
                        "case.chat.effective_tokens");
    assert_int_equal(pair->players.n, 4);
    pair_close(pair);
}

/* ---- several assumptions, one player ------------------------------------------------------- */

static const char NEW_MODEL[] =
    "node { name = 'm', max_power = 5, idle_power = 1 }\n"
    "model { name = 'third', table_model = 'Third', parameters = 300, node = 'm' }\n";

static void added_model__moves_with_its_list_and_its_node(void **state)
{
    struct pair *pair = pair_open(state, "", NEW_MODEL, false);
    static const char *const paths[] = {"models", "model.third.table_model",
                                        "model.third.parameters", "model.third.node",
                                        "node.m.max_power", "node.m.idle_power"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_string_equal(player_of(pair, paths[i]), "models");
    assert_int_equal(pair->players.n, 1);
    assert_string_equal(words_of(pair, "models"), "with third");
    pair_close(pair);
}

static void dropped_model__moves_with_its_list(void **state)
{
    struct pair *pair = pair_open(state, NEW_MODEL, "scenario { pue = 1.2 }", false);
    assert_string_equal(player_of(pair, "model.third.node"), "models");
    assert_string_equal(words_of(pair, "models"), "without third");
    assert_string_equal(player_of(pair, "pue"), "pue");
    assert_int_equal(pair->players.n, 2);
    pair_close(pair);
}

static void added_node__moves_with_the_model_that_names_it(void **state)
{
    struct pair *pair = pair_open(state, "",
                                  "node { name = 'm', max_power = 5 }\n"
                                  "model { name = 'big', node = 'm' }\n", false);
    assert_string_equal(player_of(pair, "node.m.max_power"), "model.big.node");
    assert_string_equal(player_of(pair, "model.big.node"), "model.big.node");
    assert_int_equal(pair->players.n, 1);
    assert_contains(words_of(pair, "model.big.node"), "n -> m, with ");
    pair_close(pair);
}

static const char NEW_WORKLOAD[] =
    "workload { name = 'code', output_tokens = 900, input_tokens = 100 }\n"
    "case { name = 'code', workload = 'code' }\n";

static void added_workload__enters_only_with_a_mix_that_both_have(void **state)
{
    char text[1024];
    struct pair *pair = pair_open(state, "", NEW_WORKLOAD, false);
    assert_string_equal(player_of(pair, "cases"), "-");
    assert_string_equal(player_of(pair, "output_tokens.code"), "-");
    assert_int_equal(pair->players.n, 0);
    pair_close(pair);
    snprintf(text, sizeof text, "%smix { name = 'all', shares = { chat = 0.5, code = 0.5 } }",
             NEW_WORKLOAD);
    pair = pair_open(state, "", text, false);
    assert_string_equal(player_of(pair, "cases"), "cases");
    assert_string_equal(player_of(pair, "output_tokens.code"), "cases");
    assert_string_equal(player_of(pair, "case.code.workload"), "cases");
    assert_string_equal(player_of(pair, "mix.all.shares"), "cases");
    assert_int_equal(pair->players.n, 1);
    pair_close(pair);
}

static void added_mix__has_no_headline_in_common(void **state)
{
    struct pair *pair = pair_open(state, "", "mix { name = 'other', shares = { chat = 1 } }",
                                  false);
    assert_string_equal(player_of(pair, "mixes"), "-");
    assert_string_equal(player_of(pair, "mix.other.shares"), "-");
    pair_close(pair);
}

static void bounds__move_together_only_if_they_would_cross(void **state)
{
    struct pair *pair = pair_open(
        state, "", "node { name = 'n', max_power = 10.2, idle_power = 2 }", false);
    assert_string_equal(player_of(pair, "node.n.idle_power"), "node.n.idle_power");
    assert_string_equal(player_of(pair, "node.n.max_power"), "node.n.max_power");
    pair_close(pair);
    pair = pair_open(state, "", "node { name = 'n', max_power = 2, idle_power = 1 }", false);
    assert_string_equal(player_of(pair, "node.n.idle_power"), "node.n.max_power");
    assert_string_equal(words_of(pair, "node.n.max_power"), "11.3 -> 2, with 1 more");
    assert_int_equal(pair->players.n, 1);
    pair_close(pair);
    pair = pair_open(state, "fleet { load_low = 0.1, load_high = 0.2 }",
                     "fleet { load_low = 0.5, load_high = 0.6 }", false);
    assert_int_equal(pair->players.n, 1);
    pair_close(pair);
}

/* ---- moving -------------------------------------------------------------------------------- */

static void moved(const struct pair *pair, const struct coalition *c, const char *path,
                  const char *want)
{
    struct assumption_list rows;
    struct error e;
    if (differences_move(&pair->players, &pair->from.rows, c, &rows, &e))
        fail_msg("%s", e.text);
    const struct assumption *row = assumption_list_find(&rows, path);
    assert_string_equal(row ? row->value : "(none)", want);
    assumption_list_free(&rows);
}

static void coalition__replaces_adds_and_removes_rows(void **state)
{
    char text[1024];
    snprintf(text, sizeof text, "scenario { pue = 1.2, seed = 7 }\n%s", NEW_MODEL);
    struct pair *pair = pair_open(state, "case { name = 'chat', input_tokens = 50 }", text, false);
    struct coalition none = {{0}}, all = {{0}};
    for (size_t i = 0; i < pair->players.n; i++)
        coalition_add(&all, i);
    assert_int_equal(pair->players.n, 3);
    moved(pair, &none, "pue", "lognormal(p5=1.05,p95=1.6)");
    moved(pair, &none, "node.m.max_power", "(none)");
    moved(pair, &none, "case.chat.input_tokens", "constant(value=50)");
    moved(pair, &all, "pue", "constant(value=1.2)");
    moved(pair, &all, "node.m.max_power", "5");
    moved(pair, &all, "models", "big small third");
    moved(pair, &all, "case.chat.input_tokens", "(none)");
    moved(pair, &all, "seed", "42"); /* no player */
    pair_close(pair);
}

static void path_of_no_schema__is_an_error_with_its_place(void **state)
{
    struct scenario s = {0};
    struct differences players;
    struct assumption_list rows = {0};
    const struct assumption odd = {"pux", "1", "1", "", "", "here:3"};
    struct error e;
    load_scenario(*state, "mine.lua", "", &s);
    assert_int_equal(assumption_list_copy(&s.rows, &rows, &e), 0);
    assert_int_equal(assumption_list_add(&rows, &odd, &e), 0);
    struct differences_side from = {&s.rows, &s.a, false}, to = {&rows, &s.a, false};
    assert_int_equal(differences_find(&from, &to, &players, &e), -1);
    assert_contains(e.text, "here:3: found the path pux, want one of the schema");
    assumption_list_free(&rows);
    scenario_free(&s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(same_scenario__differs_in_nothing),
        TEST(other_source__is_no_difference),
        TEST(distribution__is_one_player_with_all_its_parameters),
        TEST(what_enters_no_headline__is_listed_without_a_player),
        TEST(seed_and_queries__enter_when_a_case_is_drawn),
        TEST(input_weight_and_line__enter_when_a_headline_rests_on_them),
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
    return cmocka_run_group_tests_name("players", tests, NULL, NULL);
}
