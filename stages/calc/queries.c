/* queries.c -- arrays of drawn queries, and the words for what they hold. */
#include "calc/queries.h"

#include <stdint.h>
#include <stdlib.h>

static const struct {
    const char *name, *unit, *long_name;
} WORDS[QUANTITY_COUNT] = {
    {"input_tokens", "token", "input tokens of one query, L_in"},
    {"output_tokens", "token", "output tokens of one query, L_out"},
    {"tps", "token/s", "output tokens per second of the node, TPS"},
    {"utilisation", "1", "power utilisation of the node, u"},
    {"node_power", "kW", "power of the node, P_node"},
    {"pue", "1", "power usage effectiveness, PUE"},
    {"energy", "Wh", "energy of one query, E"},
};

const char *quantity_name(enum quantity quantity)
{
    return WORDS[quantity].name;
}

const char *quantity_unit(enum quantity quantity)
{
    return WORDS[quantity].unit;
}

const char *quantity_long_name(enum quantity quantity)
{
    return WORDS[quantity].long_name;
}

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
