/* multiverse_fixture.h -- a scenario with readings in a scratch folder, evaluated. */
#ifndef TESTS_MULTIVERSE_FIXTURE_H
#define TESTS_MULTIVERSE_FIXTURE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>

#include "ask/multiverse.h"
#include "io/scenario.h"
#include "support.h"

#define FORMULAE "data/published_formulae.csv"
#define HEADLINE "scenario { extends = 'paper', cases = { 'traditional', 'test_time_scaling' } }\n"

/* A scenario with readings, loaded, and what comes of it. */
struct fixture {
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    struct scenario s;
    struct published published;
    struct measured measured;
    struct multiverse_task task;
    struct multiverse m;
};

static inline int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        fail_msg("no memory");
    gsl_set_error_handler_off();
    scratch_make(f->directory);
    scratch_path(f->file, f->directory, "mine.lua");
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    multiverse_free(&f->m);
    published_free(&f->published);
    measured_free(&f->measured);
    scenario_free(&f->s);
    scratch_remove(f->directory);
    free(f);
    return 0;
}

static inline void load(struct fixture *f, const char *text)
{
    struct problems p = {0};
    struct error e;
    write_text(f->file, text);
    if (scenario_read(f->file, "scenarios", &f->s, &p))
        fail_msg("%s", p.text[0]);
    if (measured_add(&f->measured, f->s.a.throughput.table, &e) ||
        published_read(f->s.a.published, FORMULAE, &f->published, &e))
        fail_msg("%s", e.text);
    f->task = (struct multiverse_task){.rows = &f->s.rows, .name = f->s.name,
                                       .readings = &f->s.readings, .published = &f->published,
                                       .measured = &f->measured, .threads = 2};
}

static inline void evaluate(struct fixture *f)
{
    struct error e;
    if (multiverse_evaluate(&f->task, &f->m, &e))
        fail_msg("%s", e.text);
}

/* A pool of nine models, where there are five, is no scenario. */
static const char TOO_LARGE[] = HEADLINE
    "readings { pool_size = { 3, 9 }, pue = { lognormal { p5 = 1.05, p95 = 1.4 },\n"
    "  lognormal { p5 = 1.05, p95 = 1.6 } } }\n";

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
