/* drawn_correlation.c -- how far two results are correlated, from the drawn queries on disk.
 *
 *   1. batches that are kept   2. reading them   3. correlation */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/leaf.h"
#include "base/array.h"

/* ---- 1. batches that are kept ----------------------------------------------------------- */

static bool is_same(const struct exact_variable *v, const struct exact_variable *w)
{
    return v->case_index == w->case_index && v->quantity == w->quantity &&
           v->group == w->group && v->model == w->model && v->lever == w->lever;
}

/* Borrowed until the next variable is added; NULL: not there yet. */
static const struct batches *find(const struct results_source *s, const struct exact_variable *v)
{
    for (size_t i = 0; i < s->n_batches; i++)
        if (is_same(&s->batches[i].variable, v))
            return &s->batches[i].batches;
    return NULL;
}

/* Room for one more variable; NULL when memory is out. */
static struct batches *add(struct results_source *s, const struct exact_variable *v,
                           struct error *e)
{
    const struct variable_batches empty = {.variable = *v};
    if (ARRAY_ADD(s->batches, s->n_batches, empty, e))
        return NULL;
    return &s->batches[s->n_batches - 1].batches;
}

/* ---- 2. reading them -------------------------------------------------------------------- */

/* The values of all statistics of a variable, as results.tsv has them. */
static int values_of(const struct results_source *s, const struct exact_variable *v,
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

/* Samples of some models behind each other, to be freed; sample[m] is the m-th. */
static int read_samples(const struct results_source *s, const struct exact_variable *v,
                        const size_t *models, size_t n, const double **sample, double **values,
                        struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    struct sample_file *file;
    const struct assumptions *a = &s->inputs.a;
    size_t queries = (size_t)a->queries;
    *values = NULL;
    if (inputs_path(path, s->folder, a->cases[v->case_index].name, ".samples.nc", e) ||
        sample_file_open(&file, path, &s->inputs.provenance, a, v->case_index, NULL, e))
        return -1;
    *values = malloc(n * queries * sizeof **values);
    int rc = *values ? 0 : error_set(e, "no memory for %zu queries of %zu models", queries, n);
    for (size_t m = 0; m < n && rc == 0; m++) {
        sample[m] = *values + m * queries;
        rc = sample_file_get(file, models[m], v->quantity, *values + m * queries, e);
    }
    sample_file_close(file);
    return rc;
}

int results_source_members(const struct results_source *s, const struct exact_variable *v,
                           const struct lever_pool *pool, const double **sample, double **values,
                           struct error *e)
{
    return read_samples(s, v, pool->member, pool->n_members, sample, values, e);
}

/* Whole samples of some models: of one, or of the frontier before trimming. */
static int add_models(struct results_source *s, const struct exact_variable *v,
                      const double *const *sample, size_t n, struct error *e)
{
    double values[STATISTIC_COUNT];
    struct batches *batches;
    if (values_of(s, v, values, e) || !(batches = add(s, v, e)))
        return -1;
    batches_of_samples(sample, n, (size_t)s->inputs.a.queries, values, batches);
    return 0;
}

/* The frontier under every lever: they lie in one file. */
static int add_levers(struct results_source *s, struct exact_variable v,
                      const struct lever_pool *pool, const double *const *sample,
                      struct error *e)
{
    double values[STATISTIC_COUNT];
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++) {
        struct batches *batches;
        v.lever = (enum lever_column)c;
        if (values_of(s, &v, values, e) || !(batches = add(s, &v, e)))
            return -1;
        batches_of_pool(pool, v.lever, sample, (size_t)s->inputs.a.queries, values, batches);
    }
    return 0;
}

/* A frontier: its members stand in the pool's file. */
static int add_frontier(struct results_source *s, const struct exact_variable *v, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    const struct assumptions *a = &s->inputs.a;
    struct lever_pool pool;
    const double *sample[ASSUMPTIONS_MAX_MODELS];
    double *values;
    if (inputs_path(path, s->folder, a->cases[v->case_index].name, ".levers.nc", e) ||
        lever_file_read(path, &s->inputs.provenance, a, v->case_index, &pool, e))
        return -1;
    int rc = results_source_members(s, v, &pool, sample, &values, e);
    if (rc == 0)
        rc = v->group == EXACT_FRONTIER ? add_levers(s, *v, &pool, sample, e)
                                        : add_models(s, v, sample, pool.n_members, e);
    free(values);
    lever_pool_free(&pool);
    return rc;
}

/* Sees to it that a variable's batches are there. */
static int want(struct results_source *s, const struct exact_variable *v, struct error *e)
{
    const double *sample;
    double *values;
    if (find(s, v))
        return 0;
    if (v->group != EXACT_MODEL)
        return add_frontier(s, v, e);
    int rc = read_samples(s, v, &v->model, 1, &sample, &values, e);
    if (rc == 0)
        rc = add_models(s, v, &sample, 1, e);
    free(values);
    return rc;
}

/* ---- 3. correlation --------------------------------------------------------------------- */

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
