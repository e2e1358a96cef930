/* test_key.c -- keys of results.tsv: parsed and printed back, in words, with units, refused. */
#include "scenario_fixture.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exact/exact.h"
#include "result/key.h"
#include "result/outcome.h"

struct scenario {
    struct assumptions a;
    struct throughput_fits fits;
};

static int load(void **state)
{
    struct scenario *s = calloc(1, sizeof *s);
    assert_non_null(s);
    scenario_load("scenarios/paper.lua", &s->a, &s->fits);
    *state = s;
    return 0;
}

static int unload(void **state)
{
    free(*state);
    return 0;
}

static struct key parse(const struct assumptions *a, const char *text)
{
    struct key key;
    struct error e;
    if (key_parse(a, text, &key, &e))
        fail_msg("%s", e.text);
    return key;
}

static void check_round_trip(const struct assumptions *a, const char *text)
{
    char back[KEY_SIZE];
    struct key key = parse(a, text);
    assert_string_equal(key_text(a, &key, back), text);
}

/* ---- round trips -------------------------------------------------------------------------- */

static void every_key_of_the_results__comes_back_with_its_unit(void **state)
{
    const struct scenario *s = *state;
    struct outcome o = {s->a, s->fits, NULL};
    struct results r = {0};
    struct error e;
    char words[KEY_WORDS_SIZE];
    assert_int_equal(exact_open(&o.a, &o.fits, &o.exact, &e), 0);
    if (outcome_results(&o, NULL, NULL, &r, &e))
        fail_msg("%s", e.text);
    assert_true(r.n > 1000);
    for (size_t i = 0; i < r.n; i++) {
        struct key key = parse(&s->a, r.rows[i].key);
        struct estimate value;
        check_round_trip(&s->a, r.rows[i].key);
        assert_string_equal(key_unit(&key), r.rows[i].unit);
        assert_true(strlen(key_words(&s->a, &key, words)) > 3);
        assert_int_equal(outcome_value(&o, r.rows[i].key, &value, &e), 0);
        assert_true(value.value == r.rows[i].value);
    }
    results_free(&r);
    outcome_close(&o);
}

/* Names that another part of a key has, or that end as an improved day does. */
static void odd_names__come_back(void **state)
{
    const struct scenario *s = *state;
    static struct assumptions a;
    a = s->a;
    strcpy(a.cases[0].name, "fleet");
    strcpy(a.cases[1].name, "energy");
    strcpy(a.models[0].name, "frontier_all_of_them");
    strcpy(a.models[1].name, "p50");
    strcpy(a.models[2].name, "serving");
    strcpy(a.models[3].name, "share");
    strcpy(a.mixes[0].name, "mixed_improved");
    strcpy(a.mixes[1].name, "total");
    static const char *const KEYS[] = {
        "fleet.energy.frontier.p50",         "fleet.energy.frontier.serving.p50",
        "fleet.energy.serving.p50",          "fleet.frontier.share.share",
        "energy.energy.p50.p50",             "energy.tps.frontier_all_of_them.mean",
        "energy.frontier.p50.share",         "energy.output_tokens.share.max",
        "fleet.mixed_improved.total",        "fleet.mixed_improved_improved.total",
        "fleet.total.total",                 "fleet.total_improved.total",
        "fleet.beta.total",                  "energy.energy.frontier_all.min",
    };
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        check_round_trip(&a, KEYS[i]);
    struct key day = parse(&a, "fleet.mixed_improved.total");
    assert_true(day.form == KEY_DAY && day.mix == 0 && !day.improved);
    /* a mix of that very name comes before another's improved day */
    strcpy(a.mixes[0].name, "mixed");
    strcpy(a.mixes[1].name, "mixed_improved");
    day = parse(&a, "fleet.mixed_improved.total");
    assert_true(day.mix == 1 && !day.improved);
}

static void names_of_the_largest_size__fit(void **state)
{
    const struct scenario *s = *state;
    static struct assumptions a;
    char name[NAME_SIZE], text[KEY_SIZE];
    a = s->a;
    memset(name, 'x', sizeof name);
    name[NAME_SIZE - 1] = '\0';
    strcpy(a.cases[0].name, name);
    strcpy(a.models[0].name, name);
    strcpy(a.mixes[0].name, name);
    snprintf(text, sizeof text, "%s.output_tokens.%s.mean", name, name);
    check_round_trip(&a, text);
    snprintf(text, sizeof text, "fleet.%s_improved.total", name);
    check_round_trip(&a, text);
}

/* ---- words and units ---------------------------------------------------------------------- */

static void words_and_units(void **state)
{
    static const struct {
        const char *key, *words, *unit;
    } WANT[] = {
        {"traditional.energy.frontier.p50", "median energy of a query, frontier, Traditional",
         "Wh"},
        {"traditional.energy.frontier.serving.p95",
         "95th percentile energy of a query, frontier, lever serving, Traditional", "Wh"},
        {"traditional.energy.frontier_all.mean",
         "mean energy of a query, frontier before trimming, Traditional", "Wh"},
        {"traditional_lin1000.energy.llama_70b.min",
         "least energy of a query, Llama 3.1 70B, traditional_lin1000", "Wh"},
        {"traditional.tps.llama_70b.p25", "first quartile throughput, Llama 3.1 70B, Traditional",
         "token/s"},
        {"traditional.output_tokens.llama_70b.max",
         "largest length of the answer, Llama 3.1 70B, Traditional", "token"},
        {"traditional.frontier.llama_405b.share",
         "share of the frontier's queries, Llama 3.1 405B, Traditional", "1"},
        {"fleet.mixed.total", "energy of a day of queries, mix Mixed", "GWh/day"},
        {"fleet.mixed_improved.total", "energy of a day of queries, improved, mix Mixed",
         "GWh/day"},
        {"fleet.node_load.total", "energy of a node's day at mean load", "kWh/day"},
        {"fleet.data_centre_power.total", "a data centre's power", "MW"},
    };
    const struct scenario *s = *state;
    char words[KEY_WORDS_SIZE];
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        struct key key = parse(&s->a, WANT[i].key);
        assert_string_equal(key_words(&s->a, &key, words), WANT[i].words);
        assert_string_equal(key_unit(&key), WANT[i].unit);
    }
}

/* ---- what is no key ----------------------------------------------------------------------- */

static void unknown_keys__are_refused(void **state)
{
    static const struct {
        const char *key, *says;
    } WANT[] = {
        {"", "found the key \"\", want such as traditional.energy.frontier.p50"},
        {"traditional..frontier", "found the key"},
        {"traditional.energy.frontier.serving.p50.more", "found the key"},
        {"fleet", "want fleet.<mix or part>.total"},
        {"fleet.mixed", "want fleet.<mix or part>.total"},
        {"fleet.mixed.p50", "found no statistic \"p50\", want one of: total"},
        {"fleet.total.mixed", "found no statistic \"mixed\", want one of: total"},
        {"fleet.gamma.total", "found no part of the fleet \"gamma\", want one of: traditional "
                              "traditional_improved mixed mixed_improved mean_load"},
        {"fleet.bata.total", "did you mean beta?"},
        {"traditional", "found no such key, want one of results.tsv: <case>.<quantity>.<group>"},
        {"traditional.energy", "found no such key, want one of results.tsv"},
        {"traditional.energy.frontier", "such as traditional.energy.frontier.p50"},
        {"traditional.power.frontier.p50", "found no quantity \"power\", want one of: energy"},
        {"traditional.pue.llama_70b.p50", "found no quantity \"pue\""},
        {"nobody.energy.frontier.p50", "found no case \"nobody\", want one of: traditional "},
        {"traditional.energy.nobody.p50", "found no group \"nobody\""},
        {"traditional.energy.frontier.magic.p50", "found no lever \"magic\", want one of: "
                                                  "hardware algorithm serving combined"},
        {"traditional.energy.llama_70b.serving.p50", "want no lever: only the frontier has them"},
        {"traditional.energy.frontier_all.serving.p50", "want no lever"},
        {"traditional.tps.frontier.p50", "found no model \"frontier\""},
        {"traditional.energy.frontier.p5O", "found no statistic \"p5O\""},
        {"traditional.frontier.llama_70b", "want <case>.frontier.<model>.share"},
        {"traditional.frontier.llama_70b.p50", "found no statistic \"p50\", want one of: share"},
        {"traditional.frontier.frontier.share", "found no model \"frontier\""},
    };
    const struct scenario *s = *state;
    for (size_t i = 0; i < sizeof WANT / sizeof WANT[0]; i++) {
        struct key key;
        struct error e;
        if (key_parse(&s->a, WANT[i].key, &key, &e) == 0)
            fail_msg("%s is taken for a key", WANT[i].key);
        assert_contains(e.text, WANT[i].says);
        assert_int_equal(strncmp(e.text, WANT[i].key, strlen(WANT[i].key)), 0);
    }
}

/* A scenario without a line to compare with has no key for it. */
static void factor_that_is_not_given__is_no_key(void **state)
{
    const struct scenario *s = *state;
    static struct assumptions a;
    struct key key;
    struct error e;
    a = s->a;
    a.references.web_search = NAN;
    assert_int_equal(key_parse(&a, "fleet.web_search.total", &key, &e), -1);
    assert_contains(e.text, "found no part of the fleet \"web_search\"");
}

static void variables__are_keys_without_a_statistic(void **state)
{
    const struct scenario *s = *state;
    struct variable v;
    struct error e;
    assert_int_equal(key_parse_variable(&s->a, "traditional.energy.frontier.hardware", &v, &e), 0);
    assert_true(v.group == VARIABLE_FRONTIER && v.lever == LEVER_COLUMN_HARDWARE);
    assert_int_equal(key_parse_variable(&s->a, "traditional.tps.llama_70b", &v, &e), 0);
    assert_true(v.group == VARIABLE_MODEL && v.quantity == QUANTITY_TPS);
    assert_int_equal(key_parse_variable(&s->a, "traditional.energy", &v, &e), -1);
    assert_contains(e.text,
                    "traditional.energy: found 2 parts, want a case, a quantity and a group");
    assert_int_equal(key_parse_variable(&s->a, "fleet.energy.frontier", &v, &e), -1);
    assert_contains(e.text, "found no case \"fleet\"");
}

static void keys_in_writing__are_split_before_their_statistic(void **state)
{
    (void)state;
    char key[KEY_SIZE];
    size_t length = 0;
    enum statistic statistic = STATISTIC_MEAN;
    assert_true(key_split_statistic("chat.energy.frontier.serving.p95", &length, &statistic));
    assert_true(length == strlen("chat.energy.frontier.serving") && statistic == STATISTIC_P95);
    assert_string_equal(key_with_statistic("chat.tps.big.p5", 12, STATISTIC_MAX, key, sizeof key),
                        "chat.tps.big.max");
    assert_false(key_split_statistic("chat.frontier.big.share", &length, &statistic));
    assert_false(key_split_statistic("p95", &length, &statistic));
    assert_true(key_has_case_of("chat.tps.big.p5", "chat.energy.frontier"));
    assert_false(key_has_case_of("chat.tps.big.p5", "chat_lin500.tps.big.p5"));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_of_the_results__comes_back_with_its_unit),
        cmocka_unit_test(odd_names__come_back),
        cmocka_unit_test(names_of_the_largest_size__fit),
        cmocka_unit_test(words_and_units),
        cmocka_unit_test(unknown_keys__are_refused),
        cmocka_unit_test(factor_that_is_not_given__is_no_key),
        cmocka_unit_test(variables__are_keys_without_a_statistic),
        cmocka_unit_test(keys_in_writing__are_split_before_their_statistic),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("key", tests, load, unload);
}
