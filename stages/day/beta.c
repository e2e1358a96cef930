/* beta.c -- Supplemental V's utilisation factor as it comes out of a simulated day. */
#include "day/beta.h"

#include <gsl/gsl_math.h>
#include <math.h>

#include "model/fleet.h"

#define HOURS_A_DAY 24.0
#define W_A_KW 1e3

/* Means over the minutes of a day, summed over the models. */
struct powers {
    double busy;          /* P_max busy [kW]                                       */
    double idle;          /* P_idle idle [kW]                                      */
    double idle_expected; /* the same with fleets as they are expected [kW]        */
    double expected_error; /* of that                                              */
    double size, mean;    /* nodes of the fleets, busy ones [node]                 */
};

static const struct node *node_of(const struct assumptions *a, const struct day_fleet *f)
{
    return &a->nodes[a->models[f->model].node];
}

static struct powers powers_of(const struct assumptions *a, const struct day_nodes *nodes)
{
    struct powers p = {0};
    for (size_t i = 0; i < nodes->n; i++) {
        const struct day_fleet *f = &nodes->of[i];
        const struct node *node = node_of(a, f);
        double size = f->nodes[f->peak], mean = f->mean.value;
        p.busy += node->max_power * mean;
        p.idle += node->idle_power * fmax(size - mean, 0);
        p.idle_expected += node->idle_power * fmax(f->size.mean - mean, 0);
        p.expected_error = hypot(p.expected_error, node->idle_power * f->size_error);
        p.size += size;
        p.mean += mean;
    }
    return p;
}

/* Errors to first order: the derivatives by each model's fleet and by its mean. */
static struct estimate mean_load(const struct day_nodes *nodes, const struct powers *p)
{
    double f = p->mean / p->size, variance = 0;
    for (size_t i = 0; i < nodes->n; i++)
        variance += day_fleet_variance(&nodes->of[i], -f / p->size, 1 / p->size);
    return (struct estimate){.value = f, .standard_error = sqrt(variance)};
}

static struct estimate utilisation(const struct assumptions *a, const struct day_nodes *nodes,
                                       const struct powers *p)
{
    double ratio = p->idle / p->busy, variance = 0;
    for (size_t i = 0; i < nodes->n; i++) {
        const struct node *node = node_of(a, &nodes->of[i]);
        double of_size = node->idle_power / p->busy;
        double of_mean = -of_size - ratio * node->max_power / p->busy;
        variance += day_fleet_variance(&nodes->of[i], of_size, of_mean);
    }
    return (struct estimate){.value = 1 + ratio, .standard_error = sqrt(variance)};
}

static struct estimate drawn(const struct assumptions *a, const struct day_nodes *nodes,
                                 const struct powers *p, struct estimate energy)
{
    /* an idle node's power is multiplied by the mean PUE, as that of a busy one by its own */
    double to_ratio = distribution_mean(&a->pue) * HOURS_A_DAY * W_A_KW / energy.value;
    double ratio = to_ratio * p->idle;
    double variance = gsl_pow_2(ratio * energy.standard_error / energy.value);
    for (size_t i = 0; i < nodes->n; i++) {
        double of_size = to_ratio * node_of(a, &nodes->of[i])->idle_power;
        variance += day_fleet_variance(&nodes->of[i], of_size, -of_size);
    }
    return (struct estimate){.value = 1 + ratio, .standard_error = sqrt(variance)};
}

/* The closed form, from where it stands: a load that is always f has the mean f. */
static double derived(struct fleet_inputs inputs, double load)
{
    inputs.beta.load_low = inputs.beta.load_high = load;
    return fleet_factors_of(&inputs).utilisation_derived;
}

struct day_beta day_beta_of(const struct assumptions *a, const struct day_nodes *nodes,
                            struct estimate energy, double load)
{
    struct powers p = powers_of(a, nodes);
    struct fleet_inputs inputs = fleet_inputs_without_mix(a);
    struct fleet_factors fleet = fleet_factors_of(&inputs);
    return (struct day_beta){
        .mean_load = mean_load(nodes, &p),
        .utilisation = utilisation(a, nodes, &p),
        .drawn = drawn(a, nodes, &p, energy),
        .expected = {1 + p.idle_expected / p.busy, p.expected_error / p.busy, 0},
        .derived = derived(inputs, load),
        .overhead = fleet.redundancy * fleet.network,
    };
}
