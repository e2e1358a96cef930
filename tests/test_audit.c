/* test_audit.c -- the stage and its scripts: a tiny scenario beside another, from the files of both
 * to verdicts, complaints and expectations. */
#include "stage_fixture.h"

#include <math.h>

#include "io/formula_source.h"
#include "io/published.h"
#include "io/table.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NUMBERS "id,place,quantity,case,model_or_group,statistic,printed,unit,low,high,kind,note\n"
#define FORMULAE "id,formula,low,high,note\n"

static const char NUMBER_ROWS[] = NUMBERS
    "base.median,\"sec. 1, fig. 2\",energy,traditional,>200B,p50,0.2,Wh,0.1,0.3,simulated,\n"
    "base.never,,energy,traditional,>200B,p50,9,Wh,8.5,9.5,simulated,\n"
    "base.tail,,share,traditional,>200B,share,some,1,,,qualitative,\n"
    "shape.one,,modes,traditional,>200B,modes,unimodal,1,,,qualitative,\n"
    "in.pue,,PUE,assumption,all,p5-p95,1.05-1.60,1,,,assumption,\n"
    "ref.other,,energy,reference,all,value,0.3,Wh,,,cited,\n"
    "other.case,,energy,other,all,p50,1,Wh,0,2,simulated,\n";

static const char FORMULA_ROWS[] = FORMULAE
    "base.median,traditional.energy.frontier.p50,,,\n"
    "base.never,traditional.energy.frontier.p50,,,\n"
    "base.tail,\"share_above(traditional.energy.frontier, 0.1)\",0.05,,a twentieth\n"
    "shape.one,modes(traditional.energy.frontier),0.5,1.5,one\n"
    "in.pue,assumption(pue.p5); assumption(pue.p95),,,\n"
    "other.case,other.energy.frontier.p50,,,\n";

/* Two scenarios, their results, and the files of printed numbers in the first one's folder. */
struct pair {
    struct run first, second;
};

static int set_up(void **state)
{
    struct pair *p = calloc(1, sizeof *p);
    if (!p)
        return -1;
    run_open(&p->first, TINY);
    run_open_text(&p->second, "pue = lognormal { p5 = 1.05, p95 = 1.40 }",
                  "case { name = 'other', workload = 'traditional' }");
    stages_pass(&p->first, SUMMARIZE);
    stages_pass(&p->second, SUMMARIZE);
    put_file(&p->first, "numbers.csv", NUMBER_ROWS, strlen(NUMBER_ROWS));
    put_file(&p->first, "formulae.csv", FORMULA_ROWS, strlen(FORMULA_ROWS));
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    struct pair *p = *state;
    run_close(&p->first);
    run_close(&p->second);
    free(p);
    return 0;
}

static void audit(const struct pair *p, const char *beside, struct program_end *o)
{
    char numbers[SCRATCH_PATH_SIZE], formulae[SCRATCH_PATH_SIZE], output[SCRATCH_PATH_SIZE],
        modes[SCRATCH_PATH_SIZE];
    in_folder(&p->first, "numbers.csv", numbers);
    in_folder(&p->first, "formulae.csv", formulae);
    in_folder(&p->first, "audit.tsv", output);
    in_folder(&p->first, "modes.tsv", modes);
    const char *const argv[] = {BIN_DIR "/audit", "--directory", p->first.folder, "--beside",
                                beside, "--published", numbers, "--formulae", formulae,
                                "--output", output, "--modes", modes, NULL};
    run_program(o, argv);
}

static void audit_passes(const struct pair *p)
{
    struct program_end o;
    audit(p, p->second.folder, &o);
    if (o.status != 0 || *o.out || *o.err)
        fail_msg("status %d, said \"%s%s\"", o.status, o.out, o.err);
    program_end_free(&o);
}

static void audit_fails(const struct pair *p, const char *beside, const char *message)
{
    char output[SCRATCH_PATH_SIZE];
    struct program_end o;
    audit(p, beside, &o);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, message);
    program_end_free(&o);
    in_folder(&p->first, "audit.tsv", output);
    assert_false(path_exists(output));
}

/* ---- the table -------------------------------------------------------------------------- */

static void read_table(const struct run *r, const char *name, struct table *t)
{
    char path[SCRATCH_PATH_SIZE];
    struct error e;
    in_folder(r, name, path);
    if (table_read(path, '\t', t, &e))
        fail_msg("%s", e.text);
}

static const char *cell(const struct table *t, const char *id, const char *column)
{
    size_t key, c;
    assert_int_equal(table_column(t, "id", &key, NULL), 0);
    if (table_column(t, column, &c, NULL))
        fail_msg("no column %s", column);
    for (size_t r = 0; r < t->n_rows; r++)
        if (strcmp(table_cell(t, r, key), id) == 0)
            return table_cell(t, r, c);
    fail_msg("no row %s", id);
    return NULL;
}

static double number(const struct table *t, const char *id, const char *column)
{
    return strtod(cell(t, id, column), NULL);
}

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

/* A share is counted over the drawn queries, with its binomial error; the exact one is near. */
static void share__is_counted(void **state)
{
    const struct pair *p = *state;
    struct table t;
    audit_passes(p);
    read_table(&p->first, "audit.tsv", &t);
    double share = number(&t, "base.tail", "tiny.value"), n = 2 * 180; /* 5-95 of 200, twice */
    assert_close(share * n, floor(share * n + 0.5), 0, 1e-9);
    double s = number(&t, "base.tail", "tiny.standard_error");
    assert_close(s, sqrt(share * (1 - share) / n), 1e-9, 0);
    assert_true(fabs(number(&t, "base.tail", "tiny.exact") - share) < 4 * s);
    table_free(&t);
}

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

/* ---- complaints ------------------------------------------------------------------------- */

static void replace_formula(const struct pair *p, const char *formula)
{
    char text[512];
    snprintf(text, sizeof text, FORMULAE "x,\"%s\",,,\n", formula);
    put_file(&p->first, "formulae.csv", text, strlen(text));
    put_file(&p->first, "numbers.csv", NUMBERS "x,,,,,,1,1,0,2,derived,\n",
             strlen(NUMBERS "x,,,,,,1,1,0,2,derived,\n"));
}

struct bad {
    const char *formula, *message;
};

/* What no scenario has is a wrong formula. */
static const struct bad BAD[] = {
    {"traditionl.energy.frontier.p50", "x: traditionl.energy.frontier.p50: found no case"},
    {"traditional.energy.frontier.p51", "found no statistic \"p51\""},
    {"traditionl.energy.frontier.p50", "did you mean traditional?"},
    {"assumption(pux.p5)", "x: assumption(pux.p5): found no such path"},
    {"assumption(pux.p5)", "did you mean pue?"},
    {"assumption(pue.p500)", "found the part \"p500\" of a distribution, want p5, median, p95"},
    {"assumption(pue)", "found the part \"\" of a distribution"},
    {"assumption(seed.low)", "found the part \"low\" of a plain value, want none"},
    {"assumption(title)", "found a text, want a number"},
    {"assumption(node.b200.max_power)", "the scenario has no node \"b200\""},
    {"assumption(reference.data_centre_power)", "the scenario does not give it"},
    {"fit(llama_405b.rmes)", "x: fit(llama_405b.rmes): found the column \"rmes\""},
    {"fit(llama_405b.rmes)", "did you mean rmse?"},
    {"fit(gpt.rmse)", "the scenario has no model \"gpt\""},
    {"share_above(traditional.energy.llama_405b, 1)", "want <case>.energy.frontier"},
    {"modes(traditional.tps.llama_405b)", "want <case>.energy.frontier"},
};

static void one_bad(void **state)
{
    const struct bad *b = *state;
    void *fixture;
    assert_int_equal(set_up(&fixture), 0);
    replace_formula(fixture, b->formula);
    audit_fails(fixture, ((struct pair *)fixture)->second.folder, b->message);
    tear_down(&fixture);
}

static void scenario_beside_itself__is_refused(void **state)
{
    const struct pair *p = *state;
    audit_fails(p, p->first.folder, "--beside: found scenario tiny again, want another");
}

static void stale_lever_file__is_refused(void **state)
{
    struct pair *p = *state;
    size_t n;
    char *other = take_file(&p->second, "traditional.levers.nc", &n);
    put_file(&p->first, "traditional.levers.nc", other, n);
    free(other);
    audit_fails(p, p->second.folder, "traditional.levers.nc");
}

/* ---- numbers of the scenario ------------------------------------------------------------ */

struct assumed {
    const char *path;
    double want;
};

/* tiny.lua; a log-normal's mean is exp(mu + sigma^2 / 2), an exponential's P95 median log2(20). */
static const struct assumed ASSUMED[] = {
    {"pue.p5", 1.05}, {"pue.p95", 1.6}, {"pue.median", 1.2961481396815721},
    {"pue.mean", 1.306814548290169}, {"output_tokens.traditional.median", 300},
    {"output_tokens.traditional.mean", 432.80851226668904},
    {"output_tokens.traditional.p95", 1296.5784284662087}, {"input_tokens.traditional.p5", 500},
    {"node.h100_x8.max_power", 11.3}, {"fleet.queries_per_day", 1e9}, {"seed", 42},
    {"fleet.lever.traditional.p95", 3.5}, {"fleet.utilisation", 1.0796460176991152},
    {"mix.traditional.shares.traditional", 1}, {"model.llama_405b.parameters", 405},
    {"coupled_power.cap", 1},
};

static void assumptions__by_path__are_the_scenarios(void **state)
{
    const struct pair *p = *state;
    char path[SCRATCH_PATH_SIZE], sha256[65];
    struct assumptions *a = malloc(sizeof *a);
    struct error e;
    assert_non_null(a);
    in_folder(&p->first, "assumptions.tsv", path);
    assert_int_equal(assumptions_read(path, a, sha256, &e), 0);
    for (size_t i = 0; i < COUNT(ASSUMED); i++) {
        double value;
        if (formula_assumption(a, ASSUMED[i].path, &value, &e))
            fail_msg("%s", e.text);
        if (!(fabs(value - ASSUMED[i].want) <= 1e-12 * ASSUMED[i].want))
            fail_msg("%s: got %.17g, want %.17g", ASSUMED[i].path, value, ASSUMED[i].want);
    }
    free(a);
}

/* ---- the scripts ------------------------------------------------------------------------ */

static void run_lua(const struct pair *p, bool accept, struct program_end *o)
{
    char table[SCRATCH_PATH_SIZE], expected[SCRATCH_PATH_SIZE];
    in_folder(&p->first, "audit.tsv", table);
    in_folder(&p->first, "expected.tsv", expected);
    const char *const words[] = {"lua5.4", "scripts/audit/expected.lua", "--accept", table,
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
    const char *argv[] = {"lua5.4", "scripts/audit/print.lua", table, modes, "0", NULL, NULL};
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
#define OF_A_PAIR(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    struct CMUnitTest tests[11 + COUNT(BAD)] = {
        OF_A_PAIR(values__are_the_results),
        OF_A_PAIR(verdicts__are_the_four),
        OF_A_PAIR(case_of_one_scenario__is_not_computed_for_the_other),
        OF_A_PAIR(share__is_counted),
        OF_A_PAIR(modes_table__has_five_bandwidths),
        OF_A_PAIR(second_run__changes_nothing),
        OF_A_PAIR(scenario_beside_itself__is_refused),
        OF_A_PAIR(stale_lever_file__is_refused),
        OF_A_PAIR(assumptions__by_path__are_the_scenarios),
        OF_A_PAIR(expected_verdicts__worse_ones__are_named),
        OF_A_PAIR(printed_table__has_colour_only_if_asked),
    };
    for (size_t i = 0; i < COUNT(BAD); i++)
        tests[i + 11] = (struct CMUnitTest){.name = BAD[i].formula, .test_func = one_bad,
                                            .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("audit", tests, NULL, NULL);
}
