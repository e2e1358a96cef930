/* test_digest.c -- FNV-1a against its authors' test vectors; values as they compare. */
#include <math.h>

#include "base/digest.h"
#include "support.h"

/* Landon Noll's test_fnv.c, FNV-1a 64, of "", "a" and "foobar" with their ends. */
static void text__with_its_end__is_fnv_1a(void **state)
{
    (void)state;
    assert_true(digest_text(DIGEST_BEGIN, "") == UINT64_C(0xaf63bd4c8601b7df));
    assert_true(digest_text(DIGEST_BEGIN, "a") == UINT64_C(0x089be207b544f1e4));
    assert_true(digest_text(DIGEST_BEGIN, "foobar") == UINT64_C(0x34531ca7168b8f38));
}

static void texts__one_after_the_other__keep_their_ends(void **state)
{
    (void)state;
    uint64_t one = digest_text(digest_text(DIGEST_BEGIN, "a"), "bc");
    assert_true(one != digest_text(digest_text(DIGEST_BEGIN, "ab"), "c"));
}

static void numbers__that_compare_equal__are_one(void **state)
{
    (void)state;
    assert_true(digest_number(DIGEST_BEGIN, 0.0) == digest_number(DIGEST_BEGIN, -0.0));
    assert_true(digest_number(DIGEST_BEGIN, NAN) == digest_number(DIGEST_BEGIN, -NAN));
    assert_true(digest_number(DIGEST_BEGIN, 1) != digest_number(DIGEST_BEGIN, nextafter(1, 2)));
    assert_true(digest_number(DIGEST_BEGIN, INFINITY) != digest_number(DIGEST_BEGIN, NAN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text__with_its_end__is_fnv_1a),
        cmocka_unit_test(texts__one_after_the_other__keep_their_ends),
        cmocka_unit_test(numbers__that_compare_equal__are_one),
    };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
