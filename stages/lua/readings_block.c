/* readings_block.c -- the block readings { ... }: lists of values, or of reading { ... }.
 *
 * 1. one reading    2. one list    3. the block */
#include "lua/collect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "base/text.h"
#include "lua/convert.h"
#include "lua/values.h"
#include "scenario/readings.h"
#include "scenario/value_type.h"

#define CHANGES_MAX 16 /* of one reading */
#define TITLE_SIZE (2 * SCHEMA_PATH_SIZE + 48)

/* One list being read. */
struct filling {
    struct collecting *collecting;
    size_t list;                  /* its index in the draft                            */
    const char *name;             /* as written; borrowed from Lua                     */
    const struct schema_key *key; /* that the name stands for, or NULL                 */
    char path[SCHEMA_PATH_SIZE];  /* of that key                                       */
    struct error refusal;         /* why the name stands for no key                    */
    int line;                     /* where the block opens                             */
};

/* ---- 1. one reading ------------------------------------------------------------------------ */

/* Reads the label of the table at `index`; a bad one is noted and left as it is. */
static void read_label(lua_State *L, int index, const struct filling *f, int line,
                       const char *title, char label[LABEL_SIZE])
{
    char found[VALUE_TEXT_SIZE];
    lua_getfield(L, index, "label");
    const char *words = value_string(L, -1);
    if (words && *words && strlen(words) < LABEL_SIZE && text_is_plain_text(words))
        strcpy(label, words);
    else
        collect_problem(f->collecting, line, title, "found %s as its label, want label = "
                        "\"...\", 1 to %d bytes of plain text", value_describe(L, -1, found),
                        LABEL_SIZE - 1);
    lua_pop(L, 1);
}

static struct reading_list *list_of(const struct filling *f)
{
    return &f->collecting->draft->readings.lists[f->list];
}

/* Takes the value on top of the stack as a change of the list's last reading. */
static int read_change(lua_State *L, const struct filling *f, const struct wanted *wanted)
{
    struct collected found;
    struct error e;
    struct reading_list *list = list_of(f);
    struct reading *reading = &list->readings[list->n - 1];
    if (collect_value(L, f->collecting, wanted, &found))
        return -1;
    if (assumption_list_find(&reading->changes, wanted->path)) {
        collect_problem(f->collecting, wanted->line, wanted->title,
                        "found twice in one reading, want it once");
        return -1;
    }
    if (assumption_list_add(&reading->changes, &found.row, &e))
        return collect_failure(L, f->collecting, &e);
    return 0;
}

/* A value without more: of the assumption that the list is named after. Where there is none,
 * read_list says so, once. */
static void read_plain(lua_State *L, const struct filling *f, const char *title)
{
    struct wanted wanted = {f->key, f->path, title, f->line};
    struct reading_list *list = list_of(f);
    struct error e;
    if (!f->key)
        return;
    if (reading_list_add(list, "", &e))
        collect_failure(L, f->collecting, &e);
    if (read_change(L, f, &wanted) == 0)
        f->key->type->label(list->readings[list->n - 1].changes.rows[0].value,
                            list->readings[list->n - 1].label);
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The keys of the table at `index` in the alphabet's order, because a table has none. They are
 * borrowed from the table.
 *   max   room in words
 * Returns their number, or max + 1 when there are more, or when one is no text. */
static size_t sorted_keys(lua_State *L, int index, const char **words, size_t max)
{
    size_t n = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        const char *word = value_string(L, -1);
        if (n == max || !word) {
            lua_pop(L, 1);
            return max + 1;
        }
        words[n++] = word;
    }
    qsort(words, n, sizeof *words, compare_words);
    return n;
}

/* The value of a key in the table at `index`, as a change. */
static void read_named(lua_State *L, int index, const struct filling *f, int line,
                       const char *title, const char *name)
{
    char path[SCHEMA_PATH_SIZE], longer[TITLE_SIZE + SCHEMA_PATH_SIZE + 2];
    struct error e;
    int top = lua_gettop(L);
    const struct schema_key *key = readings_key(name, path, &e);
    if (!key) {
        collect_problem(f->collecting, line, title, "%s", e.text);
        return;
    }
    snprintf(longer, sizeof longer, "%.*s: %s", TITLE_SIZE - 1, title, path);
    lua_getfield(L, index, name);
    (void)read_change(L, f, &(struct wanted){key, path, longer, line});
    lua_settop(L, top);
}

/* reading { label = "...", path = value, ... } with its table on top of the stack. */
static void read_several(lua_State *L, const struct filling *f, int line, const char *title)
{
    const char *names[CHANGES_MAX + 1];
    char label[LABEL_SIZE] = "?";
    struct error e;
    int index = lua_gettop(L);
    size_t n = sorted_keys(L, index, names, CHANGES_MAX + 1), changes = 0;
    if (n > CHANGES_MAX + 1) {
        collect_problem(f->collecting, line, title,
                        "found a value without a name, or too many, want path = value");
        return;
    }
    read_label(L, index, f, line, title, label);
    if (reading_list_add(list_of(f), label, &e))
        collect_failure(L, f->collecting, &e);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], "label") == 0)
            continue;
        read_named(L, index, f, line, title, names[i]);
        changes++;
    }
    if (changes == 0)
        collect_problem(f->collecting, line, title,
                        "found no assumption in it, want at least one path = value");
}

/* ---- 2. one list --------------------------------------------------------------------------- */

/* The element on top of the stack. Returns whether it needs an assumption that the list is named
 * after, because it names none of its own. */
static bool read_element(lua_State *L, const struct filling *f, int i)
{
    char title[TITLE_SIZE];
    int top = lua_gettop(L);
    const struct value *value = value_on_stack(L, top);
    snprintf(title, sizeof title, "readings.%.*s[%d]", SCHEMA_PATH_SIZE, f->name, i);
    collect_stop_if_hopeless(L, f->collecting);
    if (!value || value->kind != VALUE_READING) {
        read_plain(L, f, title);
    } else if (value->problem[0]) {
        collect_problem(f->collecting, value->line, title, "%s", value->problem);
    } else {
        lua_getiuservalue(L, top, VALUE_PAYLOAD);
        read_several(L, f, value->line, title);
    }
    lua_settop(L, top);
    return !value || value->kind != VALUE_READING;
}

/* Opens the list in the draft. Returns 0, or -1 with a problem noted. */
static int open_list(lua_State *L, struct filling *f, const char *title)
{
    char place[PLACE_SIZE];
    struct error e;
    struct readings *r = &f->collecting->draft->readings;
    f->key = readings_key(f->name, f->path, &f->refusal);
    if (!f->key)
        snprintf(f->path, sizeof f->path, "%.*s", SCHEMA_PATH_SIZE - 1, f->name);
    if (readings_find(r, f->path)) {
        collect_problem(f->collecting, f->line, title, "found a second list for %s, want it once",
                        f->path);
        return -1;
    }
    collect_place(f->collecting->draft, f->line, place);
    if (readings_add(r, f->path, place, &e))
        return collect_failure(L, f->collecting, &e);
    f->list = r->n - 1;
    return 0;
}

/* The list on top of the stack. */
static void read_list(lua_State *L, struct filling *f)
{
    char title[TITLE_SIZE], found[VALUE_TEXT_SIZE];
    int index = lua_gettop(L), n = convert_list_length(L, index);
    snprintf(title, sizeof title, "readings.%.*s", SCHEMA_PATH_SIZE, f->name);
    if (n < 1 || n > READINGS_MAX_OF_LIST) {
        collect_problem(f->collecting, f->line, title,
                        "found %s, want a list of 1 to %d readings: { value, ... }",
                        n == 0 ? "an empty list" : n > 0 ? "too long a list"
                        : value_describe(L, index, found), READINGS_MAX_OF_LIST);
        return;
    }
    if (open_list(L, f, title))
        return;
    bool plain = false;
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, index, i);
        plain = read_element(L, f, i) || plain;
        lua_settop(L, index);
    }
    if (!f->key && (plain || (!text_is_name(f->name) && list_of(f)->n > 0)))
        collect_problem(f->collecting, f->line, title, "%s", f->refusal.text);
}

/* ---- 3. the block -------------------------------------------------------------------------- */

static int construct_readings(lua_State *L)
{
    struct filling f = {.collecting = lua_touserdata(L, lua_upvalueindex(1)),
                        .line = value_line(L)};
    const char *names[READINGS_MAX_LISTS];
    if (!collect_braces(L, f.collecting, f.line, "readings") ||
        !collect_once(f.collecting, f.line, "readings", f.collecting->draft->readings_place))
        return 0;
    size_t n = sorted_keys(L, 1, names, READINGS_MAX_LISTS);
    if (n > READINGS_MAX_LISTS) {
        collect_problem(f.collecting, f.line, "readings", "found a list without a name, or too "
                        "many, want up to %d of name = { ... }", READINGS_MAX_LISTS);
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        lua_settop(L, 1);
        f.name = names[i];
        lua_getfield(L, 1, names[i]);
        read_list(L, &f);
    }
    return 0;
}

void readings_furnish(lua_State *L, void *collecting)
{
    lua_pushlightuserdata(L, collecting);
    lua_pushcclosure(L, construct_readings, 1);
    lua_setfield(L, -2, "readings");
}
