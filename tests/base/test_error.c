/* test_error.c -- messages: made, prefixed, cut to their room. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static void error_set__returns_minus_one_and_keeps_the_text(void **state)
{
    (void)state;
    struct error e = {"old"};
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

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(error_set__returns_minus_one_and_keeps_the_text),
        cmocka_unit_test(error__nowhere_to_put_it__still_minus_one),
        cmocka_unit_test(error__longer_than_its_room__cut_with_an_end),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
