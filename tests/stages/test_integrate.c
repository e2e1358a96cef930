/* test_integrate.c -- the integrate stage: what it writes in the place of samples and their
 * summary. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "result/results.h"
#include "support.h"

/* A scenario resolved, fitted and integrated in a scratch folder. */
struct run {
    char folder[SCRATCH_PATH_SIZE];
    struct results results;
    char *said; /* standard error of integrate */
};

static void path_of(const struct run *r, const char *name, char path[SCRATCH_PATH_SIZE])
{
    scratch_path(path, r->folder, name);
}

/* Runs a program on files of the folder; "@" before a word stands for it. Returns what it said. */
static char *stage(const struct run *r, const char *const *words)
{
    char text[24][SCRATCH_PATH_SIZE];
    const char *argv[24] = {NULL};
    struct program_end o;
    for (size_t n = 0; words[n]; n++) {
        if (words[n][0] == '@')
            path_of(r, words[n] + 1, text[n]);
        else
            snprintf(text[n], sizeof text[n], "%s", words[n]);
        argv[n] = text[n];
    }
    run_program(&o, argv);
    if (o.status != 0)
        fail_msg("%s: %s", argv[0], o.err);
    char *said = o.err;
    o.err = NULL;
    program_end_free(&o);
    return said;
}

#define STAGE(r, ...) stage(r, (const char *const[]){__VA_ARGS__, NULL})

static void run_open(struct run *r, const char *scenario)
{
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    *r = (struct run){{0}, {0}, NULL};
    scratch_make(r->folder);
    path_of(r, "violins", path);
    assert_int_equal(mkdir(path, 0777), 0);
    path_of(r, "mine.lua", path);
    write_text(path, scenario);
    free(STAGE(r, BIN_DIR "/resolve", "--assumptions", "@assumptions.tsv", "--places",
               "@places.tsv", "--cases", "@cases.mk", "@mine.lua"));
    free(STAGE(r, BIN_DIR "/fit_tps", "--assumptions", "@assumptions.tsv", "--output", "@fit.nc"));
    r->said = STAGE(r, BIN_DIR "/integrate", "--assumptions", "@assumptions.tsv", "--fit",
                    "@fit.nc", "--results", "@results.tsv", "--fleet", "@fleet.tsv", "--fits",
                    "@fits.tsv", "--throughput", "@throughput.tsv", "--output-tokens",
                    "@output_tokens.tsv", "--words", "@words.tsv", "--headlines", "@headlines.tsv",
                    "--violins", "@violins");
    path_of(r, "results.tsv", path);
    if (results_read(&r->results, path, &e))
        fail_msg("%s", e.text);
}

static void run_close(struct run *r)
{
    results_free(&r->results);
    free(r->said);
    scratch_remove(r->folder);
}

static const struct result *result_of(const struct run *r, const char *key)
{
    for (size_t i = 0; i < r->results.n; i++)
        if (strcmp(r->results.rows[i].key, key) == 0)
            return &r->results.rows[i];
    fail_msg("no result %s", key);
    return NULL;
}

/* Column `column`, from 0, of a line of tab-separated cells. */
static double cell(const char *line, int column)
{
    for (; column > 0; column--)
        line = strchr(line, '\t') + 1;
    return strtod(line, NULL);
}

static char *file_of(const struct run *r, const char *name)
{
    char path[SCRATCH_PATH_SIZE];
    path_of(r, name, path);
    return read_whole(path, NULL);
}

#define EXACT "scenario { extends = 'paper', generator = 'exact', cases = { 'traditional', " \
              "'test_time_scaling' } }\n"

/* The columns are those of a sample's violin: five quantiles from the fourth column on, then energy
 * and density, log-spaced from p5 to p95, largest density 1. */
static void violins__have_the_quantiles_of_the_results(void **state)
{
    (void)state;
    struct run r;
    double largest = 0, energy = 0;
    int rows = 0;
    run_open(&r, EXACT);
    char *text = file_of(&r, "violins/traditional.levers.tsv");
    char *block = strstr(text, "\tserving\t");
    while (block > text && block[-1] != '\n')
        block--;
    for (char *line = block; *line != '\n'; line = strchr(line, '\n') + 1, rows++) {
        assert_close(cell(line, 6), result_of(&r, "traditional.energy.frontier.serving.p50")->value,
                     1e-8, 0); /* nine digits are written */
        assert_true(cell(line, 9) > energy);
        energy = cell(line, 9);
        largest = fmax(largest, cell(line, 10));
    }
    assert_int_equal(rows, 128);
    assert_close(largest, 1, 1e-12, 0);
    assert_close(energy, result_of(&r, "traditional.energy.frontier.serving.p95")->value, 1e-5, 0);
    free(text);
    run_close(&r);
}

/* The bins of an exponential of median 300 rounded to whole tokens: [10, 13) holds 10, 11 and 12,
 * 2^(-9.5/300) - 2^(-12.5/300) = 0.0067569 by hand; all bins from 1 token on leave out 0 alone,
 * whose share is 1 - 2^(-0.5/300). */
static void output_tokens__are_shares_of_the_distribution(void **state)
{
    (void)state;
    struct run r;
    double sum = 0, tens = 0;
    run_open(&r, EXACT);
    char *text = file_of(&r, "output_tokens.tsv");
    char *line = strstr(text, "\nTraditional\t") + 1;
    for (; *line != '\n'; line = strchr(line, '\n') + 1) {
        sum += cell(line, 6);
        if (cell(line, 4) == 10)
            tens = cell(line, 6);
    }
    assert_close(tens, pow(2, -9.5 / 300) - pow(2, -12.5 / 300), 1e-5, 0);
    assert_close(sum, pow(2, -0.5 / 300), 1e-5, 0);
    free(text);
    run_close(&r);
}

#define HEADER "key\twords\tunit\tcase\tquantity\tgroup\tlever\tstatistic\n"

/* A line a key, in the order of results.tsv, with the key's unit. */
static void words__are_there_for_every_key(void **state)
{
    (void)state;
    struct run r;
    size_t n = 0;
    run_open(&r, EXACT);
    char *text = file_of(&r, "words.tsv"), *line = text;
    assert_int_equal(strncmp(line, HEADER, strlen(HEADER)), 0);
    for (line = strchr(line, '\n') + 1; *line; line = strchr(line, '\n') + 1, n++) {
        char key[KEY_SIZE], words[512], unit[16];
        assert_int_equal(sscanf(line, "%255[^\t]\t%511[^\t]\t%15[^\t]", key, words, unit), 3);
        assert_string_equal(key, r.results.rows[n].key);
        assert_string_equal(unit, r.results.rows[n].unit);
    }
    assert_int_equal(n, r.results.n);
    assert_contains(text, "\ntraditional.energy.frontier.serving.p50\t"
                          "median energy of a query, frontier, lever serving, Traditional\tWh\t"
                          "Traditional\tenergy of a query\tfrontier\tServing\tmedian\n");
    assert_contains(text, "\nfleet.mixed_improved.total\t"
                          "energy of a day of queries, improved, mix Mixed\tGWh/day\t"
                          "fleet\tenergy of a day of queries\tMixed\timproved\ttotal\n");
    assert_contains(text, "\nfleet.beta.total\tbeta, from a query's energy to the fleet's\t1\t"
                          "fleet\t\tbeta, from a query's energy to the fleet's\t\ttotal\n");
    free(text);
    run_close(&r);
}

/* As CSV has it (RFC 4180): between quotes, each quote inside doubled. */
static void words__that_begin_with_a_quote__are_quoted(void **state)
{
    (void)state;
    struct run r;
    run_open(&r, EXACT "workload { name = 'traditional', label = '\"Chat\" or \"ask\"' }\n");
    char *text = file_of(&r, "words.tsv");
    assert_contains(text, "\ntraditional.energy.frontier.p50\t"
                          "median energy of a query, frontier, \"Chat\" or \"ask\"\tWh\t"
                          "\"\"\"Chat\"\" or \"\"ask\"\"\"\tenergy of a query\t");
    free(text);
    run_close(&r);
}

static void fleet__holds_the_days_of_the_results(void **state)
{
    (void)state;
    struct run r;
    struct results fleet = {0};
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    size_t days = 0;
    run_open(&r, EXACT);
    path_of(&r, "fleet.tsv", path);
    assert_int_equal(results_read(&fleet, path, &e), 0);
    for (size_t i = 0; i < r.results.n; i++)
        days += strncmp(r.results.rows[i].key, "fleet.", 6) == 0;
    assert_int_equal(fleet.n, days);
    for (size_t i = 0; i < fleet.n; i++)
        assert_true(fleet.rows[i].value == result_of(&r, fleet.rows[i].key)->value);
    results_free(&fleet);
    run_close(&r);
}

/* Without a log-normal PUE or u the case is drawn: that is said, and its results have errors. */
static void drawn_case__is_named_and_has_standard_errors(void **state)
{
    (void)state;
    struct run r;
    run_open(&r, "scenario { extends = 'paper', generator = 'exact', cases = { 'traditional' },\n"
                 "  mixes = { 'traditional' }, queries = 1000, pue = 1.2,\n"
                 "  utilisation = uniform { min = 0.4, max = 0.9 } }\n");
    assert_contains(r.said, "case traditional: neither pue nor utilisation is log-normal");
    assert_true(result_of(&r, "traditional.energy.frontier.p50")->standard_error > 0);
    assert_true(result_of(&r, "fleet.traditional.total")->standard_error > 0);
    assert_int_equal(result_of(&r, "traditional.energy.llama_405b.p50")->n, 1000);
    char *text = file_of(&r, "violins/traditional.models.tsv");
    assert_contains(text, "Llama 3.1 405B");
    free(text);
    run_close(&r);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(violins__have_the_quantiles_of_the_results),
        cmocka_unit_test(output_tokens__are_shares_of_the_distribution),
        cmocka_unit_test(words__are_there_for_every_key),
        cmocka_unit_test(words__that_begin_with_a_quote__are_quoted),
        cmocka_unit_test(fleet__holds_the_days_of_the_results),
        cmocka_unit_test(drawn_case__is_named_and_has_standard_errors),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("integrate", tests, NULL, NULL);
}
