/* test_ledger.c -- the ledger: every assumption once, its place and source, its elasticities. */
#include "question_fixture.h"

#include <math.h>
#include <stdio.h>

#include "base/words.h"

/* Columns of ledger.tsv. */
enum { PATH, VALUE, UNIT, KIND, SOURCE, PLACE, CASES, RESULTS, FIGURES, ELASTICITY };

/* The headline results of the scenario paper, in their order. */
enum { QUERY, QUERY_TTS, DAY, DAY_IMPROVED, MIXED, MIXED_IMPROVED, N_HEADLINES };

struct ledger {
    struct resolved files;
    char *text;        /* ledger.tsv      */
    char *assumptions; /* assumptions.tsv */
};

static void run_ledger(const struct resolved *files, struct program_end *o, char *file)
{
    scratch_path(file, files->folder, "ledger.tsv");
    ask(files, "ledger", "--output", file, NULL, NULL, o);
}

static int open_ledger(void **state)
{
    char file[SCRATCH_PATH_SIZE];
    struct program_end o;
    struct ledger *l = calloc(1, sizeof *l);
    assert_non_null(l);
    resolve_scenario("scenarios/paper.lua", &l->files);
    run_ledger(&l->files, &o, file);
    if (o.status != 0 || *o.err || *o.out)
        fail_msg("ledger: status %d, said \"%s%s\"", o.status, o.out, o.err);
    program_end_free(&o);
    l->text = read_whole(file, NULL);
    l->assumptions = read_whole(l->files.assumptions, NULL);
    *state = l;
    return 0;
}

static int close_ledger(void **state)
{
    struct ledger *l = *state;
    scratch_remove(l->files.folder);
    free(l->text);
    free(l->assumptions);
    free(l);
    return 0;
}

/* The line of an assumption. */
static const char *line_for(const struct ledger *l, const char *path)
{
    char start[256];
    snprintf(start, sizeof start, "%s\t", path);
    const char *line = line_of(l->text, start);
    if (!line)
        fail_msg("the ledger has no line for %s", path);
    return line;
}

static void assert_cell(const struct ledger *l, const char *path, size_t column, const char *want)
{
    char *cell = cell_of(line_for(l, path), column);
    assert_string_equal(cell, want);
    free(cell);
}

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end && end[1] ? end + 1 : NULL;
}

static void ledger__every_assumption_once_in_its_order(void **state)
{
    const struct ledger *l = *state;
    const char *a = next_line(next_line(l->assumptions)); /* after comments and header */
    const char *b = next_line(next_line(next_line(l->text)));
    size_t n = 0;
    for (; a && b; a = next_line(a), b = next_line(b), n++)
        for (size_t column = PATH; column <= UNIT; column++) {
            char *want = cell_of(a, column), *got = cell_of(b, column);
            assert_string_equal(got, want);
            free(want);
            free(got);
        }
    assert_null(a);
    assert_null(b);
    assert_true(n > 100);
}

static void ledger__sources_and_places_are_the_scenario_s(void **state)
{
    const struct ledger *l = *state;
    char *places = read_whole(l->files.places, NULL);
    for (const char *line = next_line(places); line; line = next_line(line)) {
        char *path = cell_of(line, 0), *place = cell_of(line, 1);
        assert_cell(l, path, PLACE, place);
        free(path);
        free(place);
    }
    free(places);
    assert_cell(l, "utilisation", SOURCE, "arXiv:2509.20241v1, sec. 2");
    assert_cell(l, "node.h100_x10.idle_power", SOURCE, "none given");
    assert_cell(l, "cases", PLACE, "default");
}

static void ledger__kinds(void **state)
{
    const struct ledger *l = *state;
    assert_cell(l, "pue", KIND, "log-normal");
    assert_cell(l, "output_tokens.traditional", KIND, "exponential");
    assert_cell(l, "input_tokens.traditional", KIND, "constant");
    assert_cell(l, "z", KIND, "number");
    assert_cell(l, "pool", KIND, "choice");
    assert_cell(l, "seed", KIND, "count");
    assert_cell(l, "trim", KIND, "cuts");
    assert_cell(l, "coupled_power", KIND, "line");
    assert_cell(l, "fleet.utilisation", KIND, "factor");
    assert_cell(l, "mix.mixed.shares", KIND, "shares");
}

static void ledger__what_depends(void **state)
{
    const struct ledger *l = *state;
    assert_cell(l, "pue", CASES, "all");
    assert_cell(l, "pue", RESULTS, "energy frontier levers day");
    assert_cell(l, "title", CASES, "-");
    assert_cell(l, "title", RESULTS, "-");
    assert_cell(l, "title", FIGURES, "-");
    assert_cell(l, "coupled_power", CASES,
                "traditional_coupled_power test_time_scaling_coupled_power");
    assert_cell(l, "coupled_power", FIGURES,
                "coupled_power_traditional coupled_power_test_time_scaling");
    assert_cell(l, "input_weight", FIGURES,
                "input_length_traditional input_length_test_time_scaling");
    assert_cell(l, "input_tokens.test_time_scaling", CASES,
                "test_time_scaling test_time_scaling_coupled_power");
    assert_cell(l, "levers.serving", RESULTS, "levers");
    assert_cell(l, "levers.serving", FIGURES,
                "levers_traditional input_length_traditional coupled_power_traditional "
                "levers_test_time_scaling input_length_test_time_scaling "
                "coupled_power_test_time_scaling");
    assert_cell(l, "fleet.lever.test_time_scaling", CASES, "-");
    assert_cell(l, "fleet.lever.test_time_scaling", FIGURES, "fleet_day_mixed");
    assert_cell(l, "fleet.redundancy", RESULTS, "day fleet");
    assert_cell(l, "model.llama_70b.label", FIGURES,
                "energy_per_query_traditional energy_per_query_test_time_scaling throughput_fit");
    assert_cell(l, "output_tokens.traditional", RESULTS,
                "output_tokens tps energy frontier levers day");
}

/* The letter before a word of `results` in the line of kinds, where no other word has it. */
static char letter_of(const struct ledger *l, const char *word)
{
    char kind[NAME_SIZE + 8], *kinds = cell_of(line_of(l->text, "# results:"), 0), letter;
    for (letter = 'a'; letter <= 'z'; letter++) {
        size_t n = (size_t)snprintf(kind, sizeof kind, " %c %s", letter, word);
        const char *at = strstr(kinds, kind);
        kind[3] = '\0';
        if (at && strchr(", ", at[n]) && !strstr(at + 1, kind))
            break;
    }
    if (letter > 'z')
        fail_msg("%s: found no letter of its own for %s", kinds, word);
    free(kinds);
    return letter;
}

static void ledger__every_kind_of_results_has_its_letter(void **state)
{
    const struct ledger *l = *state;
    char words[TEXT_SIZE] = "", word[NAME_SIZE];
    for (const char *line = line_for(l, "title"); line; line = next_line(line)) {
        char *cell = cell_of(line, RESULTS);
        for (const char *rest = cell; strcmp(cell, "-") != 0 && words_next(&rest, word);)
            if (!words_have(words, word)) {
                letter_of(l, word);
                words_add(words, sizeof words, word);
            }
        free(cell);
    }
    assert_true(words_have(words, "output_tokens") && words_have(words, "fleet"));
    assert_int_equal(letter_of(l, "frontier"), 'f');
    assert_int_equal(letter_of(l, "fleet"), 'b'); /* for beta: all of its own are taken */
}

/* ---- elasticities that the equations give ---- */

static double elasticity(const struct ledger *l, const char *path, size_t headline)
{
    return number_of(line_for(l, path), ELASTICITY + headline);
}

static void assert_elasticities(const struct ledger *l, const char *path,
                                const double want[N_HEADLINES])
{
    for (size_t k = 0; k < N_HEADLINES; k++)
        assert_close(elasticity(l, path, k), want[k], 0, 2e-6); /* six digits are written */
}

/* E is proportional to PUE and u, a day to queries and the factors of beta, and an improved one to
 * 1 / alpha. */
static void elasticity__of_a_factor__is_one(void **state)
{
    static const double all[] = {1, 1, 1, 1, 1, 1}, days[] = {0, 0, 1, 1, 1, 1}, none[6] = {0};
    const struct ledger *l = *state;
    assert_elasticities(l, "pue", all);
    assert_elasticities(l, "utilisation", all);
    assert_elasticities(l, "fleet.queries_per_day", days);
    assert_elasticities(l, "fleet.redundancy", days);
    assert_elasticities(l, "fleet.utilisation", days);
    assert_elasticities(l, "levers.serving", none);
    assert_elasticities(l, "input_weight", none);
    assert_elasticities(l, "node.h100_x8.idle_power", none);
    assert_close(elasticity(l, "fleet.lever.traditional", DAY_IMPROVED), -1, 0, 2e-6);
    assert_close(elasticity(l, "fleet.lever.traditional", MIXED), 0, 0, 0);
}

/* Each result is homogeneous of degree 1 in what it adds up. */
static void elasticity__of_terms__adds_up_to_one(void **state)
{
    const struct ledger *l = *state;
    for (size_t k = 0; k < N_HEADLINES; k++)
        assert_close(elasticity(l, "node.h100_x8.max_power", k) +
                         elasticity(l, "node.h100_x10.max_power", k), 1, 0, 2e-5);
    assert_close(elasticity(l, "fleet.lever.traditional", MIXED_IMPROVED) +
                     elasticity(l, "fleet.lever.test_time_scaling", MIXED_IMPROVED), -1, 0, 2e-5);
}

/* Longer answers take longer, and more so than in proportion where TPS falls with L_out. */
static void elasticity__of_the_length__has_the_sign_of_the_fits(void **state)
{
    const struct ledger *l = *state;
    assert_true(elasticity(l, "output_tokens.traditional", QUERY) > 0.5);
    assert_close(elasticity(l, "output_tokens.traditional", QUERY_TTS), 0, 0, 0);
    assert_true(elasticity(l, "input_tokens.traditional", QUERY) > 0);
}

static void elasticity__of_no_number__is_a_dash(void **state)
{
    static const char *const paths[] = {"title", "seed", "pool", "trim", "models",
                                        "mix.mixed.shares", "fleet.node", "throughput.rows"};
    const struct ledger *l = *state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        for (size_t k = 0; k < N_HEADLINES; k++)
            assert_cell(l, paths[i], ELASTICITY + k, "-");
}

/* At the end of its range, from one side: load_high is 1, its largest. */
static void elasticity__at_the_end_of_a_range__is_there(void **state)
{
    (void)state;
    struct resolved files;
    char file[SCRATCH_PATH_SIZE];
    struct program_end o;
    resolve_scenario("scenarios/text.lua", &files);
    run_ledger(&files, &o, file);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    char *text = read_whole(file, NULL);
    /* (P_idle / f + P_max - P_idle) / P_max with f = (0.5 + x) / 2: d ln / d ln x at x = 1 */
    double f = 0.75, idle = 2.7, most = 11.3;
    double want = -(idle / f) / (idle / f + most - idle) * (0.5 / f);
    assert_close(number_of(line_of(text, "fleet.load_high\t"), ELASTICITY + DAY), want, 2e-3, 0);
    free(text);
    scratch_remove(files.folder);
}

static void ledger__broken_input__leaves_no_file(void **state)
{
    (void)state;
    struct resolved files;
    char file[SCRATCH_PATH_SIZE];
    struct program_end o;
    resolve_scenario("tests/scenarios/tiny.lua", &files);
    write_text(files.assumptions, "# scenario tiny\npath\tvalue\tunit\tsource\tnote\n");
    run_ledger(&files, &o, file);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "ledger: pue: missing");
    assert_false(path_exists(file));
    program_end_free(&o);
    scratch_remove(files.folder);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ledger__every_assumption_once_in_its_order),
        cmocka_unit_test(ledger__sources_and_places_are_the_scenario_s),
        cmocka_unit_test(ledger__kinds),
        cmocka_unit_test(ledger__what_depends),
        cmocka_unit_test(ledger__every_kind_of_results_has_its_letter),
        cmocka_unit_test(elasticity__of_a_factor__is_one),
        cmocka_unit_test(elasticity__of_terms__adds_up_to_one),
        cmocka_unit_test(elasticity__of_the_length__has_the_sign_of_the_fits),
        cmocka_unit_test(elasticity__of_no_number__is_a_dash),
        cmocka_unit_test(elasticity__at_the_end_of_a_range__is_there),
        cmocka_unit_test(ledger__broken_input__leaves_no_file),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("ledger", tests, open_ledger, close_ledger);
}
