/* test_scenario_bad.c -- scenario files that are wrong, one mistake a row, and the message. */
#include "base_scenario.h"

static void print_problems(const struct problems *p)
{
    problems_print(p, "found", stderr);
}

/* ---- rows: bad input ----------------------------------------------------------------------- */

/* The text after "scenario { extends = 'base' }\n" on line 1, and a part of the one message. */
struct bad_row {
    const char *name, *script, *message;
};

#define LEVERS "levers { hardware = "

static const struct bad_row BAD[] = {
    {"unknown_key", "fleet { reduncancy = 1.1 }",
     "mine.lua:2: fleet: found the unknown key \"reduncancy\", want one of: queries_per_day "
     "redundancy network utilisation load_low load_high load_curve node; did you mean redundancy?"},
    {"unknown_key_of_item", "node {\n name = 'n', max_pwoer = 3 }",
     "mine.lua:2: node.n: found the unknown key \"max_pwoer\""},
    {"value_without_key", "fleet { 1.1 }", "mine.lua:2: fleet: found a value without a key"},
    {"key_with_zero_byte", "fleet { ['node\\0'] = 'n' }", "found a value without a key"},
    {"number_as_text", "fleet { redundancy = '1.1' }",
     "mine.lua:2: fleet.redundancy: found \"1.1\", want a number"},
    {"boolean", "fleet { redundancy = true }", "fleet.redundancy: found true, want a number"},
    {"table", "fleet { redundancy = {} }", "fleet.redundancy: found a table, want a number"},
    {"function", "fleet { redundancy = constant }", "found a function, want a number"},
    {"text_as_number", "node { name = 'n', label = 5 }", "node.n.label: found 5, want a text"},
    {"nan", "fleet { redundancy = 0 / 0 }", "found NaN, want a finite number"},
    {"infinity", "fleet { redundancy = math.huge }", "found infinity, want a finite number"},
    {"minus_infinity", "fleet { redundancy = -1 / 0 }", "found -infinity, want a finite"},
    {"nan_in_distribution", LEVERS "lognormal { p5 = 0 / 0, p95 = 2 } }",
     "levers.hardware: p5: found NaN, want a finite number"},
    {"infinite_quantity", "node { name = 'n', max_power = math.huge * kW }",
     "found infinity, want a finite number"},
    {"out_of_range", "fleet { redundancy = 0.5 }", "found 0.5, want 1 to 10"},
    {"negative_power", "node { name = 'n', max_power = -11.3 * kW }",
     "mine.lua:2: node.n.max_power: found -11.3, want 0.001 to 1000 kW"},
    {"wrong_unit", "node { name = 'n', max_power = 11.3 * Wh }",
     "found 11.3 * Wh, want a number of the unit kW"},
    {"unit_where_there_is_none", "fleet { redundancy = 2 * kW }",
     "found 2 * kW, want a number without a unit"},
    {"unit_squared", "node { name = 'n', max_power = kW * kW }", "mine.lua:2: found a product of"},
    {"division_by_unit", "node { name = 'n', max_power = 1 / kW }", "found a division by a unit"},
    {"p5_above_p95", LEVERS "\n lognormal { p5 = 2, p95 = 1.5 } }",
     "mine.lua:3: levers.hardware: p5: found 2, want less than p95 (1.5)"},
    {"p5_equals_p95", LEVERS "lognormal { p5 = 2, p95 = 2 } }", "p5: found 2, want less than p95"},
    {"half_a_distribution", LEVERS "lognormal { p5 = 2 } }", "levers.hardware: "},
    {"unknown_parameter", LEVERS "lognormal { p5 = 1, p96 = 2 } }",
     "found the parameter \"p96\", want: p5 p95 median mean ratio cv source note; did you mean"},
    {"parameter_as_text", LEVERS "constant { '2' } }",
     "levers.hardware: value: found \"2\", want a finite number"},
    {"nameless_parameter", LEVERS "lognormal { 1, 2 } }", "found a value without a name"},
    {"distribution_without_braces", LEVERS "constant(2) }", "want braces: constant { ... }"},
    {"distribution_for_number", "fleet { redundancy = constant { 2 } }",
     "fleet.redundancy: found constant(value=2), want a number"},
    {"word_for_distribution", LEVERS "'two' }", "found \"two\", want a distribution"},
    {"distribution_out_of_range", LEVERS "constant { 0 } }", "found 0, want 0.1 to 10000"},
    {"distribution_in_value", LEVERS "value { constant { 2 } } }",
     "found constant(value=2) inside of value { }"},
    {"empty_value", "fleet { redundancy = value { source = 'x' } }", "without a value"},
    {"value_without_braces", "fleet { redundancy = value(2) }", "found value(2), want braces"},
    {"value_with_unknown_key", "fleet { redundancy = value { 2, sauce = 'x' } }",
     "fleet.redundancy: found the parameter \"sauce\", want: source note"},
    {"source_of_no_text", "fleet { redundancy = value { 2, source = 3 } }",
     "source: found 3, want a text"},
    {"source_with_tab", "fleet { redundancy = value { 2, source = 'a\\tb' } }",
     "fleet.redundancy: source: found a text with a control character"},
    {"note_with_zero_byte", "fleet { redundancy = value { 2, note = 'a\\0b' } }", "note: found a"},
    {"label_with_newline", "node { name = 'n', label = 'a\\nb' }", "with a control character"},
    {"label_too_long", "local s = '0123456789'\ns = s .. s .. s .. s .. s\n"
     "node { name = 'n', label = s .. s }", "of 100 bytes, want 1 to 95 bytes"},
    {"choice", "throughput { rows = 'relaesed' }",
     "throughput.rows: found \"relaesed\", want one of: released all; did you mean released?"},
    {"item_without_name", "node { max_power = 3 }", "node: found no name, want name = \"...\""},
    {"item_with_bad_name", "node { name = 'N-1' }", "node.name: found \"N-1\", want a name"},
    {"item_with_zero_byte_in_name", "node { name = 'n\\0x' }", "node.name: found"},
    {"item_twice", "node { name = 'm', max_power = 1 }\n\nnode { name = 'm', max_power = 2 }",
     "mine.lua:4: node.m: found a second node of this name, want each once; the first is at"},
    {"block_twice", "fleet { redundancy = 1.1 }\nfleet { network = 1.1 }",
     "mine.lua:3: fleet: found a second block, want it once; the first is at"},
    {"block_of_no_table", "fleet(5)", "mine.lua:2: fleet: found 5, want braces: fleet { ... }"},
    {"block_of_nothing", "fleet()", "fleet: found nothing, want braces"},
    {"missing_key_of_item", "node { name = 'other' }",
     "mine.lua:2: node.other.max_power: missing, want node { name = \"other\", max_power = ... }"},
    {"unknown_node", "model { name = 'big', node = 'm' }",
     "model.big.node: found \"m\", want a node; there are: n"},
    {"unknown_workload", "case { name = 'x', workload = 'caht' }",
     "case.x.workload: found \"caht\", want a workload; there are: chat; did you mean chat?"},
    {"continues_itself", "case { name = 'chat', continues = 'chat' }",
     "case.chat.continues: found chat, which is itself, want a case that stands before it"},
    {"continues_cycle", "case { name = 'chat', continues = 'chat_long' }\n"
     "case { name = 'chat_long', continues = 'chat' }",
     "mine.lua:2: case.chat.continues: found chat_long, want a case that stands before it"},
    {"continues_other_workload", "workload { name = 'w2', output_tokens = 9, input_tokens = 9 }\n"
     "case { name = 'x', workload = 'w2', continues = 'chat' }",
     "case.x.continues: found chat of workload chat, want a case of workload w2"},
    {"shares_sum", "mix { name = 'all', shares = { chat = 0.5 } }",
     "mix.all.shares: found shares that sum to 0.5, want 1"},
    {"shares_of_unknown", "mix { name = 'all', shares = { chta = 1 } }",
     "mix.all.shares: found \"chta\", want a workload; there are: chat; did you mean chat?"},
    {"shares_as_list", "mix { name = 'all', shares = { 1 } }", "want shares by name"},
    {"mix_without_case", "workload { name = 'w2', output_tokens = 9, input_tokens = 9 }\n"
     "mix { name = 'all', shares = { chat = 0.5, w2 = 0.5 } }",
     "mine.lua:3: mix.all.shares: found a share of w2, but no case computes it"},
    {"model_named_as_the_pool", "model { name = 'frontier', table_model = 'x', parameters = 1, "
     "node = 'n' }", "models: found a model named frontier, want another name"},
    {"mix_named_as_a_factor", "mix { name = 'beta', shares = { chat = 1 } }",
     "mix.beta.shares: found a mix of a name that another result of the fleet has"},
    {"idle_above_full", "node { name = 'n', idle_power = 12 * kW }",
     "node.n.idle_power: found 12 kW, want less than max_power (11.3 kW)"},
    {"load_upside_down", "fleet { load_low = 0.9, load_high = 0.5 }",
     "fleet.load_low: found 0.9, want no more than load_high (0.5)"},
    {"loops_for_ever", "while true do end", "mine.lua:2: the script ran too long"},
    {"eats_memory", "local s = 'x'\nwhile true do s = s .. s end",
     "mine.lua:3: the script wanted 1048601 bytes in one piece"},
    {"items_without_end", "for i = 1, 1e9 do node { name = 'n' .. i, max_power = 1 } end",
     "mine.lua:2: found more than 256 items, want fewer"},
    {"many_problems", "for i = 1, 1e9 do fleet { x = 1 } end",
     "mine.lua:2: found too many problems to go on"},
    {"reaches_for_io", "io.open('/etc/passwd')", "mine.lua:2: unknown name \"io\""},
    {"reaches_for_os", "os.exit(0)", "unknown name \"os\""},
    {"reaches_for_require", "require 'posix'", "unknown name \"require\""},
    {"syntax", "fleet { redundancy = }", "mine.lua:2: unexpected symbol near '}'"},
};

static void one_bad_file(void **state)
{
    const struct bad_row *row = *state;
    struct base_fixture *f;
    char text[2000];
    void *fixture = NULL;
    assert_int_equal(open_fixture(&fixture), 0);
    f = fixture;
    snprintf(text, sizeof text, "scenario { extends = 'base' }\n%s\n", row->script);
    assert_int_equal(load_text(f, text), -1);
    bool one = f->p.n == 1 || strstr(row->name, "many"); /* one mistake, one message */
    bool found = false;
    for (size_t i = 0; i < f->p.kept; i++)
        found = found || strstr(f->p.text[i], row->message);
    if (!found || !one)
        print_problems(&f->p);
    close_fixture(&fixture);
    assert_true(found);
    assert_true(one);
}

/* The same for what stands inside of scenario { extends = 'base', ... }. */
static const struct bad_row BAD_KEYS[] = {
    {"zero_queries", "queries = 0", "queries: found 0, want 100 to 1e8 query"},
    {"fractional_queries", "queries = 1000.5", "queries: found 1000.5, want a whole number"},
    {"seed_as_text", "seed = '42'", "seed: found \"42\", want a whole number"},
    {"seed_too_large", "seed = 2^32", "seed: found 4294967296, want 1 to 4294967295"},
    {"typo", "utilization = 0.5", "did you mean utilisation?"},
    {"trim_word", "trim = 'nothing'", "trim: found \"nothing\", want \"none\" or a list of cuts"},
    {"trim_flat", "trim = { 5, 95 }", "trim: found 5, want \"none\" or a list of cuts"},
    {"trim_text", "trim = { { '5', 95 } }", "trim: found \"5\", want a number, in percent"},
    {"trim_upside_down", "trim = { { 95, 5 } }", "want 0 <= low < high <= 100"},
    {"line_half", "coupled_power = linear { idle = 0.2 }", "coupled_power: cap: missing"},
    {"line_falls", "coupled_power = linear { idle = 0.9, cap = 0.8 }", "want no more than cap"},
    {"line_word", "coupled_power = linear { idle = 'n', cap = 1 }", "idle: found \"n\""},
    {"line_number", "coupled_power = 0.5", "found 0.5, want linear { idle = ..., cap = ... }"},
    {"models_unknown", "models = { 'bgi' }",
     "models: found \"bgi\", want a model; there are: big small"},
    {"models_empty", "models = {}", "models: found no name, want at least one"},
    {"models_twice", "models = { 'big', 'big' }", "models: found big twice, want it once"},
    {"models_by_key", "models = { a = 'big' }", "models: found a table, want a list of names"},
    {"models_text", "models = 'big'", "models: found \"big\", want a list of names"},
    {"models_of_numbers", "models = { 1 }", "models: found 1, want a name"},
    {"models_all_small", "models = { 'small' }",
     "pool: found above_200b, but no model has more than 200 billion"},
    {"pool_too_large", "pool = 'largest_medians'",
     "pool_size: found 3, want no more than there are models (2)"},
    {"mix_of_dropped_case", "cases = { 'chat_long' }",
     "mix.all.shares: found a share of chat, but no case computes it"},
    {"name_of_another", "name = 'base'",
     "mine.lua:1: name: found \"base\", want \"mine\" as the file is called; "},
    {"name_of_no_one", "name = 'yours'", "found \"yours\", want \"mine\" as the file is called"},
    {"p5_above_p95", "pue = lognormal { p5 = 1.6, p95 = 1.4 }", "pue: p5: found 1.6, want less"},
    {"pue_below_one", "pue = 0.9", "pue: found 0.9, want 1 to 5"},
};

static void one_bad_key(void **state)
{
    const struct bad_row *row = *state;
    void *fixture = NULL;
    char text[500];
    assert_int_equal(open_fixture(&fixture), 0);
    struct base_fixture *f = fixture;
    snprintf(text, sizeof text, "scenario { extends = 'base', %s }\n", row->script);
    assert_int_equal(load_text(f, text), -1);
    bool found = f->p.n == 1 && strstr(f->p.text[0], row->message);
    if (!found)
        print_problems(&f->p);
    close_fixture(&fixture);
    assert_true(found);
}

/* ---- many problems at once ----------------------------------------------------------------- */

static void scenario__all_problems_of_a_file__are_told_in_order(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, "scenario { extends = 'base', queries = 0, sede = 1, b = 1 }\n"
                                  "fleet { redundancy = 'x' }\n"
                                  "io.x = 1\n"), -1);
    assert_int_equal(f->p.n, 5);
    assert_contains(f->p.text[0], "mine.lua:1: queries: ");
    assert_contains(f->p.text[1], "the unknown key \"b\"");
    assert_contains(f->p.text[2], "the unknown key \"sede\"");
    assert_contains(f->p.text[3], "mine.lua:2: fleet.redundancy: ");
    assert_contains(f->p.text[4], "mine.lua:3: unknown name");
}

static void scenario__empty_file__lists_what_is_required(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(load_text(f, ""), -1);
    /* pue, utilisation, three levers and fleet.node have no default */
    assert_int_equal(f->p.n, 6);
    assert_contains(f->p.text[0], "mine.lua: pue: missing, want scenario { pue = ... } with a "
                                  "distribution");
}

static void scenario__problems_of_a_parent__are_told_with_its_place(void **state)
{
    struct base_fixture *f = *state;
    put(f, "broken.lua", "scenario { extends = 'base',\n seed = value { 0 } }\n");
    assert_int_equal(load_text(f, "scenario { extends = 'broken' }"), -1);
    assert_int_equal(f->p.n, 1);
    assert_contains(f->p.text[0], "broken.lua:2: seed: found 0");
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define ADD_ROWS(list, function)                                                                \
    for (size_t i = 0; i < COUNT(list); i++)                                                    \
        tests[n++] = (struct CMUnitTest){.name = list[i].name, .test_func = function,           \
                                         .initial_state = (void *)&list[i]}

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        TEST(scenario__all_problems_of_a_file__are_told_in_order),
        TEST(scenario__empty_file__lists_what_is_required),
        TEST(scenario__problems_of_a_parent__are_told_with_its_place),
    };
    struct CMUnitTest tests[COUNT(fixed) + COUNT(BAD) + COUNT(BAD_KEYS)];
    size_t n = COUNT(fixed);
    memcpy(tests, fixed, sizeof fixed);
    ADD_ROWS(BAD, one_bad_file);
    ADD_ROWS(BAD_KEYS, one_bad_key);
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("bad scenarios", tests, NULL, NULL);
}
