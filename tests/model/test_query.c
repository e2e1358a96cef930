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

/* By hand: PUE 1.2, 11.3 kW at u = 0.6 is 6.78 kW, 300 tokens at 3000 token/s are 0.1 s:
 * 1.2 x 6.78 kW x 0.1 s = 0.8136 kJ = 0.226 Wh. */
static void energy__one_query__by_hand(void **state)
{
    (void)state;
    assert_close(energy_of_query(1.2, 11.3 * 0.6, 300, 3000), 0.226, 1e-14, 0);
}

static void effective_tokens__weigh_the_input(void **state)
{
    (void)state;
    assert_close(energy_effective_tokens(EFFECTIVE_OUTPUT, 1, 500, 300), 300, 0, 0);
    assert_close(energy_effective_tokens(EFFECTIVE_OUTPUT_AND_INPUT, 1, 500, 300), 800, 0, 0);
    assert_close(energy_effective_tokens(EFFECTIVE_OUTPUT_AND_INPUT, 1.0 / 30, 600, 300), 320,
                 1e-15, 0);
}

/* REPRODUCTION row 15: u = 0.24 + 0.56 TPS / TPS_max. */
static void coupled_power__is_the_line(void **state)
{
    (void)state;
    struct node node = {.max_power = 10, .idle_power = 3};
    struct power_line line = {false, 0.24, 0.80}, of_node = {true, 0, 0.9};
    assert_close(energy_coupled_utilisation(&line, &node, 50, 100), 0.52, 1e-15, 0);
    assert_close(energy_coupled_utilisation(&line, &node, 100, 100), 0.80, 1e-15, 0);
    assert_close(energy_coupled_utilisation(&of_node, &node, 0, 100), 0.3, 1e-15, 0);
    assert_close(energy_coupled_utilisation(&of_node, &node, 100, 100), 0.9, 1e-15, 0);
}

/* One query of a coupled case through the whole row of quantities: L_in 100, L_out 50, w = 0.5:
 * L_eff 100; TPS = e^0 x 100^1 x 50^0 = 100 capped at 80; u = 0.2 + 0.6 = 0.8; P = 8 kW;
 * E = 1.5 / 3.6 x 8 x 100 / 80 = 4.1666... Wh. */
static void energy_fill__one_query__by_hand(void **state)
{
    (void)state;
    struct assumptions a = {.n_models = 1, .n_nodes = 1, .n_cases = 1, .input_weight = 0.5};
    struct error e;
    struct queries q;
    a.nodes[0].max_power = 10;
    a.coupled_power = (struct power_line){false, 0.2, 0.8};
    a.cases[0].power = POWER_COUPLED;
    a.cases[0].effective_tokens = EFFECTIVE_OUTPUT_AND_INPUT;
    struct throughput_fit fit = {.curve = {&throughput_log_linear, {0, 1, 0}, 80}};
    assert_int_equal(queries_alloc(&q, 1, &e), 0);
    q.of[QUANTITY_INPUT_TOKENS][0] = 100;
    q.of[QUANTITY_OUTPUT_TOKENS][0] = 50;
    q.of[QUANTITY_PUE][0] = 1.5;
    energy_fill(&a, 0, 0, &fit, &q);
    assert_close(q.of[QUANTITY_TPS][0], 80, 1e-14, 0);
    assert_close(q.of[QUANTITY_UTILISATION][0], 0.8, 1e-14, 0);
    assert_close(q.of[QUANTITY_NODE_POWER][0], 8, 1e-14, 0);
    assert_close(q.of[QUANTITY_ENERGY][0], 25.0 / 6, 1e-14, 0);
    queries_free(&q);
}

/* Three models whose energies are 0..100, 10 more and 20 more; 101 queries, drawn in falling
 * order. */
enum { QUERIES = 101 };

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

static void fill_three(const struct assumptions *a, struct case_energies *energies)
{
    struct error e;
    assert_int_equal(case_energies_alloc(energies, a, &e), 0);
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
    struct error e = {""};
    size_t members[3], n;
    fill_three(&a, &energies);
    assert_int_equal(pool_members(&a, &energies, members, &n, &e), 0);
    assert_true(n == 2 && members[0] == 2 && members[1] == 1);
    a.pool = POOL_ABOVE_200B;
    assert_int_equal(pool_members(&a, &energies, members, &n, &e), 0);
    assert_true(n == 2 && members[0] == 2 && members[1] == 0);
    for (size_t m = 0; m < 3; m++)
        a.models[m].parameters = 200; /* above means more than */
    assert_int_equal(pool_members(&a, &energies, members, &n, &e), -1);
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
    fill_three(&a, &energies);
    assert_int_equal(pool_build(&a, &energies, &pool, &e), 0);
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
    struct error e = {""};
    fill_three(&a, &energies);
    assert_int_equal(pool_build(&a, &energies, &pool, &e), -1);
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
    fill_three(&a, &energies);
    assert_int_equal(mt19937_open(&stream, 42, &e), 0);
    assert_int_equal(pool_build(&a, &energies, &pool, &e), 0);
    assert_int_equal(levers_apply(&a, 0, &stream, &pool, &e), 0);
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
    struct error e = {""};
    fill_three(&a, &energies);
    assert_int_equal(mt19937_open(&stream, 42, &e), 0);
    assert_int_equal(pool_build(&a, &energies, &pool, &e), 0);
    assert_int_equal(levers_apply(&a, 0, &stream, &pool, &e), -1);
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
    struct error e = {""};
    strcpy(a.workloads[0].name, "chat");
    a.workloads[0].fleet_lever = (struct distribution){&distribution_constant, 0, 0, 0};
    fill_three(&a, &energies);
    assert_int_equal(fleet_workload_take(&a, 0, &energies, &w, &e), -1);
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
    struct fleet_factors f = fleet_factors_of(&a);
    assert_close(f.node_full_load, 271.2, 1e-12, 0);
    assert_close(f.node_load, 219.6, 1e-12, 0);
    assert_close(f.utilisation, 1.0796, 0, 5e-5);
    assert_close(f.beta, 1.3301, 0, 5e-5);
    a.fleet.utilisation = (struct factor){false, 1.076};
    assert_close(fleet_factors_of(&a).beta, 1.3256, 0, 5e-5);
}

/* The mean of 20..120 and 10..110 is 65 Wh: 1e9 of them, times beta, halved by the lever. The
 * error by hand: both models have variance 101 x 102 / 12, a query's share is a half. */
static void fleet__day__mean_times_queries_times_beta(void **state)
{
    (void)state;
    struct assumptions a = supplemental_v();
    struct mix mix = {.shares = {{1}}};
    struct case_energies energies;
    struct fleet_workload w;
    struct estimate day;
    struct error e;
    a.workloads[0].fleet_lever = (struct distribution){&distribution_constant, 2, 0, 0};
    double beta = fleet_factors_of(&a).beta;
    fill_three(&a, &energies);
    assert_int_equal(fleet_workload_take(&a, 0, &energies, &w, &e), 0);
    assert_int_equal(fleet_day(&a, &mix, &w, false, &day, &e), 0);
    assert_close(day.value, 65 * beta, 1e-12, 0);
    assert_close(day.standard_error, beta * sqrt(2 * 0.25 * 101 * 102 / 12.0 / 101), 1e-12, 0);
    assert_int_equal(day.n, 2 * QUERIES);
    assert_int_equal(fleet_day(&a, &mix, &w, true, &day, &e), 0);
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
        cmocka_unit_test(energy_fill__one_query__by_hand),
        cmocka_unit_test(pool__rules__choose_the_models),
        cmocka_unit_test(pool__trimming__cuts_twice_and_keeps_the_order),
        cmocka_unit_test(pool__cut_that_leaves_nothing__is_an_error),
        cmocka_unit_test(levers__constant_alphas__divide),
        cmocka_unit_test(levers__alpha_not_above_zero__is_refused),
        cmocka_unit_test(fleet__alpha_not_above_zero__is_refused),
        cmocka_unit_test(fleet__beta__from_its_parts),
        cmocka_unit_test(fleet__day__mean_times_queries_times_beta),
    };
    return cmocka_run_group_tests_name("energy", tests, NULL, NULL);
}
