/* judgement.h -- what a scenario gives for a printed number, and the verdict on it.
 *
 * With mt19937 the value of results.tsv is judged, with the sampling error that it has, since it
 * replays the released analysis; the verdict on the exact value stands beside it. With any other
 * generator the exact value is judged: no lucky draw counts. Where that is drawn itself, for want
 * of a closed form, it is the value of results.tsv again. */
#ifndef AUDIT_JUDGEMENT_H
#define AUDIT_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/leaf.h"
#include "audit/published.h"
#include "base/error.h"
#include "audit/verdict.h"

struct judgement {
    double value, standard_error, exact; /* NAN: not computed                              */
    bool is_drawn;                       /* the exact value has no closed form             */
    bool is_exact_judged;
    enum verdict verdict, of_exact;      /* of what is judged; of the exact value          */
    struct error reason;                 /* why it is not computed, or ""                  */
};

/* Judges the i-th printed number.
 *   i         in [0, p->n)
 *   outcome   of a scenario
 *   drawn     the results that its stages left
 *   j         filled; what the scenario has no name for is not computed, with the reason */
void judge(const struct published *p, size_t i, struct outcome *outcome,
           struct results_source *drawn, struct judgement *j);

#endif
