/* test_headline.c -- which results come first, in which order. */
#include "scenario_fixture.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "result/headline.h"

/* Holds the keys and labels of a scenario's headline results against lines of these. */
static void check(const char *lua, const char *want)
{
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE], found[4096] = "";
    struct assumptions *a = malloc(sizeof *a);
    struct throughput_fits *fits = malloc(sizeof *fits);
    struct headline list[HEADLINE_MAX];
    assert_true(a && fits);
    scratch_make(folder);
    scratch_path(path, folder, "mine.lua");
    write_text(path, lua);
    scenario_load(path, a, fits);
    for (size_t i = 0, n = headline_list(a, list), used = 0; i < n; i++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%s\t%s\n", list[i].key,
                                 list[i].label);
    assert_string_equal(found, want);
    scratch_remove(folder);
    free(a);
    free(fits);
}

/* In the order that the scenario gives, which is not that of the paper's blocks. */
static void cases_and_mixes__keep_the_scenarios_order(void **state)
{
    (void)state;
    check("scenario { extends = 'paper', cases = { 'test_time_scaling', 'traditional_lin500',\n"
          "    'traditional' }, mixes = { 'mixed', 'traditional' } }\n",
          "test_time_scaling.energy.frontier.p50\tTest-time scaling, a query\n"
          "traditional.energy.frontier.p50\tTraditional, a query\n"
          "fleet.mixed.total\tMixed, a day\n"
          "fleet.mixed_improved.total\tMixed, a day, improved\n"
          "fleet.traditional.total\tTraditional, a day\n"
          "fleet.traditional_improved.total\tTraditional, a day, improved\n");
}

static void workload_without_a_case_of_its_name__has_no_headline(void **state)
{
    (void)state;
    check("scenario { extends = 'paper', cases = { 'traditional_lin500', 'test_time_scaling' },\n"
          "    mixes = { 'slow' } }\n"
          "mix { name = 'slow', shares = { test_time_scaling = 1 } }\n",
          "test_time_scaling.energy.frontier.p50\tTest-time scaling, a query\n"
          "fleet.slow.total\tslow, a day\n"
          "fleet.slow_improved.total\tslow, a day, improved\n");
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
