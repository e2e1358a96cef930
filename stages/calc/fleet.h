/* fleet.h -- a day of queries: beta from its parts (Supplemental V), and the day's energy.
 *
 *     E_day = queries x beta x sum over workloads of share x mean energy of the frontier
 *     beta  = redundancy x utilisation factor x network
 *
 * The utilisation factor, where it is derived, is (1/f) (P_idle + (P_max - P_idle) f) / P_max
 * with f the mean of a sinusoidal load. */
#ifndef CALC_FLEET_H
#define CALC_FLEET_H

#include <stddef.h>

#include "calc/assumptions.h"
#include "calc/error.h"
#include "calc/pool.h"

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

/* The queries of one workload that a fleet is made of: the frontier, untrimmed. */
struct fleet_workload {
    size_t n_members;                       /* models of the frontier                    */
    size_t members[ASSUMPTIONS_MAX_MODELS]; /* their index, by descending median         */
    double *baseline;                       /* [n_members * queries], Wh, owned          */
    double *improved;                       /* the same over alpha of the fleet's lever  */
};

/* Takes the frontier of a workload's case and draws its fleet lever.
 *   energies   of the case named as the workload, sorted
 *   out        owned by the caller on success (fleet_workload_free) */
int fleet_workload_take(const struct assumptions *a, size_t workload,
                        const struct case_energies *energies, struct fleet_workload *out,
                        struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void fleet_workload_free(struct fleet_workload *w);

/* A day's energy and its sampling error. */
struct fleet_total {
    double total;          /* [GWh/day]                                                   */
    double standard_error; /* [GWh/day]; queries with the same index and model are drawn  */
                           /* together, so that workloads which share draws add up right  */
    size_t n;              /* values that the mean is taken over                          */
};

/* The day of a mix.
 *   workloads   [a->n_workloads]; those with a share of 0 are not looked at
 *   improved    with the fleet's lever
 *   out         filled on success
 * Returns 0, or -1 when memory is out. */
int fleet_day(const struct assumptions *a, const struct mix *mix,
              const struct fleet_workload *workloads, bool improved, struct fleet_total *out,
              struct error *e) MUST_CHECK;

#endif
