/* test_variation.c -- that every assumption has another value, in the smallest scenario too. */
#include "question_fixture.h"

#include <math.h>

#include "ask/dependence.h"
#include "ask/variation.h"

/* One node, one workload, one case, one mix; load_high stands at its upper limit, and as many
 * models are in the pool as there are. */
static int open_tiny(void **state)
{
    struct question *q = calloc(1, sizeof *q);
    struct throughput_fits fits;
    struct resolved r;
    struct error e;
    resolve_scenario("tests/scenarios/tiny.lua", &r);
    if (!q || question_open(r.assumptions, r.places, q, &e) || question_fit(q, &fits, &e))
        fail_msg("no question");
    scratch_remove(r.folder);
    *state = q;
    return 0;
}

static int close_tiny(void **state)
{
    question_close(*state);
    free(*state);
    return 0;
}

/* The nth other value; fails the test when there is none. Freed by the caller. */
static struct variation *build(const struct question *q, const char *path, size_t nth)
{
    struct variation *v = calloc(1, sizeof *v);
    struct error e;
    bool found = false;
    assert_non_null(v);
    if (variation_build(q, path, nth, v, &found, &e))
        fail_msg("%s: %s", path, e.text);
    if (!found)
        fail_msg("%s has no other value %zu", path, nth);
    return v;
}

static void variation__every_assumption_has_one(void **state)
{
    const struct question *q = *state;
    assert_true(q->rows.n > 40);
    for (size_t r = 0; r < q->rows.n; r++)
        free(build(q, q->rows.rows[r].path, 0));
}

static void variation__number__is_moved_to_both_sides(void **state)
{
    struct question *q = *state;
    struct variation *up = build(q, "z", 0), *down = build(q, "z", 1);
    assert_true(up->a.z > q->a.z);
    assert_true(down->a.z < q->a.z);
    /* P5 and P95 stay: sigma is their distance over 2 z */
    assert_close(up->a.pue.b * up->a.z, q->a.pue.b * q->a.z, 1e-12, 0);
    free(up);
    free(down);
}

static void variation__at_a_limit__is_on_the_other_side(void **state)
{
    struct question *q = *state;
    struct variation *v = build(q, "fleet.load_high", 0);
    assert_true(q->a.fleet.load_high >= 1);
    assert_true(v->a.fleet.load_high < 1);
    free(v);
}

static void variation__of_the_only_node__is_another_of_other_ratios(void **state)
{
    const struct question *q = *state;
    struct variation *v = build(q, "fleet.node", 0);
    const struct node *now = &q->a.nodes[q->a.fleet.node], *other = &v->a.nodes[v->a.fleet.node];
    assert_int_equal(q->a.n_nodes, 1);
    assert_int_equal(v->a.n_nodes, 2);
    assert_true(fabs(other->max_power - now->max_power) > 0);
    assert_true(fabs(other->idle_power / other->max_power - now->idle_power / now->max_power) > 0);
    assert_string_equal(v->a.nodes[v->a.models[0].node].name, now->name);
    free(v);
}

static void variation__of_a_list__has_other_items(void **state)
{
    struct question *q = *state;
    struct throughput_fits now;
    struct error e;
    struct variation *v = build(q, "models", 0);
    assert_int_equal(question_fit(q, &now, &e), 0);
    assert_int_equal(v->a.n_models, q->a.n_models);
    for (size_t m = 0; m < q->a.n_models; m++) {
        assert_string_not_equal(v->a.models[m].name, q->a.models[m].name);
        assert_true(fabs(v->fits.fit[m].curve.cap - now.fit[m].curve.cap) > 0);
    }
    free(v);
}

static void variation__of_the_only_workload_of_a_mix__is_another(void **state)
{
    const struct question *q = *state;
    struct variation *v = build(q, "mix.traditional.shares", 0);
    assert_int_equal(v->a.n_workloads, 2);
    assert_close(v->a.mixes[0].shares.of[0], 0, 0, 0);
    assert_close(v->a.mixes[0].shares.of[1], 1, 0, 0);
    free(v);
}

/* Rows of other TPS: of all models, and of one. */
static void variation__of_table_and_table_model__has_other_fits(void **state)
{
    struct question *q = *state;
    struct throughput_fits now;
    struct error e;
    struct variation *table = build(q, "throughput.table", 0);
    struct variation *model = build(q, "model.llama_70b.table_model", 0);
    assert_int_equal(question_fit(q, &now, &e), 0);
    for (size_t m = 0; m < q->a.n_models; m++) {
        bool own = strcmp(q->a.models[m].name, "llama_70b") == 0;
        assert_true(fabs(table->fits.fit[m].curve.cap - now.fit[m].curve.cap) > 0);
        assert_int_equal(fabs(model->fits.fit[m].curve.cap - now.fit[m].curve.cap) > 0, own);
    }
    free(table);
    free(model);
}

/* No row is of the released analysis: with those alone no model can be fitted. */
static void variation__that_cannot_be_fitted__has_other_fits(void **state)
{
    struct question *q = *state;
    struct throughput_table *table = &q->measured.table[0];
    struct throughput_fits now;
    struct error e;
    bool *released = calloc(table->n, sizeof *released);
    assert_non_null(released);
    for (size_t i = 0; i < table->n; i++) {
        released[i] = table->rows[i].released;
        table->rows[i].released = false;
    }
    struct variation *v = build(q, "throughput.rows", 0);
    assert_int_equal(question_fit(q, &now, &e), 0);
    for (size_t m = 0; m < q->a.n_models; m++)
        assert_true(fabs(v->fits.fit[m].curve.cap - now.fit[m].curve.cap) > 0);
    free(v);
    for (size_t i = 0; i < table->n; i++)
        table->rows[i].released = released[i];
    free(released);
}

/* A key of the schema that the scenario says nothing of has its default, and another. */
static void variation__of_what_is_not_given(void **state)
{
    const struct question *q = *state;
    struct variation *v = build(q, "case.traditional.input_tokens", 0);
    assert_false(q->a.cases[0].has_input_tokens);
    assert_true(v->a.cases[0].has_input_tokens);
    free(v);
}

/* Sixteen workloads, as many as there may be: their shares are others, and no item is added. */
static void variation__where_no_item_finds_room__is_another_value(void **state)
{
    struct question *q = *state;
    struct assumption_list rows = q->rows, more;
    struct variation *v;
    struct error e;
    char path[64];
    if (assumption_list_copy(&rows, &more, &e))
        fail_msg("%s", e.text);
    for (int w = 1; w < ASSUMPTIONS_MAX_WORKLOADS; w++)
        for (int i = 0; i < 2; i++) {
            snprintf(path, sizeof path, "%s_tokens.w%d", i ? "input" : "output", w);
            struct assumption row = {.path = path, .value = "constant(value=500)"};
            if (assumption_list_add(&more, &row, &e))
                fail_msg("%s", e.text);
        }
    q->rows = more;
    if (assumptions_build(&q->rows, q->name, &q->a, &e))
        fail_msg("%s", e.text);
    v = build(q, "mix.traditional.shares", 0);
    assert_int_equal(v->a.n_workloads, ASSUMPTIONS_MAX_WORKLOADS);
    assert_true(v->a.mixes[0].shares.of[0] < 1);
    free(v);
    v = build(q, "case.traditional.workload", 0);
    assert_int_equal(v->a.cases[0].workload, 1);
    free(v);
    q->rows = rows;
    if (assumptions_build(&q->rows, q->name, &q->a, &e))
        fail_msg("%s", e.text);
    assumption_list_free(&more);
}

static void variation__of_no_path__is_none(void **state)
{
    struct variation v;
    struct error e;
    bool found = true;
    assert_int_equal(variation_build(*state, "no.such.path", 0, &v, &found, &e), 0);
    assert_false(found);
}

/* ---- and so what it enters ------------------------------------------------------------------ */

struct pair {
    const char *path, *key;
    bool enters;
};

/* From the equations, by hand: where there is nothing else to name. */
static const struct pair PAIRS[] = {
    {"model.llama_70b.node", "traditional.energy.llama_70b.p50", true},
    {"model.llama_70b.node", "traditional.energy.llama_405b.p50", false},
    {"model.llama_70b.node", "traditional.tps.llama_70b.p50", false},
    {"model.llama_70b.table_model", "traditional.tps.llama_70b.p50", true},
    {"model.llama_70b.table_model", "traditional.tps.llama_405b.p50", false},
    {"fleet.node", "fleet.utilisation_derived.total", true},
    {"fleet.node", "traditional.energy.frontier.p50", false},
    {"throughput.table", "traditional.tps.llama_70b.p50", true},
    {"throughput.table", "traditional.output_tokens.llama_70b.p50", false},
    {"throughput.few_rows", "traditional.tps.llama_70b.p50", false}, /* it has many */
    {"case.traditional.workload", "traditional.output_tokens.llama_70b.p50", true},
    {"mix.traditional.shares", "fleet.traditional.total", true},
    {"mix.traditional.shares", "traditional.energy.frontier.p50", false},
    {"mixes", "fleet.traditional.total", true},
    {"cases", "traditional.tps.llama_70b.p50", true},
    {"models", "traditional.energy.frontier.p50", true},
    {"models", "fleet.beta.total", false},
    {"pool_size", "traditional.energy.frontier.p50", true},
    {"fleet.load_high", "fleet.beta.total", true},
};

static void what_enters__where_there_is_one_of_each(void **state)
{
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        struct dependence d;
        struct error e;
        bool enters = false;
        if (dependence_open(*state, false, &d, &e) || dependence_add(&d, PAIRS[i].key, &e) ||
            dependence_find(&d, PAIRS[i].path, &enters, &e))
            fail_msg("%s", e.text);
        if (enters != PAIRS[i].enters)
            fail_msg("%s and %s: want %s", PAIRS[i].path, PAIRS[i].key,
                     PAIRS[i].enters ? "enters" : "does not enter");
        dependence_close(&d);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(variation__every_assumption_has_one),
        cmocka_unit_test(variation__number__is_moved_to_both_sides),
        cmocka_unit_test(variation__at_a_limit__is_on_the_other_side),
        cmocka_unit_test(variation__of_the_only_node__is_another_of_other_ratios),
        cmocka_unit_test(variation__of_a_list__has_other_items),
        cmocka_unit_test(variation__of_the_only_workload_of_a_mix__is_another),
        cmocka_unit_test(variation__of_table_and_table_model__has_other_fits),
        cmocka_unit_test(variation__that_cannot_be_fitted__has_other_fits),
        cmocka_unit_test(variation__of_what_is_not_given),
        cmocka_unit_test(variation__where_no_item_finds_room__is_another_value),
        cmocka_unit_test(variation__of_no_path__is_none),
        cmocka_unit_test(what_enters__where_there_is_one_of_each),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("variation", tests, open_tiny, close_tiny);
}
