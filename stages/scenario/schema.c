/* schema.c -- blocks and their items, keys and their paths.
 *
 *   1. blocks   2. defaults   3. paths   4. values */
#include "scenario/schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "scenario/value_type.h"

/* ---- 1. blocks ----------------------------------------------------------------------------- */

/* The items of a block stand in struct assumptions as an array, of which nothing is known but that
 * a name comes first; a block without items is the struct itself. */
struct block {
    const char *name;
    size_t n;    /* where the number of items stands, or 0 for a block without */
    size_t base; /* where the first of them stands                            */
    size_t size, max;
};

#define ITEMS(name, field)                                                                       \
    {name, offsetof(struct assumptions, n_##field), offsetof(struct assumptions, field),         \
     sizeof((struct assumptions *)NULL)->field[0],                                               \
     sizeof((struct assumptions *)NULL)->field / sizeof((struct assumptions *)NULL)->field[0]}
#define SINGLE(name) {name, 0, 0, sizeof(struct assumptions), 1}

/* In the order of enum schema_block. */
static const struct block BLOCKS[] = {
    SINGLE("scenario"), SINGLE("throughput"),  ITEMS("node", nodes), ITEMS("model", models),
    ITEMS("workload", workloads), ITEMS("case", cases), SINGLE("levers"), SINGLE("fleet"),
    ITEMS("mix", mixes), SINGLE("references"),
};

_Static_assert(sizeof BLOCKS / sizeof BLOCKS[0] == BLOCK_COUNT, "a row for each block");
_Static_assert(offsetof(struct node, name) == 0 && offsetof(struct model, name) == 0 &&
               offsetof(struct workload, name) == 0 && offsetof(struct mix, name) == 0 &&
               offsetof(struct workload_case, name) == 0, "a name opens every item");

const char *schema_block_name(enum schema_block block)
{
    return BLOCKS[block].name;
}

bool schema_block_has_items(enum schema_block block)
{
    return BLOCKS[block].n != 0;
}

/* Where the number of items stands. */
static size_t *count_of(const struct assumptions *a, enum schema_block block)
{
    return (size_t *)(void *)((char *)(uintptr_t)a + BLOCKS[block].n);
}

size_t schema_items(const struct assumptions *a, enum schema_block block)
{
    return schema_block_has_items(block) ? *count_of(a, block) : 1;
}

void *schema_item(const struct assumptions *a, enum schema_block block, size_t i)
{
    return (char *)(uintptr_t)a + BLOCKS[block].base + i * BLOCKS[block].size;
}

size_t schema_find_item(const struct assumptions *a, enum schema_block block, const char *name)
{
    size_t i = 0, n = schema_items(a, block);
    while (i < n && strcmp(schema_item(a, block, i), name) != 0)
        i++;
    return i;
}

int schema_add_item(struct assumptions *a, enum schema_block block, const char *name)
{
    size_t *n = count_of(a, block);
    if (*n == BLOCKS[block].max)
        return -1;
    snprintf(schema_item(a, block, *n), NAME_SIZE, "%s", name);
    ++*n;
    return 0;
}

const char *schema_item_names(const struct assumptions *a, enum schema_block block, char *names)
{
    size_t n = schema_items(a, block);
    names[0] = '\0';
    for (size_t i = 0; i < n; i++)
        words_add(names, TEXT_SIZE, schema_item(a, block, i));
    return names;
}

const struct schema_key *schema_list_of(enum schema_block block)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k++)
        if (keys[k].type->lists_items && keys[k].target == block)
            return &keys[k];
    return NULL;
}

/* ---- 2. defaults --------------------------------------------------------------------------- */

const char *schema_default(const struct schema_key *key, const char *item)
{
    bool is_name = key->fallback && strcmp(key->fallback, "*") == 0;
    return is_name ? item : key->fallback;
}

const char *schema_default_row(const struct schema_key *key, const char *item)
{
    return key->default_has_row ? schema_default(key, item) : NULL;
}

/* ---- 3. paths ------------------------------------------------------------------------------ */

/* True when `path` is the key's, with an item's name where the key has its star. */
static bool path_fits(const char *pattern, const char *path, char item[NAME_SIZE])
{
    const char *star = strchr(pattern, '*');
    item[0] = '\0';
    if (!star)
        return strcmp(pattern, path) == 0;
    size_t before = (size_t)(star - pattern), after = strlen(star + 1), n = strlen(path);
    if (n <= before + after || n - before - after >= NAME_SIZE ||
        strncmp(path, pattern, before) != 0 || strcmp(path + n - after, star + 1) != 0)
        return false;
    snprintf(item, NAME_SIZE, "%.*s", (int)(n - before - after), path + before);
    return text_is_name(item);
}

const char *schema_path(const struct schema_key *key, const char *item,
                        char path[SCHEMA_PATH_SIZE])
{
    const char *star = strchr(key->path, '*');
    snprintf(path, SCHEMA_PATH_SIZE, "%.*s%s%s", (int)strcspn(key->path, "*"), key->path,
             star ? item : "", star ? star + 1 : "");
    return path;
}

const struct schema_key *schema_find_path(const char *path, char item[NAME_SIZE])
{
    size_t n;
    char name[NAME_SIZE];
    const struct schema_key *keys = schema_keys(&n), *found = NULL;
    for (size_t i = 0; i < n && !found; i++)
        if (path_fits(keys[i].path, path, name))
            found = &keys[i];
    if (item)
        snprintf(item, NAME_SIZE, "%s", found ? name : "");
    return found;
}

/* ---- 4. values ------------------------------------------------------------------------------ */

int schema_check_value(const struct schema_key *key, const char *value, struct error *e)
{
    return key->type->read(&(struct value_site){key, NULL, NULL}, value, e);
}

/* "1e-05" to "1e-5" and "1e+09" to "1e9". */
static void shorten_exponent(char *text)
{
    char *e = strchr(text, 'e');
    if (!e)
        return;
    char *from = e + 1, *to = e + 1;
    if (*from == '-')
        *to++ = *from++;
    from += strspn(from, "+0");
    memmove(to, from, strlen(from) + 1);
}

void schema_number_text(double number, char *buffer)
{
    double x = number == 0 ? 0 : number; /* no "-0" */
    if (fabs(x) < 1e7 && floor(x) >= x) {
        snprintf(buffer, 32, "%.0f", x);
        return;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, 32, "%.*g", digits, x);
        if (strtod(buffer, NULL) >= x && strtod(buffer, NULL) <= x)
            break;
    }
    shorten_exponent(buffer);
}

void schema_rounded_text(double number, int digits, char *buffer)
{
    char text[32];
    snprintf(text, sizeof text, "%.*g", digits, number);
    schema_number_text(strtod(text, NULL), buffer);
}
