/* queries.h -- the drawn queries of one model in one case: an array a quantity. */
#ifndef CALC_QUERIES_H
#define CALC_QUERIES_H

#include <stddef.h>

#include "calc/error.h"

enum quantity {
    QUANTITY_INPUT_TOKENS,
    QUANTITY_OUTPUT_TOKENS,
    QUANTITY_TPS,
    QUANTITY_UTILISATION,
    QUANTITY_NODE_POWER,
    QUANTITY_PUE,
    QUANTITY_ENERGY,
    QUANTITY_COUNT
};

/* n queries; of[q] has n values in the unit of quantity q. Owned by whoever called
 * queries_alloc. */
struct queries {
    size_t n;
    double *of[QUANTITY_COUNT];
};

/* The word for a quantity in keys, files and columns: "input_tokens", "energy", ... */
const char *quantity_name(enum quantity quantity);

/* Its unit: "token", "token/s", "1", "kW", "Wh". */
const char *quantity_unit(enum quantity quantity);

/* What it is, one line: "energy of one query, E". */
const char *quantity_long_name(enum quantity quantity);

/* Allocates n > 0 queries, values undefined. Returns 0, or -1 when memory is out. */
int queries_alloc(struct queries *queries, size_t n, struct error *e) MUST_CHECK;

/* Frees the arrays; a zeroed struct is accepted. */
void queries_free(struct queries *queries);

#endif
