/* differences.c -- differences between two lists of assumptions, and the groups that they make up.
 *
 * 1. differences   2. what moves together   3. groups   4. moving   5. what enters a headline */
#include "ask/differences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask/basis.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/pool.h"
#include "model/throughput_fit.h"
#include "scenario/value_type.h"

/* What is known of a difference while groups are being found. */
struct difference_entry {
    const struct schema_key *key;
    char item[NAME_SIZE]; /* "" for a path without one                 */
    bool one_sided;       /* of an item that only one of the lists has */
    size_t group;         /* index of the group's first difference     */
};

struct finding {
    const struct differences_side *side[2];
    const struct measured *measured;
    const struct headline *headlines;
    size_t n_headlines;
    struct differences *p;
    struct difference_entry *entries; /* one a difference */
};

void differences_free(struct differences *p)
{
    free(p->differences);
    free(p->groups);
    *p = (struct differences){0};
}

/* ---- 1. differences ------------------------------------------------------------------------ */

static void add_difference(struct differences *p, const struct assumption *from,
                           const struct assumption *to)
{
    if (from && to && strcmp(from->value, to->value) == 0)
        return;
    p->differences[p->n_differences++] = (struct difference){
        .from = from, .to = to, .group = DIFFERENCE_NO_GROUP};
}

static int list_differences(struct finding *f, struct error *e)
{
    const struct assumption_list *from = f->side[0]->rows, *to = f->side[1]->rows;
    size_t room = from->n + to->n + 1;
    f->p->differences = calloc(room, sizeof *f->p->differences);
    f->entries = calloc(room, sizeof *f->entries);
    if (!f->p->differences || !f->entries)
        return error_no_memory(e, "for the differences of %zu assumptions", room);
    for (size_t i = 0; i < to->n; i++)
        add_difference(f->p, assumption_list_find(from, to->rows[i].path), &to->rows[i]);
    for (size_t i = 0; i < from->n; i++)
        if (!assumption_list_find(to, from->rows[i].path))
            add_difference(f->p, &from->rows[i], NULL);
    return 0;
}

static int look_up_entries(struct finding *f, struct error *e)
{
    for (size_t i = 0; i < f->p->n_differences; i++) {
        struct difference *d = &f->p->differences[i];
        struct difference_entry *entry = &f->entries[i];
        entry->key = schema_find_path(difference_path(d), entry->item);
        entry->group = i;
        if (!entry->key)
            return error_set(e, "%s: found the path %s, want one of the schema (make "
                             "help-scenario)", (d->from ? d->from : d->to)->place,
                             difference_path(d));
        const struct assumption_list *other = f->side[d->from ? 1 : 0]->rows;
        entry->one_sided = *entry->item && !(d->from && d->to) &&
                           !assumption_list_has_item(other, entry->key->block, entry->item);
        if (entry->one_sided)
            snprintf(d->item, sizeof d->item, "%s %s", schema_block_name(entry->key->block),
                     entry->item);
    }
    return 0;
}

/* ---- 2. what moves together ------------------------------------------------------------------ */

static void join(const struct finding *f, size_t i, size_t j)
{
    size_t a = f->entries[i].group, b = f->entries[j].group;
    size_t kept = a < b ? a : b, dropped = a < b ? b : a;
    for (size_t k = 0; k < f->p->n_differences; k++)
        if (f->entries[k].group == dropped)
            f->entries[k].group = kept;
}

/* True when a row of difference i, in either list, names the item of entry j. */
static bool names_item(const struct finding *f, size_t i, size_t j)
{
    const struct difference *d = &f->p->differences[i];
    const struct schema_key *key = f->entries[i].key;
    const struct difference_entry *named = &f->entries[j];
    if (!key->type->names_item || key->target != named->key->block)
        return false;
    return (d->from && key->type->names_item(d->from->value, named->item)) ||
           (d->to && key->type->names_item(d->to->value, named->item));
}

static bool same_item(const struct difference_entry *a, const struct difference_entry *b)
{
    return a->key->block == b->key->block && strcmp(a->item, b->item) == 0;
}

/* A bound below another: true when one of them, moved alone, would meet or pass the other. */
static bool cross(const struct difference *low, const struct difference *high)
{
    double from_low, from_high, to_low, to_high;
    if (!low->from || !low->to || !high->from || !high->to ||
        !text_number(low->from->value, &from_low) || !text_number(low->to->value, &to_low) ||
        !text_number(high->from->value, &from_high) || !text_number(high->to->value, &to_high))
        return false;
    return to_low >= from_high || from_low >= to_high;
}

static bool paths_are(const struct finding *f, size_t i, size_t j, const char *a, const char *b)
{
    return strcmp(f->entries[i].key->path, a) == 0 && strcmp(f->entries[j].key->path, b) == 0 &&
           same_item(&f->entries[i], &f->entries[j]);
}

/* True when one scenario's pool_size is more than the other has models. */
static bool size_exceeds_models(const struct finding *f)
{
    const struct assumptions *a = f->side[0]->a, *b = f->side[1]->a;
    return a->pool_size > b->n_models || b->pool_size > a->n_models ||
           a->pool_size > a->n_models || b->pool_size > b->n_models;
}

/* True when one of the scenarios has no model for the rule above_200b. */
static bool lacks_large_models(const struct finding *f)
{
    for (size_t s = 0; s < 2; s++) {
        const struct assumptions *a = f->side[s]->a;
        size_t large = 0;
        for (size_t m = 0; m < a->n_models; m++)
            large += a->models[m].parameters > POOL_ABOVE_PARAMETERS;
        if (large == 0)
            return true;
    }
    return false;
}

static bool are_bound(const struct finding *f, size_t i, size_t j)
{
    if (paths_are(f, i, j, "node.*.idle_power", "node.*.max_power") ||
        paths_are(f, i, j, "fleet.load_low", "fleet.load_high"))
        return cross(&f->p->differences[i], &f->p->differences[j]);
    if (paths_are(f, i, j, "pool_size", "models") || paths_are(f, i, j, "pool_size", "pool"))
        return size_exceeds_models(f);
    return paths_are(f, i, j, "pool", "models") && lacks_large_models(f);
}

/* Joins the groups of differences that move together: items that only one scenario has with what
 * names them; bounds that would cross if one of them moved alone. */
static void join_groups(struct finding *f)
{
    for (size_t i = 0; i < f->p->n_differences; i++)
        for (size_t j = 0; j < f->p->n_differences; j++) {
            const struct difference_entry *a = &f->entries[i], *b = &f->entries[j];
            if ((b->one_sided && ((a->one_sided && same_item(a, b)) || names_item(f, i, j))) ||
                are_bound(f, i, j))
                join(f, i, j);
        }
}

/* ---- 3. groups ------------------------------------------------------------------------------ */

/* The difference that a group is known by: its list, else its first row of an item that both
 * scenarios have. */
static size_t representative(const struct finding *f, size_t group)
{
    size_t n = f->p->n_differences, found = group;
    for (size_t i = group; i < n; i++)
        if (f->entries[i].group == group && f->entries[i].key->type->lists_items)
            return i;
    for (size_t i = n; i-- > group;)
        if (f->entries[i].group == group && !f->entries[i].one_sided)
            found = i;
    return found;
}

static void add_group(struct finding *f, size_t first)
{
    size_t index = f->p->n++, members = 0, named = representative(f, first);
    struct difference_group *group = &f->p->groups[index];
    for (size_t i = first; i < f->p->n_differences; i++) {
        if (f->entries[i].group == first) {
            f->p->differences[i].group = index;
            members++;
        }
    }
    const struct difference *d = &f->p->differences[named];
    snprintf(group->name, sizeof group->name, "%s", difference_path(d));
    difference_words(d, group->words);
    size_t used = strlen(group->words);
    if (members > 1 && !f->entries[named].key->type->lists_items)
        snprintf(group->words + used, sizeof group->words - used, ", with %zu more", members - 1);
}

static int make_groups(struct finding *f, struct error *e)
{
    f->p->groups = calloc(f->p->n_differences + 1, sizeof *f->p->groups);
    if (!f->p->groups)
        return error_no_memory(e, "for %zu differences", f->p->n_differences);
    join_groups(f);
    for (size_t i = 0; i < f->p->n_differences; i++)
        if (f->entries[i].group == i)
            add_group(f, i);
    return 0;
}

/* ---- 4. moving ------------------------------------------------------------------------------ */

int differences_move(const struct differences *p, const struct assumption_list *rows,
                     const bool *moved, struct assumption_list *out, struct error *e)
{
    if (assumption_list_copy(rows, out, e))
        return -1;
    for (size_t i = 0; i < p->n_differences; i++) {
        const struct difference *d = &p->differences[i];
        if (d->group == DIFFERENCE_NO_GROUP || !moved[d->group])
            continue;
        if (!d->to)
            assumption_list_remove(out, d->from->path);
        else if (assumption_list_replace(out, d->to, e))
            return -1;
    }
    return 0;
}

/* ---- 5. what enters a headline --------------------------------------------------------------- */

static uint64_t digest_of_headlines(const struct finding *f, const struct assumptions *a,
                                    const struct throughput_fits *fits)
{
    struct basis basis;
    uint64_t digest = DIGEST_BEGIN;
    basis_of(a, fits, true, &basis);
    for (size_t h = 0; h < f->n_headlines; h++)
        digest = digest_count(digest, basis_digest_of(&basis, f->headlines[h].key));
    return digest;
}

/* What the headlines rest on with some groups moved; BASIS_NONE where that is no scenario. */
static int digest_of_moved(const struct finding *f, const bool *moved, uint64_t *digest,
                           struct error *e)
{
    struct assumption_list rows = {0};
    struct assumptions a;
    struct throughput_fits fits;
    struct error own;
    int rc = differences_move(f->p, f->side[0]->rows, moved, &rows, e);
    if (rc == 0)
        rc = error_refused(assumptions_fill(&rows, f->side[0]->a->name, &a, &own), &own, e);
    const struct throughput_table *table =
        rc ? NULL : measured_find(f->measured, a.throughput.table);
    if (table)
        rc = error_refused(throughput_fit_all(table, &a, &fits, &own), &own, e);
    *digest = table && rc == 0 ? digest_of_headlines(f, &a, &fits) : BASIS_NONE;
    assumption_list_free(&rows);
    return rc < 0 ? -1 : 0;
}

/* Whether moving a group changes what the headlines rest on.
 *   moved   [f->p->n]: what else is moved; changed back */
static int enters_beside(const struct finding *f, size_t group, bool *moved, bool *enters,
                         struct error *e)
{
    uint64_t without, with;
    bool before = moved[group];
    moved[group] = false;
    int rc = digest_of_moved(f, moved, &without, e);
    moved[group] = true;
    if (rc == 0)
        rc = digest_of_moved(f, moved, &with, e);
    moved[group] = before;
    *enters = rc == 0 && without != with;
    return rc;
}

/* Moved first or last, or with one other before it or after it: a rule such as power = coupled may
 * stand in one scenario, and what else it needs in the other. */
static int group_enters(const struct finding *f, size_t group, bool *moved, bool *enters,
                        struct error *e)
{
    *enters = false;
    for (size_t other = 0; other <= f->p->n && !*enters; other++)
        for (int last = 0; last < 2 && !*enters; last++) {
            size_t at = other == 0 ? group : other - 1; /* itself: none */
            memset(moved, last, f->p->n * sizeof *moved);
            moved[at] = !last;
            if (enters_beside(f, group, moved, enters, e))
                return -1;
        }
    return 0;
}

/* Takes a group out: its differences then belong to none. */
static void drop_group(struct differences *p, size_t group)
{
    for (size_t i = 0; i < p->n_differences; i++) {
        size_t *of = &p->differences[i].group;
        if (*of == group)
            *of = DIFFERENCE_NO_GROUP;
        else if (*of != DIFFERENCE_NO_GROUP && *of > group)
            --*of;
    }
    p->n--;
    memmove(&p->groups[group], &p->groups[group + 1], (p->n - group) * sizeof *p->groups);
}

static int drop_idle_groups(struct finding *f, struct error *e)
{
    bool *moved = calloc(f->p->n + 1, sizeof *moved), enters;
    int rc = moved ? 0 : error_no_memory(e, "for %zu differences", f->p->n);
    for (size_t i = f->p->n; rc == 0 && i-- > 0;) {
        rc = group_enters(f, i, moved, &enters, e);
        if (rc == 0 && !enters)
            drop_group(f->p, i);
    }
    free(moved);
    return rc;
}

int differences_find(const struct differences_side *from, const struct differences_side *to,
                     const struct measured *measured, const struct headline *headlines, size_t n,
                     struct differences *out, struct error *e)
{
    struct finding f = {{from, to}, measured, headlines, n, out, NULL};
    *out = (struct differences){0};
    bool failed = list_differences(&f, e) || look_up_entries(&f, e) || make_groups(&f, e) ||
                  drop_idle_groups(&f, e);
    free(f.entries);
    if (failed)
        differences_free(out);
    return failed ? -1 : 0;
}
