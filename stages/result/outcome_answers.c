/* outcome_answers.c -- what results are asked for, by quadrature. */
#include "result/outcome.h"

#include <math.h>
#include <stdlib.h>

#include "exact/exact.h"

#define QUARTILE_SIGMAS 1.349 /* interquartile range of a normal, in standard deviations */
#define POINTS_MAX 4096       /* of a density that modes are counted of                  */
#define LEAST_ENERGY 1e-6     /* of p95: where a violin begins whose p5 is 0             */

static int summary(const struct answers *of, const struct variable *v, struct summary *out,
                   struct error *e)
{
    return exact_summary(of->context, v, out, e);
}

static int members(const struct answers *of, size_t case_index, struct answers_members *out,
                   struct error *e)
{
    *out = (struct answers_members){0};
    if (exact_members(of->context, case_index, out->model, &out->n, e))
        return -1;
    for (size_t m = 0; m < ASSUMPTIONS_MAX_MODELS; m++)
        out->share[m].n = 1;
    for (size_t i = 0; i < out->n; i++)
        if (exact_share(of->context, case_index, out->model[i], &out->share[out->model[i]].value,
                        e))
            return -1;
    return 0;
}

/* 0 for the density itself; of a drawn case the bandwidth that suits a normal of its quartiles. */
static int bandwidth_of(struct exact *x, const struct variable *v, const struct summary *s,
                        double *bandwidth, struct error *e)
{
    bool drawn;
    if (exact_is_drawn(x, v->case_index, &drawn, e))
        return -1;
    double deviation =
        log(s->of[STATISTIC_P75].value / s->of[STATISTIC_P25].value) / QUARTILE_SIGMAS;
    *bandwidth = drawn ? 1.06 * deviation * pow((double)s->of[STATISTIC_P50].n, -0.2) : 0;
    return 0;
}

static int density(const struct answers *of, const struct variable *v,
                   const struct summary *s, size_t n, double *energy, double *out,
                   struct error *e)
{
    double bandwidth, high = s->of[STATISTIC_P95].value;
    double low = fmax(s->of[STATISTIC_P5].value, LEAST_ENERGY * high);
    if (bandwidth_of(of->context, v, s, &bandwidth, e))
        return -1;
    for (size_t i = 0; i < n; i++)
        energy[i] = low * pow(high / low, (double)i / (double)(n - 1));
    return exact_density(of->context, v, true, bandwidth, n, energy, out, e);
}

/* Every model has the same lengths. */
static int lengths(const struct answers *of, size_t case_index, size_t n, const double *edge,
                   struct answers_lengths *out, struct error *e)
{
    static const enum statistic QUARTILES[3] = {STATISTIC_P25, STATISTIC_P50, STATISTIC_P75};
    struct variable v = {case_index, QUANTITY_OUTPUT_TOKENS, VARIABLE_MODEL, 0,
                               LEVER_COLUMN_NONE};
    for (size_t i = 0; i < 3; i++) {
        struct estimate quartile;
        if (exact_statistic(of->context, &v, QUARTILES[i], &quartile, e))
            return -1;
        out->quartiles[i] = quartile.value;
    }
    for (size_t i = 0; i < n; i++)
        if (exact_probability(of->context, &v, nextafter(edge[i], 0), &out->below[i], e))
            return -1;
    return 0;
}

static int share_above(const struct answers *of, const struct variable *v, double at,
                       struct estimate *out, struct error *e)
{
    double below;
    if (exact_probability(of->context, v, at, &below, e))
        return -1;
    *out = (struct estimate){1 - below, 0, 1};
    return 0;
}

/* How many queries a sample of this variable would have. */
static int count_queries(const struct answers *of, const struct variable *v, double *n,
                         struct error *e)
{
    const struct assumptions *a = of->a;
    size_t members[ASSUMPTIONS_MAX_MODELS], n_members = 1;
    *n = (double)a->queries;
    if (v->group == VARIABLE_MODEL)
        return 0;
    if (exact_members(of->context, v->case_index, members, &n_members, e))
        return -1;
    *n *= (double)n_members;
    for (size_t c = 0; c < a->trim.n && v->group == VARIABLE_FRONTIER; c++)
        *n *= a->trim.cut[c].high - a->trim.cut[c].low;
    return 0;
}

/* The density on an even grid from 0, far enough to see every mode of a sample. */
static int density_modes(struct exact *x, const struct variable *v, double bandwidth,
                         double largest, struct modes *modes, struct error *e)
{
    double reach = largest + 5 * bandwidth, step = bandwidth / MODES_BINS_A_BANDWIDTH;
    step = fmax(step, reach / POINTS_MAX);
    size_t n = (size_t)(reach / step) + 1;
    double *energy = malloc(n * sizeof *energy), *density = malloc(n * sizeof *density);
    int rc = energy && density ? 0 : error_no_memory(e, "for a density at %zu points", n);
    for (size_t i = 0; i < n && rc == 0; i++)
        energy[i] = (double)(i + 1) * step;
    if (rc == 0)
        rc = exact_density(x, v, false, bandwidth, n, energy, density, e);
    if (rc == 0)
        modes_of_density(density, n, step, step, modes);
    modes->bandwidth = bandwidth;
    free(energy);
    free(density);
    return rc;
}

static int modes(const struct answers *of, const struct variable *v, double factor,
                 struct modes *out, struct error *e)
{
    struct estimate largest;
    double deviation, n;
    if (v->quantity != QUANTITY_ENERGY)
        return error_set(e, "found no energy, want one");
    if (count_queries(of, v, &n, e) || exact_deviation(of->context, v, &deviation, e) ||
        exact_statistic(of->context, v, STATISTIC_MAX, &largest, e))
        return -1;
    double bandwidth = factor * modes_bandwidth(deviation, n);
    if (!(bandwidth > 0))
        return error_set(e, "found no spread, want some");
    return density_modes(of->context, v, bandwidth, largest.value, out, e);
}

struct answers outcome_answers(const struct outcome *o)
{
    return (struct answers){o->exact, &o->a, summary, members, density, lengths,
                            share_above, modes, NULL, NULL};
}
