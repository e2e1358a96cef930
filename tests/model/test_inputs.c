/* test_inputs.c -- every field of what an engine is given moves its digest; padding does not. */
#include <math.h>
#include <string.h>

#include "query_fields.h"

/* The models of a case are moved by a test of their own. */
static const struct field CASE[] = {
    SILENT(case_inputs, name), SILENT(case_inputs, n_models), SILENT(case_inputs, query),
    CHOICE(case_inputs, pool.rule), INDEX(case_inputs, pool.size),
    FIELD(case_inputs, pool.parameters, move_number, 1),
    INDEX(case_inputs, trim.n), FIELD(case_inputs, trim.cut[0].low, move_number, 1),
    NUMBER(case_inputs, trim.cut[0].high), NUMBER(case_inputs, trim.cut[1].low),
    NUMBER(case_inputs, trim.cut[1].high), SILENT(case_inputs, trim.cut[2]),
    SILENT(case_inputs, trim.cut[3]), DISTRIBUTION(case_inputs, levers[LEVER_HARDWARE]),
    DISTRIBUTION(case_inputs, levers[LEVER_ALGORITHM]),
    DISTRIBUTION(case_inputs, levers[LEVER_SERVING]),
};

static const struct field SHARE[] = {
    SILENT(fleet_share, workload), SILENT(fleet_share, workload_index),
    SILENT(fleet_share, has_case), SILENT(fleet_share, case_index), COUNT(fleet_share, energy),
    NUMBER(fleet_share, share), DISTRIBUTION(fleet_share, lever),
};

/* References are lines beside a day: no day rests on them. */
static const struct field FLEET[] = {
    SILENT(fleet_inputs, n), SILENT(fleet_inputs, share), NUMBER(fleet_inputs, queries_per_day),
    NUMBER(fleet_inputs, beta.redundancy), NUMBER(fleet_inputs, beta.network),
    FLAG(fleet_inputs, beta.utilisation.derived), SILENT(fleet_inputs, beta.utilisation.value),
    NUMBER(fleet_inputs, beta.load_low), NUMBER(fleet_inputs, beta.load_high),
    NUMBER(fleet_inputs, beta.max_power), NUMBER(fleet_inputs, beta.idle_power),
    SILENT(fleet_inputs, references),
};

static const struct field SAMPLING[] = {
    CHOICE(sampling, generator), COUNT(sampling, seed), COUNT(sampling, queries),
    NAME(sampling, workload), NAME(sampling, model), SILENT(sampling, before),
};

/* ---- each struct ---------------------------------------------------------------------------- */

static uint64_t digest_query(const void *value)
{
    return query_inputs_digest(value);
}

static void query__every_field__moves_its_digest(void **state)
{
    (void)state;
    struct query_inputs q = some_query();
    assert_all_fields(QUERY, N_OF(QUERY), sizeof q);
    assert_moves(QUERY, N_OF(QUERY), &q, sizeof q, digest_query);
}

/* TPS rests on lengths and the fit, L_out on itself and its rounding. */
static void query__tps_and_output__rest_on_less(void **state)
{
    (void)state;
    const struct query_inputs q = some_query();
    for (size_t i = 0; i < N_OF(QUERY); i++) {
        struct query_inputs moved = q;
        if (!QUERY[i].move)
            continue;
        QUERY[i].move((char *)&moved + QUERY[i].offset, 0);
        bool of_tps = QUERY[i].offset < offsetof(struct query_inputs, input_weight);
        bool of_output = QUERY[i].offset == offsetof(struct query_inputs, lengths.output) ||
                         QUERY[i].offset == offsetof(struct query_inputs, lengths.rounding);
        assert_int_equal(query_inputs_digest_of(&q, QUANTITY_TPS) !=
                             query_inputs_digest_of(&moved, QUANTITY_TPS), of_tps);
        assert_int_equal(query_inputs_digest_of(&q, QUANTITY_OUTPUT_TOKENS) !=
                             query_inputs_digest_of(&moved, QUANTITY_OUTPUT_TOKENS), of_output);
    }
}

static void some_case(struct case_inputs *c)
{
    *c = (struct case_inputs){.n_models = 2, .pool = {POOL_ABOVE_200B, 0, {405, 250}},
                              .trim = {2, {{0.1, 0.9}, {0.2, 0.8}}}, .levers = {SOME, SOME, SOME}};
    for (size_t m = 0; m < c->n_models; m++)
        c->query[m] = some_query();
}

static uint64_t digest_case(const void *value)
{
    return case_inputs_digest(value, LEVER_COLUMN_COMBINED);
}

static void case__every_field__moves_its_digest(void **state)
{
    (void)state;
    static struct case_inputs c;
    some_case(&c);
    assert_all_fields(CASE, N_OF(CASE), sizeof c);
    assert_moves(CASE, N_OF(CASE), &c, sizeof c, digest_case);
}

/* Of each model that may be a member; of no other. */
static void case__members__move_its_digest(void **state)
{
    (void)state;
    static struct case_inputs c;
    some_case(&c);
    for (int small = 0; small < 2; small++) {
        c.pool.parameters[1] = small ? 70 : 250;
        uint64_t before = case_inputs_digest_all(&c);
        c.query[1].input_weight += 1;
        assert_int_equal(case_inputs_digest_all(&c) == before, small);
    }
}

/* A lever's column rests on that lever, on the cuts and on the pool; the pool on neither. */
static void case__levers__move_their_columns(void **state)
{
    (void)state;
    static struct case_inputs c, moved;
    some_case(&c);
    moved = c;
    moved.levers[LEVER_SERVING].a += 1;
    for (int l = 0; l < LEVER_COLUMN_COUNT; l++) {
        enum lever_column column = (enum lever_column)l;
        bool same = column != LEVER_COLUMN_SERVING && column != LEVER_COLUMN_COMBINED;
        assert_int_equal(case_inputs_digest(&c, column) == case_inputs_digest(&moved, column),
                         same);
    }
    moved.trim.n = 1;
    assert_int_equal(case_inputs_digest_all(&c) == case_inputs_digest_all(&moved), true);
}

static struct fleet_inputs some_fleet(bool derived)
{
    return (struct fleet_inputs){1, {{"chat", 0, true, 0, 7, 0.5, SOME}}, 1e9,
                                 {1.1, 1.05, {derived, 0.9}, 0.2, 0.8, 11, 3}, {0.3, 100, 0.5}};
}

static uint64_t digest_fleet(const void *value)
{
    return fleet_inputs_digest(value, true);
}

static uint64_t digest_share(const void *value)
{
    struct fleet_inputs f = some_fleet(true);
    f.share[0] = *(const struct fleet_share *)value;
    return fleet_inputs_digest(&f, true);
}

static void fleet__every_field__moves_its_digest(void **state)
{
    (void)state;
    struct fleet_inputs f = some_fleet(true);
    struct fleet_share share = f.share[0];
    assert_all_fields(FLEET, N_OF(FLEET), sizeof f);
    assert_all_fields(SHARE, N_OF(SHARE), sizeof share);
    assert_moves(FLEET, N_OF(FLEET), &f, sizeof f, digest_fleet);
    assert_moves(SHARE, N_OF(SHARE), &share, sizeof share, digest_share);
}

/* Without the lever a day does not rest on it; with a given utilisation not on the load. */
static void fleet__what_is_not_looked_at__moves_nothing(void **state)
{
    (void)state;
    struct fleet_inputs f = some_fleet(false), moved = f;
    moved.share[0].lever.a += 1;
    moved.beta.load_low += 0.1;
    moved.beta.idle_power += 1;
    assert_int_equal(fleet_inputs_digest(&f, false) == fleet_inputs_digest(&moved, false), true);
    assert_int_equal(fleet_inputs_digest(&f, true) == fleet_inputs_digest(&moved, true), false);
    moved = f;
    moved.beta.utilisation.value += 0.1;
    assert_int_equal(fleet_inputs_digest(&f, false) == fleet_inputs_digest(&moved, false), false);
}

static uint64_t digest_sampling(const void *value)
{
    return sampling_digest(value);
}

static void sampling__every_field__moves_its_digest(void **state)
{
    (void)state;
    struct sampling s = {GENERATOR_PHILOX, 42, 100, "chat", "big", 7};
    assert_all_fields(SAMPLING, N_OF(SAMPLING), sizeof s);
    assert_moves(SAMPLING, 1, &s, sizeof s, digest_sampling);
    assert_moves(SAMPLING + 1, N_OF(SAMPLING) - 1, &s, sizeof s, digest_sampling);
    s.generator = GENERATOR_MT19937;
    uint64_t before = sampling_digest(&s);
    s.before++;
    assert_int_equal(sampling_digest(&s) == before, false);
}

/* ---- padding, zeros, projections ------------------------------------------------------------ */

static void padding__garbage__does_not_matter(void **state)
{
    (void)state;
    static struct query_inputs a, b;
    const struct query_inputs q = some_query();
    memset(&a, 0xff, sizeof a);
    memset(&b, 0x55, sizeof b);
    for (size_t i = 0; i < N_OF(QUERY); i++) {
        memcpy((char *)&a + QUERY[i].offset, (const char *)&q + QUERY[i].offset, QUERY[i].size);
        memcpy((char *)&b + QUERY[i].offset, (const char *)&q + QUERY[i].offset, QUERY[i].size);
    }
    assert_int_equal(query_inputs_digest(&a) == query_inputs_digest(&b), true);
    memset(a.names.model, 'x', sizeof a.names.model - 1);
    assert_int_equal(query_inputs_digest(&a) == query_inputs_digest(&b), true);
}

/* Behind a name's end there may be anything. */
static void text__behind_its_end__does_not_matter(void **state)
{
    (void)state;
    struct sampling s = {GENERATOR_PHILOX, 42, 100, "chat", "big", 0}, t = s;
    strcpy(t.workload + 5, "garbage");
    assert_int_equal(sampling_digest(&s) == sampling_digest(&t), true);
}

/* As they compare equal: 0 and -0; and one NaN is as good as another. */
static void numbers__zeros_and_nans__are_one_value(void **state)
{
    (void)state;
    struct query_inputs q = some_query(), r = q;
    q.input_weight = 0.0;
    r.input_weight = -0.0;
    assert_int_equal(query_inputs_digest(&q) == query_inputs_digest(&r), true);
    q.input_weight = NAN;
    r.input_weight = -NAN;
    assert_int_equal(query_inputs_digest(&q) == query_inputs_digest(&r), true);
}

/* What a rule does not look at is not in the structs: u of a coupled node, the line of one whose u
 * is drawn, the weight of an input that is not counted, parameters of a pool by medians. */
static void projection__what_a_rule_ignores__is_zero(void **state)
{
    (void)state;
    static struct assumptions a;
    static struct throughput_fits fits = {.n = 2};
    static struct case_inputs c;
    small_scenario(&a);
    struct query_inputs drawn = query_inputs_of(&a, &fits, 0, 0);
    struct query_inputs coupled = query_inputs_of(&a, &fits, 1, 0);
    assert_close(drawn.input_weight, 0, 0, 0);
    assert_close(drawn.power.cap, 0, 0, 0);
    assert_close(coupled.input_weight, 0.5, 0, 0);
    assert_close(coupled.power.idle, 0.3, 1e-15, 0); /* 3 kW of 10 kW */
    assert_close(coupled.power.utilisation.a, 0, 0, 0);
    assert_close(coupled.lengths.input.a, 0, 0, 0); /* the case's own */
    case_inputs_of(&a, &fits, 0, &c);
    assert_close(c.pool.parameters[0], 0, 0, 0);
    a.pool = POOL_ABOVE_200B;
    case_inputs_of(&a, &fits, 0, &c);
    assert_close(c.pool.parameters[0], 405, 0, 0);
    assert_int_equal(c.pool.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(query__every_field__moves_its_digest),
        cmocka_unit_test(query__tps_and_output__rest_on_less),
        cmocka_unit_test(case__every_field__moves_its_digest),
        cmocka_unit_test(case__members__move_its_digest),
        cmocka_unit_test(case__levers__move_their_columns),
        cmocka_unit_test(fleet__every_field__moves_its_digest),
        cmocka_unit_test(fleet__what_is_not_looked_at__moves_nothing),
        cmocka_unit_test(sampling__every_field__moves_its_digest),
        cmocka_unit_test(padding__garbage__does_not_matter),
        cmocka_unit_test(text__behind_its_end__does_not_matter),
        cmocka_unit_test(numbers__zeros_and_nans__are_one_value),
        cmocka_unit_test(projection__what_a_rule_ignores__is_zero),
    };
    return cmocka_run_group_tests_name("inputs", tests, NULL, NULL);
}
