/* test_error.c -- messages: made, prefixed, cut to their room. */
#include "support.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static void error_set__returns_minus_one_and_keeps_the_text(void **state)
{
    (void)state;
    struct error e = {.text = "old"};
    assert_int_equal(error_set(&e, "%s:%d: found %g", "a.csv", 3, 0.5), -1);
    assert_string_equal(e.text, "a.csv:3: found 0.5");
    assert_int_equal(error_prefix(&e, "%s", "fit_tps"), -1);
    assert_string_equal(e.text, "fit_tps: a.csv:3: found 0.5");
}

static void error__nowhere_to_put_it__still_minus_one(void **state)
{
    (void)state;
    assert_int_equal(error_set(NULL, "x"), -1);
    assert_int_equal(error_prefix(NULL, "x"), -1);
}

/* Whatever the lengths, the text has an end within its room and begins with the place. */
static void error__longer_than_its_room__cut_with_an_end(void **state)
{
    (void)state;
    struct error e;
    const size_t room = sizeof e.text;
    char *text = malloc(2 * room);
    assert_non_null(text);
    memset(text, 'm', 2 * room);
    text[2 * room - 1] = '\0';
    error_set(&e, "%s", text);
    assert_int_equal(strlen(e.text), room - 1);
    error_prefix(&e, "a.csv:3");
    assert_int_equal(strlen(e.text), room - 1);
    assert_int_equal(strncmp(e.text, "a.csv:3: mmm", 12), 0);
    error_prefix(&e, "%s", text);
    assert_int_equal(strlen(e.text), room - 1);
    free(text);
}

/* What the system has no room for, or cannot read, is no answer to what was asked; a name that
 * leads to no file is. */
static void error__of_the_system__is_told_from_what_is_refused(void **state)
{
    (void)state;
    struct error e;
    assert_int_equal(error_no_memory(&e, "for %d rows", 3), -1);
    assert_string_equal(e.text, "no memory for 3 rows");
    assert_true(e.is_of_system);
    assert_int_equal(error_file(&e, ENOENT, "%s: cannot be read", "a.csv"), -1);
    assert_string_equal(e.text, "a.csv: cannot be read: No such file or directory");
    assert_false(e.is_of_system);
    (void)error_file(&e, EMFILE, "a.csv");
    assert_true(e.is_of_system);
    (void)error_set(&e, "found 0");
    assert_false(e.is_of_system);
}

static void refused__asks_what_a_failure_means(void **state)
{
    (void)state;
    struct error own = {.text = ""}, e = {.text = "before"};
    assert_int_equal(error_refused(0, &own, &e), 0);
    assert_int_equal(error_refused(error_set(&own, "found 0"), &own, &e), 1);
    assert_string_equal(e.text, "before");
    assert_int_equal(error_refused(error_no_memory(&own, "for it"), &own, &e), -1);
    assert_string_equal(e.text, "no memory for it");
    assert_true(e.is_of_system);
}

/* More text in front or behind leaves what kind of failure it is. */
static void more_text__keeps_the_kind(void **state)
{
    (void)state;
    struct error e;
    (void)error_no_memory(&e, "for it");
    (void)error_prefix(&e, "pue");
    assert_int_equal(error_append(&e, "; want %s", "more"), -1);
    assert_string_equal(e.text, "pue: no memory for it; want more");
    assert_true(e.is_of_system);
    (void)error_set(&e, "found 0");
    (void)error_append(&e, "; want 1");
    assert_string_equal(e.text, "found 0; want 1");
    assert_false(e.is_of_system);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_set__returns_minus_one_and_keeps_the_text),
        cmocka_unit_test(error__nowhere_to_put_it__still_minus_one),
        cmocka_unit_test(error__longer_than_its_room__cut_with_an_end),
        cmocka_unit_test(error__of_the_system__is_told_from_what_is_refused),
        cmocka_unit_test(refused__asks_what_a_failure_means),
        cmocka_unit_test(more_text__keeps_the_kind),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
