/* test_checkpoint_files.c -- names and files that are no checkpoint's are refused and left. */
#include "checkpoint_fixture.h"

#include <stdio.h>
#include <sys/stat.h>

static void other_files__are_refused(void **state)
{
    const struct fixture *f = *state;
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"", "found no checkpoint"},
        {"mix\tminute\n", "found no checkpoint"},
        {"wattquery day 1 " MINE " 0 0 0\n", "of version 1, want 2"},
        {"wattquery day 2 " MINE " 6 0 1\n", "altered or cut short"},
        {"wattquery day 2 " MINE " 6 1 2 3", "altered or cut short"},
        {"wattquery day 2 " MINE " 6 1 18446744073709551615 3\n", "altered"},
        {"wattquery day 2 " MINE " 6 1 3 4611686018427387904\n", "altered"},
        {"wattquery day 2 " MINE " 6 0 0 0\nand more than sixty-five bytes of something else, "
                                 "which "
         "is too much", "altered"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        write_text(f->file, rows[i].text);
        assert_refused(f, MINE, rows[i].part, "remove it");
    }
}

static void folder__is_refused(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day);
    struct error e;
    uint64_t done;
    assert_int_equal(checkpoint_read(f->folder, MINE, &t, &done, &e), -1);
    assert_contains(e.text, f->folder);
    assert_contains(e.text, "want a file");
    tally_free(&t);
}

/* Opening it would wait for one who writes. */
static void pipe__is_refused(void **state)
{
    const struct fixture *f = *state;
    struct tally t = empty_tally(&f->day);
    struct error e;
    uint64_t done;
    assert_int_equal(mkfifo(f->file, 0600), 0);
    assert_int_equal(checkpoint_read(f->file, MINE, &t, &done, &e), -1);
    assert_contains(e.text, "want a file");
    tally_free(&t);
}

static void writing__into_no_folder__says_why(void **state)
{
    const struct fixture *f = *state;
    char path[2 * SCRATCH_PATH_SIZE];
    struct error e;
    snprintf(path, sizeof path, "%s/none/day.checkpoint", f->folder);
    assert_int_equal(checkpoint_write(path, MINE, DONE, &f->tally, &e), -1);
    assert_contains(e.text, "none/day.checkpoint.tmp: cannot be written: No such file");
}

/* A name that is taken by a folder: the renaming fails, and nothing is left behind. */
static void writing__over_a_folder__leaves_nothing(void **state)
{
    const struct fixture *f = *state;
    struct error e;
    assert_int_equal(mkdir(f->file, 0777), 0);
    assert_int_equal(checkpoint_write(f->file, MINE, DONE, &f->tally, &e), -1);
    assert_contains(e.text, "day.checkpoint");
    assert_int_equal(count_entries(f->folder), 1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(other_files__are_refused),
        TEST(folder__is_refused),
        TEST(pipe__is_refused),
        TEST(writing__into_no_folder__says_why),
        TEST(writing__over_a_folder__leaves_nothing),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("checkpoint_files", tests, NULL, NULL);
}
