/* constructors.c -- the constructors of blocks: scenario { ... }, model { ... } and the rest.
 *
 * Each checks its block where it opens and notes all problems; none raises an error, so that one
 * run of a script shows everything that is wrong with it.
 * 1. drafts    2. one key    3. one block    4. the file */
#include "io/constructors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "io/cage.h"
#include "io/lua_value.h"
#include "io/made.h"
#include "io/suggest.h"
#include "io/written.h"

#define BLOCK_NAMES \
    "scenario throughput node model workload case levers fleet mix references"
#define KNOWN_SIZE 512   /* all keys of one block, separated by one space        */
#define CHECK_Z 1.645    /* for the form of a distribution alone: any z will do  */
#define ITEMS_MAX 256    /* in one file: more are no scenario                    */

/* What the constructors work on; they find it as their upvalue. */
struct reading {
    struct draft *draft;
    struct problems *problems;
};

/* One call of a constructor. */
struct site {
    struct reading *reading;
    enum schema_block block;
    char item[NAME_SIZE]; /* "" in blocks without items        */
    char title[80];       /* of the block in messages: "model.llama" or "scenario" */
    int line;
};

/* ---- 1. drafts ----------------------------------------------------------------------------- */

struct draft_item *draft_find_item(const struct draft *d, enum schema_block block,
                                   const char *name)
{
    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].block == block && strcmp(d->items[i].name, name) == 0)
            return &d->items[i];
    return NULL;
}

int draft_add_item(struct draft *d, const struct draft_item *item)
{
    struct draft_item *items = realloc(d->items, (d->n_items + 1) * sizeof *items);
    if (!items)
        return -1;
    d->items = items;
    d->items[d->n_items++] = *item;
    return 0;
}

void draft_free(struct draft *d)
{
    assumption_list_free(&d->rows);
    free(d->items);
    *d = (struct draft){0};
}

static void place_text(const struct draft *d, int line, char place[PLACE_SIZE])
{
    if (line > 0)
        snprintf(place, PLACE_SIZE, "%s:%d", d->file, line);
    else
        snprintf(place, PLACE_SIZE, "%s", d->file);
}

/* ---- 2. one key ---------------------------------------------------------------------------- */

static void note_problem(const struct site *site, int line, const char *path, const char *text)
{
    problems_add(site->reading->problems, "%s:%d: %s: %s", site->reading->draft->file, line, path,
                 text);
}

static const char *user_text(lua_State *L, int index, int which)
{
    lua_getiuservalue(L, index, which); /* stays on the stack, so that it is not collected */
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
}

/* Checks the value at `index` and writes it down; a bad one is noted and left empty. */
static void write_value(lua_State *L, int index, const struct site *site, int line,
                        const struct schema_key *key, char *value)
{
    char path[SCHEMA_PATH_SIZE], hint[SUGGEST_SIZE];
    struct error e;
    schema_path(key, site->item, path);
    if (lua_value_write(L, index, key, value, &e) == 0 &&
        schema_check_value(key, value, CHECK_Z, &e) == 0)
        return;
    suggest_text(key->type == SCHEMA_CHOICE ? value : "", key->choices ? key->choices : "", hint);
    size_t n = strlen(e.text);
    snprintf(e.text + n, sizeof e.text - n, "%s", hint);
    note_problem(site, line, path, e.text);
    value[0] = '\0';
}

static void add_row(const struct site *site, int line, const struct schema_key *key, char *value,
                    const char *source, const char *note)
{
    char path[SCHEMA_PATH_SIZE], place[PLACE_SIZE];
    struct error e;
    place_text(site->reading->draft, line, place);
    schema_path(key, site->item, path);
    struct assumption row = {path, value, (char *)key->unit, (char *)source, (char *)note, place};
    if (assumption_list_add(&site->reading->draft->rows, &row, &e))
        problems_add(site->reading->problems, "%s", e.text);
}

/* The value on top of the stack, for a key of the schema. */
static void take_value(lua_State *L, const struct site *site, const struct schema_key *key)
{
    char value[WRITTEN_SIZE] = "", path[128];
    int index = lua_gettop(L), line = site->line;
    const char *source = "", *note = "";
    const struct made *made = made_at(L, index);
    if (made && made->kind != MADE_QUANTITY) {
        line = made->line ? made->line : line;
        source = user_text(L, index, MADE_SOURCE);
        note = user_text(L, index, MADE_NOTE);
    }
    if (made && made->problem[0]) {
        note_problem(site, line, schema_path(key, site->item, path), made->problem);
    } else {
        if (made && made->kind == MADE_VALUE) {
            lua_getiuservalue(L, index, MADE_PAYLOAD);
            index = lua_gettop(L);
        }
        write_value(L, index, site, line, key, value);
    }
    add_row(site, line, key, value, source, note);
}

/* ---- 3. one block -------------------------------------------------------------------------- */

/* Keys that say what a block is, and are no assumptions. */
static const char *identity_keys(enum schema_block block)
{
    if (block == BLOCK_SCENARIO)
        return "extends name";
    return schema_block_has_items(block) ? "name" : "";
}

static void known_keys(enum schema_block block, char known[KNOWN_SIZE])
{
    size_t n, used = (size_t)snprintf(known, KNOWN_SIZE, "%s", identity_keys(block));
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++)
        if (keys[i].block == block && used + strlen(keys[i].key) + 2 < KNOWN_SIZE)
            used += (size_t)snprintf(known + used, KNOWN_SIZE - used, "%s%s", used ? " " : "",
                                     keys[i].key);
}

/* Notes each key of the table at 1 that the block does not have. A table has no order of its own:
 * the messages are sorted. */
static void refuse_unknown_keys(lua_State *L, const struct site *site)
{
    char known[KNOWN_SIZE], hint[SUGGEST_SIZE], text[KNOWN_SIZE + 300], quoted[80];
    size_t first = site->reading->problems->kept;
    known_keys(site->block, known);
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        bool word = lua_type(L, -1) == LUA_TSTRING &&
                    strlen(lua_tostring(L, -1)) == lua_rawlen(L, -1);
        const char *key = word ? lua_tostring(L, -1) : "";
        if (word && written_choice(key, known) >= 0)
            continue;
        if (word)
            snprintf(text, sizeof text, "found the unknown key %s, want one of: %s%s",
                     written_quoted(key, quoted), known, suggest_text(key, known, hint));
        else
            snprintf(text, sizeof text, "found a value without a key, want key = value with one "
                     "of: %s", known);
        note_problem(site, site->line, site->title, text);
    }
    problems_sort(site->reading->problems, first);
}

/* Reads `name` or `extends` from the table at 1. Returns 1 when given, 0 when not, -1 when bad. */
static int take_identity(lua_State *L, const struct site *site, const char *key,
                         char name[NAME_SIZE])
{
    char found[MADE_TEXT_SIZE], text[MADE_TEXT_SIZE + 80], path[160];
    lua_pushstring(L, key);
    int type = lua_rawget(L, 1);
    bool good = type == LUA_TSTRING && written_is_name(lua_tostring(L, -1)) &&
                strlen(lua_tostring(L, -1)) == lua_rawlen(L, -1);
    if (good)
        snprintf(name, NAME_SIZE, "%s", lua_tostring(L, -1));
    if (!good && type != LUA_TNIL) {
        snprintf(text, sizeof text, "found %s, want a name: a-z, 0-9 and _, at most %d of them",
                 made_describe(L, -1, found), NAME_SIZE - 1);
        snprintf(path, sizeof path, "%s.%s", site->title, key);
        note_problem(site, site->line, path, text);
    }
    lua_pop(L, 1);
    return good ? 1 : type == LUA_TNIL ? 0 : -1;
}

/* Takes the item's name. Returns 0, or -1 with a problem noted when the block is of no use. */
static int open_item(lua_State *L, struct site *site)
{
    struct draft *d = site->reading->draft;
    struct draft_item item = {.block = site->block};
    char text[PLACE_SIZE + 80];
    int given = take_identity(L, site, "name", item.name);
    if (given == 0)
        note_problem(site, site->line, site->title, "found no name, want name = \"...\"");
    if (given <= 0)
        return -1;
    const struct draft_item *twin = draft_find_item(d, site->block, item.name);
    snprintf(site->item, sizeof site->item, "%s", item.name);
    snprintf(site->title, sizeof site->title, "%s.%s", schema_block_name(site->block), item.name);
    place_text(d, site->line, item.place);
    if (twin) {
        snprintf(text, sizeof text, "found a second %s of this name, want each once; the first "
                 "is at %s", schema_block_name(site->block), twin->place);
        note_problem(site, site->line, site->title, text);
        return -1;
    }
    if (d->n_items == ITEMS_MAX)
        return luaL_error(L, "found more than %d items, want fewer", ITEMS_MAX);
    if (draft_add_item(d, &item))
        return luaL_error(L, "no memory for an item");
    return 0;
}

static int open_single(lua_State *L, struct site *site)
{
    struct draft *d = site->reading->draft;
    char *place = d->block[site->block], text[PLACE_SIZE + 80];
    if (*place) {
        snprintf(text, sizeof text, "found a second block, want it once; the first is at %s",
                 place);
        note_problem(site, site->line, site->title, text);
        return -1;
    }
    place_text(d, site->line, place);
    if (site->block == BLOCK_SCENARIO) {
        (void)take_identity(L, site, "name", d->name);
        (void)take_identity(L, site, "extends", d->extends);
    }
    return 0;
}

static void take_keys(lua_State *L, const struct site *site)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++) {
        if (keys[i].block != site->block)
            continue;
        lua_settop(L, 1);
        lua_pushstring(L, keys[i].key);
        if (lua_rawget(L, 1) != LUA_TNIL)
            take_value(L, site, &keys[i]);
    }
    lua_settop(L, 1);
}

/* Too many problems are no scenario: stop the script instead of collecting for ever. */
static void stop_if_hopeless(lua_State *L, const struct reading *reading)
{
    if (reading->problems->n + 1 >= PROBLEMS_MAX)
        luaL_error(L, "found too many problems to go on");
}

static int construct_block(lua_State *L)
{
    struct site site = {.reading = lua_touserdata(L, lua_upvalueindex(1)),
                        .block = (enum schema_block)lua_tointeger(L, lua_upvalueindex(2)),
                        .line = made_line(L)};
    char found[MADE_TEXT_SIZE], text[MADE_TEXT_SIZE + 80];
    stop_if_hopeless(L, site.reading);
    luaL_checkstack(L, 20, "block");
    lua_settop(L, 1);
    snprintf(site.title, sizeof site.title, "%s", schema_block_name(site.block));
    if (lua_type(L, 1) != LUA_TTABLE) {
        snprintf(text, sizeof text, "found %s, want braces: %s { ... }",
                 made_describe(L, 1, found), site.title);
        note_problem(&site, site.line, site.title, text);
        return 0;
    }
    bool items = schema_block_has_items(site.block);
    if ((items ? open_item(L, &site) : open_single(L, &site)) == 0)
        take_keys(L, &site);
    refuse_unknown_keys(L, &site);
    return 0;
}

/* ---- 4. the file --------------------------------------------------------------------------- */

static void furnish(lua_State *L, void *context)
{
    made_furnish(L);
    for (int block = 0; block < BLOCK_COUNT; block++) {
        lua_pushlightuserdata(L, context);
        lua_pushinteger(L, block);
        lua_pushcclosure(L, construct_block, 2);
        lua_setfield(L, -2, schema_block_name((enum schema_block)block));
    }
}

void draft_read(const char *file, struct draft *d, struct problems *p)
{
    struct reading reading = {d, p};
    struct error e;
    *d = (struct draft){.file = file};
    d->whole = cage_run(file, CAGE_LIMITS, furnish, BLOCK_NAMES " " MADE_NAMES, &reading, &e) == 0;
    if (!d->whole)
        problems_add(p, "%s", e.text);
}
