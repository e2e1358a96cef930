/* fleet.h -- a day of queries: beta from its parts (Supplemental V), and the day's energy.
 *
 *     E_day = queries x beta x sum over workloads of share x mean energy of the frontier
 *     beta  = redundancy x utilisation factor x network
 *
 * The utilisation factor, where it is derived, is (1/f) (P_idle + (P_max - P_idle) f) / P_max
 * with f the mean of a sinusoidal load. */
#ifndef MODEL_FLEET_H
#define MODEL_FLEET_H

#include "model/assumptions.h"
#include "base/error.h"

/* Supplemental V, number by number. */
struct fleet_factors {
    double mean_load;          /* f [1]                                          */
    double node_full_load;     /* energy of a node's day at full load [kWh/day]  */
    double node_load;          /* energy of a node's day at mean load f [kWh/day]*/
    double redundancy;         /* [1] */
    double utilisation_derived; /* [1], (1/f) node_load / node_full_load         */
    double utilisation;        /* [1], as the scenario gives it, or derived      */
    double network;            /* [1] */
    double beta;               /* [1], product of the three                      */
};

struct fleet_factors fleet_factors_of(const struct assumptions *a);

/* From the mean energy of a query [Wh] to that of a day [GWh/day]: queries x beta. */
double fleet_scale(const struct assumptions *a);

/* What a day is compared with [GWh/day]; NAN when the scenario does not give it: as many web
 * searches as the day has queries, and a data centre under its mean load. */
double fleet_web_search_day(const struct assumptions *a);
double fleet_data_centre_day(const struct assumptions *a);

#endif
