/* outcome_results.c -- every key of results.tsv from an outcome. */
#include "result/fleet.h"
#include "result/outcome.h"

static int add_variable(struct outcome *o, const struct exact_variable *v, const char *group,
                        struct results *r, struct error *e)
{
    struct summary s;
    const struct workload_case *c = &o->a.cases[v->case_index];
    const char *lever = v->group == EXACT_FRONTIER ? lever_column_name(v->lever) : "";
    struct result_key key = {c->name, quantity_row(v->quantity)->name, group, lever, ""};
    if (exact_summary(o->exact, v, &s, e))
        return -1;
    return results_add_summary(r, key, &s, quantity_row(v->quantity)->unit, e);
}

static int add_model(struct outcome *o, size_t case_index, size_t model, struct results *r,
                     struct error *e)
{
    static const enum quantity QUANTITIES[] = {QUANTITY_ENERGY, QUANTITY_TPS,
                                               QUANTITY_OUTPUT_TOKENS};
    const char *name = o->a.models[model].name;
    struct result_key key = {o->a.cases[case_index].name, "frontier", name, "", "share"};
    double share;
    for (size_t q = 0; q < sizeof QUANTITIES / sizeof QUANTITIES[0]; q++) {
        struct exact_variable v = {case_index, QUANTITIES[q], EXACT_MODEL, model,
                                   LEVER_COLUMN_NONE};
        if (add_variable(o, &v, name, r, e))
            return -1;
    }
    if (exact_share(o->exact, case_index, model, &share, e))
        return -1;
    return results_add(r, key, (struct estimate){share, 0, 1}, "1", e);
}

static int add_case(struct outcome *o, size_t case_index, struct results *r, struct error *e)
{
    struct exact_variable all = {case_index, QUANTITY_ENERGY, EXACT_FRONTIER_ALL, 0,
                                 LEVER_COLUMN_NONE};
    for (size_t m = 0; m < o->a.n_models; m++)
        if (add_model(o, case_index, m, r, e))
            return -1;
    for (int l = 0; l < LEVER_COLUMN_COUNT; l++) {
        struct exact_variable v = {case_index, QUANTITY_ENERGY, EXACT_FRONTIER, 0,
                                   (enum lever_column)l};
        if (add_variable(o, &v, "frontier", r, e))
            return -1;
    }
    return add_variable(o, &all, "frontier_all", r, e);
}

static int add_days(struct outcome *o, struct results *r, struct error *e)
{
    for (size_t m = 0; m < o->a.n_mixes; m++)
        for (int improved = 0; improved < 2; improved++) {
            struct key key = {.form = KEY_DAY, .mix = m, .improved = improved};
            struct estimate day;
            if (outcome_value_of(o, &key, &day, e) || results_add_key(r, &o->a, &key, day, e))
                return -1;
        }
    return 0;
}

int outcome_results(struct outcome *o, struct results *r, struct error *e)
{
    for (size_t c = 0; c < o->a.n_cases; c++)
        if (add_case(o, c, r, e))
            return error_prefix(e, "case %s", o->a.cases[c].name);
    if (fleet_results_add_factors(&o->a, r, e))
        return -1;
    return add_days(o, r, e);
}
