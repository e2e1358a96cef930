/* key_words.c -- keys in words, and their units. */
#include "result/key.h"

#include <stdio.h>
#include <string.h>

size_t key_base_workload(const struct assumptions *a, size_t case_index)
{
    const struct workload_case *c = &a->cases[case_index];
    return strcmp(c->name, a->workloads[c->workload].name) == 0 ? c->workload : a->n_workloads;
}

/* A case: its workload's label, if it has that one's name. */
static const char *case_label(const struct assumptions *a, size_t case_index)
{
    size_t workload = key_base_workload(a, case_index);
    return workload < a->n_workloads ? a->workloads[workload].label : a->cases[case_index].name;
}

static const char *group_label(const struct assumptions *a, const struct variable *v)
{
    switch (v->group) {
    case VARIABLE_MODEL: return a->models[v->model].label;
    case VARIABLE_FRONTIER: return "frontier";
    case VARIABLE_FRONTIER_ALL: return "frontier before trimming";
    }
    return "";
}

struct key_labels key_labels_of(const struct assumptions *a, const struct key *key)
{
    const struct variable *v = &key->variable;
    switch (key->form) {
    case KEY_VARIABLE:
        return (struct key_labels){{case_label(a, v->case_index),
                                    quantity_row(v->quantity)->words, group_label(a, v),
                                    v->lever ? lever_column_label(v->lever) : "",
                                    statistic_row(key->statistic)->words}};
    case KEY_SHARE:
        return (struct key_labels){{case_label(a, v->case_index),
                                    "share of the frontier's queries", a->models[v->model].label,
                                    "", "share"}};
    case KEY_DAY:
        return (struct key_labels){{"fleet", "energy of a day of queries",
                                    a->mixes[key->mix].label, key->improved ? "improved" : "",
                                    "total"}};
    case KEY_FACTOR:
        break;
    }
    return (struct key_labels){{"fleet", "", fleet_row(key->factor)->words, "", "total"}};
}

const char *key_words(const struct assumptions *a, const struct key *key, char *out)
{
    struct key_labels labels = key_labels_of(a, key);
    const char *of = labels.of[KEY_CASE], *quantity = labels.of[KEY_QUANTITY],
               *group = labels.of[KEY_GROUP], *lever = lever_column_name(key->variable.lever);
    switch (key->form) {
    case KEY_VARIABLE:
        snprintf(out, KEY_WORDS_SIZE, "%s %s, %s%s%s, %s", labels.of[KEY_STATISTIC], quantity,
                 group, *lever ? ", lever " : "", lever, of);
        break;
    case KEY_SHARE:
        snprintf(out, KEY_WORDS_SIZE, "%s, %s, %s", quantity, group, of);
        break;
    case KEY_DAY:
        snprintf(out, KEY_WORDS_SIZE, "%s%s%s, mix %s", quantity, key->improved ? ", " : "",
                 labels.of[KEY_LEVER], group);
        break;
    case KEY_FACTOR:
        snprintf(out, KEY_WORDS_SIZE, "%s", group);
        break;
    }
    return out;
}

const char *key_unit(const struct key *key)
{
    const char *const UNITS[] = {quantity_row(key->variable.quantity)->unit, "1", "GWh/day",
                                 fleet_row(key->factor)->unit};
    return UNITS[key->form];
}
