/* exact.c -- the results of a scenario without sampling, worked out as they are asked for.
 *
 *   1. life   2. laws of variables   3. statistics   4. probability, density   5. shares */
#include "exact/exact.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_math.h>

#include "exact/case.h"
#include "exact/drawn.h"
#include "exact/lengths.h"
#include "exact/law.h"
#include "numeric/statistics.h"

#define DENSITY_WIDTH 0.5 /* panels of ln E     */

struct exact {
    struct assumptions a;
    struct throughput_fits fits;
    struct exact_case *cases[ASSUMPTIONS_MAX_CASES]; /* NULL: not asked for yet */
};

/* ---- 1. life -------------------------------------------------------------------------------- */

int exact_open(const struct assumptions *a, const struct throughput_fits *fits,
               struct exact **out, struct error *e)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_set(e, "no memory for a scenario");
    (*out)->a = *a;
    (*out)->fits = *fits;
    return 0;
}

void exact_close(struct exact *x)
{
    for (size_t c = 0; x && c < x->a.n_cases; c++) {
        if (x->cases[c])
            exact_case_free(x->cases[c]);
        free(x->cases[c]);
    }
    free(x);
}

static int case_of(struct exact *x, size_t index, struct exact_case **out, struct error *e)
{
    *out = x->cases[index];
    if (*out)
        return 0;
    *out = malloc(sizeof **out);
    if (!*out)
        return error_set(e, "no memory for a case");
    if (exact_case_build(&x->a, &x->fits, index, *out, e)) {
        exact_case_free(*out);
        free(*out);
        return -1;
    }
    x->cases[index] = *out;
    return 0;
}

int exact_is_drawn(struct exact *x, size_t case_index, bool *drawn, struct error *e)
{
    struct exact_case *c;
    if (case_of(x, case_index, &c, e))
        return -1;
    *drawn = c->drawn;
    return 0;
}

int exact_members(struct exact *x, size_t case_index, size_t *members, size_t *n,
                  struct error *e)
{
    struct exact_case *c;
    if (case_of(x, case_index, &c, e))
        return -1;
    *n = c->n_members;
    for (size_t i = 0; i < *n; i++)
        members[i] = c->members[i];
    return 0;
}

/* ---- 2. laws of variables ------------------------------------------------------------------- */

/* The law of an energy in a case with a closed form. `one` holds that of a model. */
static int law_of(struct exact *x, struct exact_case *c, const struct exact_variable *v,
                  struct law *one, const struct law **law, struct error *e)
{
    switch (v->group) {
    case EXACT_MODEL:
        *one = law_of_one(&c->model[v->model]);
        *law = one;
        return 0;
    case EXACT_FRONTIER:
        return exact_case_frontier(&x->a, c, v->lever, law, e);
    case EXACT_FRONTIER_ALL:
        *law = &c->all;
        return 0;
    }
    return -1;
}

/* Points of an energy with their weights, however the case is known. */
static int points_of(struct exact *x, const struct exact_variable *v, double width,
                     struct quadrature *out, struct error *e)
{
    struct exact_case *c;
    struct law one;
    const struct law *law;
    if (case_of(x, v->case_index, &c, e))
        return -1;
    if (c->drawn)
        return exact_drawn_points(c, v, out, e);
    if (law_of(x, c, v, &one, &law, e))
        return -1;
    return law_nodes(law, width, out, e);
}

/* ---- 3. statistics -------------------------------------------------------------------------- */

/* The ends of a trimmed pool without levers: of its members' cuts. False where there are none. */
static bool end_of_cuts(const struct law *law, bool upper, double *value)
{
    double end = upper ? -INFINITY : INFINITY;
    for (size_t i = 0; i < law->n_parts; i++)
        end = upper ? fmax(end, law->part[i].high) : fmin(end, law->part[i].low);
    *value = exp(end);
    return isfinite(end);
}

/* Queries behind a sample of this law, of which an extreme is taken. */
static double queries_behind(const struct exact *x, const struct law *law)
{
    return (double)x->a.queries * law->kept;
}

static int law_statistic(const struct exact *x, const struct law *law, enum statistic statistic,
                         double *value, struct error *e)
{
    if (statistic_is_mean(statistic)) {
        *value = law_mean(law);
        return isfinite(*value) ? 0
               : error_set(e, "found a lever whose alpha comes so near 0 that 1/alpha has an "
                              "infinite mean, want one that stays away from it (levers.*), or "
                              "generator = \"philox\"");
    }
    struct uniform u = exact_probability_of(statistic, queries_behind(x, law));
    if (statistic_is_extreme(statistic) && end_of_cuts(law, u.upper, value))
        return 0;
    return law_quantile(law, u.upper ? 1 - u.tail : u.tail, value, e);
}

static int energy_statistic(struct exact *x, const struct exact_variable *v,
                            enum statistic statistic, struct estimate *out, struct error *e)
{
    struct exact_case *c;
    struct law one;
    const struct law *law;
    struct summary summary;
    if (case_of(x, v->case_index, &c, e))
        return -1;
    if (!c->drawn)
        return law_of(x, c, v, &one, &law, e)
                   ? -1 : law_statistic(x, law, statistic, &out->value, e);
    if (exact_drawn_summary(&x->a, c, v, &summary, e))
        return -1;
    *out = summary.of[statistic];
    return 0;
}

static int output_statistic(const struct exact *x, const struct exact_variable *v,
                            enum statistic statistic, double *value, struct error *e)
{
    struct lengths l = lengths_of(&x->a, v->case_index);
    if (exact_output_tokens(&l, (double)x->a.queries, statistic, value, e) == 0)
        return 0;
    const struct assumptions *a = &x->a;
    return error_prefix(e, "output_tokens.%s", a->workloads[a->cases[v->case_index].workload].name);
}

int exact_statistic(struct exact *x, const struct exact_variable *v, enum statistic statistic,
                    struct estimate *out, struct error *e)
{
    struct lengths l = lengths_of(&x->a, v->case_index);
    *out = (struct estimate){.n = 1};
    if (v->quantity == QUANTITY_OUTPUT_TOKENS)
        return output_statistic(x, v, statistic, &out->value, e);
    if (v->quantity == QUANTITY_TPS)
        return exact_tps(&l, &x->fits.fit[v->model].curve, (double)x->a.queries, statistic,
                         &out->value, e);
    return energy_statistic(x, v, statistic, out, e);
}

int exact_summary(struct exact *x, const struct exact_variable *v, struct summary *summary,
                  struct error *e)
{
    for (int s = 0; s < STATISTIC_COUNT; s++)
        if (exact_statistic(x, v, (enum statistic)s, &summary->of[s], e))
            return -1;
    return 0;
}

int exact_deviation(struct exact *x, const struct exact_variable *v, double *deviation,
                    struct error *e)
{
    struct quadrature points;
    double mean = 0, square = 0;
    if (points_of(x, v, DENSITY_WIDTH, &points, e))
        return -1;
    for (size_t i = 0; i < points.n; i++) /* energy 0 may be missing: it adds nothing to either */
        mean += points.weight[i] * points.x[i];
    for (size_t i = 0; i < points.n; i++)
        square += points.weight[i] * points.x[i] * points.x[i];
    quadrature_free(&points);
    *deviation = sqrt(square - mean * mean);
    return 0;
}

/* ---- 4. probability, density ---------------------------------------------------------------- */

static int energy_below(struct exact *x, const struct exact_variable *v, double at,
                        double *probability, struct error *e)
{
    struct exact_case *c;
    struct law one;
    const struct law *law;
    struct quadrature points;
    if (case_of(x, v->case_index, &c, e))
        return -1;
    if (!c->drawn) {
        if (law_of(x, c, v, &one, &law, e))
            return -1;
        *probability = law_below(law, at);
        return 0;
    }
    if (exact_drawn_points(c, v, &points, e))
        return -1;
    *probability = (double)count_at_most(points.x, points.n, at) / (double)points.n;
    quadrature_free(&points);
    return 0;
}

int exact_probability(struct exact *x, const struct exact_variable *v, double at,
                      double *probability, struct error *e)
{
    struct lengths l = lengths_of(&x->a, v->case_index);
    if (v->quantity == QUANTITY_TPS)
        return exact_tps_below(&l, &x->fits.fit[v->model].curve, at, probability, e);
    if (v->quantity != QUANTITY_OUTPUT_TOKENS)
        return energy_below(x, v, at, probability, e);
    *probability = exact_output_tokens_below(&l, at);
    return 0;
}

/* The density itself, of a case that has one. */
static int plain_density(struct exact *x, const struct exact_variable *v, bool log, size_t n,
                         const double *energy, double *density, struct error *e)
{
    struct exact_case *c;
    struct law one;
    const struct law *law;
    if (case_of(x, v->case_index, &c, e))
        return -1;
    if (c->drawn)
        return error_set(e, "case %s is drawn: its density wants a bandwidth above 0",
                         x->a.cases[v->case_index].name);
    if (law_of(x, c, v, &one, &law, e))
        return -1;
    for (size_t i = 0; i < n; i++)
        density[i] = law_density(law, energy[i]) / (log ? 1 : energy[i]);
    return 0;
}

int exact_density(struct exact *x, const struct exact_variable *v, bool log, double bandwidth,
                  size_t n, const double *energy, double *density, struct error *e)
{
    struct quadrature points;
    double top = 0;
    if (!(bandwidth > 0))
        return plain_density(x, v, log, n, energy, density, e);
    for (size_t i = 0; i < n; i++)
        top = fmax(top, energy[i]);
    if (points_of(x, v, fmin(DENSITY_WIDTH, 2 * bandwidth / (log ? 1 : top)), &points, e))
        return -1;
    quadrature_density(&points, log, bandwidth, n, energy, density);
    quadrature_free(&points);
    return 0;
}

/* ---- 5. shares ------------------------------------------------------------------------------ */

int exact_share(struct exact *x, size_t case_index, size_t model, double *share, struct error *e)
{
    struct exact_case *c;
    const struct law *law;
    *share = 0;
    if (case_of(x, case_index, &c, e) ||
        (!c->drawn && exact_case_frontier(&x->a, c, LEVER_COLUMN_NONE, &law, e)))
        return -1;
    for (size_t i = 0; i < c->n_members; i++)
        if (c->members[i] == model)
            *share = c->drawn ? (double)(c->sample.pool.start[i + 1] - c->sample.pool.start[i]) /
                                    (double)c->sample.pool.n
                              : law->part[i].kept / law->kept;
    return 0;
}

const struct assumptions *exact_assumptions(const struct exact *x)
{
    return &x->a;
}
