/* test_throughput_table.c -- the measured throughputs: the real table, and tables gone wrong. */
#include "support.h"

#include <stdlib.h>

#include "base/output.h"
#include "base/table.h"
#include "scenario/throughput_table.h"

#define COUNT(rows) (sizeof(rows) / sizeof(rows)[0])

static int set_up(void **state)
{
    return scratch_set_up(state, "rows.csv");
}

#define HEADER \
    "model,gpus,quantization,tokens_per_second,input_tokens,output_tokens,source," \
    "source_check,used_in_released_analysis\n"

/* Supplemental I prints 38 rows; REPRODUCTION states that 22 of them are used. */
static void throughput__supplement__38_rows_22_used(void **state)
{
    (void)state;
    struct throughput_table t;
    struct error e = {.text = ""};
    char sha256[65], digest[65];
    const char *path = "data/throughput_supplement_s1.csv";
    if (throughput_table_read(path, &t, sha256, &e) != 0)
        fail_msg("%s", e.text);
    size_t released = 0;
    for (size_t i = 0; i < t.n; i++)
        released += t.rows[i].released;
    assert_int_equal(t.n, 38);
    assert_int_equal(released, 22);
    assert_string_equal(t.rows[0].model, "Llama 3.1 405B");
    assert_string_equal(t.rows[0].quantization, "FP8");
    assert_close(t.rows[0].gpus, 8, 0, 0);
    assert_close(t.rows[0].tps, 2050, 0, 0);
    assert_close(t.rows[0].input_tokens, 500, 0, 0);
    assert_close(t.rows[0].output_tokens, 2000, 0, 0);
    assert_int_equal(t.rows[0].line, 2);
    assert_int_equal(t.rows[37].line, 39);
    assert_int_equal(sha256_file(path, digest, &e), 0);
    assert_string_equal(sha256, digest);
    throughput_table_free(&t);
}

static void throughput__bad_row__refused_with_line_and_column(void **state)
{
    static const struct {
        const char *text, *message;
    } ROWS[] = {
        {HEADER, "no rows below the header"},
        {"model,gpus\nx,8\n", "rows.csv:1: column quantization is missing"},
        {HEADER "m,8,FP8,0,1,1,s,c,yes\n", "rows.csv:2: tokens_per_second: found 0, want"},
        {HEADER "m,8,FP8,-5,1,1,s,c,yes\n", "rows.csv:2: tokens_per_second: found -5, want"},
        {HEADER "m,0,FP8,5,1,1,s,c,yes\n", "rows.csv:2: gpus: found 0, want"},
        {HEADER "m,8,FP8,5,0,1,s,c,yes\n", "rows.csv:2: input_tokens: found 0, want"},
        {HEADER "m,8,FP8,5,1,0,s,c,yes\n", "rows.csv:2: output_tokens: found 0, want"},
        {HEADER "m,8,F,5,1,1,s,c,no\nm,8,F,many,1,1,s,c,no\n", "rows.csv:3: tokens_per_second: "
                                                               "found \"many\", want a number"},
        {HEADER "m,8,FP8,5,1,1,s,c,maybe\n", "analysis: found \"maybe\", want yes or no"},
        {HEADER "m,8,FP8,5,1,1,s,c,\n", "analysis: found \"\", want yes or no"},
        {HEADER ",8,FP8,5,1,1,s,c,yes\n", "rows.csv:2: model: found no name"},
        {HEADER "m,8,FP8,5,1,1,1234567890123456789012345678901234567890123456789012345678901234567"
                "89012345678901234567890123456,c,yes\n",
         "rows.csv:2: source: found 96 bytes, want at most 95"},
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < COUNT(ROWS); i++) {
        struct throughput_table t;
        char sha256[65];
        struct error e = {.text = ""};
        write_text(s->path, ROWS[i].text);
        assert_int_equal(throughput_table_read(s->path, &t, sha256, &e), -1);
        assert_contains(e.text, ROWS[i].message);
        throughput_table_free(&t); /* left empty */
    }
}

static void throughput__columns_in_another_order__same_rows(void **state)
{
    struct scratch *s = *state;
    struct throughput_table t;
    char sha256[65];
    struct error e;
    write_text(s->path, "used_in_released_analysis,output_tokens,input_tokens,tokens_per_second,"
                        "note,source_check,source,quantization,gpus,model\n"
                        "no,3,2,1,,c,s,FP4,4,m\nno,3,2,1,,c,s,FP4,4,m\n");
    assert_int_equal(throughput_table_read(s->path, &t, sha256, &e), 0);
    assert_int_equal(t.n, 2);
    assert_string_equal(t.rows[1].model, "m");
    assert_string_equal(t.rows[1].source, "s");
    assert_string_equal(t.rows[1].source_check, "c");
    assert_close(t.rows[1].tps, 1, 0, 0);
    assert_close(t.rows[1].input_tokens, 2, 0, 0);
    assert_close(t.rows[1].output_tokens, 3, 0, 0);
    assert_false(t.rows[1].released);
    throughput_table_free(&t);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(throughput__supplement__38_rows_22_used),
        TEST(throughput__bad_row__refused_with_line_and_column),
        TEST(throughput__columns_in_another_order__same_rows),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("throughput_table", tests, NULL, NULL);
}
