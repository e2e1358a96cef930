/* queries.c -- arrays of drawn queries. */
#include "draw/queries.h"

#include <stdint.h>
#include <stdlib.h>

#include "model/query.h"

int queries_alloc(struct queries *queries, size_t n, struct error *e)
{
    *queries = (struct queries){.n = n};
    for (int q = 0; q < QUANTITY_COUNT; q++) {
        if (n > 0 && n <= SIZE_MAX / sizeof(double))
            queries->of[q] = malloc(n * sizeof(double));
        if (!queries->of[q]) {
            queries_free(queries);
            return error_set(e, "no memory for %zu queries", n);
        }
    }
    return 0;
}

void queries_free(struct queries *queries)
{
    for (int q = 0; q < QUANTITY_COUNT; q++)
        free(queries->of[q]);
    *queries = (struct queries){0};
}

void energy_fill(const struct assumptions *a, size_t case_index, size_t model,
                 const struct throughput_fit *fit, struct queries *queries)
{
    const struct workload_case *c = &a->cases[case_index];
    const struct node *node = &a->nodes[a->models[model].node];
    double *const *of = queries->of;
    for (size_t i = 0; i < queries->n; i++) {
        double input = of[QUANTITY_INPUT_TOKENS][i], output = of[QUANTITY_OUTPUT_TOKENS][i];
        double tps = throughput_tps(&fit->curve, input, output);
        if (c->power == POWER_COUPLED)
            of[QUANTITY_UTILISATION][i] =
                energy_coupled_utilisation(&a->coupled_power, node, tps, fit->curve.cap);
        double power = node->max_power * of[QUANTITY_UTILISATION][i];
        double tokens =
            energy_effective_tokens(c->effective_tokens, a->input_weight, input, output);
        of[QUANTITY_TPS][i] = tps;
        of[QUANTITY_NODE_POWER][i] = power;
        of[QUANTITY_ENERGY][i] =
            energy_of_query(of[QUANTITY_PUE][i], power, tokens, tps);
    }
}
