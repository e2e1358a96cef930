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

/* A value on its way from Lua to its written form, as convert_value is given it. */
struct conversion {
    lua_State *L;
    int index;
    const struct schema_key *key;
    char *out;
    struct error *e;
};

static int append(const struct conversion *c, const char *separator, const char *word)
{
    if (text_append(c->out, TEXT_SIZE, separator, word))
        return 0;
    return error_set(c->e, "found a list that is too long, want less than %d bytes", TEXT_SIZE);
}

/* Refuses the value at an index, which may be one inside of a table. */
static int refuse(const struct conversion *c, int index, const char *want)
{
    char found[VALUE_TEXT_SIZE];
    return error_set(c->e, "found %s, want %s", value_describe(c->L, index, found), want);
}

/* ---- single values ------------------------------------------------------------------------- */

static int copy_string(const struct conversion *c, int index, const char *want, char *out)
{
    size_t length;
    if (lua_type(c->L, index) != LUA_TSTRING)
        return refuse(c, index, want);
    const char *s = lua_tolstring(c->L, index, &length);
    if (strlen(s) != length || length >= TEXT_SIZE)
        return error_set(c->e, "found a text with a zero byte or more than %d bytes, want %s",
                         TEXT_SIZE - 1, want);
    memcpy(out, s, length + 1);
    return 0;
}

static int write_finite(const struct conversion *c, double x, char *out)
{
    if (!isfinite(x))
        return error_set(c->e, "found %s, want a finite number",
                         isnan(x) ? "NaN" : x > 0 ? "infinity" : "-infinity");
    schema_number_text(x, out);
    return 0;
}

/* A number that has no unit of its own. */
static int copy_number(const struct conversion *c, int index, const char *want, char *out)
{
    if (lua_type(c->L, index) != LUA_TNUMBER)
        return refuse(c, index, want);
    return write_finite(c, lua_tonumber(c->L, index), out);
}

static int write_number(const struct conversion *c)
{
    const struct value *value = value_on_stack(c->L, c->index);
    const char *unit = c->key->unit;
    bool bare = strcmp(unit, "1") == 0;
    double x;
    if (!value || value->kind != VALUE_QUANTITY)
        return copy_number(c, c->index, "a number", c->out);
    if (value_convert(value, unit, &x))
        return error_set(c->e, "found %s, want %s%s", value_describe(c->L, c->index, c->out),
                         bare ? "a number" : "a number of the unit ",
                         bare ? " without a unit" : unit);
    return write_finite(c, x, c->out);
}

static int write_count(const struct conversion *c)
{
    int whole = 0;
    lua_Integer n = lua_tointegerx(c->L, c->index, &whole);
    if (lua_type(c->L, c->index) != LUA_TNUMBER || !whole)
        return refuse(c, c->index, "a whole number");
    snprintf(c->out, TEXT_SIZE, "%lld", (long long)n);
    return 0;
}

static int write_text(const struct conversion *c)
{
    return copy_string(c, c->index, "a text", c->out);
}

static int write_choice(const struct conversion *c)
{
    return copy_string(c, c->index, c->key->choices, c->out);
}

static int write_name(const struct conversion *c)
{
    return copy_string(c, c->index, "a name", c->out);
}

static int write_factor(const struct conversion *c)
{
    if (lua_type(c->L, c->index) == LUA_TSTRING)
        return copy_string(c, c->index, "a number or \"derived\"", c->out);
    return write_number(c);
}

/* ---- values of constructors -------------------------------------------------------------- */

/* Copies the written form of a value of that kind. False when it is none. */
static bool copy_form(const struct conversion *c, enum value_kind kind)
{
    const struct value *value = value_on_stack(c->L, c->index);
    bool good = value && value->kind == kind;
    if (good)
        snprintf(c->out, TEXT_SIZE, "%s", value->text);
    return good;
}

static int write_line(const struct conversion *c)
{
    return copy_form(c, VALUE_LINE) ? 0 : refuse(c, c->index, "linear { idle = ..., cap = ... }");
}

/* A distribution, or a bare number as a constant one. */
static int write_distribution(const struct conversion *c)
{
    char number[32], names[DISTRIBUTION_TEXT_SIZE], want[DISTRIBUTION_TEXT_SIZE + 40];
    if (copy_form(c, VALUE_DISTRIBUTION))
        return 0;
    snprintf(want, sizeof want, "a distribution (%s) or a number",
             distribution_text_names(", ", ", ", names));
    if (copy_number(c, c->index, want, number))
        return -1;
    c->key->type->of_number(number, c->out);
    return 0;
}

/* ---- tables -------------------------------------------------------------------------------- */

int convert_list_length(lua_State *L, int index)
{
    bool good = value_is_table(L, index);
    lua_Integer length, n = 0;
    if (!good)
        return -1;
    length = (lua_Integer)lua_rawlen(L, index);
    for (lua_pushnil(L); lua_next(L, index); n++) {
        lua_pop(L, 1);
        good = good && lua_isinteger(L, -1) && lua_tointeger(L, -1) >= 1 &&
               lua_tointeger(L, -1) <= length;
    }
    return good && n == length ? (int)n : -1;
}

static int write_names(const struct conversion *c)
{
    int n = convert_list_length(c->L, c->index);
    if (n < 0)
        return refuse(c, c->index, "a list of names: { \"a\", \"b\" }");
    c->out[0] = '\0';
    for (int i = 1; i <= n; i++) {
        char word[TEXT_SIZE];
        lua_rawgeti(c->L, c->index, i);
        if (copy_string(c, lua_gettop(c->L), "a name", word))
            return -1;
        if (!text_is_name(word))
            return refuse(c, lua_gettop(c->L), "a name: a-z, 0-9 and _");
        if (append(c, " ", word))
            return -1;
        lua_pop(c->L, 1);
    }
    return 0;
}

/* The cut on top of the stack. */
static int write_cut(const struct conversion *c, const char *want)
{
    char end[2][32], cut[70];
    int top = lua_gettop(c->L);
    if (convert_list_length(c->L, top) != 2)
        return refuse(c, top, want);
    for (int i = 0; i < 2; i++) {
        lua_rawgeti(c->L, top, i + 1);
        if (copy_number(c, top + 1 + i, "a number, in percent", end[i]))
            return -1;
    }
    snprintf(cut, sizeof cut, "%s-%s", end[0], end[1]);
    return append(c, " ", cut);
}

static int write_cuts(const struct conversion *c)
{
    static const char want[] = "\"none\" or a list of cuts in percent: { {5, 95}, {10, 90} }";
    int n = convert_list_length(c->L, c->index);
    bool none = lua_type(c->L, c->index) == LUA_TSTRING &&
                strcmp(lua_tostring(c->L, c->index), "none") == 0;
    if (n < 0 && !none)
        return refuse(c, c->index, want);
    strcpy(c->out, n > 0 ? "" : "none");
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(c->L, c->index, i);
        if (write_cut(c, want))
            return -1;
        lua_pop(c->L, 3); /* the cut and its ends */
    }
    return 0;
}

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, b);
}

static const char WANT_SHARES[] = "shares by name: { traditional = 0.9, ... }";

/* The share whose name is below the top of the stack and whose value is at the top. */
static int write_share(const struct conversion *c, char *word, size_t size)
{
    char number[32];
    int top = lua_gettop(c->L);
    if (lua_type(c->L, top - 1) != LUA_TSTRING || !text_is_name(lua_tostring(c->L, top - 1)))
        return refuse(c, top - 1, WANT_SHARES);
    if (copy_number(c, top, "a number as a share", number))
        return -1;
    snprintf(word, size, "%s=%s", lua_tostring(c->L, top - 1), number);
    return 0;
}

/* A table has no order: shares are written by the alphabet. */
static int write_shares(const struct conversion *c)
{
    char words[ASSUMPTIONS_MAX_WORKLOADS][NAME_SIZE + 40];
    size_t n = 0;
    if (lua_type(c->L, c->index) != LUA_TTABLE)
        return refuse(c, c->index, WANT_SHARES);
    c->out[0] = '\0';
    lua_pushnil(c->L);
    while (lua_next(c->L, c->index)) {
        if (n == ASSUMPTIONS_MAX_WORKLOADS)
            return error_set(c->e, "found more than %zu shares, want fewer", n);
        if (write_share(c, words[n++], sizeof words[0]))
            return -1;
        lua_pop(c->L, 1);
    }
    qsort(words, n, sizeof words[0], compare_words);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++)
        rc = append(c, ",", words[i]);
    return rc;
}

/* ---- all types ----------------------------------------------------------------------------- */

int convert_value(lua_State *L, int index, const struct schema_key *key, char *out,
                  struct error *e)
{
    /* in the order of value_types: a type without a function here is an error of the compiler */
#define WRITE(name) write_##name,
    static int (*const writers[])(const struct conversion *) = {VALUE_TYPES(WRITE)};
    const struct conversion c = {L, index, key, out, e};
    size_t n, i = 0;
    const struct value_type *const *types = value_types(&n);
    int top = lua_gettop(L);
    luaL_checkstack(L, 10, "value");
    while (i < n && types[i] != key->type)
        i++;
    int rc = i < n ? writers[i](&c) : error_set(e, "found a key of the type %s, want one of "
                                                   "value_types", key->type->name);
    lua_settop(L, top); /* a failure in a table leaves its elements */
    return rc;
}
