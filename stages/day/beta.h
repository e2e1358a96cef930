/* beta.h -- Supplemental V's utilisation factor as it comes out of a simulated day.
 *
 *     utilisation = sum over models and minutes of (P_max busy + P_idle idle) / (P_max busy)
 *
 * For one kind of node that is (1/f) (P_idle + (P_max - P_idle) f) / P_max, f = busy over all
 * nodes: the closed form, with the f that the day had. */
#ifndef DAY_BETA_H
#define DAY_BETA_H

#include "day/nodes.h"

struct day_beta {
    struct estimate mean_load;   /* f: mean of the busy nodes over all nodes [1]       */
    struct estimate utilisation; /* as above [1]                                       */
    struct estimate drawn;       /* the same with busy nodes at the power that was     */
                                     /* drawn, u P_max, and not at P_max [1]               */
    struct estimate expected;    /* utilisation before the day is drawn: each fleet as */
                                     /* large as its busiest minute is expected to want    */
    double derived;                  /* the closed form with the load curve's f and        */
                                     /* fleet.node [1]                                     */
    double overhead;                 /* redundancy x network: over utilisation it is beta  */
};

/* The factors of a mix. Errors are those of a function of each model's fleet and mean, to first
 * order; that of `drawn` takes the energy as independent of them.
 *   nodes    of the mix, at least one model with node-seconds above 0
 *   energy   of its queries, PUE in [Wh/day], above 0
 *   load     the f of the load curve, in (0, 1] */
struct day_beta day_beta_of(const struct assumptions *a, const struct day_nodes *nodes,
                            struct estimate energy, double load);

#endif
