/* test_stages.c -- the tiny scenario through every stage: what is there in the end, and again. */
#include "stage_products.h"

#include <math.h>

static void whole_way__leaves_every_product_and_nothing_else(void **state)
{
    struct run *r = *state;
    size_t n = 0;
    stages_pass(r, SUMMARIZE);
    for (enum stage s = RESOLVE; s < STAGE_COUNT; s++)
        for (size_t i = 0; OUTPUTS[s][i]; i++, n++) {
            size_t size;
            free(take_file(r, OUTPUTS[s][i], &size));
            assert_true(size > 0);
        }
    assert_int_equal(count_files(r), n);
}

static void results__header_is_the_one_outsiders_rely_on(void **state)
{
    static const char header[] =
        "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\tstandard_error\tn\n";
    struct run *r = *state;
    stages_pass(r, SUMMARIZE);
    char *text = take_file(r, "results.tsv", NULL);
    assert_int_equal(strncmp(text, header, strlen(header)), 0);
    free(text);
}

static size_t assert_statistics(const struct products *p, const char *start, const char *unit,
                                size_t n)
{
    static const char *const NAMES[] = {"p5", "p25", "p50", "p75", "p95", "mean", "min", "max"};
    double value[STATISTIC_COUNT], last = 0;
    enum statistic at[8];
    for (size_t i = 0; i < 8; i++)
        assert_true(statistic_find(NAMES[i], &at[i]));
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        char key[KEY_SIZE];
        snprintf(key, sizeof key, "%s.%s", start, statistic_name((enum statistic)i));
        const struct result *row = find(p, key);
        assert_string_equal(row->unit, unit);
        assert_int_equal(row->n, n);
        assert_true(isfinite(row->value) && row->value >= 0);
        assert_true(isfinite(row->standard_error) && row->standard_error >= 0);
        value[i] = row->value;
    }
    for (size_t i = 0; i < 5; i++) {
        assert_true(value[at[i]] >= last);
        last = value[at[i]];
    }
    for (int i = 0; i < STATISTIC_COUNT; i++)
        assert_true(value[STATISTIC_MIN] <= value[i] && value[i] <= value[STATISTIC_MAX]);
    return STATISTIC_COUNT;
}

/* Every key that docs/files.md gives for this scenario, and no other. */
static void results__keys__all_there_sorted_and_finite(void **state)
{
    static const char *const FLEET[] = {"mean_load", "node_full_load", "node_load", "redundancy",
                                        "utilisation_derived", "utilisation", "network", "beta",
                                        "web_search",
                                        "traditional", "traditional_improved"};
    static const char *const FRONTIERS[] = {"frontier", "frontier.hardware", "frontier.algorithm",
                                            "frontier.serving", "frontier.combined"};
    struct run *r = *state;
    char key[KEY_SIZE];
    size_t n = 0;
    stages_pass(r, SUMMARIZE);
    struct products *p = read_products(r);
    for (size_t m = 0; m < MODELS; m++) {
        snprintf(key, sizeof key, "traditional.energy.%s", MODEL_NAMES[m]);
        n += assert_statistics(p, key, "Wh", QUERIES);
        snprintf(key, sizeof key, "traditional.output_tokens.%s", MODEL_NAMES[m]);
        n += assert_statistics(p, key, "token", QUERIES);
        snprintf(key, sizeof key, "traditional.tps.%s", MODEL_NAMES[m]);
        n += assert_statistics(p, key, "token/s", QUERIES);
        snprintf(key, sizeof key, "traditional.frontier.%s.share", MODEL_NAMES[m]);
        assert_close(find(p, key)->value, 0.5, 0, 0);
        n++;
    }
    for (size_t i = 0; i < sizeof FRONTIERS / sizeof FRONTIERS[0]; i++) {
        snprintf(key, sizeof key, "traditional.energy.%s", FRONTIERS[i]);
        n += assert_statistics(p, key, "Wh", 2 * 180); /* P5-P95 of 200, both ends: ranks 10-189 */
    }
    n += assert_statistics(p, "traditional.energy.frontier_all", "Wh", MODELS * QUERIES);
    for (size_t i = 0; i < sizeof FLEET / sizeof FLEET[0]; i++, n++) {
        snprintf(key, sizeof key, "fleet.%s.total", FLEET[i]);
        assert_true(isfinite(find(p, key)->value));
    }
    assert_int_equal(p->results.n, n);
    for (size_t i = 1; i < n; i++)
        assert_true(strcmp(p->results.rows[i - 1].key, p->results.rows[i].key) < 0);
    products_free(p);
}

/* ---- two runs ---------------------------------------------------------------------------- */

static void two_runs__in_two_folders__give_the_same_bytes(void **state)
{
    struct run *one = *state, other;
    stages_pass(one, SUMMARIZE);
    run_open(&other, TINY);
    stages_pass(&other, SUMMARIZE);
    for (enum stage s = RESOLVE; s < STAGE_COUNT; s++)
        for (size_t i = 0; OUTPUTS[s][i]; i++) {
            size_t a_size, b_size;
            char *a = take_file(one, OUTPUTS[s][i], &a_size);
            char *b = take_file(&other, OUTPUTS[s][i], &b_size);
            if (a_size != b_size || memcmp(a, b, a_size) != 0)
                fail_msg("%s differs between two runs", OUTPUTS[s][i]);
            free(a);
            free(b);
        }
    run_close(&other);
}

/* What an interrupted run left behind is written over. */
static void rerun__over_leftovers__gives_the_same_bytes(void **state)
{
    struct run *r = *state;
    size_t a_size, b_size;
    stages_pass(r, SAMPLE);
    char *a = take_file(r, "traditional.samples.nc", &a_size);
    put_file(r, "traditional.samples.nc", "half", 4);
    put_file(r, "traditional.samples.nc.tmp", "a quarter", 9);
    stage_pass(r, SAMPLE);
    char *b = take_file(r, "traditional.samples.nc", &b_size);
    assert_int_equal(a_size, b_size);
    assert_memory_equal(a, b, a_size);
    free(a);
    free(b);
    char left[SCRATCH_PATH_SIZE];
    in_folder(r, "traditional.samples.nc.tmp", left);
    assert_false(path_exists(left));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(whole_way__leaves_every_product_and_nothing_else),
        TEST(results__header_is_the_one_outsiders_rely_on),
        TEST(results__keys__all_there_sorted_and_finite),
        TEST(two_runs__in_two_folders__give_the_same_bytes),
        TEST(rerun__over_leftovers__gives_the_same_bytes),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("stages", tests, NULL, NULL);
}
