/* test_cage.c -- the Lua cage: what gets out, and what a hostile script is told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <lauxlib.h>

#include "lua/cage.h"
#include "support.h"

#define SMALL ((struct cage_use){(size_t)2 << 20, 1000000, 2})
#define UNUSED (&(struct cage_use){0})

/* What scripts hand out by calling give(...). */
struct given {
    double number;
    char text[64];
    int calls;
};

static int give(lua_State *L)
{
    struct given *given = lua_touserdata(L, lua_upvalueindex(1));
    given->calls++;
    if (lua_type(L, 1) == LUA_TNUMBER)
        given->number = lua_tonumber(L, 1);
    if (lua_type(L, 1) == LUA_TSTRING)
        snprintf(given->text, sizeof given->text, "%s", lua_tostring(L, 1));
    return 0;
}

/* A constructor that raises an error object that is no text. */
static int raise_table(lua_State *L)
{
    lua_newtable(L);
    return lua_error(L);
}

static void furnish(lua_State *L, void *context)
{
    lua_pushlightuserdata(L, context);
    lua_pushcclosure(L, give, 1);
    lua_setfield(L, -2, "give");
    lua_pushcfunction(L, raise_table);
    lua_setfield(L, -2, "raise_table");
}

static int make_scratch(void **state)
{
    char *path = malloc(SCRATCH_PATH_SIZE);
    scratch_make(path);
    *state = path;
    return 0;
}

static int remove_scratch(void **state)
{
    scratch_remove(*state);
    free(*state);
    return 0;
}

static int run_text(const char *text, size_t n, struct given *given, struct error *e)
{
    char directory[SCRATCH_PATH_SIZE], file[SCRATCH_PATH_SIZE];
    scratch_make(directory);
    scratch_path(file, directory, "script.lua");
    write_bytes(file, text, n);
    *given = (struct given){0};
    int rc = cage_run(file, SMALL, UNUSED, furnish, "give raise_table", given, e);
    scratch_remove(directory);
    return rc;
}

/* ---- rows: a script, and what it is told; NULL when it runs -------------------------------- */

struct script_row {
    const char *name, *script, *wrong;
};

static const struct script_row SCRIPTS[] = {
    {"good", "local x = 2 * 3\ngive(x)", NULL},
    {"math", "give(math.max(1, math.floor(2.5)))", NULL},
    {"ipairs", "for i, v in ipairs({7, 8}) do give(v) end", NULL},
    {"byte_order_mark", "\xef\xbb\xbfgive(1)", NULL},
    {"syntax", "give(1)\nlocal = 3", "script.lua:2: "},
    {"syntax_with_escape", "give('\x1b[31m\n", "script.lua:1: unfinished string near ''?[31m'"},
    {"io", "\nio.open('x')", "script.lua:2: unknown name \"io\"; scenario files may use: give"},
    {"os", "os.execute('x')", "unknown name \"os\""},
    {"require", "require 'x'", "unknown name \"require\""},
    {"pcall", "pcall(give)", "unknown name \"pcall\""},
    {"load", "load('x')", "unknown name \"load\""},
    {"string", "string.rep('x', 9)", "unknown name \"string\""},
    {"pairs", "pairs({})", "unknown name \"pairs\""},
    {"error", "error('x')", "unknown name \"error\""},
    {"setmetatable", "setmetatable({}, {})", "unknown name \"setmetatable\""},
    {"getmetatable", "getmetatable('')", "unknown name \"getmetatable\""},
    {"collectgarbage", "collectgarbage()", "unknown name \"collectgarbage\""},
    {"coroutine", "coroutine.wrap(give)", "unknown name \"coroutine\""},
    {"globals_table", "_G.give(1)", "unknown name \"_G\""},
    {"random", "give(math.random())", "script.lua:1: attempt to call a nil value"},
    {"misspelt", "gvie(1)", "did you mean give?"},
    {"name_with_escape", "_ENV['a\\27[31m'](1)", "unknown name \"a?[31m\""},
    {"name_of_no_text", "_ENV[{}](1)", "unknown name \"?\""},
    {"stray_global", "x = 1\n", "script.lua:1: found an assignment to the global name \"x\""},
    {"overwritten_name", "give = 1", "assignment to the global name \"give\""},
    {"stray_function", "function f() end", "assignment to the global name \"f\""},
    {"string_method", "give(('x'):rep(10))", "attempt to index a string value"},
    {"string_arithmetic", "give('5' + 1)", "attempt to perform arithmetic on a string"},
    {"loop", "give(1)\nwhile true do end", "script.lua:2: the script ran too long"},
    {"goto_loop", "::a::\ngoto a", "the script ran too long"},
    {"loop_in_function", "local function f()\n  for i = 1, 1e15 do end\nend\nf()",
     "script.lua:2: the script ran too long"},
    {"recursion_without_end", "local function f() return 1 + f() end\nf()", "script.lua:1: "},
    {"tail_recursion_without_end", "local function f() return f() end\nf()", "ran too long"},
    {"text_without_end", "local s = 'xxxxxxxx'\nwhile true do\n  s = s .. s\nend",
     "script.lua:3: the script wanted 1048601 bytes in one piece (a text, a table, a function, "
     "arguments, depth of calls), want at most 1048576"},
    {"garbage_without_end", "local s = 'x'\nfor i = 1, 12 do s = s .. s end\n"
                            "for i = 1, 1e9 do local t = s .. i end",
     "script.lua:3: the script used up its memory of 2097152 bytes, where all counts"},
    {"table_without_end", "local t = {}\nfor i = 1, 1e9 do t[i] = i end",
     "script.lua:2: the script used up its memory"},
    {"tables_in_tables", "local t = {}\nwhile true do t = {t} end", "used up its memory"},
    {"closures_without_end", "local f = give\nwhile true do local g = f f = function() g() end end",
     "used up its memory"},
    {"error_of_no_text", "raise_table()", "script.lua:1: error of no text"},
    {"own_environment", "local _ENV = {}\nx = 1", NULL},
    {"own_environment_has_nothing", "local _ENV = {}\ngive(1)", "attempt to call a nil value"},
    {"percent_signs", "_ENV['%s%n']()", "unknown name \"%s%n\""},
    {"math_is_a_copy", "math.floor = nil\nmath.x = 3\ngive(math.x)", NULL},
};

static void one_script(void **state)
{
    const struct script_row *row = *state;
    struct given given;
    struct error e;
    int rc = run_text(row->script, strlen(row->script), &given, &e);
    assert_int_equal(rc, row->wrong ? -1 : 0);
    if (row->wrong)
        assert_contains(e.text, row->wrong);
}

/* ---- what comes out ------------------------------------------------------------------------ */

static void cage__values__reach_the_functions(void **state)
{
    (void)state;
    struct given given;
    struct error e;
    static const char script[] = "local unit = 1 / 30\ngive(3 * unit)\ngive('text')";
    assert_int_equal(run_text(script, strlen(script), &given, &e), 0);
    assert_int_equal(given.calls, 2);
    assert_close(given.number, 0.1, 1e-15, 0);
    assert_string_equal(given.text, "text");
}

static void cage__bytecode__is_refused_with_the_files_name(void **state)
{
    (void)state;
    struct given given;
    struct error e;
    assert_int_equal(run_text("\x1bLua\x54\0\x19\x93", 8, &given, &e), -1);
    assert_contains(e.text, "script.lua:1: attempt to load a binary chunk");
}

static void cage__zero_byte__is_no_end(void **state)
{
    (void)state;
    struct given given;
    struct error e;
    static const char script[] = "give(1)\0 give(2)";
    assert_int_equal(run_text(script, sizeof script - 1, &given, &e), -1);
    assert_contains(e.text, "script.lua:1: ");
    assert_int_equal(given.calls, 0);
}

/* Lua nests at most some 200 levels of syntax (LUAI_MAXCCALLS): deep input must end there. */
static void cage__deep_nesting__is_an_error(void **state)
{
    (void)state;
    struct given given;
    struct error e;
    static char script[100000];
    memset(script, '{', sizeof script - 1);
    memcpy(script, "give(", 5);
    assert_int_equal(run_text(script, sizeof script - 1, &given, &e), -1);
    assert_contains(e.text, "script.lua:1: found more than some 200 brackets, blocks, operators or "
                            "functions inside of each other, want fewer");
}

/* ---- files --------------------------------------------------------------------------------- */

static void cage__no_file_folder_and_fifo__are_named(void **state)
{
    char path[SCRATCH_PATH_SIZE];
    struct given given = {0};
    struct error e;
    scratch_path(path, *state, "none.lua");
    assert_int_equal(cage_run(path, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    assert_contains(e.text, "none.lua: cannot be read: No such file");
    assert_int_equal(cage_run(*state, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    assert_contains(e.text, "found a folder");
    scratch_path(path, *state, "pipe.lua");
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(cage_run(path, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    assert_contains(e.text, "found a pipe or a device");
}

static void cage__long_file__is_not_read(void **state)
{
    char path[SCRATCH_PATH_SIZE];
    struct given given = {0};
    struct error e;
    char *text = calloc(1, CAGE_FILE_BYTES + 1);
    assert_non_null(text);
    memset(text, '\n', CAGE_FILE_BYTES + 1);
    scratch_path(path, *state, "long.lua");
    write_bytes(path, text, CAGE_FILE_BYTES + 1);
    free(text);
    assert_int_equal(cage_run(path, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    assert_contains(e.text, "want at most 1048576");
}

/* Lua cuts file names above 59 characters in its messages; ours are whole. */
static void cage__long_path__stands_whole_in_messages(void **state)
{
    char path[SCRATCH_PATH_SIZE], expected[SCRATCH_PATH_SIZE + 40];
    struct given given = {0};
    struct error e;
    scratch_path(path, *state,
                 "a_name_that_is_longer_than_all_that_lua_would_ever_print_of_it.lua");
    snprintf(expected, sizeof expected, "%s:2: unknown name", path);
    write_text(path, "\nio.x = 1");
    assert_int_equal(cage_run(path, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    assert_contains(e.text, expected);
    write_text(path, "\nlocal = 1");
    assert_int_equal(cage_run(path, SMALL, UNUSED, furnish, "give", &given, &e), -1);
    snprintf(expected, sizeof expected, "%s:2: ", path);
    assert_int_equal(strncmp(e.text, expected, strlen(expected)), 0);
}

/* Whatever the budget, the cage ends with a message and frees all (run under a leak checker). */
static void cage__any_small_budget__ends_cleanly(void **state)
{
    char path[SCRATCH_PATH_SIZE];
    scratch_path(path, *state, "budget.lua");
    write_text(path, "local t = {}\nfor i = 1, 1000 do t[i] = {i} end\ngive(1)");
    int ended = 0;
    for (size_t bytes = 0; bytes < 200000; bytes += 997) {
        struct given given = {0};
        struct error e = {.text = ""};
        struct cage_use limits = {bytes, 1000000, 2};
        int rc = cage_run(path, limits, UNUSED, furnish, "give", &given, &e);
        assert_int_equal(rc == 0, given.calls == 1);
        if (rc)
            assert_contains(e.text, "the script used up its memory");
        ended += rc == 0;
    }
    assert_in_range(ended, 1, 199); /* some budgets are enough, and some are not */
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(cage__values__reach_the_functions),
        cmocka_unit_test(cage__bytecode__is_refused_with_the_files_name),
        cmocka_unit_test(cage__zero_byte__is_no_end),
        cmocka_unit_test(cage__deep_nesting__is_an_error),
        cmocka_unit_test_setup_teardown(cage__no_file_folder_and_fifo__are_named, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(cage__long_file__is_not_read, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(cage__long_path__stands_whole_in_messages, make_scratch,
                                        remove_scratch),
        cmocka_unit_test_setup_teardown(cage__any_small_budget__ends_cleanly, make_scratch,
                                        remove_scratch),
    };
    struct CMUnitTest tests[COUNT(fixed) + COUNT(SCRIPTS)];
    memcpy(tests, fixed, sizeof fixed);
    for (size_t i = 0; i < COUNT(SCRIPTS); i++)
        tests[COUNT(fixed) + i] = (struct CMUnitTest){
            .name = SCRIPTS[i].name, .test_func = one_script, .initial_state = (void *)&SCRIPTS[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("cage", tests, NULL, NULL);
}
