/* collect.c -- taking one value from Lua. */
#include "lua/collect.h"

#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

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

void collect_problem(const struct collecting *c, int line, const char *title, const char *text)
{
    problems_add(c->problems, "%s:%d: %s: %s", c->draft->file, line, title, text);
}

void collect_stop_if_hopeless(lua_State *L, const struct collecting *c)
{
    if (c->problems->n + 1 >= PROBLEMS_MAX)
        luaL_error(L, "found too many problems to go on");
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
    if (lua_value_write(L, index, key, value, &e) == 0 &&
        schema_check_value(key, value, &e) == 0)
        return 0;
    suggest_text(key->choices ? value : "", key->choices ? key->choices : "", hint);
    size_t n = strlen(e.text);
    snprintf(e.text + n, sizeof e.text - n, "%s", hint);
    collect_problem(c, line, wanted->title, e.text);
    value[0] = '\0';
    return -1;
}

int collect_value(lua_State *L, const struct collecting *c, const struct wanted *wanted,
                  struct collected *taken)
{
    int index = lua_gettop(L), line = wanted->line, rc = -1;
    const char *source = "", *note = "";
    const struct value *made = value_at(L, index);
    taken->value[0] = '\0';
    if (made && made->kind != MADE_QUANTITY) {
        line = made->line ? made->line : line;
        source = user_text(L, index, MADE_SOURCE);
        note = user_text(L, index, MADE_NOTE);
    }
    if (made && made->problem[0]) {
        collect_problem(c, line, wanted->title, made->problem);
    } else {
        if (made && made->kind == MADE_VALUE) {
            lua_getiuservalue(L, index, MADE_PAYLOAD);
            index = lua_gettop(L);
        }
        rc = write_value(L, index, c, wanted, line, taken->value);
    }
    collect_place(c->draft, line, taken->place);
    taken->row = (struct assumption){(char *)wanted->path, taken->value, (char *)wanted->key->unit,
                                     (char *)source, (char *)note, taken->place};
    return rc;
}
