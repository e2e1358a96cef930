/* test_load_curve.c -- the sinusoidal day, curves from files, and files gone wrong. */
#include "day_fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "day/load_curve.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])
#define PEAK 2147483648.0

static int set_up(void **state)
{
    return scratch_set_up(state, "load.csv");
}

/* "share" and n rows of the same text, then `end`. */
static void write_rows(const struct scratch *s, const char *row, size_t n, const char *end)
{
    FILE *f = fopen(s->path, "w");
    assert_non_null(f);
    fputs("share\n", f);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%s\n", row);
    fputs(end, f);
    assert_int_equal(fclose(f), 0);
}

/* ---- the sinusoid -------------------------------------------------------------------------- */

/* Supplemental V: 50-100%. The formula of the header, by libm. */
static void sinusoid__is_the_formula(void **state)
{
    (void)state;
    static const double ends[][2] = {{0.5, 1}, {0, 0.2}, {0.99, 1}};
    for (size_t i = 0; i < COUNT(ends); i++) {
        double low = ends[i][0], high = ends[i][1], pi = acos(-1);
        double crest = (low + high) / 2 + (high - low) / 2 * cos(pi / DAY_MINUTES);
        struct load_curve c = load_curve_sinusoid(low, high);
        for (size_t t = 0; t < DAY_MINUTES; t++) {
            double angle = 2 * pi * ((double)t + 0.5) / DAY_MINUTES;
            double load = (low + high) / 2 - (high - low) / 2 * cos(angle);
            assert_close(c.load[t], load / crest * PEAK, 0, 0.5 + 1e-5);
            assert_int_equal(c.load[t], c.load[DAY_MINUTES - 1 - t]);
        }
        assert_int_equal(c.load[719], 1u << 31);
    }
}

/* The mean of a sinusoid is the middle, 0.75, over a crest that no minute's middle quite meets:
 * 1 - 0.25 (1 - cos(pi/1440)). Supplemental V has f = 0.75. */
static void mean_load__of_the_paper(void **state)
{
    (void)state;
    struct load_curve c = load_curve_sinusoid(0.5, 1), flat = load_curve_sinusoid(0.7, 0.7);
    double crest = 1 - 0.25 * (1 - cos(acos(-1) / 1440));
    assert_close(load_curve_mean(&c), 0.75 / crest, 0, 1e-9);
    assert_close(load_curve_mean(&c), 0.75, 0, 1e-6);
    assert_close(load_curve_mean(&flat), 1, 0, 0);
    assert_int_equal(flat.load[3], 1u << 31);
}

/* ---- files --------------------------------------------------------------------------------- */

/* Hours 0 .. 23 with shares 1 .. 24 on a scale of their own: hour h has (h + 1) / 24 of the peak,
 * the mean is 12.5 / 24. */
static void file_of_hours__holds_in_each_minute(void **state)
{
    const struct scratch *s = *state;
    struct load_curve c;
    struct error e = {.text = ""};
    FILE *f = fopen(s->path, "w");
    assert_non_null(f);
    fputs("# a day\nhour,share\n", f);
    for (int h = 0; h < 24; h++)
        fprintf(f, "%d,%d\n", h, 1000 * (h + 1));
    assert_int_equal(fclose(f), 0);
    if (load_curve_read(s->path, &c, &e))
        fail_msg("%s", e.text);
    for (size_t t = 0; t < DAY_MINUTES; t++)
        assert_close(c.load[t], (double)(t / 60 + 1) / 24 * PEAK, 0, 0.5);
    assert_int_equal(c.load[1380], 1u << 31);
    assert_close(load_curve_mean(&c), 12.5 / 24, 0, 1e-9);
}

static void file_of_minutes__one_each(void **state)
{
    const struct scratch *s = *state;
    struct load_curve c;
    struct error e = {.text = ""};
    write_rows(s, "0", DAY_MINUTES - 2, "0.25\n5e-1\n");
    if (load_curve_read(s->path, &c, &e))
        fail_msg("%s", e.text);
    assert_int_equal(c.load[1437], 0);
    assert_int_equal(c.load[1438], 1u << 30);
    assert_int_equal(c.load[1439], 1u << 31);
    assert_close(load_curve_mean(&c), 1.5 / 1440, 1e-15, 0);
}

static void bad_file__one_error_with_its_line(void **state)
{
    const struct scratch *s = *state;
    static const struct {
        const char *row;
        size_t n;
        const char *end, *message;
    } rows[] = {
        {"1", 23, "-0.5\n", "load.csv:25: share: found -0.5, want 0 or more"},
        {"1", 23, "much\n", "load.csv:25: share: found \"much\", want a number"},
        {"1", 23, "nan\n", "load.csv:25: share: found \"nan\", want a number"},
        {"1", 23, "1e999\n", "load.csv:25: share: found \"1e999\", want a number below"},
        {"0", 24, "", "load.csv:2: share: found 0 in all 24 rows, want more than 0 in one"},
        {"0.0", 1440, "", "load.csv:2: share: found 0 in all 1440 rows"},
        {"1", 23, "", "load.csv:24: share: found 23 rows below the header, want 24, one an hour, "
                      "or 1440, one a minute"},
        {"1", 25, "", "load.csv:26: share: found 25 rows"},
        {"1", 1, "", "load.csv:2: share: found 1 row below"},
        {"1", 1441, "", "load.csv:1442: share: found 1441 rows"},
        {"1", 0, "", "load.csv: share: found no rows below the header, want 24"},
        {"1", 23, "1,2\n", "load.csv:25: found 2 cells, want 1"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct load_curve c;
        struct error e = {.text = ""};
        write_rows(s, rows[i].row, rows[i].n, rows[i].end);
        assert_int_equal(load_curve_read(s->path, &c, &e), -1);
        assert_contains(e.text, rows[i].message);
    }
}

static void no_file_and_no_column__are_told(void **state)
{
    const struct scratch *s = *state;
    struct load_curve c;
    struct error e = {.text = ""};
    assert_int_equal(load_curve_read(s->path, &c, &e), -1);
    assert_contains(e.text, "load.csv: cannot be read");
    write_text(s->path, "load\n1\n");
    assert_int_equal(load_curve_read(s->path, &c, &e), -1);
    assert_contains(e.text,
                    "load.csv:1: column share is missing; there are load; want a header line");
}

/* ---- of a scenario ------------------------------------------------------------------------- */

static void scenario__file_if_given__else_the_sinusoid(void **state)
{
    const struct scratch *s = *state;
    struct assumptions a = two_workloads(1, (const double[]){1});
    struct load_curve c, want = load_curve_sinusoid(0.5, 1);
    struct error e = {.text = ""};
    a.fleet.load_low = 0.5;
    a.fleet.load_high = 1;
    assert_int_equal(load_curve_of(&a, &c, &e), 0);
    assert_memory_equal(&c, &want, sizeof c);
    snprintf(a.fleet.load_curve, sizeof a.fleet.load_curve, "%.300s", s->path);
    write_rows(s, "1", 24, "");
    assert_int_equal(load_curve_of(&a, &c, &e), 0);
    assert_close(load_curve_mean(&c), 1, 0, 0);
    write_rows(s, "-1", 24, "");
    assert_int_equal(load_curve_of(&a, &c, &e), -1);
    assert_contains(e.text, "fleet.load_curve: /");
    assert_contains(e.text, "load.csv:2: share: found -1");
}

/* Of 36 queries in shares 2 and 1 of the first two hours, 24 and 12: by tens of minutes 4 and 2. */
static void schedule__of_24_hours__by_hand(void **state)
{
    const struct scratch *s = *state;
    struct assumptions a = two_workloads(1, (const double[]){1});
    struct schedule_members m = members_each(2, 1);
    struct schedule day;
    struct load_curve c;
    struct error e = {.text = ""};
    write_text(s->path, "share\n2\n1\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n0\n"
                        "0\n0\n");
    if (load_curve_read(s->path, &c, &e))
        fail_msg("%s", e.text);
    make_schedule(&a, &m, 36, &c, &day);
    for (size_t t = 0; t <= 60; t += 10) {
        assert_int_equal(schedule_minute(&day, 0, 0, t), 4 * t / 10);
        assert_int_equal(schedule_minute(&day, 0, 0, 60 + t), 24 + 2 * t / 10);
    }
    assert_int_equal(schedule_minute(&day, 0, 0, 121), 36);
    schedule_free(&day);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sinusoid__is_the_formula),
        cmocka_unit_test(mean_load__of_the_paper),
        TEST(file_of_hours__holds_in_each_minute),
        TEST(file_of_minutes__one_each),
        TEST(bad_file__one_error_with_its_line),
        TEST(no_file_and_no_column__are_told),
        TEST(scenario__file_if_given__else_the_sinusoid),
        TEST(schedule__of_24_hours__by_hand),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("load_curve", tests, NULL, NULL);
}
