/* assumption_list.c -- lists of assumptions as text, and reading assumptions.tsv. */
#include "scenario/assumption_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/output.h"
#include "base/table.h"
#include "base/text.h"

#define TITLE "# scenario "

/* ---- lists --------------------------------------------------------------------------------- */

#define STRINGS 6

/* All strings of a row live in one block of memory, which `path` points to. */
static int copy_row(const struct assumption *row, struct assumption *copy, struct error *e)
{
    const char *s[STRINGS] = {row->path, row->value, row->unit, row->source, row->note, row->place};
    size_t bytes = 0;
    for (size_t i = 0; i < STRINGS; i++) {
        s[i] = s[i] ? s[i] : "";
        bytes += strlen(s[i]) + 1;
    }
    char *at = malloc(bytes);
    if (!at)
        return error_no_memory(e, "for the assumption %s", row->path);
    for (size_t i = 0; i < STRINGS; i++) {
        s[i] = strcpy(at, s[i]);
        at += strlen(at) + 1;
    }
    *copy = (struct assumption){s[0], s[1], s[2], s[3], s[4], s[5]};
    return 0;
}

static void free_row(const struct assumption *row)
{
    free((void *)row->path);
}

int assumption_list_add(struct assumption_list *list, const struct assumption *row,
                        struct error *e)
{
    struct assumption copy;
    if (copy_row(row, &copy, e))
        return -1;
    if (ARRAY_ADD(list->rows, list->n, copy, e) == 0)
        return 0;
    free_row(&copy);
    return error_no_memory(e, "for the assumption %s", row->path);
}

struct assumption *assumption_list_find(const struct assumption_list *list, const char *path)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->rows[i].path, path) == 0)
            return &list->rows[i];
    return NULL;
}

bool assumption_list_has_item(const struct assumption_list *list, enum schema_block block,
                              const char *item)
{
    char name[NAME_SIZE];
    for (size_t i = 0; i < list->n; i++) {
        const struct schema_key *key = schema_find_path(list->rows[i].path, name);
        if (key && key->block == block && strcmp(name, item) == 0)
            return true;
    }
    return false;
}

const struct schema_key *assumption_list_key(const struct assumption_list *list, const char *path)
{
    char item[NAME_SIZE];
    const struct schema_key *key = schema_find_path(path, item);
    return key && (!*item || assumption_list_has_item(list, key->block, item)) ? key : NULL;
}

const struct assumption *assumption_list_of_items(const struct assumption_list *list,
                                                  enum schema_block block)
{
    const struct schema_key *key = schema_list_of(block);
    return key ? assumption_list_find(list, key->path) : NULL;
}

int assumption_list_add_default(struct assumption_list *list, const struct schema_key *key,
                                struct error *e)
{
    char path[SCHEMA_PATH_SIZE], item[NAME_SIZE] = "";
    bool has_items = schema_block_has_items(key->block);
    size_t given = has_items ? list->n : 1; /* each row may be of another item */
    for (size_t r = 0; r < given; r++) {
        const struct schema_key *of =
            has_items ? schema_find_path(list->rows[r].path, item) : key;
        if (!of || of->block != key->block)
            continue;
        const char *value = schema_default(key, item);
        const struct assumption row = {path, value, key->unit, NULL, NULL,
                                       ASSUMPTION_DEFAULT_PLACE};
        schema_path(key, item, path);
        if (value && *value && !assumption_list_find(list, path) &&
            assumption_list_add(list, &row, e))
            return -1;
    }
    return 0;
}

int assumption_list_copy(const struct assumption_list *from, struct assumption_list *to,
                         struct error *e)
{
    *to = (struct assumption_list){0};
    for (size_t i = 0; i < from->n; i++)
        if (assumption_list_add(to, &from->rows[i], e))
            return -1;
    return 0;
}

int assumption_list_replace(struct assumption_list *list, const struct assumption *row,
                            struct error *e)
{
    struct assumption *old = assumption_list_find(list, row->path), copy;
    if (!old)
        return assumption_list_add(list, row, e);
    if (copy_row(row, &copy, e)) /* before the old one goes: `row` may share its strings */
        return -1;
    free_row(old);
    *old = copy;
    return 0;
}

void assumption_list_remove(struct assumption_list *list, const char *path)
{
    struct assumption *row = assumption_list_find(list, path);
    if (!row)
        return;
    free_row(row);
    list->n--;
    memmove(row, row + 1, (size_t)(list->rows + list->n - row) * sizeof *row);
}

void assumption_list_free(struct assumption_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free_row(&list->rows[i]);
    free(list->rows);
    *list = (struct assumption_list){0};
}

/* ---- assumptions.tsv ----------------------------------------------------------------------- */

/* The scenario's name from the comment line that opens the file. */
static int read_name(const struct table *t, char name[NAME_SIZE], struct error *e)
{
    size_t n = strcspn(t->comment, "\r\n"), title = strlen(TITLE);
    if (strncmp(t->comment, TITLE, title) == 0 && n > title && n - title < NAME_SIZE) {
        snprintf(name, NAME_SIZE, "%.*s", (int)(n - title), t->comment + title);
        if (text_is_name(name))
            return 0;
    }
    return error_set(e, "%s:1: found no line \"# scenario NAME\", want it first; is this an "
                     "assumptions.tsv that resolve wrote?", t->file);
}

static int add_cells(const struct table *t, size_t r, const size_t column[5],
                     struct assumption_list *list, struct error *e)
{
    char place[512];
    struct assumption row = {table_cell(t, r, column[0]), table_cell(t, r, column[1]),
                             table_cell(t, r, column[2]), table_cell(t, r, column[3]),
                             table_cell(t, r, column[4]), place};
    snprintf(place, sizeof place, "%s:%zu", t->file, t->lines[r]);
    return assumption_list_add(list, &row, e);
}

static int read_rows(const struct table *t, struct assumption_list *list, struct error *e)
{
    static const char *const names[5] = {"path", "value", "unit", "source", "note"};
    size_t column[5];
    for (size_t i = 0; i < 5; i++)
        if (table_column(t, names[i], &column[i], e))
            return -1;
    for (size_t r = 0; r < t->n_rows; r++)
        if (add_cells(t, r, column, list, e))
            return -1;
    return 0;
}

/* Gives every row the place that places.tsv names. */
static int read_places(const char *file, struct assumption_list *list, struct error *e)
{
    struct table t;
    size_t path, place;
    if (table_read(file, '\t', &t, e))
        return -1;
    int rc = table_column(&t, "path", &path, e) ? -1 : table_column(&t, "place", &place, e);
    for (size_t i = 0; i < list->n && rc == 0; i++) {
        struct assumption row = list->rows[i];
        size_t r = 0;
        while (r < t.n_rows && strcmp(table_cell(&t, r, path), row.path) != 0)
            r++;
        row.place = r < t.n_rows ? table_cell(&t, r, place) : NULL;
        rc = row.place ? assumption_list_replace(list, &row, e)
                       : error_set(e, "%s: found no place of %s: want it made with "
                                      "assumptions.tsv, in one run of resolve", file, row.path);
    }
    table_free(&t);
    return rc;
}

/* The defaults that have no row in the file. */
static int add_defaults(struct assumption_list *list, struct error *e)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k++)
        if (!keys[k].default_has_row && assumption_list_add_default(list, &keys[k], e))
            return -1;
    return 0;
}

int assumption_list_read(const char *file, const char *places, struct assumption_list *list,
                         char name[NAME_SIZE], struct error *e)
{
    struct table t;
    *list = (struct assumption_list){0};
    if (table_read(file, '\t', &t, e))
        return -1;
    int rc = read_name(&t, name, e);
    if (rc == 0)
        rc = read_rows(&t, list, e);
    if (rc == 0 && places)
        rc = read_places(places, list, e);
    if (rc == 0)
        rc = add_defaults(list, e);
    if (rc)
        assumption_list_free(list);
    table_free(&t);
    return rc;
}

int assumptions_read(const char *file, struct assumptions *a, char sha256[65], struct error *e)
{
    struct assumption_list list;
    char name[NAME_SIZE];
    if (assumption_list_read(file, NULL, &list, name, e))
        return -1;
    int rc = assumptions_build(&list, name, a, e);
    if (rc == 0)
        rc = sha256_file(file, sha256, e);
    assumption_list_free(&list);
    return rc;
}
