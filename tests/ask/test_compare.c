/* test_compare.c -- the stage compare, on the project's scenarios and on some that extend them. */
#include "compare_fixture.h"

#define TRADITIONAL "traditional.energy.frontier.p50"
#define SCALING "test_time_scaling.energy.frontier.p50"

/* What scripts/terminal/comparison.lua says of the last comparison; freed by the caller. */
static char *printed(const struct folder *f, const char *from, const char *to)
{
    struct program_end o;
    char p[3][SCRATCH_PATH_SIZE];
    run_program(&o, (const char *const[]){
        "/usr/bin/env", "lua5.4", "scripts/terminal/comparison.lua", from, to,
        in(f, "differences", "", p[0]), in(f, "parts", "", p[1]), in(f, "headlines", "", p[2]),
        "figures", "0", NULL});
    assert_string_equal(o.err, "");
    assert_int_equal(o.status, 0);
    char *text = calloc(strlen(o.out) + 1, 1);
    if (!text)
        fail_msg("no memory");
    strcpy(text, o.out);
    program_end_free(&o);
    return text;
}

/* ---- the paper ----------------------------------------------------------------------------- */

/* REPRODUCTION: 0.320 and 4.04 Wh with the text's PUE alone, 3.80 with its rows as well: three
 * digits of sampled medians, so 0.5%. The baseline is 0.341 and 4.320. */
static void text_to_paper__parts_add_up_and_have_the_known_ends(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "text", "scenarios/text.lua");
    resolve(f, "paper", "scenarios/paper.lua");
    compare(f, "text", "paper", &differences, &parts);
    assert_int_equal(check_sums(&parts), 6);
    size_t pue = row_of(&parts, TRADITIONAL, "pue"), row = row_of(&parts, SCALING, "pue");
    assert_string_equal(cell(&parts, pue, "words"), "p95 1.4 -> 1.6");
    assert_string_equal(cell(&parts, pue, "label"), "Traditional, a query");
    assert_close(number(&parts, pue, "to"), 0.341, 5e-3, 0);
    assert_close(number(&parts, pue, "to") - number(&parts, pue, "last"), 0.320, 5e-3, 0);
    assert_close(number(&parts, row, "to"), 4.320, 5e-3, 0);
    assert_close(number(&parts, row, "to") - number(&parts, row, "last"), 4.04, 5e-3, 0);
    assert_close(number(&parts, row, "from"), 3.80, 5e-3, 0);
    row = row_of(&parts, SCALING, "throughput.rows");
    assert_close(number(&parts, row, "from") + number(&parts, row, "first"), 4.04, 5e-3, 0);
    table_free(&differences);
    table_free(&parts);
}

static void differences__have_values_sources_and_places(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "text", "scenarios/text.lua");
    resolve(f, "paper", "scenarios/paper.lua");
    compare(f, "text", "paper", &differences, &parts);
    assert_int_equal(differences.n_rows, 11);
    for (size_t r = 0; r < differences.n_rows; r++) {
        assert_contains(cell(&differences, r, "from_place"), "scenarios/text.lua:");
        assert_contains(cell(&differences, r, "to_place"), "scenarios/paper.lua:");
        if (strcmp(cell(&differences, r, "path"), "pue") != 0)
            continue;
        assert_string_equal(cell(&differences, r, "from"), "lognormal(p5=1.05,p95=1.4)");
        assert_string_equal(cell(&differences, r, "to"), "lognormal(p5=1.05,p95=1.6)");
        assert_string_equal(cell(&differences, r, "from_source"), "arXiv:2509.20241v1, sec. 2");
        assert_string_equal(cell(&differences, r, "change"), "pue");
    }
    table_free(&differences);
    table_free(&parts);
}

static void itself__differs_in_nothing(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "paper", "scenarios/paper.lua");
    compare(f, "paper", "paper", &differences, &parts);
    assert_int_equal(differences.n_rows, 0);
    assert_int_equal(parts.n_rows, 0);
    assert_int_equal(differences.n_columns, 10);
    assert_int_equal(parts.n_columns, 13);
    table_free(&differences);
    table_free(&parts);
}

/* ---- scenarios of one's own ---------------------------------------------------------------- */

static void pue_alone__makes_up_the_whole_gap(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "paper", "scenarios/paper.lua");
    resolve_text(f, "mine", "paper",
                 "title = 'Mine', seed = 9, pue = lognormal { p5 = 2.1, p95 = 3.2 }", "");
    compare(f, "paper", "mine", &differences, &parts);
    assert_int_equal(differences.n_rows, 3);
    assert_int_equal(parts.n_rows, 6);
    for (size_t r = 0; r < parts.n_rows; r++) {
        double gap = number(&parts, r, "to") - number(&parts, r, "from");
        assert_string_equal(cell(&parts, r, "change"), "pue");
        assert_close(number(&parts, r, "part"), gap, 1e-15, 0);
        assert_close(number(&parts, r, "first"), gap, 0, 0);
        assert_close(number(&parts, r, "last"), gap, 0, 0);
        /* twice the quantiles: twice the energy */
        assert_close(gap, number(&parts, r, "from"), 1e-9, 0);
    }
    table_free(&differences);
    table_free(&parts);
}

/* Factors on the day: with F and G made alone, f - 1 and g - 1 of the day, and fg - 1 together:
 * by hand each part is the mean of its two increments. */
static void two_factors__share_their_interaction_evenly(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "paper", "scenarios/paper.lua");
    resolve_text(f, "mine", "paper", "", "fleet { redundancy = 2.2, network = 3.36 }");
    compare(f, "paper", "mine", &differences, &parts);
    size_t a = row_of(&parts, "fleet.mixed.total", "fleet.redundancy");
    size_t b = row_of(&parts, "fleet.mixed.total", "fleet.network");
    double day = number(&parts, a, "from"); /* times 2 and times 3 */
    assert_close(number(&parts, a, "part"), 2 * day, 1e-12, 0);
    assert_close(number(&parts, b, "part"), 3 * day, 1e-12, 0);
    assert_close(number(&parts, a, "first"), day, 1e-12, 0);
    assert_close(number(&parts, a, "last"), 3 * day, 1e-12, 0);
    assert_close(number(&parts, row_of(&parts, TRADITIONAL, "fleet.network"), "part"), 0, 0, 0);
    table_free(&differences);
    table_free(&parts);
}

static void added_model__is_one_step_there_and_back(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts, back;
    resolve(f, "paper", "scenarios/paper.lua");
    resolve_text(f, "mine", "paper", "",
                 "node { name = 'big_node', max_power = 20 }\n"
                 "model { name = 'big', table_model = 'Llama 3.1 405B', parameters = 500,\n"
                 "  node = 'big_node' }");
    compare(f, "paper", "mine", &differences, &parts);
    assert_int_equal(check_sums(&parts), 6);
    size_t row = row_of(&parts, TRADITIONAL, "models");
    assert_string_equal(cell(&parts, row, "words"), "with big");
    assert_true(number(&parts, row, "part") > 0.01);
    double there = number(&parts, row, "part");
    table_free(&differences);
    compare(f, "mine", "paper", &differences, &back);
    row = row_of(&back, TRADITIONAL, "models");
    assert_string_equal(cell(&back, row, "words"), "without big");
    assert_close(number(&back, row, "part"), -there, 1e-12, 0);
    table_free(&differences);
    table_free(&parts);
    table_free(&back);
}

/* Fourteen groups: orders are drawn, and the parts still add up. */
static void many_differences__are_sampled_and_add_up(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "text", "scenarios/text.lua");
    resolve_text(f, "mine", "paper", "z = 1.65, utilisation = lognormal { p5 = 0.5, p95 = 0.8 }",
                 "fleet { redundancy = 1.2, network = 1.2, queries_per_day = 2e9 }\n"
                 "node { name = 'h100_x8', max_power = 10.2 }\n");
    compare(f, "text", "mine", &differences, &parts);
    assert_int_equal(check_sums(&parts), 6);
    size_t row = row_of(&parts, "fleet.mixed.total", "fleet.queries_per_day");
    assert_true(number(&parts, row, "standard_error") > 0);
    assert_int_equal(number(&parts, row, "orders"), 128); /* 64 and their reverses */
    char *text = printed(f, "text", "mine");
    assert_contains(text, "mean over 64 orders, drawn at random, and their reverses,");
    assert_contains(text, "\n+-: standard error of a part from drawing the orders");
    assert_contains(text, "\nWithout effect on any of them: ");
    assert_null(strstr(text, "+- 0.000"));
    free(text);
    /* doubling the queries doubles the day whatever else is moved */
    assert_close(number(&parts, row, "first"), number(&parts, row, "from"), 1e-12, 0);
    assert_close(number(&parts, row, "last"), number(&parts, row, "to") / 2, 1e-12, 0);
    row = row_of(&parts, SCALING, "fleet.queries_per_day");
    assert_close(number(&parts, row, "part"), 0, 0, 0);
    assert_close(number(&parts, row, "standard_error"), 0, 0, 0);
    table_free(&differences);
    table_free(&parts);
}

/* ---- on the terminal ----------------------------------------------------------------------- */

/* With neither PUE nor u log-normal `mine` has no closed form (exact/exact.h): drawn with both. */
static void terminal__own_workload_and_drawn_cases__are_told(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "paper", "scenarios/paper.lua");
    resolve_text(f, "mine", "paper", "pue = uniform { min = 1.1, max = 1.4 }, "
                 "utilisation = uniform { min = 0.4, max = 0.9 }",
                 "workload { name = 'retrieval', label = 'Retrieval',\n"
                 "  output_tokens = exponential { median = 250 }, input_tokens = 2000, "
                 "fleet_lever = 2 }\n"
                 "case { name = 'retrieval', workload = 'retrieval' }\n"
                 "mix { name = 'retrieval', label = 'Retrieval', shares = { retrieval = 1 } }");
    compare(f, "paper", "mine", &differences, &parts);
    for (size_t r = 0; r < parts.n_rows; r++)
        assert_int_equal(number(&parts, r, "drawn_sets"), 1); /* of four: only with both */
    char *text = printed(f, "paper", "mine");
    assert_contains(text, "\ncase retrieval: only in mine, ");
    assert_contains(text, "\nmix retrieval: only in mine, 2 assumptions, enters no headline");
    assert_null(strstr(text, "not given"));
    assert_contains(text, "\nTraditional, a query (Wh), drawn with philox\n");
    assert_contains(text, "\nHeadlines of mine alone\n  Retrieval, a query  ");
    assert_contains(text, "\ndrawn with philox: a case has no closed form;");
    assert_contains(text, "  mine   10 in both, retrieval  ");
    free(text);
    table_free(&differences);
    table_free(&parts);
}

/* ---- refusals ------------------------------------------------------------------------------ */

/* Each holds, but not the line of one with the idle power of the other. */
static void mixture_that_is_no_scenario__names_what_was_moved(void **state)
{
    const struct folder *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE];
    static const char tied[] = "case { name = 'traditional', power = 'coupled' }\n";
    char blocks[512];
    resolve_text(f, "one", "paper", "coupled_power = linear { idle = 'node', cap = 0.3 }", tied);
    snprintf(blocks, sizeof blocks, "%snode { name = 'h100_x8', idle_power = 6 }", tied);
    resolve_text(f, "two", "paper", "coupled_power = linear { idle = 'node', cap = 0.8 }", blocks);
    run_compare(f, "one", "two", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "compare: one with the node.h100_x8.idle_power of two (a comparison "
                           "needs every mixture of the two to hold): ");
    assert_contains(o.err, "coupled_power: found a cap of 0.3, want no less than P_idle / P_max");
    assert_false(path_exists(in(f, "parts", "", path)));
    assert_false(path_exists(in(f, "differences", "", path)));
    program_end_free(&o);
}

/* Two models and a pool of two, against five and three: neither can move alone. */
static void models_and_pool__move_together_where_they_must(void **state)
{
    const struct folder *f = *state;
    struct table differences, parts;
    resolve(f, "text", "scenarios/text.lua");
    resolve_text(f, "small", "paper",
                 "models = { 'mixtral_8x22b', 'llama_70b' }, pool_size = 2", "");
    compare(f, "text", "small", &differences, &parts);
    assert_int_equal(check_sums(&parts), 6);
    assert_string_equal(cell(&parts, row_of(&parts, TRADITIONAL, "models"), "words"),
                        "without llama_405b, deepseek_r1, nemotron_253b");
    for (size_t r = 0; r < differences.n_rows; r++)
        if (strncmp(cell(&differences, r, "path"), "pool", 4) == 0)
            assert_string_equal(cell(&differences, r, "change"), "models");
    table_free(&differences);
    table_free(&parts);
}

static void missing_file__is_named(void **state)
{
    const struct folder *f = *state;
    struct program_end o;
    resolve(f, "paper", "scenarios/paper.lua");
    run_compare(f, "paper", "nothing", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "/nothing.tsv: ");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(text_to_paper__parts_add_up_and_have_the_known_ends),
        TEST(differences__have_values_sources_and_places),
        TEST(itself__differs_in_nothing),
        TEST(pue_alone__makes_up_the_whole_gap),
        TEST(two_factors__share_their_interaction_evenly),
        TEST(added_model__is_one_step_there_and_back),
        TEST(many_differences__are_sampled_and_add_up),
        TEST(terminal__own_workload_and_drawn_cases__are_told),
        TEST(mixture_that_is_no_scenario__names_what_was_moved),
        TEST(models_and_pool__move_together_where_they_must),
        TEST(missing_file__is_named),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
