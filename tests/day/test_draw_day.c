/* test_draw_day.c -- the stage that draws a day: agreement with exact results, bytes, bad calls. */
#include <fcntl.h>
#include <math.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/output.h"
#include "result/results.h"
#include "stage_fixture.h"

/* Two workloads on two models without rounding, so that the exact results are of the same day. */
#define KEYS "rounding = 'none', trim = 'none', generator = 'philox'"
#define BLOCKS \
    "workload { name = 'long', output_tokens = exponential { median = 5000 },\n" \
    "  input_tokens = 500, fleet_lever = lognormal { p5 = 1.5, p95 = 3 } }\n" \
    "case { name = 'long', workload = 'long' }\n" \
    "mix { name = 'mixed', shares = { traditional = 0.9, long = 0.1 } }\n"

/* A call in the run's folder; options beyond these in `more`, which ends with NULL. */
static void draw(const struct run *r, const char *const more[], struct program_end *o)
{
    char path[4][SCRATCH_PATH_SIZE];
    static const char *const FILES[] = {"assumptions.tsv", "fit.nc", "day.tsv", "day_minutes.tsv"};
    for (int i = 0; i < 4; i++)
        in_folder(r, FILES[i], path[i]);
    const char *argv[24] = {BIN_DIR "/draw_day", "--assumptions", path[0], "--fit", path[1],
                            "--output", path[2], "--minutes", path[3]};
    for (size_t i = 0; more[i]; i++)
        argv[9 + i] = more[i];
    run_program(o, argv);
}

#define DRAW(r, o, ...) draw((r), (const char *const[]){__VA_ARGS__, NULL}, (o))

static void assert_drawn(const struct program_end *o)
{
    if (o->status != 0)
        fail_msg("draw_day: status %d, said \"%s\"", o->status, o->err);
}

/* ---- what comes out ------------------------------------------------------------------------- */

static void read_results(const struct run *r, const char *name, struct results *out)
{
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    in_folder(r, name, path);
    if (results_read(out, path, &e))
        fail_msg("%s", e.text);
}

static void integrate(const struct run *r)
{
    char path[3][SCRATCH_PATH_SIZE];
    struct program_end o;
    in_folder(r, "assumptions.tsv", path[0]);
    in_folder(r, "fit.nc", path[1]);
    in_folder(r, "exact.tsv", path[2]);
    const char *const argv[] = {BIN_DIR "/integrate", "--assumptions", path[0], "--fit", path[1],
                                "--results", path[2], NULL};
    run_program(&o, argv);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
}

/* Within four standard errors and 0.1%, as docs/day.md says. */
static void compare(const struct results *day, const char *day_key, const struct results *exact,
                    const char *exact_key)
{
    const struct result *got = results_find(day, day_key), *want = results_find(exact, exact_key);
    if (!got || !want)
        fail_msg("no %s or no %s", day_key, exact_key);
    else if (!(fabs(got->value - want->value) <=
               4 * got->standard_error + 1e-3 * want->value))
        fail_msg("%s: %.9g +- %.2g, %s: %.9g", day_key, got->value, got->standard_error,
                 exact_key, want->value);
}

/* Each model and the frontier of both workloads; the two mixes' days. Five million queries. */
static void day__agrees_with_the_exact_results(void **state)
{
    (void)state;
    static const char *const STATISTICS[] = {"p5", "p25", "p50", "p75", "p95", "mean"};
    static const char *const GROUPS[][2] = {
        {"day.traditional.energy.traditional", "traditional.energy.frontier"},
        {"day.traditional.energy.all", "traditional.energy.frontier"},
        {"day.traditional.energy.llama_405b", "traditional.energy.llama_405b"},
        {"day.mixed.energy.long", "long.energy.frontier"}};
    static const char *const DAYS[][2] = {
        {"day.traditional.fleet_energy.all.total", "fleet.traditional.total"},
        {"day.traditional.fleet_energy.all.improved.total", "fleet.traditional_improved.total"},
        {"day.mixed.fleet_energy.all.total", "fleet.mixed.total"},
        {"day.mixed.fleet_energy.all.improved.total", "fleet.mixed_improved.total"}};
    struct run r;
    struct program_end o;
    struct results day = {0}, exact = {0};
    char key[2][128];
    run_open_text(&r, KEYS, BLOCKS "fleet { queries_per_day = 5e6 }");
    stages_pass(&r, FIT_TPS);
    DRAW(&r, &o, "--quiet", "1", "--queries", "");
    assert_drawn(&o);
    assert_string_equal(o.err, "");
    integrate(&r);
    read_results(&r, "day.tsv", &day);
    read_results(&r, "exact.tsv", &exact);
    for (size_t g = 0; g < sizeof GROUPS / sizeof GROUPS[0]; g++)
        for (size_t s = 0; s < sizeof STATISTICS / sizeof STATISTICS[0]; s++) {
            for (int i = 0; i < 2; i++)
                snprintf(key[i], sizeof key[i], "%s.%s", GROUPS[g][i], STATISTICS[s]);
            compare(&day, key[0], &exact, key[1]);
        }
    for (size_t d = 0; d < sizeof DAYS / sizeof DAYS[0]; d++)
        compare(&day, DAYS[d][0], &exact, DAYS[d][1]);
    assert_true(results_find(&day, "day.mixed.queries.long.total")->value == 5e5);
    results_free(&day);
    results_free(&exact);
    program_end_free(&o);
    run_close(&r);
}

/* One to three threads; plain and baseline are kernels that every machine has. */
static void threads_and_kernels__leave_no_trace(void **state)
{
    struct run *r = *state;
    static const char *const CALLS_MADE[][2] = {{"1", "plain"}, {"2", "baseline"}, {"3", "auto"}};
    struct program_end o;
    char *first[2] = {NULL, NULL};
    stages_pass(r, FIT_TPS);
    for (int i = 0; i < 3; i++) {
        DRAW(r, &o, "--quiet", "1", "--queries", "2500000", "--threads", CALLS_MADE[i][0],
             "--kernel", CALLS_MADE[i][1]);
        assert_drawn(&o);
        program_end_free(&o);
        char *now[2] = {take_file(r, "day.tsv", NULL), take_file(r, "day_minutes.tsv", NULL)};
        for (int k = 0; k < 2; k++) {
            if (i > 0)
                assert_string_equal(now[k], first[k]);
            free(first[k]);
            first[k] = now[k];
        }
    }
    free(first[0]);
    free(first[1]);
}

static void one_query__is_a_day(void **state)
{
    struct run *r = *state;
    struct program_end o;
    struct results day = {0};
    stages_pass(r, FIT_TPS);
    DRAW(r, &o, "--quiet", "1", "--queries", "1");
    assert_drawn(&o);
    read_results(r, "day.tsv", &day);
    const struct result *mean = results_find(&day, "day.traditional.energy.all.mean");
    const struct result *median = results_find(&day, "day.traditional.energy.all.p50");
    assert_non_null(mean);
    assert_non_null(median);
    assert_close(median->value, mean->value, 1e-5, 0);
    assert_null(results_find(&day, "day.traditional.energy.llama_70b.mean"));
    results_free(&day);
    program_end_free(&o);
}

/* ---- bad calls ------------------------------------------------------------------------------ */

/* Ends with status 1, one line, and both files as they were. */
static void assert_refused(struct run *r, const char *const more[], const char *message)
{
    struct program_end o;
    put_file(r, "day.tsv", "old", 3);
    put_file(r, "day_minutes.tsv", "older", 5);
    const size_t before = count_files(r);
    draw(r, more, &o);
    if (o.status != 1 || strncmp(o.err, "draw_day: ", 10) != 0)
        fail_msg("want \"%s\": status %d, said \"%s\"", message, o.status, o.err);
    assert_contains(o.err, message);
    assert_ptr_equal(strchr(o.err, '\n'), o.err + strlen(o.err) - 1);
    assert_int_equal(count_files(r), before);
    char *day = take_file(r, "day.tsv", NULL), *minutes = take_file(r, "day_minutes.tsv", NULL);
    assert_string_equal(day, "old");
    assert_string_equal(minutes, "older");
    free(day);
    free(minutes);
    program_end_free(&o);
}

static void bad_options__are_refused_before_a_draw(void **state)
{
    struct run *r = *state;
    static const char *const ROWS[][3] = {
        {"--queries", "0", "--queries: found \"0\", want a whole number from 1 to 1e15"},
        {"--queries", "-1e9", "found \"-1e9\""},
        {"--queries", "1e30", "found \"1e30\", want a whole number from 1 to 1e15 (such as 1e9)"},
        {"--queries", "1e400", "found \"1e400\""},
        {"--queries", "2e15", "found \"2e15\""},
        {"--queries", "nan", "found \"nan\""},
        {"--queries", "many", "found \"many\""},
        {"--queries", "1.5", "found \"1.5\""},
        {"--queries", "1e9 ", "found \"1e9 \""},
        {"--queries", "0x10", "found \"0x10\""},
        {"--threads", "0", "--threads: found \"0\", want a whole number from 1 to 1024"},
        {"--threads", "1025", "--threads: found \"1025\""},
        {"--threads", "all", "--threads: found \"all\""},
        {"--quiet", "yes", "--quiet: found \"yes\", want 1 or 0"},
        {"--kernel", "fastest", "--kernel: found \"fastest\", want auto, plain, baseline"},
        {"--output", "/nowhere/day.tsv", "/nowhere/day.tsv: cannot be written"},
        {"--minutes", "/nowhere/m.tsv", "/nowhere/m.tsv: cannot be written"},
        {"--fit", "/nowhere/fit.nc", "/nowhere/fit.nc"},
        {"--output", "/tmp", "/tmp: found a folder, want the name of a file"},
        {"--output", "/tmp/", "\"/tmp/\": found no name"},
        {"--minutes", "/dev/null", "/dev/null: found a pipe or a device"},
        {"--checkpoint", "/nowhere/c", "/nowhere/c: cannot be written: No such"},
        {"--checkpoint", "/tmp", "/tmp: found a folder"},
    };
    stages_pass(r, FIT_TPS);
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_refused(r, (const char *const[]){ROWS[i][0], ROWS[i][1], NULL}, ROWS[i][2]);
}

/* Results under the name of the checkpoint went with it when they were out. */
static void one_file_for_two__is_refused(void **state)
{
    struct run *r = *state;
    static const char *const ROWS[][3] = {
        {"--minutes", "day.tsv", "which --output is too"},
        {"--checkpoint", "day.tsv", "which --output is too"},
        {"--checkpoint", "./day.tsv", "which --output is too"},
        {"--checkpoint", "day_minutes.tsv", "which --minutes is too"},
        {"--output", "assumptions.tsv", "which --assumptions is too"},
        {"--minutes", "fit.nc", "which --fit is too"},
    };
    stages_pass(r, FIT_TPS);
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        char path[2 * SCRATCH_PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s", r->folder, ROWS[i][1]);
        assert_refused(r, (const char *const[]){ROWS[i][0], path, NULL}, ROWS[i][2]);
    }
}

/* A pipe nobody writes into is not waited for; what is no file of ours is left as it is. */
static void names_that_are_taken__are_refused(void **state)
{
    struct run *r = *state;
    char path[SCRATCH_PATH_SIZE];
    stages_pass(r, FIT_TPS);
    in_folder(r, "pipe", path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_refused(r, (const char *const[]){"--checkpoint", path, NULL},
                   "found a pipe or a device");
    in_folder(r, "day_minutes.tsv.tmp", path);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_refused(r, (const char *const[]){NULL}, "day_minutes.tsv.tmp: found a folder");
    assert_int_equal(rmdir(path), 0);
}

/* The folder is another's for now; that one's file is left as it is. */
static void second_run_in_a_folder__is_refused(void **state)
{
    struct run *r = *state;
    struct program_end o;
    stages_pass(r, FIT_TPS);
    const int folder = open(r->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_int_equal(flock(folder, LOCK_EX), 0);
    put_file(r, "day.tsv.tmp", "its", 3);
    assert_refused(r, (const char *const[]){"--queries", "10", NULL},
                   "day.tsv: another run is writing in this folder; wait for its end");
    char *its = take_file(r, "day.tsv.tmp", NULL);
    assert_string_equal(its, "its");
    free(its);
    close(folder);
    DRAW(r, &o, "--quiet", "1", "--queries", "10");
    assert_drawn(&o);
    program_end_free(&o);
}

static void minutes__begin_with_what_was_drawn(void **state)
{
    struct run *r = *state;
    struct program_end o;
    struct error e;
    char path[SCRATCH_PATH_SIZE], assumptions[65], table[65], want[400];
    stages_pass(r, FIT_TPS);
    in_folder(r, "assumptions.tsv", path);
    assert_int_equal(sha256_file(path, assumptions, &e), 0);
    assert_int_equal(sha256_file("data/throughput_supplement_s1.csv", table, &e), 0);
    snprintf(want, sizeof want, "# drawn: 25000 queries of assumptions=%s throughput.table=%s "
             "fleet.load_curve=\n# mix;", assumptions, table);
    DRAW(r, &o, "--quiet", "1", "--queries", "2.5e4");
    assert_drawn(&o);
    program_end_free(&o);
    char *minutes = take_file(r, "day_minutes.tsv", NULL);
    assert_memory_equal(minutes, want, strlen(want));
    free(minutes);
}

static void bad_scenarios__are_refused(void **state)
{
    (void)state;
    static const char *const ROWS[][2] = {
        {"fleet { queries_per_day = 1.5 }", "fleet.queries_per_day: found 1.5, want a whole"},
        {"fleet { queries_per_day = 99999.5 }", "fleet.queries_per_day: found 99999.5, want a"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct run r;
        run_open_text(&r, "", ROWS[i][0]);
        stages_pass(&r, FIT_TPS);
        assert_refused(&r, (const char *const[]){NULL}, ROWS[i][1]);
        run_close(&r);
    }
}

/* tiny without its mix, which becomes a comment. */
static void scenario_without_mixes__is_refused(void **state)
{
    struct run *r = *state;
    char *text = read_whole(TINY, NULL), *mix = strstr(text, "\nmix {");
    assert_non_null(mix);
    memcpy(mix + 1, "--", 2);
    in_folder(r, "mine.lua", r->scenario);
    write_text(r->scenario, text);
    free(text);
    stages_pass(r, FIT_TPS);
    assert_refused(r, (const char *const[]){NULL},
                   "mixes: found none in scenario mine, want at least one, such as mix {");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(day__agrees_with_the_exact_results),
        TEST(threads_and_kernels__leave_no_trace),
        TEST(one_query__is_a_day),
        TEST(bad_options__are_refused_before_a_draw),
        TEST(one_file_for_two__is_refused),
        TEST(names_that_are_taken__are_refused),
        TEST(second_run_in_a_folder__is_refused),
        TEST(minutes__begin_with_what_was_drawn),
        cmocka_unit_test(bad_scenarios__are_refused),
        TEST(scenario_without_mixes__is_refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("draw_day", tests, NULL, NULL);
}
