/* values.c -- constructors of values, and units that are checked.
 *
 * 1. the userdata    2. source and note    3. distributions and lines    4. value and reading
 * 5. units */
#include "lua/values.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>

#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "numeric/distribution_text.h"
#include "scenario/schema.h"

#define QUANTITY_TYPE "quantity"
#define LINE "linear"

/* Units by what they measure. A plain number is in the unit of its key and needs none of these. */
struct named_unit {
    const char *name; /* in Lua                        */
    const char *key;  /* as the schema writes the unit */
    char measures;    /* units of the same convert     */
    double factor;    /* to the base of what it measures */
};

static const struct named_unit UNITS[] = {
    {"W", "W", 'P', 1},      {"kW", "kW", 'P', 1e3},   {"MW", "MW", 'P', 1e6},
    {"Wh", "Wh", 'E', 1},    {"kWh", "kWh", 'E', 1e3}, {"billion", "1e9", 'N', 1e9},
};

#define N_UNITS (sizeof UNITS / sizeof UNITS[0])

/* ---- 1. the userdata ----------------------------------------------------------------------- */

static struct value *push_value(lua_State *L, enum value_kind kind, const char *text)
{
    struct value *value = lua_newuserdatauv(L, sizeof *value, VALUE_USER_VALUES);
    *value = (struct value){.kind = kind};
    snprintf(value->text, sizeof value->text, "%s", text);
    return value;
}

/* Pushes the value of a constructor, above its one argument. */
static struct value *open_value(lua_State *L, enum value_kind kind, const char *text)
{
    lua_settop(L, 1);
    struct value *value = push_value(L, kind, text);
    value->line = value_line(L);
    return value;
}

/* The cage makes no other userdata, so the type tells. */
const struct value *value_on_stack(lua_State *L, int index)
{
    return lua_type(L, index) == LUA_TUSERDATA ? lua_touserdata(L, index) : NULL;
}

const char *value_string(lua_State *L, int index)
{
    const char *text = lua_type(L, index) == LUA_TSTRING ? lua_tostring(L, index) : NULL;
    return text && strlen(text) == lua_rawlen(L, index) ? text : NULL;
}

bool value_is_table(lua_State *L, int index)
{
    int n = 0;
    if (lua_type(L, index) != LUA_TTABLE)
        return false;
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        if (++n > VALUE_KEYS_MAX)
            luaL_error(L, "found more than %d keys or values in one table, want fewer: nothing "
                          "here takes as many", VALUE_KEYS_MAX);
    return true;
}

int value_line(lua_State *L)
{
    lua_Debug ar;
    bool known = lua_getstack(L, 1, &ar) && lua_getinfo(L, "l", &ar) && ar.currentline > 0;
    return known ? ar.currentline : 0;
}

const char *value_describe(lua_State *L, int index, char *out)
{
    char number[32], quoted[80];
    const char *text = "nothing";
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        schema_number_text(lua_tonumber(L, index), number);
        text = isnan(lua_tonumber(L, index)) ? "NaN" : number;
        break;
    case LUA_TSTRING: text = text_quoted(lua_tostring(L, index), quoted); break;
    case LUA_TBOOLEAN: text = lua_toboolean(L, index) ? "true" : "false"; break;
    case LUA_TTABLE: text = "a table"; break;
    case LUA_TFUNCTION: text = "a function"; break;
    case LUA_TUSERDATA: text = value_on_stack(L, index)->text; break;
    }
    snprintf(out, VALUE_TEXT_SIZE, "%s", text);
    return out;
}

/* Keeps the first problem of a value. */
static void blame(struct value *value, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void blame(struct value *value, const char *format, ...)
{
    if (value->problem[0])
        return;
    va_list args;
    va_start(args, format);
    vsnprintf(value->problem, sizeof value->problem, format, args);
    va_end(args);
}

/* ---- 2. source and note -------------------------------------------------------------------- */

/* Moves source or note from the table at 1 to a user value of the userdata at 2. */
static void read_text(lua_State *L, struct value *value, const char *key, int user_value)
{
    char found[VALUE_TEXT_SIZE];
    int type = lua_getfield(L, 1, key);
    const char *text = value_string(L, -1);
    if (type != LUA_TSTRING && type != LUA_TNIL)
        blame(value, "%s: found %s, want a text", key, value_describe(L, -1, found));
    else if (type == LUA_TSTRING &&
             (!text || !text_is_plain_text(text) || strlen(text) >= TEXT_SIZE))
        blame(value, "%s: found a text with a control character or broken UTF-8, or a very "
              "long one; want plain text on one line", key);
    lua_setiuservalue(L, 2, user_value);
}

/* Blames a key that is neither in `allowed` nor source, note or the number 1. Of several the
 * first by the alphabet, because a table has no order. */
static void refuse_other_keys(lua_State *L, struct value *value, const char *allowed)
{
    char first[NAME_SIZE + 1] = "", hint[SUGGEST_SIZE], quoted[80];
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        bool one = lua_isinteger(L, -1) && lua_tointeger(L, -1) == 1;
        const char *key = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
        if (!one && !words_have("source note", key) && !words_have(allowed, key) &&
            (!first[0] || strcmp(key, first) < 0))
            snprintf(first, sizeof first, "%s", *key ? key : "?");
    }
    if (first[0])
        blame(value, "found the parameter %s, want: %s%ssource note%s",
              text_quoted(first, quoted), allowed, *allowed ? " " : "",
              suggest_text(first, allowed, hint));
}

/* Reads what every table of a constructor may hold; what else it holds has been read. */
static void close_value(lua_State *L, struct value *value, const char *allowed)
{
    refuse_other_keys(L, value, allowed);
    read_text(L, value, "source", VALUE_SOURCE);
    read_text(L, value, "note", VALUE_NOTE);
}

/* ---- 3. distributions and lines ------------------------------------------------------------ */

/* Appends the parameter on top of the stack to the written form. */
static void add_parameter(lua_State *L, struct value *value, const char *name)
{
    char found[VALUE_TEXT_SIZE], number[32] = "node";
    bool of_node = value->kind == VALUE_LINE && strcmp(name, "idle") == 0 &&
                   lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), number) == 0;
    size_t n = strlen(value->text);
    if (lua_type(L, -1) == LUA_TNUMBER && isfinite(lua_tonumber(L, -1)))
        schema_number_text(lua_tonumber(L, -1), number);
    else if (!of_node)
        blame(value, "%s: found %s, want a finite number", name, value_describe(L, -1, found));
    if (of_node || lua_type(L, -1) == LUA_TNUMBER)
        snprintf(value->text + n, sizeof value->text - n, "%s%s=%s",
                 value->text[n - 1] == '(' ? "" : ",", name, number);
}

static void read_parameters(lua_State *L, struct value *value, const char *parameters)
{
    char name[NAME_SIZE];
    bool single = strchr(parameters, ' ') == NULL;
    for (const char *cursor = parameters; words_next(&cursor, name);) {
        int type = lua_getfield(L, 1, name);
        if (type == LUA_TNIL && single) { /* constant { 500 } */
            lua_pop(L, 1);
            type = lua_rawgeti(L, 1, 1);
        }
        if (type != LUA_TNIL)
            add_parameter(L, value, name);
        else if (value->kind == VALUE_LINE)
            blame(value, "%s: missing, want a number", name);
        lua_pop(L, 1);
    }
    if (!single && lua_rawgeti(L, 1, 1) != LUA_TNIL)
        blame(value, "found a value without a name, want one of: %s", parameters);
    lua_settop(L, 2);
}

/* A constructor whose arguments are named numbers: upvalue 1 is a distribution, NULL a line. */
static int construct_form(lua_State *L)
{
    const struct distribution_type *type = lua_touserdata(L, lua_upvalueindex(1));
    const char *name = type ? type->name : LINE;
    char found[VALUE_TEXT_SIZE], parameters[DISTRIBUTION_TEXT_SIZE] = "idle cap";
    if (type)
        distribution_text_parameters(type, parameters);
    struct value *value = open_value(L, type ? VALUE_DISTRIBUTION : VALUE_LINE, name);
    strcat(value->text, "(");
    if (!value_is_table(L, 1)) {
        blame(value, "found %s(%s), want braces: %s { ... }", name,
              value_describe(L, 1, found), name);
    } else {
        read_parameters(L, value, parameters);
        close_value(L, value, parameters);
    }
    text_append(value->text, sizeof value->text, "", ")");
    return 1;
}

/* ---- 4. value and reading ------------------------------------------------------------------ */

static int construct_value(lua_State *L)
{
    char found[VALUE_TEXT_SIZE];
    struct value *value = open_value(L, VALUE_PLAIN, "value { ... }");
    if (!value_is_table(L, 1)) {
        blame(value, "found value(%s), want braces: value { 42, source = \"...\" }",
              value_describe(L, 1, found));
        return 1;
    }
    if (lua_rawgeti(L, 1, 1) == LUA_TNIL)
        blame(value, "found value { } without a value, want it first: value { 42, ... }");
    const struct value *inner = value_on_stack(L, -1);
    if (inner && inner->kind != VALUE_QUANTITY)
        blame(value, "found %s inside of value { }, want source and note in its own braces",
              value_describe(L, -1, found));
    lua_setiuservalue(L, 2, VALUE_PAYLOAD);
    close_value(L, value, "");
    return 1;
}

/* What stands in it is read where it is used. */
static int construct_reading(lua_State *L)
{
    char found[VALUE_TEXT_SIZE];
    struct value *value = open_value(L, VALUE_READING, "reading { ... }");
    if (!value_is_table(L, 1))
        blame(value, "found reading(%.200s), want braces: reading { label = \"...\", path = "
              "value }", value_describe(L, 1, found));
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, 2, VALUE_PAYLOAD);
    return 1;
}

/* ---- 5. units ------------------------------------------------------------------------------ */

int value_convert(const struct value *quantity, const char *unit, double *number)
{
    const struct named_unit *from = quantity->unit, *to = UNITS;
    while (to < UNITS + N_UNITS && strcmp(to->key, unit) != 0)
        to++;
    if (to == UNITS + N_UNITS || from->measures != to->measures)
        return -1;
    *number = from == to ? quantity->number : quantity->number * from->factor / to->factor;
    return 0;
}

static void push_quantity(lua_State *L, double number, const struct named_unit *unit)
{
    char text[32];
    schema_number_text(number, text);
    struct value *value = push_value(L, VALUE_QUANTITY, text);
    strcat(strcat(value->text, " * "), unit->name);
    value->number = number;
    value->unit = unit;
    luaL_setmetatable(L, QUANTITY_TYPE);
}

/* number * quantity and quantity * number. */
static int multiply(lua_State *L)
{
    int q = value_on_stack(L, 1) ? 1 : 2;
    const struct value *quantity = value_on_stack(L, q);
    if (lua_type(L, 3 - q) != LUA_TNUMBER)
        return luaL_error(L, "found a product of a unit and %s, want a number times a unit: "
                          "11.3 * kW", luaL_typename(L, 3 - q));
    push_quantity(L, quantity->number * lua_tonumber(L, 3 - q), quantity->unit);
    return 1;
}

/* quantity / number. */
static int divide(lua_State *L)
{
    const struct value *quantity = value_on_stack(L, 1);
    if (!quantity || lua_type(L, 2) != LUA_TNUMBER)
        return luaL_error(L, "found a division by a unit, want a number times a unit: 11.3 * kW");
    push_quantity(L, quantity->number / lua_tonumber(L, 2), quantity->unit);
    return 1;
}

static void furnish_units(lua_State *L)
{
    static const luaL_Reg operators[] = {{"__mul", multiply}, {"__div", divide}, {NULL, NULL}};
    luaL_newmetatable(L, QUANTITY_TYPE);
    luaL_setfuncs(L, operators, 0);
    lua_pop(L, 1);
    for (size_t i = 0; i < N_UNITS; i++) {
        push_quantity(L, 1, &UNITS[i]);
        lua_setfield(L, -2, UNITS[i].name);
    }
}

static void furnish_form(lua_State *L, const char *name, const struct distribution_type *type)
{
    lua_pushlightuserdata(L, (void *)type);
    lua_pushcclosure(L, construct_form, 1);
    lua_setfield(L, -2, name);
}

void value_furnish(lua_State *L)
{
    static const luaL_Reg plain[] = {
        {"reading", construct_reading}, {"value", construct_value}, {NULL, NULL}};
    size_t n;
    const struct distribution_type *const *types = distribution_types(&n);
    luaL_setfuncs(L, plain, 0);
    for (size_t i = 0; i < n; i++)
        furnish_form(L, types[i]->name, types[i]);
    furnish_form(L, LINE, NULL);
    furnish_units(L);
}

void value_add_names(char *words, size_t size)
{
    size_t n;
    const struct distribution_type *const *types = distribution_types(&n);
    words_add(words, size, "reading");
    words_add(words, size, "value");
    for (size_t i = 0; i < n; i++)
        words_add(words, size, types[i]->name);
    words_add(words, size, LINE);
    for (size_t i = 0; i < N_UNITS; i++)
        words_add(words, size, UNITS[i].name);
}
