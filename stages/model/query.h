/* query.h -- Eq. 1: the energy of one query on one saturated node.
 *
 *     E = PUE / 3.6 * P_node * L_eff / TPS(L_in, L_out)     [Wh]; P_node in kW, TPS in token/s
 *     P_node = P_max u
 *
 * One kW for one second is 1/3.6 Wh. */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include "model/assumptions.h"
#include "model/throughput.h"

/* E [Wh] of one query.
 *   pue               >= 1, dimensionless
 *   node_power        P_node [kW]
 *   effective_tokens  L_eff [token]
 *   tps               [token/s], > 0 */
double energy_of_query(double pue, double node_power, double effective_tokens, double tps);

/* L_eff [token] of a query: L_out, or L_out + input_weight L_in (Supplemental III). */
double energy_effective_tokens(enum effective_tokens rule, double input_weight,
                               double input_tokens, double output_tokens);

/* u of power tied to throughput (Supplemental IV): idle + (cap - idle) TPS / TPS_max.
 *   node   whose P_idle / P_max is taken where the line says so */
double energy_coupled_utilisation(const struct power_line *line, const struct node *node,
                                  double tps, double tps_max);

#endif
