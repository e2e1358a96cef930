/* outcome_results.c -- every key of results.tsv from an outcome. */
#include "result/case_results.h"
#include "result/fleet.h"
#include "result/outcome.h"

static int add_days(struct outcome *o, struct results *r, struct error *e)
{
    for (size_t m = 0; m < o->a.n_mixes; m++)
        for (int improved = 0; improved < 2; improved++) {
            struct key key = {.form = KEY_DAY, .mix = m, .improved = improved};
            struct estimate day;
            if (outcome_value_of(o, &key, &day, e) || results_add_key(r, &o->a, &key, day, e))
                return -1;
        }
    return 0;
}

int outcome_results(struct outcome *o, const char *violins, const char *output_tokens,
                    struct results *r, struct error *e)
{
    struct answers exact = outcome_answers(o);
    if (case_results_add(&exact, "integrate", violins, output_tokens, r, e) ||
        fleet_results_add_factors(&o->a, r, e))
        return -1;
    return add_days(o, r, e);
}
