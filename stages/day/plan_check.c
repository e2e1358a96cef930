/* plan_check.c -- a plan held against Eq. 1: the kernel works on logarithms of its own. */
#include "day/plan.h"

#include <gsl/gsl_math.h>
#include <math.h>

#include "day/reference.h"
#include "model/query.h"

/* Every operation of the kernel rounds to 2^-24 of its result, and so do its constants; a query's
 * logarithm takes some four of these for each of its terms. Its powers and logarithms of two are
 * good to 2^-21 together (day/float_math.h). */
#define OF_TERMS 0x1p-22
#define OF_FUNCTIONS 0x1p-21
#define NO_OUTPUT 0x1p-1000 /* token: what the kernel, which takes its logarithm, has for none; */
#define NO_ENERGY 1e-200    /* s or Wh: it makes less of that                                   */
#define FAR 1e18            /* token; farther kinks are nowhere                                 */

/* A query: what the kernel would draw. */
struct drawn {
    double output, utilisation, pue, alpha, input; /* in the order of enum plan_input */
};

/* log2 over the centre of its table, as the kernel has it. */
static float relative(const struct plan *p, enum plan_input input, double value)
{
    return (float)(log2(fmax(value, NO_OUTPUT)) - p->table[input].centre);
}

/* How far the kernel's floats may be off at these logarithms, as a share of the value. Of no output
 * at all there is the TPS alone, which is that of the least. */
static double tolerance(const struct plan *p, const float in[PLAN_INPUTS], bool output)
{
    double l = (double)(output ? in[PLAN_OUTPUT_TOKENS] : p->floor);
    double terms = fabs((double)p->k) + fabs((double)p->input_weight) +
                   (1 + fabs((double)p->b2)) * fabs(l) +
                   (1 + fabs((double)p->b1)) * fabs((double)in[PLAN_INPUT_TOKENS]);
    for (int i = PLAN_UTILISATION; i <= PLAN_LEVER; i++)
        terms += fabs((double)in[i]);
    if (p->coupled && p->rising)
        terms += fabs((double)p->slope);
    else if (p->coupled) /* u is a difference */
        terms += fabs((double)p->idle / ((double)p->idle + (double)p->slope));
    return M_LN2 * (OF_TERMS * terms + OF_FUNCTIONS);
}

static int check_query(const struct plan *p, const struct query_inputs *q, const struct drawn *d,
                       struct error *e)
{
    static const char *const UNITS[PLAN_QUANTITIES] = {"s of a node", "Wh", "Wh, improved,"};
    const float in[PLAN_INPUTS] = {relative(p, PLAN_OUTPUT_TOKENS, d->output),
                                   relative(p, PLAN_UTILISATION, d->utilisation),
                                   relative(p, PLAN_PUE, d->pue),
                                   relative(p, PLAN_LEVER, d->alpha),
                                   relative(p, PLAN_INPUT_TOKENS, d->input)};
    double energy = query_at(q, d->input, d->output, d->utilisation, d->pue).energy;
    const double want[PLAN_QUANTITIES] = {query_seconds(q, d->input, d->output), energy,
                                          energy / d->alpha};
    float of[PLAN_QUANTITIES];
    reference_combine(p, in, of);
    for (int i = 0; i < PLAN_QUANTITIES; i++) {
        double got = plan_value(p, (enum plan_quantity)i, (double)of[i]);
        if (!(fabs(got - want[i]) <= tolerance(p, in, d->output > 0) * want[i] + NO_ENERGY))
            return error_set(e, "the day's kernel has not the Eq. 1 of the results: at L_in %.6g "
                                "and L_out %.6g it finds %.9g %s a query, want %.9g", d->input,
                             d->output, got, UNITS[i], want[i]);
    }
    return 0;
}

/* Output lengths at one L_in, and with each another u, PUE and alpha. */
static int check_outputs(const struct plan *p, const struct query_inputs *q,
                         const struct distribution *lever, double input, struct error *e)
{
    static const struct uniform ENDS[] = {{1e-9, false}, {1e-4, false}, {0.02, false},
                                          {0.2, false},  {0.5, false},  {0.2, true},
                                          {0.02, true},  {1e-4, true},  {1e-9, true}};
    enum { QUANTILES = sizeof ENDS / sizeof ENDS[0] };
    double output[QUANTILES + 1 + THROUGHPUT_KINKS_MAX] = {0}; /* the first: no output */
    size_t n = 1;
    for (size_t i = 0; i < QUANTILES; i++)
        output[n++] = distribution_quantile(&q->lengths.output, ENDS[i]);
    n += q->throughput.form->kinks(&q->throughput, input, output + n);
    for (size_t i = 0; i < n; i++) {
        struct uniform u = ENDS[(4 * i) % QUANTILES];
        struct drawn d = {output[i], 1, distribution_quantile(&q->pue, u),
                          distribution_quantile(lever, u), input};
        if (!p->coupled)
            d.utilisation = distribution_quantile(&q->power.utilisation, u);
        if (d.output < FAR && check_query(p, q, &d, e)) /* a kink may be NAN */
            return -1;
    }
    return 0;
}

int plan_check(const struct plan *plan, const struct query_inputs *q,
               const struct distribution *lever, struct error *e)
{
    static const struct uniform ENDS[] = {{0.5, false}, {1e-4, false}, {1e-4, true}};
    for (size_t i = 0; i < (plan->input_drawn ? 3 : 1); i++) /* a constant has one quantile */
        if (check_outputs(plan, q, lever, distribution_quantile(&q->lengths.input, ENDS[i]), e))
            return -1;
    return 0;
}
