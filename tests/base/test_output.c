/* test_output.c -- files are published whole or not at all, and their digests are right. */
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/output.h"

/* ---- system calls that can be told to fail ---------------------------------------------- */

/* Linked with --wrap=fclose --wrap=rename: calls pass through while 0, the k-th one from now on
 * fails when k. */
static int fail_fclose, fail_rename;

int __real_fclose(FILE *f);
int __wrap_fclose(FILE *f);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);

static bool is_due(int *count)
{
    return *count > 0 && --*count == 0;
}

int __wrap_fclose(FILE *f)
{
    int status = __real_fclose(f);
    if (!is_due(&fail_fclose))
        return status;
    errno = ENOSPC;
    return EOF;
}

int __wrap_rename(const char *from, const char *to)
{
    if (!is_due(&fail_rename))
        return __real_rename(from, to);
    errno = EACCES;
    return -1;
}

/* ---- fixture ---------------------------------------------------------------------------- */

struct files {
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE], temporary[SCRATCH_PATH_SIZE];
};

static int set_up(void **state)
{
    struct files *s = malloc(sizeof *s);
    scratch_make(s->folder);
    scratch_path(s->path, s->folder, "results.tsv");
    scratch_path(s->temporary, s->folder, "results.tsv.tmp");
    *state = s;
    return 0;
}

static int tear_down(void **state)
{
    struct files *s = *state;
    fail_fclose = fail_rename = 0;
    scratch_remove(s->folder);
    free(s);
    return 0;
}

static void assert_holds(const char *path, const char *want)
{
    char *text = read_whole(path, NULL);
    assert_string_equal(text, want);
    free(text);
}

/* ---- publishing ------------------------------------------------------------------------- */

static void output__published__replaces_the_old_file(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    write_text(s->path, "old and longer than the new one\n");
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs("new\n", out.stream);
    assert_holds(s->path, "old and longer than the new one\n");
    assert_int_equal(output_publish(&out, &e), 0);
    assert_holds(s->path, "new\n");
    assert_int_equal(count_entries(s->folder), 1);
}

static void output__discarded__leaves_the_old_file(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    write_text(s->path, "old\n");
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs("new\n", out.stream);
    output_discard(&out);
    output_discard(&out); /* zeroed by now */
    assert_holds(s->path, "old\n");
    assert_int_equal(count_entries(s->folder), 1);
}

static void output__left_over_temporary__is_overwritten(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    write_text(s->temporary, "what an interrupted run left here\n");
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs("new\n", out.stream);
    assert_int_equal(output_publish(&out, &e), 0);
    assert_holds(s->path, "new\n");
    assert_int_equal(count_entries(s->folder), 1);
}

static void output__no_folder__names_path_and_reason(void **state)
{
    struct files *s = *state;
    struct output out;
    struct error e;
    scratch_path(s->path, s->folder, "missing/results.tsv");
    assert_int_equal(output_open(&out, s->path, &e), -1);
    assert_contains(e.text, "missing/results.tsv");
    assert_contains(e.text, "No such file or directory");
    output_discard(&out); /* nothing to free, and harmless */
}

/* Publishes "new" over "old" while something fails; only "old" may be left. */
static void assert_fails(struct files *s, int publish(struct output *, struct error *),
                         const char *reason)
{
    struct output out;
    struct error e = {.text = ""};
    write_text(s->path, "old\n");
    assert_int_equal(output_open(&out, s->path, &e), 0);
    fputs("new\n", out.stream);
    fail_fclose = strcmp(reason, "No space left on device") == 0;
    fail_rename = strcmp(reason, "Permission denied") == 0;
    assert_int_equal(publish(&out, &e), -1);
    assert_contains(e.text, s->path);
    assert_contains(e.text, reason);
    assert_holds(s->path, "old\n");
    assert_int_equal(count_entries(s->folder), 1);
}

static void output__close_fails__leaves_the_old_file(void **state)
{
    assert_fails(*state, output_publish, "No space left on device");
}

static void output__rename_fails__leaves_the_old_file(void **state)
{
    assert_fails(*state, output_publish, "Permission denied");
}

/* A file may have no byte: the write fails, seen at the end or by an earlier flush. */
static void output__full_disk__leaves_no_file(void **state)
{
    struct files *s = *state;
    struct rlimit old, none;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    none = (struct rlimit){0, old.rlim_max};
    for (int i = 0; i < 2; i++) {
        struct output out;
        struct error e = {.text = ""};
        assert_int_equal(output_open(&out, s->path, &e), 0);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
        fputs("new\n", out.stream);
        if (i == 1)
            fflush(out.stream);
        int status = output_publish(&out, &e);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
        assert_int_equal(status, -1);
        assert_contains(e.text, s->path);
        assert_contains(e.text, i == 0 ? "File too large" : "disk");
        assert_int_equal(count_entries(s->folder), 0);
    }
    signal(SIGXFSZ, handler);
}

static void publish_file__rename_fails__removes_the_temporary(void **state)
{
    struct files *s = *state;
    struct error e;
    write_text(s->temporary, "new\n");
    fail_rename = 1;
    assert_int_equal(publish_file(s->temporary, s->path, &e), -1);
    assert_contains(e.text, s->path);
    assert_int_equal(count_entries(s->folder), 0);
}

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

/* ---- digests ---------------------------------------------------------------------------- */

static void sha256__published_messages(void **state)
{
    /* FIPS 180-4 examples of NIST: "abc", the empty message, and the 448-bit message */
    static const struct {
        const char *text, *digest;
    } ROWS[] = {
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    struct files *s = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char digest[65];
        struct error e;
        write_text(s->path, ROWS[i].text);
        assert_int_equal(sha256_file(s->path, digest, &e), 0);
        assert_string_equal(digest, ROWS[i].digest);
    }
}

static void sha256__unreadable__names_path_and_reason(void **state)
{
    struct files *s = *state;
    char digest[65];
    struct error e;
    assert_int_equal(sha256_file(s->path, digest, &e), -1);
    assert_contains(e.text, s->path);
    assert_contains(e.text, "No such file or directory");
    assert_int_equal(sha256_file(s->folder, digest, &e), -1);
    assert_contains(e.text, s->folder);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(output__published__replaces_the_old_file),
        TEST(output__discarded__leaves_the_old_file),
        TEST(output__left_over_temporary__is_overwritten),
        TEST(output__no_folder__names_path_and_reason),
        TEST(output__close_fails__leaves_the_old_file),
        TEST(output__rename_fails__leaves_the_old_file),
        TEST(output__full_disk__leaves_no_file),
        TEST(publish_file__rename_fails__removes_the_temporary),
        TEST(taken_name__device_or_folder__is_left),
        TEST(taken_name__device_comes_later__is_left),
        TEST(link__to_file_or_nothing__is_replaced_itself),
        TEST(link__to_device_or_open_file__is_left),
        TEST(publish__same_bytes__keeps_the_time),
        TEST(publish__other_bytes__replaces),
        TEST(publish__long_files__compares_to_the_end),
        TEST(publish__no_file_before__publishes),
        TEST(sha256__published_messages),
        TEST(sha256__unreadable__names_path_and_reason),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
