/* test_audit.c -- the stage audit and its scripts: values, verdicts, modes, expectations. */
#include "audit_fixture.h"

#include <math.h>

#include "result/results.h"

/* ---- the table -------------------------------------------------------------------------- */

static const struct result *find_result(const struct results *r, const char *key)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rows[i].key, key) == 0)
            return &r->rows[i];
    fail_msg("no result %s", key);
    return NULL;
}

/* Values are those of results.tsv, to the last bit; the exact one is near, and not the same. */
static void values__are_the_results(void **state)
{
    const struct pair *p = *state;
    struct table t;
    struct results r = {0};
    char path[SCRATCH_PATH_SIZE];
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    in_folder(&p->first, "results.tsv", path);
    assert_int_equal(results_read(&r, path, NULL), 0);
    const struct result *want = find_result(&r, "traditional.energy.frontier.p50");
    double value = number(&t, "base.median", "tiny.value");
    double exact = number(&t, "base.median", "tiny.exact");
    assert_close(value, want->value, 0, 0);
    assert_close(number(&t, "base.median", "tiny.standard_error"), want->standard_error, 1e-6, 0);
    assert_true(fabs(exact - value) > 0);
    assert_true(fabs(exact - value) < 4 * want->standard_error);
    assert_true(number(&t, "base.median", "mine.value") < value); /* a PUE that is lower */
    results_free(&r);
    table_free(&t);
}

static void verdicts__are_the_four(void **state)
{
    const struct pair *p = *state;
    struct table t;
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    assert_string_equal(cell(&t, "base.median", "tiny.verdict"), "reproduced");
    assert_string_equal(cell(&t, "base.median", "place"), "sec. 1, fig. 2");
    assert_string_equal(cell(&t, "base.never", "tiny.verdict"), "differs");
    assert_close(number(&t, "base.never", "tiny.difference"),
                 number(&t, "base.never", "tiny.value") - 8.5, 1e-15, 0);
    assert_close(number(&t, "base.never", "tiny.relative"),
                 number(&t, "base.never", "tiny.value") / 8.5 - 1, 1e-14, 0);
    assert_string_equal(cell(&t, "ref.other", "tiny.verdict"), "not computed");
    assert_string_equal(cell(&t, "ref.other", "tiny.value"), "");
    assert_string_equal(cell(&t, "in.pue.2", "tiny.verdict"), "reproduced");
    assert_string_equal(cell(&t, "in.pue.2", "mine.verdict"), "differs");
    assert_close(number(&t, "in.pue.2", "mine.value"), 1.4, 1e-12, 0);
    table_free(&t);
}

/* What only one of the scenarios has is not computed for the other, with the reason. */
static void case_of_one_scenario__is_not_computed_for_the_other(void **state)
{
    const struct pair *p = *state;
    struct table t;
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    assert_string_equal(cell(&t, "other.case", "tiny.verdict"), "not computed");
    assert_string_equal(cell(&t, "other.case", "mine.verdict"), "reproduced");
    assert_contains(cell(&t, "other.case", "reason"), "found no case \"other\"");
    assert_string_equal(cell(&t, "base.median", "reason"), "");
    table_free(&t);
}

/* A share is counted over the drawn queries, and its error is of the size of the binomial one (see
 * test_batches.c); the exact one is near. */
static void share__is_counted(void **state)
{
    const struct pair *p = *state;
    struct table t;
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    double share = number(&t, "base.tail", "tiny.value"), n = 2 * 180; /* 5-95 of 200, twice */
    assert_close(share * n, floor(share * n + 0.5), 0, 1e-9);
    double s = number(&t, "base.tail", "tiny.standard_error");
    assert_true(s > 0.5 * sqrt(share * (1 - share) / n));
    assert_true(s < 3 * sqrt(share * (1 - share) / n));
    assert_true(fabs(number(&t, "base.tail", "tiny.exact") - share) < 4 * s);
    table_free(&t);
}

/* ---- the table of modes ----------------------------------------------------------------- */

/* Five bandwidths, drawn and exact, of both scenarios; wider ones have no more modes. */
static void modes_table__has_five_bandwidths(void **state)
{
    const struct pair *p = *state;
    struct table t;
    double bandwidth, factor, unit;
    audit_passes(p);
    read_table(&p->first, "modes.tsv", &t);
    assert_int_equal(t.n_rows, 2 * 5 * 2);
    assert_int_equal(table_number(&t, 4, 4, &unit, NULL), 0); /* factor 1, results */
    for (size_t r = 0; r < 10; r += 2) {
        assert_int_equal(table_number(&t, r, 3, &factor, NULL), 0);
        assert_int_equal(table_number(&t, r, 4, &bandwidth, NULL), 0);
        assert_close(bandwidth, factor * unit, 1e-12, 0);
    }
    table_free(&t);
}

static void second_run__changes_nothing(void **state)
{
    const struct pair *p = *state;
    audit_passes(p);
    char *before = take_file(&p->first, "audit.tsv", NULL);
    audit_passes(p);
    char *after = take_file(&p->first, "audit.tsv", NULL);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* ---- the scripts ------------------------------------------------------------------------ */

static void run_lua(const struct pair *p, bool accept, struct program_end *o)
{
    char table[SCRATCH_PATH_SIZE], expected[SCRATCH_PATH_SIZE];
    in_folder(&p->first, "audit.tsv", table);
    in_folder(&p->first, "expected.tsv", expected);
    const char *const words[] = {"lua5.4", "scripts/verify/audit_expected.lua", "--accept", table,
                                 expected, NULL};
    const char *const without[] = {words[0], words[1], table, expected, NULL};
    run_program(o, accept ? words : without);
}

/* Accepted verdicts pass; one that was better fails and is named; one that was worse passes. */
static void expected_verdicts__worse_ones__are_named(void **state)
{
    const struct pair *p = *state;
    struct program_end o;
    audit_passes(p);
    run_lua(p, false, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "found no such file, ACCEPT=1 writes it");
    program_end_free(&o);
    run_lua(p, true, &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    run_lua(p, false, &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    char *text = take_file(&p->first, "expected.tsv", NULL);
    char *good = strstr(text, "tiny\tbase.never\tdiffers\n");
    assert_non_null(good);
    char changed[4096];
    snprintf(changed, sizeof changed, "%.*stiny\tbase.never\twithin sampling error\n%s",
             (int)(good - text), text, strchr(good, '\n') + 1);
    put_file(&p->first, "expected.tsv", changed, strlen(changed));
    run_lua(p, false, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, "tiny: base.never: found \"differs\", want \"within sampling error\" or "
                           "better (printed 9, value 0.");
    assert_contains(o.err, "1 verdict is worse");
    assert_contains(o.err, "ACCEPT=1");
    program_end_free(&o);
    snprintf(changed, sizeof changed, "%.*stiny\tbase.never\tnot computed\n%s",
             (int)(good - text), text, strchr(good, '\n') + 1);
    put_file(&p->first, "expected.tsv", changed, strlen(changed));
    run_lua(p, false, &o);
    assert_int_equal(o.status, 0);
    program_end_free(&o);
    free(text);
}

static void printed_table__has_colour_only_if_asked(void **state)
{
    const struct pair *p = *state;
    char table[SCRATCH_PATH_SIZE], modes[SCRATCH_PATH_SIZE];
    struct program_end o;
    audit_passes(p);
    in_folder(&p->first, "audit.tsv", table);
    in_folder(&p->first, "modes.tsv", modes);
    const char *argv[] = {"lua5.4", "scripts/terminal/audit.lua", table, modes, "0", NULL, NULL};
    run_program(&o, argv);
    assert_int_equal(o.status, 0);
    assert_null(strchr(o.out, '\x1b'));
    assert_contains(o.out, "tiny, 8 values against ");
    assert_contains(o.out, "1 differs, 2 not computed");
    program_end_free(&o);
    argv[5] = "--colour";
    run_program(&o, argv);
    assert_contains(o.out, "\x1b[31mdiffers, -9");
    program_end_free(&o);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        OF_A_PAIR(values__are_the_results),
        OF_A_PAIR(verdicts__are_the_four),
        OF_A_PAIR(case_of_one_scenario__is_not_computed_for_the_other),
        OF_A_PAIR(share__is_counted),
        OF_A_PAIR(modes_table__has_five_bandwidths),
        OF_A_PAIR(second_run__changes_nothing),
        OF_A_PAIR(expected_verdicts__worse_ones__are_named),
        OF_A_PAIR(printed_table__has_colour_only_if_asked),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
