/* fleet.h -- a day of queries: beta from its parts (Supplemental V), and the day's energy.
 *
 *     E_day = queries x beta x sum over workloads of share x mean energy of the frontier
 *     beta  = redundancy x utilisation factor x network
 *
 * The utilisation factor, where it is derived, is (1/f) (P_idle + (P_max - P_idle) f) / P_max
 * with f the mean of a sinusoidal load. */
#ifndef MODEL_FLEET_H
#define MODEL_FLEET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/inputs.h"

/* What is known of a day before any query is drawn: Supplemental V, number by number, and what a
 * day is compared with. Field and name in keys, unit, words for people. */
#define FLEET_ROWS(ROW)                                                                            \
    ROW(mean_load, "1", "mean load f of the fleet's nodes")                                        \
    ROW(node_full_load, "kWh/day", "energy of a node's day at full load")                          \
    ROW(node_load, "kWh/day", "energy of a node's day at mean load")                               \
    ROW(redundancy, "1", "redundancy, a factor of beta")                                           \
    ROW(utilisation_derived, "1", "utilisation factor of beta, derived from the load")             \
    ROW(utilisation, "1", "utilisation factor of beta, as used")                                   \
    ROW(network, "1", "network, a factor of beta")                                                 \
    ROW(beta, "1", "beta, from a query's energy to the fleet's")                                   \
    ROW(web_search, "GWh/day", "as many web searches as the day has queries")                      \
    ROW(data_centre_power, "MW", "a data centre's power")                                          \
    ROW(data_centre, "GWh/day", "a data centre's day")

#define FLEET_IDENTIFIER(field, unit, words) FLEET_##field,
enum fleet_factor { FLEET_ROWS(FLEET_IDENTIFIER) FLEET_COUNT };

/* The value of each row in its unit; NAN where the scenario does not give it. */
#define FLEET_FIELD(field, unit, words) double field;
struct fleet_factors {
    FLEET_ROWS(FLEET_FIELD)
};

struct fleet_row {
    const char *name, *unit, *words;
    size_t at; /* of the field in struct fleet_factors */
};

/* The row of a factor; constant. */
const struct fleet_row *fleet_row(enum fleet_factor factor);

double fleet_factor_value(const struct fleet_factors *f, enum fleet_factor factor);

/* Finds a factor by its name. Returns false when there is none. */
bool fleet_find(const char *name, enum fleet_factor *factor);

/* Every factor's name, in the order of the rows.
 *   words   room for TEXT_SIZE bytes
 * Returns words. */
const char *fleet_names(char *words);

struct fleet_factors fleet_factors_of(const struct fleet_inputs *inputs);

/* From the mean energy of a query [Wh] to that of a day [GWh/day]: queries x beta. */
double fleet_scale(const struct fleet_inputs *inputs);

#endif
