/* test_array.c -- an array that grows: its room, and memory that ends. */
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"
#include "support.h"

/* Linked with --wrap=realloc: counts the calls, and refuses them when told to. */
static size_t calls;
static bool is_refused;

void *__real_realloc(void *, size_t);
void *__wrap_realloc(void *, size_t);

void *__wrap_realloc(void *block, size_t n)
{
    calls++;
    return is_refused ? NULL : __real_realloc(block, n);
}

static void add__a_thousand__keeps_all_and_doubles(void **state)
{
    (void)state;
    size_t *items = NULL, n = 0;
    calls = 0;
    while (n < 1000)
        assert_int_equal(ARRAY_ADD(items, n, 3 * n, NULL), 0);
    assert_int_equal(calls, 11); /* room for 1, 2, 4, ..., 1024 = 2^10 */
    for (size_t i = 0; i < n; i++)
        assert_int_equal(items[i], 3 * i);
    free(items);
}

static void add__no_memory__is_told_and_keeps_the_items(void **state)
{
    (void)state;
    size_t *items = NULL, n = 0;
    struct error e;
    assert_int_equal(ARRAY_ADD(items, n, 7, &e), 0);
    is_refused = true;
    int rc = ARRAY_ADD(items, n, 8, &e);
    is_refused = false;
    assert_int_equal(rc, -1);
    assert_contains(e.text, "no memory");
    assert_int_equal(n, 1);
    assert_int_equal(items[0], 7);
    free(items);
}

/* Twice 2^60 items of 8 bytes are 2^64 bytes: a product that is 0 in a size_t of 64 bits. */
static void grow__more_bytes_than_a_size_holds__is_refused(void **state)
{
    (void)state;
    double *items = NULL;
    struct error e;
    calls = 0;
    assert_int_equal(array_grow(&items, SIZE_MAX / 16 + 1, sizeof *items, &e), -1);
    assert_contains(e.text, "no memory");
    assert_int_equal(calls, 0);
    assert_null(items);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(add__a_thousand__keeps_all_and_doubles),
        cmocka_unit_test(add__no_memory__is_told_and_keeps_the_items),
        cmocka_unit_test(grow__more_bytes_than_a_size_holds__is_refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("array", tests, NULL, NULL);
}
