/* judgement.c -- what a scenario gives for a printed number, and the verdict on it. */
#include "audit/judgement.h"

#include <math.h>

#include "audit/published_pieces.h"

/* The values of a formula, drawn and exact. */
static int compute(const struct published *p, size_t i, struct outcome *outcome,
                   struct results_source *drawn, struct judgement *j)
{
    struct formula_source results = results_source(drawn);
    struct formula_source exact = outcome_source(outcome);
    struct expression x;
    if (published_parse(p->values[i].formula, &x, &j->reason))
        return -1;
    if (published_compute(p, i, &results, &j->value, &j->standard_error, &j->reason) ||
        published_compute(p, i, &exact, &j->exact, NULL, &j->reason))
        return -1;
    return outcome_is_drawn(outcome, &x, &j->is_drawn, &j->reason);
}

void judge(const struct published *p, size_t i, struct outcome *outcome,
           struct results_source *drawn, struct judgement *j)
{
    const struct published_value *v = &p->values[i];
    *j = (struct judgement){NAN, 0, NAN, false, false, VERDICT_NOT_COMPUTED,
                            VERDICT_NOT_COMPUTED, {""}};
    if (!*v->formula)
        return;
    if (compute(p, i, outcome, drawn, j))
        j->value = j->exact = NAN;
    else
        j->reason.text[0] = '\0';
    j->is_exact_judged = outcome->a.generator != GENERATOR_MT19937 && !j->is_drawn;
    j->of_exact = verdict_of(j->exact, 0, v->low, v->high);
    j->verdict = j->is_exact_judged ? j->of_exact
                                    : verdict_of(j->value, j->standard_error, v->low, v->high);
}
