/* questions.h -- what formulae ask of a scenario: noted once, so that it can be answered group by
 * group and kept. */
#ifndef IO_QUESTIONS_H
#define IO_QUESTIONS_H

#include <stddef.h>

#include "calc/error.h"
#include "io/published.h"

#define QUESTION_SIZE 192 /* bytes of a name with its end */

enum question_kind {
    QUESTION_RESULT,
    QUESTION_ASSUMPTION,
    QUESTION_SHARE_ABOVE,
    QUESTION_MODES,
    QUESTION_FIT
};

/* One question, as the functions of struct formula_source are asked. */
struct question {
    enum question_kind kind;
    char name[QUESTION_SIZE]; /* key, path and part, variable, or model and column */
    double at;                /* of QUESTION_SHARE_ABOVE, else 0                   */
};

/* Questions, each once. A zeroed struct has none. */
struct questions {
    size_t n;
    struct question *all; /* owned */
};

/* Adds a question unless it is there. Returns 0, or -1 when memory is out or the name too long. */
int questions_add(struct questions *q, const struct question *question, struct error *e) MUST_CHECK;

/* The index of a question, or q->n. */
size_t questions_find(const struct questions *q, const struct question *question);

/* Asks a source. Standard errors are dropped. */
int question_ask(const struct question *question, const struct formula_source *source,
                 double *value, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void questions_free(struct questions *q);

/* Somebody who answers questions. */
struct answerer {
    int (*answer)(void *context, const struct question *question, double *value, struct error *e);
    void *context;
};

/* A source of formulae that hands every question to one function. Borrows `a`. */
struct formula_source questions_source(struct answerer *a);

#endif
