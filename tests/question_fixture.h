/* question_fixture.h -- a scenario file resolved into a scratch folder, for tests of questions. */
#ifndef TESTS_QUESTION_FIXTURE_H
#define TESTS_QUESTION_FIXTURE_H

#include <stdlib.h>
#include <string.h>

#include "support.h"

/* The folder and the two files of resolve. */
struct resolved {
    char folder[SCRATCH_PATH_SIZE], assumptions[SCRATCH_PATH_SIZE], places[SCRATCH_PATH_SIZE];
};

static inline void resolve_scenario(const char *lua_file, struct resolved *r)
{
    char cases[SCRATCH_PATH_SIZE];
    struct program_end o;
    scratch_make(r->folder);
    scratch_path(r->assumptions, r->folder, "assumptions.tsv");
    scratch_path(r->places, r->folder, "places.tsv");
    scratch_path(cases, r->folder, "cases.mk");
    const char *const argv[] = {BIN_DIR "/resolve", "--assumptions", r->assumptions, "--places",
                                r->places, "--cases", cases, lua_file, NULL};
    run_program(&o, argv);
    if (o.status != 0)
        fail_msg("resolve %s: %s", lua_file, o.err);
    program_end_free(&o);
}

/* Cell number `column` of a line of a TSV, from 0; freed by the caller. */
static inline char *cell_of(const char *line, size_t column)
{
    for (; column > 0; column--)
        line += strcspn(line, "\t\n") + 1;
    return strndup(line, strcspn(line, "\t\n"));
}

static inline double number_of(const char *line, size_t column)
{
    char *cell = cell_of(line, column);
    double number = strtod(cell, NULL);
    free(cell);
    return number;
}

/* The line of a text that begins with `start`, or NULL. */
static inline const char *line_of(const char *text, const char *start)
{
    for (const char *line = text; line && *line;) {
        if (strncmp(line, start, strlen(start)) == 0)
            return line;
        line = strchr(line, '\n');
        line = line ? line + 1 : NULL;
    }
    return NULL;
}

/* Runs a program of the questions on a resolved scenario, with up to two more options. */
static inline void ask(const struct resolved *r, const char *program, const char *option,
                       const char *value, const char *option2, const char *value2,
                       struct program_end *o)
{
    char path[SCRATCH_PATH_SIZE];
    scratch_path(path, BIN_DIR, program);
    const char *const argv[] = {path,  "--assumptions", r->assumptions, "--places", r->places,
                                option, value,          option2,        value2,     NULL};
    run_program(o, argv);
}

/* ---- the paper scenario as a fixture ---- */

static inline int open_paper(void **state)
{
    struct resolved *r = calloc(1, sizeof *r);
    assert_non_null(r);
    resolve_scenario("scenarios/paper.lua", r);
    *state = r;
    return 0;
}

static inline int close_paper(void **state)
{
    struct resolved *r = *state;
    scratch_remove(r->folder);
    free(r);
    return 0;
}

/* One line of complaint that holds `message`, and no answer. */
static inline void assert_refused(const struct resolved *r, const char *program,
                                  const char *option, const char *value, const char *option2,
                                  const char *value2, const char *message)
{
    struct program_end o;
    ask(r, program, option, value, option2, value2, &o);
    assert_int_equal(o.status, 1);
    assert_string_equal(o.out, "");
    assert_contains(o.err, message);
    assert_ptr_equal(strchr(o.err, '\n'), o.err + strlen(o.err) - 1);
    program_end_free(&o);
}

/* A scenario given as text, resolved; the caller removes r->folder. */
static inline void resolve_text(const char *text, struct resolved *r)
{
    char folder[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    scratch_make(folder);
    scratch_path(file, folder, "mine.lua");
    write_text(file, text);
    resolve_scenario(file, r);
    scratch_remove(folder);
}

/* Where power is coupled, nothing is log-normal: those cases are drawn. */
#define DRAWN                                                                                      \
    "scenario { extends = \"paper\", title = \"Drawn\", pue = 1.2, generator = \"exact\", "          \
    "queries = 2000 }\n"

#endif
