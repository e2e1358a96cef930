/* alpha.c -- what a lever does to a mean. */
#include "calc/alpha.h"

#include <math.h>

#include "calc/nodes.h"

#define WIDTH 0.25 /* of panels in ln alpha */

/* Whether 1/alpha has a mean: alpha must stay away from 0, or thin out fast enough near it. */
static bool has_mean(const struct distribution *d)
{
    switch (d->kind) {
    case DISTRIBUTION_EXPONENTIAL:
        return false;
    case DISTRIBUTION_GAMMA:
        return d->a > 1;
    default:
        return d->a > 0; /* the value, or the least one */
    }
}

int alpha_mean_inverse(const struct distribution *alpha, double *mean, struct error *e)
{
    struct nodes_spec spec = {.width = WIDTH};
    struct nodes nodes;
    if (alpha->kind == DISTRIBUTION_LOGNORMAL) {
        *mean = exp(alpha->b * alpha->b / 2 - alpha->a);
        return 0;
    }
    if (!has_mean(alpha))
        return error_set(e, "found a distribution of alpha that comes near 0, so that 1/alpha has "
                            "no mean, want one that stays away from it");
    if (nodes_of(alpha, &spec, &nodes, e))
        return -1;
    *mean = 0;
    for (size_t i = 0; i < nodes.n; i++)
        *mean += nodes.weight[i] / nodes.x[i];
    nodes_free(&nodes);
    return 0;
}
