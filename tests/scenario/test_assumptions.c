/* test_assumptions.c -- lists of assumptions, reading assumptions.tsv, and the struct it fills. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/assumption_list.h"
#include "support.h"

/* A whole file but for its first line, with a line of each type. */
static const char BODY[] =
    "path\tvalue\tunit\tsource\tnote\n"
    "title\tA day\t-\t\t\n"
    "generator\tmt19937\t-\t\t\n"
    "queries\t500\tquery\t\t\n"
    "z\t1.645\t1\t\t\n"
    "pue\tlognormal(p5=1.05,p95=1.6)\t1\tmeters\t\n"
    "utilisation\tconstant(value=0.5)\t1\t\t\n"
    "rounding\tnearest\t-\t\t\n"
    "pool\tlargest_medians\t-\t\t\n"
    "pool_size\t1\tmodel\t\t\n"
    "trim\t5-95 10-90\tpercent\t\t\n"
    "coupled_power\tlinear(idle=node,cap=0.9)\t1\t\t\n"
    "throughput.rows\treleased\t-\t\t\n"
    "node.n.max_power\t11.3\tkW\t\t\n"
    "node.n.idle_power\t2.7\tkW\t\t\n"
    "models\tb a\t-\t\t\n"
    "model.a.table_model\tA\t-\t\t\n"
    "model.a.parameters\t7\t1e9\t\t\n"
    "model.a.node\tn\t-\t\t\n"
    "model.b.table_model\tB\t-\t\t\n"
    "model.b.parameters\t405\t1e9\t\t\n"
    "model.b.node\tn\t-\t\t\n"
    "model.c.parameters\t1\t1e9\t\t\n"
    "output_tokens.chat\texponential(median=300)\ttoken\t\t\n"
    "input_tokens.chat\tconstant(value=500)\ttoken\t\t\n"
    "workload.chat.label\t\"\"\"Chat\"\"\"\t-\t\t\n"
    "case.chat.workload\tchat\t-\t\t\n"
    "case.long.workload\tchat\t-\t\t\n"
    "case.long.input_tokens\tconstant(value=5000)\ttoken\t\t\n"
    "case.long.effective_tokens\toutput_and_input\t-\t\t\n"
    "case.long.power\tcoupled\t-\t\t\n"
    "case.long.continues\tchat\t-\t\t\n"
    "levers.hardware\tconstant(value=2)\t1\t\t\n"
    "levers.algorithm\tconstant(value=3)\t1\t\t\n"
    "levers.serving\tlognormal(p5=1.5,p95=5)\t1\t\t\n"
    "fleet.utilisation\t1.076\t1\t\t\n"
    "fleet.node\tn\t-\t\t\n"
    "mix.all.shares\tchat=1\t1\t\t\n"
    "reference.web_search\t0.3\tWh\t\t\n";

struct fixture {
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    struct assumptions a;
    char sha256[65];
    struct error e;
};

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    scratch_make(f->directory);
    scratch_path(f->file, f->directory, "assumptions.tsv");
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    scratch_remove(f->directory);
    free(f);
    return 0;
}

static int read_text(struct fixture *f, const char *first, const char *body)
{
    char text[9000];
    snprintf(text, sizeof text, "%s%s", first, body);
    write_text(f->file, text);
    return assumptions_read(f->file, &f->a, f->sha256, &f->e);
}

/* ---- lists --------------------------------------------------------------------------------- */

static void list__rows__are_copies_and_found_by_path(void **state)
{
    (void)state;
    struct assumption_list list = {0};
    struct error e;
    char path[] = "pue";
    struct assumption row = {.path = path, .value = (char *)"1.2"};
    assert_int_equal(assumption_list_add(&list, &row, &e), 0);
    path[0] = 'x';
    row.value = (char *)"2";
    assert_int_equal(assumption_list_add(&list, &row, &e), 0);
    assert_int_equal(list.n, 2);
    struct assumption *found = assumption_list_find(&list, "pue");
    assert_string_equal(found->value, "1.2");
    assert_string_equal(found->source, ""); /* NULL is taken as "" */
    assert_string_equal(found->place, "");
    assert_null(assumption_list_find(&list, "seed"));
    assumption_list_free(&list);
    assert_int_equal(list.n, 0);
    assumption_list_free(&list);
}

/* ---- reading ------------------------------------------------------------------------------- */

static void read__whole_file__fills_every_type(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read_text(f, "# scenario day\n", BODY), 0);
    const struct assumptions *a = &f->a;
    assert_string_equal(a->name, "day");
    assert_string_equal(a->title, "A day");
    assert_int_equal(a->generator, GENERATOR_MT19937);
    assert_int_equal(a->seed, 42); /* the schema's default */
    assert_int_equal(a->queries, 500);
    /* a log-normal by P5 and P95: sigma = ln(P95/P5) / (2 z), mu = ln P5 + z sigma */
    assert_ptr_equal(a->pue.type, &distribution_lognormal);
    assert_close(a->pue.b, log(1.6 / 1.05) / (2 * 1.645), 1e-14, 0);
    assert_close(a->pue.a, log(1.05) + 1.645 * a->pue.b, 1e-14, 0);
    assert_int_equal(a->rounding, ROUNDING_NEAREST);
    assert_int_equal(a->pool, POOL_LARGEST_MEDIANS);
    assert_int_equal(a->trim.n, 2);
    assert_close(a->trim.cut[1].low, 0.1, 0, 0);
    assert_true(a->coupled_power.idle_of_node);
    assert_int_equal(a->throughput.rows, ROWS_RELEASED);
    assert_string_equal(a->throughput.table, "data/throughput_supplement_s1.csv");
    assert_false(a->fleet.utilisation.derived);
    assert_close(a->fleet.utilisation.value, 1.076, 0, 0);
    assert_close(a->references.web_search, 0.3, 0, 0);
    assert_true(isnan(a->references.data_centre_power)); /* not given */
    assert_close(a->levers[LEVER_ALGORITHM].a, 3, 0, 0);
    assert_close(a->mixes[0].shares.of[0], 1, 0, 0);
}

static void read__items__stand_in_order_and_refer_by_index(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(read_text(f, "# scenario day\n", BODY), 0);
    const struct assumptions *a = &f->a;
    assert_int_equal(a->n_models, 2); /* models lists b a; c is not chosen */
    assert_string_equal(a->models[0].name, "b");
    assert_string_equal(a->models[1].table_model, "A");
    assert_string_equal(a->models[1].label, "a"); /* no label: the name */
    assert_string_equal(a->workloads[0].label, "\"Chat\"");
    assert_int_equal(a->n_cases, 2);
    assert_true(a->cases[1].has_continues);
    assert_int_equal(a->cases[1].continues, 0);
    assert_true(a->cases[1].has_input_tokens);
    assert_false(a->cases[0].has_input_tokens);
    assert_int_equal(a->cases[1].power, POWER_COUPLED);
    assert_int_equal(a->cases[1].effective_tokens, EFFECTIVE_OUTPUT_AND_INPUT);
    assert_int_equal(a->cases[0].effective_tokens, EFFECTIVE_OUTPUT);
}

/* The expected digest comes from the system's sha256sum. */
static void read__sha256__is_that_of_the_bytes(void **state)
{
    struct fixture *f = *state;
    struct program_end o;
    assert_int_equal(read_text(f, "# scenario day\n", BODY), 0);
    run_program(&o, (const char *const[]){"sha256sum", f->file, NULL});
    assert_int_equal(o.status, 0);
    assert_memory_equal(o.out, f->sha256, 64);
    assert_int_equal(strlen(f->sha256), 64);
    program_end_free(&o);
}

static void read__file_without_its_first_line__is_told(void **state)
{
    struct fixture *f = *state;
    static const char *const firsts[] = {"", "# scenari day\n", "# scenario \n",
                                         "# scenario A Day\n"};
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        assert_int_equal(read_text(f, firsts[i], BODY), -1);
        assert_contains(f->e.text, "assumptions.tsv:1: found no line \"# scenario NAME\"");
    }
    assert_int_equal(read_text(f, "# scenario day\n", "path\tvalue\nz\t1.645\n"), -1);
    assert_contains(f->e.text, "column unit is missing");
    assert_int_equal(assumptions_read("/nowhere/a.tsv", &f->a, f->sha256, &f->e), -1);
    assert_contains(f->e.text, "/nowhere/a.tsv");
}

/* ---- rows: one line replaced or added, and a part of the message --------------------------- */

struct bad_row {
    const char *name, *old, *new, *message;
};

static const struct bad_row BAD[] = {
    {"unknown_path", "title\t", "tilte\t", "assumptions.tsv:3: found the path \"tilte\", want"},
    {"path_twice", "title\tA day", "z\t1.6", "tsv:6: z: found twice, want it once"},
    {"missing", "pue\tlognormal(p5=1.05,p95=1.6)\t1\tmeters\t\n", "",
     "pue: missing, want a distribution"},
    {"bad_value", "queries\t500", "queries\t0", "tsv:5: queries: found 0, want 100 to 1e8 query"},
    {"bad_distribution", "p5=1.05", "p5=1.75", "tsv:7: pue: p5: found 1.75, want less than p95"},
    {"listed_model_without_rows", "models\tb a", "models\tb d",
     "model.d.table_model: missing, want a text"},
    {"listed_twice", "models\tb a", "models\tb b", "tsv:17: models: found b twice"},
    {"unknown_node", "model.a.node\tn", "model.a.node\tm",
     "model.a.node: found \"m\", want a node; there are: n"},
    {"continues_itself", "continues\tchat", "continues\tlong",
     "case.long.continues: found long, which is itself, want a case that stands before it"},
    {"mix_of_unknown", "chat=1", "chta=1", "found \"chta\", want a workload"},
    {"idle_above_full", "node.n.idle_power\t2.7", "node.n.idle_power\t11.3",
     "node.n.idle_power: found 11.3 kW, want less than max_power (11.3 kW)"},
    {"line_below_idle", "cap=0.9", "cap=0.2",
     "coupled_power: found a cap of 0.2, want no less than P_idle / P_max of node n (0.239)"},
    {"pool_too_large", "pool_size\t1", "pool_size\t3", "pool_size: found 3, want no more than"},
    {"number_with_tail", "node.n.max_power\t11.3", "node.n.max_power\t11.3kW",
     "node.n.max_power: found \"11.3kW\", want a finite number"},
};

static void one_bad_file(void **state)
{
    const struct bad_row *row = *state;
    void *fixture = NULL;
    char body[8000];
    const char *at = strstr(BODY, row->old);
    assert_non_null(at);
    snprintf(body, sizeof body, "%.*s%s%s", (int)(at - BODY), BODY, row->new,
             at + strlen(row->old));
    assert_int_equal(open_fixture(&fixture), 0);
    struct fixture *f = fixture;
    int rc = read_text(f, "# scenario day\n", body);
    struct error e = f->e;
    close_fixture(&fixture);
    assert_int_equal(rc, -1);
    assert_contains(e.text, row->message);
}

/* ---- limits -------------------------------------------------------------------------------- */

static void build__too_many_items__are_refused(void **state)
{
    struct fixture *f = *state;
    struct assumption_list list = {0};
    for (int i = 0; i <= ASSUMPTIONS_MAX_NODES; i++) {
        char path[64];
        snprintf(path, sizeof path, "node.n%d.max_power", i);
        struct assumption row = {.path = path, .value = (char *)"1", .place = (char *)"here:1"};
        assert_int_equal(assumption_list_add(&list, &row, &f->e), 0);
    }
    assert_int_equal(assumptions_build(&list, "many", &f->a, &f->e), -1);
    assert_contains(f->e.text, "here:1: node.n32: found more than 32 of these, want fewer");
    assumption_list_free(&list);
}

static void build__no_rows_or_no_name__is_refused(void **state)
{
    struct fixture *f = *state;
    struct assumption_list list = {0};
    assert_int_equal(assumptions_build(&list, "day", &f->a, &f->e), -1);
    assert_contains(f->e.text, "pue: missing");
    assert_int_equal(assumptions_build(&list, "A Day", &f->a, &f->e), -1);
    assert_contains(f->e.text, "\"A Day\"");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_fixture, close_fixture)

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(list__rows__are_copies_and_found_by_path),
        TEST(read__whole_file__fills_every_type),
        TEST(read__items__stand_in_order_and_refer_by_index),
        TEST(read__sha256__is_that_of_the_bytes),
        TEST(read__file_without_its_first_line__is_told),
        TEST(build__too_many_items__are_refused),
        TEST(build__no_rows_or_no_name__is_refused),
    };
    struct CMUnitTest tests[COUNT(fixed) + COUNT(BAD)];
    memcpy(tests, fixed, sizeof fixed);
    for (size_t i = 0; i < COUNT(BAD); i++)
        tests[COUNT(fixed) + i] = (struct CMUnitTest){
            .name = BAD[i].name, .test_func = one_bad_file, .initial_state = (void *)&BAD[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("assumptions", tests, NULL, NULL);
}
