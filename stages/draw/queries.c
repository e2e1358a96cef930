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
            return error_no_memory(e, "for %zu queries", n);
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

_Static_assert(QUANTITY_COUNT == 7, "drawn by draw_inputs or filled below");

void queries_fill(const struct query_inputs *q, struct queries *queries)
{
    double *const *of = queries->of;
    for (size_t i = 0; i < queries->n; i++) {
        struct query one = query_at(q, of[QUANTITY_INPUT_TOKENS][i], of[QUANTITY_OUTPUT_TOKENS][i],
                                    of[QUANTITY_UTILISATION][i], of[QUANTITY_PUE][i]);
        of[QUANTITY_TPS][i] = one.tps;
        of[QUANTITY_UTILISATION][i] = one.utilisation;
        of[QUANTITY_NODE_POWER][i] = one.node_power;
        of[QUANTITY_ENERGY][i] = one.energy;
    }
}
