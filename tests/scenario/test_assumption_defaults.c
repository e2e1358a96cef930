/* test_assumption_defaults.c -- defaults that have no row, and the items that a list knows of. */
#include "assumption_rows.h"
#include "scenario/schema.h"

static void add_default__each_item__has_one_row(void **state)
{
    (void)state;
    struct assumption_list list = {0};
    struct error e;
    struct assumption rows[] = {row_of("node.a.max_power", "1"), row_of("node.a.label", "A"),
                                row_of("node.b.max_power", "2"), row_of("node.c.idle_power", "3"),
                                row_of("pue", "1.2")};
    struct schema_key idle = *schema_find_path("node.a.idle_power", NULL);
    struct schema_key seed = *schema_find_path("seed", NULL);
    idle.default_has_row = seed.default_has_row = false;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(assumption_list_add(&list, &rows[i], &e), 0);
    assert_int_equal(assumption_list_add_default(&list, &idle, &e), 0);
    assert_int_equal(assumption_list_add_default(&list, &seed, &e), 0);
    assert_int_equal(assumption_list_add_default(&list, schema_find_path("pue", NULL), &e), 0);
    assert_rows(&list, "node.a.max_power=1 node.a.label=A node.b.max_power=2 node.c.idle_power=3 "
                       "pue=1.2 node.a.idle_power=0 node.b.idle_power=0 seed=42");
    assert_string_equal(list.rows[5].unit, "kW");
    assert_string_equal(list.rows[5].place, "default");
    assumption_list_free(&list);
}

static void has_item__block_and_name_count(void **state)
{
    (void)state;
    struct assumption_list list = {0};
    struct error e;
    struct assumption row = row_of("output_tokens.chat", "constant(value=1)");
    assert_int_equal(assumption_list_add(&list, &row, &e), 0);
    assert_true(assumption_list_has_item(&list, BLOCK_WORKLOAD, "chat"));
    assert_false(assumption_list_has_item(&list, BLOCK_WORKLOAD, "cha"));
    assert_false(assumption_list_has_item(&list, BLOCK_CASE, "chat"));
    assumption_list_free(&list);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add_default__each_item__has_one_row),
        cmocka_unit_test(has_item__block_and_name_count),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("assumption_defaults", tests, NULL, NULL);
}
