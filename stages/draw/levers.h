/* levers.h -- the frontier pool and what the efficiency levers make of it: E' = E / alpha. */
#ifndef DRAW_LEVERS_H
#define DRAW_LEVERS_H

#include <stddef.h>

#include "base/error.h"
#include "model/inputs.h"
#include "numeric/mt19937.h"

/* The frontier's queries after trimming: the members one after the other by descending median
 * energy, within a member in order of drawing. Owned by whoever called lever_pool_alloc. */
struct lever_pool {
    size_t n;                                     /* queries in the pool                    */
    size_t n_members;                             /* models in the pool                     */
    size_t member[ASSUMPTIONS_MAX_MODELS];        /* their index in the scenario's models   */
    size_t start[ASSUMPTIONS_MAX_MODELS + 1];     /* member m holds [start[m], start[m+1])  */
    size_t *query;                                /* index in the sample of each query      */
    double *energy[LEVER_COLUMN_COUNT];           /* [Wh]                                   */
};

/* Allocates room for n > 0 queries, values undefined, no members. Returns 0, or -1. */
int lever_pool_alloc(struct lever_pool *pool, size_t n, struct error *e) MUST_CHECK;

/* Frees the arrays; a zeroed struct is accepted. */
void lever_pool_free(struct lever_pool *pool);

/* Draws alpha of every lever for every query of the pool and fills the columns E / alpha; the
 * combined one is E over the product of all three.
 *   sampling   of each model of the case
 *   stream     mt19937: after the case's last draw, moved on; not looked at with philox
 *   pool       from pool_build
 * Returns 0, or -1: an alpha that is not above 0. */
int levers_apply(const struct case_inputs *c, const struct sampling *sampling,
                 struct mt19937 *stream, struct lever_pool *pool, struct error *e) MUST_CHECK;

#endif
