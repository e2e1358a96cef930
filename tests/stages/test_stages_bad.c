/* test_stages_bad.c -- bad input: one line that names the file, status 1, and nothing left behind.
 *
 *   1. files   2. names and paths   3. throughput tables, energies, alphas */
#include "stage_fixture.h"

/* ---- 1. files --------------------------------------------------------------------------- */

/* The files that each stage reads. */
static const char *const INPUTS[STAGE_COUNT][5] = {
    [FIT_TPS] = {"assumptions.tsv"},
    [SAMPLE] = {"assumptions.tsv", "fit.nc"},
    [APPLY_LEVERS] = {"assumptions.tsv", "fit.nc", "traditional.samples.nc"},
    [AGGREGATE_FLEET] = {"assumptions.tsv", "fit.nc", "traditional.samples.nc"},
    [SUMMARIZE] = {"assumptions.tsv", "fit.nc", "fleet.tsv", "traditional.samples.nc"},
};

/* Every input of every stage in turn: gone, a folder, text that is none of ours, and cut in two. */
static void stages__unreadable_foreign_or_cut_input__names_the_file(void **state)
{
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    for (enum stage s = FIT_TPS; s < STAGE_COUNT; s++)
        for (size_t i = 0; INPUTS[s][i]; i++) {
            char path[SCRATCH_PATH_SIZE];
            size_t n;
            in_folder(r, INPUTS[s][i], path);
            char *good = take_file(r, INPUTS[s][i], &n);
            scratch_remove(path);
            assert_stage_refuses(r, s, path);
            assert_int_equal(mkdir(path, 0700), 0);
            assert_stage_refuses(r, s, path);
            scratch_remove(path);
            write_text(path, "The quick brown fox jumps over the lazy dog\n");
            assert_stage_refuses(r, s, path);
            write_bytes(path, good, n / 2);
            assert_stage_refuses(r, s, path);
            write_bytes(path, good, n);
            free(good);
            stage_pass(r, s);
        }
}

static void summarize__missing_or_foreign_levers__names_the_file(void **state)
{
    struct run *r = *state;
    char path[SCRATCH_PATH_SIZE];
    stages_pass(r, AGGREGATE_FLEET);
    in_folder(r, "traditional.levers.nc", path);
    scratch_remove(path);
    assert_stage_refuses(r, SUMMARIZE, path);
    size_t n;
    char *samples = take_file(r, "traditional.samples.nc", &n);
    write_bytes(path, samples, n);
    free(samples);
    assert_stage_refuses(r, SUMMARIZE, "title: found \"wattquery samples");
}

/* The scenario changes after a file was made from it. */
static void stages__stale_files__say_run_make_again(void **state)
{
    struct run r;
    (void)state;
    run_open_text(&r, "queries = 200", "");
    stages_pass(&r, SUMMARIZE);
    write_text(r.scenario, "scenario { extends = 'tiny', queries = 300 }\n");
    stage_pass(&r, RESOLVE);
    for (enum stage s = SAMPLE; s < STAGE_COUNT; s++)
        assert_stage_refuses(&r, s, "fit.nc: made from other assumptions");
    stages_pass(&r, AGGREGATE_FLEET);
    write_text(r.scenario, "scenario { extends = 'tiny', queries = 200 }\n");
    stages_pass(&r, FIT_TPS);
    assert_stage_refuses(&r, APPLY_LEVERS, "samples.nc: made from other assumptions");
    assert_stage_refuses(&r, AGGREGATE_FLEET, "run make again");
    run_close(&r);
}

static void fleet_of_other_assumptions__is_refused(void **state)
{
    struct run r;
    (void)state;
    size_t n;
    run_open_text(&r, "queries = 200", "");
    stages_pass(&r, AGGREGATE_FLEET);
    char *fleet = take_file(&r, "fleet.tsv", &n);
    write_text(r.scenario, "scenario { extends = 'tiny', queries = 300 }\n");
    stages_pass(&r, AGGREGATE_FLEET);
    put_file(&r, "fleet.tsv", fleet, n);
    free(fleet);
    assert_stage_refuses(&r, SUMMARIZE, "fleet.tsv: made from \"assumptions=");
    run_close(&r);
}

#define TWO_CASES \
    "case { name = 'longer', workload = 'traditional', input_tokens = constant { 5000 } }"

static void files_of_another_case__are_refused_by_its_name(void **state)
{
    struct run r;
    (void)state;
    size_t n;
    run_open_text(&r, "", TWO_CASES);
    stages_pass(&r, AGGREGATE_FLEET);
    char *levers = take_file(&r, "longer.levers.nc", &n);
    put_file(&r, "traditional.levers.nc", levers, n);
    free(levers);
    assert_stage_refuses(&r, SUMMARIZE, "traditional.levers.nc: case: found \"longer\", want "
                                        "\"traditional\"");
    char *samples = take_file(&r, "longer.samples.nc", &n);
    put_file(&r, "traditional.samples.nc", samples, n);
    free(samples);
    assert_stage_refuses(&r, AGGREGATE_FLEET, "traditional.samples.nc: case: found \"longer\"");
    run_close(&r);
}

/* ---- 2. names and paths ----------------------------------------------------------------- */

static void stages__unknown_workload__lists_those_there_are(void **state)
{
    struct run *r = *state;
    stages_pass(r, SAMPLE);
    for (enum stage s = SAMPLE; s <= APPLY_LEVERS; s++) {
        struct call c;
        struct program_end o;
        call_make(r, s, &c);
        call_change(&c, "--workload", "tradition");
        run_program(&o, c.argv);
        assert_int_equal(o.status, 1);
        assert_one_line(&o, s, "--workload: found \"tradition\", want one of the scenario's: "
                               "traditional");
        program_end_free(&o);
    }
}

static void stages__no_folder_for_the_output__names_it(void **state)
{
    static const char *const OPTIONS[STAGE_COUNT][7] = {
        [FIT_TPS] = {"--output"},
        [SAMPLE] = {"--directory"},
        [AGGREGATE_FLEET] = {"--output"},
        [SUMMARIZE] = {"--results", "--words", "--fits", "--throughput", "--output-tokens",
                       "--violins"},
    };
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    for (enum stage s = FIT_TPS; s < STAGE_COUNT; s++)
        for (size_t i = 0; OPTIONS[s][i]; i++) {
            struct call c;
            struct program_end o;
            call_make(r, s, &c);
            call_change(&c, OPTIONS[s][i], "/nowhere/at/all");
            run_program(&o, c.argv);
            assert_int_equal(o.status, 1);
            assert_one_line(&o, s, "/nowhere/at/all");
            assert_contains(o.err, "No such file or directory");
            program_end_free(&o);
        }
}

static void stages__path_too_long__is_said(void **state)
{
    struct run *r = *state;
    static char word[5000];
    memset(word, 'd', sizeof word - 1);
    stages_pass(r, AGGREGATE_FLEET);
    for (enum stage s = SAMPLE; s < STAGE_COUNT; s++) {
        struct call c;
        struct program_end o;
        call_make(r, s, &c);
        call_change(&c, "--directory", word);
        run_program(&o, c.argv);
        assert_int_equal(o.status, 1);
        assert_contains(o.err, "too long a path");
        program_end_free(&o);
    }
}

/* ---- 3. throughput tables, energies, alphas --------------------------------------------- */

#define TABLE_HEADER \
    "model,gpus,quantization,tokens_per_second,input_tokens,output_tokens,source,source_check," \
    "used_in_released_analysis\n"

/* Opens a run whose throughput table is the given text in the folder's table.csv. */
static void open_with_table(struct run *r, const char *keys, const char *table)
{
    char path[SCRATCH_PATH_SIZE], blocks[SCRATCH_PATH_SIZE + 64], text[2 * SCRATCH_PATH_SIZE];
    run_open_text(r, keys, "");
    in_folder(r, "table.csv", path);
    write_text(path, table);
    snprintf(blocks, sizeof blocks, "throughput { table = '%s' }", path);
    snprintf(text, sizeof text, "scenario { extends = 'tiny', %s }\n%s\n", keys, blocks);
    write_text(r->scenario, text);
    stage_pass(r, RESOLVE);
}

static void fit_tps__bad_tables__name_line_and_column(void **state)
{
    static const struct {
        const char *table, *message;
    } ROWS[] = {
        {TABLE_HEADER "Llama 3.1 405B,8,FP8,0,500,2000,x,y,yes\n", "table.csv:2: "},
        {TABLE_HEADER "Llama 3.1 405B,8,FP8,fast,500,2000,x,y,yes\n",
         "table.csv:2: tokens_per_second: found \"fast\""},
        {"model,gpus\nLlama 3.1 405B,8\n", "table.csv"},
        {TABLE_HEADER, "table.csv: found no rows"},
        {TABLE_HEADER "Llama 3.1 405B,8,FP8,2050,500,2000,x,y,yes\n", "Llama 3.1 70B"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct run r;
        open_with_table(&r, "", ROWS[i].table);
        assert_stage_refuses(&r, FIT_TPS, ROWS[i].message);
        run_close(&r);
    }
}

/* The throughput table changes after the fit, by one digit. */
static void summarize__other_table_than_the_fit__says_run_make_again(void **state)
{
    struct run r;
    (void)state;
    char *table = read_whole("data/throughput_supplement_s1.csv", NULL), *cell;
    open_with_table(&r, "", table);
    stages_pass(&r, SUMMARIZE);
    cell = strstr(table, ",2050.00,");
    assert_non_null(cell);
    cell[1] = '3';
    put_file(&r, "table.csv", table, strlen(table));
    assert_stage_refuses(&r, SUMMARIZE, "table.csv: ");
    assert_stage_refuses(&r, SUMMARIZE, "run make again");
    stages_pass(&r, SUMMARIZE);
    free(table);
    run_close(&r);
}

#define EXTREME_ROWS(model) \
    model ",8,FP8,1e150,10,100,x,y,yes\n" model ",8,FP8,1e-150,1000,100,x,y,yes\n" \
    model ",8,FP8,1e150,10,200,x,y,yes\n" model ",8,FP8,1e-150,1000,200,x,y,yes\n"

/* TPS falls by 150 decades for each decade of L_in, so that at 1e6 tokens it is too small for a
 * double: legal assumptions, no legal energy. */
static void sample__energy_not_finite__names_case_model_and_query(void **state)
{
    struct run r;
    (void)state;
    open_with_table(&r, "queries = 100",
                    TABLE_HEADER EXTREME_ROWS("Llama 3.1 405B") EXTREME_ROWS("Llama 3.1 70B"));
    stage_pass(&r, FIT_TPS);
    stage_pass(&r, SAMPLE);
    char *text = take_file(&r, "mine.lua", NULL), longer[2 * SCRATCH_PATH_SIZE];
    snprintf(longer, sizeof longer,
             "%sworkload { name = 'traditional', input_tokens = constant { 1e6 } }\n", text);
    free(text);
    write_text(r.scenario, longer);
    stage_pass(&r, RESOLVE);
    stage_pass(&r, FIT_TPS);
    assert_stage_refuses(&r, SAMPLE, "case traditional, model llama_405b, query 0: found an "
                                     "energy of inf Wh, want a finite number");
    run_close(&r);
}

/* Distributions whose 5th percentile is allowed, and whose lowest values are not. */
static void stages__draws_that_cannot_be__name_where_they_are(void **state)
{
    static const struct {
        enum stage stage;
        const char *blocks, *message;
    } ROWS[] = {
        {SAMPLE, "workload { name = 'traditional', "
                 "output_tokens = uniform { min = -10, max = 1000 } }",
         "case traditional, model llama_405b, query "},
        {APPLY_LEVERS, "levers { serving = uniform { min = -0.05, max = 4 } }",
         "levers.serving: found an alpha of -0.0"},
        {AGGREGATE_FLEET, "workload { name = 'traditional', "
                          "fleet_lever = uniform { min = -0.05, max = 4 } }",
         "fleet.lever.traditional: found an alpha of -0.0"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct run r;
        run_open_text(&r, "", ROWS[i].blocks);
        stages_pass(&r, (enum stage)(ROWS[i].stage - 1));
        assert_stage_refuses(&r, ROWS[i].stage, ROWS[i].message);
        run_close(&r);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(stages__unreadable_foreign_or_cut_input__names_the_file),
        TEST(summarize__missing_or_foreign_levers__names_the_file),
        cmocka_unit_test(stages__stale_files__say_run_make_again),
        cmocka_unit_test(fleet_of_other_assumptions__is_refused),
        cmocka_unit_test(files_of_another_case__are_refused_by_its_name),
        TEST(stages__unknown_workload__lists_those_there_are),
        TEST(stages__no_folder_for_the_output__names_it),
        TEST(stages__path_too_long__is_said),
        cmocka_unit_test(fit_tps__bad_tables__name_line_and_column),
        cmocka_unit_test(summarize__other_table_than_the_fit__says_run_make_again),
        cmocka_unit_test(sample__energy_not_finite__names_case_model_and_query),
        cmocka_unit_test(stages__draws_that_cannot_be__name_where_they_are),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("stages_bad", tests, NULL, NULL);
}
