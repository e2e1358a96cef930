/* question.h -- a scenario read from assumptions.tsv, ready to be changed and asked again. */
#ifndef ASK_QUESTION_H
#define ASK_QUESTION_H

#include "model/assumptions.h"
#include "base/error.h"
#include "scenario/assumption_list.h"
#include "result/key.h"
#include "result/outcome.h"

struct question {
    char name[NAME_SIZE];        /* of the scenario                             */
    struct assumption_list rows; /* as the scenario has them                    */
    struct assumptions a;        /* built from them                             */
    struct measured measured;    /* throughput tables read so far               */
    const char *formulae;        /* a file such as data/published_formulae.csv, borrowed; or NULL */
};

/* Reads a scenario.
 *   assumptions, places   files of resolve; places may be NULL
 *   q                     owned by the caller (question_close), also on failure
 * Returns 0, or -1 with a message. */
int question_open(const char *assumptions, const char *places, struct question *q,
                  struct error *e) MUST_CHECK;

/* Takes a key of results.tsv apart, and asks for its value.
 *   o            the scenario as it is, opened by question_ask
 *   key, value   filled
 * Returns 0, or -1: no value, no such key, and what it is when it is an assumption or an id of
 * q->formulae. */
int question_value(const struct question *q, struct outcome *o, const char *text, struct key *key,
                   struct estimate *value, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void question_close(struct question *q);

/* Fits the scenario as it is; its throughput table is read if it was not yet. */
int question_fit(struct question *q, struct throughput_fits *fits, struct error *e) MUST_CHECK;

/* Fits and opens the scenario under other rows; its throughput table is read if it is a new one.
 *   rows   a changed copy of q->rows, or q->rows itself
 *   out    owned by the caller (outcome_close) on success */
int question_ask(struct question *q, const struct assumption_list *rows, struct outcome *out,
                 struct error *e) MUST_CHECK;

/* The scenario with one value changed.
 *   path, value   of the row to change; NULL for none
 *   out           owned by the caller (outcome_close) on success
 * Returns 0, or -1: the value is out of range, does not go with the others, ... */
int question_ask_with(struct question *q, const char *path, const char *value,
                      struct outcome *out, struct error *e) MUST_CHECK;

#endif
