/* case.c -- ln E of every model of a case as a mixture of normal distributions.
 *
 *   1. what is log-normal and what is summed   2. one model   3. the frontier   4. a drawn case
 *   5. the case */
#include "exact/case.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "draw/frontier.h"
#include "model/query.h"
#include "exact/quadrature.h"
#include "numeric/statistics.h"

#define KERNEL_SIGMAS 2.0 /* widest panel in deviations of the kernel */
#define FACTOR_WIDTH 0.25 /* the same of a PUE or u that is not log-normal, in its logarithm */

/* ---- 1. what is log-normal and what is summed ----------------------------------------------- */

/* PUE u as exp(normal) times a factor that takes the values of the nodes. */
struct kernel {
    double mu, variance;
    struct quadrature factor;
};

static int multiply(struct quadrature *factor, const struct quadrature *more, struct error *e)
{
    struct quadrature product = {0};
    int rc = 0;
    for (size_t k = 0; k < factor->n && rc == 0; k++)
        for (size_t i = 0; i < more->n && rc == 0; i++)
            rc = quadrature_add(&product, factor->x[k] * more->x[i],
                                factor->weight[k] * more->weight[i], e);
    quadrature_free(factor);
    *factor = product;
    return rc;
}

/* What is not log-normal becomes nodes, close enough for the normal to smooth them. */
static int add_factor(struct kernel *k, const char *path, const struct distribution *d,
                      struct error *e)
{
    struct quadrature_spec spec = {.width = fmin(FACTOR_WIDTH, KERNEL_SIGMAS * sqrt(k->variance))};
    struct quadrature nodes;
    struct distribution_log log;
    if (distribution_log(d, &log))
        return 0;
    if (quadrature_of(d, &spec, &nodes, e))
        return error_prefix(e, "%s", path);
    int rc = multiply(&k->factor, &nodes, e);
    quadrature_free(&nodes);
    return rc;
}

static void add_normal(struct kernel *k, const struct distribution *d)
{
    struct distribution_log log;
    if (!distribution_log(d, &log))
        return;
    k->mu += log.mu;
    k->variance += log.sigma * log.sigma;
}

/* The log-normal part of PUE u. */
static struct kernel normal_part(const struct query_inputs *q)
{
    struct kernel k = {0};
    add_normal(&k, &q->pue);
    if (!q->power.coupled)
        add_normal(&k, &q->power.utilisation);
    return k;
}

bool exact_query_is_closed(const struct query_inputs *q)
{
    return normal_part(q).variance >= EXACT_LEAST_SIGMA * EXACT_LEAST_SIGMA;
}

static int kernel_of(const struct query_inputs *q, struct kernel *k, struct error *e)
{
    *k = normal_part(q);
    if (quadrature_add(&k->factor, 1, 1, e) || add_factor(k, "pue", &q->pue, e))
        return -1;
    return q->power.coupled ? 0 : add_factor(k, "utilisation", &q->power.utilisation, e);
}

/* ---- 2. one model --------------------------------------------------------------------------- */

struct task {
    const struct query_inputs *q;
    struct kernel kernel;       /* its factor: owned */
    struct quadrature location; /* x: ln E of one pair of lengths and one factor; owned */
};

/* Adds the energy at given lengths, with PUE u as the nodes of the kernel's factor have it. */
static int add_energy(struct task *t, double input, double output, double weight,
                      struct error *e)
{
    const struct quadrature *factor = &t->kernel.factor;
    double energy = query_at(t->q, input, output, 1, 1).energy;
    if (!(energy >= 0 && isfinite(energy)))
        return error_set(e, "found an energy of %.6g Wh at L_in %.6g and L_out %.6g, want a "
                            "finite number from 0", energy, input, output);
    for (size_t f = 0; f < factor->n; f++)
        if (quadrature_add(&t->location, log(energy * factor->x[f]) + t->kernel.mu,
                           weight * factor->weight[f], e))
            return -1;
    return 0;
}

static int add_output_tokens(struct task *t, double input, double weight, struct error *e)
{
    const struct throughput *throughput = &t->q->throughput;
    double slope =
        1 + throughput->form->slopes(throughput).output * (t->q->power.coupled ? 2 : 1);
    struct quadrature_spec spec = {.width = KERNEL_SIGMAS * sqrt(t->kernel.variance) / slope,
                                   .rounded = t->q->lengths.rounding == ROUNDING_NEAREST};
    struct quadrature nodes;
    spec.n_breaks = throughput->form->kinks(throughput, input, spec.breaks);
    if (quadrature_of(&t->q->lengths.output, &spec, &nodes, e))
        return error_prefix(e, "output_tokens.%s", t->q->names.workload);
    int rc = 0;
    for (size_t i = 0; i < nodes.n && rc == 0; i++)
        rc = add_energy(t, input, nodes.x[i], weight * nodes.weight[i], e);
    quadrature_free(&nodes);
    return rc;
}

static int add_input_tokens(struct task *t, struct error *e)
{
    const struct throughput *throughput = &t->q->throughput;
    struct quadrature_spec spec = {.width = KERNEL_SIGMAS * sqrt(t->kernel.variance) /
                                       (1 + throughput->form->slopes(throughput).input)};
    struct quadrature nodes;
    if (quadrature_of(&t->q->lengths.input, &spec, &nodes, e))
        return error_prefix(e, "input_tokens");
    int rc = 0;
    for (size_t i = 0; i < nodes.n && rc == 0; i++)
        rc = add_output_tokens(t, nodes.x[i], nodes.weight[i], e);
    quadrature_free(&nodes);
    return rc;
}

static int build_mixture(struct task *t, struct mixture *out, struct error *e)
{
    if (kernel_of(t->q, &t->kernel, e))
        return -1;
    if (add_input_tokens(t, e) ||
        mixture_alloc(out, t->location.n, sqrt(t->kernel.variance), e))
        return error_prefix(e, "case %s, model %s", t->q->names.of_case, t->q->names.model);
    memcpy(out->location, t->location.x, out->n * sizeof(double));
    memcpy(out->weight, t->location.weight, out->n * sizeof(double));
    return mixture_compress(out, e);
}

static int build_model(const struct query_inputs *q, struct mixture *out, struct error *e)
{
    struct task t = {.q = q};
    int rc = build_mixture(&t, out, e);
    quadrature_free(&t.kernel.factor);
    quadrature_free(&t.location);
    return rc;
}

/* ---- 3. the frontier ------------------------------------------------------------------------ */

static int choose_members(struct exact_case *c, struct error *e)
{
    double median[ASSUMPTIONS_MAX_MODELS];
    size_t n = c->inputs->n_models;
    for (size_t m = 0; m < n; m++) {
        struct law law = law_of_one(&c->model[m]);
        if (law_quantile(&law, 0.5, &median[m], e))
            return -1;
    }
    if (pool_choose(&c->inputs->pool, median, n, c->members, &c->n_members, e))
        return -1;
    for (size_t i = 0; i < c->n_members; i++)
        if (law_add_part(&c->all, &c->model[c->members[i]], 0, 1, e))
            return -1;
    return 0;
}

/* The cuts, one after the other, as shares of a member's whole sample: [low, high]. Both ends of a
 * cut are kept, and so all queries of energy 0 if the lower end falls among them. */
static struct cut whole_cut(const struct cuts *cuts, double zero)
{
    struct cut kept = {0, 1};
    for (size_t i = 0; i < cuts->n; i++) {
        double width = kept.high - kept.low, low = kept.low + width * cuts->cut[i].low;
        kept.high = fmax(kept.low + width * cuts->cut[i].high, zero);
        kept.low = low > zero ? low : 0;
    }
    return kept;
}

static int trim(struct exact_case *c, struct error *e)
{
    for (size_t i = 0; i < c->n_members; i++) {
        const struct mixture *m = &c->model[c->members[i]];
        struct cut cut = whole_cut(&c->inputs->trim, mixture_zero(m));
        if (law_add_part(&c->frontier[LEVER_COLUMN_NONE], m, cut.low, cut.high, e))
            return -1;
    }
    return 0;
}

/* The levers that a column stands for; returns how many. */
static size_t levers_of(const struct case_inputs *c, enum lever_column column,
                        const struct distribution *levers[LEVER_COUNT])
{
    size_t n = 0;
    for (int l = 0; l < LEVER_COUNT; l++)
        if (lever_column_has(column, (enum lever)l))
            levers[n++] = &c->levers[l];
    return n;
}

int exact_case_frontier(struct exact_case *c, enum lever_column lever, const struct law **out,
                        struct error *e)
{
    const struct distribution *levers[LEVER_COUNT];
    const struct law *none;
    *out = &c->frontier[lever];
    if (c->has_frontier[lever])
        return 0;
    if (lever == LEVER_COLUMN_NONE) {
        if (trim(c, e))
            return -1;
    } else if (exact_case_frontier(c, LEVER_COLUMN_NONE, &none, e) ||
               law_under_levers(none, levers, levers_of(c->inputs, lever, levers),
                                &c->frontier[lever], e)) {
        return -1;
    }
    c->has_frontier[lever] = true;
    return 0;
}

/* ---- 4. a drawn case ------------------------------------------------------------------------ */

int exact_case_summary(const struct exact_case *c, const struct variable *v,
                       struct summary *summary, struct error *e)
{
    const struct case_energies *energies = &c->sample.energies;
    switch (v->group) {
    case VARIABLE_MODEL:
        *summary = summary_of_one(energies->sorted[v->model], energies->n);
        return 0;
    case VARIABLE_FRONTIER:
        return frontier_summarize(&c->inputs->trim, energies, &c->sample.pool, v->lever, NULL,
                                  summary, e);
    case VARIABLE_FRONTIER_ALL:
        return frontier_summarize_all(energies, &c->sample.pool, summary, e);
    }
    return -1;
}

static int add_sample(struct quadrature *out, const double *values, size_t n, struct error *e)
{
    for (size_t i = 0; i < n; i++)
        if (quadrature_add(out, values[i], 1, e))
            return -1;
    return 0;
}

static int add_points(const struct exact_case *c, const struct variable *v,
                      struct quadrature *out, struct error *e)
{
    const struct case_energies *energies = &c->sample.energies;
    if (v->group == VARIABLE_MODEL)
        return add_sample(out, energies->drawn[v->model], energies->n, e);
    if (v->group == VARIABLE_FRONTIER)
        return add_sample(out, c->sample.pool.energy[v->lever], c->sample.pool.n, e);
    for (size_t i = 0; i < c->n_members; i++)
        if (add_sample(out, energies->drawn[c->members[i]], energies->n, e))
            return -1;
    return 0;
}

int exact_case_points(const struct exact_case *c, const struct variable *v,
                      struct quadrature *out, struct error *e)
{
    *out = (struct quadrature){0};
    if (add_points(c, v, out, e)) {
        quadrature_free(out);
        return -1;
    }
    uint64_t *scratch = malloc(2 * out->n * sizeof *scratch);
    if (!scratch) {
        quadrature_free(out);
        return error_no_memory(e, "to sort a sample");
    }
    sort_ascending(out->x, out->n, scratch);
    free(scratch);
    for (size_t i = 0; i < out->n; i++)
        out->weight[i] = 1 / (double)out->n;
    return 0;
}

/* ---- 5. the case ---------------------------------------------------------------------------- */

/* Draws what has no closed form. */
static int draw(const struct sampling *sampling, struct exact_case *c, struct error *e)
{
    c->drawn = true;
    if (evaluate_case(c->inputs, sampling, NULL, &c->sample, e))
        return -1;
    c->n_members = c->sample.pool.n_members;
    memcpy(c->members, c->sample.pool.member, sizeof c->members);
    return 0;
}

static int integrate(struct exact_case *c, struct error *e)
{
    for (size_t m = 0; m < c->inputs->n_models; m++)
        if (build_model(&c->inputs->query[m], &c->model[m], e))
            return -1;
    return choose_members(c, e);
}

bool exact_case_is_closed(const struct case_inputs *inputs)
{
    bool closed = true;
    for (size_t m = 0; m < inputs->n_models; m++)
        closed = closed && exact_query_is_closed(&inputs->query[m]);
    return closed;
}

int exact_case_build(const struct case_inputs *inputs, const struct sampling *sampling,
                     struct exact_case *out, struct error *e)
{
    *out = (struct exact_case){.inputs = inputs};
    if (exact_case_is_closed(inputs) ? integrate(out, e) : draw(sampling, out, e))
        return error_prefix(e, "exact");
    return 0;
}

void exact_case_free(struct exact_case *c)
{
    for (size_t m = 0; m < ASSUMPTIONS_MAX_MODELS; m++)
        mixture_free(&c->model[m]);
    for (int l = 0; l < LEVER_COLUMN_COUNT; l++)
        law_free(&c->frontier[l]);
    law_free(&c->all);
    evaluation_free(&c->sample);
    *c = (struct exact_case){0};
}
