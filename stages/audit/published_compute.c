/* published_compute.c -- what printed numbers and their formulae are worth. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audit/formula.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

static int no_such_id(const struct published *p, const char *id, struct error *e)
{
    char ids[16384] = "", suggestion[SUGGEST_SIZE];
    for (size_t i = 0; i < p->n; i++)
        words_add(ids, sizeof ids, p->values[i].id);
    return error_set(e, "printed(%s): found no such id in %s%s", id, p->numbers.file,
                     suggest_text(id, ids, suggestion));
}

int published_number(const struct published *p, const char *id, double *number, struct error *e)
{
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->values[i].id, id) != 0)
            continue;
        if (text_number(p->values[i].printed, number))
            return 0;
        return error_set(e, "printed(%s): found \"%.60s\" (%s:%zu), want a number", id,
                         p->values[i].printed, p->numbers.file, p->values[i].line);
    }
    return no_such_id(p, id, e);
}

double published_reference(const struct published_value *v)
{
    double number;
    if (text_number(v->printed, &number))
        return number;
    if (v->low > 0 && v->high > 0)
        return (v->low + v->high) / 2;
    return v->low > 0 ? v->low : v->high > 0 ? v->high : NAN;
}

/* Who answers for the leaves of one formula. */
struct computing {
    const struct published *p;
    const struct formula_source *source;
};

static int look_up(void *context, const struct expression_leaf *leaf, double *value,
                   double *standard_error, struct error *e)
{
    const struct computing *computing = context;
    const struct formula_source *s = computing->source;
    const struct formula_function *f = formula_function_of(leaf);
    if (f && f->printed)
        return f->printed(computing->p, leaf->name, value, e);
    return s->value(s->context, leaf, value, standard_error, e);
}

/* Only results have a correlation; a leaf is never computing about with itself. */
static int correlation(void *context, const struct expression_leaf *a,
                       const struct expression_leaf *b, double *rho, struct error *e)
{
    const struct computing *computing = context;
    const struct formula_source *s = computing->source;
    if (!s->correlation || a->function[0] || b->function[0])
        return 0;
    return s->correlation(s->context, a->name, b->name, rho, e);
}

int published_compute(const struct published *p, size_t i, const struct formula_source *source,
                      double *value, double *standard_error, struct error *e)
{
    struct computing computing = {p, source};
    if (expression_evaluate(p->values[i].x, look_up, correlation, &computing, value,
                            standard_error, e))
        return error_prefix(e, "%s", p->values[i].id);
    return 0;
}
