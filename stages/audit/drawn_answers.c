/* drawn_answers.c -- the names of formulae answered by what a scenario's stages left. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/leaf.h"
#include "scenario/value_at.h"

int results_source_open(const char *folder, struct outcome *outcome, struct results_source *s,
                        struct error *e)
{
    char results[INPUTS_PATH_SIZE], assumptions[INPUTS_PATH_SIZE], fit[INPUTS_PATH_SIZE];
    *s = (struct results_source){.folder = folder, .outcome = outcome};
    if (inputs_path(results, folder, "results", ".tsv", e) ||
        inputs_path(assumptions, folder, "assumptions", ".tsv", e) ||
        inputs_path(fit, folder, "fit", ".nc", e))
        return -1;
    int rc = results_read(&s->results, results, e);
    if (rc == 0 && outcome->a.generator != GENERATOR_EXACT)
        rc = inputs_read(assumptions, fit, &s->inputs, e);
    if (rc)
        results_source_close(s);
    return rc;
}

void results_source_close(struct results_source *s)
{
    results_free(&s->results);
    free(s->batches);
    s->batches = NULL;
    s->n_batches = 0;
}

static int result(void *context, const char *key, double *value, double *standard_error,
                  struct error *e)
{
    const struct results_source *s = context;
    const struct result *row = results_find(&s->results, key);
    if (row) {
        *value = row->value;
        *standard_error = row->standard_error;
        return 0;
    }
    struct estimate exact;
    if (outcome_value(s->outcome, key, &exact, e)) /* it says which part of the key is unknown */
        return -1;
    return error_set(e, "%s: found no key %s, want one: make the results again", s->folder, key);
}

/* Steps that leave a unit as it is. */
static bool keeps_unit(enum expression_operation operation)
{
    return operation != EXPRESSION_MULTIPLY && operation != EXPRESSION_DIVIDE;
}

int results_source_check_unit(const struct results_source *s, const struct expression *x,
                              const char *unit, struct error *e)
{
    for (size_t i = 0; i < x->n_steps; i++)
        if (!keeps_unit(x->steps[i].operation))
            return 0;
    for (size_t i = 0; i < x->n_leaves; i++) {
        const struct result *row =
            x->leaves[i].function[0] ? NULL : results_find(&s->results, x->leaves[i].name);
        if (row && strcmp(row->unit, unit) != 0)
            return error_set(e, "found \"%.60s\", want \"%s\", the unit of %s", unit, row->unit,
                             row->key);
    }
    return 0;
}

static int assumption(void *context, const char *path_and_part, double *value, struct error *e)
{
    const struct results_source *s = context;
    return value_at_path(&s->outcome->a, path_and_part, value, e);
}

static int fit(void *context, const char *model_and_column, double *value, struct error *e)
{
    const struct results_source *s = context;
    return value_at_fit(&s->outcome->a, &s->outcome->fits, model_and_column, value, e);
}

/* ---- drawn queries ---------------------------------------------------------------------- */

/* The drawn pool of a frontier variable; owned by the caller (lever_pool_free) on success. */
static int read_pool(const struct results_source *s, const char *variable,
                     struct exact_variable *v, struct lever_pool *pool, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    if (key_parse_variable(&s->outcome->a, variable, v, e))
        return -1;
    if (v->group != EXACT_FRONTIER || v->quantity != QUANTITY_ENERGY)
        return error_set(e, "%s: want <case>.energy.frontier, with or without a lever: of that "
                            "the drawn queries are kept", variable);
    const struct assumptions *a = &s->inputs.a;
    if (inputs_path(path, s->folder, a->cases[v->case_index].name, ".levers.nc", e))
        return -1;
    return lever_file_read(path, &s->inputs.provenance, a, v->case_index, pool, e);
}

/* The share of a pool's queries above a value, with its standard error. */
static int share_of_pool(const struct results_source *s, const struct exact_variable *v,
                         const struct lever_pool *pool, double at, double *share,
                         double *standard_error, struct error *e)
{
    const double *sample[ASSUMPTIONS_MAX_MODELS];
    double *values;
    size_t above = 0;
    int rc = results_source_members(s, v, pool, sample, &values, e);
    for (size_t i = 0; i < pool->n; i++)
        above += pool->energy[v->lever][i] > at;
    *share = (double)above / (double)pool->n;
    if (rc == 0)
        *standard_error = batches_share_error(pool, v->lever, sample,
                                              (size_t)s->inputs.a.queries, at);
    free(values);
    return rc;
}

static int share_above(void *context, const char *variable, double at, double *share,
                       double *standard_error, struct error *e)
{
    struct results_source *s = context;
    struct lever_pool pool;
    struct exact_variable v;
    if (s->outcome->a.generator == GENERATOR_EXACT) {
        struct formula_source exact = outcome_source(s->outcome);
        return exact.share_above(exact.context, variable, at, share, standard_error, e);
    }
    if (read_pool(s, variable, &v, &pool, e))
        return -1;
    int rc = share_of_pool(s, &v, &pool, at, share, standard_error, e);
    lever_pool_free(&pool);
    return rc;
}

int results_source_modes(struct results_source *s, const char *variable, double factor,
                         struct modes *modes, struct error *e)
{
    struct lever_pool pool;
    struct exact_variable v;
    if (s->outcome->a.generator == GENERATOR_EXACT)
        return outcome_modes(s->outcome, variable, factor, modes, e);
    if (read_pool(s, variable, &v, &pool, e))
        return -1;
    int rc = modes_of_sample(pool.energy[v.lever], pool.n, factor, modes, e);
    lever_pool_free(&pool);
    return rc;
}

static int modes(void *context, const char *variable, double *number, struct error *e)
{
    struct modes found;
    if (results_source_modes(context, variable, 1, &found, e))
        return -1;
    *number = (double)found.n;
    return 0;
}

static int correlation(void *context, const char *key, const char *other, double *rho,
                       struct error *e)
{
    return results_source_correlation(context, key, other, rho, e);
}

struct formula_source results_source(struct results_source *s)
{
    return (struct formula_source){s, result, assumption, share_above, modes, fit, correlation};
}
