/* target.c -- keys taken apart, and said in words. */
#include "result/target.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/fleet.h"
#include "numeric/summary.h"

#define PARTS_MAX 5

struct parts {
    size_t n;
    char of[PARTS_MAX][NAME_SIZE + 16];
};

static size_t find_model(const struct assumptions *a, const char *name)
{
    size_t m = 0;
    while (m < a->n_models && strcmp(a->models[m].name, name) != 0)
        m++;
    return m;
}

static bool find_lever(const char *name, enum lever_column *lever)
{
    for (int c = LEVER_COLUMN_NONE + 1; c < LEVER_COLUMN_COUNT; c++)
        if (strcmp(lever_column_name((enum lever_column)c), name) == 0) {
            *lever = (enum lever_column)c;
            return true;
        }
    return false;
}

/* "mixed" or "mixed_improved"; a mix of that very name comes first. */
static bool find_day(const struct assumptions *a, const char *group, struct target *t)
{
    for (int improved = 0; improved < 2; improved++)
        for (size_t m = 0; m < a->n_mixes; m++) {
            char name[NAME_SIZE + 16];
            snprintf(name, sizeof name, "%s%s", a->mixes[m].name, improved ? "_improved" : "");
            if (strcmp(name, group) != 0)
                continue;
            t->mix = m;
            t->improved = improved;
            return true;
        }
    return false;
}

static bool parse_fleet(const struct assumptions *a, const struct parts *p, struct target *t)
{
    if (p->n != 3 || strcmp(p->of[2], "total") != 0)
        return false;
    snprintf(t->statistic, sizeof t->statistic, "%.15s", p->of[2]);
    t->kind = TARGET_DAY;
    if (find_day(a, p->of[1], t))
        return true;
    if (strlen(p->of[1]) >= NAME_SIZE)
        return false;
    t->kind = TARGET_FLEET;
    strcpy(t->fleet, p->of[1]);
    enum fleet_factor factor;
    return fleet_find(t->fleet, &factor);
}

/* The parts after the case: energy.frontier.serving.p50, tps.llama_70b.mean, ... */
static bool parse_case(const struct assumptions *a, const struct parts *p, struct target *t)
{
    const char *quantity = p->of[1], *group = p->of[2];
    if (p->n < 4)
        return false;
    snprintf(t->statistic, sizeof t->statistic, "%.15s", p->of[p->n - 1]);
    t->model = find_model(a, group);
    bool model = t->model < a->n_models && p->n == 4;
    if (strcmp(quantity, "frontier") == 0 || strcmp(quantity, "tps") == 0 ||
        strcmp(quantity, "output_tokens") == 0) {
        t->kind = *quantity == 'f' ? TARGET_SHARE : *quantity == 't' ? TARGET_TPS
                                                                     : TARGET_OUTPUT_TOKENS;
        return model;
    }
    if (strcmp(quantity, "energy") != 0)
        return false;
    t->kind = strcmp(group, "frontier") == 0       ? TARGET_FRONTIER
              : strcmp(group, "frontier_all") == 0 ? TARGET_FRONTIER_ALL
                                                   : TARGET_ENERGY;
    if (t->kind == TARGET_FRONTIER && p->n == 5)
        return find_lever(p->of[3], &t->lever);
    return p->n == 4 && (t->kind != TARGET_ENERGY || model);
}

int target_parse(const struct assumptions *a, const char *key, struct target *target,
                 struct error *e)
{
    struct parts p = {0};
    struct target t = {0};
    const char *cursor = key;
    char quoted[80];
    while (p.n < PARTS_MAX && text_next(&cursor, '.', p.of[p.n], sizeof p.of[0]))
        p.n++;
    t.case_index = assumptions_find_case(a, p.of[0]);
    bool known = !*cursor && strcmp(p.of[0], "fleet") == 0 && parse_fleet(a, &p, &t);
    if (!known && !*cursor && t.case_index < a->n_cases)
        known = parse_case(a, &p, &t);
    if (!known)
        return error_set(e, "found no result %s, want a key of results.tsv",
                         text_quoted(key, quoted));
    *target = t;
    return 0;
}

size_t target_base_workload(const struct assumptions *a, size_t case_index)
{
    const struct workload_case *c = &a->cases[case_index];
    return strcmp(c->name, a->workloads[c->workload].name) == 0 ? c->workload : a->n_workloads;
}

/* ---- words --------------------------------------------------------------------------------- */

static const char *statistic_words(const char *name)
{
    enum statistic statistic;
    return statistic_find(name, &statistic) ? statistic_row(statistic)->words : name;
}

const char *target_unit(const struct target *target)
{
    switch (target->kind) {
    case TARGET_OUTPUT_TOKENS: return "token";
    case TARGET_TPS: return "token/s";
    case TARGET_SHARE: return "1";
    case TARGET_DAY: return "GWh/day";
    case TARGET_FLEET: break;
    default: return "Wh";
    }
    enum fleet_factor factor;
    return fleet_find(target->fleet, &factor) ? fleet_row(factor)->unit : "1";
}

static void case_words(const struct assumptions *a, const struct target *t, char *out,
                       size_t size)
{
    const struct workload_case *c = &a->cases[t->case_index];
    const char *model = a->models[t->model < a->n_models ? t->model : 0].label;
    const char *statistic = statistic_words(t->statistic);
    bool base = target_base_workload(a, t->case_index) < a->n_workloads;
    const char *of = base ? a->workloads[c->workload].label : c->name;
    switch (t->kind) {
    case TARGET_OUTPUT_TOKENS:
        snprintf(out, size, "%s length of the answer, %s, %s", statistic, model, of);
        return;
    case TARGET_TPS:
        snprintf(out, size, "%s throughput, %s, %s", statistic, model, of);
        return;
    case TARGET_SHARE:
        snprintf(out, size, "share of the frontier's queries, %s, %s", model, of);
        return;
    case TARGET_ENERGY:
        snprintf(out, size, "%s energy of a query, %s, %s", statistic, model, of);
        return;
    default:
        snprintf(out, size, "%s energy of a query, frontier%s%s%s, %s", statistic,
                 t->kind == TARGET_FRONTIER_ALL ? " before trimming" : "",
                 t->lever ? ", lever " : "", lever_column_name(t->lever), of);
    }
}

const char *target_words(const struct assumptions *a, const struct target *t, char *out,
                         size_t size)
{
    enum fleet_factor factor;
    if (t->kind == TARGET_DAY)
        snprintf(out, size, "energy of a day of queries%s, mix %s",
                 t->improved ? ", improved" : "", a->mixes[t->mix].label);
    else if (t->kind == TARGET_FLEET)
        snprintf(out, size, "%s",
                 fleet_find(t->fleet, &factor) ? fleet_row(factor)->words : t->fleet);
    else
        case_words(a, t, out, size);
    return out;
}
