/* evaluate.h -- from the inputs of a case to energies, in memory: what the stages do in files. */
#ifndef DRAW_EVALUATE_H
#define DRAW_EVALUATE_H

#include "draw/pool.h"
#include "draw/queries.h"
#include "model/inputs.h"
#include "numeric/mt19937.h"

/* Draws and computes all quantities of one model's queries.
 *   stream    mt19937: where the model's draws begin, moved on; not looked at with philox
 *   queries   allocated for s->queries, filled
 * Returns 0, or -1 when a query has an energy or an input that none can have, with the query. */
int evaluate_model(const struct query_inputs *q, const struct sampling *s, struct mt19937 *stream,
                   struct queries *queries, struct error *e) MUST_CHECK;

/* One case: the energies of all models, the frontier with and without levers. */
struct evaluation {
    struct case_energies energies;
    struct lever_pool pool;
};

/* Evaluates a case.
 *   sampling   of each model of the case
 *   stream     mt19937: where the case's draws begin, moved on; not looked at with philox
 *   out        owned by the caller on success (evaluation_free)
 * Returns 0, or -1 with a message. */
int evaluate_case(const struct case_inputs *c, const struct sampling *sampling,
                  struct mt19937 *stream, struct evaluation *out, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void evaluation_free(struct evaluation *evaluation);

#endif
