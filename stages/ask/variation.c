/* variation.c -- another value of one assumption, and the scenario with it.
 *
 *   1. other items   2. rows with another value   3. measured rows of other TPS */
#include "ask/variation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "model/throughput_fit.h"
#include "scenario/assignment.h"
#include "scenario/schema.h"
#include "scenario/value_type.h"

#define VALUES_MAX 2 /* of one assumption: to both sides where it is a number */
#define OTHER_TPS 1.5

/* What a key takes beside a value; `a` is the scenario whose value it is. */
static bool vary(const struct schema_key *key, const struct assumptions *a, const char *value,
                 size_t nth, char *out)
{
    struct value_site site = {.key = key, .a = a};
    return value_type_vary(&site, value, nth, out);
}

/* ---- 1. other items ------------------------------------------------------------------------- */

/* Adds an item like another one but for its numbers, which names no item of its own block.
 *   name   filled with its name, which no other item has */
static int add_other(struct assumption_list *rows, const struct assumptions *a,
                     enum schema_block block, const char *like, char name[NAME_SIZE],
                     struct error *e)
{
    char item[NAME_SIZE], path[SCHEMA_PATH_SIZE], value[TEXT_SIZE];
    size_t n = rows->n;
    for (size_t i = 0; i == 0 || assumption_list_has_item(rows, block, name); i++)
        snprintf(name, NAME_SIZE, "other_%zu", i);
    for (size_t r = 0; r < n; r++) {
        const struct schema_key *key = schema_find_path(rows->rows[r].path, item);
        if (!key || key->block != block || strcmp(item, like) != 0 ||
            (key->type->names_item && key->target == block))
            continue;
        /* one number up, the next down: ratios are others too */
        bool varied = vary(key, a, rows->rows[r].value, (rows->n - n) % 2, value) ||
                      vary(key, a, rows->rows[r].value, 0, value);
        schema_path(key, name, path);
        struct assumption row = {.path = path,
                                 .value = varied ? value : rows->rows[r].value};
        if (assumption_list_add(rows, &row, e))
            return -1;
    }
    return 0;
}

/* ---- 2. rows with another value ------------------------------------------------------------- */

/* Writes a value with other items for all that it names: the names open it, or stand behind a
 * blank or a comma. */
static int name_others(struct assumption_list *rows, const struct assumptions *a,
                       const struct schema_key *key, const char *now, char *out, struct error *e)
{
    char like[NAME_SIZE], name[NAME_SIZE];
    size_t used = 0;
    for (const char *at = now; *at && used < TEXT_SIZE;) {
        size_t word = strcspn(at, " =,"), end = word + strcspn(at + word, " ,");
        snprintf(like, sizeof like, "%.*s", (int)word, at);
        end += at[end] != '\0';
        if (add_other(rows, a, key->target, like, name, e))
            return -1;
        used += (size_t)snprintf(out + used, TEXT_SIZE - used, "%s%.*s", name, (int)(end - word),
                                 at + word);
        at += end;
    }
    return 0;
}

/* Whether there is room for other items for all that a value names; those of a list replace its
 * own. */
static bool has_room(const struct assumptions *a, const struct schema_key *key, const char *now)
{
    struct assumptions full = *a;
    bool room = true;
    for (const char *at = now; at && room; at = strpbrk(at + 1, " ,"))
        room = schema_add_item(&full, key->target, "other") == 0;
    return room || schema_list_of(key->target);
}

/* What names items of another block has other items; what may be left out is left out. */
static int change_names(struct assumption_list *rows, const struct assumptions *a,
                        const struct schema_key *key, const char *path, const char *now,
                        size_t nth, bool *found, struct error *e)
{
    char value[TEXT_SIZE] = "";
    size_t others = key->target != key->block;
    *found = nth < others + (key->fallback != NULL);
    if (nth < others)
        return name_others(rows, a, key, now, value, e) ? -1
               : assignment_put(rows, path, value, e);
    if (*found)
        assumption_list_remove(rows, path);
    return 0;
}

/* Gives the assumption its nth other value. */
static int change(struct assumption_list *rows, const struct assumptions *a,
                  const struct schema_key *key, const char *item, const char *path, size_t nth,
                  bool *found, struct error *e)
{
    char value[TEXT_SIZE];
    const struct assumption *row = assumption_list_find(rows, path);
    const char *usual = schema_default(key, item), *now = row ? row->value : usual ? usual : "";
    bool names = key->type->names_item;
    if (names && row && has_room(a, key, now))
        return change_names(rows, a, key, path, now, nth, found, e);
    *found = (!names || row) && nth < VALUES_MAX && vary(key, a, now, nth, value);
    return *found ? assignment_put(rows, path, value, e) : 0;
}

/* ---- 3. measured rows of other TPS ---------------------------------------------------------- */

static bool has_model(const struct throughput_table *t, const char *model)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->rows[i].model, model) == 0)
            return true;
    return false;
}

/* Appends the rows of a model under a name, with other TPS. */
static int add_rows(struct throughput_table *t, const struct throughput_table *now,
                    const char *model, const char *name, struct error *e)
{
    for (size_t i = 0; i < now->n; i++) {
        struct throughput_row row = now->rows[i];
        if (strcmp(row.model, model) != 0)
            continue;
        snprintf(row.model, sizeof row.model, "%s", name);
        row.tps *= OTHER_TPS;
        if (ARRAY_ADD(t->rows, t->n, row, e))
            return -1;
    }
    return 0;
}

/* The table that a scenario is fitted on: its rows have other TPS where it is another, and of
 * models that it does not have there are rows like those of a model that it has. */
static int table_of(const struct question *q, const struct assumptions *a,
                    const struct throughput_table *now, struct throughput_table *out,
                    struct error *e)
{
    bool other = strcmp(a->throughput.table, q->a.throughput.table) != 0;
    for (size_t i = 0; i < now->n; i++) {
        struct throughput_row row = now->rows[i];
        row.tps *= other ? OTHER_TPS : 1;
        if (ARRAY_ADD(out->rows, out->n, row, e))
            return -1;
    }
    for (size_t m = 0; m < a->n_models; m++) {
        const char *like = q->a.models[m < q->a.n_models ? m : 0].table_model;
        if (!has_model(out, a->models[m].table_model) &&
            add_rows(out, now, like, a->models[m].table_model, e))
            return -1;
    }
    return 0;
}

/* What cannot be fitted, as rows that a model has none of, has at least other fits than now. */
static int fit(const struct question *q, struct variation *v, struct error *e)
{
    const struct throughput_table *now = measured_find(&q->measured, q->a.throughput.table);
    struct throughput_table t = {0};
    struct error own;
    int rc = table_of(q, &v->a, now, &t, e);
    if (rc == 0)
        rc = error_refused(throughput_fit_all(&t, &v->a, &v->fits, &own), &own, e);
    if (rc > 0) {
        rc = throughput_fit_all(now, &q->a, &v->fits, e);
        for (size_t m = 0; m < v->fits.n && rc == 0; m++)
            v->fits.fit[m].curve.cap *= OTHER_TPS;
    }
    throughput_table_free(&t);
    return rc;
}

int variation_build(const struct question *q, const char *path, size_t nth,
                    struct variation *out, bool *found, struct error *e)
{
    char item[NAME_SIZE];
    struct assumption_list rows;
    const struct schema_key *key = schema_find_path(path, item);
    *found = false;
    if (!key)
        return 0;
    int rc = assumption_list_copy(&q->rows, &rows, e);
    if (rc == 0)
        rc = change(&rows, &q->a, key, item, path, nth, found, e);
    if (rc == 0 && *found)
        rc = assumptions_fill(&rows, q->name, &out->a, e);
    if (rc == 0 && *found)
        rc = fit(q, out, e);
    assumption_list_free(&rows);
    return rc;
}
