/* leaf.h -- where the names of formulae get their values: a scenario's results as they
 * were computed, or an outcome (outcome_source, declared in audit/published.h). */
#ifndef AUDIT_LEAF_H
#define AUDIT_LEAF_H

#include "audit/published.h"
#include "draw/batches.h"
#include "base/error.h"
#include "store/inputs.h"
#include "result/answers.h"
#include "result/outcome.h"
#include "result/results.h"

/* Whether what a formula asks an outcome for is drawn there, for want of a closed form.
 *   x   of a printed number
 * Returns 0, or -1 with a message. A name that the scenario does not have is not drawn. */
int outcome_draws_formula(struct outcome *o, const struct expression *x, bool *drawn,
                          struct error *e) MUST_CHECK;

/* The batches of one variable's drawn queries. */
struct variable_batches {
    struct variable variable;
    struct batches batches;
};

/* The results that a scenario's stages left in its build folder. */
struct results_source {
    const char *folder;
    struct outcome *outcome; /* borrowed: assumptions, fits, and all values with generator exact */
    struct results results;  /* results.tsv */
    struct inputs inputs;    /* not read with generator exact */
    struct answers answers;  /* of the drawn queries; by quadrature with generator exact */
    size_t n_batches;        /* of variables that were asked about, so that files are read once */
    struct variable_batches *batches; /* owned */
};

/* Reads <folder>/results.tsv, and, if queries were drawn, assumptions.tsv and fit.nc.
 *   folder    such as "build/paper"; borrowed
 *   outcome   of the same assumptions; borrowed
 *   s         owned by the caller (results_source_close) on success */
int results_source_open(const char *folder, struct outcome *outcome, struct results_source *s,
                        struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void results_source_close(struct results_source *s);

/* Answers with results.tsv and, for shares and modes, with the frontier's drawn queries in
 * <folder>/<case>.levers.nc; a share's standard error is that of batches_share_error. Correlations
 * are those of results_source_correlation. Borrows s. */
struct formula_source results_source(struct results_source *s);

/* A formula that is a key, or adds, subtracts or chooses between keys, gives what these are in.
 *   x      of a printed number
 *   unit   of what it is held against
 * Returns 0, or -1 with "found U, want V, the unit of KEY". Of any other formula, and of keys that
 * the results do not have, nothing is said. */
int results_source_check_unit(const struct results_source *s, const struct expression *x,
                              const char *unit, struct error *e) MUST_CHECK;

/* The correlation of the sampling errors of two results, by batches of the drawn queries (see
 * draw/batches.h): of the frontier's in <case>.levers.nc, else of the models' in
 * <case>.samples.nc.
 *   key, other   of results.tsv
 *   rho          in [-1, 1]; 1 of a key with itself; 0 of what no queries are kept of: days,
 *                shares, and everything with generator exact
 * Returns 0, or -1: a file that is missing or stale, memory. */
int results_source_correlation(struct results_source *s, const char *key, const char *other,
                               double *rho, struct error *e) MUST_CHECK;

#endif
