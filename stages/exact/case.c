/* case.c -- ln E of every model of a case as a mixture of normal distributions.
 *
 *   1. what is log-normal and what is summed   2. one model   3. the frontier   4. the case */
#include "exact/case.h"

#include <math.h>
#include <string.h>

#include "draw/draw.h"
#include "model/query.h"
#include "exact/quadrature.h"
#include "draw/pool.h"
#include "model/pool.h"

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
static struct kernel normal_part(const struct assumptions *a, const struct workload_case *c)
{
    struct kernel k = {0};
    add_normal(&k, &a->pue);
    if (c->power == POWER_DRAWN)
        add_normal(&k, &a->utilisation);
    return k;
}

bool exact_case_is_closed(const struct assumptions *a, size_t case_index)
{
    return normal_part(a, &a->cases[case_index]).variance >=
           EXACT_LEAST_SIGMA * EXACT_LEAST_SIGMA;
}

static int kernel_of(const struct assumptions *a, const struct workload_case *c,
                     struct kernel *k, struct error *e)
{
    bool drawn = c->power == POWER_DRAWN;
    *k = normal_part(a, c);
    if (quadrature_add(&k->factor, 1, 1, e) || add_factor(k, "pue", &a->pue, e))
        return -1;
    return drawn ? add_factor(k, "utilisation", &a->utilisation, e) : 0;
}

/* ---- 2. one model --------------------------------------------------------------------------- */

struct task {
    const struct assumptions *a;
    const struct workload_case *c;
    const struct throughput_fit *fit;
    const struct node *node;
    const struct kernel *kernel;
    struct quadrature location; /* x: ln E of one pair of lengths and one factor */
};

/* Energy at given lengths with PUE u = 1, or u as the coupled line has it. */
static double unit_energy(const struct task *t, double input, double output)
{
    double tps = throughput_tps(&t->fit->curve, input, output);
    double u = t->c->power == POWER_COUPLED
                   ? energy_coupled_utilisation(&t->a->coupled_power, t->node, tps, t->fit->curve.cap)
                   : 1;
    double tokens = energy_effective_tokens(t->c->effective_tokens, t->a->input_weight, input,
                                            output);
    return energy_of_query(1, t->node->max_power * u, tokens, tps);
}

static int add_output_tokens(struct task *t, double input, double weight, struct error *e)
{
    const struct distribution *output = &t->a->workloads[t->c->workload].output_tokens;
    double slope = 1 + t->fit->curve.form->slopes(&t->fit->curve).output * (t->c->power == POWER_COUPLED ? 2 : 1);
    struct quadrature_spec spec = {KERNEL_SIGMAS * sqrt(t->kernel->variance) / slope,
                                   t->a->rounding == ROUNDING_NEAREST, 0, {0}};
    const struct quadrature *factor = &t->kernel->factor;
    struct quadrature nodes;
    spec.n_breaks = t->fit->curve.form->kinks(&t->fit->curve, input, spec.breaks);
    if (quadrature_of(output, &spec, &nodes, e))
        return error_prefix(e, "output_tokens.%s", t->a->workloads[t->c->workload].name);
    int rc = 0;
    for (size_t i = 0; i < nodes.n && rc == 0; i++) {
        double energy = unit_energy(t, input, nodes.x[i]);
        if (!(energy >= 0 && isfinite(energy)))
            rc = error_set(e, "found an energy of %.6g Wh at L_in %.6g and L_out %.6g, want a "
                              "finite number from 0", energy, input, nodes.x[i]);
        for (size_t f = 0; f < factor->n && rc == 0; f++)
            rc = quadrature_add(&t->location, log(energy * factor->x[f]) + t->kernel->mu,
                                weight * nodes.weight[i] * factor->weight[f], e);
    }
    quadrature_free(&nodes);
    return rc;
}

static int add_input_tokens(struct task *t, size_t case_index, struct error *e)
{
    struct quadrature_spec spec = {.width = KERNEL_SIGMAS * sqrt(t->kernel->variance) /
                                       (1 + t->fit->curve.form->slopes(&t->fit->curve).input)};
    struct quadrature nodes;
    if (quadrature_of(draw_input_tokens_of(t->a, case_index), &spec, &nodes, e))
        return error_prefix(e, "input_tokens");
    int rc = 0;
    for (size_t i = 0; i < nodes.n && rc == 0; i++)
        rc = add_output_tokens(t, nodes.x[i], nodes.weight[i], e);
    quadrature_free(&nodes);
    return rc;
}

static int build_model(const struct assumptions *a, const struct throughput_fits *fits,
                       size_t case_index, size_t model, const struct kernel *kernel,
                       struct mixture *out, struct error *e)
{
    struct task t = {a, &a->cases[case_index], &fits->fit[model],
                     &a->nodes[a->models[model].node], kernel, {0}};
    int rc = add_input_tokens(&t, case_index, e);
    if (rc == 0)
        rc = mixture_alloc(out, t.location.n, sqrt(kernel->variance), e);
    if (rc == 0) {
        memcpy(out->location, t.location.x, out->n * sizeof(double));
        memcpy(out->weight, t.location.weight, out->n * sizeof(double));
        rc = mixture_compress(out, e);
    }
    quadrature_free(&t.location);
    if (rc)
        return error_prefix(e, "case %s, model %s", t.c->name, a->models[model].name);
    return 0;
}

/* ---- 3. the frontier ------------------------------------------------------------------------ */

static int choose_members(const struct assumptions *a, struct exact_case *c, struct error *e)
{
    double median[ASSUMPTIONS_MAX_MODELS];
    size_t order[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < a->n_models; m++) {
        struct law law = law_of_one(&c->model[m]);
        if (law_quantile(&law, 0.5, &median[m], e))
            return -1;
    }
    pool_order(median, a->n_models, order);
    if (pool_choose(a, order, c->members, &c->n_members, e))
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

static int trim(const struct assumptions *a, struct exact_case *c, struct error *e)
{
    for (size_t i = 0; i < c->n_members; i++) {
        const struct mixture *m = &c->model[c->members[i]];
        struct cut cut = whole_cut(&a->trim, mixture_zero(m));
        if (law_add_part(&c->frontier[LEVER_COLUMN_NONE], m, cut.low, cut.high, e))
            return -1;
    }
    return 0;
}

/* The levers that a column stands for; returns how many. */
static size_t levers_of(const struct assumptions *a, enum lever_column column,
                        const struct distribution *levers[LEVER_COUNT])
{
    size_t n = 0;
    for (int l = 0; l < LEVER_COUNT; l++)
        if (lever_column_has(column, (enum lever)l))
            levers[n++] = &a->levers[l];
    return n;
}

int exact_case_frontier(const struct assumptions *a, struct exact_case *c,
                        enum lever_column lever, const struct law **out, struct error *e)
{
    const struct distribution *levers[LEVER_COUNT];
    const struct law *none;
    *out = &c->frontier[lever];
    if (c->has_frontier[lever])
        return 0;
    if (lever == LEVER_COLUMN_NONE) {
        if (trim(a, c, e))
            return -1;
    } else if (exact_case_frontier(a, c, LEVER_COLUMN_NONE, &none, e) ||
               law_under_levers(none, levers, levers_of(a, lever, levers), &c->frontier[lever],
                                e)) {
        return -1;
    }
    c->has_frontier[lever] = true;
    return 0;
}

/* ---- 4. the case ---------------------------------------------------------------------------- */

/* Draws what has no closed form. */
static int draw(const struct assumptions *a, const struct throughput_fits *fits,
                size_t case_index, struct exact_case *c, struct error *e)
{
    struct assumptions philox = *a;
    philox.generator = GENERATOR_PHILOX;
    c->drawn = true;
    if (evaluate_case(&philox, fits, case_index, &c->sample, e))
        return -1;
    c->n_members = c->sample.pool.n_members;
    memcpy(c->members, c->sample.pool.member, sizeof c->members);
    return 0;
}

int exact_case_build(const struct assumptions *a, const struct throughput_fits *fits,
                     size_t case_index, struct exact_case *out, struct error *e)
{
    struct kernel kernel = {0};
    bool closed = exact_case_is_closed(a, case_index);
    *out = (struct exact_case){0};
    int rc = closed ? kernel_of(a, &a->cases[case_index], &kernel, e) : 0;
    for (size_t m = 0; m < a->n_models && rc == 0 && closed; m++)
        rc = build_model(a, fits, case_index, m, &kernel, &out->model[m], e);
    quadrature_free(&kernel.factor);
    if (rc == 0)
        rc = closed ? choose_members(a, out, e) : draw(a, fits, case_index, out, e);
    return rc ? error_prefix(e, "exact") : 0;
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
