/* headline.c -- the few results that a scenario is asked for first. */
#include "result/headline.h"

#include <stdio.h>
#include <string.h>

static void set(const struct assumptions *a, const struct key *key, const char *label,
                const char *what, struct headline *out)
{
    key_text(a, key, out->key);
    snprintf(out->label, sizeof out->label, "%s, %s", label, what);
    out->unit = key_unit(key);
}

size_t headline_list(const struct assumptions *a, struct headline *out)
{
    size_t n = 0;
    for (size_t c = 0; c < a->n_cases; c++) {
        size_t w = key_base_workload(a, c);
        struct key key = {.variable = {c, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0,
                                       LEVER_COLUMN_NONE},
                          .statistic = STATISTIC_P50};
        if (w < a->n_workloads)
            set(a, &key, a->workloads[w].label, "a query", &out[n++]);
    }
    for (size_t m = 0; m < a->n_mixes; m++)
        for (int improved = 0; improved < 2; improved++) {
            struct key key = {.form = KEY_DAY, .mix = m, .improved = improved};
            set(a, &key, a->mixes[m].label, improved ? "a day, improved" : "a day", &out[n++]);
        }
    return n;
}

size_t headline_list_common(const struct assumptions *a, const struct assumptions *other,
                            struct headline *out)
{
    struct headline theirs[HEADLINE_MAX];
    size_t n = headline_list(a, out), m = headline_list(other, theirs), kept = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < m; k++)
            if (strcmp(out[i].key, theirs[k].key) == 0) {
                out[kept++] = out[i];
                break;
            }
    return kept;
}
