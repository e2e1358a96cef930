/* test_value_type.c -- the types of value, row by row: every column, good and bad texts.
 *
 *   1. the table   2. checks   3. reading   4. for people */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "question_fixture.h"
#include "scenario/assumption_list.h"
#include "scenario/value_type.h"

static const struct schema_key *key_of(const char *path)
{
    const struct schema_key *key = schema_find_path(path, NULL);
    assert_non_null(key);
    return key;
}

/* ---- 1. the table --------------------------------------------------------------------------- */

/* The types that can do what a column may leave out; all others cannot. */
#define LEFT_OUT "number text distribution name names"
#define NAMING "name names shares"
#define WITH_A_NUMBER "number count distribution line factor shares"

static void types__every_row__has_every_column(void **state)
{
    (void)state;
    size_t n;
    char names[TEXT_SIZE] = "";
    const struct value_type *const *types = value_types(&n);
    for (size_t i = 0; i < n; i++) {
        const struct value_type *t = types[i];
        assert_non_null(t->name);
        assert_false(words_have(names, t->name));
        words_add(names, sizeof names, t->name);
        assert_true(*t->range != '\0');
        assert_true(t->read && t->parts && t->of_number && t->label && t->kind && t->vary);
        assert_int_equal(t->leave_out != NULL, words_have(LEFT_OUT, t->name));
        assert_int_equal(t->names_item != NULL, words_have(NAMING, t->name));
        assert_int_equal(t->number != NULL, words_have(WITH_A_NUMBER, t->name));
        assert_int_equal(t->lists_items, strcmp(t->name, "names") == 0);
    }
    assert_string_equal(names, "number count text choice distribution name names cuts line factor "
                               "shares"); /* the words of make help-scenario */
}

static void types__every_key__has_what_its_type_asks_of_it(void **state)
{
    (void)state;
    size_t n, n_types;
    const struct schema_key *keys = schema_keys(&n);
    const struct value_type *const *types = value_types(&n_types);
    for (size_t k = 0; k < n; k++) {
        const struct schema_key *key = &keys[k];
        size_t i = 0;
        while (i < n_types && types[i] != key->type)
            i++;
        assert_true(i < n_types);
        assert_int_equal(key->choices != NULL, strstr(key->type->range, "CHOICES") != NULL);
        assert_int_equal(key->low < key->high, strstr(key->type->range, "LOW") != NULL);
        if (key->type->names_item)
            assert_true(schema_block_has_items(key->target));
        if (key->fallback && !*key->fallback)
            assert_non_null(key->type->leave_out);
    }
}

/* ---- 2. checks, one a row ------------------------------------------------------------------- */

/* wrong == NULL: the value is good; else a part of the message. */
struct check_row {
    const char *name, *path, *value, *wrong;
};

static const struct check_row CHECKS[] = {
    {"number", "z", "1.645", NULL},
    {"number__below_range", "z", "0.5", "found 0.5, want 1 to 3"},
    {"number__hex", "z", "0x2", "want a finite number"},
    {"number__nan", "z", "nan", "want a finite number"},
    {"number__infinity", "z", "inf", "want a finite number"},
    {"number__overflow", "z", "1e999", "want a finite number"},
    {"number__blank_before", "z", " 2", "want a finite number"},
    {"number__two", "z", "1.5e", "want a finite number"},
    {"number__empty", "z", "", "want a finite number"},
    {"power__negative", "node.a.max_power", "-11.3", "found -11.3, want 0.001 to 1000 kW"},
    {"count", "queries", "10000", NULL},
    {"count__zero", "queries", "0", "found 0, want 100 to 1e8 query"},
    {"count__fraction", "queries", "1000.5", "want a whole number"},
    {"seed__zero", "seed", "0", "found 0, want 1 to 4294967295"},
    {"text", "title", "Pr\xc3\xbc" "fung \xe2\x80\x93 ok", NULL},
    {"text__tab", "title", "a\tb", "control character"},
    {"text__line", "title", "a\nb", "control character"},
    {"text__escape_in_two_bytes", "title", "a\xc2\x85", "control character"},
    {"text__broken_utf8", "title", "a\xff", "control character or broken UTF-8"},
    {"text__cut_utf8", "title", "a\xe2\x80", "broken UTF-8"},
    {"text__overlong_utf8", "title", "a\xc0\x80", "broken UTF-8"},
    {"text__empty", "title", "", "want 1 to 95 bytes"},
    {"path__empty", "fleet.load_curve", "", "want 1 to 383 bytes"},
    {"choice", "pool", "above_200b", NULL},
    {"choice__other", "pool", "above", "want one of: largest_medians above_200b"},
    {"choice__two_words", "pool", "largest_medians above_200b", "want one of"},
    {"distribution", "pue", "lognormal(p5=1.05,p95=1.6)", NULL},
    {"distribution__p5_at_the_end_of_the_range", "pue", "lognormal(p5=1,p95=1.6)", NULL},
    {"distribution__p5_above_p95", "pue", "lognormal(p5=2,p95=1.6)", "p5"},
    {"distribution__below_range", "pue", "lognormal(p5=0.5,p95=1.6)",
     "its 5th percentile: found 0.5, want 1 to 5"},
    {"distribution__median_above_range", "pue", "lognormal(p5=4,p95=9)", "its median: found 6"},
    {"distribution__constant_below", "pue", "constant(value=0.9)", "found 0.9, want 1 to 5"},
    {"distribution__other_kind", "pue", "normal(mean=1,sd=2)", "normal"},
    {"name", "fleet.node", "h100_x8", NULL},
    {"name__capital", "fleet.node", "H100", "want a name"},
    {"names", "models", "a b_2 c", NULL},
    {"names__twice", "models", "a b a", "found a twice"},
    {"names__empty", "models", "", "want at least one"},
    {"names__two_blanks", "models", "a  b", "found a name that is none"},
    {"cuts", "trim", "5-95 10-90", NULL},
    {"cuts__none", "trim", "none", NULL},
    {"cuts__upside_down", "trim", "95-5", "want 0 <= low < high <= 100"},
    {"cuts__above", "trim", "5-105", "want 0 <= low < high <= 100"},
    {"cuts__five", "trim", "1-99 1-99 1-99 1-99 1-99", "more than 4"},
    {"cuts__word", "trim", "some", "want cuts such as 5-95"},
    {"line", "coupled_power", "linear(idle=0.24,cap=0.8)", NULL},
    {"line__node", "coupled_power", "linear(idle=node,cap=0.9)", NULL},
    {"line__falls", "coupled_power", "linear(idle=0.9,cap=0.8)", "want no more than cap"},
    {"line__outside", "coupled_power", "linear(idle=0.9,cap=3)", "cap: found 3, want 0 to 2"},
    {"line__tail", "coupled_power", "linear(idle=0.2,cap=0.8)x", "want linear("},
    {"line__open", "coupled_power", "linear(idle=0.2,cap=0.8", "want linear("},
    {"factor", "fleet.utilisation", "1.076", NULL},
    {"factor__derived", "fleet.utilisation", "derived", NULL},
    {"factor__word", "fleet.utilisation", "computed", "want a number or derived"},
    {"factor__below", "fleet.utilisation", "0.5", "found 0.5, want 1 to 100"},
    {"shares", "mix.m.shares", "a=0.9,b=0.1", NULL},
    {"shares__of_three", "mix.m.shares", "a=0.1,b=0.2,c=0.7", NULL}, /* 0.1+0.2+0.7 != 1 */
    {"shares__sum", "mix.m.shares", "a=0.9,b=0.2", "want 1"},
    {"shares__negative", "mix.m.shares", "a=1.5,b=-0.5", "a: found 1.5, want 0 to 1"},
    {"shares__twice", "mix.m.shares", "a=0.5,a=0.5", "a: found twice"},
    {"shares__empty", "mix.m.shares", "", "want 1"},
};

static void one_check(void **state)
{
    const struct check_row *row = *state;
    struct error e;
    int rc = schema_check_value(key_of(row->path), row->value, &e);
    assert_int_equal(rc, row->wrong ? -1 : 0);
    if (row->wrong)
        assert_contains(e.text, row->wrong);
}

/* ---- 3. reading ----------------------------------------------------------------------------- */

static struct assumptions *new_assumptions(void)
{
    struct assumptions *a = calloc(1, sizeof *a);
    assert_non_null(a);
    a->z = 1.645;
    return a;
}

static void read__cuts_and_line__become_shares_and_numbers(void **state)
{
    (void)state;
    struct error e;
    struct cuts cuts;
    struct power_line line;
    struct value_site trim = {key_of("trim"), NULL, &cuts};
    struct value_site power = {key_of("coupled_power"), NULL, &line};
    assert_int_equal(value_type_cuts.read(&trim, "5-95 10-90", &e), 0);
    assert_int_equal(cuts.n, 2);
    assert_close(cuts.cut[0].low, 0.05, 0, 0);
    assert_close(cuts.cut[1].high, 0.9, 0, 0);
    assert_int_equal(value_type_line.read(&power, "linear(idle=0.24,cap=0.8)", &e), 0);
    assert_false(line.idle_of_node);
    assert_close(line.idle, 0.24, 0, 0);
    assert_close(line.cap, 0.8, 0, 0);
    assert_int_equal(value_type_line.read(&power, "linear(idle=node,cap=0.9)", &e), 0);
    assert_true(line.idle_of_node);
}

/* The range is about the percentiles as written, whatever z the scenario rounds to: P5 = 1 is the
 * low end, and with this z the distribution's own P5 lies below it. */
static void distribution__range__does_not_depend_on_z(void **state)
{
    (void)state;
    struct error e;
    struct assumptions *a = new_assumptions();
    struct value_site pue = {key_of("pue"), a, &a->pue};
    assert_int_equal(schema_check_value(pue.key, "lognormal(p5=1,p95=1.6)", &e), 0);
    for (a->z = 1.5; a->z < 3; a->z += 1) {
        assert_int_equal(value_type_distribution.read(&pue, "lognormal(p5=1,p95=1.6)", &e), 0);
        double p5 = distribution_quantile(&a->pue, (struct uniform){0.05, false});
        assert_int_equal(p5 < 1, a->z < 1.64);
    }
    free(a);
}

static void read__names__refer_by_index_or_are_told_with_the_nearest(void **state)
{
    (void)state;
    struct error e;
    struct assumptions *a = new_assumptions();
    size_t node = 9;
    struct shares shares = {{0}};
    struct value_site name = {key_of("fleet.node"), a, &node};
    struct value_site mix = {key_of("mix.m.shares"), a, &shares};
    assert_int_equal(schema_add_item(a, BLOCK_NODE, "h100_x8"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_NODE, "h100_x10"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_WORKLOAD, "chat"), 0);
    assert_int_equal(schema_add_item(a, BLOCK_WORKLOAD, "think"), 0);
    assert_int_equal(value_type_name.read(&name, "h100_x10", &e), 0);
    assert_int_equal(node, 1);
    assert_int_equal(value_type_name.read(&name, "h100_x9", &e), -1);
    assert_contains(e.text, "found \"h100_x9\", want a node; there are: h100_x8 h100_x10; did you "
                            "mean h100_x8?");
    assert_int_equal(value_type_shares.read(&mix, "think=0.25,chat=0.75", &e), 0);
    assert_close(shares.of[0], 0.75, 0, 0);
    assert_close(shares.of[1], 0.25, 0, 0);
    assert_int_equal(value_type_shares.read(&mix, "chatt=1", &e), -1);
    assert_contains(e.text, "want a workload; there are: chat think; did you mean chat?");
    free(a);
}

static void leave_out__number__is_no_number(void **state)
{
    (void)state;
    double number = 0;
    value_type_number.leave_out(&number);
    assert_true(isnan(number));
}

/* ---- 4. for people -------------------------------------------------------------------------- */

static void label__says_a_value_as_people_do(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        /* path, value, label */
        {"pue", "lognormal(p5=1.05,p95=1.6)", "1.05-1.6"},
        {"pue", "constant(value=1.3)", "1.3"},
        {"pue", "lognormal(median=0.7,ratio=2.25)", "median 0.7, ratio 2.25"},
        {"pue", "triangular(min=1,mode=1.5,max=3)", "min 1, mode 1.5, max 3"},
        {"coupled_power", "linear(idle=node,cap=0.9)", "node-0.9"},
        {"z", "1.6448536269514722", "1.64485"},
        {"pool_size", "3", "3"},
        {"fleet.utilisation", "derived", "derived"},
        {"mix.m.shares", "a=0.9,b=0.1", "a 0.9, b 0.1"},
        {"trim", "5-95 10-90", "5-95 10-90"},
        {"models", "a b", "a b"},
        {"throughput.table", "data/a=b,1(2).csv", "data/a=b,1(2).csv"},
        {"throughput.rows", "all", "all"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char label[LABEL_SIZE];
        key_of(rows[i][0])->type->label(rows[i][1], label);
        assert_string_equal(label, rows[i][2]);
    }
}

static void label__long_value__is_cut(void **state)
{
    (void)state;
    char value[400] = "", label[LABEL_SIZE];
    memset(value, 'x', sizeof value - 1);
    value_type_text.label(value, label);
    assert_int_equal(strlen(label), LABEL_SIZE - 1);
    for (size_t i = 0; i < 8; i++)
        snprintf(value + strlen("a=0.0625") * i + i, 60, "%sa=0.0625", i ? "," : "");
    value_type_shares.label(value, label);
    assert_true(strlen(label) < LABEL_SIZE);
}

static void kind__is_the_distribution_or_the_type(void **state)
{
    (void)state;
    char kind[NAME_SIZE];
    value_type_distribution.kind(key_of("pue"), "lognormal(p5=1,p95=2)", kind);
    assert_string_equal(kind, "log-normal");
    value_type_distribution.kind(key_of("pue"), "constant(value=1)", kind);
    assert_string_equal(kind, "constant");
    value_type_line.kind(key_of("coupled_power"), "linear(idle=0,cap=1)", kind);
    assert_string_equal(kind, "line");
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(types__every_row__has_every_column),
        cmocka_unit_test(types__every_key__has_what_its_type_asks_of_it),
        cmocka_unit_test(read__cuts_and_line__become_shares_and_numbers),
        cmocka_unit_test(distribution__range__does_not_depend_on_z),
        cmocka_unit_test(read__names__refer_by_index_or_are_told_with_the_nearest),
        cmocka_unit_test(leave_out__number__is_no_number),
        cmocka_unit_test(label__says_a_value_as_people_do),
        cmocka_unit_test(label__long_value__is_cut),
        cmocka_unit_test(kind__is_the_distribution_or_the_type),
    };
    struct CMUnitTest tests[COUNT(fixed) + COUNT(CHECKS)];
    memcpy(tests, fixed, sizeof fixed);
    for (size_t i = 0; i < COUNT(CHECKS); i++)
        tests[COUNT(fixed) + i] = (struct CMUnitTest){
            .name = CHECKS[i].name, .test_func = one_check, .initial_state = (void *)&CHECKS[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("value_type", tests, NULL, NULL);
}
