/* test_query.c -- Eq. 1 by hand, the pool, the levers and the fleet on made-up numbers. */
#include <math.h>
#include <string.h>

#include "model/query.h"
#include "model/fleet.h"
#include "draw/levers.h"
#include "draw/pool.h"
#include "support.h"
#include "draw/fleet.h"
#include "draw/queries.h"

/* A model with TPS = 3000 at all lengths on a node of 11.3 kW, u drawn, L_in not counted. */
static struct query_inputs flat(void)
{
    return (struct query_inputs){.throughput = {&throughput_log_linear, {log(3000), 0, 0}, 1e9},
                                 .power.max = 11.3};
}

/* By hand: PUE 1.2, 11.3 kW at u = 0.6 is 6.78 kW, 300 tokens at 3000 token/s are 0.1 s:
 * 1.2 x 6.78 kW x 0.1 s = 0.8136 kJ = 0.226 Wh. */
static void energy__one_query__by_hand(void **state)
{
    (void)state;
    struct query_inputs q = flat();
    assert_close(query_seconds(&q, 500, 300), 0.1, 1e-14, 0);
    assert_close(query_energy(&q, 1.2, 0.6, 0.1), 0.226, 1e-14, 0);
    assert_close(query_at(&q, 500, 300, 0.6, 1.2).energy, 0.226, 1e-14, 0);
}

static void effective_tokens__weigh_the_input(void **state)
{
    (void)state;
    struct query_inputs q = flat(); /* t is L_eff / 3000 */
    assert_close(query_seconds(&q, 500, 300) * 3000, 300, 1e-14, 0);
    q.input_weight = 1;
    assert_close(query_seconds(&q, 500, 300) * 3000, 800, 1e-14, 0);
    q.input_weight = 1.0 / 30;
    assert_close(query_seconds(&q, 600, 300) * 3000, 320, 1e-14, 0);
}

/* REPRODUCTION row 15: u = 0.24 + 0.56 TPS / TPS_max, with TPS = L_out and TPS_max = 100; and with
 * idle of the node, 3 kW of 10 kW, 0.3 + 0.6 TPS / TPS_max. */
static void coupled_power__is_the_line(void **state)
{
    (void)state;
    struct query_inputs q = {.throughput = {&throughput_log_linear, {0, 0, 1}, 100},
                             .power = {.max = 10, .coupled = true, .idle = 0.24, .cap = 0.80}};
    assert_close(query_load(&q, 1, 50), 0.5, 1e-15, 0);
    assert_close(query_load(&q, 1, 1000), 1, 0, 0);
    assert_close(query_at(&q, 1, 50, 0, 1).utilisation, 0.52, 1e-15, 0);
    assert_close(query_at(&q, 1, 100, 0, 1).utilisation, 0.80, 1e-15, 0);
    q.power.idle = 0.3;
    q.power.cap = 0.9;
    assert_close(query_at(&q, 1, 0, 0, 1).utilisation, 0.3, 1e-7, 0); /* TPS of 1e-6 token */
    assert_close(query_at(&q, 1, 100, 0, 1).utilisation, 0.9, 1e-15, 0);
}

/* One query of a coupled case through the whole row of quantities: L_in 100, L_out 50, w = 0.5:
 * L_eff 100; TPS = e^0 x 100^1 x 50^0 = 100 capped at 80; u = 0.2 + 0.6 = 0.8; P = 8 kW;
 * E = 1.5 / 3.6 x 8 x 100 / 80 = 4.1666... Wh. */
static void queries_fill__one_query__by_hand(void **state)
{
    (void)state;
    struct query_inputs inputs = {
        .throughput = {&throughput_log_linear, {0, 1, 0}, 80}, .input_weight = 0.5,
        .power = {.max = 10, .coupled = true, .idle = 0.2, .cap = 0.8}};
    struct error e;
    struct queries q;
    assert_int_equal(queries_alloc(&q, 1, &e), 0);
    q.of[QUANTITY_INPUT_TOKENS][0] = 100;
    q.of[QUANTITY_OUTPUT_TOKENS][0] = 50;
    q.of[QUANTITY_PUE][0] = 1.5;
    queries_fill(&inputs, &q);
    assert_close(q.of[QUANTITY_TPS][0], 80, 1e-14, 0);
    assert_close(q.of[QUANTITY_UTILISATION][0], 0.8, 1e-14, 0);
    assert_close(q.of[QUANTITY_NODE_POWER][0], 8, 1e-14, 0);
    assert_close(q.of[QUANTITY_ENERGY][0], 25.0 / 6, 1e-14, 0);
    queries_free(&q);
}

/* Three models whose energies are 0..100, 10 more and 20 more; 101 queries, drawn in falling
 * order. */
enum { QUERIES = 101 };

#define SAMPLING {.generator = GENERATOR_MT19937, .seed = 42, .queries = QUERIES}
static const struct sampling MT[3] = {SAMPLING, SAMPLING, SAMPLING};

static struct assumptions three_models(void)
{
    struct assumptions a = {.n_models = 3, .queries = QUERIES, .pool_size = 2, .seed = 42,
                            .n_cases = 1, .n_workloads = 1};
    for (size_t m = 0; m < 3; m++) {
        a.models[m].parameters = m == 1 ? 100 : 300;
        a.models[m].name[0] = (char)('a' + m);
    }
    return a;
}

/* What the engines are given of them. */
static const struct case_inputs *inputs_of(const struct assumptions *a)
{
    static const struct throughput_fits none = {0};
    static struct case_inputs c;
    case_inputs_of(a, &none, 0, &c);
    return &c;
}

static void fill_three(struct case_energies *energies)
{
    struct error e;
    assert_int_equal(case_energies_alloc(energies, 3, QUERIES, &e), 0);
    for (size_t m = 0; m < 3; m++)
        for (size_t i = 0; i < QUERIES; i++)
            energies->drawn[m][i] = 10.0 * (double)m + (double)(QUERIES - 1 - i);
    assert_int_equal(case_energies_sort(energies, &e), 0);
}

static void pool__rules__choose_the_models(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    struct case_energies energies;
    struct error e = {.text = ""};
    size_t members[3], n;
    fill_three(&energies);
    assert_int_equal(pool_members(&inputs_of(&a)->pool, &energies, members, &n, &e), 0);
    assert_true(n == 2 && members[0] == 2 && members[1] == 1);
    a.pool = POOL_ABOVE_200B;
    assert_int_equal(pool_members(&inputs_of(&a)->pool, &energies, members, &n, &e), 0);
    assert_true(n == 2 && members[0] == 2 && members[1] == 0);
    for (size_t m = 0; m < 3; m++)
        a.models[m].parameters = 200; /* above means more than */
    assert_int_equal(pool_members(&inputs_of(&a)->pool, &energies, members, &n, &e), -1);
    assert_contains(e.text, "above_200b finds no model");
    case_energies_free(&energies);
}

/* 0..100 cut to P5-P95 keeps 5..95, which cut to P10-P90 keeps 14..86: 73 values, P14-P86 of the
 * whole; in order of drawing, so falling. */
static void pool__trimming__cuts_twice_and_keeps_the_order(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    a.trim = (struct cuts){2, {{0.05, 0.95}, {0.10, 0.90}}};
    struct case_energies energies;
    struct lever_pool pool;
    struct error e;
    fill_three(&energies);
    assert_int_equal(pool_build(inputs_of(&a), &energies, &pool, &e), 0);
    assert_int_equal(pool.n, 2 * 73);
    assert_int_equal(pool.start[1], 73);
    assert_int_equal(pool.query[0], 14);
    assert_close(pool.energy[LEVER_COLUMN_NONE][0], 20 + 86, 0, 0);
    assert_close(pool.energy[LEVER_COLUMN_NONE][72], 20 + 14, 0, 0);
    assert_close(pool.energy[LEVER_COLUMN_NONE][73], 10 + 86, 0, 0);
    lever_pool_free(&pool);
    case_energies_free(&energies);
}

static void pool__cut_that_leaves_nothing__is_an_error(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    a.trim = (struct cuts){1, {{0.501, 0.502}}};
    struct case_energies energies;
    struct lever_pool pool;
    struct error e = {.text = ""};
    fill_three(&energies);
    assert_int_equal(pool_build(inputs_of(&a), &energies, &pool, &e), -1);
    assert_contains(e.text, "trim: the cuts leave no query");
    case_energies_free(&energies);
}

/* alpha 2, 4 and 5 divide, their product 40 combined. */
static void levers__constant_alphas__divide(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    const double alpha[LEVER_COUNT] = {2, 4, 5};
    for (int l = 0; l < LEVER_COUNT; l++)
        a.levers[l] = (struct distribution){&distribution_constant, alpha[l], 0, 0};
    struct case_energies energies;
    struct lever_pool pool;
    struct mt19937 stream;
    struct error e;
    fill_three(&energies);
    assert_int_equal(mt19937_open(&stream, 42, &e), 0);
    assert_int_equal(pool_build(inputs_of(&a), &energies, &pool, &e), 0);
    assert_int_equal(levers_apply(inputs_of(&a), MT, &stream, &pool, &e), 0);
    for (size_t i = 0; i < pool.n; i++) {
        double x = pool.energy[LEVER_COLUMN_NONE][i];
        assert_close(pool.energy[LEVER_COLUMN_HARDWARE][i], x / 2, 1e-15, 0);
        assert_close(pool.energy[LEVER_COLUMN_ALGORITHM][i], x / 4, 1e-15, 0);
        assert_close(pool.energy[LEVER_COLUMN_SERVING][i], x / 5, 1e-15, 0);
        assert_close(pool.energy[LEVER_COLUMN_COMBINED][i], x / 40, 1e-15, 0);
    }
    mt19937_close(&stream);
    lever_pool_free(&pool);
    case_energies_free(&energies);
}

static void levers__alpha_not_above_zero__is_refused(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    for (int l = 0; l < LEVER_COUNT; l++)
        a.levers[l] = (struct distribution){&distribution_constant, 2, 0, 0};
    a.levers[LEVER_SERVING] = (struct distribution){&distribution_uniform, -1, 40, 0};
    strcpy(a.cases[0].name, "chat");
    struct case_energies energies;
    struct lever_pool pool;
    struct mt19937 stream;
    struct error e = {.text = ""};
    fill_three(&energies);
    assert_int_equal(mt19937_open(&stream, 42, &e), 0);
    assert_int_equal(pool_build(inputs_of(&a), &energies, &pool, &e), 0);
    assert_int_equal(levers_apply(inputs_of(&a), MT, &stream, &pool, &e), -1);
    assert_contains(e.text, "levers.serving: found an alpha of -");
    assert_contains(e.text, "in case chat");
    mt19937_close(&stream);
    lever_pool_free(&pool);
    case_energies_free(&energies);
}

static void fleet__alpha_not_above_zero__is_refused(void **state)
{
    (void)state;
    struct assumptions a = three_models();
    struct case_energies energies;
    struct fleet_workload w;
    struct fleet_share share = {.workload = "chat",
                                .lever = {&distribution_constant, 0, 0, 0}};
    struct error e = {.text = ""};
    fill_three(&energies);
    assert_int_equal(fleet_workload_take(&share, &inputs_of(&a)->pool, MT,
                                         &energies, &w, &e), -1);
    assert_contains(e.text, "fleet.lever.chat: found an alpha of 0, want");
    case_energies_free(&energies);
}

/* Supplemental V: 271.2 and 219.6 kWh a day, factor 1.08; beta 1.3301 with it, 1.3256 with the
 * 1.076 of the released analysis (REPRODUCTION row 11). */
static struct assumptions supplemental_v(void)
{
    struct assumptions a = three_models();
    a.n_nodes = 1;
    a.nodes[0] = (struct node){.max_power = 11.3, .idle_power = 2.7};
    a.fleet = (struct fleet){.queries_per_day = 1e9, .redundancy = 1.10, .network = 1.12,
                             .utilisation = {true, 0}, .load_low = 0.5, .load_high = 1.0};
    return a;
}

static void fleet__beta__from_its_parts(void **state)
{
    (void)state;
    struct assumptions a = supplemental_v();
    struct fleet_inputs inputs = fleet_inputs_without_mix(&a);
    struct fleet_factors f = fleet_factors_of(&inputs);
    assert_close(f.node_full_load, 271.2, 1e-12, 0);
    assert_close(f.node_load, 219.6, 1e-12, 0);
    assert_close(f.utilisation, 1.0796, 0, 5e-5);
    assert_close(f.beta, 1.3301, 0, 5e-5);
    inputs.beta.utilisation = (struct factor){false, 1.076};
    assert_close(fleet_factors_of(&inputs).beta, 1.3256, 0, 5e-5);
}

/* The mean of 20..120 and 10..110 is 65 Wh: 1e9 of them, times beta, halved by the lever. The
 * error by hand: both models have variance 101 x 102 / 12, a query's share is a half. */
static void fleet__day__mean_times_queries_times_beta(void **state)
{
    (void)state;
    struct assumptions a = supplemental_v();
    struct fleet_inputs fleet = fleet_inputs_without_mix(&a);
    struct case_energies energies;
    struct fleet_workload w;
    struct estimate day;
    struct error e;
    fleet.n = 1;
    fleet.share[0] = (struct fleet_share){.share = 1, .lever = {&distribution_constant, 2, 0, 0}};
    double beta = fleet_factors_of(&fleet).beta;
    fill_three(&energies);
    assert_int_equal(fleet_workload_take(fleet.share, &inputs_of(&a)->pool, MT,
                                         &energies, &w, &e), 0);
    assert_int_equal(fleet_day(&fleet, &w, false, &day, &e), 0);
    assert_close(day.value, 65 * beta, 1e-12, 0);
    assert_close(day.standard_error, beta * sqrt(2 * 0.25 * 101 * 102 / 12.0 / 101), 1e-12, 0);
    assert_int_equal(day.n, 2 * QUERIES);
    assert_int_equal(fleet_day(&fleet, &w, true, &day, &e), 0);
    assert_close(day.value, 32.5 * beta, 1e-12, 0);
    fleet_workload_free(&w);
    case_energies_free(&energies);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(energy__one_query__by_hand),
        cmocka_unit_test(effective_tokens__weigh_the_input),
        cmocka_unit_test(coupled_power__is_the_line),
        cmocka_unit_test(queries_fill__one_query__by_hand),
        cmocka_unit_test(pool__rules__choose_the_models),
        cmocka_unit_test(pool__trimming__cuts_twice_and_keeps_the_order),
        cmocka_unit_test(pool__cut_that_leaves_nothing__is_an_error),
        cmocka_unit_test(levers__constant_alphas__divide),
        cmocka_unit_test(levers__alpha_not_above_zero__is_refused),
        cmocka_unit_test(fleet__alpha_not_above_zero__is_refused),
        cmocka_unit_test(fleet__beta__from_its_parts),
        cmocka_unit_test(fleet__day__mean_times_queries_times_beta),
    };
    return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
