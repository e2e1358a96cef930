/* assumptions_build.c -- from rows of text to struct assumptions, by the schema.
 *
 * 1. items: which nodes, models, ... there are, and in which order
 * 2. fields: each key of each item, or its fallback
 * 3. the checks that need more than one row are in assumptions_check.c */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "numeric/distribution_text.h"
#include "scenario/assumption_list.h"
#include "scenario/assumptions_check.h"
#include "scenario/schema.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "scenario/types.h"

/* What is being built, handed from function to function. */
struct build {
    const struct assumption_list *list;
    struct assumptions *a;
    struct error *e;
};

/* The items of one block as an array that knows nothing of their type but that a name is first. */
struct items {
    size_t *n;
    char *base;
    size_t size, max;
};

_Static_assert(offsetof(struct node, name) == 0 && offsetof(struct model, name) == 0 &&
               offsetof(struct workload, name) == 0 && offsetof(struct mix, name) == 0 &&
               offsetof(struct workload_case, name) == 0, "a name opens every item");
_Static_assert(sizeof(enum generator) == sizeof(unsigned) &&
               sizeof(enum effective_tokens) == sizeof(unsigned), "choices are stored as unsigned");

/* ---- 1. items ------------------------------------------------------------------------------ */

static struct items items_of(struct assumptions *a, enum schema_block block)
{
    switch (block) {
    case BLOCK_NODE:
        return (struct items){&a->n_nodes, (char *)a->nodes, sizeof a->nodes[0],
                              ASSUMPTIONS_MAX_NODES};
    case BLOCK_MODEL:
        return (struct items){&a->n_models, (char *)a->models, sizeof a->models[0],
                              ASSUMPTIONS_MAX_MODELS};
    case BLOCK_WORKLOAD:
        return (struct items){&a->n_workloads, (char *)a->workloads, sizeof a->workloads[0],
                              ASSUMPTIONS_MAX_WORKLOADS};
    case BLOCK_CASE:
        return (struct items){&a->n_cases, (char *)a->cases, sizeof a->cases[0],
                              ASSUMPTIONS_MAX_CASES};
    case BLOCK_MIX:
        return (struct items){&a->n_mixes, (char *)a->mixes, sizeof a->mixes[0],
                              ASSUMPTIONS_MAX_MIXES};
    default: /* a block without items is the struct itself, once */
        return (struct items){NULL, (char *)a, sizeof *a, 1};
    }
}

static size_t find_item(const struct items *items, const char *name)
{
    size_t i = 0;
    while (i < *items->n && strcmp(items->base + i * items->size, name) != 0)
        i++;
    return i;
}

static int add_item(struct build *b, enum schema_block block, const char *name,
                    const char *place)
{
    struct items items = items_of(b->a, block);
    if (find_item(&items, name) < *items.n)
        return 0;
    if (*items.n == items.max)
        return error_set(b->e, "%s: %s.%s: found more than %zu of these, want fewer", place,
                         schema_block_name(block), name, items.max);
    snprintf(items.base + *items.n * items.size, NAME_SIZE, "%s", name);
    ++*items.n;
    return 0;
}

/* Items that a list chooses stand in its order, and no others. */
static int add_listed(struct build *b, enum schema_block block)
{
    const char *path = schema_list_of(block);
    const struct assumption *row = path ? assumption_list_find(b->list, path) : NULL;
    char name[NAME_SIZE];
    if (!row)
        return 0;
    if (text_names(row->value, b->e))
        return error_prefix(b->e, "%s: %s", row->place, path);
    for (const char *cursor = row->value; words_next(&cursor, name);)
        if (add_item(b, block, name, row->place))
            return -1;
    return 0;
}

static bool is_listed(const struct build *b, enum schema_block block)
{
    const char *path = schema_list_of(block);
    return path && assumption_list_find(b->list, path);
}

static int check_path(const struct build *b, size_t r, const struct schema_key *key)
{
    const struct assumption *row = &b->list->rows[r];
    char quoted[80];
    if (!key)
        return error_set(b->e, "%s: found the path %s, want one of the schema "
                         "(make help-scenario)", row->place, text_quoted(row->path, quoted));
    if (assumption_list_find(b->list, row->path) != row)
        return error_set(b->e, "%s: %s: found twice, want it once", row->place, row->path);
    return 0;
}

/* Walks the rows once: every path must be known, and names its item. */
static int collect_items(struct build *b)
{
    for (int block = 0; block < BLOCK_COUNT; block++)
        if (add_listed(b, (enum schema_block)block))
            return -1;
    for (size_t r = 0; r < b->list->n; r++) {
        const char *item;
        size_t length;
        const struct assumption *row = &b->list->rows[r];
        const struct schema_key *key = schema_find_path(row->path, &item, &length);
        if (check_path(b, r, key))
            return -1;
        if (!item || is_listed(b, key->block))
            continue;
        char name[NAME_SIZE];
        snprintf(name, sizeof name, "%.*s", (int)length, item);
        if (add_item(b, key->block, name, row->place))
            return -1;
    }
    return 0;
}

/* ---- 2. fields ----------------------------------------------------------------------------- */

/* The index of the item that a value names, as error_set's result on failure. */
static int fill_reference(struct build *b, const struct schema_key *key, const char *value,
                          char *field)
{
    struct items items = items_of(b->a, key->target);
    size_t i = find_item(&items, value);
    char names[TEXT_SIZE] = "", hint[SUGGEST_SIZE];
    if (i < *items.n) {
        memcpy(field, &i, sizeof i);
        return 0;
    }
    for (size_t k = 0; k < *items.n; k++)
        words_add(names, sizeof names, items.base + k * items.size);
    return error_set(b->e, "found \"%s\", want a %s; there are: %.600s%s", value,
                     schema_block_name(key->target), names, suggest_text(value, names, hint));
}

static int fill_shares(struct build *b, const struct schema_key *key, const char *value,
                       char *field)
{
    struct written_share shares[ASSUMPTIONS_MAX_WORKLOADS];
    struct shares *out = (struct shares *)(void *)field;
    size_t n, index;
    if (text_shares(value, shares, &n, b->e))
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (fill_reference(b, key, shares[i].name, (char *)&index))
            return -1;
        out->of[index] = shares[i].share;
    }
    return 0;
}

static int fill_number_field(const struct schema_key *key, const char *value, char *field)
{
    double number = NAN;
    uint64_t count = 0;
    if (key->type == SCHEMA_NUMBER && (!*value || text_number(value, &number)))
        memcpy(field, &number, sizeof number);
    else if (key->type == SCHEMA_COUNT && text_count(value, &count))
        memcpy(field, &count, sizeof count);
    else
        return -1;
    return 0;
}

/* Stores a value that schema_check_value has passed. */
static int fill_field(struct build *b, const struct schema_key *key, const char *value,
                      char *field)
{
    unsigned choice;
    switch (key->type) {
    case SCHEMA_NUMBER:
    case SCHEMA_COUNT:
        return fill_number_field(key, value, field);
    case SCHEMA_TEXT:
        strcpy(field, value); /* the schema's range is the field's size */
        return 0;
    case SCHEMA_CHOICE:
        choice = (unsigned)words_index(key->choices, value);
        memcpy(field, &choice, sizeof choice);
        return 0;
    case SCHEMA_DISTRIBUTION:
        return distribution_text_parse(value, b->a->z, (struct distribution *)(void *)field, b->e);
    case SCHEMA_CUTS:
        return text_cuts(value, (struct cuts *)(void *)field, b->e);
    case SCHEMA_LINE:
        return text_line(value, (struct power_line *)(void *)field, b->e);
    case SCHEMA_FACTOR:
        return text_factor(value, (struct factor *)(void *)field, b->e);
    case SCHEMA_NAME:
        return fill_reference(b, key, value, field);
    case SCHEMA_SHARES:
        return fill_shares(b, key, value, field);
    case SCHEMA_NAMES: /* read by collect_items */
        return 0;
    }
    return 0;
}

/* A key that is not given: its fallback, or nothing where it may be left out. */
static int fill_fallback(struct build *b, const struct schema_key *key, const char *item,
                         const char *path, char *base)
{
    bool label = strcmp(key->key, "label") == 0;
    if (!key->fallback)
        return error_set(b->e, "%s: missing, want a %s: %s", path, schema_type_name(key->type),
                         key->help);
    if (label)
        strcpy(base + key->offset, item);
    else if (*key->fallback)
        return fill_field(b, key, key->fallback, base + key->offset);
    else if (key->type == SCHEMA_NUMBER)
        return fill_number_field(key, "", base + key->offset);
    return 0;
}

static int fill_key(struct build *b, const struct schema_key *key, char *base)
{
    char path[SCHEMA_PATH_SIZE];
    const char *item = strchr(key->path, '*') ? base : "";
    bool given = true;
    schema_path(key, item, path);
    const struct assumption *row = assumption_list_find(b->list, path);
    if (!row)
        return fill_fallback(b, key, item, path, base);
    if (schema_check_value(key, row->value, b->a->z, b->e) ||
        fill_field(b, key, row->value, base + key->offset))
        return error_prefix(b->e, "%s: %s", row->place, path);
    if (key->has_offset)
        memcpy(base + key->has_offset, &given, sizeof given);
    return 0;
}

static int fill_key_of_all(struct build *b, const struct schema_key *key)
{
    struct items items = items_of(b->a, key->block);
    size_t n = items.n ? *items.n : 1;
    for (size_t i = 0; i < n; i++)
        if (fill_key(b, key, items.base + i * items.size))
            return -1;
    return 0;
}

static int fill_all(struct build *b)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k++) /* distributions need z: it comes first */
        if (strcmp(keys[k].path, "z") == 0 && fill_key_of_all(b, &keys[k]))
            return -1;
    for (size_t k = 0; k < n; k++)
        if (fill_key_of_all(b, &keys[k]))
            return -1;
    return 0;
}

int assumptions_build(const struct assumption_list *list, const char *name,
                      struct assumptions *a, struct error *e)
{
    struct build b = {list, a, e};
    memset(a, 0, sizeof *a);
    if (!text_is_name(name))
        return error_set(e, "found a scenario with the name \"%.60s\", want a-z, 0-9 and _",
                         name);
    strcpy(a->name, name);
    a->z = NAN;
    if (collect_items(&b) || fill_all(&b))
        return -1;
    return assumptions_check(list, a, e);
}
