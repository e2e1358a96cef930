/* test_results.c -- results.tsv: its keys, its order, what it refuses, and its digits. */
#include "support.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "result/results.h"

#define HEADER \
    "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\tstandard_error\tn\n"

/* A folder, a list of results, and where the list is written. */
struct fixture {
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    struct results r;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    scratch_make(f->folder);
    scratch_path(f->path, f->folder, "results.tsv");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    results_free(&f->r);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

#define PARTS(...) ((const char *const[KEY_PARTS]){__VA_ARGS__})

static void add(struct results *r, const char *const key[KEY_PARTS], double value,
                double standard_error)
{
    struct error e = {.text = ""};
    if (results_add(r, key, (struct estimate){value, standard_error, 7}, "Wh", &e))
        fail_msg("%s", e.text);
}

/* Writes and returns the bytes, which the caller frees. */
static char *written(struct fixture *f)
{
    struct error e = {.text = ""};
    if (results_write(&f->r, f->path, &e))
        fail_msg("%s", e.text);
    return read_whole(f->path, NULL);
}

/* Writing must fail with the message and leave no file of any name. */
static void assert_refused(struct fixture *f, const char *message)
{
    struct error e = {.text = ""};
    assert_int_equal(results_write(&f->r, f->path, &e), -1);
    assert_contains(e.text, message);
    assert_int_equal(count_entries(f->folder), 0);
}

/* ---- keys ------------------------------------------------------------------------------- */

static void key__empty_parts__leave_no_dots(void **state)
{
    static const struct {
        const char *key[KEY_PARTS];
        const char *joined;
    } ROWS[] = {
        {{"traditional", "energy", "frontier", "serving", "p95"},
         "traditional.energy.frontier.serving.p95"},
        {{"traditional", "energy", "frontier", "", "p50"}, "traditional.energy.frontier.p50"},
        {{"fleet", "", "mixed_improved", "", "total"}, "fleet.mixed_improved.total"},
        {{"", "", "", "", "total"}, "total"},
        {{"", "energy", "", "", ""}, "energy"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        add(&f->r, ROWS[i].key, 1, 0);
        assert_string_equal(f->r.rows[i].key, ROWS[i].joined);
    }
}

static void key__part_of_63_bytes__is_the_longest(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    char longest[64], too_long[65];
    const struct estimate one = {1, 0, 1};
    memset(longest, 'm', sizeof longest);
    memset(too_long, 'm', sizeof too_long);
    longest[63] = too_long[64] = '\0';
    add(&f->r, PARTS(longest, longest, longest, "", "p50"), 1, 0);
    assert_int_equal(strlen(f->r.rows[0].key), 3 * 63 + 2 + 4);
    const char *const bad[KEY_PARTS] = {"traditional", "energy", too_long, "", "p50"};
    assert_int_equal(results_add(&f->r, bad, one, "Wh", &e), -1);
    assert_contains(e.text, too_long);
    assert_contains(e.text, "too long for a result, want below 64 characters");
    const char *const good[KEY_PARTS] = {"traditional", "energy", "frontier", "", "p50"};
    assert_int_equal(results_add(&f->r, good, one, "kilowatthours/day", &e), -1);
    assert_contains(e.text, "kilowatthours/day");
    assert_int_equal(f->r.n, 1);
}

static void summary__becomes_a_result_a_statistic(void **state)
{
    static const char *const NAMES[] = {"p5", "p25", "p50", "p75", "p95", "mean", "min", "max"};
    struct fixture *f = *state;
    struct error e = {.text = ""};
    struct summary s;
    for (int i = 0; i < STATISTIC_COUNT; i++)
        s.of[i] = (struct estimate){i + 0.5, i / 8.0, 12};
    static struct assumptions a = {.n_cases = 1, .n_models = 1, .cases = {{.name = "chat"}},
                                   .models = {{.name = "big"}}};
    const struct variable v = {0, QUANTITY_TPS, VARIABLE_MODEL, 0, LEVER_COLUMN_NONE};
    assert_int_equal(results_add_summary(&f->r, &a, &v, &s, &e), 0);
    assert_int_equal(f->r.n, STATISTIC_COUNT);
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        char want[64];
        enum statistic statistic;
        snprintf(want, sizeof want, "chat.tps.big.%s", NAMES[i]);
        assert_true(statistic_find(NAMES[i], &statistic));
        const struct result *row = &f->r.rows[statistic];
        assert_string_equal(row->key, want);
        assert_close(row->value, (double)statistic + 0.5, 0, 0);
        assert_close(row->standard_error, (double)statistic / 8, 0, 0);
        assert_string_equal(row->unit, "token/s");
        assert_int_equal(row->n, 12);
    }
}

/* ---- writing ---------------------------------------------------------------------------- */

static void write__any_order__comes_out_sorted_by_bytes(void **state)
{
    struct fixture *f = *state;
    add(&f->r, PARTS("b", "energy", "x", "", "p50"), 2, 0.5);
    add(&f->r, PARTS("fleet", "", "beta", "", "total"), 3, 0);
    add(&f->r, PARTS("b_long", "energy", "x", "", "p50"), 4, 0);
    add(&f->r, PARTS("a", "energy", "x", "", "p50"), 1, 0);
    char *text = written(f);
    /* '.' comes before '_' in ASCII */
    assert_string_equal(text, HEADER "a.energy.x.p50\ta\tenergy\tx\t\tp50\t1\tWh\t0\t7\n"
                              "b.energy.x.p50\tb\tenergy\tx\t\tp50\t2\tWh\t0.5\t7\n"
                              "b_long.energy.x.p50\tb_long\tenergy\tx\t\tp50\t4\tWh\t0\t7\n"
                              "fleet.beta.total\tfleet\t\tbeta\t\ttotal\t3\tWh\t0\t7\n");
    free(text);
}

static void write__no_results__is_a_header(void **state)
{
    char *text = written(*state);
    assert_string_equal(text, HEADER);
    free(text);
}

static void write__key_twice__is_named(void **state)
{
    struct fixture *f = *state;
    add(&f->r, PARTS("a", "energy", "x", "", "p50"), 1, 0);
    add(&f->r, PARTS("b", "energy", "x", "", "p50"), 2, 0);
    /* the same key out of other parts */
    add(&f->r, PARTS("a", "energy", "", "x", "p50"), 1, 0);
    assert_refused(f, "result a.energy.x.p50: found twice");
}

static void write__value_not_finite__is_named(void **state)
{
    static const struct {
        double value, standard_error;
        const char *message;
    } ROWS[] = {
        {NAN, 0, "found nan with"},       {INFINITY, 0, "found inf with"},
        {-INFINITY, 0, "found -inf with"}, {1, NAN, "standard error nan"},
        {1, INFINITY, "standard error inf"}, {1, -1e-300, "standard error -"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        results_free(&f->r);
        add(&f->r, PARTS("a", "energy", "x", "", "p50"), 1, 0);
        add(&f->r, PARTS("chat", "energy", "big", "", "p95"), ROWS[i].value,
            ROWS[i].standard_error);
        assert_refused(f, "result chat.energy.big.p95: found ");
        assert_refused(f, ROWS[i].message);
    }
}

static void write__no_folder__names_the_path(void **state)
{
    struct fixture *f = *state;
    scratch_path(f->path, f->folder, "missing/results.tsv");
    assert_refused(f, f->path);
}

/* ---- reading ---------------------------------------------------------------------------- */

/* %.17g gives back every double. */
static void read__what_was_written__comes_back_to_the_bit(void **state)
{
    static const double VALUES[] = {0.1,       1.0 / 3, DBL_MAX, DBL_MIN, 4.9406564584124654e-324,
                                    -DBL_MAX,  0,       1e22,    0.341,   123456789.12345679};
    enum { COUNT = sizeof VALUES / sizeof VALUES[0] };
    struct fixture *f = *state;
    struct error e = {.text = ""};
    struct results back = {0};
    for (size_t i = 0; i < COUNT; i++) {
        char group[16];
        snprintf(group, sizeof group, "m%02zu", i);
        add(&f->r, PARTS("chat", "energy", group, "serving", "p5"), VALUES[i],
            fabs(VALUES[COUNT - 1 - i]));
    }
    free(written(f));
    if (results_read(&back, f->path, &e))
        fail_msg("%s", e.text);
    assert_int_equal(back.n, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        const struct result *got = &back.rows[i];
        const double error = fabs(VALUES[COUNT - 1 - i]);
        assert_string_equal(got->key, f->r.rows[i].key);
        assert_memory_equal(&got->value, &VALUES[i], sizeof(double));
        assert_memory_equal(&got->standard_error, &error, sizeof(double));
        assert_string_equal(got->unit, "Wh");
        assert_int_equal(got->n, 7);
    }
    results_free(&back);
}

static void read__grows_past_the_first_room(void **state)
{
    struct fixture *f = *state;
    struct error e = {.text = ""};
    for (int i = 0; i < 1000; i++) {
        char name[16];
        snprintf(name, sizeof name, "c%03d", i);
        add(&f->r, PARTS(name, "energy", "x", "", "p50"), i, 0);
    }
    free(written(f));
    struct results twice = {0};
    assert_int_equal(results_read(&twice, f->path, &e), 0);
    assert_int_equal(twice.n, 1000);
    assert_close(twice.rows[999].value, 999, 0, 0);
    assert_int_equal(results_read(&twice, f->path, &e), 0); /* appended: every key twice now */
    assert_int_equal(twice.n, 2000);
    assert_int_equal(results_write(&twice, f->path, &e), -1);
    assert_contains(e.text, "c000.energy.x.p50: found twice");
    results_free(&twice);
}

static void read__bad_files__name_file_line_and_column(void **state)
{
    static const struct {
        const char *text, *message;
    } ROWS[] = {
        {"key\tcase\n", "quantity"},
        {HEADER "a.p50\ta\t\t\t\tp50\tmuch\tWh\t0\t1\n", ":2: value: found \"much\""},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\tWh\tnan\t1\n", ":2: standard_error: found \"nan\""},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\tWh\t0\t\n", ":2: n: found \"\""},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\tWh\t0\t-1\n", ":2: n: found -1, want a whole"},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\tWh\t0\t1.5\n", ":2: n: found 1.5, want a whole"},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\tWh\t0\t1e300\n", ":2: n: found 1.0"},
        {HEADER "a.p50\ta\t\t\t\tp50\t1\n", ":2"},
        {"", ""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct error e = {.text = ""};
        write_text(f->path, ROWS[i].text);
        assert_int_equal(results_read(&f->r, f->path, &e), -1);
        assert_contains(e.text, f->path);
        assert_contains(e.text, ROWS[i].message);
    }
    struct error e = {.text = ""};
    assert_int_equal(results_read(&f->r, f->folder, &e), -1);
    assert_contains(e.text, f->folder);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(key__empty_parts__leave_no_dots),
        TEST(key__part_of_63_bytes__is_the_longest),
        TEST(summary__becomes_a_result_a_statistic),
        TEST(write__any_order__comes_out_sorted_by_bytes),
        TEST(write__no_results__is_a_header),
        TEST(write__key_twice__is_named),
        TEST(write__value_not_finite__is_named),
        TEST(write__no_folder__names_the_path),
        TEST(read__what_was_written__comes_back_to_the_bit),
        TEST(read__grows_past_the_first_room),
        TEST(read__bad_files__name_file_line_and_column),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
