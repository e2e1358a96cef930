/* test_dependence.c -- what enters what, by digests, against what changes when it is changed. */
#include "question_fixture.h"

#include <math.h>
#include <stdio.h>

#include "scenario/assignment.h"
#include "ask/dependence.h"
#include "ask/question.h"
#include "ask/solution.h"
#include "base/text.h"

/* A scenario, its keys of interest, and their values. */
struct scenario_under_test {
    struct resolved files;
    struct question q;
    struct dependence keys; /* as results.tsv has them */
    double *value;          /* exactly */
};

/* Medians, shares and totals: the other statistics come from the same distributions. */
static bool is_of_interest(const char *key)
{
    const char *statistic = strrchr(key, '.') + 1;
    return strcmp(statistic, "p50") == 0 || strcmp(statistic, "share") == 0 ||
           strcmp(statistic, "total") == 0;
}

static void keep_keys(struct scenario_under_test *s, const struct results *r)
{
    struct error e;
    s->value = calloc(r->n, sizeof *s->value);
    assert_non_null(s->value);
    if (dependence_open(&s->q, false, &s->keys, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < r->n; i++) {
        if (!is_of_interest(r->rows[i].key))
            continue;
        s->value[s->keys.n] = r->rows[i].value;
        if (dependence_add(&s->keys, r->rows[i].key, &e))
            fail_msg("%s", e.text);
    }
}

static struct scenario_under_test *open_scenario(const char *lua_file)
{
    struct scenario_under_test *s = calloc(1, sizeof *s);
    struct outcome now;
    struct results r = {0};
    struct error e;
    assert_non_null(s);
    resolve_scenario(lua_file, &s->files);
    if (question_open(s->files.assumptions, s->files.places, &s->q, &e) ||
        question_ask(&s->q, &s->q.rows, &now, &e) || outcome_results(&now, NULL, NULL, &r, &e))
        fail_msg("%s", e.text);
    keep_keys(s, &r);
    results_free(&r);
    outcome_close(&now);
    return s;
}

static void close_scenario(struct scenario_under_test *s)
{
    dependence_close(&s->keys);
    question_close(&s->q);
    scratch_remove(s->files.folder);
    free(s->value);
    free(s);
}

/* Results that a path enters, and those of them that moved. */
struct tally {
    size_t entered, moved;
};

/* Which of the same keys the path enters in the changed scenario; freed by the caller. */
static bool *entered_after(const struct scenario_under_test *s, const struct assumption_list *rows,
                           const struct assumptions *a, const char *path)
{
    struct question q = {.rows = *rows, .a = *a, .measured = s->q.measured};
    struct dependence keys;
    struct error e;
    bool *enters = calloc(s->keys.n, sizeof *enters);
    assert_non_null(enters);
    strcpy(q.name, s->q.name);
    if (dependence_open(&q, false, &keys, &e))
        fail_msg("%s", e.text);
    for (size_t k = 0; k < s->keys.n; k++)
        if (dependence_add(&keys, s->keys.of[k].text, &e))
            fail_msg("%s", e.text);
    if (dependence_find(&keys, path, enters, &e))
        fail_msg("%s", e.text);
    dependence_close(&keys);
    return enters;
}

static bool *entered_before(const struct scenario_under_test *s, const char *path)
{
    struct error e;
    bool *enters = calloc(s->keys.n, sizeof *enters);
    assert_non_null(enters);
    if (dependence_find(&s->keys, path, enters, &e))
        fail_msg("%s", e.text);
    return enters;
}

/* Every result that is other than the scenario's must be one that the changed path enters. */
static void compare(struct scenario_under_test *s, const struct assumption_list *changed,
                    const char *path, struct tally *tally)
{
    struct outcome after;
    struct error e;
    if (question_ask(&s->q, changed, &after, &e))
        fail_msg("%s", e.text);
    /* asked on both sides: a change of a choice changes what enters */
    bool *here = entered_before(s, path), *there = entered_after(s, changed, &after.a, path);
    for (size_t k = 0; k < s->keys.n; k++) {
        struct estimate result;
        const char *key = s->keys.of[k].text;
        if (outcome_value(&after, key, &result, &e))
            fail_msg("%s", e.text);
        double value = result.value;
        bool moved = !(fabs(value - s->value[k]) <= 1e-12 * fabs(s->value[k]));
        if (moved && !here[k] && !there[k])
            fail_msg("%s moves %s from %.17g to %.17g, and enters it nowhere", path, key,
                     s->value[k], value);
        tally->entered += here[k] || there[k];
        tally->moved += moved;
    }
    free(here);
    free(there);
    outcome_close(&after);
}

/* ---- numbers ---- */

/* The scenario with one number moved by 1%, up or, where that is out of range, down. */
static void move(struct scenario_under_test *s, const struct movable *m, struct tally *tally)
{
    static const double steps[] = {1.01, 0.99};
    struct assumption_list rows;
    struct assumptions a;
    struct error e;
    for (size_t i = 0; i < 2; i++) {
        char value[TEXT_SIZE];
        if (movable_write(m, m->part.number * steps[i], 17, value, &e) ||
            assumption_list_copy(&s->q.rows, &rows, &e) ||
            assignment_put(&rows, m->row->path, value, &e))
            fail_msg("%s", e.text);
        bool builds = assumptions_build(&rows, s->q.name, &a, &e) == 0;
        if (builds)
            compare(s, &rows, m->row->path, tally);
        assumption_list_free(&rows);
        if (builds)
            return;
    }
    fail_msg("%s: %s", m->row->path, e.text);
}

static void move_all(const char *lua_file, size_t at_least)
{
    struct scenario_under_test *s = open_scenario(lua_file);
    struct movables m = {0};
    struct tally tally = {0};
    struct error e;
    assert_int_equal(movables_list(&s->q, &m, &e), 0);
    assert_true(m.n >= at_least);
    for (size_t i = 0; i < m.n; i++)
        move(s, &m.of[i], &tally);
    /* not vacuous: most of what an assumption enters does move (a median of a pool that is whole
     * in one model, the TPS of a constant fit and shares do not) */
    assert_true(tally.moved > tally.entered / 2);
    movables_free(&m);
    close_scenario(s);
}

static void paper__numbers_moved_by_one_percent__move_only_what_they_enter(void **state)
{
    (void)state;
    move_all("scenarios/paper.lua", 50);
}

static void text__numbers_moved_by_one_percent__move_only_what_they_enter(void **state)
{
    (void)state;
    move_all("scenarios/text.lua", 50);
}

/* ---- words ---- */

static void paper__words_changed__move_only_what_they_enter(void **state)
{
    static const char *const changes[][2] = {
        {"generator", "generator=exact"},
        {"seed", "seed=7"},
        {"rounding", "rounding=none"},
        {"pool", "pool=above_200b"},
        {"pool_size", "pool_size=2"},
        {"trim", "trim=none"},
        {"coupled_power", "coupled_power.idle=node"},
        {"throughput.rows", "throughput.rows=all"},
        {"throughput.few_rows", "throughput.few_rows=least_norm"},
        {"model.llama_70b.node", "model.llama_70b.node=h100_x10"},
        {"model.llama_70b.table_model", "model.llama_70b.table_model=Mixtral 8x22B"},
        {"model.llama_70b.label", "model.llama_70b.label=Another"},
        {"case.traditional_lin500.effective_tokens",
         "case.traditional_lin500.effective_tokens=output"},
        {"case.traditional_lin500.power", "case.traditional_lin500.power=coupled"},
        {"case.traditional_coupled_power.input_tokens",
         "case.traditional_coupled_power.input_tokens=900"},
        {"fleet.utilisation", "fleet.utilisation=derived"},
        {"fleet.node", "fleet.node=h100_x10"},
        {"mix.mixed.shares", "mix.mixed.shares=traditional=0.5,test_time_scaling=0.5"},
    };
    struct scenario_under_test *s = open_scenario("scenarios/paper.lua");
    struct tally tally = {0};
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct assumption_list rows;
        struct error e;
        if (assumption_list_copy(&s->q.rows, &rows, &e) ||
            assignment_apply(changes[i][1], &rows, &e))
            fail_msg("%s", e.text);
        compare(s, &rows, changes[i][0], &tally);
        assumption_list_free(&rows);
    }
    close_scenario(s);
}

/* ---- by hand ---- */

struct pair {
    const char *path, *key;
    bool enters;
};

/* From the model's equations, by hand. */
static const struct pair PAIRS[] = {
    {"pue", "traditional.energy.frontier.p50", true},
    {"pue", "traditional_coupled_power.energy.llama_70b.p5", true},
    {"pue", "fleet.mixed.total", true},
    {"pue", "traditional.tps.llama_70b.p50", false},
    {"pue", "fleet.beta.total", false},
    {"utilisation", "traditional.energy.llama_70b.p50", true},
    {"utilisation", "traditional_coupled_power.energy.llama_70b.p50", false},
    {"coupled_power", "traditional_coupled_power.energy.frontier.serving.p5", true},
    {"coupled_power", "traditional.energy.frontier.p50", false},
    {"coupled_power", "fleet.mixed.total", false},
    {"input_weight", "traditional_lin500.energy.frontier_all.mean", true},
    {"input_weight", "traditional_lin500.tps.llama_70b.mean", false},
    {"input_weight", "traditional.energy.frontier.p50", false},
    {"output_tokens.traditional", "traditional_lin5000.output_tokens.llama_70b.p50", true},
    {"output_tokens.traditional", "test_time_scaling.energy.frontier.p50", false},
    {"output_tokens.traditional", "fleet.mixed.total", true},
    {"output_tokens.test_time_scaling", "fleet.traditional.total", false},
    {"input_tokens.traditional", "traditional.tps.llama_70b.p50", true},
    {"input_tokens.traditional", "traditional.output_tokens.llama_70b.p50", false},
    {"input_tokens.traditional", "traditional_lin500.energy.frontier.p50", false},
    {"case.traditional_lin500.input_tokens", "traditional_lin500.energy.frontier.p50", true},
    {"case.traditional_lin500.input_tokens", "traditional.energy.frontier.p50", false},
    {"node.h100_x10.max_power", "traditional.energy.deepseek_r1.p50", true},
    {"node.h100_x10.max_power", "traditional.energy.llama_405b.p50", false},
    {"node.h100_x10.max_power", "traditional.energy.frontier.p50", true},
    {"node.h100_x10.max_power", "fleet.node_full_load.total", false},
    {"node.h100_x8.max_power", "fleet.node_full_load.total", true},
    {"node.h100_x8.idle_power", "fleet.utilisation_derived.total", true},
    {"node.h100_x8.idle_power", "fleet.utilisation.total", false},
    {"node.h100_x8.idle_power", "fleet.mixed.total", false},
    {"trim", "traditional.energy.frontier.p50", true},
    {"trim", "traditional.energy.frontier_all.p50", false},
    {"trim", "fleet.traditional.total", false},
    {"pool", "fleet.traditional.total", true},
    {"pool", "traditional.energy.llama_405b.p50", false},
    {"model.llama_70b.parameters", "traditional.energy.frontier.p50", false},
    {"levers.serving", "traditional.energy.frontier.serving.p50", true},
    {"levers.serving", "traditional.energy.frontier.combined.p50", true},
    {"levers.serving", "traditional.energy.frontier.hardware.p50", false},
    {"levers.serving", "traditional.energy.frontier.p50", false},
    {"levers.serving", "fleet.mixed_improved.total", false},
    {"fleet.lever.traditional", "fleet.mixed_improved.total", true},
    {"fleet.lever.traditional", "fleet.mixed.total", false},
    {"fleet.lever.test_time_scaling", "fleet.traditional_improved.total", false},
    {"fleet.queries_per_day", "fleet.web_search.total", true},
    {"fleet.queries_per_day", "fleet.beta.total", false},
    {"fleet.redundancy", "fleet.beta.total", true},
    {"fleet.redundancy", "traditional.energy.frontier.p50", false},
    {"mix.mixed.shares", "fleet.mixed.total", true},
    {"mix.mixed.shares", "fleet.traditional.total", false},
    {"reference.data_centre_load", "fleet.data_centre.total", true},
    {"reference.data_centre_load", "fleet.data_centre_power.total", false},
    {"z", "traditional.energy.llama_405b.p50", true},
    {"z", "traditional.tps.llama_405b.p50", false},
    {"z", "fleet.beta.total", false},
    {"seed", "traditional.energy.llama_405b.p50", true},
    {"seed", "fleet.beta.total", false},
    {"case.traditional_lin1000.continues", "traditional_lin1000.energy.frontier.p50", true},
    {"case.traditional_lin1000.continues", "traditional.energy.frontier.p50", false},
    {"title", "traditional.energy.frontier.p50", false},
    {"no.such.path", "traditional.energy.frontier.p50", false},
};

static void check_pair(struct scenario_under_test *s, const struct pair *pair)
{
    struct dependence key;
    struct error e;
    bool enters = false;
    if (dependence_open(&s->q, false, &key, &e) || dependence_add(&key, pair->key, &e) ||
        dependence_find(&key, pair->path, &enters, &e))
        fail_msg("%s", e.text);
    if (enters != pair->enters)
        fail_msg("%s and %s: want %s", pair->path, pair->key,
                 pair->enters ? "enters" : "does not enter");
    dependence_close(&key);
}

static void what_enters__agrees_with_the_equations(void **state)
{
    struct scenario_under_test *s = open_scenario("scenarios/paper.lua");
    (void)state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++)
        check_pair(s, &PAIRS[i]);
    close_scenario(s);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_enters__agrees_with_the_equations),
        cmocka_unit_test(paper__numbers_moved_by_one_percent__move_only_what_they_enter),
        cmocka_unit_test(text__numbers_moved_by_one_percent__move_only_what_they_enter),
        cmocka_unit_test(paper__words_changed__move_only_what_they_enter),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("dependence", tests, NULL, NULL);
}
