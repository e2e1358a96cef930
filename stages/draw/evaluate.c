/* evaluate.c -- from assumptions and a case to energies, in memory. */
#include "draw/evaluate.h"

#include <math.h>
#include <string.h>

#include "draw/draw.h"
#include "model/query.h"

/* Inputs that a query can have; NaN has none of these. */
static bool is_sane(const struct queries *q, size_t i)
{
    return q->of[QUANTITY_INPUT_TOKENS][i] > 0 && q->of[QUANTITY_OUTPUT_TOKENS][i] >= 0 &&
           q->of[QUANTITY_NODE_POWER][i] >= 0 && q->of[QUANTITY_PUE][i] > 0 &&
           q->of[QUANTITY_ENERGY][i] >= 0 && isfinite(q->of[QUANTITY_ENERGY][i]);
}

static int check_queries(const struct assumptions *a, size_t case_index, size_t model,
                         const struct queries *q, struct error *e)
{
    for (size_t i = 0; i < q->n; i++) {
        if (is_sane(q, i))
            continue;
        return error_set(e, "case %s, model %s, query %zu: found an energy of %.17g Wh, want a "
                            "finite number from 0, and inputs above 0 (L_in %.17g, L_out %.17g, "
                            "TPS %.17g, P_node %.17g kW, PUE %.17g): mend the assumption that "
                            "allows this",
                         a->cases[case_index].name, a->models[model].name, i,
                         q->of[QUANTITY_ENERGY][i], q->of[QUANTITY_INPUT_TOKENS][i],
                         q->of[QUANTITY_OUTPUT_TOKENS][i], q->of[QUANTITY_TPS][i],
                         q->of[QUANTITY_NODE_POWER][i], q->of[QUANTITY_PUE][i]);
    }
    return 0;
}

int evaluate_model(const struct assumptions *a, const struct throughput_fits *fits,
                   size_t case_index, size_t model, struct mt19937 *stream,
                   struct queries *queries, struct error *e)
{
    draw_inputs(a, case_index, model, stream, queries);
    energy_fill(a, case_index, model, &fits->fit[model], queries);
    return check_queries(a, case_index, model, queries, e);
}

static int evaluate_energies(const struct assumptions *a, const struct throughput_fits *fits,
                             size_t case_index, struct mt19937 *stream,
                             struct case_energies *out, struct error *e)
{
    struct queries q;
    if (queries_alloc(&q, a->queries, e))
        return -1;
    int rc = case_energies_alloc(out, a, e);
    for (size_t m = 0; m < a->n_models && rc == 0; m++) {
        rc = evaluate_model(a, fits, case_index, m, stream, &q, e);
        memcpy(out->drawn[m], q.of[QUANTITY_ENERGY], q.n * sizeof(double));
    }
    queries_free(&q);
    return rc ? rc : case_energies_sort(out, e);
}

/* Where the case's draws begin: after those of the case that it goes on from. */
static int starting_place(const struct assumptions *a, const struct throughput_fits *fits,
                          size_t case_index, struct mt19937_position *place, struct error *e)
{
    const struct workload_case *c = &a->cases[case_index];
    *place = (struct mt19937_position){0};
    if (!c->has_continues || a->generator != GENERATOR_MT19937)
        return 0;
    struct evaluation before;
    if (evaluate_case(a, fits, c->continues, &before, e))
        return -1;
    *place = before.after;
    evaluation_free(&before);
    return 0;
}

static int evaluate_from(const struct assumptions *a, const struct throughput_fits *fits,
                         size_t case_index, struct mt19937 *stream, struct evaluation *out,
                         struct error *e)
{
    if (evaluate_energies(a, fits, case_index, stream, &out->energies, e) ||
        pool_build(a, &out->energies, &out->pool, e) ||
        levers_apply(a, case_index, stream, &out->pool, e))
        return -1;
    if (stream)
        out->after = stream->place;
    return 0;
}

int evaluate_case(const struct assumptions *a, const struct throughput_fits *fits,
                  size_t case_index, struct evaluation *out, struct error *e)
{
    *out = (struct evaluation){0};
    struct mt19937 stream = {0};
    struct mt19937_position start;
    bool replay = a->generator == GENERATOR_MT19937;
    if (starting_place(a, fits, case_index, &start, e) ||
        (replay && mt19937_open(&stream, (uint32_t)a->seed, e)))
        return -1;
    if (replay)
        mt19937_go_to(&stream, start);
    int rc = evaluate_from(a, fits, case_index, replay ? &stream : NULL, out, e);
    mt19937_close(&stream);
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
