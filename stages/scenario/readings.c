/* readings.c -- lists of readings: making, merging, combining.
 *
 * 1. lists    2. combinations */
#include "scenario/readings.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* ---- 1. lists ------------------------------------------------------------------------------ */

static void free_list(struct reading_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        assumption_list_free(&list->readings[i].changes);
    free(list->readings);
    free(list->place);
    *list = (struct reading_list){0};
}

int readings_add(struct readings *r, const char *name, const char *place, struct error *e)
{
    struct reading_list list = {.place = strdup(place)};
    snprintf(list.name, sizeof list.name, "%s", name);
    if (!list.place)
        return error_no_memory(e, "for the readings of %s", name);
    if (ARRAY_ADD(r->lists, r->n, list, e) == 0)
        return 0;
    free(list.place);
    return -1;
}

int reading_list_add(struct reading_list *list, const char *label, struct error *e)
{
    struct reading reading = {0};
    snprintf(reading.label, sizeof reading.label, "%s", label);
    return ARRAY_ADD(list->readings, list->n, reading, e);
}

struct reading_list *readings_find(const struct readings *r, const char *name)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->lists[i].name, name) == 0)
            return &r->lists[i];
    return NULL;
}

int readings_merge(struct readings *onto, struct readings *from, struct error *e)
{
    for (size_t i = 0; i < from->n; i++) {
        struct reading_list *list = &from->lists[i], *old = readings_find(onto, list->name);
        if (!old && ARRAY_ADD(onto->lists, onto->n, *list, e))
            return error_prefix(e, "readings.%s", list->name);
        if (old) {
            free_list(old);
            *old = *list;
        }
        *list = (struct reading_list){0};
    }
    return 0;
}

/* Where the first assumption that a list changes stands in the schema. */
static const struct schema_key *first_key(const struct reading_list *list)
{
    if (list->n == 0 || list->readings[0].changes.n == 0)
        return NULL;
    return schema_find_path(list->readings[0].changes.rows[0].path, NULL);
}

static int compare_lists(const void *a, const void *b)
{
    const struct reading_list *one = a, *other = b;
    const struct schema_key *p = first_key(one), *q = first_key(other);
    if (p && q && p != q)
        return p < q ? -1 : 1; /* both are elements of the one table of keys */
    return strcmp(one->name, other->name);
}

void readings_sort(struct readings *r)
{
    if (r->n > 1)
        qsort(r->lists, r->n, sizeof *r->lists, compare_lists);
}

void readings_free(struct readings *r)
{
    for (size_t i = 0; i < r->n; i++)
        free_list(&r->lists[i]);
    free(r->lists);
    *r = (struct readings){0};
}

/* ---- 2. combinations ----------------------------------------------------------------------- */

size_t readings_combinations(const struct readings *r)
{
    size_t n = 1;
    for (size_t i = 0; i < r->n; i++) {
        n *= r->lists[i].n ? r->lists[i].n : 1; /* of a list with problems nothing may be left */
        if (n > READINGS_MAX_COMBINATIONS)
            return 0;
    }
    return n;
}

size_t readings_chosen(const struct readings *r, size_t combination, size_t list)
{
    for (size_t i = r->n - 1; i > list; i--)
        combination /= r->lists[i].n;
    return combination % r->lists[list].n;
}

int readings_apply(const struct readings *r, size_t combination,
                   const struct assumption_list *rows, struct assumption_list *out,
                   struct error *e)
{
    if (assumption_list_copy(rows, out, e))
        return -1;
    for (size_t i = 0; i < r->n; i++) {
        size_t chosen = readings_chosen(r, combination, i);
        const struct assumption_list *changes = &r->lists[i].readings[chosen].changes;
        for (size_t c = 0; c < changes->n; c++)
            if (assumption_list_replace(out, &changes->rows[c], e))
                return -1;
    }
    return 0;
}

void readings_describe(const struct readings *r, size_t combination, size_t size, char *text)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < r->n && used < size; i++) {
        const struct reading_list *list = &r->lists[i];
        const char *label = list->readings[readings_chosen(r, combination, i)].label;
        used += (size_t)snprintf(text + used, size - used, "%s%s = %s", i ? ", " : "", list->name,
                                 label);
    }
}
