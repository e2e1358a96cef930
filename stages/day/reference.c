/* reference.c -- the reference: what every kernel computes, as one would write it down. */
#include "day/reference.h"

#include "numeric/philox.h"
#include "day/float_math.h"

#define MOST_POWER 120 /* of the finest quanta in a sum of 128 bits: no more than one query has */

/* ---- one query ------------------------------------------------------------------------------- */

static float input_at(const struct plan *p, uint64_t q, enum plan_input input, uint32_t index,
                      uint32_t word)
{
    uint32_t again[PHILOX_BLOCK_WORDS] = {0};
    if (log_table_is_tail(word))
        philox_block((struct philox_stream){p->seed, p->hash}, q, 0x80000000u + index, again);
    return log_table_at(&p->table[input], word, (uint64_t)again[1] << 32 | again[0]);
}

/* log2 (2^x + 2^y) */
static float log2_of_sum(float x, float y)
{
    float high = x > y ? x : y, low = x > y ? y : x;
    return high + float_log2_mantissa(1.0f + float_power(low - high, 0));
}

void reference_combine(const struct plan *p, const float in[PLAN_INPUTS],
                       float of[PLAN_QUANTITIES])
{
    float l = in[PLAN_OUTPUT_TOKENS], u = in[PLAN_UTILISATION];
    float t = p->k + p->b2 * (l > p->floor ? l : p->floor);
    if (p->input_drawn)
        t = t + p->b1 * in[PLAN_INPUT_TOKENS];
    t = t < 0.0f ? t : 0.0f;
    if (p->input_counts)
        l = log2_of_sum(l, p->input_drawn ? in[PLAN_INPUT_TOKENS] + p->input_weight
                                          : p->input_weight);
    if (p->coupled)
        u = p->rising ? log2_of_sum(p->idle, p->slope + t)
                      : float_log2(p->idle + p->slope * float_power(t, 0));
    of[PLAN_BUSY] = l - t;
    of[PLAN_ENERGY] = of[PLAN_BUSY] + u + in[PLAN_PUE];
    of[PLAN_IMPROVED] = of[PLAN_ENERGY] - in[PLAN_LEVER];
}

void reference_query(const struct plan *p, uint64_t q, float of[PLAN_QUANTITIES])
{
    static const uint32_t WORD[PLAN_INPUTS] = {PHILOX_OUTPUT_TOKENS, PHILOX_UTILISATION,
                                               PHILOX_PUE, PHILOX_FLEET_LEVER,
                                               PHILOX_INPUT_TOKENS};
    uint32_t word[2 * PHILOX_BLOCK_WORDS];
    float in[PLAN_INPUTS] = {0};
    struct philox_stream stream = {p->seed, p->hash};
    philox_block(stream, q, 0, word);
    if (p->input_drawn)
        philox_block(stream, q, 1, word + PHILOX_BLOCK_WORDS);
    for (int i = 0; i < PLAN_INPUTS; i++)
        if (i != PLAN_INPUT_TOKENS || p->input_drawn)
            in[i] = input_at(p, q, (enum plan_input)i, WORD[i], word[WORD[i]]);
    reference_combine(p, in, of);
}

/* ---- sums and buckets ------------------------------------------------------------------------ */

uint32_t reference_bucket(const struct plan *p, enum plan_quantity quantity, float value)
{
    float at = value * PLAN_BUCKETS_OCTAVE + p->bucket[quantity];
    float last = (float)(p->n_buckets - 1);
    at = at > 0.0f ? at : 0.0f;
    return (uint32_t)(at < last ? at : last);
}

/* Carries what is above 32 bits. */
static void carry(uint64_t sum[KERNEL_DIGITS])
{
    for (int i = 0; i + 1 < KERNEL_DIGITS; i++) {
        sum[i + 1] += sum[i] >> 32;
        sum[i] &= 0xffffffffu;
    }
    sum[KERNEL_DIGITS - 1] &= 0xffffffffu;
}

void reference_add(uint64_t sum[KERNEL_DIGITS], uint64_t quanta, int shift)
{
    const int digit = shift / 32, bits = shift % 32;
    uint64_t low = (quanta & 0xffffffffu) << bits, high = (quanta >> 32) << bits;
    const uint64_t part[3] = {low & 0xffffffffu, (low >> 32) + (high & 0xffffffffu), high >> 32};
    for (int i = 0; i < 3 && digit + i < KERNEL_DIGITS; i++)
        sum[digit + i] += part[i];
    carry(sum);
}

void reference_subtract(uint64_t sum[KERNEL_DIGITS], uint64_t quanta, int shift)
{
    uint64_t take[KERNEL_DIGITS] = {0};
    reference_add(take, quanta, shift);
    for (int i = 0; i < KERNEL_DIGITS; i++) /* two's complement: the digits inverted, and one */
        sum[i] += take[i] ^ 0xffffffffu;
    sum[0]++;
    carry(sum);
}

/* The coarsest quanta that a value is told in finely enough. */
static int steps_of(const struct plan *p, enum plan_quantity quantity, float value)
{
    int steps = 0;
    for (int k = 0; k < PLAN_STEPS_MAX; k++)
        steps += value <= p->fine[quantity][k];
    return steps;
}

void reference_add_value(const struct plan *p, enum plan_quantity quantity, float value,
                         uint64_t sum[KERNEL_DIGITS])
{
    int steps = steps_of(p, quantity, value), finer = PLAN_STEP * (p->steps - steps);
    int32_t scale = p->scale[quantity] + PLAN_STEP * steps;
    float limit = (float)(MOST_POWER - finer - scale);
    if (value <= p->most[quantity]) {
        reference_add(sum, (uint64_t)(float_power(value, scale) + 0.5f), finer);
        return;
    }
    uint32_t bits = float_bits(float_power(value < limit ? value : limit, scale));
    reference_add(sum, (bits & 0x7fffffu) | 0x800000u, (int)(bits >> 23) - 127 - 23 + finer);
}

/* ---- the kernel ------------------------------------------------------------------------------ */

static void add_query(const struct plan *p, uint64_t q, struct kernel_range *range)
{
    float of[PLAN_QUANTITIES];
    reference_query(p, q, of);
    for (int i = 0; i < PLAN_QUANTITIES; i++) {
        reference_add_value(p, (enum plan_quantity)i, of[i], range->sum[i]);
        range->low[i] = of[i] < range->low[i] ? of[i] : range->low[i];
        range->high[i] = of[i] > range->high[i] ? of[i] : range->high[i];
        if (i != PLAN_BUSY)
            range->count[i][reference_bucket(p, (enum plan_quantity)i, of[i])]++;
    }
}

static void plain_range(const struct plan *p, uint64_t first, uint64_t last,
                        struct kernel_range *range)
{
    for (uint64_t q = first; q < last; q++)
        add_query(p, q, range);
}

static void plain_queries(const struct plan *p, uint64_t first, size_t n,
                          float *const of[PLAN_QUANTITIES])
{
    for (size_t i = 0; i < n; i++) {
        float one[PLAN_QUANTITIES];
        reference_query(p, first + i, one);
        for (int q = 0; q < PLAN_QUANTITIES; q++)
            of[q][i] = one[q];
    }
}

const struct kernel kernel_plain = {"plain", plain_range, plain_queries};
