/* correlation.c -- how far two results are correlated, from the drawn queries on disk. */
#include <string.h>

#include "audit/leaf.h"
#include "base/array.h"

static bool is_same(const struct variable *v, const struct variable *w)
{
    return v->case_index == w->case_index && v->quantity == w->quantity &&
           v->group == w->group && v->model == w->model && v->lever == w->lever;
}

/* Borrowed until the next variable is added; NULL: not there yet. */
static const struct batches *find(const struct results_source *s, const struct variable *v)
{
    for (size_t i = 0; i < s->n_batches; i++)
        if (is_same(&s->batches[i].variable, v))
            return &s->batches[i].batches;
    return NULL;
}

/* The values of all statistics of a variable, as results.tsv has them. */
static int values_of(const struct results_source *s, const struct variable *v,
                     double values[STATISTIC_COUNT], struct error *e)
{
    char text[KEY_SIZE];
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        struct key key = {.variable = *v, .statistic = (enum statistic)i};
        const struct result *row =
            results_find(&s->results, key_text(&s->inputs.a, &key, text));
        if (!row)
            return error_set(e, "%s: found no key %s, want one: make the results again",
                             s->folder, text);
        values[i] = row->value;
    }
    return 0;
}

/* Sees to it that a variable's batches are there. */
static int want(struct results_source *s, const struct variable *v, struct error *e)
{
    double values[STATISTIC_COUNT];
    struct variable_batches of = {.variable = *v};
    if (find(s, v))
        return 0;
    if (values_of(s, v, values, e) ||
        s->answers.batches(&s->answers, v, values, &of.batches, e))
        return -1;
    return ARRAY_ADD(s->batches, s->n_batches, of, e);
}

/* Whether a key is of a variable that is drawn, and not a share or of the fleet. */
static bool is_drawn(const struct results_source *s, const char *text, struct key *key)
{
    return key_parse(&s->outcome->a, text, key, NULL) == 0 && key->form == KEY_VARIABLE;
}

int results_source_correlation(struct results_source *s, const char *key, const char *other,
                               double *rho, struct error *e)
{
    struct key v, w;
    *rho = strcmp(key, other) == 0;
    if (*rho > 0 || s->outcome->a.generator == GENERATOR_EXACT || !is_drawn(s, key, &v) ||
        !is_drawn(s, other, &w))
        return 0;
    if (want(s, &v.variable, e) || want(s, &w.variable, e))
        return -1;
    *rho = batches_correlation(find(s, &v.variable), v.statistic, find(s, &w.variable),
                               w.statistic);
    return 0;
}
