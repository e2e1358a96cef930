/* test_dependence_drawn.c -- what the seed enters where a case has no closed form. */
#include "question_fixture.h"

#include <math.h>

#include "ask/dependence.h"
#include "ask/question.h"

struct pair {
    const char *path, *key;
    bool enters;
};

/* Under generator = "exact" a case without a closed form is drawn, so that the seed enters: here
 * those with coupled power, where neither PUE nor u is log-normal. A day's cases have their own. */
static const struct pair PAIRS[] = {
    {"seed", "traditional_coupled_power.energy.frontier.p50", true},
    {"seed", "traditional_coupled_power.energy.frontier.serving.p50", true},
    {"seed", "traditional_coupled_power.energy.llama_70b.p5", true},
    {"seed", "traditional_coupled_power.output_tokens.llama_70b.p5", false},
    {"seed", "traditional_coupled_power.tps.llama_70b.p5", false},
    {"seed", "traditional.energy.frontier.p50", false},
    {"seed", "fleet.mixed.total", false},
    {"queries", "traditional_coupled_power.energy.frontier.p50", true},
};

static int open_drawn(void **state)
{
    struct question *q = calloc(1, sizeof *q);
    struct resolved r;
    struct error e;
    resolve_text(DRAWN, &r);
    if (!q || question_open(r.assumptions, r.places, q, &e))
        fail_msg("no question");
    scratch_remove(r.folder);
    *state = q;
    return 0;
}

static int close_drawn(void **state)
{
    question_close(*state);
    free(*state);
    return 0;
}

static void what_is_drawn_all_the_same__rests_on_the_seed(void **state)
{
    struct question *q = *state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        struct dependence key;
        struct error e;
        bool enters = false;
        if (dependence_open(q, false, &key, &e) || dependence_add(&key, PAIRS[i].key, &e) ||
            dependence_find(&key, PAIRS[i].path, &enters, &e))
            fail_msg("%s", e.text);
        if (enters != PAIRS[i].enters)
            fail_msg("%s and %s: want %s", PAIRS[i].path, PAIRS[i].key,
                     PAIRS[i].enters ? "enters" : "does not enter");
        dependence_close(&key);
    }
}

/* Nor is that said in vain: another seed moves what it enters, and nothing else. */
static void another_seed__moves_what_it_enters(void **state)
{
    struct question *q = *state;
    struct outcome before, after;
    struct error e;
    if (question_ask(q, &q->rows, &before, &e) || question_ask_with(q, "seed", "7", &after, &e))
        fail_msg("%s", e.text);
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        struct estimate a, b;
        if (strcmp(PAIRS[i].path, "seed") != 0)
            continue;
        if (outcome_value(&before, PAIRS[i].key, &a, &e) ||
            outcome_value(&after, PAIRS[i].key, &b, &e))
            fail_msg("%s", e.text);
        assert_int_equal(fabs(a.value - b.value) > 0, PAIRS[i].enters);
    }
    outcome_close(&before);
    outcome_close(&after);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_drawn_all_the_same__rests_on_the_seed),
        cmocka_unit_test(another_seed__moves_what_it_enters),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("dependence_drawn", tests, open_drawn, close_drawn);
}
