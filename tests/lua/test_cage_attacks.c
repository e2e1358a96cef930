/* test_cage_attacks.c -- scenarios that mean to stand still or to take all memory: each ends soon,
 * with one message that names its place and the limit.
 *
 * 1. short scripts that cost much    2. long sources    3. clocks and pipes    4. chains */
#include "base_scenario.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "lua/cage.h"

/* A wide margin above the limit of 2 s, so that nothing hangs on the machine. */
#define SECONDS_MAX 10
#define KB_MAX (192L << 10) /* 64 MB in small blocks, each with what malloc keeps beside it */

/* A source: a beginning, a part that is repeated, with '#' for the number of the time, an end. */
struct attack {
    const char *name, *begin, *part;
    int times;
    const char *end, *wrong;
};

/* 2^18 bytes of text in s; s .. s .. s is under the largest block, s .. s .. s .. s is not. */
#define LONG_TEXT(byte) "local s = '" byte "'\nfor i = 1, 18 do s = s .. s end\n"
#define TEN_ZEROS "0,0,0,0,0,0,0,0,0,0,"
#define SOME_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS TEN_ZEROS
/* Calls itself with 40 more arguments each time: 12000 at last, which stay under the largest block
 * where they stand but once. */
#define MANY_ARGUMENTS(then) \
    "local function f(n, ...)\n  if n == 0 then\n" then "\n  end\n  return f(n - 1, " SOME_ZEROS \
    "...)\nend\nf(300)"

#define BLOCK "bytes in one piece (a text, a table, a function, arguments, depth of calls), want " \
              "at most 1048576"
#define BYTES "the script used up its memory of 67108864 bytes, where all counts"
#define KEYS "found more than 1000 keys or values in one table, want fewer"
#define INSTRUCTIONS "the script ran too long: more than 10000000 instructions; want data"
#define DEPTH "found more than some 200 brackets, blocks, operators or functions inside of each " \
              "other, want fewer"

/* ---- 1. short scripts that cost much, 2. long sources --------------------------------------- */

static const struct attack ATTACKS[] = {
    {"doubled_text", "local s = 'x'\nwhile true do s = s .. s end", "", 0, "",
     "mine.lua:2: the script wanted 1048601 " BLOCK},
    {"joined_texts", LONG_TEXT("x") "for i = 1, 1e9 do\n  local t = s .. i\nend", "", 0, "",
     "mine.lua:4: " BYTES},
    {"text_that_grows", "local s = ''\nfor i = 1, 1e9 do s = s .. 'x' end", "", 0, "",
     "mine.lua:2: " BYTES},
    {"texts_that_stay", "local t\nfor i = 1, 1e9 do t = {t, i .. 'x'} end", "", 0, "",
     "mine.lua:2: the script "},
    {"table_that_grows", "local t = {}\nfor i = 1, 1e9 do t[i] = i end", "", 0, "",
     "mine.lua:2: the script wanted 2097152 " BLOCK},
    {"tables_in_tables", "local t = {}\nwhile true do t = {t} end", "", 0, "",
     "mine.lua:2: " BYTES},
    {"closures", "while true do local x local f = function() return x end end", "", 0, "",
     "mine.lua:1: " BYTES},
    {"recursion", "local function f() return 1 + f() end\nf()", "", 0, "",
     BLOCK},
    {"recursion_of_blocks", "local function f() return value { f() } end\nf()", "", 0, "",
     "mine.lua:1: "},
    {"loop", "\nwhile true do end", "", 0, "", "mine.lua:2: " INSTRUCTIONS},
    {"tail_calls", "local function f() return f() end\nf()", "", 0, "", INSTRUCTIONS},
    {"arguments", MANY_ARGUMENTS("for i = 1, 1e9 do f(1, ...) end"), "", 0, "", BLOCK},
    {"lists_of_arguments", MANY_ARGUMENTS("for i = 1, 1e9 do local t = {...} end"), "", 0, "",
     "mine.lua:3: " BYTES},
    {"values", "for i = 1, 1e9 do local v = value { 1 } end", "", 0, "", "mine.lua:1: " BYTES},
    {"quantities", "for i = 1, 1e9 do local v = i * kW end", "", 0, "", "mine.lua:1: " BYTES},
    {"distributions", "for i = 1, 1e9 do local v = lognormal { p5 = 1, p95 = 2 } end", "", 0, "",
     "mine.lua:1: " BYTES},
    {"keys_of_a_value", "local t = {}\nfor i = 1, 1001 do t['k' .. i] = i end\n"
     "for i = 1, 1e9 do local v = value(t) end", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_of_a_distribution", "local t = {}\nfor i = 1, 20000 do t['k' .. i] = i end\n"
     "for i = 1, 1e9 do local v = gamma(t) end", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_of_a_reading", "local t = {}\nfor i = 1, 20000 do t['k' .. i] = i end\n"
     "for i = 1, 1e9 do local v = reading(t) end", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_of_a_block", "local t = {}\nfor i = 1, 20000 do t['k' .. i] = i end\n"
     "scenario(t)", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_of_readings", "local t = {}\nfor i = 1, 20000 do t['k' .. i] = i end\n"
     "readings(t)", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_of_a_list", "local t = {}\nfor i = 1, 20000 do t['k' .. i] = i end\n"
     "scenario { models = t }", "", 0, "", "mine.lua:3: " KEYS},
    {"items_of_a_list", "local t = {}\nfor i = 1, 20000 do t[i] = 'x' end\n"
     "readings { pue = t }", "", 0, "", "mine.lua:3: " KEYS},
    {"keys_by_another_name", "local t = {}\nfor i = 1, 20000 do t[i] = 'x' end\n"
     "mix { name = 'm', shares = t }", "", 0, "", "mine.lua:3: mix.m.shares: found "},
    {"long_sources_of_items", "local s = 'x'\nfor i = 1, 11 do s = s .. s end\n"
     "local v = value { '\\\\', source = s, note = s }\n"
     "local t = {}\nfor i = 1, 32 do t[i] = reading { label = 'l' .. i, pue = value { 1 + i / 100, "
     "source = s, note = s } } end\n"
     "for i = 1, 1e9 do\n  node { name = 'n' .. i, label = v }\nend", "", 0, "",
     "mine.lua:7: found more than 256 items, want fewer"},
    {"problems", "for i = 1, 1e9 do model(3) end", "", 0, "", "mine.lua:1: model: found 3, want"},

    {"brackets", "local x = ", "(", 500000, "", "mine.lua:1: " DEPTH},
    {"braces", "\nlocal x = ", "{", 500000, "", "mine.lua:2: " DEPTH},
    {"operators", "local x = ", "not ", 250000, "1", "mine.lua:1: " DEPTH},
    {"powers", "local x = 1", "^1", 500000, "", "mine.lua:1: " DEPTH},
    {"functions", "return ", "function() return ", 50000, "", "mine.lua:1: " DEPTH},
    {"blocks", "", "do\n", 300000, "", DEPTH},
    {"locals", "", "local a# = 1\n", 50000, "", "mine.lua:201: too many local variables"},
    {"labels_and_gotos", "do ", "goto a# ::b#:: ", 40000, "end", "mine.lua:1: "},
    {"constants", "local t = {", "'#',\n", 90000, "}", BLOCK},
    {"long_file", "", "\n", 1048577, "", "mine.lua: found 1048577 bytes, want at most 1048576"},
};

/* The source, owned by the caller. */
static char *source_of(const struct attack *a, size_t *n)
{
    size_t room = strlen(a->begin) + (strlen(a->part) + 16) * (size_t)a->times + strlen(a->end) + 1;
    char *text = malloc(room), *at = text;
    assert_non_null(text);
    at += sprintf(at, "%s", a->begin);
    for (int i = 0; i < a->times; i++)
        for (const char *c = a->part; *c; c++)
            if (*c == '#')
                at += sprintf(at, "%x", (unsigned)i);
            else
                *at++ = *c;
    at += sprintf(at, "%s", a->end);
    *n = (size_t)(at - text);
    return text;
}

/* Of all programs that this one has waited for. */
static double seconds_of_programs(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

/* Checks the file by the program, which is to refuse it, soon and in little memory. */
static void assert_refused(const struct base_fixture *f, const char *wrong)
{
    const char *const argv[] = {BIN_DIR "/resolve", "--check", "--scenarios", f->directory, f->file,
                                NULL};
    struct program_end o;
    double before = seconds_of_programs();
    run_program(&o, argv);
    if (seconds_of_programs() - before > SECONDS_MAX)
        fail_msg("took more than %d s of the processor", SECONDS_MAX);
    assert_int_equal(o.status, 1);
    assert_contains(o.err, wrong);
    program_end_free(&o);
#ifndef __SANITIZE_ADDRESS__ /* which takes several times as much */
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_CHILDREN, &usage), 0);
    assert_in_range(usage.ru_maxrss, 1, KB_MAX);
#endif
}

static void attack_ends(const struct attack *a)
{
    void *state;
    size_t n;
    assert_int_equal(open_fixture(&state), 0);
    struct base_fixture *f = state;
    char *text = source_of(a, &n);
    write_bytes(f->file, text, n);
    free(text);
    assert_refused(f, a->wrong);
    assert_int_equal(close_fixture(&state), 0);
}

static void one_attack(void **state)
{
    attack_ends(*state);
}

/* ---- 3. clocks and pipes -------------------------------------------------------------------- */

/* What only the clock ends: few instructions that cost much, and the parser, which has no hook. */
#define LOCALS \
    "local aa,ab,ac,ad,ae,af,ag,ah,ai,aj,ak,al,am,an,ao,ap,aq,ar,as,at,au,av,aw,ax,ay,az," \
    "ba,bb,bc,bd,be,bf,bg,bh,bi,bj,bk,bl,bm,bn,bo,bp,bq,br,bs,bt,bu,bv,bw,bx,by,bz," \
    "ca,cb,cc,cd,ce,cf,cg,ch,ci,cj,ck,cl,cm,cn,co,cp,cq,cr,cs,ct,cu,cv,cw,cx,cy,cz "
#define SCOPE "return function() " LOCALS
#define SCOPES SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE SCOPE
#define TIME "the script ran too long: more than "

static const struct attack SLOW[] = {
    {"compared_texts", LONG_TEXT("\\0") "local t, u = s .. s .. 'a', s .. s .. 'b'\n"
     "for i = 1, 1e9 do local b = t < u end", "", 0, "", "mine.lua:4: " TIME},
    {"equal_texts", LONG_TEXT("x") "local t, u = s .. s .. 'a', s .. s .. 'a'\n"
     "for i = 1, 1e9 do local b = t == u end", "", 0, "", "mine.lua:4: " TIME},
    {"keys_in_one_place", "local t = {}\nfor i = 1, 20000 do t[i * 32767] = i end\n"
     "for i = 1, 1e9 do local x = t[32767] end", "", 0, "", TIME},
    {"branches", "local a\nif a then ", "elseif a then ", 70000, "end", "mine.lua:2: " TIME},
    {"scopes", SCOPES, "zz = zz\n", 100000, "", TIME},
};

static void furnish_nothing(lua_State *L, void *context)
{
    (void)L;
    (void)context;
}

/* A tenth of a second in place of 2. What is above it is one stretch between two looks. */
static void one_slow_attack(void **state)
{
    const struct attack *a = *state;
    const struct cage_use limits = {CAGE_LIMITS.bytes, UINT64_MAX, 0.1};
    struct cage_use used = {0};
    void *fixture;
    struct error e;
    size_t n;
    assert_int_equal(open_fixture(&fixture), 0);
    struct base_fixture *f = fixture;
    char *text = source_of(a, &n);
    write_bytes(f->file, text, n);
    free(text);
    clock_t before = clock();
    assert_int_equal(cage_run(f->file, limits, &used, furnish_nothing, "", NULL, &e), -1);
    assert_true(clock() - before < SECONDS_MAX * CLOCKS_PER_SEC);
    assert_contains(e.text, a->wrong);
    assert_contains(e.text, "0.1 s of the processor's time; want data");
    assert_int_equal(close_fixture(&fixture), 0);
}

static void program__slow_instructions__two_seconds(void **state)
{
    (void)state;
    const struct attack real = {"real", SLOW[0].begin, "", 0, "",
                                "mine.lua:4: " TIME "2 s of the processor's time"};
    attack_ends(&real);
}

/* Who opened it would wait for one who writes. */
static void program__pipe__is_not_opened(void **state)
{
    struct base_fixture *f = *state;
    assert_int_equal(mkfifo(f->file, 0600), 0);
    assert_refused(f, "mine.lua: found a pipe or a device, want a file");
}

/* ---- 4. chains ------------------------------------------------------------------------------ */

/* Three files of 30 MB each: the third, base.lua, is the one that is refused. */
static void chain__files_share_one_budget(void **state)
{
    struct base_fixture *f = *state;
    static const char script[] = LONG_TEXT("x") "for i = 1, 115 do local t = s .. i end\n";
    char text[1000];
    snprintf(text, sizeof text, "%sscenario { extends = 'middle' }\n", script);
    put(f, "mine.lua", text);
    snprintf(text, sizeof text, "%sscenario { extends = 'base' }\n", script);
    put(f, "middle.lua", text);
    snprintf(text, sizeof text, "%s%s", script, "scenario { }\n");
    put(f, "base.lua", text);
    assert_refused(f, "base.lua:3: " BYTES);
}

static void chain__time_of_earlier_files__counts(void **state)
{
    struct base_fixture *f = *state;
    struct cage_use used = {.seconds = 2.001};
    struct error e;
    put(f, "mine.lua", "\n\n\n\n");
    assert_int_equal(cage_run(f->file, CAGE_LIMITS, &used, furnish_nothing, "", NULL, &e), -1);
    assert_contains(e.text, "mine.lua:1: " TIME "2 s of the processor's time");
    used.seconds = 0;
    assert_int_equal(cage_run(f->file, CAGE_LIMITS, &used, furnish_nothing, "", NULL, &e), 0);
}

/* As many files as a chain may have, each with as many items and readings as it may have. */
static void chain__of_full_files__ends(void **state)
{
    struct base_fixture *f = *state;
    char name[32], text[2000];
    for (int i = 0; i < SCENARIO_CHAIN_MAX; i++) {
        snprintf(name, sizeof name, i ? "c%d.lua" : "mine.lua", i);
        snprintf(text, sizeof text,
                 "scenario { extends = 'c%d' }\nlocal s = 'x'\nfor i = 1, 11 do s = s .. s end\n"
                 "for i = 1, 250 do node { name = 'n%d_' .. i, label = value { 'n', source = s, "
                 "note = s } } end\nlocal function r()\n  local t = {}\n  for i = 1, 32 do t[i] = "
                 "value { 1 + i / 100, source = s, note = s } end\n  return t\nend\n"
                 "readings { pue = r(), a%d = r() }\n", i + 1, i, i);
        put(f, name, text);
    }
    assert_refused(f, "mine.lua:10: readings.a0: found the unknown name \"a0\"");
}

/* ---- all ------------------------------------------------------------------------------------ */

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static void add_rows(struct CMUnitTest *tests, const struct attack *rows, size_t n,
                     CMUnitTestFunction function)
{
    for (size_t i = 0; i < n; i++)
        tests[i] = (struct CMUnitTest){.name = rows[i].name, .test_func = function,
                                       .initial_state = (void *)&rows[i]};
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest fixed[] = {
        cmocka_unit_test(program__slow_instructions__two_seconds),
        TEST(program__pipe__is_not_opened),
        TEST(chain__files_share_one_budget),
        TEST(chain__time_of_earlier_files__counts),
        TEST(chain__of_full_files__ends),
    };
    struct CMUnitTest tests[COUNT(ATTACKS) + COUNT(SLOW) + COUNT(fixed)];
    add_rows(tests, ATTACKS, COUNT(ATTACKS), one_attack);
    add_rows(tests + COUNT(ATTACKS), SLOW, COUNT(SLOW), one_slow_attack);
    memcpy(tests + COUNT(ATTACKS) + COUNT(SLOW), fixed, sizeof fixed);
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("cage_attacks", tests, NULL, NULL);
}
