/* comparison_drawn.c -- which headlines rest on a case that is drawn, and their sampling error. */
#include "result/comparison_drawn.h"

#include <stdio.h>
#include <string.h>

/* The mix of a day's key, or NULL for the key of a median. */
static const struct mix *mix_of(const struct assumptions *a, const char *key, bool *improved)
{
    char name[RESULT_KEY_SIZE];
    for (size_t m = 0; m < a->n_mixes; m++)
        for (int i = 0; i < 2; i++) {
            snprintf(name, sizeof name, "fleet.%s%s.total", a->mixes[m].name,
                     i ? "_improved" : "");
            *improved = i;
            if (strcmp(name, key) == 0)
                return &a->mixes[m];
        }
    return NULL;
}

/* The case of a median, whose name its key begins with, or a->n_cases. */
static size_t case_of(const struct assumptions *a, const char *key)
{
    char name[RESULT_KEY_SIZE];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(key, "."), key);
    return assumptions_find_case(a, name);
}

static int case_is_drawn(struct outcome *o, size_t case_index, bool *drawn, struct error *e)
{
    bool one = false;
    if (case_index < o->a.n_cases && exact_is_drawn(o->exact, case_index, &one, e))
        return -1;
    *drawn = *drawn || one;
    return 0;
}

int headline_is_drawn(struct outcome *o, const char *key, bool *drawn, struct error *e)
{
    bool improved;
    const struct mix *mix = mix_of(&o->a, key, &improved);
    *drawn = false;
    if (!mix)
        return case_is_drawn(o, case_of(&o->a, key), drawn, e);
    for (size_t w = 0; w < o->a.n_workloads; w++)
        if (mix->shares.of[w] > 0 &&
            case_is_drawn(o, assumptions_find_case(&o->a, o->a.workloads[w].name), drawn, e))
            return -1;
    return 0;
}

int headline_error(struct outcome *o, const char *key, double *standard_error, struct error *e)
{
    struct exact_variable v = {case_of(&o->a, key), QUANTITY_ENERGY, EXACT_FRONTIER, 0,
                               LEVER_COLUMN_NONE};
    struct estimate value;
    bool improved;
    const struct mix *mix = mix_of(&o->a, key, &improved);
    if (mix ? exact_day(o->exact, mix, improved, &value, e)
            : exact_statistic(o->exact, &v, STATISTIC_P50, &value, e))
        return -1;
    *standard_error = value.standard_error;
    return 0;
}
