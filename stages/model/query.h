/* query.h -- Eq. 1: the energy of one query on one saturated node.
 *
 *     E = PUE / 3.6 * P_node * L_eff / TPS(L_in, L_out)     [Wh]; P_node in kW, TPS in token/s
 *     P_node = P_max u
 *
 * One kW for one second is 1/3.6 Wh. */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "model/inputs.h"

/* One query, computed. */
struct query {
    double tps;         /* [token/s]  */
    double utilisation; /* u [1]      */
    double node_power;  /* [kW]       */
    double energy;      /* E [Wh]     */
};

/* A query of these lengths [token], with this PUE, on a node whose u is drawn; that of a coupled
 * node follows the load, and `utilisation` is not looked at. */
struct query query_at(const struct query_inputs *q, double input_tokens, double output_tokens,
                      double utilisation, double pue);

/* L_eff [token]: L_out + w L_in (Supplemental III). */
double query_effective_tokens(const struct query_inputs *q, double input_tokens,
                              double output_tokens);

#endif
