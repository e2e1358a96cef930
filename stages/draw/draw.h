/* draw.h -- draws the inputs of one model's queries in one case, by the scenario's generator. */
#ifndef DRAW_DRAW_H
#define DRAW_DRAW_H

#include "model/assumptions.h"
#include "numeric/mt19937.h"
#include "draw/queries.h"

/* The distribution of L_in in a case: the case's own, or its workload's. */
const struct distribution *draw_input_tokens_of(const struct assumptions *a, size_t case_index);

/* Fills input_tokens, output_tokens, utilisation and PUE of a->queries queries of one model; the
 * utilisation of a coupled case is left undefined, since none is drawn.
 *
 * mt19937: whole arrays one after the other: lengths out, lengths in (nothing is drawn for a
 * constant), utilisations, PUEs. philox: every query at its own address.
 *   stream    at the place where the model's draws begin; moved on; not looked at with philox
 *   queries   allocated for a->queries */
void draw_inputs(const struct assumptions *a, size_t case_index, size_t model,
                 struct mt19937 *stream, struct queries *queries);

/* Draws alpha of each lever for n queries.
 *
 * mt19937: n of hardware, n of algorithm, n of serving. philox: by workload, model and query.
 *   stream   as above
 *   model    [n], index of each query's model; philox only, may be NULL otherwise
 *   query    [n], index of each query in its model's sample; as model
 *   alpha    [LEVER_COUNT], arrays of n, filled */
void draw_levers(const struct assumptions *a, size_t case_index, struct mt19937 *stream,
                 size_t n, const size_t *model, const size_t *query,
                 double *const alpha[LEVER_COUNT]);

/* Draws alpha of the improved fleet for all queries of the pool's models, one model after the
 * other. mt19937: a stream of its own from the seed, of which a->queries doubles (the lengths of
 * one model) are dropped before the first multiplier.
 *   members, n_members   the pool's models in order
 *   alpha                n_members * a->queries, filled
 * Returns 0, or -1 when memory is out. */
int draw_fleet_lever(const struct assumptions *a, size_t workload, const size_t *members,
                     size_t n_members, double *alpha, struct error *e) MUST_CHECK;

#endif
