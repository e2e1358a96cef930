/* questions.c -- what formulae ask of a scenario. */
#include "io/questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the list ------------------------------------------------------------------------------ */

static bool is_same(const struct question *a, const struct question *b)
{
    return a->kind == b->kind && a->at <= b->at && a->at >= b->at && strcmp(a->name, b->name) == 0;
}

size_t questions_find(const struct questions *q, const struct question *question)
{
    size_t i = 0;
    while (i < q->n && !is_same(&q->all[i], question))
        i++;
    return i;
}

int questions_add(struct questions *q, const struct question *question, struct error *e)
{
    if (questions_find(q, question) < q->n)
        return 0;
    struct question *all = realloc(q->all, (q->n + 1) * sizeof *all);
    if (!all)
        return error_set(e, "%s: no memory for a question", question->name);
    q->all = all;
    q->all[q->n++] = *question;
    return 0;
}

void questions_free(struct questions *q)
{
    free(q->all);
    *q = (struct questions){0};
}

int question_ask(const struct question *question, const struct formula_source *source,
                 double *value, struct error *e)
{
    double standard_error;
    switch (question->kind) {
    case QUESTION_RESULT:
        return source->result(source->context, question->name, value, &standard_error, e);
    case QUESTION_ASSUMPTION:
        return source->assumption(source->context, question->name, value, e);
    case QUESTION_SHARE_ABOVE:
        return source->share_above(source->context, question->name, question->at, value,
                                   &standard_error, e);
    case QUESTION_MODES:
        return source->modes(source->context, question->name, value, e);
    case QUESTION_FIT:
        return source->fit(source->context, question->name, value, e);
    }
    return error_set(e, "%s: found a question of no kind", question->name);
}

/* ---- a source that asks one function ------------------------------------------------------- */

static int ask(void *context, enum question_kind kind, const char *name, double at, double *value,
               struct error *e)
{
    const struct answerer *a = context;
    struct question question = {.kind = kind, .at = at};
    if (strlen(name) >= sizeof question.name)
        return error_set(e, "%.60s...: found a name of more than %d bytes, want a shorter one",
                         name, QUESTION_SIZE - 1);
    strcpy(question.name, name);
    return a->answer(a->context, &question, value, e);
}

static int result(void *context, const char *key, double *value, double *standard_error,
                  struct error *e)
{
    *standard_error = 0;
    return ask(context, QUESTION_RESULT, key, 0, value, e);
}

static int assumption(void *context, const char *path_and_part, double *value, struct error *e)
{
    return ask(context, QUESTION_ASSUMPTION, path_and_part, 0, value, e);
}

static int share_above(void *context, const char *variable, double at, double *share,
                       double *standard_error, struct error *e)
{
    *standard_error = 0;
    return ask(context, QUESTION_SHARE_ABOVE, variable, at, share, e);
}

static int modes(void *context, const char *variable, double *value, struct error *e)
{
    return ask(context, QUESTION_MODES, variable, 0, value, e);
}

static int fit(void *context, const char *model_and_column, double *value, struct error *e)
{
    return ask(context, QUESTION_FIT, model_and_column, 0, value, e);
}

struct formula_source questions_source(struct answerer *a)
{
    return (struct formula_source){a, result, assumption, share_above, modes, fit};
}
