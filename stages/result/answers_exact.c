/* answers_exact.c -- results by quadrature. */
#include "result/answers.h"

#include <math.h>

#define QUARTILE_SIGMAS 1.349 /* interquartile range of a normal, in standard deviations */
#define LEAST_ENERGY 1e-6     /* of p95: where a violin begins whose p5 is 0             */

static int summary(void *context, const struct exact_variable *v, struct summary *out,
                   struct error *e)
{
    return exact_summary(context, v, out, e);
}

static int members(void *context, size_t case_index, struct answers_members *out,
                   struct error *e)
{
    *out = (struct answers_members){0};
    if (exact_members(context, case_index, out->model, &out->n, e))
        return -1;
    for (size_t m = 0; m < ASSUMPTIONS_MAX_MODELS; m++)
        out->share[m].n = 1;
    for (size_t i = 0; i < out->n; i++)
        if (exact_share(context, case_index, out->model[i], &out->share[out->model[i]].value, e))
            return -1;
    return 0;
}

/* 0 for the density itself; of a drawn case the bandwidth that suits a normal of its quartiles. */
static int bandwidth_of(struct exact *x, const struct exact_variable *v, const struct summary *s,
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

static int density(void *context, const struct exact_variable *v, const struct summary *s,
                   size_t n, double *energy, double *out, struct error *e)
{
    double bandwidth, high = s->of[STATISTIC_P95].value;
    double low = fmax(s->of[STATISTIC_P5].value, LEAST_ENERGY * high);
    if (bandwidth_of(context, v, s, &bandwidth, e))
        return -1;
    for (size_t i = 0; i < n; i++)
        energy[i] = low * pow(high / low, (double)i / (double)(n - 1));
    return exact_density(context, v, true, bandwidth, n, energy, out, e);
}

/* Every model has the same lengths. */
static int lengths(void *context, size_t case_index, size_t n, const double *edge,
                   struct answers_lengths *out, struct error *e)
{
    static const enum statistic QUARTILES[3] = {STATISTIC_P25, STATISTIC_P50, STATISTIC_P75};
    struct exact_variable v = {case_index, QUANTITY_OUTPUT_TOKENS, EXACT_MODEL, 0,
                               LEVER_COLUMN_NONE};
    for (size_t i = 0; i < 3; i++) {
        struct estimate quartile;
        if (exact_statistic(context, &v, QUARTILES[i], &quartile, e))
            return -1;
        out->quartiles[i] = quartile.value;
    }
    for (size_t i = 0; i < n; i++)
        if (exact_probability(context, &v, nextafter(edge[i], 0), &out->below[i], e))
            return -1;
    return 0;
}

static void keep(void *context)
{
    (void)context;
}

struct answers answers_of_exact(struct exact *x, const struct assumptions *a)
{
    return (struct answers){x, a, summary, members, density, lengths, keep};
}
