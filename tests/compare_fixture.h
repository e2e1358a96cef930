/* compare_fixture.h -- a scratch folder in which scenarios are resolved and compared. */
#ifndef TESTS_COMPARE_FIXTURE_H
#define TESTS_COMPARE_FIXTURE_H

#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/table.h"

struct folder {
    char path[SCRATCH_PATH_SIZE];
};

static inline int open_folder(void **state)
{
    struct folder *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    scratch_make(f->path);
    *state = f;
    return 0;
}

static inline int close_folder(void **state)
{
    struct folder *f = *state;
    scratch_remove(f->path);
    free(f);
    return 0;
}

static inline const char *in(const struct folder *f, const char *name, const char *suffix,
                             char path[SCRATCH_PATH_SIZE])
{
    char file[128];
    snprintf(file, sizeof file, "%s%s", name, suffix);
    scratch_path(path, f->path, file);
    return path;
}

/* ---- running ------------------------------------------------------------------------------- */

static inline void resolve(const struct folder *f, const char *name, const char *lua)
{
    char assumptions[SCRATCH_PATH_SIZE], places[SCRATCH_PATH_SIZE], cases[SCRATCH_PATH_SIZE];
    const char *const argv[] = {BIN_DIR "/resolve", "--assumptions",
                                in(f, name, ".tsv", assumptions), "--places",
                                in(f, name, ".places", places), "--cases",
                                in(f, name, ".mk", cases), lua, NULL};
    struct program_end o;
    run_program(&o, argv);
    if (o.status)
        fail_msg("%s", o.err);
    program_end_free(&o);
}

/* Resolves a scenario that extends another by the text. */
static inline void resolve_text(const struct folder *f, const char *name, const char *parent,
                                const char *keys, const char *blocks)
{
    char lua[SCRATCH_PATH_SIZE], text[2048];
    snprintf(text, sizeof text, "scenario { extends = '%s', %s }\n%s\n", parent, keys, blocks);
    write_text(in(f, name, ".lua", lua), text);
    resolve(f, name, lua);
}

static inline void run_compare(const struct folder *f, const char *from, const char *to,
                               struct program_end *o)
{
    char paths[7][SCRATCH_PATH_SIZE];
    const char *const argv[] = {
        BIN_DIR "/compare", "--from", in(f, from, ".tsv", paths[0]), "--from-places",
        in(f, from, ".places", paths[1]), "--to", in(f, to, ".tsv", paths[2]), "--to-places",
        in(f, to, ".places", paths[3]), "--differences", in(f, "differences", "", paths[4]),
        "--parts", in(f, "parts", "", paths[5]), "--headlines",
        in(f, "headlines", "", paths[6]), NULL};
    run_program(o, argv);
}

/* Compares, and reads both tables; freed by the caller. */
static inline void compare(const struct folder *f, const char *from, const char *to,
                           struct table *differences, struct table *parts)
{
    struct program_end o;
    struct error e;
    char path[2][SCRATCH_PATH_SIZE];
    run_compare(f, from, to, &o);
    if (o.status || *o.out || *o.err)
        fail_msg("status %d, said \"%s%s\"", o.status, o.out, o.err);
    program_end_free(&o);
    if (table_read(in(f, "differences", "", path[0]), '\t', differences, &e) ||
        table_read(in(f, "parts", "", path[1]), '\t', parts, &e))
        fail_msg("%s", e.text);
}

static inline const char *cell(const struct table *t, size_t row, const char *column)
{
    struct error e;
    size_t c;
    if (table_column(t, column, &c, &e))
        fail_msg("%s", e.text);
    return table_cell(t, row, c);
}

static inline double number(const struct table *t, size_t row, const char *column)
{
    return strtod(cell(t, row, column), NULL);
}

/* The row of a headline and player; fails the test if there is none. */
static inline size_t row_of(const struct table *parts, const char *key, const char *player)
{
    for (size_t r = 0; r < parts->n_rows; r++)
        if (strcmp(cell(parts, r, "key"), key) == 0 &&
            strcmp(cell(parts, r, "player"), player) == 0)
            return r;
    fail_msg("no part of %s in %s", player, key);
    return 0;
}

/* For each headline: the parts add up to its gap, largest first. Returns the headlines' number. */
static inline size_t check_sums(const struct table *parts)
{
    size_t headlines = 0, row = 0;
    while (row < parts->n_rows) {
        const char *key = cell(parts, row, "key");
        double gap = number(parts, row, "to") - number(parts, row, "from"), sum = 0;
        double before = INFINITY;
        for (; row < parts->n_rows && strcmp(cell(parts, row, "key"), key) == 0; row++) {
            assert_true(fabs(number(parts, row, "part")) <= before);
            before = fabs(number(parts, row, "part"));
            sum += number(parts, row, "part");
        }
        assert_close(sum, gap, 1e-12, 0);
        headlines++;
    }
    return headlines;
}

/* A test in a folder of its own. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)

#endif
