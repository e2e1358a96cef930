/* test_assumption_list.c -- lists of assumptions copied, changed and read without being built. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assumption_rows.h"
#include "support.h"

/* ---- memory that runs out; see make/tests.mk for the wrapping -------------------------------- */

#define ENOUGH ((size_t)-1)
static size_t blocks_left = ENOUGH;

void *__real_malloc(size_t);
void *__wrap_malloc(size_t);
void *__real_realloc(void *, size_t);
void *__wrap_realloc(void *, size_t);

static bool take_block(void)
{
    if (blocks_left == ENOUGH)
        return true;
    if (blocks_left == 0)
        return false;
    blocks_left--;
    return true;
}

void *__wrap_malloc(size_t n)
{
    return take_block() ? __real_malloc(n) : NULL;
}

void *__wrap_realloc(void *block, size_t n)
{
    return take_block() ? __real_realloc(block, n) : NULL;
}

/* ---- lists --------------------------------------------------------------------------------- */

static struct assumption_list three_rows(void)
{
    struct assumption_list list = {0};
    struct assumption rows[] = {row_of("pue", "1.2"), row_of("seed", "42"), row_of("z", "1.645")};
    struct error e;
    for (size_t i = 0; i < 3; i++) {
        rows[i].unit = (char *)"1";
        rows[i].source = (char *)"meters";
        rows[i].note = (char *)"of 2025";
        rows[i].place = (char *)"mine.lua:3";
        assert_int_equal(assumption_list_add(&list, &rows[i], &e), 0);
    }
    return list;
}

static void copy__every_string__is_the_copys_own(void **state)
{
    (void)state;
    struct assumption_list from = three_rows(), to;
    struct error e;
    assert_int_equal(assumption_list_copy(&from, &to, &e), 0);
    ((char *)from.rows[0].value)[0] = '9'; /* changes the first list alone */
    assert_rows(&from, "pue=9.2 seed=42 z=1.645");
    assumption_list_free(&from);
    assert_rows(&to, "pue=1.2 seed=42 z=1.645");
    assert_string_equal(to.rows[2].unit, "1");
    assert_string_equal(to.rows[2].source, "meters");
    assert_string_equal(to.rows[2].note, "of 2025");
    assert_string_equal(to.rows[2].place, "mine.lua:3");
    assumption_list_free(&to);
}

static void copy__of_no_rows__is_empty(void **state)
{
    (void)state;
    struct assumption_list from = {0}, to = {.n = 7};
    struct error e;
    assert_int_equal(assumption_list_copy(&from, &to, &e), 0);
    assert_int_equal(to.n, 0);
    assumption_list_free(&to);
}

/* Two blocks a row: at each of the six the copy fails, and can be freed. */
static void copy__without_memory__is_told_and_can_be_freed(void **state)
{
    (void)state;
    struct assumption_list from = three_rows();
    for (size_t blocks = 0; blocks < 6; blocks++) {
        struct assumption_list to;
        struct error e;
        blocks_left = blocks;
        int rc = assumption_list_copy(&from, &to, &e);
        blocks_left = ENOUGH;
        assert_int_equal(rc, -1);
        assert_contains(e.text, "no memory");
        assert_int_equal(to.n, blocks / 2);
        assumption_list_free(&to);
    }
    assumption_list_free(&from);
}

static void replace__known_path__keeps_its_place_and_nothing_of_the_old(void **state)
{
    (void)state;
    struct assumption_list list = three_rows();
    struct assumption row = row_of("seed", "a longer value than the one before");
    struct error e;
    assert_int_equal(assumption_list_replace(&list, &row, &e), 0);
    assert_rows(&list, "pue=1.2 seed=a longer value than the one before z=1.645");
    assert_string_equal(list.rows[1].source, ""); /* nothing keeps a source that it does not have */
    assert_string_equal(list.rows[1].note, "");
    assert_string_equal(list.rows[1].place, "");
    assumption_list_free(&list);
}

static void replace__unknown_path__stands_at_the_end(void **state)
{
    (void)state;
    struct assumption_list list = three_rows();
    struct assumption row = row_of("trim", "5-95");
    struct error e;
    assert_int_equal(assumption_list_replace(&list, &row, &e), 0);
    assert_rows(&list, "pue=1.2 seed=42 z=1.645 trim=5-95");
    assumption_list_free(&list);
}

/* The new row borrows strings of the one that it replaces: read before they are freed. */
static void replace__by_a_row_with_strings_of_the_old__keeps_them(void **state)
{
    (void)state;
    struct assumption_list list = three_rows();
    struct assumption row = list.rows[1];
    struct error e;
    row.value = (char *)"43";
    assert_int_equal(assumption_list_replace(&list, &row, &e), 0);
    assert_rows(&list, "pue=1.2 seed=43 z=1.645");
    assert_string_equal(list.rows[1].source, "meters");
    assert_int_equal(assumption_list_replace(&list, &list.rows[0], &e), 0);
    assert_rows(&list, "pue=1.2 seed=43 z=1.645");
    assumption_list_free(&list);
}

/* Two rows fill the room for two: a new one takes a block for itself and one for the list. */
static void replace__without_memory__leaves_the_old_row(void **state)
{
    (void)state;
    struct assumption_list list = three_rows();
    struct assumption known = row_of("seed", "43"), unknown = row_of("trim", "5-95");
    struct error e;
    assumption_list_remove(&list, "z");
    blocks_left = 0;
    int rc = assumption_list_replace(&list, &known, &e);
    blocks_left = 1;
    int rc_added = assumption_list_replace(&list, &unknown, &e);
    blocks_left = ENOUGH;
    assert_int_equal(rc, -1);
    assert_int_equal(rc_added, -1);
    assert_contains(e.text, "no memory for the assumption trim");
    assert_rows(&list, "pue=1.2 seed=42");
    assumption_list_free(&list);
}

static void remove__first_middle_last_and_unknown(void **state)
{
    (void)state;
    struct assumption_list list = three_rows();
    assumption_list_remove(&list, "trim");
    assert_rows(&list, "pue=1.2 seed=42 z=1.645");
    assumption_list_remove(&list, "seed");
    assert_rows(&list, "pue=1.2 z=1.645");
    assert_null(assumption_list_find(&list, "seed"));
    assumption_list_remove(&list, "z");
    assumption_list_remove(&list, "pue");
    assert_int_equal(list.n, 0);
    assumption_list_remove(&list, "pue");
    struct assumption row = row_of("pue", "1.3"); /* an emptied list can be filled again */
    struct error e;
    assert_int_equal(assumption_list_replace(&list, &row, &e), 0);
    assert_rows(&list, "pue=1.3");
    assumption_list_free(&list);
}

/* A copy that is changed, which is how scenarios are compared, leaves its origin alone. */
static void changed_copy__leaves_its_origin(void **state)
{
    (void)state;
    struct assumption_list from = three_rows(), to;
    struct assumption row = row_of("pue", "1.5");
    struct error e;
    assert_int_equal(assumption_list_copy(&from, &to, &e), 0);
    assert_int_equal(assumption_list_replace(&to, &row, &e), 0);
    assumption_list_remove(&to, "z");
    assert_rows(&to, "pue=1.5 seed=42");
    assert_rows(&from, "pue=1.2 seed=42 z=1.645");
    assumption_list_free(&from);
    assumption_list_free(&to);
}

/* ---- files --------------------------------------------------------------------------------- */

#define HEADER "# scenario day\npath\tvalue\tunit\tsource\tnote\n"

struct files {
    char directory[SCRATCH_PATH_SIZE], rows[SCRATCH_PATH_SIZE], places[SCRATCH_PATH_SIZE];
    struct assumption_list list;
    char name[NAME_SIZE];
    struct error e;
};

static int open_files(void **state)
{
    struct files *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    scratch_make(f->directory);
    scratch_path(f->rows, f->directory, "assumptions.tsv");
    scratch_path(f->places, f->directory, "places.tsv");
    write_text(f->rows, HEADER "pue\t1.2\t1\tmeters\t\"a \"\"good\"\" note\"\n"
                        "no.such_path\tx\t-\t\t\nseed\t42\t1\t\t\n");
    write_text(f->places, "path\tplace\nseed\tdefault\nno.such_path\ta.lua:9\npue\ta.lua:4\n");
    *state = f;
    return 0;
}

static int close_files(void **state)
{
    struct files *f = *state;
    assumption_list_free(&f->list);
    scratch_remove(f->directory);
    free(f);
    return 0;
}

/* Nothing is built: a path that no scenario has is a row like any other. */
static void read__without_places__names_lines_of_the_file(void **state)
{
    struct files *f = *state;
    char place[SCRATCH_PATH_SIZE + 4];
    assert_int_equal(assumption_list_read(f->rows, NULL, &f->list, f->name, &f->e), 0);
    assert_string_equal(f->name, "day");
    assert_rows(&f->list, "pue=1.2 no.such_path=x seed=42");
    assert_string_equal(f->list.rows[0].note, "a \"good\" note");
    assert_string_equal(f->list.rows[0].source, "meters");
    snprintf(place, sizeof place, "%s:3", f->rows);
    assert_string_equal(f->list.rows[0].place, place);
}

static void read__with_places__names_them_in_any_order(void **state)
{
    struct files *f = *state;
    assert_int_equal(assumption_list_read(f->rows, f->places, &f->list, f->name, &f->e), 0);
    assert_rows(&f->list, "pue=1.2 no.such_path=x seed=42");
    assert_string_equal(f->list.rows[0].place, "a.lua:4");
    assert_string_equal(f->list.rows[0].note, "a \"good\" note"); /* the rest stays */
    assert_string_equal(f->list.rows[1].place, "a.lua:9");
    assert_string_equal(f->list.rows[2].place, "default");
}

static void assert_refused(struct files *f, const char *message)
{
    assert_int_equal(assumption_list_read(f->rows, f->places, &f->list, f->name, &f->e), -1);
    assert_contains(f->e.text, message);
    assert_int_equal(f->list.n, 0);
}

static void read__places_that_do_not_fit__are_refused(void **state)
{
    struct files *f = *state;
    write_text(f->places, "path\tplace\npue\ta.lua:4\nseed\ta.lua:5\n");
    assert_refused(f, "places.tsv: found no place of no.such_path");
    write_text(f->places, "path\tplaces\npue\ta.lua:4\n");
    assert_refused(f, "column place is missing");
    write_text(f->places, "");
    assert_refused(f, "places.tsv");
    scratch_path(f->places, f->directory, "not_there.tsv");
    assert_refused(f, "not_there.tsv");
}

static void read__rows_that_are_none__are_refused(void **state)
{
    struct files *f = *state;
    write_text(f->rows, HEADER "pue\t1.2\t1\tmeters\n");
    assert_refused(f, "assumptions.tsv:3:");
    write_text(f->rows, "path\tvalue\tunit\tsource\tnote\npue\t1.2\t1\t\t\n");
    assert_refused(f, "assumptions.tsv:1: found no line \"# scenario NAME\"");
    write_text(f->rows, "# scenario day\npath\tvalue\tunit\tnote\npue\t1.2\t1\t\n");
    assert_refused(f, "column source is missing");
    write_text(f->rows, HEADER);
    assert_int_equal(assumption_list_read(f->rows, f->places, &f->list, f->name, &f->e), 0);
    assert_int_equal(f->list.n, 0);
}

/* A key that came later has no row in older files; asked about, it has its default. */
/* At whatever block memory ends: a message, and a list without rows. */
static void read__without_memory__is_told_and_leaves_no_rows(void **state)
{
    struct files *f = *state;
    int rc = -1;
    size_t blocks = 0;
    for (; rc != 0 && blocks < 200; blocks++) {
        f->e.text[0] = '\0';
        blocks_left = blocks;
        rc = assumption_list_read(f->rows, f->places, &f->list, f->name, &f->e);
        blocks_left = ENOUGH;
        assert_true(rc == 0 || (f->list.n == 0 && f->e.text[0] != '\0'));
    }
    assert_int_equal(rc, 0);
    assert_true(blocks > 9); /* nine for the rows and their new places alone */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_files, close_files)

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(copy__every_string__is_the_copys_own),
        cmocka_unit_test(copy__of_no_rows__is_empty),
        cmocka_unit_test(copy__without_memory__is_told_and_can_be_freed),
        cmocka_unit_test(replace__known_path__keeps_its_place_and_nothing_of_the_old),
        cmocka_unit_test(replace__unknown_path__stands_at_the_end),
        cmocka_unit_test(replace__by_a_row_with_strings_of_the_old__keeps_them),
        cmocka_unit_test(replace__without_memory__leaves_the_old_row),
        cmocka_unit_test(remove__first_middle_last_and_unknown),
        cmocka_unit_test(changed_copy__leaves_its_origin),
        TEST(read__without_places__names_lines_of_the_file),
        TEST(read__with_places__names_them_in_any_order),
        TEST(read__places_that_do_not_fit__are_refused),
        TEST(read__rows_that_are_none__are_refused),
        TEST(read__without_memory__is_told_and_leaves_no_rows),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("assumption_list", tests, NULL, NULL);
}
