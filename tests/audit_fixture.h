/* audit_fixture.h -- a tiny scenario and another beside it, gone through the stages, with a few
 * printed numbers and formulae, for the stage audit. */
#ifndef TESTS_AUDIT_FIXTURE_H
#define TESTS_AUDIT_FIXTURE_H

#include "io/table.h"
#include "stage_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define OTHER "case { name = 'other', workload = 'traditional' }" /* that one formula is of */
#define NUMBERS "id,place,quantity,case,model_or_group,statistic,printed,unit,low,high,kind,note\n"
#define FORMULAE "id,formula,unit,low,high,note\n"

static const char NUMBER_ROWS[] = NUMBERS
    "base.median,\"sec. 1, fig. 2\",energy,traditional,>200B,p50,0.2,Wh,0.1,0.3,simulated,\n"
    "base.never,,energy,traditional,>200B,p50,9,Wh,8.5,9.5,simulated,\n"
    "base.tail,,share,traditional,>200B,share,some,1,,,qualitative,\n"
    "shape.one,,modes,traditional,>200B,modes,unimodal,1,,,qualitative,\n"
    "in.pue,,PUE,assumption,all,p5-p95,1.05-1.60,1,,,assumption,\n"
    "ref.other,,energy,reference,all,value,0.3,Wh,,,cited,\n"
    "other.case,,energy,other,all,p50,1,Wh,0,2,simulated,\n";

static const char FORMULA_ROWS[] = FORMULAE
    "base.median,traditional.energy.frontier.p50,Wh,,,\n"
    "base.never,traditional.energy.frontier.p50,Wh,,,\n"
    "base.tail,\"share_above(traditional.energy.frontier, 0.1)\",1,0.05,,a twentieth\n"
    "shape.one,modes(traditional.energy.frontier),1,0.5,1.5,one\n"
    "in.pue,assumption(pue.p5); assumption(pue.p95),1,,,\n"
    "other.case,other.energy.frontier.p50,Wh,,,\n";

/* Two scenarios, their results, and the files of printed numbers in the first one's folder. */
struct pair {
    struct run first, second;
};

/* The second scenario extends the first by these. */
static inline int set_up_with(void **state, const char *scenario_keys, const char *blocks)
{
    struct pair *p = calloc(1, sizeof *p);
    if (!p)
        return -1;
    run_open(&p->first, TINY);
    run_open_text(&p->second, scenario_keys, blocks);
    stages_pass(&p->first, SUMMARIZE);
    stages_pass(&p->second, SUMMARIZE);
    put_file(&p->first, "numbers.csv", NUMBER_ROWS, strlen(NUMBER_ROWS));
    put_file(&p->first, "formulae.csv", FORMULA_ROWS, strlen(FORMULA_ROWS));
    *state = p;
    return 0;
}

static inline int set_up(void **state)
{
    return set_up_with(state, "pue = lognormal { p5 = 1.05, p95 = 1.40 }",
                       OTHER);
}

static inline int tear_down(void **state)
{
    struct pair *p = *state;
    run_close(&p->first);
    run_close(&p->second);
    free(p);
    return 0;
}

static inline void audit(const struct pair *p, const char *beside, struct program_end *o)
{
    char numbers[SCRATCH_PATH_SIZE], formulae[SCRATCH_PATH_SIZE], output[SCRATCH_PATH_SIZE],
        modes[SCRATCH_PATH_SIZE];
    in_folder(&p->first, "numbers.csv", numbers);
    in_folder(&p->first, "formulae.csv", formulae);
    in_folder(&p->first, "audit.tsv", output);
    in_folder(&p->first, "modes.tsv", modes);
    const char *const argv[] = {BIN_DIR "/audit", "--directory", p->first.folder, "--beside",
                                beside, "--published", numbers, "--formulae", formulae,
                                "--output", output, "--modes", modes, NULL};
    run_program(o, argv);
}

static inline void audit_passes(const struct pair *p)
{
    struct program_end o;
    audit(p, p->second.folder, &o);
    if (o.status != 0 || *o.out || *o.err)
        fail_msg("status %d, said \"%s%s\"", o.status, o.out, o.err);
    program_end_free(&o);
}

static inline void audit_fails(const struct pair *p, const char *beside, const char *message)
{
    char output[SCRATCH_PATH_SIZE];
    struct program_end o;
    audit(p, beside, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, message);
    program_end_free(&o);
    in_folder(&p->first, "audit.tsv", output);
    assert_false(path_exists(output));
}

static inline void read_table(const struct run *r, const char *name, struct table *t)
{
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    in_folder(r, name, path);
    if (table_read(path, '\t', t, &e))
        fail_msg("%s", e.text);
}

static inline const char *cell(const struct table *t, const char *id, const char *column)
{
    size_t key, c;
    assert_int_equal(table_column(t, "id", &key, NULL), 0);
    if (table_column(t, column, &c, NULL))
        fail_msg("no column %s", column);
    for (size_t r = 0; r < t->n_rows; r++)
        if (strcmp(table_cell(t, r, key), id) == 0)
            return table_cell(t, r, c);
    fail_msg("no row %s", id);
    return NULL;
}

static inline double number(const struct table *t, const char *id, const char *column)
{
    return strtod(cell(t, id, column), NULL);
}

#define OF_A_PAIR(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
