/* outcome.h -- what a set of assumptions comes to, exactly, key by key: the one way in which audit,
 * comparison, readings, ledger and questions evaluate. */
#ifndef RESULT_OUTCOME_H
#define RESULT_OUTCOME_H

#include "model/assumptions.h"
#include "base/error.h"
#include "model/throughput.h"
#include "scenario/assumption_list.h"
#include "result/answers.h"
#include "result/key.h"
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

struct exact; /* see exact/exact.h */

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
 *   out   its error is that of a value that is drawn with philox, because its case has no closed
 *         form; 0, and n is 1, where nothing is drawn, which is the rule
 * Returns 0, or -1: no such key (with the nearest one), or what exact_statistic says. */
int outcome_value(struct outcome *o, const char *key, struct estimate *out,
                  struct error *e) MUST_CHECK;

/* The same of a key that key_parse took apart for these assumptions. */
int outcome_value_of(struct outcome *o, const struct key *key, struct estimate *out,
                     struct error *e) MUST_CHECK;

/* Whether a key is a result of queries that are drawn, for want of a closed form (see
 * exact/exact.h). Returns 0, or -1 with a message. */
int outcome_is_drawn(struct outcome *o, const struct key *key, bool *drawn,
                     struct error *e) MUST_CHECK;

/* Answers by quadrature; a case that is drawn for want of a closed form, with its errors.
 *   o   borrowed by what is returned, which needs no answers_close */
struct answers outcome_answers(const struct outcome *o);

/* Appends every result of the scenario: the keys of results.tsv, no more, no fewer. Standard
 * errors are 0 and n is 1, but for a case that is drawn.
 *   violins, output_tokens   where the figures' data goes, see result/case_results.h, or NULL */
int outcome_results(struct outcome *o, const char *violins, const char *output_tokens,
                    struct results *r, struct error *e) MUST_CHECK;

#endif
