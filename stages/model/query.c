/* query.c -- Eq. 1 and what goes into it. */
#include "model/query.h"

double energy_of_query(double pue, double node_power, double effective_tokens, double tps)
{
    return pue / 3.6 * node_power * effective_tokens / tps;
}

double energy_effective_tokens(enum effective_tokens rule, double input_weight,
                               double input_tokens, double output_tokens)
{
    if (rule == EFFECTIVE_OUTPUT)
        return output_tokens;
    return output_tokens + input_weight * input_tokens;
}

double energy_coupled_utilisation(const struct power_line *line, const struct node *node,
                                  double tps, double tps_max)
{
    double idle = line->idle_of_node ? node->idle_power / node->max_power : line->idle;
    return idle + (line->cap - idle) * tps / tps_max;
}
