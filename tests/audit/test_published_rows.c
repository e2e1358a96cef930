/* test_published_rows.c -- printed rows: both ends or neither, and what may stand as printed. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "audit/published.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define V2_HEADER "id,place,quantity,case,model_or_group,statistic,printed,unit,low,high"

struct row {
    const char *printed, *low, *high, *kind; /* kind NULL: a file without that column */
    const char *message;                     /* NULL: the row is a good one           */
};

static int read_row(const struct row *row, struct error *e)
{
    char folder[SCRATCH_PATH_SIZE], a[SCRATCH_PATH_SIZE], b[SCRATCH_PATH_SIZE], text[512];
    struct published p;
    scratch_make(folder);
    scratch_path(a, folder, "numbers.csv");
    scratch_path(b, folder, "formulae.csv");
    snprintf(text, sizeof text, V2_HEADER "%s\nx,,,,,,\"%s\",1,%s,%s%s%s\n",
             row->kind ? ",kind" : "", row->printed, row->low, row->high, row->kind ? "," : "",
             row->kind ? row->kind : "");
    write_text(a, text);
    write_text(b, row->kind && strcmp(row->kind, "cited") == 0
                      ? "id,formula,unit,low,high,note\ny,a,1,,,\n"
                      : "id,formula,unit,low,high,note\nx,a,1,,,\n");
    int rc = published_read(a, b, &p, e);
    if (rc == 0)
        published_free(&p);
    scratch_remove(folder);
    return rc;
}

static void check_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct error e = {.text = ""};
        int rc = read_row(&rows[i], &e);
        if ((rc != 0) != (rows[i].message != NULL))
            fail_msg("row %zu, printed %s: returned %d, \"%s\"", i, rows[i].printed, rc, e.text);
        if (rc) {
            assert_contains(e.text, "numbers.csv:2: ");
            assert_contains(e.text, rows[i].message);
        }
    }
}

#define NO_HIGH "high: found nothing, want a number, as low has one, or neither"
#define NO_LOW "low: found nothing, want a number, as high has one, or neither"

static void ends__are_two_or_none_but_of_words(void **state)
{
    (void)state;
    static const struct row ROWS[] = {
        {"0.34", "0.335", "0.345", "simulated", NULL}, {"0.34", "0.335", "", "simulated", NO_HIGH},
        {"0.34", "", "0.345", "simulated", NO_LOW},    {"3-4", "2.5", "", "derived", NO_HIGH},
        {"3-4", "", "4.5", "derived", NO_LOW},         {"1.5", "1.45", "", "assumption", NO_HIGH},
        {"1.5", "", "1.55", "assumption", NO_LOW},     {"1.5", "", "", "assumption", NULL},
        {"0.3", "0.25", "", "cited", NO_HIGH},         {"0.3", "", "", "cited", NULL},
        {"0.34", "0.335", "0.345", NULL, NULL},        {"0.34", "0.335", "", NULL, NO_HIGH},
        {"0.34", "", "0.345", NULL, NO_LOW},           {"over 2", "2", "", "qualitative", NULL},
        {"less", "", "0.5", "qualitative", NULL},
    };
    check_rows(ROWS, COUNT(ROWS));
}

#define WANT "want a number, a range a-b or a list a; b"

static void printed__is_a_number_a_range_or_a_list(void **state)
{
    (void)state;
    static const struct row ROWS[] = {
        {"0.34", "0", "9", "derived", NULL},      {"-1", "-2", "9", "derived", NULL},
        {"~6%", "0", "9", "derived", NULL},       {"0.4%", "0", "9", "simulated", NULL},
        {"~3-4", "0", "9", "derived", NULL},      {"3-4%", "0", "9", "derived", NULL},
        {"1.5 - 3", "0", "9", "derived", NULL},   {"11.3; 14.1; 9", "0", "9", "derived", NULL},
        {"-2--1", "-3", "9", "derived", NULL},    {"1e-3", "0", "9", "derived", NULL},
        {"abc", "0", "9", "simulated", "printed: found \"abc\", " WANT},
        {"abc", "0", "9", NULL, "printed: found \"abc\", " WANT},
        {"0,34", "0", "9", "derived", "printed: found \"0,34\", " WANT},
        {"0.3.4", "0", "9", "assumption", "printed: found \"0.3.4\", " WANT},
        {"0.34x", "0", "9", "simulated", "printed: found \"0.34x\", " WANT},
        {"3-4x", "0", "9", "derived", "printed: found \"4x\", " WANT},
        {"3; four", "0", "9", "derived", "printed: found \"four\", " WANT},
        {"1-2; 3", "0", "9", "derived", "printed: found \"1-2\", " WANT},
        {"~", "0", "9", "derived", "printed: found \"~\", " WANT},
        {"%", "0", "9", "derived", "printed: found \"%\", " WANT},
        {"~~6", "0", "9", "derived", "printed: found \"~~6\", " WANT},
        {"6%%", "0", "9", "derived", "printed: found \"6%%\", " WANT},
        {"inf", "0", "9", "derived", "printed: found \"inf\", " WANT},
        {"3-", "0", "9", "derived", "printed: found nothing as part 2 of \"3-\""},
        {"1-2-3", "0", "9", "derived", "printed: found 3 numbers in \"1-2-3\", want two: a-b"},
        {"3;", "0", "9", "derived", "printed: found nothing as part 2"},
        {"bimodal", "1", "2", "qualitative", NULL}, {"0.3.4", "", "", "cited", NULL},
    };
    check_rows(ROWS, COUNT(ROWS));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends__are_two_or_none_but_of_words),
        cmocka_unit_test(printed__is_a_number_a_range_or_a_list),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("published_rows", tests, NULL, NULL);
}
