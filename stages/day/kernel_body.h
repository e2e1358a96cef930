/* kernel_body.h -- the one source of the fast kernels: see plan.h for what it computes.
 *
 * Included once by each kernel_*.c, which is compiled for its instruction set. A group is LANES
 * queries that follow each other. The word of a query is computed in wide lanes: their upper halves
 * are never looked at, so that a 32-bit product needs no masking. Queries with an input in its
 * outer 2^-16 are left to plain.c. */
#include "day/float_math.h"
#include "day/lanes.h"
#include "day/plain.h"
#include "day/vector.h"

#define ALWAYS static inline __attribute__((always_inline))
#define PHILOX_MULTIPLIER_0 0xD2511F53u
#define PHILOX_MULTIPLIER_1 0xCD9E8D57u
#define WORDS 4

/* The relative logarithms of a group. */
struct group {
    lane_float of[PLAN_QUANTITIES];
};

/* What a range adds up to while it is drawn. */
struct totals {
    lane_wide sum[PLAN_QUANTITIES];
    lane_float low[PLAN_QUANTITIES], high[PLAN_QUANTITIES];
    uint32_t bucket[2][LANES]; /* of the group before: counting it fills gaps between the rest */
};

/* ---- random words ----------------------------------------------------------------------------- */

/* The four words of a block of the queries in wide lanes (Salmon et al. 2011). */
ALWAYS void philox_wide(const struct plan *p, lane_wide query, uint64_t block,
                        lane_wide word[WORDS])
{
    const lane_wide none = {0};
    const lane_wide by_0 = none + PHILOX_MULTIPLIER_0, by_1 = none + PHILOX_MULTIPLIER_1;
    lane_wide c0 = query, c1 = query >> 32, c2 = none + block, c3 = none;
    for (int r = 0; r < PLAN_ROUNDS; r++) {
        lane_wide product_0 = lane_multiply(c0, by_0), product_1 = lane_multiply(c2, by_1);
        c0 = lane_xor3(product_1 >> 32, c1, none + p->round_key[r][0]);
        c2 = lane_xor3(product_0 >> 32, c3, none + p->round_key[r][1]);
        c1 = product_1;
        c3 = product_0;
    }
    word[0] = c0;
    word[1] = c1;
    word[2] = c2;
    word[3] = c3;
}

/* The words of a group: even queries in the lower, odd ones in the upper halves of wide lanes. */
ALWAYS void philox_group(const struct plan *p, lane_wide even_queries, uint64_t block,
                         lane_int word[WORDS])
{
    lane_wide even[WORDS], odd[WORDS];
    philox_wide(p, even_queries, block, even);
    philox_wide(p, even_queries + 1, block, odd);
    for (int w = 0; w < WORDS; w++)
        word[w] = (lane_int)((even[w] & 0xffffffffu) | odd[w] << 32);
}

/* ---- functions of lanes, as float_math.h and log_table.c have them ----------------------------- */

ALWAYS lane_float exp2_lanes(lane_float x)
{
    x = lane_max(x, EACH(FLOAT_LEAST_POWER));
    lane_float shifted = x + FLOAT_ROUNDER;
    lane_float r = x - (shifted - FLOAT_ROUNDER);
    lane_float p = r * FLOAT_EXP2_5 + FLOAT_EXP2_4;
    p = p * r + FLOAT_EXP2_3;
    p = p * r + FLOAT_EXP2_2;
    p = p * r + FLOAT_EXP2_1;
    p = p * r + 1.0f;
    return (lane_float)((lane_bits)p + ((lane_bits)shifted << 23));
}

ALWAYS lane_float log2_mantissa_lanes(lane_float m)
{
    lane_float z = m - 1.5f;
    lane_float p = z * FLOAT_LOG2_8 + FLOAT_LOG2_7;
    p = p * z + FLOAT_LOG2_6;
    p = p * z + FLOAT_LOG2_5;
    p = p * z + FLOAT_LOG2_4;
    p = p * z + FLOAT_LOG2_3;
    p = p * z + FLOAT_LOG2_2;
    p = p * z + FLOAT_LOG2_1;
    return p * z + FLOAT_LOG2_0;
}

ALWAYS lane_float mantissa_lanes(lane_bits bits)
{
    return (lane_float)((bits & 0x7fffffu) | 0x3f800000u);
}

ALWAYS lane_float log2_lanes(lane_float v)
{
    lane_bits bits = (lane_bits)v;
    lane_float power = __builtin_convertvector((lane_int)((bits >> 23) - 127u), lane_float);
    return power + log2_mantissa_lanes(mantissa_lanes(bits));
}

ALWAYS lane_float log2_of_sum_lanes(lane_float x, lane_float y)
{
    lane_float high = lane_max(x, y), low = lane_min(y, x);
    return high + log2_mantissa_lanes(exp2_lanes(low - high) + 1.0f);
}

/* log2 of the quantiles of words; what is in the outer 2^-16 comes out wrong, and lowers *nearest
 * below 2^16. */
ALWAYS lane_float table_lanes(const struct log_table *t, lane_int word, bool plain,
                              lane_float *nearest)
{
    lane_int upper = word >> 31;
    lane_float d = __builtin_convertvector(word ^ upper, lane_float);
    *nearest = lane_min(*nearest, d);
    if (!plain)
        d = lane_min(d, EACH(t->limit));
    lane_bits bits = (lane_bits)d;
    lane_int cell = (lane_int)(bits >> 23 & 15u) | (upper & 16);
    if (!plain && t->kink_cell >= 0) {
        lane_int beyond = (cell == t->kink_cell) & (d >= t->kink);
        cell = (beyond & (cell | 15) & ~1) | (~beyond & cell);
    }
    lane_float c[LOG_TABLE_COEFFICIENTS], z = mantissa_lanes(bits) - 1.5f;
    lane_coefficients(t, cell, c);
    lane_float sum = c[LOG_TABLE_COEFFICIENTS - 1];
    for (int i = LOG_TABLE_COEFFICIENTS - 2; i >= 0; i--)
        sum = sum * z + c[i];
    return sum;
}

/* ---- a group ---------------------------------------------------------------------------------- */

/* As in plain.c. */
ALWAYS struct group combine_lanes(const struct plan *p, const lane_float in[PLAN_INPUTS],
                                  bool plain)
{
    struct group g;
    lane_float l = in[PLAN_OUTPUT_TOKENS], u = in[PLAN_UTILISATION];
    lane_float t = lane_max(l, EACH(p->floor)) * p->b2 + p->k;
    if (!plain && p->input_drawn)
        t = t + in[PLAN_INPUT_TOKENS] * p->b1;
    t = lane_min(t, EACH(0.0f));
    if (!plain && p->input_counts)
        l = log2_of_sum_lanes(l, p->input_drawn ? in[PLAN_INPUT_TOKENS] + p->input_weight
                                                : EACH(p->input_weight));
    if (!plain && p->coupled)
        u = log2_lanes(exp2_lanes(t) * p->slope + p->idle);
    g.of[PLAN_BUSY] = l - t;
    g.of[PLAN_ENERGY] = g.of[PLAN_BUSY] + u + in[PLAN_PUE];
    g.of[PLAN_IMPROVED] = g.of[PLAN_ENERGY] - in[PLAN_LEVER];
    return g;
}

/* The queries of a group whose inputs are drawn again, done over. */
static __attribute__((noinline, cold)) void redraw(const struct plan *p, uint64_t query,
                                                   const lane_float *nearest, struct group *g)
{
    for (int i = 0; i < LANES; i++) {
        float of[PLAN_QUANTITIES];
        if (!((*nearest)[i] < 65536.0f))
            continue;
        plain_query(p, query + (uint64_t)i, of);
        for (int q = 0; q < PLAN_QUANTITIES; q++)
            g->of[q][i] = of[q];
    }
}

ALWAYS struct group draw_group(const struct plan *p, uint64_t query, lane_wide even, bool plain,
                               bool *redrawn)
{
    static const int PLACE[PLAN_INPUTS] = {0, 1, 2, 3, 3}; /* of a word in its block */
    lane_int word[WORDS], more[WORDS];
    lane_float in[PLAN_INPUTS] = {{0}}, nearest = EACH(0x1p31f);
    philox_group(p, even + query, 0, word);
    for (int i = 0; i < PLAN_INPUT_TOKENS; i++)
        in[i] = table_lanes(&p->table[i], word[PLACE[i]], plain, &nearest);
    if (!plain && p->input_drawn) {
        philox_group(p, even + query, 1, more);
        in[PLAN_INPUT_TOKENS] = table_lanes(&p->table[PLAN_INPUT_TOKENS],
                                            more[PLACE[PLAN_INPUT_TOKENS]], plain, &nearest);
    }
    struct group g = combine_lanes(p, in, plain);
    *redrawn = lane_any_below(nearest, 65536.0f);
    if (__builtin_expect(*redrawn, 0))
        redraw(p, query, &nearest, &g);
    return g;
}

ALWAYS lane_wide even_lanes(void)
{
    lane_wide even;
    for (int i = 0; i < LANES / 2; i++)
        even[i] = 2 * (uint64_t)i;
    return even;
}

/* ---- sums, extremes, counts ------------------------------------------------------------------- */

ALWAYS void add_group(const struct plan *p, const struct group *g, struct totals *s)
{
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        lane_float power = lane_min(g->of[q] + p->scale[q], EACH(FLOAT_MOST_POWER));
        lane_wide fixed =
            (lane_wide)__builtin_convertvector(exp2_lanes(power) + 0.5f, lane_int);
        s->sum[q] += (fixed & 0xffffffffu) + (fixed >> 32);
        s->low[q] = lane_min(g->of[q], s->low[q]);
        s->high[q] = lane_max(g->of[q], s->high[q]);
    }
    for (int k = 0; k < 2; k++) {
        lane_float at = g->of[PLAN_ENERGY + k] * (float)PLAN_BUCKETS_OCTAVE +
                        p->bucket[PLAN_ENERGY + k];
        at = lane_min(lane_max(at, EACH(0.0f)), EACH((float)(p->n_buckets - 1)));
        lane_int bucket = __builtin_convertvector(at, lane_int);
        memcpy(s->bucket[k], &bucket, sizeof bucket);
    }
}

ALWAYS void count_group(const struct totals *s, struct kernel_range *range)
{
    uint32_t *energy = range->count[PLAN_ENERGY], *improved = range->count[PLAN_IMPROVED];
    for (int i = 0; i < LANES; i++) {
        energy[s->bucket[0][i]]++;
        improved[s->bucket[1][i]]++;
    }
}

/* What the lanes had to leave out of powers that do not fit 32 bits; see add_group. */
static __attribute__((noinline, cold)) void add_excess(const struct plan *p,
                                                       const struct group *g,
                                                       struct kernel_range *range)
{
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        for (int i = 0; i < LANES; i++) {
            float power = g->of[q][i] + p->scale[q];
            if (power > FLOAT_MOST_POWER) {
                plain_add_power(range->sum[q], power);
                plain_add(range->sum[q], -(int64_t)(float_exp2(FLOAT_MOST_POWER) + 0.5f));
            }
        }
    }
}

static void take_totals(const struct totals *s, struct kernel_range *range)
{
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        for (int i = 0; i < LANES / 2; i++)
            plain_add(range->sum[q], (int64_t)s->sum[q][i]);
        for (int i = 0; i < LANES; i++) {
            range->low[q] = s->low[q][i] < range->low[q] ? s->low[q][i] : range->low[q];
            range->high[q] = s->high[q][i] > range->high[q] ? s->high[q][i] : range->high[q];
        }
    }
}

/* Whole groups from `first` on. */
ALWAYS void range_groups(const struct plan *p, uint64_t first, uint64_t groups, bool plain,
                         struct kernel_range *range)
{
    const lane_wide even = even_lanes();
    struct totals s = {0};
    struct group g;
    bool redrawn;
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        s.low[q] = EACH(__builtin_inff());
        s.high[q] = EACH(-__builtin_inff());
    }
    for (uint64_t i = 0; i < groups; i++) {
        if (i > 0)
            count_group(&s, range);
        g = draw_group(p, first + i * LANES, even, plain, &redrawn);
        if (__builtin_expect(redrawn, 0))
            add_excess(p, &g, range);
        add_group(p, &g, &s);
    }
    count_group(&s, range);
    take_totals(&s, range);
}

static void vector_range(const struct plan *p, uint64_t first, uint64_t last,
                         struct kernel_range *range)
{
    uint64_t groups = (last - first) / LANES;
    if (groups > 0 && p->plain)
        range_groups(p, first, groups, true, range);
    else if (groups > 0)
        range_groups(p, first, groups, false, range);
    kernel_plain.range(p, first + groups * LANES, last, range);
}

static void vector_queries(const struct plan *p, uint64_t first, size_t n,
                           float *const of[PLAN_QUANTITIES])
{
    const lane_wide even = even_lanes();
    for (size_t i = 0; i < n; i += LANES) {
        bool redrawn;
        struct group g = draw_group(p, first + i, even, false, &redrawn);
        size_t room = n - i < LANES ? n - i : LANES;
        for (int q = 0; q < PLAN_QUANTITIES; q++)
            memcpy(of[q] + i, &g.of[q], room * sizeof(float));
    }
}
