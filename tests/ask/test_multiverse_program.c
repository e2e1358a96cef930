/* test_multiverse_program.c -- the multiverse stage: its files, its terminal, its messages. */
#include "multiverse_fixture.h"

#define PRODUCTS 3
static const char *const PRODUCT[PRODUCTS] = {"multiverse.tsv", "best.tsv", "numbers.tsv"};

/* Resolves the fixture's file and runs the stage. */
static void run_stage(const struct fixture *f, const char *threads, const char *keep_going,
                      struct program_end *o)
{
    char p[8][SCRATCH_PATH_SIZE];
    static const char *const names[8] = {"assumptions.tsv", "places.tsv", "cases.mk",
                                         "readings.tsv", "multiverse.tsv", "best.tsv",
                                         "numbers.tsv", ""};
    for (size_t i = 0; i < 8; i++)
        scratch_path(p[i], f->directory, names[i]);
    run_program(o, (const char *const[]){BIN_DIR "/resolve", "--assumptions", p[0], "--places",
                                         p[1], "--cases", p[2], "--readings", p[3], f->file,
                                         NULL});
    assert_string_equal(o->err, "");
    program_end_free(o);
    run_program(o, (const char *const[]){
        BIN_DIR "/multiverse", "--assumptions", p[0], "--places", p[1], "--readings", p[3],
        "--formulae", FORMULAE, "--output", p[4], "--best", p[5], "--numbers", p[6], "--curves",
        p[7], "--threads", threads, "--keep-going", keep_going, NULL});
}

static void program__any_threads__same_bytes(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE], *first[PRODUCTS];
    write_text(f->file, HEADLINE "readings { pue = { lognormal { p5 = 1.05, p95 = 1.4 },\n"
                        "  lognormal { p5 = 1.05, p95 = 1.6 } }, rows = { 'all', 'released' } }\n");
    for (int run = 0; run < 2; run++) {
        run_stage(f, run ? "3" : "1", "", &o);
        assert_int_equal(o.status, 0);
        program_end_free(&o);
        for (size_t i = 0; i < PRODUCTS; i++) {
            scratch_path(path, f->directory, PRODUCT[i]);
            char *text = read_whole(path, NULL);
            if (run == 0) {
                first[i] = text;
                continue;
            }
            assert_string_equal(text, first[i]);
            free(text);
            free(first[i]);
        }
    }
    scratch_path(path, f->directory, "base_trad_median.tsv");
    assert_true(path_exists(path));
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void program__tables__say_what_was_taken_and_what_came_out(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE];
    write_text(f->file, TOO_LARGE);
    run_stage(f, "2", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "multiverse: combination 2 (pue = 1.05-1.4, pool_size = 9): ");
    program_end_free(&o);
    scratch_path(path, f->directory, PRODUCT[0]);
    assert_false(path_exists(path));
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    char *text = read_whole(path, NULL);
    assert_contains(text, "combination\tpue\tpool_size\treproduced\tstated\tbase.trad.q1\t");
    assert_contains(text, "\n2\t1\t2\t-\t-\t-\t-\t-");
    assert_contains(text, "pool_size: found 9, want no more than there are models (5)\n");
    free(text);
    scratch_path(path, f->directory, PRODUCT[1]);
    text = read_whole(path, NULL);
    assert_contains(text, "rank\treproduced\tof\tstated\tof_stated\tcombination\tpue\tpool_size\t"
                          "missed\n1\t");
    assert_int_equal(count_lines(text), 3); /* the two that are built: the others have no rank */
    assert_null(strstr(text, "\t0\t"));
    free(text);
}

static void show(const struct fixture *f, struct program_end *o)
{
    char p[4][SCRATCH_PATH_SIZE];
    static const char *const names[4] = {"readings.tsv", "numbers.tsv", "best.tsv",
                                         "multiverse.tsv"};
    for (size_t i = 0; i < 4; i++)
        scratch_path(p[i], f->directory, names[i]);
    run_program(o, (const char *const[]){"/usr/bin/env", "lua5.4", "scripts/terminal/multiverse.lua",
                                         p[0], p[1], p[2], p[3], "figures", NULL});
    assert_string_equal(o->err, "");
}

static void terminal__failed_and_drawn__are_counted_each_message_once(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE
               "readings { pool_size = { 3, 6, 7, 8, 9, 10, 11 },\n"
               "  pue = { lognormal { p5 = 1.05, p95 = 1.4 }, uniform { min = 1.1, max = 1.4 } },\n"
               "  utilisation = { uniform { min = 0.4, max = 0.9 } } }\n");
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    show(f, &o);
    assert_contains(o.out, "Failed, and not ranked: 12 of 14 combinations\n  2, the first 2: ");
    assert_contains(o.out, "pool_size: found 10, want no more than there are models (5)\n"
                           "  other messages: 1, see ");
    assert_contains(o.out, "no closed form: 1 of 14 combinations;");
    assert_null(strstr(o.out, "\n0 of"));
    program_end_free(&o);
}

static void terminal__all_failed__nothing_is_ranked(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE "readings { pool_size = { 6, 7 } }\n");
    run_stage(f, "2", "1", &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    show(f, &o);
    assert_contains(o.out, "No combination could be computed whole: nothing is ranked");
    assert_contains(o.out, "Failed, and not ranked: 2 of 2 combinations");
    program_end_free(&o);
}

static void program__no_readings__says_where_they_belong(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    write_text(f->file, HEADLINE);
    run_stage(f, "2", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "multiverse: found no readings in the scenario mine, want a block "
                           "readings { ... } in its file");
    program_end_free(&o);
    run_stage(f, "none", "", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "--threads: found \"none\", want 1 to 1024");
    program_end_free(&o);
    run_stage(f, "2", "yes", &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "--keep-going: found \"yes\", want 1 or nothing");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(program__any_threads__same_bytes),
        TEST(program__tables__say_what_was_taken_and_what_came_out),
        TEST(terminal__failed_and_drawn__are_counted_each_message_once),
        TEST(terminal__all_failed__nothing_is_ranked),
        TEST(program__no_readings__says_where_they_belong),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("multiverse_program", tests, NULL, NULL);
}
