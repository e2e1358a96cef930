/* test_difference_words.c -- a difference in few words. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "ask/differences.h"

static const struct {
    const char *path, *from, *to, *words;
} WORDS[] = {
    {"pue", "lognormal(p5=1.05,p95=1.4)", "lognormal(p5=1.05,p95=1.6)", "p95 1.4 -> 1.6"},
    {"pue", "lognormal(p5=1.05,p95=1.4)", "lognormal(mean=1.2,cv=0.1)",
     "lognormal(p5=1.05,p95=1.4) -> lognormal(mean=1.2,cv=0.1)"},
    {"pue", "lognormal(p5=1,p95=2)", "uniform(min=1,max=2)",
     "lognormal(p5=1,p95=2) -> uniform(min=1,max=2)"},
    {"coupled_power", "linear(idle=node,cap=0.9)", "linear(idle=0.24,cap=0.8)",
     "idle node -> 0.24, cap 0.9 -> 0.8"},
    {"mix.all.shares", "a=0.9,b=0.1", "a=0.8,b=0.2", "a 0.9 -> 0.8, b 0.1 -> 0.2"},
    {"mix.all.shares", "a=1", "a=0.8,b=0.2", "a=1 -> a=0.8,b=0.2"},
    {"models", "a b c", "b d", "without a, c, with d"},
    {"models", "a b", "b a", "in another order"},
    {"trim", "none", "5-95 10-90", "none -> 5-95 10-90"},
    {"throughput.table", "data/a=(1).csv", "data/b.csv", "data/a=(1).csv -> data/b.csv"},
    {"case.a.input_tokens", NULL, "constant(value=5)", "not given -> constant(value=5)"},
    {"case.a.input_tokens", "constant(value=5)", NULL, "constant(value=5) -> not given"},
};

static void words__say_what_changes_and_no_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        char words[DIFFERENCE_WORDS_SIZE];
        struct assumption from = {(char *)WORDS[i].path, (char *)WORDS[i].from, "", "", "", ""};
        struct assumption to = {(char *)WORDS[i].path, (char *)WORDS[i].to, "", "", "", ""};
        struct difference d = {WORDS[i].from ? &from : NULL, WORDS[i].to ? &to : NULL, 0, ""};
        difference_words(&d, words);
        assert_string_equal(words, WORDS[i].words);
    }
}

static void words__too_many_are_cut(void **state)
{
    char words[DIFFERENCE_WORDS_SIZE], list[2000] = "a";
    (void)state;
    for (int i = 0; i < 100; i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), " model_number_%d", i);
    struct assumption from = {"models", "b", "", "", "", ""};
    struct assumption to = {"models", list, "", "", "", ""};
    struct difference d = {&from, &to, 0, ""};
    difference_words(&d, words);
    assert_int_equal(strlen(words), DIFFERENCE_WORDS_SIZE - 1);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words__say_what_changes_and_no_more),
        cmocka_unit_test(words__too_many_are_cut),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("difference_words", tests, NULL, NULL);
}
