/* headline.c -- the few results that a scenario is asked for first. */
#include "result/headline.h"

#include <stdio.h>
#include <string.h>

#include "base/output.h"
#include "base/table.h"

static void set(const struct assumptions *a, const struct key *key, struct headline *out)
{
    static const char *const KINDS[][2] = {
        {"query", "a query"}, {"day", "a day"}, {"improved_day", "a day, improved"}};
    bool day = key->form == KEY_DAY;
    const char *const *kind = KINDS[day ? 1 + key->improved : 0];
    struct key_labels labels = key_labels_of(a, key);
    key_text(a, key, out->key);
    out->unit = key_unit(key);
    out->kind = kind[0];
    out->name = day ? a->mixes[key->mix].name : a->cases[key->variable.case_index].name;
    snprintf(out->label, sizeof out->label, "%s, %s", labels.of[day ? KEY_GROUP : KEY_CASE],
             kind[1]);
}

size_t headline_list(const struct assumptions *a, struct headline *out)
{
    size_t n = 0;
    for (size_t c = 0; c < a->n_cases; c++) {
        struct key key = {.variable = {c, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0,
                                       LEVER_COLUMN_NONE},
                          .statistic = STATISTIC_P50};
        if (key_base_workload(a, c) < a->n_workloads)
            set(a, &key, &out[n++]);
    }
    for (size_t m = 0; m < a->n_mixes; m++)
        for (int improved = 0; improved < 2; improved++) {
            struct key key = {.form = KEY_DAY, .mix = m, .improved = improved};
            set(a, &key, &out[n++]);
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

int headline_write(const struct assumptions *a, const char *path, struct error *e)
{
    struct headline list[HEADLINE_MAX];
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("key\tunit\tkind\tname\tlabel\n", out.stream);
    for (size_t i = 0, n = headline_list(a, list); i < n; i++) {
        fprintf(out.stream, "%s\t%s\t%s\t%s\t", list[i].key, list[i].unit, list[i].kind,
                list[i].name);
        table_write_cell(out.stream, list[i].label);
        fputc('\n', out.stream);
    }
    return output_publish(&out, e);
}
