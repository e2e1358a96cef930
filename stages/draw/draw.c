/* draw.c -- draws the inputs of queries: mt19937 array by array, philox query by query. */
#include "draw/draw.h"

#include <math.h>

#include "numeric/philox.h"

const struct distribution *draw_input_tokens_of(const struct assumptions *a, size_t case_index)
{
    const struct workload_case *c = &a->cases[case_index];
    return c->has_input_tokens ? &c->input_tokens : &a->workloads[c->workload].input_tokens;
}

static void fill_mt(const struct distribution *d, struct mt19937 *stream, size_t n,
                    double *values)
{
    for (size_t i = 0; i < n; i++)
        values[i] = distribution_draw_mt(d, stream);
}

static void draw_inputs_mt(const struct assumptions *a, size_t case_index,
                           struct mt19937 *stream, struct queries *q)
{
    const struct workload_case *c = &a->cases[case_index];
    fill_mt(&a->workloads[c->workload].output_tokens, stream, q->n,
            q->of[QUANTITY_OUTPUT_TOKENS]);
    fill_mt(draw_input_tokens_of(a, case_index), stream, q->n, q->of[QUANTITY_INPUT_TOKENS]);
    if (c->power == POWER_DRAWN)
        fill_mt(&a->utilisation, stream, q->n, q->of[QUANTITY_UTILISATION]);
    fill_mt(&a->pue, stream, q->n, q->of[QUANTITY_PUE]);
}

static struct philox_stream stream_of(const struct assumptions *a, size_t workload, size_t model)
{
    return philox_stream_of(a->seed, a->workloads[workload].name, a->models[model].name);
}

static void draw_inputs_philox(const struct assumptions *a, size_t case_index, size_t model,
                               struct queries *q)
{
    const struct workload_case *c = &a->cases[case_index];
    const struct distribution *output = &a->workloads[c->workload].output_tokens;
    const struct distribution *input = draw_input_tokens_of(a, case_index);
    struct philox_stream s = stream_of(a, c->workload, model);
    uint32_t w[PHILOX_BLOCK_WORDS];
    for (size_t i = 0; i < q->n; i++) {
        philox_block(s, i, 0, w);
        q->of[QUANTITY_OUTPUT_TOKENS][i] = distribution_quantile(
            output, philox_uniform(s, i, PHILOX_OUTPUT_TOKENS, w[PHILOX_OUTPUT_TOKENS]));
        if (c->power == POWER_DRAWN)
            q->of[QUANTITY_UTILISATION][i] = distribution_quantile(
                &a->utilisation, philox_uniform(s, i, PHILOX_UTILISATION, w[PHILOX_UTILISATION]));
        q->of[QUANTITY_PUE][i] =
            distribution_quantile(&a->pue, philox_uniform(s, i, PHILOX_PUE, w[PHILOX_PUE]));
        q->of[QUANTITY_INPUT_TOKENS][i] =
            distribution_is_constant(input)
                ? distribution_mean(input)
                : distribution_quantile(input, philox_draw(s, i, PHILOX_INPUT_TOKENS));
    }
}

void draw_inputs(const struct assumptions *a, size_t case_index, size_t model,
                 struct mt19937 *stream, struct queries *queries)
{
    if (a->generator == GENERATOR_MT19937)
        draw_inputs_mt(a, case_index, stream, queries);
    else
        draw_inputs_philox(a, case_index, model, queries);
    if (a->rounding == ROUNDING_NEAREST)
        for (size_t i = 0; i < queries->n; i++) /* the default rounding mode: half to even */
            queries->of[QUANTITY_OUTPUT_TOKENS][i] =
                nearbyint(queries->of[QUANTITY_OUTPUT_TOKENS][i]);
}

void draw_levers(const struct assumptions *a, size_t case_index, struct mt19937 *stream,
                 size_t n, const size_t *model, const size_t *query,
                 double *const alpha[LEVER_COUNT])
{
    static const enum philox_word WORD[LEVER_COUNT] = {PHILOX_HARDWARE, PHILOX_ALGORITHM,
                                                       PHILOX_SERVING};
    for (int l = 0; l < LEVER_COUNT; l++) {
        if (a->generator == GENERATOR_MT19937) {
            fill_mt(&a->levers[l], stream, n, alpha[l]);
            continue;
        }
        for (size_t i = 0; i < n; i++) {
            struct philox_stream s = stream_of(a, a->cases[case_index].workload, model[i]);
            alpha[l][i] =
                distribution_quantile(&a->levers[l], philox_draw(s, query[i], WORD[l]));
        }
    }
}

static int draw_fleet_lever_mt(const struct assumptions *a, const struct distribution *lever,
                               size_t n, double *alpha, struct error *e)
{
    struct mt19937 stream;
    if (mt19937_open(&stream, (uint32_t)a->seed, e))
        return -1;
    mt19937_go_to(&stream, (struct mt19937_position){.words = 2 * a->queries});
    fill_mt(lever, &stream, n, alpha);
    mt19937_close(&stream);
    return 0;
}

int draw_fleet_lever(const struct assumptions *a, size_t workload, const size_t *members,
                     size_t n_members, double *alpha, struct error *e)
{
    const struct distribution *lever = &a->workloads[workload].fleet_lever;
    if (a->generator == GENERATOR_MT19937)
        return draw_fleet_lever_mt(a, lever, n_members * a->queries, alpha, e);
    for (size_t m = 0; m < n_members; m++) {
        struct philox_stream s = stream_of(a, workload, members[m]);
        for (size_t i = 0; i < a->queries; i++)
            alpha[m * a->queries + i] =
                distribution_quantile(lever, philox_draw(s, i, PHILOX_FLEET_LEVER));
    }
    return 0;
}
