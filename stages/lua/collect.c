/* collect.c -- problems of a file, and taking one value from Lua. */
#include "lua/collect.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

#include "lua/cage.h"
#include "lua/convert.h"
#include "lua/values.h"
#include "base/suggest.h"

void collect_place(const struct draft *d, int line, char place[PLACE_SIZE])
{
    if (line > 0)
        snprintf(place, PLACE_SIZE, "%s:%d", d->file, line);
    else
        snprintf(place, PLACE_SIZE, "%s", d->file);
}

void collect_problem(const struct collecting *c, int line, const char *title, const char *format,
                     ...)
{
    char text[ERROR_TEXT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    problems_add(c->problems, "%s:%d: %s: %s", c->draft->file, line, title, text);
}

int collect_failure(lua_State *L, const struct collecting *c, const struct error *e)
{
    problems_add_error(c->problems, e);
    return luaL_error(L, "%s", e->text);
}

void collect_stop_if_hopeless(lua_State *L, const struct collecting *c)
{
    if (c->problems->n + 1 >= PROBLEMS_MAX)
        luaL_error(L, "found too many problems to go on");
}

bool collect_braces(lua_State *L, const struct collecting *c, int line, const char *name)
{
    char found[VALUE_TEXT_SIZE];
    collect_stop_if_hopeless(L, c);
    luaL_checkstack(L, 40, "block");
    lua_settop(L, 1);
    bool good = value_is_table(L, 1);
    if (!good)
        collect_problem(c, line, name, "found %s, want braces: %s { ... }",
                        value_describe(L, 1, found), name);
    return good;
}

bool collect_once(const struct collecting *c, int line, const char *name, char place[PLACE_SIZE])
{
    bool first = !*place;
    if (first)
        collect_place(c->draft, line, place);
    else
        collect_problem(c, line, name, "found a second block, want it once; the first is at %s",
                        place);
    return first;
}

static const char *user_text(lua_State *L, int index, int which)
{
    lua_getiuservalue(L, index, which); /* stays on the stack, so that it is not collected */
    return lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "";
}

/* Checks the value at `index` and writes it down; a bad one is noted and left empty. */
static int write_value(lua_State *L, int index, const struct collecting *c,
                       const struct wanted *wanted, int line, char *value)
{
    const struct schema_key *key = wanted->key;
    char hint[SUGGEST_SIZE];
    struct error e;
    if (convert_value(L, index, key, value, &e) == 0 &&
        schema_check_value(key, value, &e) == 0)
        return 0;
    suggest_text(key->choices ? value : "", key->choices ? key->choices : "", hint);
    collect_problem(c, line, wanted->title, "%s%s", e.text, hint);
    value[0] = '\0';
    return -1;
}

int collect_value(lua_State *L, const struct collecting *c, const struct wanted *wanted,
                  struct collected *found)
{
    int index = lua_gettop(L), line = wanted->line, rc = -1;
    const char *source = "", *note = "";
    const struct value *value = value_on_stack(L, index);
    found->value[0] = '\0';
    if (value && value->kind != VALUE_QUANTITY) {
        line = value->line ? value->line : line;
        source = user_text(L, index, VALUE_SOURCE);
        note = user_text(L, index, VALUE_NOTE);
    }
    if (value && value->problem[0]) {
        collect_problem(c, line, wanted->title, "%s", value->problem);
    } else {
        if (value && value->kind == VALUE_PLAIN) {
            lua_getiuservalue(L, index, VALUE_PAYLOAD);
            index = lua_gettop(L);
        }
        rc = write_value(L, index, c, wanted, line, found->value);
    }
    collect_place(c->draft, line, found->place);
    found->row = (struct assumption){wanted->path, found->value, wanted->key->unit, source, note,
                                     found->place};
    cage_charge(L, strlen(found->value) + strlen(source) + strlen(note) + strlen(found->place));
    return rc;
}
