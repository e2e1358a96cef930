/* test_headline.c -- which results come first, in which order, and their table for scripts. */
#include "scenario_fixture.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "result/headline.h"

/* A scenario's headlines.tsv, which the caller frees. */
static char *written(const char *lua)
{
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    struct assumptions *a = malloc(sizeof *a);
    struct throughput_fits *fits = malloc(sizeof *fits);
    struct error e;
    assert_true(a && fits);
    scratch_make(folder);
    scratch_path(path, folder, "mine.lua");
    write_text(path, lua);
    scenario_load(path, a, fits);
    scratch_path(path, folder, "headlines.tsv");
    if (headline_write(a, path, &e))
        fail_msg("%s", e.text);
    char *text = read_whole(path, NULL);
    scratch_remove(folder);
    free(a);
    free(fits);
    return text;
}

#define HEADER "key\tunit\tkind\tname\tlabel\n"

/* In the order that the scenario gives, which is not that of the blocks of the paper's. */
static void cases_and_mixes__keep_the_scenarios_order(void **state)
{
    (void)state;
    char *text = written(
        "scenario { extends = 'paper', cases = { 'test_time_scaling', 'traditional_lin500',\n"
        "    'traditional' }, mixes = { 'mixed', 'traditional' } }\n"
        "workload { name = 'traditional', label = '\"Chat\", short' }\n");
    assert_string_equal(
        text, HEADER
        "test_time_scaling.energy.frontier.p50\tWh\tquery\ttest_time_scaling\t"
        "Test-time scaling, a query\n"
        "traditional.energy.frontier.p50\tWh\tquery\ttraditional\t"
        "\"\"\"Chat\"\", short, a query\"\n"
        "fleet.mixed.total\tGWh/day\tday\tmixed\tMixed, a day\n"
        "fleet.mixed_improved.total\tGWh/day\timproved_day\tmixed\tMixed, a day, improved\n"
        "fleet.traditional.total\tGWh/day\tday\ttraditional\tTraditional, a day\n"
        "fleet.traditional_improved.total\tGWh/day\timproved_day\ttraditional\t"
        "Traditional, a day, improved\n");
    free(text);
}

static void workload_without_a_case_of_its_name__has_no_headline(void **state)
{
    (void)state;
    char *text = written(
        "scenario { extends = 'paper', cases = { 'traditional_lin500', 'test_time_scaling' },\n"
        "    mixes = { 'slow' } }\n"
        "mix { name = 'slow', shares = { test_time_scaling = 1 } }\n");
    assert_string_equal(
        text, HEADER
        "test_time_scaling.energy.frontier.p50\tWh\tquery\ttest_time_scaling\t"
        "Test-time scaling, a query\n"
        "fleet.slow.total\tGWh/day\tday\tslow\tslow, a day\n"
        "fleet.slow_improved.total\tGWh/day\timproved_day\tslow\tslow, a day, improved\n");
    free(text);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_and_mixes__keep_the_scenarios_order),
        cmocka_unit_test(workload_without_a_case_of_its_name__has_no_headline),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("headline", tests, NULL, NULL);
}
