/* key_words.c -- keys in words, and their units. */
#include "result/key.h"

#include <stdio.h>
#include <string.h>

size_t key_base_workload(const struct assumptions *a, size_t case_index)
{
    const struct workload_case *c = &a->cases[case_index];
    return strcmp(c->name, a->workloads[c->workload].name) == 0 ? c->workload : a->n_workloads;
}

/* A case in words: its workload's label, if it has that one's name. */
static const char *case_words(const struct assumptions *a, size_t case_index)
{
    size_t workload = key_base_workload(a, case_index);
    return workload < a->n_workloads ? a->workloads[workload].label : a->cases[case_index].name;
}

static void variable_words(const struct assumptions *a, const struct key *key, char *out)
{
    const struct exact_variable *v = &key->variable;
    const char *group = v->group == EXACT_MODEL          ? a->models[v->model].label
                        : v->group == EXACT_FRONTIER_ALL ? "frontier before trimming"
                                                         : "frontier";
    snprintf(out, KEY_WORDS_SIZE, "%s %s, %s%s%s, %s", statistic_row(key->statistic)->words,
             quantity_row(v->quantity)->words, group, v->lever ? ", lever " : "",
             lever_column_name(v->lever), case_words(a, v->case_index));
}

const char *key_words(const struct assumptions *a, const struct key *key, char *out)
{
    switch (key->form) {
    case KEY_VARIABLE:
        variable_words(a, key, out);
        break;
    case KEY_SHARE:
        snprintf(out, KEY_WORDS_SIZE, "share of the frontier's queries, %s, %s",
                 a->models[key->variable.model].label, case_words(a, key->variable.case_index));
        break;
    case KEY_DAY:
        snprintf(out, KEY_WORDS_SIZE, "energy of a day of queries%s, mix %s",
                 key->improved ? ", improved" : "", a->mixes[key->mix].label);
        break;
    case KEY_FACTOR:
        snprintf(out, KEY_WORDS_SIZE, "%s", fleet_row(key->factor)->words);
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
