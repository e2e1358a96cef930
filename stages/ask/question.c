/* question.c -- reading a scenario, changing a row, and asking again. */
#include "ask/question.h"

#include "ask/assignment.h"

int question_open(const char *assumptions, const char *places, struct question *q,
                  struct error *e)
{
    *q = (struct question){0};
    if (assumption_list_read(assumptions, places, &q->rows, q->name, e) ||
        assumptions_build(&q->rows, q->name, &q->a, e))
        return -1;
    return 0;
}

void question_close(struct question *q)
{
    assumption_list_free(&q->rows);
    measured_free(&q->measured);
}

int question_ask(struct question *q, const struct assumption_list *rows, struct outcome *out,
                 struct error *e)
{
    const struct assumption *table = assumption_list_find(rows, "throughput.table");
    if (measured_add(&q->measured, table ? table->value : q->a.throughput.table, e))
        return -1;
    return outcome_open(rows, q->name, &q->measured, out, e);
}

int question_ask_with(struct question *q, const char *path, const char *value,
                      struct outcome *out, struct error *e)
{
    struct assumption_list rows;
    if (!path)
        return question_ask(q, &q->rows, out, e);
    int rc = assumption_list_copy(&q->rows, &rows, e);
    if (rc == 0)
        rc = assignment_put(&rows, path, value, e);
    if (rc == 0)
        rc = question_ask(q, &rows, out, e);
    assumption_list_free(&rows);
    return rc;
}
