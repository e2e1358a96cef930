/* test_schema.c -- the schema: paths, numbers as text, and each type's check. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/schema.h"
#include "base/suggest.h"
#include "base/text.h"
#include "support.h"
#include "scenario/types.h"

/* ---- the table ----------------------------------------------------------------------------- */

static void schema__every_key__has_a_path_of_its_own(void **state)
{
    (void)state;
    size_t n, length;
    const struct schema_key *keys = schema_keys(&n);
    assert_true(n > 40);
    for (size_t i = 0; i < n; i++) {
        char path[128];
        const char *star = strchr(keys[i].path, '*'), *item;
        if (star)
            snprintf(path, sizeof path, "%.*sabc%s", (int)(star - keys[i].path), keys[i].path,
                     star + 1);
        else
            snprintf(path, sizeof path, "%s", keys[i].path);
        assert_ptr_equal(schema_find_path(path, &item, &length), &keys[i]);
        assert_int_equal(item != NULL, star != NULL);
        assert_int_equal(length, star ? 3 : 0);
        assert_int_equal(star != NULL, schema_block_has_items(keys[i].block));
    }
}

static void schema__every_fallback__passes_its_own_check(void **state)
{
    (void)state;
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++) {
        struct error e;
        if (keys[i].fallback && *keys[i].fallback)
            assert_int_equal(schema_check_value(&keys[i], keys[i].fallback, 1.645, &e), 0);
    }
}

static void schema__item_in_path__is_found(void **state)
{
    (void)state;
    const char *item;
    size_t length;
    const struct schema_key *key = schema_find_path("case.a_1.input_tokens", &item, &length);
    assert_non_null(key);
    assert_int_equal(key->block, BLOCK_CASE);
    assert_int_equal(length, 3);
    assert_memory_equal(item, "a_1", 3);
}

static void schema__paths_of_nothing__are_not_found(void **state)
{
    (void)state;
    static const char *const none[] = {"", "pu", "pue.", "output_tokens.", "node.A.label",
                                       "node..label", "node.a.b.label", "fleet.lever"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        const char *item;
        size_t length;
        assert_null(schema_find_path(none[i], &item, &length));
        assert_null(item);
    }
}

/* ---- numbers ------------------------------------------------------------------------------- */

static void number_text__reads_back_the_same_in_fewest_digits(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } rows[] = {
        {1.05, "1.05"},   {10000, "10000"}, {1e9, "1e9"}, {1e-5, "1e-5"}, {0.1, "0.1"},
        {-0.0, "0"},      {-2.7, "-2.7"},   {1.0 / 3, "0.3333333333333333"},
        {1e300, "1e300"}, {0, "0"},         {1.6448536269514722, "1.6448536269514722"},
        {5e-324, "5e-324"}, {9007199254740993.0, "9007199254740992"}, {1.5e-12, "1.5e-12"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[32];
        schema_number_text(rows[i].number, text);
        assert_string_equal(text, rows[i].text);
        assert_close(strtod(text, NULL), rows[i].number, 0, 0);
    }
}

static void suggestion__is_near_or_none(void **state)
{
    (void)state;
    char out[NAME_SIZE];
    assert_true(suggest_word("paramters", "label parameters node", out));
    assert_string_equal(out, "parameters");
    assert_true(suggest_word("peu", "pue seed", out)); /* a swap is one step */
    assert_string_equal(out, "pue");
    assert_true(suggest_word("pu", "pue seed", out));
    /* O for 0 and l for 1 first, then a word of the same length */
    assert_true(suggest_word("p5O", "p5 p25 p50 p75", out));
    assert_string_equal(out, "p50");
    assert_true(suggest_word("deepseek_rl", "deepseek_r deepseek_r1", out));
    assert_string_equal(out, "deepseek_r1");
    assert_true(suggest_word("bl", "b2 b1 bx", out));
    assert_string_equal(out, "b1");
    assert_true(suggest_word("p56", "p5 p95 p55", out));
    assert_string_equal(out, "p55");
    assert_false(suggest_word("io", "mix pue", out));
    assert_false(suggest_word("energy", "label node", out));
    assert_false(suggest_word("", "a b", out));
}

/* ---- checks, one a row --------------------------------------------------------------------- */

/* wrong == NULL: the value is good; else a part of the message. */
struct check_row {
    const char *name, *path, *value, *wrong;
};

static const struct check_row CHECKS[] = {
    {"number", "z", "1.645", NULL},
    {"number__below_range", "z", "0.5", "found 0.5, want 1 to 3"},
    {"number__hex", "z", "0x2", "want a finite number"},
    {"number__nan", "z", "nan", "want a finite number"},
    {"number__infinity", "z", "inf", "want a finite number"},
    {"number__overflow", "z", "1e999", "want a finite number"},
    {"number__blank_before", "z", " 2", "want a finite number"},
    {"number__two", "z", "1.5e", "want a finite number"},
    {"number__empty", "z", "", "want a finite number"},
    {"power__negative", "node.a.max_power", "-11.3", "found -11.3, want 0.001 to 1000 kW"},
    {"count", "queries", "10000", NULL},
    {"count__zero", "queries", "0", "found 0, want 100 to 1e8 query"},
    {"count__fraction", "queries", "1000.5", "want a whole number"},
    {"seed__zero", "seed", "0", "found 0, want 1 to 4294967295"},
    {"text", "title", "Pr\xc3\xbc" "fung \xe2\x80\x93 ok", NULL},
    {"text__tab", "title", "a\tb", "control character"},
    {"text__line", "title", "a\nb", "control character"},
    {"text__escape_in_two_bytes", "title", "a\xc2\x85", "control character"},
    {"text__broken_utf8", "title", "a\xff", "control character or broken UTF-8"},
    {"text__cut_utf8", "title", "a\xe2\x80", "broken UTF-8"},
    {"text__overlong_utf8", "title", "a\xc0\x80", "broken UTF-8"},
    {"text__empty", "title", "", "want 1 to 95 bytes"},
    {"path__empty", "fleet.load_curve", "", "want 1 to 383 bytes"},
    {"choice", "pool", "above_200b", NULL},
    {"choice__other", "pool", "above", "want one of: largest_medians above_200b"},
    {"choice__two_words", "pool", "largest_medians above_200b", "want one of"},
    {"distribution", "pue", "lognormal(p5=1.05,p95=1.6)", NULL},
    {"distribution__p5_at_the_end_of_the_range", "pue", "lognormal(p5=1,p95=1.6)", NULL},
    {"distribution__p5_above_p95", "pue", "lognormal(p5=2,p95=1.6)", "p5"},
    {"distribution__below_range", "pue", "lognormal(p5=0.5,p95=1.6)",
     "its 5th percentile: found 0.5, want 1 to 5"},
    {"distribution__median_above_range", "pue", "lognormal(p5=4,p95=9)", "its median: found 6"},
    {"distribution__constant_below", "pue", "constant(value=0.9)", "found 0.9, want 1 to 5"},
    {"distribution__other_kind", "pue", "normal(mean=1,sd=2)", "normal"},
    {"name", "fleet.node", "h100_x8", NULL},
    {"name__capital", "fleet.node", "H100", "want a name"},
    {"names", "models", "a b_2 c", NULL},
    {"names__twice", "models", "a b a", "found a twice"},
    {"names__empty", "models", "", "want at least one"},
    {"names__two_blanks", "models", "a  b", "found a name that is none"},
    {"cuts", "trim", "5-95 10-90", NULL},
    {"cuts__none", "trim", "none", NULL},
    {"cuts__upside_down", "trim", "95-5", "want 0 <= low < high <= 100"},
    {"cuts__above", "trim", "5-105", "want 0 <= low < high <= 100"},
    {"cuts__five", "trim", "1-99 1-99 1-99 1-99 1-99", "more than 4"},
    {"cuts__word", "trim", "some", "want cuts such as 5-95"},
    {"line", "coupled_power", "linear(idle=0.24,cap=0.8)", NULL},
    {"line__node", "coupled_power", "linear(idle=node,cap=0.9)", NULL},
    {"line__falls", "coupled_power", "linear(idle=0.9,cap=0.8)", "want no more than cap"},
    {"line__outside", "coupled_power", "linear(idle=0.9,cap=3)", "cap: found 3, want 0 to 2"},
    {"line__tail", "coupled_power", "linear(idle=0.2,cap=0.8)x", "want linear("},
    {"line__open", "coupled_power", "linear(idle=0.2,cap=0.8", "want linear("},
    {"factor", "fleet.utilisation", "1.076", NULL},
    {"factor__derived", "fleet.utilisation", "derived", NULL},
    {"factor__word", "fleet.utilisation", "computed", "want a number or derived"},
    {"factor__below", "fleet.utilisation", "0.5", "found 0.5, want 1 to 100"},
    {"shares", "mix.m.shares", "a=0.9,b=0.1", NULL},
    {"shares__of_three", "mix.m.shares", "a=0.1,b=0.2,c=0.7", NULL}, /* 0.1+0.2+0.7 != 1 */
    {"shares__sum", "mix.m.shares", "a=0.9,b=0.2", "want 1"},
    {"shares__negative", "mix.m.shares", "a=1.5,b=-0.5", "a: found 1.5, want 0 to 1"},
    {"shares__twice", "mix.m.shares", "a=0.5,a=0.5", "a: found twice"},
    {"shares__empty", "mix.m.shares", "", "want 1"},
};

static void one_check(void **state)
{
    const struct check_row *row = *state;
    const char *item;
    size_t length;
    struct error e;
    const struct schema_key *key = schema_find_path(row->path, &item, &length);
    assert_non_null(key);
    int rc = schema_check_value(key, row->value, 1.645, &e);
    assert_int_equal(rc, row->wrong ? -1 : 0);
    if (row->wrong)
        assert_contains(e.text, row->wrong);
}

/* The range is about the percentiles as written, whatever z the scenario rounds to. */
static void distribution__range__does_not_depend_on_z(void **state)
{
    (void)state;
    const char *item;
    size_t length;
    struct error e;
    const struct schema_key *key = schema_find_path("pue", &item, &length);
    assert_int_equal(schema_check_value(key, "lognormal(p5=1,p95=1.6)", 1.5, &e), 0);
    assert_int_equal(schema_check_value(key, "lognormal(p5=1,p95=1.6)", 2.5, &e), 0);
}

/* ---- written forms ------------------------------------------------------------------------- */

static void written__cuts_and_line__become_shares_and_numbers(void **state)
{
    (void)state;
    struct error e;
    struct cuts cuts;
    struct power_line line;
    assert_int_equal(text_cuts("5-95 10-90", &cuts, &e), 0);
    assert_int_equal(cuts.n, 2);
    assert_close(cuts.cut[0].low, 0.05, 0, 0);
    assert_close(cuts.cut[1].high, 0.9, 0, 0);
    assert_int_equal(text_line("linear(idle=0.24,cap=0.8)", &line, &e), 0);
    assert_false(line.idle_of_node);
    assert_close(line.idle, 0.24, 0, 0);
    assert_close(line.cap, 0.8, 0, 0);
    assert_int_equal(text_line("linear(idle=node,cap=0.9)", &line, &e), 0);
    assert_true(line.idle_of_node);
}

static void written__quoted__is_safe_to_print(void **state)
{
    (void)state;
    char out[80], lengthy[300];
    assert_string_equal(text_quoted("a\tb\x1b[31m", out), "\"a?b?[31m\"");
    memset(lengthy, 'x', sizeof lengthy - 1);
    lengthy[sizeof lengthy - 1] = '\0';
    assert_true(strlen(text_quoted(lengthy, out)) < 70);
    assert_contains(out, "...");
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(schema__every_key__has_a_path_of_its_own),
        cmocka_unit_test(schema__every_fallback__passes_its_own_check),
        cmocka_unit_test(schema__item_in_path__is_found),
        cmocka_unit_test(schema__paths_of_nothing__are_not_found),
        cmocka_unit_test(number_text__reads_back_the_same_in_fewest_digits),
        cmocka_unit_test(suggestion__is_near_or_none),
        cmocka_unit_test(distribution__range__does_not_depend_on_z),
        cmocka_unit_test(written__cuts_and_line__become_shares_and_numbers),
        cmocka_unit_test(written__quoted__is_safe_to_print),
    };
    struct CMUnitTest tests[COUNT(fixed) + COUNT(CHECKS)];
    memcpy(tests, fixed, sizeof fixed);
    for (size_t i = 0; i < COUNT(CHECKS); i++)
        tests[COUNT(fixed) + i] = (struct CMUnitTest){
            .name = CHECKS[i].name, .test_func = one_check, .initial_state = (void *)&CHECKS[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
