/* test_shapley.c -- parts of made-up games with known answers, exact and sampled. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/shapley.h"

typedef double game(const struct coalition *c, size_t players);

/* Values every coalition of the plan and takes the parts; freed by the caller. */
static struct shapley_part *play(const struct shapley_plan *plan, game *v, double *gap)
{
    double *value = calloc(plan->n, sizeof *value);
    struct shapley_part *parts = calloc(plan->players + 1, sizeof *parts);
    assert_non_null(value);
    assert_non_null(parts);
    for (size_t c = 0; c < plan->n; c++)
        value[c] = v(&plan->coalitions[c], plan->players);
    shapley_parts(plan, value, parts);
    *gap = value[plan->n - 1] - value[0];
    free(value);
    return parts;
}

static double sum_of_parts(const struct shapley_part *parts, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += parts[i].part;
    return sum;
}

static struct shapley_plan plan_exact(size_t players)
{
    struct shapley_plan plan;
    struct error e;
    if (shapley_plan_make(players, &plan, &e))
        fail_msg("%s", e.text);
    assert_int_equal(plan.orders, 0);
    return plan;
}

static struct shapley_plan plan_sampled(size_t players, size_t pairs, unsigned long seed)
{
    struct shapley_plan plan;
    struct error e;
    if (shapley_plan_sampled(players, pairs, seed, &plan, &e))
        fail_msg("%s", e.text);
    return plan;
}

/* ---- games --------------------------------------------------------------------------------- */

/* Player i adds i - 1, whoever is there: its part is i - 1, first and last too. */
static double additive(const struct coalition *c, size_t players)
{
    double v = 100;
    for (size_t i = 0; i < players; i++)
        v += coalition_has(c, i) ? (double)i - 1 : 0;
    return v;
}

/* Glove game (Shapley and Shubik): players 0 and 1 have a left glove, 2 a right one; a pair is
 * worth 1. By hand: 1/6, 1/6, 2/3. */
static double gloves(const struct coalition *c, size_t players)
{
    (void)players;
    return coalition_has(c, 2) && (coalition_has(c, 0) || coalition_has(c, 1)) ? 1 : 0;
}

/* Factors 2, 3 and 1 on a value of 1. By hand over the two orders of the first two: 0 adds 1
 * first and 3 last, mean 2; 1 adds 2 first and 4 last, mean 3; 2 adds nothing. */
static double factors(const struct coalition *c, size_t players)
{
    (void)players;
    return (coalition_has(c, 0) ? 2 : 1) * (coalition_has(c, 1) ? 3 : 1);
}

/* Seat weights 4, 3, 2, 1 with a quota of 6. The swings, counted by hand, give 5/12, 3/12, 3/12,
 * 1/12. */
static double council(const struct coalition *c, size_t players)
{
    int seats = 0;
    for (size_t i = 0; i < players; i++)
        seats += coalition_has(c, i) ? 4 - (int)i : 0;
    return seats >= 6;
}

/* Something with interactions of every order and values that are no round numbers; the last player
 * does nothing, players 0 and 1 are alike. */
static double tangled(const struct coalition *c, size_t players)
{
    double log = 0, sum = 0;
    for (size_t i = 0; i + 1 < players; i++) {
        double weight = i < 2 ? 0.37 : 0.1 * sqrt((double)i);
        log += coalition_has(c, i) ? weight : 0;
        sum += coalition_has(c, i) ? weight * weight : 0;
    }
    return exp(log) / (1 + sum * sum) + 0.3;
}

/* ---- exact --------------------------------------------------------------------------------- */

static void additive_game__gives_each_player_its_own(void **state)
{
    struct shapley_plan plan = plan_exact(7);
    double gap;
    struct shapley_part *parts = play(&plan, additive, &gap);
    (void)state;
    assert_int_equal(plan.n, 128);
    for (size_t i = 0; i < 7; i++) {
        assert_close(parts[i].part, (double)i - 1, 1e-14, 1e-14);
        assert_close(parts[i].first, (double)i - 1, 0, 0);
        assert_close(parts[i].last, (double)i - 1, 0, 0);
        assert_close(parts[i].standard_error, 0, 0, 0);
    }
    free(parts);
    shapley_plan_free(&plan);
}

struct known {
    game *v;
    size_t players;
    double part[4], first[4], last[4];
};

static const struct known KNOWN[] = {
    {gloves, 3, {1.0 / 6, 1.0 / 6, 2.0 / 3}, {0, 0, 0}, {0, 0, 1}},
    {factors, 3, {2, 3, 0}, {1, 2, 0}, {3, 4, 0}},
    {council, 4, {5.0 / 12, 3.0 / 12, 3.0 / 12, 1.0 / 12}, {0, 0, 0, 0}, {0, 0, 0, 0}},
};

static void interacting_games__give_what_was_worked_out_by_hand(void **state)
{
    (void)state;
    for (size_t g = 0; g < sizeof KNOWN / sizeof KNOWN[0]; g++) {
        const struct known *k = &KNOWN[g];
        struct shapley_plan plan = plan_exact(k->players);
        double gap;
        struct shapley_part *parts = play(&plan, k->v, &gap);
        for (size_t i = 0; i < k->players; i++) {
            assert_close(parts[i].part, k->part[i], 1e-14, 1e-15);
            assert_close(parts[i].first, k->first[i], 0, 0);
            assert_close(parts[i].last, k->last[i], 0, 0);
        }
        free(parts);
        shapley_plan_free(&plan);
    }
}

static void parts__add_up_to_the_gap(void **state)
{
    (void)state;
    for (size_t k = 1; k <= SHAPLEY_EXACT_MAX; k++) {
        struct shapley_plan plan = plan_exact(k);
        double gap;
        struct shapley_part *parts = play(&plan, tangled, &gap);
        assert_close(sum_of_parts(parts, k), gap, 1e-13, 0);
        free(parts);
        shapley_plan_free(&plan);
    }
}

static void like_players__have_like_parts_and_idle_ones_none(void **state)
{
    struct shapley_plan plan = plan_exact(9);
    double gap;
    struct shapley_part *parts = play(&plan, tangled, &gap);
    (void)state;
    assert_close(parts[0].part, parts[1].part, 1e-14, 0);
    assert_close(parts[8].part, 0, 0, 0);
    assert_true(fabs(parts[0].first - parts[0].last) > 0.01); /* it does interact */
    free(parts);
    shapley_plan_free(&plan);
}

static void no_player__one_empty_coalition(void **state)
{
    struct shapley_plan plan;
    struct error e;
    double gap;
    (void)state;
    assert_int_equal(shapley_plan_make(0, &plan, &e), 0);
    assert_int_equal(plan.n, 1);
    free(play(&plan, additive, &gap));
    assert_close(gap, 0, 0, 0);
    shapley_plan_free(&plan);
}

static void plan__is_exact_up_to_the_limit_and_sampled_above(void **state)
{
    struct shapley_plan plan;
    struct error e;
    (void)state;
    assert_int_equal(shapley_plan_make(SHAPLEY_EXACT_MAX, &plan, &e), 0);
    assert_int_equal(plan.orders, 0);
    assert_int_equal(plan.n, (size_t)1 << SHAPLEY_EXACT_MAX);
    shapley_plan_free(&plan);
    assert_int_equal(shapley_plan_make(SHAPLEY_EXACT_MAX + 1, &plan, &e), 0);
    assert_int_equal(plan.orders, 2 * SHAPLEY_PAIRS);
    shapley_plan_free(&plan);
    assert_int_equal(shapley_plan_make(SHAPLEY_PLAYERS_MAX + 1, &plan, &e), -1);
    assert_string_equal(e.text, "found 257 changes, want at most 256");
    assert_int_equal(shapley_plan_sampled(3, 1, 1, &plan, &e), -1);
}

/* ---- sampled ------------------------------------------------------------------------------- */

static void sampled_parts__are_within_four_standard_errors_and_add_up(void **state)
{
    struct shapley_plan exact = plan_exact(10), sampled = plan_sampled(10, 64, SHAPLEY_SEED);
    double gap, same_gap;
    struct shapley_part *want = play(&exact, tangled, &gap);
    struct shapley_part *got = play(&sampled, tangled, &same_gap);
    (void)state;
    assert_true(sampled.n < exact.n);
    assert_close(same_gap, gap, 0, 0);
    for (size_t i = 0; i < 9; i++) {
        assert_true(got[i].standard_error > 0);
        assert_true(got[i].standard_error < 0.05 * fabs(gap));
        assert_close(got[i].part, want[i].part, 0, 4 * got[i].standard_error);
        assert_close(got[i].first, want[i].first, 0, 0);
        assert_close(got[i].last, want[i].last, 0, 0);
    }
    assert_close(got[9].part, 0, 0, 0);
    assert_close(got[9].standard_error, 0, 0, 0);
    assert_close(sum_of_parts(got, 10), gap, 1e-13, 0);
    free(want);
    free(got);
    shapley_plan_free(&exact);
    shapley_plan_free(&sampled);
}

/* The standard error says how far parts are from exact ones: over 40 seeds and 9 players the mean
 * of ((part - exact) / error)^2 is near 1; with 16 pairs, Student's t has 15/13. */
static void standard_errors__are_as_large_as_the_errors(void **state)
{
    struct shapley_plan exact = plan_exact(10);
    double gap, squares = 0;
    struct shapley_part *want = play(&exact, tangled, &gap);
    (void)state;
    for (unsigned long seed = 1; seed <= 40; seed++) {
        struct shapley_plan sampled = plan_sampled(10, 16, seed);
        struct shapley_part *got = play(&sampled, tangled, &gap);
        for (size_t i = 0; i < 9; i++)
            squares += pow((got[i].part - want[i].part) / got[i].standard_error, 2);
        free(got);
        shapley_plan_free(&sampled);
    }
    assert_close(squares / (40 * 9), 15.0 / 13, 0.35, 0);
    free(want);
    shapley_plan_free(&exact);
}

static void sampled_plan__has_each_coalition_once_and_many_players(void **state)
{
    struct shapley_plan plan = plan_sampled(200, 4, 7);
    double gap;
    struct shapley_part *parts = play(&plan, additive, &gap);
    (void)state;
    for (size_t i = 0; i < 200; i++) {
        assert_false(coalition_has(&plan.coalitions[0], i));
        assert_true(coalition_has(&plan.coalitions[plan.n - 1], i));
        assert_close(parts[i].part, (double)i - 1, 1e-12, 1e-12);
    }
    for (size_t c = 1; c < plan.n; c++)
        assert_true(memcmp(&plan.coalitions[c - 1], &plan.coalitions[c], sizeof *plan.coalitions));
    free(parts);
    shapley_plan_free(&plan);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(additive_game__gives_each_player_its_own),
        cmocka_unit_test(interacting_games__give_what_was_worked_out_by_hand),
        cmocka_unit_test(parts__add_up_to_the_gap),
        cmocka_unit_test(like_players__have_like_parts_and_idle_ones_none),
        cmocka_unit_test(no_player__one_empty_coalition),
        cmocka_unit_test(plan__is_exact_up_to_the_limit_and_sampled_above),
        cmocka_unit_test(sampled_parts__are_within_four_standard_errors_and_add_up),
        cmocka_unit_test(standard_errors__are_as_large_as_the_errors),
        cmocka_unit_test(sampled_plan__has_each_coalition_once_and_many_players),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("shapley", tests, NULL, NULL);
}
