/* test_rows.c -- the tables of statistics, quantities, levers and factors of the fleet: every
 * column of every row is there, and names can stand in a key. */
#include "support.h"

#include <math.h>
#include <string.h>

#include "base/words.h"
#include "model/fleet.h"
#include "model/lever.h"
#include "model/quantity.h"
#include "numeric/summary.h"

/* A name that no earlier one is. */
static void check_name(const char *const *names, size_t i)
{
    assert_true(text_is_name(names[i]));
    for (size_t before = 0; before < i; before++)
        assert_string_not_equal(names[before], names[i]);
}

/* Words are there, and begin in the middle of a sentence, unless with a name that is written so. */
static void check_words(const char *words)
{
    assert_non_null(words);
    assert_true(strlen(words) > 2 && strlen(words) < LABEL_SIZE);
    assert_true(text_is_plain_text(words));
}

static void statistics__every_column(void **state)
{
    (void)state;
    const char *names[STATISTIC_COUNT];
    double last = 0;
    size_t means = 0, extremes = 0;
    for (int s = 0; s < STATISTIC_COUNT; s++) {
        enum statistic found, statistic = (enum statistic)s;
        const struct statistic_row *row = statistic_row(statistic);
        double p = statistic_probability(statistic);
        names[s] = row->name;
        check_name(names, (size_t)s);
        check_words(row->words);
        assert_true(statistic_find(row->name, &found) && found == statistic);
        means += statistic_is_mean(statistic);
        extremes += statistic_is_extreme(statistic);
        if (statistic_is_mean(statistic)) {
            assert_true(isnan(p));
        } else if (statistic_is_extreme(statistic)) {
            assert_true(p == (row->upper ? 1 : 0));
        } else { /* quantiles stand in order, each told by its smaller tail: "p95" is at 0.95 */
            char name[16];
            assert_true(row->tail > 0 && row->tail <= 0.5 && p > last);
            snprintf(name, sizeof name, "p%g", 100 * p);
            assert_string_equal(row->name, name);
            last = p;
        }
    }
    assert_int_equal(means, 1);
    assert_int_equal(extremes, 2);
    enum statistic none;
    assert_false(statistic_find("p", &none) || statistic_find("", &none));
}

static void quantities__every_column(void **state)
{
    (void)state;
    const char *names[QUANTITY_COUNT];
    size_t with_results = 0;
    for (int q = 0; q < QUANTITY_COUNT; q++) {
        const struct quantity_row *row = quantity_row((enum quantity)q);
        names[q] = row->name;
        check_name(names, (size_t)q);
        check_words(row->words);
        check_words(row->long_name);
        assert_true(*row->unit && strlen(row->unit) < 16);
        with_results += row->results != QUANTITY_NO_RESULTS;
    }
    assert_int_equal(with_results, 3);
    assert_int_equal(quantity_row(QUANTITY_ENERGY)->results, QUANTITY_OF_FRONTIERS);
}

static void levers__every_column(void **state)
{
    (void)state;
    const char *names[LEVER_COLUMN_COUNT];
    bool shown[LEVER_COLUMN_COUNT] = {false};
    assert_string_equal(lever_column_name(LEVER_COLUMN_NONE), "");
    assert_int_equal(LEVER_COLUMN_COUNT, LEVER_COUNT + 2);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++) {
        enum lever_column column = (enum lever_column)c;
        names[c] = c ? lever_column_name(column) : "none";
        check_name(names, (size_t)c);
        check_words(lever_column_label(column));
        assert_false(shown[lever_column_shown((size_t)c)]); /* each has a row of the figure */
        shown[lever_column_shown((size_t)c)] = true;
        size_t n = 0;
        for (int l = 0; l < LEVER_COUNT; l++)
            n += lever_column_has(column, (enum lever)l);
        assert_int_equal(n, c == LEVER_COLUMN_NONE       ? 0
                            : c == LEVER_COLUMN_COMBINED ? LEVER_COUNT
                                                         : 1);
    }
    for (int l = 0; l < LEVER_COUNT; l++)
        assert_true(lever_column_has(lever_column_of((enum lever)l), (enum lever)l));
    assert_int_equal(lever_column_shown(0), LEVER_COLUMN_NONE);
    assert_int_equal(lever_column_shown(LEVER_COLUMN_COUNT - 1), LEVER_COLUMN_COMBINED);
}

static void fleet__every_column(void **state)
{
    (void)state;
    const char *names[FLEET_COUNT];
    char all[TEXT_SIZE];
    struct fleet_factors f = {.mean_load = 0.5, .network = 3, .data_centre = 7};
    fleet_names(all);
    for (int i = 0; i < FLEET_COUNT; i++) {
        enum fleet_factor found, factor = (enum fleet_factor)i;
        names[i] = fleet_row(factor)->name;
        check_name(names, (size_t)i);
        check_words(fleet_row(factor)->words);
        assert_true(*fleet_row(factor)->unit && strlen(fleet_row(factor)->unit) < 16);
        assert_true(fleet_find(names[i], &found) && found == factor);
        assert_int_equal(words_index(all, names[i]), i);
    }
    assert_true(fleet_factor_value(&f, FLEET_mean_load) == 0.5);
    assert_true(fleet_factor_value(&f, FLEET_network) == 3);
    assert_true(fleet_factor_value(&f, FLEET_data_centre) == 7);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statistics__every_column),
        cmocka_unit_test(quantities__every_column),
        cmocka_unit_test(levers__every_column),
        cmocka_unit_test(fleet__every_column),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
