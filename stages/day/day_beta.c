/* day_beta.c -- Supplemental V's utilisation factor as it comes out of a simulated day. */
#include "day/day_beta.h"

#include <math.h>

#include "calc/fleet.h"

#define HOURS_A_DAY 24.0
#define W_A_KW 1e3

/* Powers of the nodes of a day, means over its minutes [kW], with their sampling variances. */
struct powers {
    double busy;                    /* sum over models of P_max busy      */
    double idle, idle_variance;     /* of P_idle idle                     */
    double size, size_variance;     /* nodes of all fleets [node]         */
    double mean, mean_variance;     /* busy nodes [node]                  */
};

static double square(double x)
{
    return x * x;
}

static struct powers powers_of(const struct assumptions *a, const struct day_nodes *nodes)
{
    struct powers p = {0};
    for (size_t i = 0; i < nodes->n; i++) {
        const struct day_fleet *f = &nodes->of[i];
        const struct node *node = &a->nodes[a->models[f->model].node];
        double size = f->nodes[f->peak], mean = f->mean.value;
        double size_variance = f->variance[f->peak];
        double mean_variance = square(f->mean.standard_error);
        p.busy += node->max_power * mean;
        p.idle += node->idle_power * fmax(size - mean, 0);
        p.idle_variance += square(node->idle_power) * (size_variance + mean_variance);
        p.size += size;
        p.size_variance += size_variance;
        p.mean += mean;
        p.mean_variance += mean_variance;
    }
    return p;
}

/* 1 + idle / busy with the error of a ratio; that of busy is independent of idle's but for the
 * mean load, whose error is the smaller one by far. */
static struct day_estimate factor(double idle, double idle_variance, double busy,
                                  double busy_variance)
{
    double ratio = idle / busy;
    return (struct day_estimate){1 + ratio,
                                 sqrt(idle_variance + square(ratio) * busy_variance) / busy};
}

/* The closed form, from where it stands: a load that is always f has the mean f. */
static double derived(const struct assumptions *a, double load)
{
    struct assumptions flat = *a;
    flat.fleet.load_low = flat.fleet.load_high = load;
    return fleet_factors_of(&flat).utilisation_derived;
}

static double busy_variance(const struct assumptions *a, const struct day_nodes *nodes)
{
    double sum = 0;
    for (size_t i = 0; i < nodes->n; i++) {
        const struct day_fleet *f = &nodes->of[i];
        sum += square(a->nodes[a->models[f->model].node].max_power * f->mean.standard_error);
    }
    return sum;
}

struct day_beta day_beta_of(const struct assumptions *a, const struct day_nodes *nodes,
                            struct day_estimate energy, double load)
{
    struct powers p = powers_of(a, nodes);
    struct fleet_factors fleet = fleet_factors_of(a);
    double f = p.mean / p.size;
    /* an idle node's power is multiplied by the mean PUE, as that of a busy one by its own */
    double to_energy = distribution_mean(&a->pue) * HOURS_A_DAY * W_A_KW;
    return (struct day_beta){
        .mean_load = {f, sqrt(p.mean_variance + square(f) * p.size_variance) / p.size},
        .utilisation = factor(p.idle, p.idle_variance, p.busy, busy_variance(a, nodes)),
        .drawn = factor(to_energy * p.idle, square(to_energy) * p.idle_variance, energy.value,
                        square(energy.standard_error)),
        .derived = derived(a, load),
        .overhead = fleet.redundancy * fleet.network,
    };
}
