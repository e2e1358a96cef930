/* test_output.c -- files are published whole or not at all, and their digests are right. */
#include "output_fixture.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

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

/* The fixture's, after which no call fails. */
static int pass_and_tear_down(void **state)
{
    fail_fclose = fail_rename = 0;
    return tear_down(state);
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

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, pass_and_tear_down)

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
        TEST(sha256__published_messages),
        TEST(sha256__unreadable__names_path_and_reason),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("output", tests, NULL, NULL);
}
