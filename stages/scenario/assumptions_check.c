/* assumptions_check.c -- checks that need more than one assumption. */
#include "scenario/assumption_list.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "model/fleet.h"
#include "model/pool.h"
#include "base/words.h"

/* "place: path: message"; a value that nobody gave has no place.
 *   key    path of a key, in which '*' stands for the item's name */
static int complain(const struct assumption_list *list, struct error *e, const char *key,
                    const char *item, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static int complain(const struct assumption_list *list, struct error *e, const char *key,
                    const char *item, const char *format, ...)
{
    char text[ERROR_TEXT_SIZE], path[SCHEMA_PATH_SIZE];
    schema_path(&(struct schema_key){.path = key}, item, path);
    const struct assumption *row = assumption_list_find(list, path);
    const char *place = row ? row->place : "default";
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return error_set(e, "%s: %s: %.800s", *place ? place : "here", path, text);
}

static int check_counts(const struct assumption_list *list, const struct assumptions *a,
                        struct error *e)
{
    if (a->n_models == 0)
        return error_set(e, "models: found none, want at least one model { ... }");
    if (a->n_cases == 0)
        return error_set(e, "cases: found none, want at least one case { ... }");
    if (a->pool == POOL_LARGEST_MEDIANS && a->pool_size > a->n_models)
        return complain(list, e, "pool_size", "", "found %llu, want no more than there are models "
                        "(%zu)", (unsigned long long)a->pool_size, a->n_models);
    for (size_t m = 0; m < a->n_models; m++)
        if (a->pool == POOL_LARGEST_MEDIANS || a->models[m].parameters > POOL_ABOVE_PARAMETERS)
            return 0;
    return complain(list, e, "pool", "", "found above_200b, but no model has more than 200 "
                    "billion parameters; want such a model, or largest_medians");
}

static int check_nodes(const struct assumption_list *list, const struct assumptions *a,
                       struct error *e)
{
    for (size_t i = 0; i < a->n_nodes; i++) {
        const struct node *node = &a->nodes[i];
        if (!(node->idle_power < node->max_power))
            return complain(list, e, "node.*.idle_power", node->name, "found %.15g kW, want less "
                            "than max_power (%.15g kW)", node->idle_power, node->max_power);
    }
    return 0;
}

/* u must not fall with rising TPS on any model's node. */
static int check_line(const struct assumption_list *list, const struct assumptions *a,
                      struct error *e)
{
    for (size_t m = 0; m < a->n_models && a->coupled_power.idle_of_node; m++) {
        const struct node *node = &a->nodes[a->models[m].node];
        double idle = node->idle_power / node->max_power;
        if (!(idle <= a->coupled_power.cap))
            return complain(list, e, "coupled_power", "", "found a cap of %.15g, want no less "
                            "than P_idle / P_max of node %s (%.3g)", a->coupled_power.cap,
                            node->name, idle);
    }
    return 0;
}

/* The stream of a case goes on from one that is drawn before it, with the same draws. */
static int check_continues(const struct assumption_list *list, const struct assumptions *a,
                           size_t i, struct error *e)
{
    static const char path[] = "case.*.continues";
    const struct workload_case *c = &a->cases[i], *before = &a->cases[c->continues];
    if (c->has_continues && c->continues >= i)
        return complain(list, e, path, c->name, "found %s%s, want a case that stands before it in "
                        "cases", before->name, c->continues == i ? ", which is itself" : "");
    if (c->has_continues && before->workload != c->workload)
        return complain(list, e, path, c->name, "found %s of workload %s, want a case of workload "
                        "%s", before->name, a->workloads[before->workload].name,
                        a->workloads[c->workload].name);
    return 0;
}

static int check_cases(const struct assumption_list *list, const struct assumptions *a,
                       struct error *e)
{
    for (size_t i = 0; i < a->n_cases; i++) {
        if (check_continues(list, a, i, e))
            return -1;
        if (a->cases[i].power == POWER_COUPLED && check_line(list, a, e))
            return -1;
    }
    return 0;
}

/* A day is made of the energies of the case that is named as the workload. */
static int check_mixes(const struct assumption_list *list, const struct assumptions *a,
                       struct error *e)
{
    for (size_t m = 0; m < a->n_mixes; m++)
        for (size_t w = 0; w < a->n_workloads; w++) {
            const char *name = a->workloads[w].name;
            size_t own = assumptions_find_case(a, name);
            if (a->mixes[m].shares.of[w] > 0 && (own == a->n_cases || a->cases[own].workload != w))
                return complain(list, e, "mix.*.shares", a->mixes[m].name, "found a share of %s, "
                                "but no case computes it; want case { name = \"%s\", workload = "
                                "\"%s\" } among the cases", name, name, name);
        }
    return 0;
}

/* Names that would give a key of results.tsv a second meaning. */
static int check_names(const struct assumption_list *list, const struct assumptions *a,
                       struct error *e)
{
    char names[TEXT_SIZE];
    enum fleet_factor factor;
    for (size_t m = 0; m < a->n_models; m++)
        if (words_have("frontier frontier_all", a->models[m].name))
            return complain(list, e, "models", "", "found a model named %s, want another name: "
                            "results of the pool have this one", a->models[m].name);
    for (size_t m = 0; m < a->n_mixes; m++)
        if (fleet_find(a->mixes[m].name, &factor))
            return complain(list, e, "mix.*.shares", a->mixes[m].name, "found a mix of a name that "
                            "another result of the fleet has, want a name that is none of: %s",
                            fleet_names(names));
    return 0;
}

int assumptions_check(const struct assumption_list *list, const struct assumptions *a,
                      struct error *e)
{
    if (check_counts(list, a, e) || check_nodes(list, a, e))
        return -1;
    if (!(a->fleet.load_low <= a->fleet.load_high))
        return complain(list, e, "fleet.load_low", "", "found %.15g, want no more than load_high "
                        "(%.15g)", a->fleet.load_low, a->fleet.load_high);
    if (check_cases(list, a, e) || check_names(list, a, e))
        return -1;
    return check_mixes(list, a, e);
}
