/* test_schema.c -- the schema: keys, paths, defaults and items; numbers as text. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/schema.h"
#include "base/suggest.h"
#include "base/text.h"
#include "support.h"

/* ---- the table ----------------------------------------------------------------------------- */

static void schema__every_key__has_a_path_of_its_own(void **state)
{
    (void)state;
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    assert_true(n > 40);
    for (size_t i = 0; i < n; i++) {
        char path[128], item[NAME_SIZE];
        const char *star = strchr(keys[i].path, '*');
        if (star)
            snprintf(path, sizeof path, "%.*sabc%s", (int)(star - keys[i].path), keys[i].path,
                     star + 1);
        else
            snprintf(path, sizeof path, "%s", keys[i].path);
        assert_ptr_equal(schema_find_path(path, item), &keys[i]);
        assert_ptr_equal(schema_find_path(path, NULL), &keys[i]);
        assert_string_equal(item, star ? "abc" : "");
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
            assert_int_equal(schema_check_value(&keys[i], keys[i].fallback, &e), 0);
    }
}

static void schema__item_in_path__is_found(void **state)
{
    (void)state;
    char item[NAME_SIZE];
    const struct schema_key *key = schema_find_path("case.a_1.input_tokens", item);
    assert_non_null(key);
    assert_int_equal(key->block, BLOCK_CASE);
    assert_string_equal(item, "a_1");
}

static void schema__paths_of_nothing__are_not_found(void **state)
{
    (void)state;
    static const char *const none[] = {"", "pu", "pue.", "output_tokens.", "node.A.label",
                                       "node..label", "node.a.b.label", "fleet.lever"};
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        char item[NAME_SIZE] = "of the one before";
        assert_null(schema_find_path(none[i], item));
        assert_string_equal(item, "");
    }
}

static const struct schema_key *key_of(const char *path)
{
    const struct schema_key *key = schema_find_path(path, NULL);
    assert_non_null(key);
    return key;
}

static void schema__default__is_the_fallback_or_the_name_of_the_item(void **state)
{
    (void)state;
    assert_null(schema_default(key_of("pue"), ""));
    assert_string_equal(schema_default(key_of("reference.web_search"), ""), "");
    assert_string_equal(schema_default(key_of("seed"), ""), "42");
    assert_string_equal(schema_default(key_of("node.big.label"), "big"), "big");
}

/* A key that came later has a default like any other, but old scenarios show no row of it. */
static void schema__default_of_a_later_key__has_no_row(void **state)
{
    (void)state;
    struct schema_key later = *key_of("node.n.idle_power");
    assert_string_equal(schema_default_row(&later, "n"), "0");
    later.default_has_row = false;
    assert_null(schema_default_row(&later, "n"));
    assert_string_equal(schema_default(&later, "n"), "0");
    assert_null(schema_default_row(key_of("pue"), ""));
}

static void schema__items__are_added_and_found_by_name(void **state)
{
    (void)state;
    struct assumptions *a = calloc(1, sizeof *a);
    char names[TEXT_SIZE];
    assert_non_null(a);
    assert_int_equal(schema_items(a, BLOCK_FLEET), 1); /* itself */
    assert_ptr_equal(schema_item(a, BLOCK_FLEET, 0), a);
    assert_int_equal(schema_items(a, BLOCK_MIX), 0);
    assert_int_equal(schema_add_item(a, BLOCK_MIX, "day"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_MIX, "days"), 0);
    assert_int_equal(a->n_mixes, 2);
    assert_string_equal(a->mixes[1].name, "days");
    assert_ptr_equal(schema_item(a, BLOCK_MIX, 1), &a->mixes[1]);
    assert_int_equal(schema_find_item(a, BLOCK_MIX, "days"), 1);
    assert_int_equal(schema_find_item(a, BLOCK_MIX, "day"), 0);
    assert_int_equal(schema_find_item(a, BLOCK_MIX, "da"), 2); /* none */
    assert_string_equal(schema_item_names(a, BLOCK_MIX, names), "day days");
    while (a->n_mixes < ASSUMPTIONS_MAX_MIXES)
        assert_int_equal(schema_add_item(a, BLOCK_MIX, "more"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_MIX, "more"), -1);
    free(a);
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
    char out[SUGGEST_SIZE];
    assert_string_equal(suggest_text("paramters", "label parameters node", out),
                        "; did you mean parameters?");
    /* a swap is one step */
    assert_string_equal(suggest_text("peu", "pue seed", out), "; did you mean pue?");
    assert_true(*suggest_text("pu", "pue seed", out));
    /* O for 0 and l for 1 first, then a word of the same length */
    assert_string_equal(suggest_text("p5O", "p5 p25 p50 p75", out), "; did you mean p50?");
    assert_string_equal(suggest_text("deepseek_rl", "deepseek_r deepseek_r1", out),
                        "; did you mean deepseek_r1?");
    assert_string_equal(suggest_text("bl", "b2 b1 bx", out), "; did you mean b1?");
    assert_string_equal(suggest_text("p56", "p5 p95 p55", out), "; did you mean p55?");
    assert_string_equal(suggest_text("io", "mix pue", out), "");
    assert_string_equal(suggest_text("energy", "label node", out), "");
    assert_string_equal(suggest_text("", "a b", out), "");
}

/* ---- text ----------------------------------------------------------------------------------- */

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

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(schema__every_key__has_a_path_of_its_own),
        cmocka_unit_test(schema__every_fallback__passes_its_own_check),
        cmocka_unit_test(schema__item_in_path__is_found),
        cmocka_unit_test(schema__paths_of_nothing__are_not_found),
        cmocka_unit_test(schema__default__is_the_fallback_or_the_name_of_the_item),
        cmocka_unit_test(schema__default_of_a_later_key__has_no_row),
        cmocka_unit_test(schema__items__are_added_and_found_by_name),
        cmocka_unit_test(number_text__reads_back_the_same_in_fewest_digits),
        cmocka_unit_test(suggestion__is_near_or_none),
        cmocka_unit_test(written__quoted__is_safe_to_print),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
