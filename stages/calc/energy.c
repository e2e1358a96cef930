/* energy.c -- Eq. 1 and what goes into it. */
#include "calc/energy.h"

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

void energy_fill(const struct assumptions *a, size_t case_index, size_t model,
                 const struct throughput_fit *fit, struct queries *queries)
{
    const struct workload_case *c = &a->cases[case_index];
    const struct node *node = &a->nodes[a->models[model].node];
    double *const *of = queries->of;
    for (size_t i = 0; i < queries->n; i++) {
        double input = of[QUANTITY_INPUT_TOKENS][i], output = of[QUANTITY_OUTPUT_TOKENS][i];
        double tps = throughput_tps(fit, input, output);
        if (c->power == POWER_COUPLED)
            of[QUANTITY_UTILISATION][i] =
                energy_coupled_utilisation(&a->coupled_power, node, tps, fit->cap);
        double power = node->max_power * of[QUANTITY_UTILISATION][i];
        double tokens =
            energy_effective_tokens(c->effective_tokens, a->input_weight, input, output);
        of[QUANTITY_TPS][i] = tps;
        of[QUANTITY_NODE_POWER][i] = power;
        of[QUANTITY_ENERGY][i] =
            energy_of_query(of[QUANTITY_PUE][i], power, tokens, tps);
    }
}
