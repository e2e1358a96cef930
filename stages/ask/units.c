/* units.c -- which readings a leaf can depend on.
 *
 * 1. whether a path matters    2. units    3. classes    4. what is drawn */
#include "ask/units.h"

#include <stdlib.h>
#include <string.h>

/* ---- 1. whether a path matters ------------------------------------------------------------- */

/* The text behind a beginning, or NULL for a text that begins otherwise. */
static const char *behind(const char *text, const char *beginning)
{
    size_t n = strlen(beginning);
    return strncmp(text, beginning, n) == 0 ? text + n : NULL;
}

/* Does any reading change this part of a case? */
static bool is_changed(const struct readings *r, const char *case_name, const char *part)
{
    for (size_t l = 0; l < r->n; l++)
        for (size_t i = 0; i < r->lists[l].n; i++) {
            const struct assumption_list *changes = &r->lists[l].readings[i].changes;
            for (size_t c = 0; c < changes->n; c++) {
                const char *rest = behind(changes->rows[c].path, "case.");
                rest = rest ? behind(rest, case_name) : NULL;
                if (rest && *rest == '.' && strcmp(rest + 1, part) == 0)
                    return true;
            }
        }
    return false;
}

/* The energies of a case, before levers. */
static bool case_depends(const struct readings *r, const struct assumptions *a, size_t case_index,
                         const char *path)
{
    const struct workload_case *c = &a->cases[case_index];
    const char *workload = a->workloads[c->workload].name, *rest;
    bool same_power = !is_changed(r, c->name, "power");
    if (strcmp(path, "coupled_power") == 0)
        return c->power == POWER_COUPLED || !same_power;
    if (strcmp(path, "utilisation") == 0)
        return c->power != POWER_COUPLED || !same_power;
    if (strcmp(path, "input_weight") == 0)
        return c->effective_tokens != EFFECTIVE_OUTPUT || is_changed(r, c->name, "effective_tokens");
    if ((rest = behind(path, "output_tokens.")) || (rest = behind(path, "input_tokens.")))
        return strcmp(rest, workload) == 0 || is_changed(r, c->name, "workload");
    if ((rest = behind(path, "case.")))
        return (rest = behind(rest, c->name)) && *rest == '.';
    return !behind(path, "fleet.") && !behind(path, "mix.") && !behind(path, "reference.") &&
           !behind(path, "levers.") && strcmp(path, "mixes") != 0;
}

/* A day is made of the cases that are named as their workloads. */
static bool fleet_depends(const struct readings *r, const struct assumptions *a, const char *path)
{
    if (behind(path, "fleet.") || behind(path, "mix.") || behind(path, "reference.") ||
        behind(path, "case.") || strcmp(path, "mixes") == 0)
        return true;
    for (size_t i = 0; i < a->n_cases; i++)
        if (strcmp(a->cases[i].name, a->workloads[a->cases[i].workload].name) == 0 &&
            case_depends(r, a, i, path))
            return true;
    return false;
}

static bool fit_depends(const char *path)
{
    return behind(path, "throughput.") || behind(path, "model.") || strcmp(path, "models") == 0;
}

/* P5 of a log-normal may depend on z, a derived factor on the node and the load. */
static bool assumption_depends(const char *name, const char *path)
{
    return behind(name, path) || strcmp(path, "z") == 0 ||
           (behind(name, "fleet.") && (behind(path, "fleet.") || behind(path, "node.")));
}

static bool depends(const struct unit *unit, const struct leaves *q, const struct readings *r,
                    const struct assumptions *a, const char *path)
{
    switch (unit->kind) {
    case UNIT_CASE:
        return case_depends(r, a, unit->case_index, path) ||
               (unit->asks_levers && behind(path, "levers."));
    case UNIT_FLEET:
        return fleet_depends(r, a, path);
    case UNIT_FIT:
        return fit_depends(path);
    case UNIT_ASSUMPTION:
        return assumption_depends(q->all[unit->leaf].name, path);
    }
    return true;
}

/* ---- 2. units ------------------------------------------------------------------------------ */

/* Errs to yes: a model may be called so too. */
static bool asks_levers(const struct leaf *leaf)
{
    return strstr(leaf->name, ".hardware") || strstr(leaf->name, ".algorithm") ||
           strstr(leaf->name, ".serving") || strstr(leaf->name, ".combined");
}

/* The case that a key or a variable begins with, or a->n_cases. */
static size_t case_of(const struct assumptions *a, const char *name)
{
    char first[LEAF_SIZE];
    size_t n = strcspn(name, ".");
    memcpy(first, name, n);
    first[n] = '\0';
    return assumptions_find_case(a, first);
}

static struct unit unit_of(const struct leaves *q, size_t i, const struct assumptions *a)
{
    struct unit unit = {.kind = UNIT_CASE, .case_index = a->n_cases};
    if (q->all[i].kind == LEAF_ASSUMPTION)
        unit.kind = UNIT_ASSUMPTION;
    else if (q->all[i].kind == LEAF_FIT)
        unit.kind = UNIT_FIT;
    else
        unit.case_index = case_of(a, q->all[i].name);
    if (unit.kind == UNIT_CASE && unit.case_index == a->n_cases)
        unit.kind = UNIT_FLEET;
    unit.leaf = unit.kind == UNIT_ASSUMPTION ? i : 0;
    unit.asks_levers = asks_levers(&q->all[i]);
    return unit;
}

static void place_leaf(struct units *u, size_t i, const struct unit *wanted)
{
    size_t k = 0;
    while (k < u->n && (u->all[k].kind != wanted->kind ||
                        u->all[k].case_index != wanted->case_index ||
                        u->all[k].leaf != wanted->leaf))
        k++;
    if (k == u->n)
        u->all[u->n++] = *wanted;
    u->all[k].asks_levers = u->all[k].asks_levers || wanted->asks_levers;
    u->of_leaf[i] = k;
}

static bool list_matters(const struct unit *unit, const struct reading_list *list,
                         const struct leaves *q, const struct readings *r,
                         const struct assumptions *a)
{
    for (size_t i = 0; i < list->n; i++)
        for (size_t c = 0; c < list->readings[i].changes.n; c++)
            if (depends(unit, q, r, a, list->readings[i].changes.rows[c].path))
                return true;
    return false;
}

int units_make(const struct leaves *q, const struct readings *r, const struct assumptions *a,
               struct units *u, struct error *e)
{
    *u = (struct units){.all = malloc((q->n + 1) * sizeof *u->all),
                        .of_leaf = malloc((q->n + 1) * sizeof *u->of_leaf)};
    if (!u->all || !u->of_leaf) {
        units_free(u);
        return error_set(e, "no memory for %zu leaves", q->n);
    }
    for (size_t i = 0; i < q->n; i++) {
        struct unit unit = unit_of(q, i, a);
        place_leaf(u, i, &unit);
    }
    for (size_t k = 0; k < u->n; k++) {
        struct unit *unit = &u->all[k];
        unit->n_classes = 1;
        unit->first = u->n_classes;
        for (size_t l = 0; l < r->n; l++) {
            unit->matters[l] = list_matters(unit, &r->lists[l], q, r, a);
            unit->n_classes *= unit->matters[l] ? r->lists[l].n : 1;
        }
        u->n_classes += unit->n_classes;
    }
    return 0;
}

void units_free(struct units *u)
{
    free(u->all);
    free(u->of_leaf);
    *u = (struct units){0};
}

/* ---- 3. classes ---------------------------------------------------------------------------- */

size_t unit_class(const struct unit *unit, const struct readings *r, size_t combination)
{
    size_t class_index = 0;
    for (size_t l = 0; l < r->n; l++)
        if (unit->matters[l])
            class_index = class_index * r->lists[l].n + readings_chosen(r, combination, l);
    return class_index;
}

size_t unit_combination(const struct unit *unit, const struct readings *r, size_t class_index)
{
    size_t combination = 0, weight = 1;
    for (size_t l = r->n; l-- > 0; weight *= r->lists[l].n) {
        if (!unit->matters[l])
            continue;
        combination += class_index % r->lists[l].n * weight;
        class_index /= r->lists[l].n;
    }
    return combination;
}

/* ---- 4. what is drawn ---------------------------------------------------------------------- */

static bool case_is_drawn(struct outcome *o, size_t case_index)
{
    struct error e;
    bool drawn = false;
    return case_index < o->a.n_cases && exact_is_drawn(o->exact, case_index, &drawn, &e) == 0 &&
           drawn;
}

/* A day rests on the case of each workload that a mix has a share of. */
static bool days_are_drawn(struct outcome *o)
{
    for (size_t w = 0; w < o->a.n_workloads; w++)
        for (size_t m = 0; m < o->a.n_mixes; m++)
            if (o->a.mixes[m].shares.of[w] > 0 &&
                case_is_drawn(o, assumptions_find_case(&o->a, o->a.workloads[w].name)))
                return true;
    return false;
}

bool unit_is_drawn(const struct units *u, const struct unit *unit, const struct leaves *q,
                   struct outcome *o)
{
    size_t leaf = 0;
    if (unit->kind == UNIT_FLEET)
        return days_are_drawn(o);
    if (unit->kind != UNIT_CASE)
        return false;
    while (&u->all[u->of_leaf[leaf]] != unit)
        leaf++;
    return case_is_drawn(o, case_of(&o->a, q->all[leaf].name));
}
