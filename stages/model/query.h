/* query.h -- Eq. 1: the energy of one query on one saturated node.
 *
 *     E = PUE / 3.6 * P_node * t      [Wh]; P_node in kW
 *     P_node = P_max u
 *     t = L_eff / TPS(L_in, L_out)    node-seconds, or as the form of throughput has it
 *
 * One kW for one second is 1/3.6 Wh. Here Eq. 1 stands once: drawing and quadrature call it, and
 * the plans of the literal day are held against it. Lengths are in token. */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "model/inputs.h"

/* t [s]: how long a query has the whole node. */
double query_seconds(const struct query_inputs *q, double input_tokens, double output_tokens);

/* TPS / TPS_max, at most 1: what u of a coupled node follows. */
double query_load(const struct query_inputs *q, double input_tokens, double output_tokens);

/* E [Wh] of a query.
 *   pue           >= 1
 *   utilisation   u
 *   seconds       t [s] */
double query_energy(const struct query_inputs *q, double pue, double utilisation, double seconds);

/* One query, computed. */
struct query {
    double tps;         /* [token/s]  */
    double utilisation; /* u [1]      */
    double node_power;  /* [kW]       */
    double energy;      /* E [Wh]     */
};

/* A query of these lengths with this PUE. The u of a coupled node follows the load, and the one
 * given here is not looked at. */
struct query query_at(const struct query_inputs *q, double input_tokens, double output_tokens,
                      double utilisation, double pue);

#endif
