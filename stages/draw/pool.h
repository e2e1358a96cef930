/* pool.h -- the frontier's drawn queries: of which models, and which of them after trimming. */
#ifndef DRAW_POOL_H
#define DRAW_POOL_H

#include <stddef.h>

#include "base/error.h"
#include "draw/levers.h"
#include "model/inputs.h"
#include "numeric/standard_error.h"

/* Energies of all models in one case: as drawn and in order. */
struct case_energies {
    size_t n_models, n;                         /* models, queries of each                   */
    double *drawn[ASSUMPTIONS_MAX_MODELS];      /* [n] in order of drawing [Wh]              */
    double *sorted[ASSUMPTIONS_MAX_MODELS];     /* [n] ascending [Wh]                        */
};

/* Allocates for the models times the queries of each; all values 0. Owned by the caller. */
int case_energies_alloc(struct case_energies *energies, size_t n_models, size_t queries,
                        struct error *e) MUST_CHECK;

/* Sorts a copy of every model's drawn energies. Returns 0, or -1 when memory is out. */
int case_energies_sort(struct case_energies *energies, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void case_energies_free(struct case_energies *energies);

/* The models of the frontier by descending median energy, by the rule.
 *   members   room for n_models indices
 *   n         set to their number, >= 1
 * Returns 0, or -1 when the rule leaves none. */
int pool_members(const struct pool_choice *choice, const struct case_energies *energies,
                 size_t *members, size_t *n, struct error *e) MUST_CHECK;

/* What the cuts, one after the other, keep of one model's sample, as a stratum; low = high when
 * nothing is left. */
struct stratum pool_stratum(const struct cuts *cuts, const double *sorted, size_t n);

/* The frontier pool without levers: members by descending median, trimmed, in order of drawing.
 *   pool   allocated here; then owned by the caller (lever_pool_free); columns but the first are
 *          undefined
 * Returns 0, or -1 with a message. */
int pool_build(const struct case_inputs *c, const struct case_energies *energies,
               struct lever_pool *pool, struct error *e) MUST_CHECK;

#endif
