/* dependence.c -- which results have another digest under another value of an assumption.
 *
 *   1. results   2. other values */
#include "ask/dependence.h"

#include <stdlib.h>
#include <string.h>

#include "ask/basis.h"
#include "ask/variation.h"
#include "base/array.h"

int dependence_open(struct question *q, bool exact, struct dependence *d, struct error *e)
{
    *d = (struct dependence){.q = q, .exact = exact};
    return question_fit(q, &d->fits, e);
}

void dependence_close(struct dependence *d)
{
    free(d->of);
    *d = (struct dependence){0};
}

/* ---- 1. results ----------------------------------------------------------------------------- */

static int add(struct dependence *d, const struct key *key, struct error *e)
{
    struct dependent one = {.key = *key};
    struct basis now;
    basis_of(&d->q->a, &d->fits, d->exact, &now);
    key_text(&d->q->a, key, one.text);
    one.now = basis_digest_of(&now, one.text); /* of a factor that is not given: none */
    return ARRAY_ADD(d->of, d->n, one, e);
}

int dependence_add(struct dependence *d, const char *text, struct error *e)
{
    struct key key;
    return key_parse(&d->q->a, text, &key, e) ? -1 : add(d, &key, e);
}

static int add_quantity(struct dependence *d, size_t c, enum quantity quantity, struct error *e)
{
    enum quantity_results results = quantity_row(quantity)->results;
    struct key key = {.variable = {c, quantity, VARIABLE_MODEL, 0, LEVER_COLUMN_NONE},
                      .statistic = STATISTIC_MAX};
    struct variable *v = &key.variable;
    for (; v->model < d->q->a.n_models && results != QUANTITY_NO_RESULTS; v->model++)
        if (add(d, &key, e))
            return -1;
    *v = (struct variable){c, quantity, VARIABLE_FRONTIER, 0, (enum lever_column)0};
    for (; v->lever < LEVER_COLUMN_COUNT && results == QUANTITY_OF_FRONTIERS; v->lever++)
        if (add(d, &key, e))
            return -1;
    *v = (struct variable){c, quantity, VARIABLE_FRONTIER_ALL, 0, LEVER_COLUMN_NONE};
    return results == QUANTITY_OF_FRONTIERS ? add(d, &key, e) : 0;
}

static int add_case(struct dependence *d, size_t c, struct error *e)
{
    for (int q = 0; q < QUANTITY_COUNT; q++)
        if (add_quantity(d, c, (enum quantity)q, e))
            return -1;
    for (size_t m = 0; m < d->q->a.n_models; m++) {
        struct key share = {.form = KEY_SHARE, .variable = {.case_index = c, .model = m}};
        if (add(d, &share, e))
            return -1;
    }
    return 0;
}

int dependence_add_all(struct dependence *d, struct error *e)
{
    for (size_t c = 0; c < d->q->a.n_cases; c++)
        if (add_case(d, c, e))
            return -1;
    for (size_t i = 0; i < 2 * d->q->a.n_mixes; i++) {
        struct key day = {.form = KEY_DAY, .mix = i / 2, .improved = i % 2};
        if (add(d, &day, e))
            return -1;
    }
    for (int f = 0; f < FLEET_COUNT; f++) {
        struct key factor = {.form = KEY_FACTOR, .factor = (enum fleet_factor)f};
        if (add(d, &factor, e))
            return -1;
    }
    return 0;
}

/* ---- 2. other values ------------------------------------------------------------------------ */

static void find_moved(const struct dependence *d, const struct variation *v, bool *enters)
{
    struct basis other;
    basis_of(&v->a, &v->fits, d->exact, &other);
    for (size_t i = 0; i < d->n; i++)
        enters[i] = enters[i] || basis_digest_of(&other, d->of[i].text) != d->of[i].now;
}

int dependence_find(const struct dependence *d, const char *path, bool *enters, struct error *e)
{
    struct variation *v = malloc(sizeof *v);
    bool found = true;
    int rc = v ? 0 : error_no_memory(e, "for another value of %s", path);
    memset(enters, 0, d->n * sizeof *enters);
    for (size_t i = 0; rc == 0 && found; i++) {
        rc = variation_build(d->q, path, i, v, &found, e);
        if (rc == 0 && found)
            find_moved(d, v, enters);
    }
    free(v);
    return rc;
}
