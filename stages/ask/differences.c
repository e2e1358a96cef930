/* differences.c -- differences between two lists of assumptions, and the players that they make up.
 *
 * 1. differences
 * 2. which of them enter a headline result
 * 3. players
 * 4. moving */
#include "ask/differences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask/difference_groups.h"
#include "scenario/value_type.h"

struct finding {
    const struct differences_side *side[2];
    struct differences *p;
    struct difference_entry *entries; /* one a difference */
};

const char *difference_path(const struct difference *d)
{
    return d->from ? d->from->path : d->to->path;
}

void differences_free(struct differences *p)
{
    free(p->differences);
    free(p->players);
    *p = (struct differences){0};
}

/* ---- 1. differences ------------------------------------------------------------------------ */

static void add_difference(struct differences *p, const struct assumption *from,
                           const struct assumption *to)
{
    if (from && to && strcmp(from->value, to->value) == 0)
        return;
    p->differences[p->n_differences++] = (struct difference){.from = from, .to = to,
                                                              .player = PLAYER_NONE};
}

static int list_differences(struct finding *f, struct error *e)
{
    const struct assumption_list *from = f->side[0]->rows, *to = f->side[1]->rows;
    size_t room = from->n + to->n + 1;
    f->p->differences = calloc(room, sizeof *f->p->differences);
    f->entries = calloc(room, sizeof *f->entries);
    if (!f->p->differences || !f->entries)
        return error_set(e, "no memory for the differences of %zu assumptions", room);
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
        const struct differences_side *other = f->side[d->from ? 1 : 0];
        entry->one_sided = *entry->item && !(d->from && d->to) &&
                           !assumption_list_has_item(other->rows, entry->key->block, entry->item);
        if (entry->one_sided)
            snprintf(d->item, sizeof d->item, "%s %s", schema_block_name(entry->key->block),
                     entry->item);
    }
    return 0;
}

/* ---- 2. which of them enter a headline result ---------------------------------------------- */

/* True for the case whose frontier gives a workload's headlines. */
static bool is_headline_case(const struct assumptions *a, size_t c)
{
    return strcmp(a->cases[c].name, a->workloads[a->cases[c].workload].name) == 0;
}

/* True when a headline case, in either scenario, is of this name ("" for any) and passes. */
static bool any_headline_case(const struct finding *f, const char *name,
                              bool (*passes)(const struct workload_case *))
{
    for (size_t s = 0; s < 2; s++) {
        const struct assumptions *a = f->side[s]->a;
        for (size_t c = 0; c < a->n_cases; c++)
            if (is_headline_case(a, c) && (!*name || strcmp(a->cases[c].name, name) == 0) &&
                (!passes || passes(&a->cases[c])))
                return true;
    }
    return false;
}

static bool counts_input(const struct workload_case *c)
{
    return c->effective_tokens == EFFECTIVE_OUTPUT_AND_INPUT;
}

static bool is_coupled(const struct workload_case *c)
{
    return c->power == POWER_COUPLED;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* A headline is one that both scenarios have: whatever only one has enters with what names it. */
static bool enters(const struct finding *f, const struct difference_entry *entry)
{
    static const char *const never[] = {"title", "generator", "published", "cases", "mixes",
                                        "case.*.continues", "fleet.load_curve", NULL};
    static const char *const if_drawn[] = {"seed", "queries", NULL};
    const struct schema_key *key = entry->key;
    if (entry->one_sided || strcmp(key->key, "label") == 0 || is_one_of(key->path, never) ||
        key->block == BLOCK_LEVERS || key->block == BLOCK_REFERENCES)
        return false;
    if (is_one_of(key->path, if_drawn))
        return f->side[0]->drawn || f->side[1]->drawn;
    if (strcmp(key->path, "input_weight") == 0)
        return any_headline_case(f, "", counts_input);
    if (strcmp(key->path, "coupled_power") == 0)
        return any_headline_case(f, "", is_coupled);
    return key->block != BLOCK_CASE || any_headline_case(f, entry->item, NULL);
}

static bool group_enters(const struct finding *f, size_t group)
{
    for (size_t i = 0; i < f->p->n_differences; i++)
        if (f->entries[i].group == group && f->entries[i].enters)
            return true;
    return false;
}

/* ---- 3. players ---------------------------------------------------------------------------- */

/* The difference that a group is known by: its list, else its first row of an item that both
 * scenarios have. */
static size_t representative(const struct finding *f, size_t group)
{
    size_t n = f->p->n_differences, found = n;
    for (size_t i = group; i < n; i++)
        if (f->entries[i].group == group && f->entries[i].key->type->lists_items)
            return i;
    for (size_t i = n; i-- > group;)
        if (f->entries[i].group == group && !f->entries[i].one_sided)
            found = i;
    return found == n ? group : found;
}

static void add_player(struct finding *f, size_t group)
{
    size_t index = f->p->n++, members = 0, named = representative(f, group);
    struct difference_group *player = &f->p->players[index];
    for (size_t i = group; i < f->p->n_differences; i++) {
        if (f->entries[i].group != group)
            continue;
        f->p->differences[i].player = index;
        members++;
    }
    const struct difference *d = &f->p->differences[named];
    snprintf(player->name, sizeof player->name, "%s", difference_path(d));
    difference_words(d, player->words);
    size_t used = strlen(player->words);
    if (members > 1 && !f->entries[named].key->type->lists_items)
        snprintf(player->words + used, sizeof player->words - used, ", with %zu more",
                 members - 1);
}

static int make_players(struct finding *f, struct error *e)
{
    for (size_t i = 0; i < f->p->n_differences; i++)
        f->entries[i].enters = enters(f, &f->entries[i]);
    f->p->players = calloc(f->p->n_differences + 1, sizeof *f->p->players);
    if (!f->p->players)
        return error_set(e, "no memory for %zu differences", f->p->n_differences);
    for (size_t i = 0; i < f->p->n_differences; i++)
        if (f->entries[i].group == i && group_enters(f, i))
            add_player(f, i);
    return 0;
}

int differences_find(const struct differences_side *from, const struct differences_side *to,
                     struct differences *out, struct error *e)
{
    struct finding f = {{from, to}, out, NULL};
    *out = (struct differences){0};
    int rc = list_differences(&f, e);
    if (rc == 0)
        rc = look_up_entries(&f, e);
    if (rc == 0) {
        difference_groups_join(f.side, out->differences, out->n_differences, f.entries);
        rc = make_players(&f, e);
    }
    free(f.entries);
    if (rc)
        differences_free(out);
    return rc;
}

/* ---- 4. moving ----------------------------------------------------------------------------- */

int differences_move(const struct differences *p, const struct assumption_list *rows,
                     const struct coalition *moved, struct assumption_list *out, struct error *e)
{
    if (assumption_list_copy(rows, out, e))
        return -1;
    for (size_t i = 0; i < p->n_differences; i++) {
        const struct difference *d = &p->differences[i];
        if (d->player == PLAYER_NONE || !coalition_has(moved, d->player))
            continue;
        if (!d->to)
            assumption_list_remove(out, d->from->path);
        else if (assumption_list_replace(out, d->to, e))
            return -1;
    }
    return 0;
}
