/* stage_fixture.h -- a scratch folder in which a scenario goes through the stages, one by one, the
 * way that the Makefile calls them. The scenario has one workload and one case, `traditional`. */
#ifndef TESTS_STAGE_FIXTURE_H
#define TESTS_STAGE_FIXTURE_H

#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TINY "tests/scenarios/tiny.lua"

enum stage { RESOLVE, FIT_TPS, SAMPLE, APPLY_LEVERS, AGGREGATE_FLEET, SUMMARIZE, STAGE_COUNT };

#define CALL_WORDS 24
#define OUTPUTS_MAX 7

/* The call of a stage; "@" stands for the scratch folder. resolve also takes its file. */
static const char *const CALLS[STAGE_COUNT][CALL_WORDS] = {
    {"resolve", "--assumptions", "@assumptions.tsv", "--places", "@places.tsv", "--cases",
     "@cases.mk", "--scenarios", "tests/scenarios"},
    {"fit_tps", "--assumptions", "@assumptions.tsv", "--output", "@fit.nc"},
    {"sample", "--assumptions", "@assumptions.tsv", "--fit", "@fit.nc", "--workload",
     "traditional", "--directory", "@"},
    {"apply_levers", "--assumptions", "@assumptions.tsv", "--fit", "@fit.nc", "--workload",
     "traditional", "--directory", "@"},
    {"aggregate_fleet", "--assumptions", "@assumptions.tsv", "--fit", "@fit.nc", "--directory",
     "@", "--output", "@fleet.tsv"},
    {"summarize", "--assumptions", "@assumptions.tsv", "--fit", "@fit.nc", "--directory", "@",
     "--fleet", "@fleet.tsv", "--violins", "@violins", "--fits", "@fits.tsv", "--throughput",
     "@throughput.tsv", "--output-tokens", "@output_tokens.tsv", "--results", "@results.tsv"},
};

/* What each stage leaves in the folder. */
static const char *const OUTPUTS[STAGE_COUNT][OUTPUTS_MAX] = {
    {"assumptions.tsv", "places.tsv", "cases.mk"},
    {"fit.nc"},
    {"traditional.samples.nc"},
    {"traditional.levers.nc"},
    {"fleet.tsv"},
    {"results.tsv", "fits.tsv", "throughput.tsv", "output_tokens.tsv",
     "violins/traditional.models.tsv", "violins/traditional.levers.tsv"},
};

struct run {
    char folder[SCRATCH_PATH_SIZE];
    char scenario[SCRATCH_PATH_SIZE]; /* its Lua file */
};

static inline void run_open(struct run *r, const char *scenario)
{
    char violins[SCRATCH_PATH_SIZE];
    scratch_make(r->folder);
    scratch_path(violins, r->folder, "violins");
    assert_int_equal(mkdir(violins, 0700), 0);
    snprintf(r->scenario, sizeof r->scenario, "%s", scenario);
}

/* A run of a scenario that extends tiny by the given text. */
static inline void run_open_text(struct run *r, const char *scenario_keys, const char *blocks)
{
    char text[4096];
    run_open(r, "");
    scratch_path(r->scenario, r->folder, "mine.lua");
    snprintf(text, sizeof text, "scenario { extends = 'tiny', %s }\n%s\n", scenario_keys, blocks);
    write_text(r->scenario, text);
}

static inline void run_close(struct run *r)
{
    scratch_remove(r->folder);
}

static inline int open_tiny(void **state)
{
    struct run *r = calloc(1, sizeof *r);
    if (!r)
        return -1;
    run_open(r, TINY);
    *state = r;
    return 0;
}

static inline int close_tiny(void **state)
{
    run_close(*state);
    free(*state);
    return 0;
}

/* ---- calls ------------------------------------------------------------------------------ */

/* A call with its words in place. */
struct call {
    const char *argv[CALL_WORDS + 4];
    char words[CALL_WORDS][SCRATCH_PATH_SIZE];
};

static inline void call_make(const struct run *r, enum stage s, struct call *c)
{
    size_t n = 0;
    for (; CALLS[s][n]; n++) {
        const char *word = CALLS[s][n];
        if (n == 0)
            snprintf(c->words[n], sizeof c->words[n], "%s/%s", BIN_DIR, word);
        else if (strcmp(word, "@") == 0)
            snprintf(c->words[n], sizeof c->words[n], "%s", r->folder);
        else if (*word == '@')
            scratch_path(c->words[n], r->folder, word + 1);
        else
            snprintf(c->words[n], sizeof c->words[n], "%s", word);
        c->argv[n] = c->words[n];
    }
    if (s == RESOLVE)
        c->argv[n++] = r->scenario;
    c->argv[n] = NULL;
}

/* A call with the word after an option exchanged, or both taken away (word is NULL). */
static inline void call_change(struct call *c, const char *option, const char *word)
{
    size_t n = 1;
    while (c->argv[n] && strcmp(c->argv[n], option) != 0)
        n++;
    assert_non_null(c->argv[n]);
    if (word) {
        c->argv[n + 1] = word;
        return;
    }
    for (; c->argv[n + 1]; n++)
        c->argv[n] = c->argv[n + 2];
}

static inline void stage_run(const struct run *r, enum stage s, struct program_end *o)
{
    struct call c;
    call_make(r, s, &c);
    run_program(o, c.argv);
}

/* Runs a stage that must succeed and say nothing. */
static inline void stage_pass(const struct run *r, enum stage s)
{
    struct program_end o;
    stage_run(r, s, &o);
    if (o.status != 0 || *o.err || *o.out)
        fail_msg("%s: status %d, said \"%s%s\"", CALLS[s][0], o.status, o.out, o.err);
    program_end_free(&o);
}

/* Runs all stages from resolve up to and with the last. */
static inline void stages_pass(const struct run *r, enum stage last)
{
    for (enum stage s = RESOLVE; s <= last; s++)
        stage_pass(r, s);
}

/* ---- what lies there -------------------------------------------------------------------- */

static inline void in_folder(const struct run *r, const char *name, char path[SCRATCH_PATH_SIZE])
{
    scratch_path(path, r->folder, name);
}

/* The bytes of a file of the folder; freed by the caller. */
static inline char *take_file(const struct run *r, const char *name, size_t *n)
{
    char path[SCRATCH_PATH_SIZE];
    in_folder(r, name, path);
    return read_whole(path, n);
}

static inline void put_file(const struct run *r, const char *name, const char *bytes, size_t n)
{
    char path[SCRATCH_PATH_SIZE];
    in_folder(r, name, path);
    write_bytes(path, bytes, n);
}

/* Files in the folder and in violins/, without the folder violins itself. */
static inline size_t count_files(const struct run *r)
{
    char violins[SCRATCH_PATH_SIZE];
    in_folder(r, "violins", violins);
    return count_entries(r->folder) - 1 + count_entries(violins);
}

static inline void remove_outputs(const struct run *r, enum stage s)
{
    for (size_t i = 0; OUTPUTS[s][i]; i++) {
        char path[SCRATCH_PATH_SIZE];
        in_folder(r, OUTPUTS[s][i], path);
        if (path_exists(path))
            scratch_remove(path);
    }
}

/* A message of one line from the stage. */
static inline void assert_one_line(const struct program_end *o, enum stage s, const char *message)
{
    char start[32];
    snprintf(start, sizeof start, "%s: ", CALLS[s][0]);
    assert_int_equal(strncmp(o->err, start, strlen(start)), 0);
    assert_contains(o->err, message);
    assert_ptr_equal(strchr(o->err, '\n'), o->err + strlen(o->err) - 1);
    assert_string_equal(o->out, "");
}

/* Runs a stage that must end with status 1 and one line that contains the message, and leave
 * nothing, neither with a final name nor with another. */
static inline void assert_stage_refuses(const struct run *r, enum stage s, const char *message)
{
    struct program_end o;
    remove_outputs(r, s);
    const size_t before = count_files(r);
    stage_run(r, s, &o);
    if (o.status != 1)
        fail_msg("%s: status %d, said \"%s\"", CALLS[s][0], o.status, o.err);
    assert_one_line(&o, s, message);
    assert_int_equal(count_files(r), before);
    program_end_free(&o);
}

/* A test in a folder of its own, with tiny as its scenario. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_tiny, close_tiny)

#endif
