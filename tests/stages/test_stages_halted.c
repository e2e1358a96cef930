/* test_stages_halted.c -- stages that cannot end: no room on the disk, no right to
 * write, no memory, a signal. */
#include "stage_fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/output.h"
#include "store/samples.h"

static const char FLEET_HEADER[] =
    "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\tstandard_error\tn\n";

/* ---- no room ---------------------------------------------------------------------------- */

/* Runs a stage with no more than `limit` bytes for any file, its messages included. */
static void run_within(const struct run *r, enum stage s, size_t limit, struct program_end *o)
{
    struct rlimit old, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = limit;
    char counters[SCRATCH_PATH_SIZE]; /* of a coverage build: cut short too, so not the real ones */
    scratch_make(counters);
    setenv("GCOV_PREFIX", counters, 1);
    setenv("GCOV_ERROR_FILE", "/dev/null", 1);
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN); /* children inherit it: writes fail instead */
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    stage_run(r, s, o);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    signal(SIGXFSZ, handler);
    unsetenv("GCOV_PREFIX");
    unsetenv("GCOV_ERROR_FILE");
    scratch_remove(counters);
}

static size_t size_of(const struct run *r, const char *name)
{
    size_t n;
    free(take_file(r, name, &n));
    return n;
}

/* No file with a final name that is not whole: gone, or of its right length. */
static void assert_whole_or_gone(const struct run *r, enum stage s, const size_t *sizes)
{
    for (size_t i = 0; OUTPUTS[s][i]; i++) {
        char path[SCRATCH_PATH_SIZE];
        in_folder(r, OUTPUTS[s][i], path);
        if (path_exists(path))
            assert_int_equal(size_of(r, OUTPUTS[s][i]), sizes[i]);
        strncat(path, ".tmp", sizeof path - strlen(path) - 1);
        assert_false(path_exists(path));
    }
}

/* A limit below each output's size in turn; 250 bytes hold the message. */
static void stages__no_room__leave_nothing_and_say_so(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    for (enum stage s = FIT_TPS; s < STAGE_COUNT; s++) {
        size_t sizes[OUTPUTS_MAX] = {0};
        for (size_t i = 0; OUTPUTS[s][i]; i++)
            sizes[i] = size_of(r, OUTPUTS[s][i]);
        for (size_t i = 0; OUTPUTS[s][i]; i++) {
            struct program_end o;
            assert_true(sizes[i] > 250);
            remove_outputs(r, s);
            run_within(r, s, i % 2 ? sizes[i] - 1 : 250, &o);
            assert_int_equal(o.status, 1);
            assert_one_line(&o, s, "File too large");
            assert_whole_or_gone(r, s, sizes);
            program_end_free(&o);
        }
        char path[SCRATCH_PATH_SIZE];
        in_folder(r, OUTPUTS[s][0], path);
        assert_false(path_exists(path));
        stage_pass(r, s);
    }
}

static void stages__read_only_folder__names_the_file(void **state)
{
    struct run *r = *state;
    if (geteuid() == 0)
        skip(); /* root may write everywhere */
    stages_pass(r, FIT_TPS);
    assert_int_equal(chmod(r->folder, 0500), 0);
    struct program_end o;
    stage_run(r, SAMPLE, &o);
    assert_int_equal(chmod(r->folder, 0700), 0);
    assert_int_equal(o.status, 1);
    assert_one_line(&o, SAMPLE, "traditional.samples.nc");
    program_end_free(&o);
}

/* A folder has the name that the output is to get, at first or in the end. */
static void assert_blocked(const struct run *r, enum stage s, const char *output,
                           const char *suffix)
{
    struct program_end o;
    char name[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    in_folder(r, output, name);
    in_folder(r, output, path);
    scratch_remove(path);
    strncat(path, suffix, sizeof path - strlen(path) - 1);
    assert_int_equal(mkdir(path, 0700), 0);
    const size_t before = count_files(r);
    stage_run(r, s, &o);
    assert_int_equal(o.status, 1);
    assert_one_line(&o, s, name);
    assert_int_equal(count_files(r), before);
    program_end_free(&o);
    scratch_remove(path);
    stage_pass(r, s);
}

static void stages__folder_in_the_way__names_it_and_leaves_nothing(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    for (enum stage s = FIT_TPS; s < STAGE_COUNT; s++)
        for (size_t i = 0; OUTPUTS[s][i]; i++) {
            assert_blocked(r, s, OUTPUTS[s][i], "");
            assert_blocked(r, s, OUTPUTS[s][i], ".tmp");
        }
}

/* ---- no memory -------------------------------------------------------------------------- */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* Runs a stage with no more than so many bytes of address space; it must say that they are out. */
static void assert_out_of_memory(const struct run *r, enum stage s, rlim_t bytes,
                                 const char *message)
{
    struct rlimit old, small;
    struct program_end o;
    assert_int_equal(getrlimit(RLIMIT_AS, &old), 0);
    small = old;
    small.rlim_cur = bytes;
    const size_t before = count_files(r);
    struct call c;
    call_make(r, s, &c);
    assert_int_equal(setrlimit(RLIMIT_AS, &small), 0);
    run_program(&o, c.argv);
    assert_int_equal(setrlimit(RLIMIT_AS, &old), 0);
    assert_int_equal(o.status, 1);
    assert_one_line(&o, s, message);
    assert_int_equal(count_files(r), before);
    program_end_free(&o);
}

/* A fleet.tsv without a line, of the scenario's files. */
static void put_empty_fleet(struct run *r)
{
    struct provenance p;
    struct error e;
    char path[SCRATCH_PATH_SIZE], origin[PROVENANCE_TEXT_SIZE], text[PROVENANCE_TEXT_SIZE + 100];
    in_folder(r, "assumptions.tsv", path);
    assert_int_equal(sha256_file(path, p.assumptions_sha256, &e), 0);
    assert_int_equal(sha256_file("data/throughput_supplement_s1.csv", p.table_sha256, &e), 0);
    int n = snprintf(text, sizeof text, "# %s\n%s", provenance_text(&p, origin), FLEET_HEADER);
    put_file(r, "fleet.tsv", text, (size_t)n);
}

/* A hundred million queries of two models: 5.6 GB for seven quantities of one model, 3.2 GB for
 * the energies of both, sorted and not. */
static void stages__no_memory__say_for_how_many_queries(void **state)
{
    struct run r;
    (void)state;
    if (SANITIZED)
        skip(); /* the sanitizer itself takes terabytes of addresses */
    run_open_text(&r, "queries = 1e8", "");
    stages_pass(&r, FIT_TPS);
    put_empty_fleet(&r);
    const rlim_t gigabyte = (rlim_t)1 << 30;
    assert_out_of_memory(&r, SAMPLE, 2 * gigabyte, "no memory for 100000000 queries");
    assert_out_of_memory(&r, SAMPLE, 7 * gigabyte, "no memory for 2 models of 100000000 queries");
    for (enum stage s = APPLY_LEVERS; s < STAGE_COUNT; s++)
        assert_out_of_memory(&r, s, gigabyte, "no memory for 2 models of 100000000 queries");
    run_close(&r);
}

/* ---- interrupted ------------------------------------------------------------------------ */

/* Waits until a file is there, at most ten seconds. */
static void wait_for_file(const char *path)
{
    const struct timespec pause = {0, 2000000};
    for (int i = 0; i < 5000 && !path_exists(path); i++)
        nanosleep(&pause, NULL);
    assert_true(path_exists(path));
}

static pid_t start(const char *const argv[])
{
    pid_t child = fork();
    if (child == 0) {
        execv(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    assert_true(child > 0);
    return child;
}

static void sample__interrupted__leaves_no_final_name(void **state)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGKILL};
    struct run r;
    (void)state;
    char path[SCRATCH_PATH_SIZE], temporary[SCRATCH_PATH_SIZE];
    run_open_text(&r, "generator = 'philox', queries = 3000000", "");
    stages_pass(&r, FIT_TPS);
    in_folder(&r, "traditional.samples.nc", path);
    in_folder(&r, "traditional.samples.nc.tmp", temporary);
    for (size_t i = 0; i < sizeof SIGNALS / sizeof SIGNALS[0]; i++) {
        struct call c;
        int status;
        call_make(&r, SAMPLE, &c);
        pid_t child = start(c.argv);
        wait_for_file(temporary); /* begun, and some tenths of a second from its end */
        assert_int_equal(kill(child, SIGNALS[i]), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGNALS[i]);
        assert_false(path_exists(path));
        if (path_exists(temporary))
            scratch_remove(temporary);
    }
    run_close(&r);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(stages__no_room__leave_nothing_and_say_so),
        TEST(stages__folder_in_the_way__names_it_and_leaves_nothing),
        TEST(stages__read_only_folder__names_the_file),
        cmocka_unit_test(stages__no_memory__say_for_how_many_queries),
        cmocka_unit_test(sample__interrupted__leaves_no_final_name),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("stages_halted", tests, NULL, NULL);
}
