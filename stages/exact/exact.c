/* exact.c -- the results of a scenario without sampling, worked out as they are asked for.
 *
 *   1. life   2. laws of variables   3. statistics   4. probability, density   5. shares */
#include "exact/exact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exact/case.h"
#include "exact/lengths.h"
#include "exact/law.h"
#include "numeric/statistics.h"

#define DENSITY_WIDTH 0.5 /* panels of ln E     */

struct exact {
    struct case_inputs inputs[ASSUMPTIONS_MAX_CASES];
    struct sampling sampling[ASSUMPTIONS_MAX_CASES][ASSUMPTIONS_MAX_MODELS]; /* of philox */
    struct fleet_inputs fleets[ASSUMPTIONS_MAX_MIXES];
    struct exact_case *cases[ASSUMPTIONS_MAX_CASES]; /* owned; NULL: not asked for yet */
};

/* ---- 1. life -------------------------------------------------------------------------------- */

/* What has no closed form is drawn with philox, whatever the scenario's generator. */
static void project(const struct assumptions *a, const struct throughput_fits *fits,
                    struct exact *x)
{
    for (size_t c = 0; c < a->n_cases; c++) {
        case_inputs_of(a, fits, c, &x->inputs[c]);
        sampling_of_case(a, c, x->sampling[c]);
        for (size_t m = 0; m < a->n_models; m++)
            x->sampling[c][m].generator = GENERATOR_PHILOX;
    }
    for (size_t m = 0; m < a->n_mixes; m++)
        fleet_inputs_of(a, fits, &a->mixes[m], &x->fleets[m]);
}

int exact_open(const struct assumptions *a, const struct throughput_fits *fits,
               struct exact **out, struct error *e)
{
    struct exact *x = *out = malloc(sizeof *x);
    if (!x)
        return error_no_memory(e, "for a scenario");
    memset(x->cases, 0, sizeof x->cases); /* the rest is large, and filled as far as it is used */
    project(a, fits, x);
    return 0;
}

void exact_close(struct exact *x)
{
    for (size_t c = 0; x && c < ASSUMPTIONS_MAX_CASES; c++) {
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
        return error_no_memory(e, "for a case");
    if (exact_case_build(&x->inputs[index], x->sampling[index], *out, e)) {
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
    memcpy(members, c->members, *n * sizeof *members);
    return 0;
}

/* ---- 2. laws of variables ------------------------------------------------------------------- */

/* An energy in its case: its law, or NULL where the case is drawn. `one` holds that of a model. */
struct energy {
    struct exact_case *c;
    const struct law *law;
    struct law one;
};

static int energy_of(struct exact *x, const struct variable *v, struct energy *out,
                     struct error *e)
{
    out->law = NULL;
    if (case_of(x, v->case_index, &out->c, e))
        return -1;
    if (out->c->drawn)
        return 0;
    switch (v->group) {
    case VARIABLE_MODEL:
        out->one = law_of_one(&out->c->model[v->model]);
        out->law = &out->one;
        return 0;
    case VARIABLE_FRONTIER:
        return exact_case_frontier(out->c, v->lever, &out->law, e);
    case VARIABLE_FRONTIER_ALL:
        out->law = &out->c->all;
        return 0;
    }
    return -1;
}

/* Points of an energy with their weights, however the case is known. */
static int points_of(struct exact *x, const struct variable *v, double width,
                     struct quadrature *out, struct error *e)
{
    struct energy energy;
    if (energy_of(x, v, &energy, e))
        return -1;
    return energy.law ? law_nodes(energy.law, width, out, e)
                      : exact_case_points(energy.c, v, out, e);
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

/* queries: of each model, of which an extreme is taken. */
static int law_statistic(const struct law *law, double queries, enum statistic statistic,
                         double *value, struct error *e)
{
    if (statistic_is_mean(statistic)) {
        *value = law_mean(law);
        return isfinite(*value) ? 0
               : error_set(e, "found a lever whose alpha comes so near 0 that 1/alpha has an "
                              "infinite mean, want one that stays away from it (levers.*), or "
                              "generator = \"philox\"");
    }
    struct uniform u = exact_probability_of(statistic, queries * law->kept);
    if (statistic_is_extreme(statistic) && end_of_cuts(law, u.upper, value))
        return 0;
    return law_quantile(law, u.upper ? 1 - u.tail : u.tail, value, e);
}

static double queries_in(const struct exact *x, const struct variable *v)
{
    return (double)x->sampling[v->case_index][0].queries;
}

static int energy_statistic(struct exact *x, const struct variable *v,
                            enum statistic statistic, struct estimate *out, struct error *e)
{
    struct energy energy;
    struct summary summary;
    if (energy_of(x, v, &energy, e))
        return -1;
    if (energy.law)
        return law_statistic(energy.law, queries_in(x, v), statistic, &out->value, e);
    if (exact_case_summary(energy.c, v, &summary, e))
        return -1;
    *out = summary.of[statistic];
    return 0;
}

/* The model that a variable is of. */
static const struct query_inputs *query_of(const struct exact *x, const struct variable *v)
{
    return &x->inputs[v->case_index].query[v->model];
}

_Static_assert(QUANTITY_COUNT == 7, "each that has results is told apart here and in section 4");

int exact_statistic(struct exact *x, const struct variable *v, enum statistic statistic,
                    struct estimate *out, struct error *e)
{
    const struct query_inputs *q = query_of(x, v);
    double queries = queries_in(x, v);
    *out = (struct estimate){.n = 1};
    if (v->quantity == QUANTITY_TPS)
        return exact_tps(&q->lengths, &q->throughput, queries, statistic, &out->value, e);
    if (v->quantity != QUANTITY_OUTPUT_TOKENS)
        return energy_statistic(x, v, statistic, out, e);
    if (exact_output_tokens(&q->lengths, queries, statistic, &out->value, e))
        return error_prefix(e, "output_tokens.%s", q->names.workload);
    return 0;
}

int exact_summary(struct exact *x, const struct variable *v, struct summary *summary,
                  struct error *e)
{
    struct energy energy;
    if (v->quantity == QUANTITY_ENERGY) {
        if (energy_of(x, v, &energy, e))
            return -1;
        if (!energy.law)
            return exact_case_summary(energy.c, v, summary, e);
    }
    for (int s = 0; s < STATISTIC_COUNT; s++)
        if (exact_statistic(x, v, (enum statistic)s, &summary->of[s], e))
            return -1;
    return 0;
}

int exact_deviation(struct exact *x, const struct variable *v, double *deviation,
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

static int energy_below(struct exact *x, const struct variable *v, double at,
                        double *probability, struct error *e)
{
    struct energy energy;
    struct quadrature points;
    if (energy_of(x, v, &energy, e))
        return -1;
    if (energy.law) {
        *probability = law_below(energy.law, at);
        return 0;
    }
    if (exact_case_points(energy.c, v, &points, e))
        return -1;
    *probability = (double)count_at_most(points.x, points.n, at) / (double)points.n;
    quadrature_free(&points);
    return 0;
}

int exact_probability(struct exact *x, const struct variable *v, double at,
                      double *probability, struct error *e)
{
    const struct query_inputs *q = query_of(x, v);
    if (v->quantity == QUANTITY_TPS)
        return exact_tps_below(&q->lengths, &q->throughput, at, probability, e);
    if (v->quantity != QUANTITY_OUTPUT_TOKENS)
        return energy_below(x, v, at, probability, e);
    *probability = exact_output_tokens_below(&q->lengths, at);
    return 0;
}

/* The density itself, of a case that has one. */
static int plain_density(struct exact *x, const struct variable *v, bool log, size_t n,
                         const double *at, double *density, struct error *e)
{
    struct energy energy;
    if (energy_of(x, v, &energy, e))
        return -1;
    if (!energy.law)
        return error_set(e, "case %s is drawn: its density wants a bandwidth above 0",
                         x->inputs[v->case_index].name);
    for (size_t i = 0; i < n; i++)
        density[i] = law_density(energy.law, at[i]) / (log ? 1 : at[i]);
    return 0;
}

int exact_density(struct exact *x, const struct variable *v, bool log, double bandwidth,
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
        (!c->drawn && exact_case_frontier(c, LEVER_COLUMN_NONE, &law, e)))
        return -1;
    for (size_t i = 0; i < c->n_members; i++)
        if (c->members[i] == model)
            *share = c->drawn ? (double)(c->sample.pool.start[i + 1] - c->sample.pool.start[i]) /
                                    (double)c->sample.pool.n
                              : law->part[i].kept / law->kept;
    return 0;
}

const struct fleet_inputs *exact_fleet(const struct exact *x, size_t mix)
{
    return &x->fleets[mix];
}
