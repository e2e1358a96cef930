/* blocks.c -- the constructors of blocks: scenario { ... }, model { ... } and the rest.
 *
 * Each checks its block where it opens and notes all problems; none raises an error, so that one
 * run of a script shows everything that is wrong with it.
 * 1. drafts    2. one key    3. one block    4. the file */
#include "lua/blocks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "base/array.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "lua/cage.h"
#include "lua/collect.h"
#include "lua/values.h"

#define KNOWN_SIZE 512   /* all keys of one block, separated by one space        */
#define ITEMS_MAX 256    /* in one file: more are no scenario                    */

/* One call of a constructor. */
struct site {
    struct collecting *collecting;
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

void draft_free(struct draft *d)
{
    assumption_list_free(&d->rows);
    readings_free(&d->readings);
    free(d->items);
    *d = (struct draft){0};
}

/* ---- 2. one key ---------------------------------------------------------------------------- */

/* The value on top of the stack, for a key of the schema. */
static void read_key(lua_State *L, const struct site *site, const struct schema_key *key)
{
    char path[SCHEMA_PATH_SIZE];
    struct error e;
    schema_path(key, site->item, path);
    struct wanted wanted = {key, path, path, site->line};
    struct collected found;
    (void)collect_value(L, site->collecting, &wanted, &found);
    if (assumption_list_add(&site->collecting->draft->rows, &found.row, &e))
        problems_add_error(site->collecting->problems, &e);
}

/* ---- 3. one block -------------------------------------------------------------------------- */

static void known_keys(enum schema_block block, char known[KNOWN_SIZE])
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    /* keys that say what a block is, and are no assumptions */
    strcpy(known, block == BLOCK_SCENARIO ? "extends name"
                  : schema_block_has_items(block) ? "name" : "");
    for (size_t i = 0; i < n; i++)
        if (keys[i].block == block)
            words_add(known, KNOWN_SIZE, keys[i].key);
}

/* Notes each key of the table at 1 that the block does not have. A table has no order of its own:
 * the messages are sorted. */
static void refuse_unknown_keys(lua_State *L, const struct site *site)
{
    char known[KNOWN_SIZE], hint[SUGGEST_SIZE], quoted[80];
    size_t first = site->collecting->problems->kept;
    known_keys(site->block, known);
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        const char *key = value_string(L, -1);
        if (!key)
            collect_problem(site->collecting, site->line, site->title, "found a value without a "
                            "key, want key = value with one of: %s", known);
        else if (!words_have(known, key))
            collect_problem(site->collecting, site->line, site->title, "found the unknown key %s, "
                            "want one of: %s%s", text_quoted(key, quoted), known,
                            suggest_text(key, known, hint));
    }
    problems_sort(site->collecting->problems, first);
}

/* Reads `name` or `extends` from the table at 1. Returns 1 when given, 0 when not, -1 when bad. */
static int read_identity(lua_State *L, const struct site *site, const char *key,
                         char name[NAME_SIZE])
{
    char found[VALUE_TEXT_SIZE], path[160];
    int type = lua_getfield(L, 1, key);
    const char *text = value_string(L, -1);
    bool good = text && text_is_name(text);
    snprintf(path, sizeof path, "%s.%s", site->title, key);
    if (good)
        strcpy(name, text);
    else if (type != LUA_TNIL)
        collect_problem(site->collecting, site->line, path, "found %s, want a name: a-z, 0-9 and "
                        "_, at most %d of them", value_describe(L, -1, found), NAME_SIZE - 1);
    lua_pop(L, 1);
    return good ? 1 : type == LUA_TNIL ? 0 : -1;
}

/* Takes the item's name. Returns 0, or -1 with a problem noted when the block is of no use. */
static int open_item(lua_State *L, struct site *site)
{
    struct draft *d = site->collecting->draft;
    struct draft_item item = {.block = site->block};
    struct error e;
    int given = read_identity(L, site, "name", item.name);
    if (given == 0)
        collect_problem(site->collecting, site->line, site->title,
                        "found no name, want name = \"...\"");
    if (given <= 0)
        return -1;
    const struct draft_item *twin = draft_find_item(d, site->block, item.name);
    snprintf(site->item, sizeof site->item, "%s", item.name);
    snprintf(site->title, sizeof site->title, "%s.%s", schema_block_name(site->block), item.name);
    collect_place(d, site->line, item.place);
    if (twin) {
        collect_problem(site->collecting, site->line, site->title, "found a second %s of this "
                        "name, want each once; the first is at %s",
                        schema_block_name(site->block), twin->place);
        return -1;
    }
    if (d->n_items == ITEMS_MAX)
        return luaL_error(L, "found more than %d items, want fewer", ITEMS_MAX);
    if (ARRAY_ADD(d->items, d->n_items, item, &e))
        return collect_failure(L, site->collecting, &e);
    return 0;
}

static int open_single(lua_State *L, struct site *site)
{
    struct draft *d = site->collecting->draft;
    if (!collect_once(site->collecting, site->line, site->title, d->block[site->block]))
        return -1;
    if (site->block == BLOCK_SCENARIO) {
        (void)read_identity(L, site, "name", d->name);
        (void)read_identity(L, site, "extends", d->extends);
    }
    return 0;
}

static void read_keys(lua_State *L, const struct site *site)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++) {
        if (keys[i].block != site->block)
            continue;
        lua_settop(L, 1);
        if (lua_getfield(L, 1, keys[i].key) != LUA_TNIL)
            read_key(L, site, &keys[i]);
    }
    lua_settop(L, 1);
}

static int construct_block(lua_State *L)
{
    struct site site = {.collecting = lua_touserdata(L, lua_upvalueindex(1)),
                        .block = (enum schema_block)lua_tointeger(L, lua_upvalueindex(2)),
                        .line = value_line(L)};
    snprintf(site.title, sizeof site.title, "%s", schema_block_name(site.block));
    if (!collect_braces(L, site.collecting, site.line, site.title))
        return 0;
    bool items = schema_block_has_items(site.block);
    if ((items ? open_item(L, &site) : open_single(L, &site)) == 0)
        read_keys(L, &site);
    refuse_unknown_keys(L, &site);
    return 0;
}

/* ---- 4. the file --------------------------------------------------------------------------- */

static void furnish(lua_State *L, void *context)
{
    value_furnish(L);
    readings_furnish(L, context);
    for (int block = 0; block < BLOCK_COUNT; block++) {
        lua_pushlightuserdata(L, context);
        lua_pushinteger(L, block);
        lua_pushcclosure(L, construct_block, 2);
        lua_setfield(L, -2, schema_block_name((enum schema_block)block));
    }
}

void draft_read(const char *file, struct cage_use *used, struct draft *d, struct problems *p)
{
    struct collecting collecting = {d, p};
    struct error e;
    char names[TEXT_SIZE] = "";
    for (int block = 0; block < BLOCK_COUNT; block++)
        words_add(names, sizeof names, schema_block_name((enum schema_block)block));
    words_add(names, sizeof names, "readings");
    value_add_names(names, sizeof names);
    *d = (struct draft){.file = file};
    d->whole = cage_run(file, CAGE_LIMITS, used, furnish, names, &collecting, &e) == 0;
    if (!d->whole)
        problems_add_error(p, &e);
}
