/* difference_groups.c -- items that only one scenario has with what names them; bounds that would
 * cross if one of them moved alone. */
#include "ask/difference_groups.h"

#include <string.h>

#include "draw/pool.h"
#include "base/text.h"
#include "scenario/value_type.h"
#include "model/pool.h"

struct grouping {
    const struct differences_side *const *side; /* from, to */
    const struct difference *differences;
    size_t n;
    struct difference_entry *entries;
};

static void join(const struct grouping *g, size_t i, size_t j)
{
    size_t a = g->entries[i].group, b = g->entries[j].group;
    size_t kept = a < b ? a : b, dropped = a < b ? b : a;
    for (size_t k = 0; k < g->n; k++)
        if (g->entries[k].group == dropped)
            g->entries[k].group = kept;
}

/* ---- items --------------------------------------------------------------------------------- */

/* True when a row of difference i, in either list, names the item of entry j. */
static bool names_item(const struct grouping *g, size_t i, size_t j)
{
    const struct difference *d = &g->differences[i];
    const struct schema_key *key = g->entries[i].key;
    const struct difference_entry *named = &g->entries[j];
    if (!key->type->names_item || key->target != named->key->block)
        return false;
    return (d->from && key->type->names_item(d->from->value, named->item)) ||
           (d->to && key->type->names_item(d->to->value, named->item));
}

static bool same_item(const struct difference_entry *a, const struct difference_entry *b)
{
    return a->key->block == b->key->block && strcmp(a->item, b->item) == 0;
}

/* ---- bounds -------------------------------------------------------------------------------- */

/* A bound below another: true when one of them, moved alone, would meet or pass the other. */
static bool cross(const struct difference *low, const struct difference *high)
{
    double from_low, from_high, to_low, to_high;
    if (!low->from || !low->to || !high->from || !high->to ||
        !text_number(low->from->value, &from_low) ||
        !text_number(low->to->value, &to_low) ||
        !text_number(high->from->value, &from_high) ||
        !text_number(high->to->value, &to_high))
        return false;
    return to_low >= from_high || from_low >= to_high;
}

static bool paths_are(const struct grouping *g, size_t i, size_t j, const char *one,
                      const char *other)
{
    return strcmp(g->entries[i].key->path, one) == 0 &&
           strcmp(g->entries[j].key->path, other) == 0 &&
           same_item(&g->entries[i], &g->entries[j]);
}

/* True when one scenario's pool_size is more than the other has models. */
static bool size_exceeds_models(const struct grouping *g)
{
    const struct assumptions *a = g->side[0]->a, *b = g->side[1]->a;
    return a->pool_size > b->n_models || b->pool_size > a->n_models ||
           a->pool_size > a->n_models || b->pool_size > b->n_models;
}

/* True when one of the scenarios has no model for the rule above_200b. */
static bool lacks_large_models(const struct grouping *g)
{
    for (size_t s = 0; s < 2; s++) {
        const struct assumptions *a = g->side[s]->a;
        size_t large = 0;
        for (size_t m = 0; m < a->n_models; m++)
            large += a->models[m].parameters > POOL_ABOVE_PARAMETERS;
        if (large == 0)
            return true;
    }
    return false;
}

static bool are_bound(const struct grouping *g, size_t i, size_t j)
{
    const struct difference *low = &g->differences[i], *high = &g->differences[j];
    if (paths_are(g, i, j, "node.*.idle_power", "node.*.max_power") ||
        paths_are(g, i, j, "fleet.load_low", "fleet.load_high"))
        return cross(low, high);
    if (paths_are(g, i, j, "pool_size", "models") || paths_are(g, i, j, "pool_size", "pool"))
        return size_exceeds_models(g);
    return paths_are(g, i, j, "pool", "models") && lacks_large_models(g);
}

void difference_groups_join(const struct differences_side *const side[2],
                            const struct difference *differences, size_t n,
                            struct difference_entry *entries)
{
    const struct grouping g = {side, differences, n, entries};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const struct difference_entry *a = &entries[i], *b = &entries[j];
            if ((b->one_sided && ((a->one_sided && same_item(a, b)) || names_item(&g, i, j))) ||
                are_bound(&g, i, j))
                join(&g, i, j);
        }
}
