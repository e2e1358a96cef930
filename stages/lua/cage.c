/* cage.c -- the Lua cage.
 *
 * 1. the file's text    2. budgets    3. the environment    4. the protected call */
#include "lua/cage.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <lauxlib.h>
#include <lualib.h>

#include "base/suggest.h"
#include "base/text.h"

#define HOOK_EVERY 1000 /* instructions between two looks at the budget */
#define SHORT_NAME 64   /* above Lua's LUA_IDSIZE                       */

struct cage {
    const char *file, *names;
    char *text; /* of the file, owned */
    size_t length;
    struct cage_limits limits;
    size_t bytes;                /* held by Lua now                                        */
    uint64_t instructions;       /* run so far, in steps of HOOK_EVERY                     */
    int line;                    /* the last one reached: out of memory, Lua names none    */
    char short_name[SHORT_NAME]; /* what Lua makes of a long file name in its messages     */
    cage_furnish *furnish;
    void *context;
};

/* ---- 1. the file's text -------------------------------------------------------------------- */

static int check_file(const char *file, size_t *length, struct error *e)
{
    struct stat st;
    if (stat(file, &st))
        return error_set(e, "%s: cannot be read: %s", file, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return error_set(e, "%s: found %s, want a file with a scenario in Lua", file,
                         S_ISDIR(st.st_mode) ? "a folder" : "a device or pipe");
    if ((uintmax_t)st.st_size > CAGE_FILE_BYTES)
        return error_set(e, "%s: found %ju bytes, want at most %zu", file,
                         (uintmax_t)st.st_size, CAGE_FILE_BYTES);
    *length = (size_t)st.st_size;
    return 0;
}

static int read_text(struct cage *cage, struct error *e)
{
    size_t length = 0;
    if (check_file(cage->file, &length, e))
        return -1;
    FILE *fp = fopen(cage->file, "rb");
    if (!fp)
        return error_set(e, "%s: cannot be read: %s", cage->file, strerror(errno));
    cage->text = malloc(length + 1);
    if (cage->text)
        cage->length = fread(cage->text, 1, length, fp);
    bool bad = !cage->text || ferror(fp);
    fclose(fp);
    if (bad)
        return error_set(e, "%s: cannot be read: %s", cage->file,
                         cage->text ? strerror(errno) : "no memory");
    cage->text[cage->length] = '\0';
    return 0;
}

/* ---- 2. budgets ---------------------------------------------------------------------------- */

/* Lua's allocator. Shrinking never fails, which Lua relies on. */
static void *allocate(void *data, void *block, size_t old_size, size_t new_size)
{
    struct cage *cage = data;
    size_t held = block ? old_size : 0; /* without a block, old_size is a type and no size */
    if (new_size == 0) {
        free(block);
        cage->bytes -= held;
        return NULL;
    }
    if (new_size > held && new_size - held > cage->limits.bytes - cage->bytes)
        return NULL;
    void *moved = realloc(block, new_size);
    if (!moved)
        return new_size <= held ? block : NULL;
    cage->bytes = cage->bytes - held + new_size;
    return moved;
}

static struct cage *cage_of(lua_State *L)
{
    void *data;
    lua_getallocf(L, &data);
    return data;
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
    cage->instructions += HOOK_EVERY;
    if (cage->instructions <= cage->limits.instructions)
        return;
    /* not luaL_error: inside a hook it would take the caller's place for the place */
    lua_pushfstring(L, "%s:%d: the script ran too long: more than %I instructions; want data, "
                    "and no loop without an end", cage->short_name, cage->line,
                    (LUAI_UACINT)cage->limits.instructions);
    lua_error(L);
}

/* ---- 3. the environment -------------------------------------------------------------------- */

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

/* ---- 4. the protected call ----------------------------------------------------------------- */

/* Lua shortens long file names in its messages: ask it how, to put the name back later. */
static void learn_short_name(lua_State *L, struct cage *cage, const char *chunk_name)
{
    lua_Debug ar;
    if (luaL_loadbufferx(L, "", 0, chunk_name, "t") != LUA_OK)
        lua_error(L);
    lua_getinfo(L, ">S", &ar);
    snprintf(cage->short_name, sizeof cage->short_name, "%s", ar.short_src);
}

static int run_protected(lua_State *L)
{
    struct cage *cage = lua_touserdata(L, 1);
    const char *chunk_name = lua_pushfstring(L, "@%s", cage->file);
    const char *text = cage->text;
    size_t length = cage->length;
    if (strncmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    learn_short_name(L, cage, chunk_name);
    if (luaL_loadbufferx(L, text, length, chunk_name, "t") != LUA_OK)
        return lua_error(L);
    push_environment(L, cage);
    lua_setupvalue(L, -2, 1); /* _ENV is the only upvalue of a main chunk */
    lua_sethook(L, look_at_budget, LUA_MASKCOUNT | LUA_MASKLINE, HOOK_EVERY);
    lua_call(L, 0, 0);
    return 0;
}

/* Lua's message, with the file's whole name in front. */
static int read_message(lua_State *L, const struct cage *cage, int status, struct error *e)
{
    if (status == LUA_ERRMEM)
        return error_set(e, "%s:%d: the script used up its memory of %zu bytes; want data, and "
                         "no table or text without an end", cage->file, cage->line,
                         cage->limits.bytes);
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "error of no text";
    size_t n = strlen(cage->short_name);
    bool placed = n && strncmp(text, cage->short_name, n) == 0 && text[n] == ':';
    error_set(e, "%s%s%.900s", cage->file, placed ? "" : ": ", placed ? text + n : text);
    for (char *c = e->text; *c; c++) /* a syntax error quotes the script as it is */
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
    return -1;
}

int cage_run(const char *file, struct cage_limits limits, cage_furnish *furnish,
             const char *names, void *context, struct error *e)
{
    struct cage cage = {.file = file, .names = names, .limits = limits, .line = 1,
                        .furnish = furnish, .context = context};
    if (read_text(&cage, e)) {
        free(cage.text);
        return -1;
    }
    lua_State *L = lua_newstate(allocate, &cage);
    int status = LUA_ERRMEM;
    if (L) {
        lua_pushcfunction(L, run_protected);
        lua_pushlightuserdata(L, &cage);
        status = lua_pcall(L, 1, 0, 0);
    }
    int rc = status == LUA_OK ? 0 : read_message(L, &cage, status, e);
    if (L)
        lua_close(L);
    free(cage.text);
    return rc;
}
