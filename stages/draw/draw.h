/* draw.h -- draws the inputs of one model's queries in one case, by the scenario's generator. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "draw/levers.h"
#include "draw/queries.h"
#include "model/inputs.h"
#include "numeric/mt19937.h"

/* Fills input_tokens, output_tokens, utilisation and PUE of s->queries queries of one model; the
 * utilisation of a coupled node is left undefined, since none is drawn.
 *
 * mt19937: whole arrays one after the other, as query_inputs_draws has them. philox: every query
 * at its own address.
 *   stream    at the place where the model's draws begin; moved on; not looked at with philox
 *   queries   allocated for s->queries */
void draw_inputs(const struct query_inputs *q, const struct sampling *s, struct mt19937 *stream,
                 struct queries *queries);

/* Draws alpha of each lever for the queries of a pool.
 *
 * mt19937: all of hardware, all of algorithm, all of serving. philox: by workload, model and query.
 *   levers     [LEVER_COUNT], distributions of alpha
 *   sampling   of each model of the case
 *   stream     as above
 *   alpha      [LEVER_COUNT], arrays of pool->n, filled */
void draw_levers(const struct distribution *levers, const struct sampling *sampling,
                 struct mt19937 *stream, const struct lever_pool *pool,
                 double *const alpha[LEVER_COUNT]);

/* Draws alpha of the improved fleet for all queries of the pool's models, one model after the
 * other. mt19937: a stream of its own from the seed, of which as many doubles as a model has
 * queries (the lengths of one model) are dropped before the first multiplier.
 *   sampling             of each model of the case
 *   members, n_members   the pool's models in order
 *   alpha                n_members * queries, filled
 * Returns 0, or -1 when memory is out. */
int draw_fleet_lever(const struct distribution *lever, const struct sampling *sampling,
                     const size_t *members, size_t n_members, double *alpha,
                     struct error *e) MUST_CHECK;

#endif
