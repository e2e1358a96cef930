/* test_input.c -- regular files are read whole, and nothing else is even opened. */
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"

static int set_up(void **state)
{
    return scratch_set_up(state, "data.csv");
}

static void assert_refused(const char *path, size_t most, const char *words)
{
    struct error e = {.text = ""};
    char *text = NULL;
    size_t n;
    FILE *stream;
    uintmax_t size;
    assert_int_equal(input_read(path, most, &text, &n, &e), -1);
    assert_null(text);
    assert_contains(e.text, path);
    assert_contains(e.text, words);
    assert_int_equal(input_open(path, most, &stream, &size, &e), -1);
    assert_contains(e.text, words);
}

static void file__any_bytes__read_whole(void **state)
{
    static const char BYTES[] = "a\0b\r\n\xff";
    struct scratch *s = *state;
    struct error e;
    char *text;
    size_t n;
    for (size_t length = 0; length < sizeof BYTES; length++) {
        write_bytes(s->path, BYTES, length);
        assert_int_equal(input_read(s->path, length, &text, &n, &e), 0);
        assert_int_equal(n, length);
        assert_memory_equal(text, BYTES, length);
        assert_int_equal(text[n], 0);
        free(text);
    }
    assert_int_equal(input_check(s->path, &e), 0);
}

static void file__longer_than_wanted__refused(void **state)
{
    struct scratch *s = *state;
    struct error e;
    write_text(s->path, "1234567");
    assert_refused(s->path, 6, "data.csv: found 7 bytes, want at most 6");
    assert_int_equal(truncate(s->path, (off_t)INPUT_MOST_BYTES + 1), 0);
    assert_int_equal(input_check(s->path, &e), -1);
    assert_contains(e.text, "data.csv: found 33554433 bytes, want at most 33554432");
}

/* A read of any of these would take all memory or wait for ever: make test would not end. */
static void other_kinds__are_refused(void **state)
{
    struct scratch *s = *state;
    assert_refused(s->path, 100, "data.csv: cannot be read: No such file or directory");
    assert_refused(s->folder, 100, ": found a folder, want a file");
    assert_refused("/dev/zero", 100, ": found a pipe or a device, want a file");
    assert_int_equal(mkfifo(s->path, 0600), 0);
    assert_refused(s->path, 100, ": found a pipe or a device, want a file");
}

static void link__is_what_it_leads_to(void **state)
{
    struct scratch *s = *state;
    struct error e;
    assert_int_equal(symlink("/dev/zero", s->path), 0);
    assert_refused(s->path, 100, ": found a pipe or a device, want a file");
    assert_int_equal(remove(s->path), 0);
    assert_int_equal(symlink("/proc/self/exe", s->path), 0);
    FILE *stream;
    uintmax_t size;
    struct stat about;
    assert_int_equal(input_open(s->path, INPUT_ANY_SIZE, &stream, &size, &e), 0);
    assert_int_equal(stat("/proc/self/exe", &about), 0);
    assert_int_equal(size, about.st_size);
    fclose(stream);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(file__any_bytes__read_whole),
        TEST(file__longer_than_wanted__refused),
        TEST(other_kinds__are_refused),
        TEST(link__is_what_it_leads_to),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
