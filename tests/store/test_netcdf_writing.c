/* test_netcdf_writing.c -- what cannot be written, or must not, leaves all as it was. */
#include "netcdf_fixture.h"

#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* ---- names that are taken --------------------------------------------------------------- */

/* libnetcdf removes what it cannot write to. */
static void every_kind__device_of_its_name__is_left(void **state)
{
    struct scratch *s = *state;
    char taken[SCRATCH_PATH_SIZE + 4];
    struct stat before, after;
    for (size_t k = 0; k < KIND_COUNT; k++)
        for (int temporary = 0; temporary < 2; temporary++) {
            struct error e = {.text = ""};
            snprintf(taken, sizeof taken, "%s%s", s->path, temporary ? ".tmp" : "");
            make_device(taken);
            assert_int_equal(stat(taken, &before), 0);
            assert_int_equal(KINDS[k].write(s->path, &e), -1);
            assert_contains(e.text, taken);
            assert_contains(e.text, ": found a pipe or a device, want the name of a file");
            assert_int_equal(stat(taken, &after), 0);
            assert_int_equal(after.st_mode, before.st_mode);
            assert_int_equal(count_entries(s->folder), 1);
            assert_int_equal(remove(taken), 0);
        }
}

/* ---- a full disk ------------------------------------------------------------------------ */

/* Writes with no more room than `limit` bytes in a file, then lifts the limit again. */
static int write_within(const struct kind *kind, const char *path, size_t limit, struct error *e)
{
    struct rlimit old, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = limit;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN); /* the write fails instead */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int status = kind->write(path, e);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, handler);
    return status;
}

/* Larger than libnetcdf's buffers, so that writes fail both on the way and at the end. */
static int write_large(const char *path, struct error *e)
{
    struct assumptions a;
    struct sample_file *file;
    struct queries q;
    tiny_scenario(&a);
    a.queries = 3000;
    if (sample_file_create(&file, path, &TINY_PROVENANCE, &a, 0, e) != 0)
        return -1;
    assert_int_equal(queries_alloc(&q, 3000, e), 0);
    for (int c = 0; c < QUANTITY_COUNT; c++)
        for (size_t i = 0; i < q.n; i++)
            q.of[c][i] = (double)i;
    int status = 0;
    for (size_t m = 0; status == 0 && m < TINY_MODELS; m++)
        status = sample_file_put(file, m, &q, e);
    queries_free(&q);
    if (status == 0)
        return sample_file_finish(file, TINY_PLACE, e);
    sample_file_discard(file);
    return -1;
}

static void fill_up(const struct kind *kind, struct scratch *s, size_t step)
{
    struct stat whole;
    struct error e = {.text = ""};
    write_good(kind, s);
    assert_int_equal(stat(s->path, &whole), 0);
    assert_int_equal(write_within(kind, s->path, (size_t)whole.st_size, &e), 0);
    write_text(s->path, "old");
    for (size_t limit = 0; limit < (size_t)whole.st_size; limit += step) {
        e.text[0] = '\0';
        assert_int_equal(write_within(kind, s->path, limit, &e), -1);
        assert_contains(e.text, s->path);
        assert_int_equal(count_entries(s->folder), 1);
        char *left = read_whole(s->path, NULL);
        assert_string_equal(left, "old");
        free(left);
    }
}

static void every_kind__no_room__leaves_the_old_file(void **state)
{
    static const struct kind LARGE = {"large samples", write_large, NULL};
    for (size_t k = 0; k < KIND_COUNT; k++)
        fill_up(&KINDS[k], *state, 61);
    fill_up(&LARGE, *state, 9973);
}

static void every_kind__no_folder__names_path_and_reason(void **state)
{
    struct scratch *s = *state;
    scratch_path(s->path, s->folder, "missing/file.nc");
    for (size_t k = 0; k < KIND_COUNT; k++) {
        struct error e = {.text = ""};
        assert_int_equal(KINDS[k].write(s->path, &e), -1);
        assert_contains(e.text, s->path);
        assert_contains(e.text, "No such file or directory");
    }
}

/* ---- what is not written in the first place --------------------------------------------- */

static void samples__nan__not_written(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct sample_file *file;
    struct queries q;
    struct error e;
    tiny_scenario(&a);
    tiny_queries(&q, 0);
    q.of[QUANTITY_TPS][4] = NAN;
    assert_int_equal(sample_file_create(&file, s->path, &TINY_PROVENANCE, &a, 0, &e), 0);
    assert_int_equal(sample_file_put(file, 0, &q, &e), -1);
    assert_contains(e.text, "tps: model 0, query 4 (from 0): found nan, want a finite number");
    sample_file_discard(file);
    queries_free(&q);
    assert_int_equal(count_entries(s->folder), 0);
}

static void samples__model_left_out__not_written(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct sample_file *file;
    struct queries q;
    struct error e;
    tiny_scenario(&a);
    tiny_queries(&q, 0);
    assert_int_equal(sample_file_create(&file, s->path, &TINY_PROVENANCE, &a, 0, &e), 0);
    assert_int_equal(sample_file_put(file, 0, &q, &e), 0);
    assert_int_equal(sample_file_put(file, 2, &q, &e), 0);
    assert_int_equal(sample_file_finish(file, TINY_PLACE, &e), -1);
    assert_contains(e.text, "model 1 (from 0) was left out");
    queries_free(&q);
    assert_int_equal(count_entries(s->folder), 0);
    sample_file_discard(NULL);
    sample_file_close(NULL);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind__device_of_its_name__is_left),
        TEST(every_kind__no_room__leaves_the_old_file),
        TEST(every_kind__no_folder__names_path_and_reason),
        TEST(samples__nan__not_written),
        TEST(samples__model_left_out__not_written),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("netcdf_writing", tests, NULL, NULL);
}
