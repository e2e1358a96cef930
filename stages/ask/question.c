/* question.c -- reading a scenario, changing a row, and asking again. */
#include "ask/question.h"

#include <stdlib.h>
#include <string.h>

#include "model/throughput_fit.h"
#include "scenario/assignment.h"
#include "base/table.h"

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

/* Refuses an id of the formulae, with its formula; a file that cannot be read explains nothing. */
static int refuse_id(const struct question *q, const char *text, struct error *e)
{
    struct table t;
    struct error own;
    size_t ids, formulae;
    int rc = q->formulae ? error_refused(table_read(q->formulae, ',', &t, &own), &own, e) : 1;
    if (rc)
        return rc < 0 ? -1 : 0;
    bool whole = table_column(&t, "id", &ids, NULL) == 0 &&
                 table_column(&t, "formula", &formulae, NULL) == 0;
    for (size_t r = 0; whole && rc == 0 && r < t.n_rows; r++)
        if (strcmp(table_cell(&t, r, ids), text) == 0 && *table_cell(&t, r, formulae))
            rc = error_set(e, "KEY: found %.100s, an id of %s, want a key of results.tsv; its "
                           "formula is %s", text, q->formulae, table_cell(&t, r, formulae));
    table_free(&t);
    return rc;
}

/* Whether it is the path of an assumption, or that and a part. */
static bool is_assumption(const struct assumption_list *rows, const char *key)
{
    for (size_t r = 0; r < rows->n; r++) {
        size_t length = strlen(rows->rows[r].path);
        if (strncmp(rows->rows[r].path, key, length) == 0 &&
            (key[length] == '\0' || key[length] == '.'))
            return true;
    }
    return false;
}

/* Says what it is in place of a key; e says already that it is none. */
static int refuse_key(const struct question *q, const char *text, struct error *e)
{
    if (refuse_id(q, text, e))
        return -1;
    if (is_assumption(&q->rows, text))
        return error_set(e, "KEY: found the assumption %.100s, want a result: a key of "
                         "results.tsv, such as %s.energy.frontier.p50; SET='%.100s=...' changes "
                         "an assumption", text, q->a.cases[0].name, text);
    return error_prefix(e, "KEY");
}

int question_value(const struct question *q, struct outcome *o, const char *text, struct key *key,
                   struct estimate *value, struct error *e)
{
    if (key_parse(&o->a, text, key, e))
        return refuse_key(q, text, e);
    return outcome_value_of(o, key, value, e) ? error_prefix(e, "KEY") : 0;
}

int question_fit(struct question *q, struct throughput_fits *fits, struct error *e)
{
    if (measured_add(&q->measured, q->a.throughput.table, e))
        return -1;
    return throughput_fit_all(measured_find(&q->measured, q->a.throughput.table), &q->a, fits, e);
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
