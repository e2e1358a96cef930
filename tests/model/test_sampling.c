/* test_sampling.c -- what is drawn for a query, in which order, and after what. */
#include "query_fields.h"

/* The order of the released analysis (docs/reproduction.md): L_out, L_in, u, PUE; u of a coupled
 * node follows its load. */
static void draws__are_in_the_released_order(void **state)
{
    (void)state;
    struct query_inputs q = some_query();
    const struct query_draw want[QUERY_DRAWS] = {
        {QUANTITY_OUTPUT_TOKENS, &q.lengths.output}, {QUANTITY_INPUT_TOKENS, &q.lengths.input},
        {QUANTITY_UTILISATION, &q.power.utilisation}, {QUANTITY_PUE, &q.pue}};
    for (int coupled = 0; coupled < 2; coupled++) {
        struct query_draw draws[QUERY_DRAWS];
        q.power.coupled = coupled;
        assert_int_equal(query_inputs_draws(&q, draws), QUERY_DRAWS - (size_t)coupled);
        for (size_t i = 0; i < QUERY_DRAWS - (size_t)coupled; i++) {
            const struct query_draw *one = &want[coupled && i == 2 ? 3 : i];
            assert_int_equal(draws[i].quantity, one->quantity);
            assert_ptr_equal(draws[i].of, one->of);
        }
    }
}

/* A model of mt19937 comes after those before it, a case after the one that it continues. */
static void sampling__mt19937__rests_on_what_is_drawn_before(void **state)
{
    (void)state;
    static struct assumptions a, moved;
    small_scenario(&a);
    moved = a;
    moved.pue = (struct distribution){&distribution_constant, 1.2, 0, 0}; /* takes nothing */
    const bool same[2][2] = {{true, false}, {false, false}};
    for (size_t c = 0; c < 2; c++)
        for (size_t m = 0; m < 2; m++) {
            struct sampling s = sampling_of(&a, c, m), t = sampling_of(&moved, c, m);
            assert_int_equal(sampling_digest(&s) == sampling_digest(&t), same[c][m]);
        }
}

/* Cases that continue each other, which no scenario may have, are not followed for ever. */
static void sampling__cases_in_a_circle__come_to_an_end(void **state)
{
    (void)state;
    static struct assumptions a;
    small_scenario(&a);
    struct sampling once = sampling_of(&a, 0, 1);
    a.cases[0].has_continues = true;
    a.cases[0].continues = 1;
    assert_int_equal(sampling_of(&a, 0, 1).before == once.before, true);
}

/* A lever of mt19937 comes after those before it: hardware, algorithm, serving. */
static void sampling__levers__rest_on_those_before(void **state)
{
    (void)state;
    static struct assumptions a, moved;
    small_scenario(&a);
    for (int philox = 0; philox < 2; philox++) {
        a.generator = philox ? GENERATOR_PHILOX : GENERATOR_MT19937;
        moved = a;
        moved.levers[LEVER_ALGORITHM] = (struct distribution){&distribution_constant, 2, 0, 0};
        for (int l = 0; l < LEVER_COLUMN_COUNT; l++) {
            enum lever_column column = (enum lever_column)l;
            bool after = column == LEVER_COLUMN_SERVING || column == LEVER_COLUMN_COMBINED;
            assert_int_equal(sampling_digest_levers(&a, column) ==
                                 sampling_digest_levers(&moved, column),
                             philox || !after);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws__are_in_the_released_order),
        cmocka_unit_test(sampling__mt19937__rests_on_what_is_drawn_before),
        cmocka_unit_test(sampling__cases_in_a_circle__come_to_an_end),
        cmocka_unit_test(sampling__levers__rest_on_those_before),
    };
    return cmocka_run_group_tests_name("sampling", tests, NULL, NULL);
}
