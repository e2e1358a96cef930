/* test_words.c -- lists of words: what is appended, found and taken off. */
#include <string.h>

#include "base/words.h"
#include "support.h"

static void add__one_after_another__has_one_space_between(void **state)
{
    (void)state;
    char words[32] = "";
    words_add(words, sizeof words, "pue");
    words_add(words, sizeof words, "trim");
    assert_string_equal(words, "pue trim");
}

/* "pue trim" and its end are 9 bytes. */
static void add__no_room__leaves_the_word_out_whole(void **state)
{
    (void)state;
    char words[9] = "";
    words_add(words, 8, "pue");
    words_add(words, 8, "trim");
    assert_string_equal(words, "pue");
    words_add(words, 9, "trim");
    assert_string_equal(words, "pue trim");
    words_add(words, 9, "z");
    assert_string_equal(words, "pue trim");
}

static void index__whole_words_only(void **state)
{
    (void)state;
    assert_int_equal(words_index("frontier_all frontier f", "frontier_all"), 0);
    assert_int_equal(words_index("frontier_all frontier f", "frontier"), 1);
    assert_int_equal(words_index("frontier_all frontier f", "f"), 2);
    assert_int_equal(words_index("frontier_all frontier f", "front"), -1);
    assert_int_equal(words_index("frontier_all frontier f", "frontier f"), -1);
    assert_int_equal(words_index("frontier", ""), -1);
    assert_int_equal(words_index("", ""), -1);
    assert_true(words_have("beta z", "z"));
    assert_false(words_have("beta z", "zeta"));
}

static void next__each_word_once__empty_when_too_long(void **state)
{
    (void)state;
    char list[200] = "pue ", word[NAME_SIZE];
    memset(list + 4, 'a', NAME_SIZE);
    strcpy(list + 4 + NAME_SIZE, " z");
    const char *cursor = list;
    assert_true(words_next(&cursor, word));
    assert_string_equal(word, "pue");
    assert_true(words_next(&cursor, word));
    assert_string_equal(word, "");
    assert_true(words_next(&cursor, word));
    assert_string_equal(word, "z");
    assert_false(words_next(&cursor, word));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add__one_after_another__has_one_space_between),
        cmocka_unit_test(add__no_room__leaves_the_word_out_whole),
        cmocka_unit_test(index__whole_words_only),
        cmocka_unit_test(next__each_word_once__empty_when_too_long),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
