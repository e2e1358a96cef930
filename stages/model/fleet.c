/* fleet.c -- beta from its parts, and what a day is compared with. */
#include "model/fleet.h"

#define HOURS_A_DAY 24.0
#define WH_A_GWH 1e9
#define MWH_A_GWH 1e3

struct fleet_factors fleet_factors_of(const struct assumptions *a)
{
    const struct fleet *fleet = &a->fleet;
    const struct node *node = &a->nodes[fleet->node];
    struct fleet_factors f = {.mean_load = (fleet->load_low + fleet->load_high) / 2.0,
                              .redundancy = fleet->redundancy, .network = fleet->network};
    double dynamic_power = node->max_power - node->idle_power;
    f.node_full_load = node->max_power * HOURS_A_DAY;
    f.node_load = (node->idle_power + dynamic_power * f.mean_load) * HOURS_A_DAY;
    f.utilisation_derived = f.node_load / f.node_full_load / f.mean_load;
    f.utilisation =
        fleet->utilisation.derived ? f.utilisation_derived : fleet->utilisation.value;
    f.beta = f.redundancy * f.utilisation * f.network;
    return f;
}

double fleet_scale(const struct assumptions *a)
{
    return a->fleet.queries_per_day * fleet_factors_of(a).beta / WH_A_GWH;
}

double fleet_web_search_day(const struct assumptions *a)
{
    return a->references.web_search * a->fleet.queries_per_day / WH_A_GWH;
}

double fleet_data_centre_day(const struct assumptions *a)
{
    const struct references *r = &a->references;
    return r->data_centre_power * r->data_centre_load * HOURS_A_DAY / MWH_A_GWH;
}
