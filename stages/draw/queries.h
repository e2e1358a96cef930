/* queries.h -- the drawn queries of one model in one case: an array a quantity. */
#ifndef DRAW_QUERIES_H
#define DRAW_QUERIES_H

#include <stddef.h>

#include "base/error.h"
#include "model/inputs.h"
#include "model/quantity.h"

/* n queries; of[q] has n values in the unit of quantity q. Owned by whoever called
 * queries_alloc. */
struct queries {
    size_t n;
    double *of[QUANTITY_COUNT];
};

/* Allocates n > 0 queries, values undefined. Returns 0, or -1 when memory is out. */
int queries_alloc(struct queries *queries, size_t n, struct error *e) MUST_CHECK;

/* Frees the arrays; a zeroed struct is accepted. */
void queries_free(struct queries *queries);

/* Fills TPS, utilisation (of coupled nodes), node power and energy from the drawn lengths,
 * utilisation and PUE of one model's queries. */
void queries_fill(const struct query_inputs *q, struct queries *queries);

#endif
