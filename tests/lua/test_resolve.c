/* test_resolve.c -- the program resolve: exit statuses, messages, and the files it leaves. */
#include "base/output.h"
#include "base_scenario.h"

#include <sys/stat.h>
#include <unistd.h>

/* ---- the program --------------------------------------------------------------------------- */

/* Runs resolve on the fixture's file; outputs go to out/. */
static void run_resolve(struct base_fixture *f, struct program_end *o)
{
    static const char *const outputs[][2] = {{"--assumptions", "assumptions.tsv"},
                                             {"--places", "places.tsv"}, {"--cases", "cases.mk"},
                                             {"--read", "read.tsv"}};
    char path[4][SCRATCH_PATH_SIZE];
    const char *argv[13] = {BIN_DIR "/resolve", [9] = "--scenarios", f->directory, f->file, NULL};
    for (size_t i = 0; i < 4; i++) {
        scratch_path(path[i], f->directory, outputs[i][1]);
        argv[1 + 2 * i] = outputs[i][0];
        argv[2 + 2 * i] = path[i];
    }
    run_program(o, argv);
}

static void resolve__good_file__writes_its_files(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE];
    put(f, "mine.lua", "scenario { extends = 'base', generator = 'mt19937',\n"
                       "  title = value { '\"quoted\"', source = '\"' } }\n"
                       "case { name = 'chat_long', continues = 'chat' }\n");
    run_resolve(f, &o);
    assert_string_equal(o.err, "");
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    scratch_path(path, f->directory, "assumptions.tsv");
    char *text = read_whole(path, NULL);
    assert_contains(text, "# scenario mine\npath\tvalue\tunit\tsource\tnote\n"
                          "title\t\"\"\"quoted\"\"\"\t-\t\"\"\"\"\t\ngenerator\tmt19937\t-\t\t\n");
    assert_contains(text, "pue\tlognormal(p5=1.05,p95=1.6)\t1\tmeters\tall of 2025\n");
    free(text);
    scratch_path(path, f->directory, "places.tsv");
    text = read_whole(path, NULL);
    assert_int_equal(strncmp(text, "path\tplace\ntitle\t", 17), 0);
    assert_contains(text, "mine.lua:2\n");
    assert_contains(text, "seed\tdefault\n");
    free(text);
    scratch_path(path, f->directory, "cases.mk");
    text = read_whole(path, NULL);
    assert_contains(text, "CASES := chat chat_long\nCASES_chat := chat chat_long\n"
                          "DRAWN_WORKLOADS := chat\nWORKLOADS := chat\n"
                          "LENGTHS_chat := 5000=chat_long\nCOUPLED_chat := \nMIXES := all\n"
                          "GENERATOR := mt19937\n"
                          "PUBLISHED := data/published_values.csv\nSHA256_assumptions := ");
    free(text);
}

static void resolve__bad_file__leaves_nothing(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    put(f, "mine.lua", "scenario { extends = 'base', seed = 0 }\n");
    run_resolve(f, &o);
    assert_int_equal(o.status, 1);
    assert_string_equal(o.out, "");
    assert_contains(o.err, "resolve: ");
    assert_contains(o.err, "mine.lua:1: seed: found 0");
    assert_int_equal(count_entries(f->directory), 2); /* base.lua and mine.lua */
    program_end_free(&o);
}

/* Runs resolve on a scenario with this throughput table; it is refused with these words. */
static void assert_table_refused(struct base_fixture *f, const char *table, const char *words)
{
    struct program_end o;
    char text[SCRATCH_PATH_SIZE + 100];
    snprintf(text, sizeof text, "scenario { extends = 'base' }\nthroughput { table = '%s' }\n",
             table);
    put(f, "mine.lua", text);
    run_resolve(f, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "mine.lua:2: throughput.table: ");
    assert_contains(o.err, words);
    program_end_free(&o);
}

/* What GNU make expands, splits or takes for a rule, by its manual. */
static void resolve__path_that_make_cannot_carry__is_refused(void **state)
{
    static const char *const ROWS[][2] = {
        {"my data/a.csv", "found a blank in the path \"my data/a.csv\", want letters, digits"},
        {"$(shell touch x)", "found \"$\" in"}, {"a$b", "found \"$\" in"},
        {"a:b", "found \":\" in"}, {"%", "found \"%\" in"}, {"data/*.csv", "found \"*\" in"},
        {"a?", "found \"?\" in"}, {"[ab]", "found \"[\" in"}, {"a#b", "found \"#\" in"},
        {"a\\\\b", "found \"\\\" in"}, {"a;b", "found \";\" in"}, {"a=b", "found \"=\" in"},
        {"a|b", "found \"|\" in"}, {"~", "found \"~\" in"}, {"a&b", "found \"&\" in"},
        {"a`b", "found \"`\" in"}, {"a\"b", "found \"\"\" in"},
        {"\xc3\xbc.csv", "another character"},
    };
    struct base_fixture *f = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++)
        assert_table_refused(f, ROWS[i][0], ROWS[i][1]);
    assert_int_equal(count_entries(f->directory), 2);
}

static void resolve__table_that_is_no_file__is_refused(void **state)
{
    struct base_fixture *f = *state;
    char path[SCRATCH_PATH_SIZE], words[SCRATCH_PATH_SIZE + 40];
    assert_table_refused(f, "data", "data: found a folder, want a file");
    assert_table_refused(f, "/dev/zero", "/dev/zero: found a pipe or a device, want a file");
    assert_table_refused(f, "none.csv", "found no file none.csv, want a CSV file");
    scratch_path(path, f->directory, "pipe.csv");
    assert_int_equal(mkfifo(path, 0600), 0);
    snprintf(words, sizeof words, "%s: found a pipe or a device", path);
    assert_table_refused(f, path, words);
    scratch_path(path, f->directory, "long.csv");
    write_text(path, "model\n");
    assert_int_equal(truncate(path, 40 << 20), 0);
    assert_table_refused(f, path, "found 41943040 bytes, want at most 33554432");
}

static void resolve__printed_numbers_that_are_not_there__are_named(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    put(f, "mine.lua", "scenario { extends = 'base', published = 'data/none.csv' }\n");
    run_resolve(f, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "mine.lua:1: published: found no file data/none.csv, want a CSV file");
    assert_int_equal(count_entries(f->directory), 2);
    program_end_free(&o);
}

static void resolve__load_curve__is_carried_or_named(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE];
    put(f, "mine.lua", "scenario { extends = 'base' }\nfleet { load_curve = 'data/none.csv' }\n");
    run_resolve(f, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "mine.lua:2: fleet.load_curve: found no file data/none.csv, want");
    assert_int_equal(count_entries(f->directory), 2);
    program_end_free(&o);
    put(f, "mine.lua", "scenario { extends = 'base' }\nfleet { load_curve = 'data/README.md' }\n");
    run_resolve(f, &o); /* any file that is there: its form is looked at when the day is drawn */
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    scratch_path(path, f->directory, "cases.mk");
    char *text = read_whole(path, NULL);
    char sha256[65], want[100];
    struct error e;
    assert_int_equal(sha256_file("data/README.md", sha256, &e), 0);
    snprintf(want, sizeof want, "\nSHA256_fleet.load_curve := %s\n", sha256);
    assert_contains(text, want);
    free(text);
}

static void assert_read(const char *text, const char *what, const char *file)
{
    struct error e;
    char sha256[65], want[2000];
    assert_int_equal(sha256_file(file, sha256, &e), 0);
    snprintf(want, sizeof want, "\n%s\t%s\t%s\n", what, file, sha256);
    assert_contains(text, want);
}

static void resolve__read__has_every_file_and_its_digest(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char path[SCRATCH_PATH_SIZE], text[SCRATCH_PATH_SIZE + 150];
    scratch_path(path, f->directory, "other.csv");
    write_text(path, "model\n");
    snprintf(text, sizeof text, "scenario { extends = 'base' }\nreadings {\n  "
             "['throughput.table'] = { 'data/throughput_supplement_s1.csv', '%s' } }\n", path);
    put(f, "mine.lua", text);
    run_resolve(f, &o);
    assert_string_equal(o.err, "");
    program_end_free(&o);
    scratch_path(path, f->directory, "read.tsv");
    char *read = read_whole(path, NULL);
    assert_int_equal(strncmp(read, "what\tfile\tsha256\n", 17), 0);
    assert_read(read, "scenario", f->file);
    scratch_path(path, f->directory, "base.lua");
    assert_read(read, "scenario", path);
    assert_read(read, "throughput.table", "data/throughput_supplement_s1.csv");
    assert_read(read, "published", "data/published_values.csv");
    assert_read(read, "readings.throughput.table", "data/throughput_supplement_s1.csv");
    scratch_path(path, f->directory, "other.csv");
    assert_read(read, "readings.throughput.table", path);
    free(read);
}

static void resolve__unwritable_output__leaves_nothing(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char a[SCRATCH_PATH_SIZE];
    put(f, "mine.lua", "scenario { extends = 'base' }\n");
    scratch_path(a, f->directory, "assumptions.tsv");
    const char *const argv[] = {BIN_DIR "/resolve", "--assumptions", a, "--places", a, "--cases",
                                "/nowhere/cases.mk", "--scenarios", f->directory, f->file, NULL};
    run_program(&o, argv);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "/nowhere/cases.mk");
    assert_int_equal(count_entries(f->directory), 2);
    program_end_free(&o);
}

static void resolve__check__tells_all_files(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char base[SCRATCH_PATH_SIZE];
    put(f, "mine.lua", "scenario { extends = 'base', seed = 0, queries = 0 }\n");
    scratch_path(base, f->directory, "base.lua");
    const char *const argv[] = {BIN_DIR "/resolve", "--check", "--scenarios", f->directory,
                                f->file, base, "/nowhere/x.lua", NULL};
    run_program(&o, argv);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "seed: found 0");
    assert_contains(o.err, "queries: found 0");
    assert_contains(o.err, "/nowhere/x.lua: cannot be read");
    assert_contains(o.out, "base.lua: good: 2 models, 2 cases, ");
    program_end_free(&o);
}

static void resolve__wrong_calls__exit_with_2(void **state)
{
    (void)state;
    static const char *const calls[][5] = {
        {BIN_DIR "/resolve", NULL},
        {BIN_DIR "/resolve", "--check", NULL},
        {BIN_DIR "/resolve", "--frobnicate", NULL},
        {BIN_DIR "/resolve", "--cases", NULL},
        {BIN_DIR "/resolve", "--assumptions", "a", "x.lua", NULL},
    };
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        struct program_end o;
        run_program(&o, calls[i]);
        assert_int_equal(o.status, 2);
        assert_contains(o.err, "see resolve --help");
        program_end_free(&o);
    }
}

static void resolve__schema_and_help__go_to_standard_output(void **state)
{
    (void)state;
    struct program_end o;
    run_program(&o, (const char *const[]){BIN_DIR "/resolve", "--schema", NULL});
    assert_int_equal(o.status, 0);
    static const char header[] = "block\tkey\tpath\ttype\tunit\trange\tdefault\tmeaning\n";
    assert_int_equal(strncmp(o.out, header, strlen(header)), 0);
    assert_contains(o.out, "\nnode\tmax_power\tnode.*.max_power\tnumber\tkW\t0.001 to 1000\t"
                           "required\tP_max");
    program_end_free(&o);
    run_program(&o, (const char *const[]){BIN_DIR "/resolve", "--distributions", NULL});
    assert_int_equal(o.status, 0);
    assert_contains(o.out, "\nexponential\texponential\texponential(median) or exponential(mean)\t"
                           "median\tmedian\tplace\n");
    assert_contains(o.out, "\tratio\tP95/P5\twidth\n");
    program_end_free(&o);
    run_program(&o, (const char *const[]){BIN_DIR "/resolve", "--help", NULL});
    assert_int_equal(o.status, 0);
    assert_contains(o.out, "--scenarios DIR");
    program_end_free(&o);
}

/* ---- make new ------------------------------------------------------------------------------ */

static void new_scenario__written_file__resolves_and_is_never_overwritten(void **state)
{
    struct base_fixture *f = *state;
    struct program_end o;
    char assumptions[SCRATCH_PATH_SIZE], schema[SCRATCH_PATH_SIZE], made[SCRATCH_PATH_SIZE];
    put(f, "mine.lua", "scenario { extends = 'base', trim = { { 5, 95 } } }\n");
    run_resolve(f, &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    run_program(&o, (const char *const[]){BIN_DIR "/resolve", "--schema", NULL});
    put(f, "schema.tsv", o.out);
    program_end_free(&o);
    scratch_path(assumptions, f->directory, "assumptions.tsv");
    scratch_path(schema, f->directory, "schema.tsv");
    scratch_path(made, f->directory, "made.lua");
    const char *const argv[] = {"lua5.4", "scripts/setup/new_scenario.lua", "mine", assumptions,
                                schema, made, NULL};
    run_program(&o, argv);
    assert_string_equal(o.err, "");
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    char *text = read_whole(made, NULL);
    assert_contains(text, "\n  -- trim = { { 5, 95 } },\n");
    assert_contains(text, "\n  -- max_power = 11.3 * kW,\n");
    assert_contains(text, "\n  -- pue = lognormal { p5 = 1.05, p95 = 1.6 },\n");
    free(text);
    assert_int_equal(scenario_read(made, f->directory, &f->s, &f->p), 0);
    assert_string_equal(value_of(f, "trim"), "5-95");
    run_program(&o, argv);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "made.lua is there already and is left as it is");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        TEST(resolve__good_file__writes_its_files),
        TEST(resolve__bad_file__leaves_nothing),
        TEST(resolve__path_that_make_cannot_carry__is_refused),
        TEST(resolve__table_that_is_no_file__is_refused),
        TEST(resolve__printed_numbers_that_are_not_there__are_named),
        TEST(resolve__load_curve__is_carried_or_named),
        TEST(resolve__read__has_every_file_and_its_digest),
        TEST(resolve__unwritable_output__leaves_nothing),
        TEST(resolve__check__tells_all_files),
        TEST(resolve__wrong_calls__exit_with_2),
        TEST(resolve__schema_and_help__go_to_standard_output),
        TEST(new_scenario__written_file__resolves_and_is_never_overwritten),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
