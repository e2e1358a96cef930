/* results_source.c -- the names of formulae answered by what a scenario's stages left. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/formula.h"
#include "audit/leaf.h"

int results_source_open(const char *folder, struct outcome *outcome, struct results_source *s,
                        struct error *e)
{
    char results[INPUTS_PATH_SIZE], assumptions[INPUTS_PATH_SIZE], fit[INPUTS_PATH_SIZE];
    *s = (struct results_source){.folder = folder, .outcome = outcome};
    if (inputs_path(results, folder, "results", ".tsv", e) ||
        inputs_path(assumptions, folder, "assumptions", ".tsv", e) ||
        inputs_path(fit, folder, "fit", ".nc", e))
        return -1;
    s->answers = outcome_answers(outcome);
    int rc = results_read(&s->results, results, e);
    if (rc == 0 && outcome->a.generator != GENERATOR_EXACT)
        rc = inputs_read(assumptions, fit, &s->inputs, e);
    if (rc == 0 && outcome->a.generator != GENERATOR_EXACT)
        rc = answers_of_samples(&s->inputs, folder, &s->answers, e);
    if (rc)
        results_source_close(s);
    return rc;
}

void results_source_close(struct results_source *s)
{
    answers_close(&s->answers);
    s->answers.close = NULL;
    results_free(&s->results);
    free(s->batches);
    s->batches = NULL;
    s->n_batches = 0;
}

static int value_of(void *context, const struct expression_leaf *leaf, double *value,
                    double *standard_error, struct error *e)
{
    const struct results_source *s = context;
    if (*leaf->function)
        return formula_value(s->outcome, &s->answers, leaf, value, standard_error, e);
    const char *key = leaf->name;
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

static int correlation(void *context, const char *key, const char *other, double *rho,
                       struct error *e)
{
    return results_source_correlation(context, key, other, rho, e);
}

struct formula_source results_source(struct results_source *s)
{
    return (struct formula_source){s, value_of, correlation};
}
