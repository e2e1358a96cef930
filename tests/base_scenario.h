/* base_scenario.h -- a scratch folder with a small complete scenario, base.lua, for tests. */
#ifndef TESTS_BASE_SCENARIO_H
#define TESTS_BASE_SCENARIO_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/scenario.h"
#include "support.h"

/* The smallest complete scenario; the numbers of its lines stand in expected messages. */
static const char BASE[] =
    "scenario {\n"
    "  title = 'Base',\n"
    "  pue = lognormal { p5 = 1.05, p95 = 1.6, source = 'meters', note = 'all of 2025' },\n"
    "  utilisation = lognormal { p5 = 0.4, p95 = 0.9 },\n"
    "}\n"
    "node { name = 'n', max_power = 11.3 * kW, idle_power = 2700 * W }\n"
    "model { name = 'big', table_model = 'Big', parameters = 405 * billion, node = 'n' }\n"
    "model { name = 'small', table_model = 'Small', parameters = 70, node = 'n' }\n"
    "workload { name = 'chat', output_tokens = exponential { median = 300 },\n"
    "  input_tokens = 500 }\n"
    "case { name = 'chat', workload = 'chat' }\n"
    "case { name = 'chat_long', workload = 'chat', input_tokens = constant { 5000 } }\n"
    "levers { hardware = 2, algorithm = 3, serving = constant { value = 1.5 } }\n"
    "fleet { node = 'n' }\n"
    "mix { name = 'all', shares = { chat = 1 } }\n";

/* The folder, and the scenario under test beside base.lua. */
struct base_fixture {
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    struct scenario s;
    struct problems p;
};

static inline void put(const struct base_fixture *f, const char *name, const char *text)
{
    char path[SCRATCH_PATH_SIZE];
    scratch_path(path, f->directory, name);
    write_text(path, text);
}

static inline int open_fixture(void **state)
{
    struct base_fixture *f = calloc(1, sizeof *f);
    if (!f)
        fail_msg("no memory");
    scratch_make(f->directory);
    scratch_path(f->file, f->directory, "mine.lua");
    put(f, "base.lua", BASE);
    *state = f;
    return 0;
}

static inline int close_fixture(void **state)
{
    struct base_fixture *f = *state;
    scenario_free(&f->s);
    problems_free(&f->p);
    scratch_remove(f->directory);
    free(f);
    return 0;
}

static inline int load_text(struct base_fixture *f, const char *text)
{
    scenario_free(&f->s);
    problems_free(&f->p);
    put(f, "mine.lua", text);
    return scenario_read(f->file, f->directory, &f->s, &f->p);
}

static inline const char *value_of(const struct base_fixture *f, const char *path)
{
    const struct assumption *row = assumption_list_find(&f->s.rows, path);
    return row ? row->value : "(none)";
}

/* A test with a folder of its own. */
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#endif
