/* case.h -- one case of a scenario without draws: each model's law of energy, the frontier. */
#ifndef EXACT_CASE_H
#define EXACT_CASE_H

#include <stdbool.h>

#include "base/error.h"
#include "draw/evaluate.h"
#include "exact/law.h"
#include "exact/mixture.h"
#include "model/inputs.h"
#include "model/variable.h"
#include "numeric/summary.h"

/* The least deviation of ln (PUE u) that the quadrature resolves with some thousand nodes. */
#define EXACT_LEAST_SIGMA 0.01

/* All models of a case; laws of the frontier are made when asked for. */
struct exact_case {
    const struct case_inputs *inputs;               /* borrowed                                */
    bool drawn;                                     /* no closed form: `sample` is set instead */
    struct evaluation sample;                       /* of philox                               */
    struct mixture model[ASSUMPTIONS_MAX_MODELS];   /* ln E [ln Wh]                            */
    size_t n_members;
    size_t members[ASSUMPTIONS_MAX_MODELS];         /* by descending median                    */
    struct law all;                                 /* the frontier before trimming            */
    struct law frontier[LEVER_COLUMN_COUNT];        /* after it, under each lever              */
    bool has_frontier[LEVER_COLUMN_COUNT];
};

/* True when a model's energy has a closed form: PUE u has a log-normal part, wide enough to
 * resolve. A case has one when all its models have. */
bool exact_query_is_closed(const struct query_inputs *q);
bool exact_case_is_closed(const struct case_inputs *inputs);

/* Works out the models and the members of the frontier.
 *   inputs     borrowed as long as the case lives
 *   sampling   of each model, with philox: what has no closed form is drawn
 *   out        owned by the caller (exact_case_free), also on failure
 * Returns 0, or -1 with a message. */
int exact_case_build(const struct case_inputs *inputs, const struct sampling *sampling,
                     struct exact_case *out, struct error *e) MUST_CHECK;

/* The law of the trimmed frontier under a lever; made at the first call, then borrowed from the
 * case. Not for a drawn case. */
int exact_case_frontier(struct exact_case *c, enum lever_column lever, const struct law **out,
                        struct error *e) MUST_CHECK;

/* All statistics of an energy, with their standard errors.
 *   c   a drawn case
 * Returns 0, or -1 when memory is out. */
int exact_case_summary(const struct exact_case *c, const struct variable *v,
                       struct summary *summary, struct error *e) MUST_CHECK;

/* The sample itself as points, each with the weight 1/n, ascending. Owned by the caller
 * (quadrature_free) on success. */
int exact_case_points(const struct exact_case *c, const struct variable *v,
                      struct quadrature *out, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void exact_case_free(struct exact_case *c);

#endif
