/* test_publish.c -- names that are taken are left, and so are files of the same bytes. */
#include "output_fixture.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/output.h"

/* ---- names that are taken --------------------------------------------------------------- */

/* What a name is of; not of what a link leads to. */
static mode_t mode_of(const char *path)
{
    struct stat about;
    assert_int_equal(lstat(path, &about), 0);
    return about.st_mode;
}

/* Opens and publishes "new": 0, or -1 with the message of whichever failed. */
static int try_to_publish(const char *path, struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("new\n", out.stream);
    return output_publish(&out, e);
}

static void taken_name__device_or_folder__is_left(void **state)
{
    struct files *s = *state;
    struct error e;
    for (int temporary = 0; temporary < 2; temporary++) {
        const char *taken = temporary ? s->temporary : s->path;
        make_device(taken);
        const mode_t mode = mode_of(taken);
        assert_int_equal(try_to_publish(s->path, &e), -1);
        assert_contains(e.text, taken);
        assert_contains(e.text, ": found a pipe or a device, want the name of a file");
        assert_int_equal(mode_of(taken), mode);
        assert_int_equal(count_entries(s->folder), 1);
        assert_int_equal(remove(taken), 0);
        assert_int_equal(mkdir(taken, 0700), 0);
        assert_int_equal(try_to_publish(s->path, &e), -1);
        assert_contains(e.text, ": found a folder, want the name of a file");
        assert_int_equal(count_entries(s->folder), 1);
        assert_int_equal(rmdir(taken), 0);
    }
}

/* One that comes while the file is being written. */
static void taken_name__device_comes_later__is_left(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    assert_int_equal(output_open(&out, s->path, &e), 0);
    make_device(s->path);
    const mode_t mode = mode_of(s->path);
    assert_int_equal(output_publish(&out, &e), -1);
    assert_contains(e.text, "found a pipe or a device");
    assert_int_equal(mode_of(s->path), mode);
    assert_int_equal(count_entries(s->folder), 1);
}

/* A link is replaced, and what it leads to stays as it was: a file, or nothing. */
static void link__to_file_or_nothing__is_replaced_itself(void **state)
{
    struct files *s = *state;
    char other[SCRATCH_PATH_SIZE];
    struct error e;
    scratch_path(other, s->folder, "other");
    for (int there = 0; there < 2; there++) {
        if (there)
            write_text(other, "somebody's\n");
        assert_int_equal(symlink(other, s->path), 0);
        assert_int_equal(symlink(other, s->temporary), 0);
        assert_int_equal(try_to_publish(s->path, &e), 0);
        assert_true(S_ISREG(mode_of(s->path)));
        assert_holds(s->path, "new\n");
        assert_int_equal(path_exists(other), there);
        assert_int_equal(count_entries(s->folder), 1 + (size_t)there);
        assert_int_equal(remove(s->path), 0);
    }
    assert_holds(other, "somebody's\n");
}

/* The second as /dev/stdout is where output goes to a file. */
static void link__to_device_or_open_file__is_left(void **state)
{
    struct files *s = *state;
    char other[SCRATCH_PATH_SIZE], open_file[40];
    struct error e;
    scratch_path(other, s->folder, "other");
    make_device(other);
    assert_int_equal(symlink(other, s->path), 0);
    assert_int_equal(try_to_publish(s->path, &e), -1);
    assert_contains(e.text, "results.tsv: found a pipe or a device");
    assert_true(S_ISLNK(mode_of(s->path)));
    assert_int_equal(remove(s->path), 0);
    assert_int_equal(remove(other), 0);
    write_text(other, "somebody's\n");
    FILE *f = fopen(other, "r");
    snprintf(open_file, sizeof open_file, "/proc/self/fd/%d", fileno(f));
    assert_int_equal(symlink(open_file, s->path), 0);
    assert_int_equal(try_to_publish(s->path, &e), -1);
    assert_contains(e.text, "results.tsv: found a link to an open file, want the name of a file");
    assert_true(S_ISLNK(mode_of(s->path)));
    fclose(f);
}

/* ---- only if changed -------------------------------------------------------------------- */

/* Publishes text if changed over a file with a time in the past; true when it kept its time. */
static bool keeps_time(struct files *s, const char *old, const char *text)
{
    struct output out;
    struct error e;
    struct stat now;
    const struct timespec past[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
    write_text(s->path, old);
    assert_int_equal(utimensat(AT_FDCWD, s->path, past, 0), 0);
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs(text, out.stream);
    assert_int_equal(output_publish(&out, &e), 0);
    assert_holds(s->path, text);
    assert_int_equal(count_entries(s->folder), 1);
    assert_int_equal(stat(s->path, &now), 0);
    return now.st_mtime == 1000000;
}

static void publish__same_bytes__keeps_the_time(void **state)
{
    assert_true(keeps_time(*state, "same\n", "same\n"));
    assert_true(keeps_time(*state, "", ""));
}

static void publish__other_bytes__replaces(void **state)
{
    assert_false(keeps_time(*state, "same\n", "sane\n"));
    assert_false(keeps_time(*state, "longer\n", "long"));
    assert_false(keeps_time(*state, "long", "longer\n"));
    assert_false(keeps_time(*state, "something", ""));
}

/* Differences past the first block that is compared, and a file of just one block. */
static void publish__long_files__compares_to_the_end(void **state)
{
    char a[8193], b[8193];
    memset(a, 'x', sizeof a);
    a[8192] = '\0';
    memcpy(b, a, sizeof b);
    assert_true(keeps_time(*state, a, b));
    b[8191] = 'y';
    assert_false(keeps_time(*state, a, b));
    b[4096] = a[4096] = '\0';
    assert_true(keeps_time(*state, a, b));
}

static void publish__no_file_before__publishes(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs("new\n", out.stream);
    assert_int_equal(output_publish(&out, &e), 0);
    assert_holds(s->path, "new\n");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(taken_name__device_or_folder__is_left),
        TEST(taken_name__device_comes_later__is_left),
        TEST(link__to_file_or_nothing__is_replaced_itself),
        TEST(link__to_device_or_open_file__is_left),
        TEST(publish__same_bytes__keeps_the_time),
        TEST(publish__other_bytes__replaces),
        TEST(publish__long_files__compares_to_the_end),
        TEST(publish__no_file_before__publishes),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("publish", tests, NULL, NULL);
}
