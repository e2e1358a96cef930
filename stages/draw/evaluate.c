/* evaluate.c -- from the inputs of a case to energies, in memory. */
#include "draw/evaluate.h"

#include <math.h>
#include <string.h>

#include "draw/draw.h"

/* Inputs that a query can have; NaN has none of these. */
static bool is_sane(const struct queries *q, size_t i)
{
    return q->of[QUANTITY_INPUT_TOKENS][i] > 0 && q->of[QUANTITY_OUTPUT_TOKENS][i] >= 0 &&
           q->of[QUANTITY_NODE_POWER][i] >= 0 && q->of[QUANTITY_PUE][i] > 0 &&
           q->of[QUANTITY_ENERGY][i] >= 0 && isfinite(q->of[QUANTITY_ENERGY][i]);
}

static int check_queries(const struct query_names *names, const struct queries *q,
                         struct error *e)
{
    for (size_t i = 0; i < q->n; i++) {
        if (is_sane(q, i))
            continue;
        return error_set(e, "case %s, model %s, query %zu: found an energy of %.17g Wh, want a "
                            "finite number from 0, and inputs above 0 (L_in %.17g, L_out %.17g, "
                            "TPS %.17g, P_node %.17g kW, PUE %.17g): mend the assumption that "
                            "allows this",
                         names->of_case, names->model, i,
                         q->of[QUANTITY_ENERGY][i], q->of[QUANTITY_INPUT_TOKENS][i],
                         q->of[QUANTITY_OUTPUT_TOKENS][i], q->of[QUANTITY_TPS][i],
                         q->of[QUANTITY_NODE_POWER][i], q->of[QUANTITY_PUE][i]);
    }
    return 0;
}

int evaluate_model(const struct query_inputs *q, const struct sampling *s, struct mt19937 *stream,
                   struct queries *queries, struct error *e)
{
    draw_inputs(q, s, stream, queries);
    queries_fill(q, queries);
    return check_queries(&q->names, queries, e);
}

static int evaluate_energies(const struct case_inputs *c, const struct sampling *sampling,
                             struct mt19937 *stream, struct case_energies *out, struct error *e)
{
    struct queries q;
    if (queries_alloc(&q, sampling->queries, e))
        return -1;
    int rc = case_energies_alloc(out, c->n_models, q.n, e);
    for (size_t m = 0; m < c->n_models && rc == 0; m++) {
        rc = evaluate_model(&c->query[m], &sampling[m], stream, &q, e);
        memcpy(out->drawn[m], q.of[QUANTITY_ENERGY], q.n * sizeof(double));
    }
    queries_free(&q);
    return rc ? rc : case_energies_sort(out, e);
}

int evaluate_case(const struct case_inputs *c, const struct sampling *sampling,
                  struct mt19937 *stream, struct evaluation *out, struct error *e)
{
    *out = (struct evaluation){0};
    int rc = evaluate_energies(c, sampling, stream, &out->energies, e);
    if (rc == 0)
        rc = pool_build(c, &out->energies, &out->pool, e);
    if (rc == 0)
        rc = levers_apply(c, sampling, stream, &out->pool, e);
    if (rc)
        evaluation_free(out);
    return rc;
}

void evaluation_free(struct evaluation *evaluation)
{
    case_energies_free(&evaluation->energies);
    lever_pool_free(&evaluation->pool);
    *evaluation = (struct evaluation){0};
}
