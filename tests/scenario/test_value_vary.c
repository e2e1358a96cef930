/* test_value_vary.c -- another value of every type and of every key of a scenario. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "question_fixture.h"
#include "scenario/assumption_list.h"
#include "scenario/value_type.h"

static const struct schema_key *key_of(const char *path)
{
    const struct schema_key *key = schema_find_path(path, NULL);
    assert_non_null(key);
    return key;
}

static struct assumptions *new_assumptions(void)
{
    struct assumptions *a = calloc(1, sizeof *a);
    assert_non_null(a);
    a->z = 1.645;
    return a;
}

/* What a scenario of one node, one workload and the like has no other value of. */
static struct assumptions *alone(void)
{
    struct assumptions *a = new_assumptions();
    assert_int_equal(schema_add_item(a, BLOCK_NODE, "n"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_MODEL, "m"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_WORKLOAD, "chat"), 0);
    return a;
}

static bool vary(const struct assumptions *a, const char *path, const char *value, size_t nth,
                 char *out)
{
    struct value_site of = {key_of(path), a, NULL};
    return value_type_vary(&of, value, nth, out);
}

static void vary__each_type__moves_a_little(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        /* path, value, the first and the second other value; "" for none */
        {"z", "2", "2.03125", "1.96875"},
        {"z", "3", "2.953125", "1.125"}, /* 3.05 lies above the range */
        {"node.n.idle_power", "0", "0.125", ""},
        {"node.n.idle_power", "0.0", "0.125", ""}, /* the same 0 */
        {"reference.web_search", "", "0.125", ""}, /* not given */
        {"queries", "100", "101", ""},
        {"seed", "4294967295", "4294967294", "1"},
        {"title", "T", "another", "one more"},
        {"generator", "philox", "mt19937", "exact"},
        {"pue", "lognormal(p5=2,p95=3)", "lognormal(p5=2.03125,p95=3.046875)",
         "lognormal(p5=1.96875,p95=2.953125)"},
        {"pue", "lognormal(mean=2,ratio=2)", "lognormal(mean=2.03125,ratio=2)",
         "lognormal(mean=1.96875,ratio=2)"},
        {"pue", "constant(value=5)", "constant(value=4.921875)", "constant(value=1.125)"},
        {"output_tokens.chat", "constant(value=0)", "constant(value=0.125)", ""},
        {"case.chat.input_tokens", "", "constant(value=1.125)", ""},
        {"fleet.node", "n", "", ""},
        {"models", "m", "", ""},
        {"models", "a b c", "a b", "a c"},
        {"trim", "none", "5-95", ""},
        {"trim", "5-95 10-90", "2.5-95 10-90", ""},
        {"trim", "0-95", "47.5-95", ""},
        {"coupled_power", "linear(idle=node,cap=0.5)", "linear(idle=node,cap=0.5078125)",
         "linear(idle=node,cap=0.4921875)"},
        {"coupled_power", "linear(idle=0,cap=0)", "linear(idle=0.125,cap=0.125)", ""},
        {"fleet.utilisation", "2", "2.03125", "1.96875"},
        {"fleet.utilisation", "derived", "1.125", ""},
        {"fleet.utilisation", "100", "98.4375", "1.125"},
        {"mix.m.shares", "chat=1", "", ""},
    };
    struct assumptions *a = alone();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        for (size_t nth = 0; nth < 2; nth++) {
            char out[TEXT_SIZE];
            if (!vary(a, rows[i][0], rows[i][1], nth, out))
                *out = '\0';
            assert_string_equal(out, rows[i][2 + nth]);
        }
    free(a);
}

static void vary__shares__go_over_to_each_other_workload(void **state)
{
    (void)state;
    char out[TEXT_SIZE];
    struct assumptions *a = alone();
    assert_int_equal(schema_add_item(a, BLOCK_WORKLOAD, "think"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_WORKLOAD, "code"), 0);
    assert_true(vary(a, "mix.m.shares", "think=0.25,chat=0.75", 0, out));
    assert_string_equal(out, "chat=0.375,think=0.625");
    assert_true(vary(a, "mix.m.shares", "think=0.25,chat=0.75", 1, out));
    assert_string_equal(out, "chat=0.375,think=0.25,code=0.375");
    assert_false(vary(a, "mix.m.shares", "think=0.25,chat=0.75", 2, out));
    assert_true(vary(a, "mix.m.shares", "think=1", 0, out));
    assert_string_equal(out, "chat=0.5,think=0.5");
    free(a);
}

static void vary__names__end_with_another_order(void **state)
{
    (void)state;
    char out[TEXT_SIZE];
    struct assumptions *a = alone();
    assert_true(vary(a, "models", "a b c", 2, out));
    assert_string_equal(out, "b c");
    assert_true(vary(a, "models", "a b c", 3, out));
    assert_string_equal(out, "c a b");
    assert_false(vary(a, "models", "a b c", 4, out));
    free(a);
}

/* Whether the value of a key of the paper scenario has another, which passes its check and reads
 * as something else than the value itself. */
static void wants_another(const struct assumptions *a, const struct schema_key *key,
                          const char *item, const char *value)
{
    char other[TEXT_SIZE], path[SCHEMA_PATH_SIZE];
    struct error e;
    struct value_site of = {key, a, NULL};
    schema_path(key, item, path);
    if (!value_type_vary(&of, value, 0, other))
        fail_msg("%s: found no other value than \"%s\"", path, value);
    if (schema_check_value(key, other, &e))
        fail_msg("%s: %s", path, e.text);
    if (strcmp(other, value) == 0)
        fail_msg("%s: found \"%s\" again", path, value);
}

static void vary__every_key_of_the_paper__has_another_value(void **state)
{
    const struct resolved *r = *state;
    struct assumption_list list;
    struct assumptions *a = new_assumptions();
    struct error e;
    char name[NAME_SIZE], path[SCHEMA_PATH_SIZE];
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    if (assumption_list_read(r->assumptions, NULL, &list, name, &e) ||
        assumptions_build(&list, name, a, &e))
        fail_msg("%s", e.text);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < schema_items(a, keys[k].block); i++) {
            bool items = schema_block_has_items(keys[k].block);
            const char *item = items ? schema_item(a, keys[k].block, i) : "";
            const struct assumption *row =
                assumption_list_find(&list, schema_path(&keys[k], item, path));
            const char *value = row ? row->value : schema_default(&keys[k], item);
            wants_another(a, &keys[k], item, value);
            if (keys[k].fallback && *keys[k].fallback) /* such as the 0 of idle_power */
                wants_another(a, &keys[k], item, schema_default(&keys[k], item));
        }
    assumption_list_free(&list);
    free(a);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vary__each_type__moves_a_little),
        cmocka_unit_test(vary__shares__go_over_to_each_other_workload),
        cmocka_unit_test(vary__names__end_with_another_order),
        cmocka_unit_test_setup_teardown(vary__every_key_of_the_paper__has_another_value,
                                        open_paper, close_paper),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("value_vary", tests, NULL, NULL);
}
