/* outcome.h -- what a set of assumptions comes to, exactly, key by key: the one way in which audit,
 * comparison, readings, ledger and questions evaluate. */
#ifndef RESULT_OUTCOME_H
#define RESULT_OUTCOME_H

#include "model/assumptions.h"
#include "base/error.h"
#include "exact/exact.h"
#include "model/throughput.h"
#include "numeric/expression.h"
#include "scenario/assumption_list.h"
#include "result/results.h"

#define MEASURED_MAX 8

/* Throughput tables by path, read once and then only looked at, so that threads may share them.
 * Start from {0}. */
struct measured {
    size_t n;
    char path[MEASURED_MAX][LABEL_SIZE * 4];
    struct throughput_table table[MEASURED_MAX];
};

/* Reads a table if it is not there yet. Returns 0, or -1 with "file:line: ...". */
int measured_add(struct measured *m, const char *path, struct error *e) MUST_CHECK;

/* The table of a path, or NULL. Borrowed. */
const struct throughput_table *measured_find(const struct measured *m, const char *path);

/* Frees; a zeroed struct is accepted. */
void measured_free(struct measured *m);

/* A scenario fitted and ready to be asked. Values are computed when they are asked for, and kept.
 * One outcome belongs to one thread. */
struct outcome {
    struct assumptions a;
    struct throughput_fits fits;
    struct exact *exact; /* owned */
};

/* Builds the assumptions from rows and fits them.
 *   list, name   as assumptions_build; may be freed afterwards
 *   measured     holds the scenario's throughput.table
 *   out          owned by the caller (outcome_close) on success
 * Returns 0, or -1 with a message. */
int outcome_open(const struct assumption_list *list, const char *name,
                 const struct measured *measured, struct outcome *out,
                 struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void outcome_close(struct outcome *o);

/* The value of a key of results.tsv, in that file's unit.
 * Returns 0, or -1: no such key (with the nearest one), or what exact_statistic says. */
int outcome_value(struct outcome *o, const char *key, double *value, struct error *e) MUST_CHECK;

/* The same with its sampling error.
 *   standard_error   of a value that is drawn with philox, because its case has no closed form; 0
 *                    where nothing is drawn, which is the rule */
int outcome_sampled_value(struct outcome *o, const char *key, double *value,
                          double *standard_error, struct error *e) MUST_CHECK;

/* The variable that a key's first parts name, such as "traditional.energy.frontier" or
 * "traditional.energy.frontier.serving", for exact_probability and the like.
 * Returns 0, or -1: no such variable. */
int outcome_variable(const struct outcome *o, const char *name, struct exact_variable *v,
                     struct error *e) MUST_CHECK;

/* Appends every result of the scenario: the keys of results.tsv, no more, no fewer. Standard
 * errors are 0 and n is 1, but for a case that is drawn. */
int outcome_results(struct outcome *o, struct results *r, struct error *e) MUST_CHECK;

/* Whether what a formula asks an outcome for is drawn there, for want of a closed form (see
 * exact/exact.h): a case's results, or a day with such a case in it.
 *   x   from published_parse
 * Returns 0, or -1 with a message. A name that the scenario does not have is not drawn. */
int outcome_is_drawn(struct outcome *o, const struct expression *x, bool *drawn,
                     struct error *e) MUST_CHECK;

#endif
