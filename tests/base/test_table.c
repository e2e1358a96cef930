/* test_table.c -- delimited text: what is simply read, and what is refused with its line. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/output.h"
#include "base/table.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static int set_up(void **state)
{
    return scratch_set_up(state, "rows.csv");
}

static void read_good(const struct scratch *s, const char *text, struct table *t)
{
    struct error e = {.text = ""};
    write_text(s->path, text);
    if (table_read(s->path, ',', t, &e) != 0)
        fail_msg("%s", e.text);
}

/* ---- what is read ----------------------------------------------------------------------- */

/* The same table of two columns and two rows, written in several ways. */
static void table__many_forms__same_cells(void **state)
{
    static const char *const TEXTS[] = {
        "name,value\na b,1\nc,2\n",
        "name,value\r\na b,1\r\nc,2\r\n",
        "\xEF\xBB\xBFname,value\na b,1\nc,2\n",
        "\xEF\xBB\xBF# about\r\nname,value\r\na b,1\r\nc,2",
        "name,value\na b,1\nc,2",
        "name,value\na b,1\nc,2\n\n\r\n\n",
        "\"name\",\"value\"\n\"a b\",\"1\"\n\"c\",\"2\"\n",
        "\"name\",value\r\n\"a b\",1\r\nc,\"2\"\r",
    };
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        struct table t;
        read_good(*state, TEXTS[i], &t);
        assert_int_equal(t.n_columns, 2);
        assert_int_equal(t.n_rows, 2);
        assert_string_equal(t.header[0], "name");
        assert_string_equal(t.header[1], "value");
        assert_string_equal(table_cell(&t, 0, 0), "a b");
        assert_string_equal(table_cell(&t, 0, 1), "1");
        assert_string_equal(table_cell(&t, 1, 0), "c");
        assert_string_equal(table_cell(&t, 1, 1), "2");
        table_free(&t);
    }
}

static void table__quoted_cells__hold_anything(void **state)
{
    struct table t;
    read_good(*state, "a,b\n\"x, \"\"y\"\"\",\"\"\n\"two\r\nlines\",5\" disk\nlast,\"\"\"\"\n", &t);
    assert_int_equal(t.n_rows, 3);
    assert_string_equal(table_cell(&t, 0, 0), "x, \"y\"");
    assert_string_equal(table_cell(&t, 0, 1), "");
    assert_string_equal(table_cell(&t, 1, 0), "two\nlines");
    assert_string_equal(table_cell(&t, 1, 1), "5\" disk");
    assert_string_equal(table_cell(&t, 2, 1), "\"");
    assert_int_equal(t.lines[0], 2);
    assert_int_equal(t.lines[1], 3);
    assert_int_equal(t.lines[2], 5);
    table_free(&t);
}

static void table__comments__are_kept_and_counted(void **state)
{
    struct table t;
    read_good(*state, "# scenario paper\n#more\na,b\n#1,2\n", &t);
    assert_string_equal(t.comment, "# scenario paper\n#more");
    assert_int_equal(t.n_rows, 1);
    assert_string_equal(table_cell(&t, 0, 0), "#1");
    assert_int_equal(t.lines[0], 4);
    table_free(&t);
    read_good(*state, "a,b\n", &t);
    assert_string_equal(t.comment, "");
    assert_int_equal(t.n_rows, 0);
    table_free(&t);
    table_free(&t); /* zeroed by now */
}

static void table__tabs__commas_are_text(void **state)
{
    struct scratch *s = *state;
    struct table t;
    struct error e;
    write_text(s->path, "a\tb, c\n1,5\t\n\t\n");
    assert_int_equal(table_read(s->path, '\t', &t, &e), 0);
    assert_int_equal(t.n_rows, 2);
    assert_string_equal(t.header[1], "b, c");
    assert_string_equal(table_cell(&t, 0, 0), "1,5");
    assert_string_equal(table_cell(&t, 1, 1), "");
    table_free(&t);
}

static void table__many_rows__all_there(void **state)
{
    struct scratch *s = *state;
    enum { ROWS = 20000 };
    struct table t;
    struct error e;
    FILE *f = fopen(s->path, "w");
    assert_non_null(f);
    fputs("i,square\n", f);
    for (long i = 0; i < ROWS; i++)
        fprintf(f, "%ld,%ld\n", i, i * i);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(table_read(s->path, ',', &t, &e), 0);
    assert_int_equal(t.n_rows, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        double square;
        assert_int_equal(table_number(&t, i, 1, &square, &e), 0);
        assert_close(square, (double)i * (double)i, 0, 0);
        assert_int_equal(t.lines[i], i + 2);
    }
    table_free(&t);
}

/* ---- what is refused -------------------------------------------------------------------- */

static void table__bad_text__refused_with_its_line(void **state)
{
    static const struct {
        const char *text, *message;
    } ROWS[] = {
        {"", "rows.csv:1: empty"},
        {"\n\n", "rows.csv:1: empty"},
        {"\xEF\xBB\xBF", "rows.csv:1: empty"},
        {"# only\n# comments\n", "rows.csv:3: empty"},
        {"a,b\n1,2\n3\n", "rows.csv:3: found 1 cell, want 2"},
        {"a,b\n1,2\n3,4,5\n", "rows.csv:3: found 3 cells, want 2"},
        {"a,b\n1,2\n\n3,4\n", "rows.csv:3: found 1 cell, want 2"},
        {"a,b\n\"x\ny\n\",2\n3\n", "rows.csv:5: found 1 cell, want 2"},
        {"a,b\n1,2\n\"3,4\n5,6\n", "rows.csv:3: a quote opens"},
        {"a,b\n1,\"2\"3\n", "rows.csv:2: found '3' after a closing quote"},
        {"a,b,a\n1,2,3\n", "rows.csv:1: column a stands twice (1 and 3)"},
        {"# x\na,\n1,2\n", "rows.csv:2: column 2 has no name"},
        {"a,b,c,b,c\n1,2,3,4,5\n", "rows.csv:1: column b stands twice (2 and 4)"},
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        struct table t;
        struct error e = {.text = ""};
        write_text(s->path, ROWS[i].text);
        assert_int_equal(table_read(s->path, ',', &t, &e), -1);
        assert_contains(e.text, ROWS[i].message);
    }
}

/* Writes a header of n columns, no two of a name, and one row. */
static void write_columns(const char *path, size_t n)
{
    FILE *f = fopen(path, "w");
    for (size_t i = 0; i < n; i++)
        fprintf(f, "c%zu%c", i, i + 1 < n ? ',' : '\n');
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%zu%c", i, i + 1 < n ? ',' : '\n');
    fclose(f);
}

/* 60 000 columns took 42 s when each was compared with all before it. */
static void table__columns__a_thousand_at_most(void **state)
{
    struct scratch *s = *state;
    struct table t;
    struct error e;
    write_columns(s->path, 1000);
    assert_int_equal(table_read(s->path, ',', &t, &e), 0);
    assert_int_equal(t.n_columns, 1000);
    assert_string_equal(table_cell(&t, 0, 999), "999");
    table_free(&t);
    const clock_t start = clock();
    write_columns(s->path, 60000);
    assert_int_equal(table_read(s->path, ',', &t, &e), -1);
    assert_contains(e.text, "rows.csv:1: found 60000 columns, want at most 1000");
    assert_in_range((clock() - start) / CLOCKS_PER_SEC, 0, 3);
}

static void table__data_rows__ten_thousand_at_most(void **state)
{
    struct table t = {.file = "rows.csv", .n_rows = 10000};
    struct error e;
    (void)state;
    assert_int_equal(table_check_data(&t, &e), 0);
    t.n_rows++;
    assert_int_equal(table_check_data(&t, &e), -1);
    assert_string_equal(e.text, "rows.csv: found 10001 rows, want at most 10000");
}

static void table__nul_byte__refused_with_its_line(void **state)
{
    struct scratch *s = *state;
    struct table t;
    struct error e;
    write_bytes(s->path, "a,b\n1,2\n3,\0\n", 12);
    assert_int_equal(table_read(s->path, ',', &t, &e), -1);
    assert_contains(e.text, "rows.csv:3: found a NUL byte");
}

static void table__unreadable__names_path_and_reason(void **state)
{
    struct scratch *s = *state;
    struct table t;
    struct error e;
    assert_int_equal(table_read(s->path, ',', &t, &e), -1);
    assert_contains(e.text, "rows.csv: cannot be read: No such file or directory");
    assert_int_equal(table_read(s->folder, ',', &t, &e), -1);
    assert_contains(e.text, "found a folder, want a file");
}

static void table__missing_column__lists_those_there(void **state)
{
    struct table t;
    struct error e;
    size_t column = 9;
    read_good(*state, "# c\n# d\nmodel,gpus\nx,8\n", &t);
    assert_int_equal(table_column(&t, "gpus", &column, &e), 0);
    assert_int_equal(column, 1);
    assert_int_equal(table_column(&t, "tps", &column, &e), -1);
    assert_contains(e.text, "rows.csv:3: column tps is missing; there are model gpus");
    table_free(&t);
}

/* ---- numbers ---------------------------------------------------------------------------- */

static void number__decimal__read_to_the_last_bit(void **state)
{
    static const struct {
        const char *cell;
        double want; /* as the C compiler reads the same digits */
    } ROWS[] = {
        {"0", 0},           {"-1.5", -1.5},     {"+2", 2},       {".5", 0.5},
        {"5.", 5},          {"1e3", 1000},      {"1E-3", 0.001}, {"0.1", 0.1},
        {"2050.00", 2050},  {"1.05 ", 1.05},    {"007", 7},      {"1e+22", 1e22},
        {"4.9e-324", 4.9e-324}, {"1.7976931348623157e308", 1.7976931348623157e308},
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        char text[64];
        struct table t;
        struct error e;
        double got = -1;
        snprintf(text, sizeof text, "a,b\nx,%s\n", ROWS[i].cell);
        read_good(s, text, &t);
        assert_int_equal(table_number(&t, 0, 1, &got, &e), 0);
        assert_close(got, ROWS[i].want, 0, 0);
        table_free(&t);
    }
}

static void number__anything_else__refused(void **state)
{
    static const char *const CELLS[] = {
        "",     " ",     "x",     "1x",   "0x10", "inf",  "-inf", "nan",  "NaN(1)", "infinity",
        " 1",   "1 2",   "1.2.3", "1e",   "1e+",  "e5",   ".",    "-",    "+-1",    "1e999",
        "-1e999", "1\t2", "1;5",  "--1",  "0x1p3", "1_000",
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < COUNT(CELLS); i++) {
        char text[64];
        struct table t;
        struct error e = {.text = ""};
        double got = -1;
        snprintf(text, sizeof text, "a,tps\nx,%s\n", CELLS[i]);
        read_good(s, text, &t);
        assert_int_equal(table_number(&t, 0, 1, &got, &e), -1);
        assert_contains(e.text, "rows.csv:2: tps: found \"");
        assert_contains(e.text, CELLS[i]);
        assert_close(got, -1, 0, 0);
        table_free(&t);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(table__many_forms__same_cells),
        TEST(table__quoted_cells__hold_anything),
        TEST(table__comments__are_kept_and_counted),
        TEST(table__tabs__commas_are_text),
        TEST(table__many_rows__all_there),
        TEST(table__bad_text__refused_with_its_line),
        TEST(table__columns__a_thousand_at_most),
        TEST(table__data_rows__ten_thousand_at_most),
        TEST(table__nul_byte__refused_with_its_line),
        TEST(table__unreadable__names_path_and_reason),
        TEST(table__missing_column__lists_those_there),
        TEST(number__decimal__read_to_the_last_bit),
        TEST(number__anything_else__refused),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
