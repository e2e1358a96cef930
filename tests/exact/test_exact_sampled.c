/* test_exact_sampled.c -- every key of a scenario, drawn and exact: within four standard errors. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/inputs.h"
#include "exact/exact.h"
#include "result/outcome.h"
#include "result/results.h"
#include "support.h"

#define ERRORS 4.0
#define BEYOND 3.17e-5 /* of a normal distribution lies beyond four deviations, on one side */

/* A scenario in a scratch folder. */
struct run {
    char folder[SCRATCH_PATH_SIZE];
    struct inputs in;
    struct results sampled, exact;
};

/* Runs a program on files of the folder; "@" before a word stands for it. */
static void stage(const struct run *r, const char *const *words)
{
    static char text[24][SCRATCH_PATH_SIZE];
    const char *argv[24];
    struct program_end o;
    size_t n = 0;
    for (; words[n]; n++) {
        if (words[n][0] == '@')
            scratch_path(text[n], r->folder, words[n] + 1);
        else
            snprintf(text[n], sizeof text[n], "%s", words[n]);
        argv[n] = text[n];
    }
    argv[n] = NULL;
    run_program(&o, argv);
    if (o.status != 0)
        fail_msg("%s: %s", argv[0], o.err);
    program_end_free(&o);
}

#define STAGE(r, ...) stage(r, (const char *const[]){__VA_ARGS__, NULL})
#define INPUTS "--assumptions", "@assumptions.tsv", "--fit", "@fit.nc"

static void draw(struct run *r)
{
    for (size_t w = 0; w < r->in.a.n_workloads; w++) {
        const char *name = r->in.a.workloads[w].name;
        STAGE(r, BIN_DIR "/sample", INPUTS, "--workload", name, "--directory", "@.");
        STAGE(r, BIN_DIR "/apply_levers", INPUTS, "--workload", name, "--directory", "@.");
    }
    STAGE(r, BIN_DIR "/aggregate_fleet", INPUTS, "--directory", "@.", "--output", "@fleet.tsv");
    STAGE(r, BIN_DIR "/summarize", INPUTS, "--directory", "@.", "--fleet", "@fleet.tsv",
          "--violins", "@violins", "--results", "@results.tsv", "--words", "@words.tsv",
          "--headlines", "@headlines.tsv", "--fits", "@fits.tsv", "--throughput",
          "@throughput.tsv", "--output-tokens", "@output_tokens.tsv");
}

static void read_file(const struct run *r, const char *name, struct results *out)
{
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    scratch_path(path, r->folder, name);
    *out = (struct results){0};
    if (results_read(out, path, &e))
        fail_msg("%s", e.text);
}

static void run_open(struct run *r, const char *scenario)
{
    char path[SCRATCH_PATH_SIZE], fit[SCRATCH_PATH_SIZE];
    struct error e;
    scratch_make(r->folder);
    scratch_path(path, r->folder, "violins");
    assert_int_equal(mkdir(path, 0777), 0);
    STAGE(r, BIN_DIR "/resolve", "--assumptions", "@assumptions.tsv", "--places", "@places.tsv",
          "--cases", "@cases.mk", scenario);
    STAGE(r, BIN_DIR "/fit_tps", "--assumptions", "@assumptions.tsv", "--output", "@fit.nc");
    scratch_path(path, r->folder, "assumptions.tsv");
    scratch_path(fit, r->folder, "fit.nc");
    if (inputs_read(path, fit, &r->in, &e))
        fail_msg("%s", e.text);
    draw(r);
    STAGE(r, BIN_DIR "/integrate", INPUTS, "--results", "@exact.tsv");
    read_file(r, "results.tsv", &r->sampled);
    read_file(r, "exact.tsv", &r->exact);
}

static void run_close(struct run *r)
{
    results_free(&r->sampled);
    results_free(&r->exact);
    scratch_remove(r->folder);
}

/* ---- the comparison ------------------------------------------------------------------------- */

static bool is_extreme(const struct result *row)
{
    return strcmp(row->parts.of[KEY_STATISTIC], "min") == 0 ||
           strcmp(row->parts.of[KEY_STATISTIC], "max") == 0;
}

/* The bootstrap knows little of extremes, so these are held against their own distribution: an
 * extreme of n queries beyond `value` must be no rarer than a normal beyond four deviations. */
static bool extreme_is_likely(struct outcome *o, const struct result *row)
{
    char name[KEY_SIZE];
    struct variable v;
    struct error e;
    double at_most, below, n = (double)row->n;
    snprintf(name, sizeof name, "%.*s", (int)(strlen(row->key) - 4), row->key);
    if (key_parse_variable(&o->a, name, &v, &e) ||
        exact_probability(o->exact, &v, row->value * (1 + 1e-9), &at_most, &e) ||
        exact_probability(o->exact, &v, row->value * (1 - 1e-9), &below, &e))
        fail_msg("%s", e.text);
    if (strcmp(row->parts.of[KEY_STATISTIC], "max") == 0)
        return pow(at_most, n) >= BEYOND && pow(below, n) <= 1 - BEYOND;
    return -expm1(n * log1p(-fmin(at_most, 1))) >= BEYOND && pow(1 - below, n) >= BEYOND;
}

static bool agrees(struct outcome *o, const struct result *sampled, const struct result *exact)
{
    double both = hypot(sampled->standard_error, exact->standard_error);
    if (fabs(sampled->value - exact->value) <= ERRORS * both + 1e-9 * fabs(exact->value))
        return true;
    return is_extreme(sampled) && extreme_is_likely(o, sampled);
}

static void every_key__agrees_within_four_standard_errors(void **state)
{
    static struct run r;
    struct error e;
    size_t wrong = 0;
    run_open(&r, *state);
    struct outcome o = {r.in.a, r.in.fits, NULL};
    assert_int_equal(exact_open(&r.in.a, &r.in.fits, &o.exact, &e), 0);
    assert_int_equal(r.sampled.n, r.exact.n);
    for (size_t i = 0; i < r.sampled.n; i++) { /* both are sorted by key */
        assert_string_equal(r.sampled.rows[i].key, r.exact.rows[i].key);
        if (agrees(&o, &r.sampled.rows[i], &r.exact.rows[i]))
            continue;
        wrong++;
        print_error("%s: drawn %.9g +- %.3g, exact %.9g\n", r.sampled.rows[i].key,
                    r.sampled.rows[i].value, r.sampled.rows[i].standard_error,
                    r.exact.rows[i].value);
    }
    assert_int_equal(wrong, 0);
    outcome_close(&o);
    run_close(&r);
}

int main(int argc, char **argv)
{
    static const char *const SCENARIOS[] = {"scenarios/paper.lua", "scenarios/text.lua",
                                            "scenarios/joule.lua", "tests/scenarios/odd.lua"};
    struct CMUnitTest tests[4];
    select_tests(argc, argv);
    for (size_t i = 0; i < 4; i++)
        tests[i] = (struct CMUnitTest){SCENARIOS[i], every_key__agrees_within_four_standard_errors,
                                       NULL, NULL, (void *)SCENARIOS[i]};
    return _cmocka_run_group_tests("exact_sampled", tests, 4, NULL, NULL);
}
