/* formula_source_drawn.c -- which formulae an outcome draws for, for want of a closed form. */
#include <stdio.h>
#include <string.h>

#include "result/outcome.h"

#define IMPROVED "_improved"

/* Whether a name is a mix's, or that of its improved day. */
static bool names_mix(const struct mix *mix, const char *name, size_t length, bool *improved)
{
    size_t own = strlen(mix->name);
    if (length < own || strncmp(mix->name, name, own) != 0)
        return false;
    *improved = length > own;
    return length == own ||
           (length == own + strlen(IMPROVED) && strncmp(name + own, IMPROVED, length - own) == 0);
}

/* The part of a key behind "fleet.": a mix, or what no query enters. */
static int is_day_drawn(struct outcome *o, const char *name, bool *drawn, struct error *e)
{
    size_t length = strcspn(name, ".");
    for (size_t m = 0; m < o->a.n_mixes; m++) {
        struct estimate day;
        bool improved;
        if (!names_mix(&o->a.mixes[m], name, length, &improved))
            continue;
        if (exact_day(o->exact, &o->a.mixes[m], improved, &day, e))
            return -1;
        *drawn = day.n > 1;
        return 0;
    }
    return 0;
}

static int is_leaf_drawn(struct outcome *o, const struct expression_leaf *leaf, bool *drawn,
                         struct error *e)
{
    char name[NAME_SIZE];
    size_t length = strcspn(leaf->name, ".");
    *drawn = false;
    if (strchr("paf", leaf->function[0]) && leaf->function[0])
        return 0; /* printed, assumption, fit */
    if (strncmp(leaf->name, "fleet.", 6) == 0)
        return is_day_drawn(o, leaf->name + 6, drawn, e);
    if (length >= sizeof name)
        return 0;
    memcpy(name, leaf->name, length);
    name[length] = '\0';
    size_t c = assumptions_find_case(&o->a, name);
    return c < o->a.n_cases ? exact_is_drawn(o->exact, c, drawn, e) : 0;
}

int outcome_is_drawn(struct outcome *o, const struct expression *x, bool *drawn, struct error *e)
{
    *drawn = false;
    for (size_t i = 0; i < x->n_leaves && !*drawn; i++)
        if (is_leaf_drawn(o, &x->leaves[i], drawn, e))
            return -1;
    return 0;
}
