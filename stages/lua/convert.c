/* convert.c -- strict conversion of Lua values, type by type. */
#include "lua/convert.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lauxlib.h>

#include "lua/values.h"
#include "base/text.h"
#include "numeric/distribution_text.h"
#include "scenario/value_type.h"

static int append(char *out, const char *separator, const char *word, struct error *e)
{
    if (text_append(out, TEXT_SIZE, separator, word))
        return 0;
    return error_set(e, "found a list that is too long, want less than %d bytes", TEXT_SIZE);
}

static int refuse(lua_State *L, int index, const char *want, struct error *e)
{
    char found[VALUE_TEXT_SIZE];
    return error_set(e, "found %s, want %s", value_describe(L, index, found), want);
}

/* ---- single values ------------------------------------------------------------------------- */

static int copy_string(lua_State *L, int index, const char *want, char *out, struct error *e)
{
    size_t length;
    if (lua_type(L, index) != LUA_TSTRING)
        return refuse(L, index, want, e);
    const char *s = lua_tolstring(L, index, &length);
    if (strlen(s) != length || length >= TEXT_SIZE)
        return error_set(e, "found a text with a zero byte or more than %d bytes, want %s",
                         TEXT_SIZE - 1, want);
    memcpy(out, s, length + 1);
    return 0;
}

static int write_finite(double x, char *out, struct error *e)
{
    if (!isfinite(x))
        return error_set(e, "found %s, want a finite number",
                         isnan(x) ? "NaN" : x > 0 ? "infinity" : "-infinity");
    schema_number_text(x, out);
    return 0;
}

static int write_number(lua_State *L, int index, const struct schema_key *key, char *out,
                        struct error *e)
{
    const struct value *value = value_on_stack(L, index);
    double x;
    if (value && value->kind == VALUE_QUANTITY) {
        if (value_convert(value, key->unit, &x))
            return error_set(e, "found %s, want %s%s", value_describe(L, index, out),
                             strcmp(key->unit, "1") ? "a number of the unit " : "a number",
                             strcmp(key->unit, "1") ? key->unit : " without a unit");
        return write_finite(x, out, e);
    }
    if (lua_type(L, index) != LUA_TNUMBER)
        return refuse(L, index, "a number", e);
    return write_finite(lua_tonumber(L, index), out, e);
}

static int write_count(lua_State *L, int index, const struct schema_key *key, char *out,
                       struct error *e)
{
    int whole = 0;
    (void)key;
    if (lua_type(L, index) != LUA_TNUMBER)
        return refuse(L, index, "a whole number", e);
    lua_Integer n = lua_tointegerx(L, index, &whole);
    if (!whole)
        return refuse(L, index, "a whole number", e);
    snprintf(out, TEXT_SIZE, "%lld", (long long)n);
    return 0;
}

static int write_text(lua_State *L, int index, const struct schema_key *key, char *out,
                      struct error *e)
{
    (void)key;
    return copy_string(L, index, "a text", out, e);
}

static int write_choice(lua_State *L, int index, const struct schema_key *key, char *out,
                        struct error *e)
{
    return copy_string(L, index, key->choices, out, e);
}

static int write_name(lua_State *L, int index, const struct schema_key *key, char *out,
                      struct error *e)
{
    (void)key;
    return copy_string(L, index, "a name", out, e);
}

static int write_factor(lua_State *L, int index, const struct schema_key *key, char *out,
                        struct error *e)
{
    if (lua_type(L, index) == LUA_TSTRING)
        return copy_string(L, index, "a number or \"derived\"", out, e);
    return write_number(L, index, key, out, e);
}

/* ---- values of constructors -------------------------------------------------------------- */

/* Copies the written form of a value of that kind. False when it is none. */
static bool copy_form(lua_State *L, int index, enum value_kind kind, char *out)
{
    const struct value *value = value_on_stack(L, index);
    bool good = value && value->kind == kind;
    if (good)
        snprintf(out, TEXT_SIZE, "%s", value->text);
    return good;
}

static int write_line(lua_State *L, int index, const struct schema_key *key, char *out,
                      struct error *e)
{
    (void)key;
    return copy_form(L, index, VALUE_LINE, out)
               ? 0 : refuse(L, index, "linear { idle = ..., cap = ... }", e);
}

/* A distribution, or a bare number as a constant one. */
static int write_distribution(lua_State *L, int index, const struct schema_key *key, char *out,
                              struct error *e)
{
    char number[32], names[DISTRIBUTION_TEXT_SIZE], want[DISTRIBUTION_TEXT_SIZE + 40];
    if (copy_form(L, index, VALUE_DISTRIBUTION, out))
        return 0;
    snprintf(want, sizeof want, "a distribution (%s) or a number",
             distribution_text_names(", ", ", ", names));
    if (lua_type(L, index) != LUA_TNUMBER)
        return refuse(L, index, want, e);
    if (write_finite(lua_tonumber(L, index), number, e))
        return -1;
    key->type->of_number(number, out);
    return 0;
}

/* ---- tables -------------------------------------------------------------------------------- */

int convert_list_length(lua_State *L, int index)
{
    int n = 0;
    if (lua_type(L, index) != LUA_TTABLE)
        return -1;
    size_t length = lua_rawlen(L, index);
    if (length > TEXT_SIZE)
        return -1;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        lua_pop(L, 1);
        bool ok = lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 &&
                  lua_tointeger(L, -1) <= (lua_Integer)length;
        if (!ok) {
            lua_pop(L, 1);
            return -1;
        }
        n++;
    }
    return (size_t)n == length ? n : -1;
}

static int write_names(lua_State *L, int index, const struct schema_key *key, char *out,
                       struct error *e)
{
    (void)key;
    int n = convert_list_length(L, index), rc = 0;
    if (n < 0)
        return refuse(L, index, "a list of names: { \"a\", \"b\" }", e);
    out[0] = '\0';
    for (int i = 1; i <= n && rc == 0; i++) {
        char word[TEXT_SIZE];
        lua_rawgeti(L, index, i);
        rc = copy_string(L, lua_gettop(L), "a name", word, e);
        if (rc == 0 && !text_is_name(word))
            rc = refuse(L, lua_gettop(L), "a name: a-z, 0-9 and _", e);
        if (rc == 0)
            rc = append(out, " ", word, e);
        lua_pop(L, 1);
    }
    return rc;
}

/* One end of a cut. */
static int write_percent(lua_State *L, int index, int i, char *out, struct error *e)
{
    lua_rawgeti(L, index, i);
    int top = lua_gettop(L);
    int rc = lua_type(L, top) == LUA_TNUMBER ? write_finite(lua_tonumber(L, top), out, e)
                                             : refuse(L, top, "a number, in percent", e);
    lua_pop(L, 1);
    return rc;
}

static int write_cuts(lua_State *L, int index, const struct schema_key *key, char *out,
                      struct error *e)
{
    (void)key;
    static const char want[] = "\"none\" or a list of cuts in percent: { {5, 95}, {10, 90} }";
    int n = convert_list_length(L, index);
    if (lua_type(L, index) == LUA_TSTRING && strcmp(lua_tostring(L, index), "none") == 0) {
        strcpy(out, "none");
        return 0;
    }
    if (n < 0)
        return refuse(L, index, want, e);
    strcpy(out, n ? "" : "none");
    for (int i = 1; i <= n; i++) {
        char low[32], high[32], cut[70];
        lua_rawgeti(L, index, i);
        int top = lua_gettop(L);
        if (convert_list_length(L, top) != 2)
            return refuse(L, top, want, e);
        if (write_percent(L, top, 1, low, e) || write_percent(L, top, 2, high, e))
            return -1;
        snprintf(cut, sizeof cut, "%s-%s", low, high);
        if (append(out, " ", cut, e))
            return -1;
        lua_pop(L, 1);
    }
    return 0;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The share whose name is below the top of the stack and whose value is at the top. */
static int write_share(lua_State *L, char *word, size_t size, struct error *e)
{
    char number[32];
    int top = lua_gettop(L);
    if (lua_type(L, top - 1) != LUA_TSTRING || !text_is_name(lua_tostring(L, top - 1)))
        return refuse(L, top - 1, "shares by name: { traditional = 0.9, ... }", e);
    if (lua_type(L, top) != LUA_TNUMBER)
        return refuse(L, top, "a number as a share", e);
    if (write_finite(lua_tonumber(L, top), number, e))
        return -1;
    snprintf(word, size, "%s=%s", lua_tostring(L, top - 1), number);
    return 0;
}

/* A table has no order: shares are written by the alphabet. */
static int write_shares(lua_State *L, int index, const struct schema_key *key, char *out,
                        struct error *e)
{
    (void)key;
    char words[ASSUMPTIONS_MAX_WORKLOADS][NAME_SIZE + 40];
    size_t n = 0;
    if (lua_type(L, index) != LUA_TTABLE)
        return refuse(L, index, "shares by name: { traditional = 0.9, ... }", e);
    out[0] = '\0';
    lua_pushnil(L);
    while (lua_next(L, index)) {
        if (n == ASSUMPTIONS_MAX_WORKLOADS)
            return error_set(e, "found more than %zu shares, want fewer", n);
        if (write_share(L, words[n++], sizeof words[0], e))
            return -1;
        lua_pop(L, 1);
    }
    qsort(words, n, sizeof words[0], compare_words);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = append(out, ",", words[i], e);
    return rc;
}

/* ---- all types ----------------------------------------------------------------------------- */

typedef int write_value(lua_State *L, int index, const struct schema_key *key, char *out,
                        struct error *e);

/* In the order of value_types: a type without a function here is an error of the compiler. */
#define WRITE(name) write_##name,
static write_value *const WRITERS[] = {VALUE_TYPES(WRITE)};

static write_value *writer_of(const struct value_type *type)
{
    size_t n;
    const struct value_type *const *types = value_types(&n);
    for (size_t i = 0; i < n; i++)
        if (types[i] == type)
            return WRITERS[i];
    return NULL;
}

int convert_value(lua_State *L, int index, const struct schema_key *key, char *out,
                    struct error *e)
{
    int top = lua_gettop(L);
    luaL_checkstack(L, 10, "value");
    write_value *write = writer_of(key->type);
    int rc = write ? write(L, index, key, out, e)
                   : error_set(e, "found a key of the type %s, want one of value_types",
                               key->type->name);
    lua_settop(L, top); /* a failure in a table leaves its elements */
    return rc;
}
