/* draw.c -- draws the inputs of queries: mt19937 array by array, philox query by query. */
#include "draw/draw.h"

#include "numeric/philox.h"

static void fill_mt(const struct distribution *d, struct mt19937 *stream, size_t n,
                    double *values)
{
    for (size_t i = 0; i < n; i++)
        values[i] = distribution_draw_mt(d, stream);
}

static void draw_inputs_mt(const struct query_inputs *q, struct mt19937 *stream,
                           struct queries *out)
{
    struct query_draw draws[QUERY_DRAWS];
    size_t n = query_inputs_draws(q, draws);
    for (size_t i = 0; i < n; i++)
        fill_mt(draws[i].of, stream, out->n, out->of[draws[i].quantity]);
}

static struct philox_stream stream_of(const struct sampling *s)
{
    return philox_stream_of(s->seed, s->workload, s->model);
}

static void draw_inputs_philox(const struct query_inputs *q, const struct sampling *sampling,
                               struct queries *out)
{
    const struct distribution *input = &q->lengths.input;
    struct philox_stream s = stream_of(sampling);
    uint32_t w[PHILOX_BLOCK_WORDS];
    for (size_t i = 0; i < out->n; i++) {
        philox_block(s, i, 0, w);
        out->of[QUANTITY_OUTPUT_TOKENS][i] = distribution_quantile(
            &q->lengths.output,
            philox_uniform(s, i, PHILOX_OUTPUT_TOKENS, w[PHILOX_OUTPUT_TOKENS]));
        if (!q->power.coupled)
            out->of[QUANTITY_UTILISATION][i] = distribution_quantile(
                &q->power.utilisation,
                philox_uniform(s, i, PHILOX_UTILISATION, w[PHILOX_UTILISATION]));
        out->of[QUANTITY_PUE][i] =
            distribution_quantile(&q->pue, philox_uniform(s, i, PHILOX_PUE, w[PHILOX_PUE]));
        out->of[QUANTITY_INPUT_TOKENS][i] =
            distribution_is_constant(input)
                ? distribution_mean(input)
                : distribution_quantile(input, philox_draw(s, i, PHILOX_INPUT_TOKENS));
    }
}

void draw_inputs(const struct query_inputs *q, const struct sampling *s, struct mt19937 *stream,
                 struct queries *queries)
{
    double *output = queries->of[QUANTITY_OUTPUT_TOKENS];
    if (s->generator == GENERATOR_MT19937)
        draw_inputs_mt(q, stream, queries);
    else
        draw_inputs_philox(q, s, queries);
    for (size_t i = 0; i < queries->n; i++)
        output[i] = lengths_rounded(&q->lengths, output[i]);
}

static void draw_lever_philox(const struct distribution *lever, const struct sampling *sampling,
                              enum philox_word word, const struct lever_pool *pool, double *alpha)
{
    for (size_t m = 0; m < pool->n_members; m++) {
        struct philox_stream s = stream_of(&sampling[pool->member[m]]);
        for (size_t i = pool->start[m]; i < pool->start[m + 1]; i++)
            alpha[i] = distribution_quantile(lever, philox_draw(s, pool->query[i], word));
    }
}

/* A lever without a word of its own is an error of the compiler. */
#define LEVER_WORD(id, name, label, shown) PHILOX_##id,

void draw_levers(const struct distribution *levers, const struct sampling *sampling,
                 struct mt19937 *stream, const struct lever_pool *pool,
                 double *const alpha[LEVER_COUNT])
{
    static const enum philox_word WORD[LEVER_COUNT] = {LEVER_ROWS(LEVER_WORD)};
    for (int l = 0; l < LEVER_COUNT; l++)
        if (sampling->generator == GENERATOR_MT19937)
            fill_mt(&levers[l], stream, pool->n, alpha[l]);
        else
            draw_lever_philox(&levers[l], sampling, WORD[l], pool, alpha[l]);
}

static int draw_fleet_lever_mt(const struct distribution *lever, const struct sampling *s,
                               size_t n, double *alpha, struct error *e)
{
    struct mt19937 stream;
    if (mt19937_open(&stream, (uint32_t)s->seed, e))
        return -1;
    mt19937_go_to(&stream, (struct mt19937_position){.words = 2 * s->queries});
    fill_mt(lever, &stream, n, alpha);
    mt19937_close(&stream);
    return 0;
}

int draw_fleet_lever(const struct distribution *lever, const struct sampling *sampling,
                     const size_t *members, size_t n_members, double *alpha, struct error *e)
{
    size_t n = sampling->queries;
    if (sampling->generator == GENERATOR_MT19937)
        return draw_fleet_lever_mt(lever, sampling, n_members * n, alpha, e);
    for (size_t m = 0; m < n_members; m++) {
        struct philox_stream s = stream_of(&sampling[members[m]]);
        for (size_t i = 0; i < n; i++)
            alpha[m * n + i] =
                distribution_quantile(lever, philox_draw(s, i, PHILOX_FLEET_LEVER));
    }
    return 0;
}
