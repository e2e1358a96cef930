/* assumptions_build.c -- from rows of text to struct assumptions, by the schema.
 *
 * 1. items: which nodes, models, ... there are, and in which order
 * 2. fields: each key of each item, or its default
 * 3. the checks that need more than one row are in assumptions_check.c */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/assumption_list.h"
#include "scenario/schema.h"
#include "base/text.h"
#include "base/words.h"
#include "scenario/value_type.h"

/* What is being built, handed from function to function. */
struct build {
    const struct assumption_list *list;
    struct assumptions *a;
    struct error *e;
};

/* ---- 1. items ------------------------------------------------------------------------------ */

static int add_item(struct build *b, enum schema_block block, const char *name,
                    const char *place)
{
    size_t n = schema_items(b->a, block);
    if (schema_find_item(b->a, block, name) < n ||
        schema_add_item(b->a, block, name) == 0)
        return 0;
    return error_set(b->e, "%s: %s.%s: found more than %zu of these, want fewer", place,
                     schema_block_name(block), name, n);
}

/* Items that a list chooses stand in its order, and no others. */
static int add_listed(struct build *b, enum schema_block block)
{
    const struct assumption *row = assumption_list_of_items(b->list, block);
    char name[NAME_SIZE];
    if (!row)
        return 0;
    if (schema_check_value(schema_list_of(block), row->value, b->e))
        return error_prefix(b->e, "%s: %s", row->place, row->path);
    for (const char *cursor = row->value; words_next(&cursor, name);)
        if (add_item(b, block, name, row->place))
            return -1;
    return 0;
}

/* Walks the rows once: every path must be known, and names its item. */
static int collect_items(struct build *b)
{
    for (int block = 0; block < BLOCK_COUNT; block++)
        if (add_listed(b, (enum schema_block)block))
            return -1;
    for (size_t r = 0; r < b->list->n; r++) {
        char item[NAME_SIZE], quoted[80];
        const struct assumption *row = &b->list->rows[r];
        const struct schema_key *key = schema_find_path(row->path, item);
        if (!key)
            return error_set(b->e, "%s: found the path %s, want one of the schema "
                             "(make help-scenario)", row->place, text_quoted(row->path, quoted));
        if (assumption_list_find(b->list, row->path) != row)
            return error_set(b->e, "%s: %s: found twice, want it once", row->place, row->path);
        if (*item && !assumption_list_of_items(b->list, key->block) &&
            add_item(b, key->block, item, row->place))
            return -1;
    }
    return 0;
}

/* ---- 2. fields ----------------------------------------------------------------------------- */

/* A key that is not given: its default, or nothing where it may be left out. */
static int fill_default(struct build *b, const struct value_site *to, const char *item,
                        const char *path)
{
    const struct schema_key *key = to->key;
    const char *value = schema_default(key, item);
    if (!value)
        return error_set(b->e, "%s: missing, want a %s: %s", path, key->type->name, key->help);
    if (*value)
        return key->type->read(to, value, b->e);
    if (!key->type->leave_out)
        return error_set(b->e, "%s: missing, and a %s has no column leave_out: want a default",
                         path, key->type->name);
    key->type->leave_out(to->field);
    return 0;
}

static int fill_key(struct build *b, const struct schema_key *key, char *base)
{
    char path[SCHEMA_PATH_SIZE];
    const char *item = strchr(key->path, '*') ? base : "";
    const struct value_site to = {key, b->a, base + key->offset};
    bool given = true;
    schema_path(key, item, path);
    const struct assumption *row = assumption_list_find(b->list, path);
    if (!row)
        return fill_default(b, &to, item, path);
    if (key->type->read(&to, row->value, b->e))
        return error_prefix(b->e, "%s: %s", row->place, path);
    if (key->has_offset)
        memcpy(base + key->has_offset, &given, sizeof given);
    return 0;
}

static int fill_all(struct build *b)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    if (fill_key(b, schema_find_path("z", NULL), (char *)b->a)) /* distributions need it */
        return -1;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < schema_items(b->a, keys[k].block); i++)
            if (fill_key(b, &keys[k], schema_item(b->a, keys[k].block, i)))
                return -1;
    return 0;
}

int assumptions_fill(const struct assumption_list *list, const char *name,
                     struct assumptions *a, struct error *e)
{
    struct build b = {list, a, e};
    memset(a, 0, sizeof *a);
    if (!text_is_name(name))
        return error_set(e, "found a scenario with the name \"%.60s\", want a-z, 0-9 and _",
                         name);
    strcpy(a->name, name);
    a->z = NAN;
    return collect_items(&b) || fill_all(&b) ? -1 : 0;
}

int assumptions_build(const struct assumption_list *list, const char *name,
                      struct assumptions *a, struct error *e)
{
    return assumptions_fill(list, name, a, e) ? -1 : assumptions_check(list, a, e);
}
