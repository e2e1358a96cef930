/* outcome.c -- throughput tables shared by many evaluations, and one set of assumptions fitted. */
#include "result/outcome.h"

#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "exact/exact.h"
#include "model/throughput_fit.h"
#include "scenario/throughput_table.h"

/* ---- measured throughput -------------------------------------------------------------------- */

const struct throughput_table *measured_find(const struct measured *m, const char *path)
{
    for (size_t i = 0; i < m->n; i++)
        if (strcmp(m->path[i], path) == 0)
            return &m->table[i];
    return NULL;
}

int measured_add(struct measured *m, const char *path, struct error *e)
{
    char sha256[65];
    if (measured_find(m, path))
        return 0;
    if (m->n == MEASURED_MAX || strlen(path) >= sizeof m->path[0])
        return error_set(e, "%s: found more than %d throughput tables, want fewer", path,
                         MEASURED_MAX);
    if (throughput_table_read(path, &m->table[m->n], sha256, e))
        return -1;
    strcpy(m->path[m->n++], path);
    return 0;
}

void measured_free(struct measured *m)
{
    for (size_t i = 0; i < m->n; i++)
        throughput_table_free(&m->table[i]);
    m->n = 0;
}

/* ---- outcomes ------------------------------------------------------------------------------- */

int outcome_open(const struct assumption_list *list, const char *name,
                 const struct measured *measured, struct outcome *out, struct error *e)
{
    *out = (struct outcome){0};
    if (assumptions_build(list, name, &out->a, e))
        return -1;
    const struct throughput_table *table = measured_find(measured, out->a.throughput.table);
    if (!table)
        return error_set(e, "throughput.table: %s was not read", out->a.throughput.table);
    if (throughput_fit_all(table, &out->a, &out->fits, e))
        return -1;
    return exact_open(&out->a, &out->fits, &out->exact, e);
}

void outcome_close(struct outcome *o)
{
    exact_close(o->exact);
    o->exact = NULL;
}

/* ---- values --------------------------------------------------------------------------------- */

int outcome_value_of(struct outcome *o, const struct key *key, struct estimate *out,
                     struct error *e)
{
    const struct variable *v = &key->variable;
    *out = (struct estimate){.n = 1};
    switch (key->form) {
    case KEY_VARIABLE:
        return exact_statistic(o->exact, v, key->statistic, out, e);
    case KEY_SHARE:
        return exact_share(o->exact, v->case_index, v->model, &out->value, e);
    case KEY_DAY:
        return exact_day(o->exact, key->mix, key->improved, out, e);
    case KEY_FACTOR:
        break;
    }
    struct fleet_inputs inputs = fleet_inputs_without_mix(&o->a);
    struct fleet_factors f = fleet_factors_of(&inputs);
    out->value = fleet_factor_value(&f, key->factor);
    return 0;
}

int outcome_value(struct outcome *o, const char *text, struct estimate *out, struct error *e)
{
    struct key key;
    if (key_parse(&o->a, text, &key, e))
        return -1;
    return outcome_value_of(o, &key, out, e) ? error_prefix(e, "%.200s", text) : 0;
}

int outcome_is_drawn(struct outcome *o, const struct key *key, bool *drawn, struct error *e)
{
    struct estimate value;
    if (key->form == KEY_VARIABLE || key->form == KEY_SHARE)
        return exact_is_drawn(o->exact, key->variable.case_index, drawn, e);
    if (outcome_value_of(o, key, &value, e))
        return -1;
    *drawn = value.n > 1;
    return 0;
}
