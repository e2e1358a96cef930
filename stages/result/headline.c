/* headline.c -- the few results that a scenario is asked for first. */
#include "result/headline.h"

#include <stdio.h>

static void set_day(const struct mix *mix, const char *suffix, const char *words,
                    struct headline *out)
{
    snprintf(out->key, sizeof out->key, "fleet.%s%s.total", mix->name, suffix);
    snprintf(out->label, sizeof out->label, "%s, a day%s", mix->label, words);
    out->unit = "GWh/day";
}

size_t headline_list(const struct assumptions *a, struct headline *out)
{
    size_t n = 0;
    for (size_t w = 0; w < a->n_workloads; w++) {
        size_t own = assumptions_find_case(a, a->workloads[w].name);
        if (own == a->n_cases || a->cases[own].workload != w)
            continue;
        snprintf(out[n].key, sizeof out[n].key, "%s.energy.frontier.p50", a->workloads[w].name);
        snprintf(out[n].label, sizeof out[n].label, "%s, a query", a->workloads[w].label);
        out[n++].unit = "Wh";
    }
    for (size_t m = 0; m < a->n_mixes; m++) {
        set_day(&a->mixes[m], "", "", &out[n++]);
        set_day(&a->mixes[m], "_improved", ", improved", &out[n++]);
    }
    return n;
}
