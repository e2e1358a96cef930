/* exact_answers.c -- the names of formulae answered by an outcome, exactly. */
#include <math.h>
#include <stdlib.h>

#include "audit/leaf.h"
#include "base/words.h"
#include "scenario/value_at.h"

#define POINTS_MAX 4096

static int result(void *context, const char *key, double *value, double *standard_error,
                  struct error *e)
{
    struct estimate estimate;
    if (outcome_value(context, key, &estimate, e))
        return -1;
    *value = estimate.value;
    *standard_error = 0;
    return 0;
}

static int assumption(void *context, const char *path_and_part, double *value, struct error *e)
{
    const struct outcome *o = context;
    return value_at_path(&o->a, path_and_part, value, e);
}

static int fit(void *context, const char *model_and_column, double *value, struct error *e)
{
    const struct outcome *o = context;
    return value_at_fit(&o->a, &o->fits, model_and_column, value, e);
}

static int share_above(void *context, const char *variable, double at, double *share,
                       double *standard_error, struct error *e)
{
    struct outcome *o = context;
    struct exact_variable v;
    double below;
    if (key_parse_variable(&o->a, variable, &v, e) ||
        exact_probability(o->exact, &v, at, &below, e))
        return -1;
    *share = 1 - below;
    *standard_error = 0;
    return 0;
}

/* How many queries a sample of this variable would have. */
static int count_queries(struct outcome *o, const struct exact_variable *v, double *n,
                         struct error *e)
{
    size_t members[ASSUMPTIONS_MAX_MODELS], n_members = 1;
    *n = (double)o->a.queries;
    if (v->group == EXACT_MODEL)
        return 0;
    if (exact_members(o->exact, v->case_index, members, &n_members, e))
        return -1;
    *n *= (double)n_members;
    for (size_t c = 0; c < o->a.trim.n && v->group == EXACT_FRONTIER; c++)
        *n *= o->a.trim.cut[c].high - o->a.trim.cut[c].low;
    return 0;
}

/* The density on an even grid from 0, far enough to see every mode of a sample. */
static int density_modes(struct outcome *o, const struct exact_variable *v, double bandwidth,
                         double largest, struct modes *modes, struct error *e)
{
    double reach = largest + 5 * bandwidth, step = bandwidth / MODES_BINS_A_BANDWIDTH;
    step = fmax(step, reach / POINTS_MAX);
    size_t n = (size_t)(reach / step) + 1;
    double *energy = malloc(n * sizeof *energy), *density = malloc(n * sizeof *density);
    int rc = energy && density ? 0 : error_set(e, "no memory for a density at %zu points", n);
    for (size_t i = 0; i < n && rc == 0; i++)
        energy[i] = (double)(i + 1) * step;
    if (rc == 0)
        rc = exact_density(o->exact, v, false, bandwidth, n, energy, density, e);
    if (rc == 0)
        modes_of_density(density, n, step, step, modes);
    modes->bandwidth = bandwidth;
    free(energy);
    free(density);
    return rc;
}

int outcome_modes(struct outcome *o, const char *variable, double factor, struct modes *modes,
                  struct error *e)
{
    struct exact_variable v;
    struct estimate largest;
    double deviation, n;
    if (key_parse_variable(&o->a, variable, &v, e))
        return -1;
    if (v.quantity != QUANTITY_ENERGY)
        return error_set(e, "modes(%s): found no energy, want one", variable);
    if (count_queries(o, &v, &n, e) || exact_deviation(o->exact, &v, &deviation, e) ||
        exact_statistic(o->exact, &v, STATISTIC_MAX, &largest, e))
        return -1;
    double bandwidth = factor * modes_bandwidth(deviation, n);
    if (!(bandwidth > 0))
        return error_set(e, "modes(%s): found no spread, want some", variable);
    return density_modes(o, &v, bandwidth, largest.value, modes, e);
}

static int modes(void *context, const char *variable, double *number, struct error *e)
{
    struct modes found;
    if (outcome_modes(context, variable, 1, &found, e))
        return -1;
    *number = (double)found.n;
    return 0;
}

static int is_leaf_drawn(struct outcome *o, const struct expression_leaf *leaf, bool *drawn,
                         struct error *e)
{
    struct key key = {.form = KEY_VARIABLE};
    bool is_key = !*leaf->function;
    *drawn = false;
    if (!is_key && !words_have("share_above modes", leaf->function))
        return 0;
    if (is_key ? key_parse(&o->a, leaf->name, &key, NULL)
               : key_parse_variable(&o->a, leaf->name, &key.variable, NULL))
        return 0;
    return outcome_is_drawn(o, &key, drawn, e);
}

int outcome_draws_formula(struct outcome *o, const struct expression *x, bool *drawn,
                          struct error *e)
{
    *drawn = false;
    for (size_t i = 0; i < x->n_leaves && !*drawn; i++)
        if (is_leaf_drawn(o, &x->leaves[i], drawn, e))
            return -1;
    return 0;
}

struct formula_source outcome_source(struct outcome *o)
{
    return (struct formula_source){o, result, assumption, share_above, modes, fit, NULL};
}
