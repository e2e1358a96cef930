/* cage.c -- the Lua cage.
 *
 * 1. budgets    2. the environment    3. the protected call */
#include "lua/cage.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lauxlib.h>
#include <lualib.h>

#include "base/input.h"
#include "base/suggest.h"
#include "base/text.h"

/* Instructions between two looks at the budget. The dearest known compares two texts of as many
 * zero bytes as a block has, one by one: 12 ms, so that 8 of them stay under 0.1 s. */
#define HOOK_EVERY 8
#define PIECE 128     /* bytes that the parser gets at a time: it may search long for each name */
#define SHORT_NAME 64 /* above Lua's LUA_IDSIZE                                                 */

/* Why the cage refuses to go on. */
enum refusal { GRANTED, NO_MEMORY, LARGE_BLOCK, MANY_BYTES, MANY_INSTRUCTIONS, LONG_TIME };

struct cage {
    const char *file, *names;
    char *text; /* of the file, owned */
    size_t length, parsed;       /* bytes of it, and those that the parser has             */
    struct cage_use limits, *used;
    double start;                /* of the processor's clock, less what was used before    */
    enum refusal refusal;        /* once there is one, no memory is given                  */
    size_t block;                /* that was refused                                       */
    int line;                    /* the last one reached: out of memory, Lua names none    */
    char short_name[SHORT_NAME]; /* what Lua makes of a long file name in its messages     */
    cage_furnish *furnish;
    void *context;
};

/* ---- 1. budgets ---------------------------------------------------------------------------- */

static enum refusal charge(struct cage *cage, size_t bytes)
{
    if (cage->refusal == GRANTED && bytes > cage->limits.bytes - cage->used->bytes)
        cage->refusal = MANY_BYTES;
    if (cage->refusal == GRANTED)
        cage->used->bytes += bytes;
    return cage->refusal;
}

/* Lua's allocator. Shrinking never fails, which Lua relies on. After a refusal all that grows is
 * refused: Lua would go on without a larger table of texts, and seek for room at every text. */
static void *allocate(void *data, void *block, size_t old_size, size_t new_size)
{
    struct cage *cage = data;
    bool grows = new_size > (block ? old_size : 0); /* without a block, old_size is a type */
    if (new_size == 0) {
        free(block);
        return NULL;
    }
    if (grows && cage->refusal == GRANTED && new_size > CAGE_BLOCK_BYTES) {
        cage->refusal = LARGE_BLOCK;
        cage->block = new_size;
    }
    if (grows && charge(cage, new_size) != GRANTED)
        return NULL;
    void *moved = realloc(block, new_size);
    if (!moved && grows)
        cage->refusal = NO_MEMORY;
    return moved || grows ? moved : block;
}

static struct cage *cage_of(lua_State *L)
{
    void *data;
    lua_getallocf(L, &data);
    return data;
}

/* Ends the script; refusal_message says why. */
static int stop(lua_State *L)
{
    lua_pushnil(L);
    return lua_error(L);
}

void cage_charge(lua_State *L, size_t bytes)
{
    if (charge(cage_of(L), bytes) != GRANTED)
        stop(L);
}

static double processor_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static void look_at_clock(lua_State *L, struct cage *cage)
{
    cage->used->seconds = processor_seconds() - cage->start;
    if (cage->used->seconds <= cage->limits.seconds)
        return;
    cage->refusal = LONG_TIME;
    stop(L);
}

/* Called at every new line, and after every HOOK_EVERY instructions. */
static void look_at_budget(lua_State *L, lua_Debug *ar)
{
    struct cage *cage = cage_of(L);
    lua_getinfo(L, "l", ar);
    if (ar->currentline > 0)
        cage->line = ar->currentline;
    if (ar->event != LUA_HOOKCOUNT)
        return;
    cage->used->instructions += HOOK_EVERY;
    if (cage->used->instructions > cage->limits.instructions) {
        cage->refusal = MANY_INSTRUCTIONS;
        stop(L);
    }
    look_at_clock(L, cage);
}

/* ---- 2. the environment -------------------------------------------------------------------- */

/* __index of the environment: upvalue 1 holds what is allowed. */
static int look_up(lua_State *L)
{
    struct cage *cage = cage_of(L);
    char quoted[80], hint[SUGGEST_SIZE];
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    text_quoted(name, quoted);
    return luaL_error(L, "unknown name %s%s; scenario files may use: %s, math, ipairs, and their "
                      "own local names", quoted, suggest_text(name, cage->names, hint),
                      cage->names);
}

/* __newindex of the environment. */
static int refuse_global(lua_State *L)
{
    char quoted[80];
    const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "?";
    return luaL_error(L, "found an assignment to the global name %s, want \"local\" before it, "
                      "or a key inside of a block", text_quoted(name, quoted));
}

/* Copies the parts of a standard library that give the same answer in every run. */
static void add_math(lua_State *L)
{
    static const char *const names[] = {"abs", "ceil", "exp", "floor", "fmod", "huge", "log",
                                        "max", "min", "pi",  "sqrt"};
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 0);
    lua_createtable(L, 0, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        lua_getfield(L, -2, names[i]);
        lua_setfield(L, -2, names[i]);
    }
    lua_setfield(L, -3, "math");
    lua_pop(L, 1);
}

static void add_ipairs(lua_State *L)
{
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    lua_getfield(L, -1, "ipairs");
    lua_setfield(L, -3, "ipairs");
    lua_pop(L, 1);
}

/* Pushes an empty table whose names come from the table of what is allowed. */
static void push_environment(lua_State *L, struct cage *cage)
{
    lua_newtable(L); /* the environment */
    lua_newtable(L); /* its metatable   */
    lua_newtable(L); /* what is allowed */
    add_math(L);
    add_ipairs(L);
    cage->furnish(L, cage->context);
    lua_pushcclosure(L, look_up, 1);
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_global);
    lua_setfield(L, -2, "__newindex");
    lua_setmetatable(L, -2);
}

/* ---- 3. the protected call ----------------------------------------------------------------- */

/* Lua shortens long file names in its messages: ask it how, to put the name back later. */
static void learn_short_name(lua_State *L, struct cage *cage, const char *chunk_name)
{
    lua_Debug ar;
    if (luaL_loadbufferx(L, "", 0, chunk_name, "t") != LUA_OK)
        lua_error(L);
    lua_getinfo(L, ">S", &ar);
    snprintf(cage->short_name, sizeof cage->short_name, "%s", ar.short_src);
}

/* lua_Reader: a piece of the text, of one line at most. The parser has no hook. */
static const char *next_piece(lua_State *L, void *data, size_t *n)
{
    struct cage *cage = data;
    const char *piece = cage->text + cage->parsed;
    if (cage->parsed && piece[-1] == '\n')
        cage->line++;
    look_at_clock(L, cage);
    *n = cage->length - cage->parsed < PIECE ? cage->length - cage->parsed : PIECE;
    const char *end = memchr(piece, '\n', *n);
    if (end)
        *n = (size_t)(end - piece) + 1;
    cage->parsed += *n;
    return piece;
}

static int run_protected(lua_State *L)
{
    struct cage *cage = lua_touserdata(L, 1);
    const char *chunk_name = lua_pushfstring(L, "@%s", cage->file);
    if (strncmp(cage->text, "\xef\xbb\xbf", 3) == 0)
        cage->parsed = 3;
    learn_short_name(L, cage, chunk_name);
    if (lua_load(L, next_piece, cage, chunk_name, "t") != LUA_OK)
        return lua_error(L);
    push_environment(L, cage);
    lua_setupvalue(L, -2, 1); /* _ENV is the only upvalue of a main chunk */
    lua_sethook(L, look_at_budget, LUA_MASKCOUNT | LUA_MASKLINE, HOOK_EVERY);
    lua_call(L, 0, 0);
    return 0;
}

/* What was refused, what the limit is, and how to mend it. */
static int refusal_message(const struct cage *cage, struct error *e)
{
    switch (cage->refusal) {
    case GRANTED:
    case NO_MEMORY: error_no_memory(e, "on this machine, want some 64 MB"); break;
    case LARGE_BLOCK:
        error_set(e, "the script wanted %zu bytes in one piece (a text, a table, a function, "
                     "arguments, depth of calls), want at most %zu: data, and nothing that "
                     "doubles without an end", cage->block, CAGE_BLOCK_BYTES);
        break;
    case MANY_BYTES:
        error_set(e, "the script used up its memory of %zu bytes, where all counts that it asked "
                     "for, held or not; want data, and no table or text without an end",
                  cage->limits.bytes);
        break;
    case MANY_INSTRUCTIONS:
        error_set(e, "the script ran too long: more than %ju instructions; want data, and no loop "
                     "without an end", (uintmax_t)cage->limits.instructions);
        break;
    case LONG_TIME:
        error_set(e, "the script ran too long: more than %g s of the processor's time; want data, "
                     "and no long texts, large tables or deep blocks in a loop",
                  cage->limits.seconds);
        break;
    }
    return error_prefix(e, "%s:%d", cage->file, cage->line);
}

/* Lua's message, with the file's whole name in front. Of a parser that is out of depth or numbers
 * Lua gives no line. */
static int read_message(lua_State *L, const struct cage *cage, struct error *e)
{
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error of no text";
    size_t n = strlen(cage->short_name);
    bool placed = n && strncmp(text, cage->short_name, n) == 0 && text[n] == ':';
    if (placed)
        error_set(e, "%s%.900s", cage->file, text + n);
    else if (strstr(text, "C stack overflow"))
        error_set(e, "%s:%d: found more than some 200 brackets, blocks, operators or functions "
                     "inside of each other, want fewer", cage->file, cage->line);
    else
        error_set(e, "%s:%d: %.900s", cage->file, cage->line, text);
    for (char *c = e->text; *c; c++) /* a syntax error quotes the script as it is */
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    return -1;
}

int cage_run(const char *file, struct cage_use limits, struct cage_use *used,
             cage_furnish *furnish, const char *names, void *context, struct error *e)
{
    struct cage cage = {.file = file, .names = names, .limits = limits, .used = used, .line = 1,
                        .furnish = furnish, .context = context,
                        .start = processor_seconds() - used->seconds};
    if (input_read(file, CAGE_FILE_BYTES, &cage.text, &cage.length, e))
        return -1;
    lua_State *L = lua_newstate(allocate, &cage);
    int status = LUA_ERRMEM;
    if (L) {
        lua_pushcfunction(L, run_protected);
        lua_pushlightuserdata(L, &cage);
        status = lua_pcall(L, 1, 0, 0);
    }
    int rc = status == LUA_OK ? 0
             : cage.refusal != GRANTED || status == LUA_ERRMEM ? refusal_message(&cage, e)
                                                               : read_message(L, &cage, e);
    if (L)
        lua_close(L);
    free(cage.text);
    return rc;
}
