/* kernel_body.h -- the one source of the fast kernels: see plan.h for what it computes.
 *
 * Included once by each kernel_*.c, which is compiled for its instruction set. A group is GROUP
 * queries that follow each other, in SETS vectors that go side by side: the chain of operations
 * on each is long. Words are computed in wide lanes whose upper halves are never looked at, so
 * that a 32-bit product needs no masking. Queries with an input in its outer 2^-16 are left to
 * plain.c. */
#include "day/lanes.h"
#include "day/reference.h"

#define PHILOX_MULTIPLIER_0 0xD2511F53u
#define PHILOX_MULTIPLIER_1 0xCD9E8D57u
#define WORDS 4

#define SETS 4
#define GROUP (SETS * LANES)
#define EACH_SET(s) for (int s = 0; s < SETS; s++)

/* The relative logarithms of a group. */
struct group {
    lane_float of[PLAN_QUANTITIES][SETS];
};

/* What a range adds up to while it is drawn. */
struct totals {
    lane_wide sum[PLAN_QUANTITIES][PLAN_STEPS_MAX + 1]; /* of each kind of quanta */
    lane_float low[PLAN_QUANTITIES], high[PLAN_QUANTITIES];
    uint32_t bucket[2][GROUP]; /* of the group before: counting it fills gaps between the rest */
};

/* ---- random words ---------------------------------------------------------------------------- */

/* The words of a block of a group's queries (Salmon et al. 2011): even queries in the lower, odd
 * ones in the upper halves of wide lanes. */
ALWAYS void philox_group(const struct plan *p, lane_wide even_queries, uint64_t block,
                         lane_int word[WORDS][SETS])
{
    const lane_wide none = {0};
    const lane_wide by_0 = none + PHILOX_MULTIPLIER_0, by_1 = none + PHILOX_MULTIPLIER_1;
    lane_wide c[2 * SETS][WORDS];
    for (int k = 0; k < 2 * SETS; k++) {
        c[k][0] = even_queries + (uint64_t)(k / 2 * LANES + k % 2);
        c[k][1] = c[k][0] >> 32;
        c[k][2] = none + block;
        c[k][3] = none;
    }
    for (int r = 0; r < PLAN_ROUNDS; r++) {
        for (int k = 0; k < 2 * SETS; k++) {
            lane_wide product_0 = lane_multiply(c[k][0], by_0);
            lane_wide product_1 = lane_multiply(c[k][2], by_1);
            c[k][0] = lane_xor3(product_1 >> 32, c[k][1], none + p->round_key[r][0]);
            c[k][2] = lane_xor3(product_0 >> 32, c[k][3], none + p->round_key[r][1]);
            c[k][1] = product_1;
            c[k][3] = product_0;
        }
    }
    for (int w = 0; w < WORDS; w++)
        EACH_SET(s)
            word[w][s] = (lane_int)((c[2 * s][w] & 0xffffffffu) | c[2 * s + 1][w] << 32);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* The cell that each lane's distance d is in. */
ALWAYS lane_int cells(const struct log_table *t, lane_float d, lane_int upper, bool plain)
{
    lane_int cell = (lane_int)((lane_bits)d >> 23 & 15u) | (upper & 16);
    if (!plain && t->kink_cell >= 0) {
        lane_int beyond = (cell == t->kink_cell) & (d >= t->kink);
        cell = (beyond & (cell | 15) & ~1) | (~beyond & cell);
    }
    return cell;
}

/* log2 of the quantiles of words; what is in the outer 2^-16 comes out wrong, and lowers *nearest
 * below 2^16. */
ALWAYS void table_lanes(const struct log_table *t, const lane_int word[SETS], bool plain,
                        lane_float *nearest, lane_float out[SETS])
{
    lane_int cell[SETS];
    lane_float z[SETS], c[SETS][LOG_TABLE_COEFFICIENTS];
    EACH_SET(s) {
        lane_int upper = word[s] >> 31;
        lane_float d = __builtin_convertvector(word[s] ^ upper, lane_float);
        nearest[s] = lane_min(nearest[s], d);
        if (!plain)
            d = lane_min(d, EACH(t->limit));
        cell[s] = cells(t, d, upper, plain);
        z[s] = mantissa_lanes((lane_bits)d) - 1.5f;
    }
    EACH_SET(s)
        lane_coefficients(t, cell[s], c[s]);
    EACH_SET(s)
        out[s] = c[s][LOG_TABLE_COEFFICIENTS - 1];
    for (int i = LOG_TABLE_COEFFICIENTS - 2; i >= 0; i--)
        EACH_SET(s)
            out[s] = out[s] * z[s] + c[s][i];
}

/* ---- a group --------------------------------------------------------------------------------- */

/* As in plain.c. */
ALWAYS void combine_lanes(const struct plan *p, lane_float in[PLAN_INPUTS][SETS], int s,
                          bool plain, struct group *g)
{
    lane_float l = in[PLAN_OUTPUT_TOKENS][s], u = in[PLAN_UTILISATION][s];
    lane_float i = in[PLAN_INPUT_TOKENS][s];
    const lane_int none = {0};
    lane_float t = lane_max(l, EACH(p->floor)) * p->b2 + p->k;
    if (!plain && p->input_drawn)
        t = t + i * p->b1;
    t = lane_min(t, EACH(0.0f));
    if (!plain && p->input_counts)
        l = log2_of_sum_lanes(l, p->input_drawn ? i + p->input_weight : EACH(p->input_weight));
    if (!plain && p->coupled)
        u = p->rising ? log2_of_sum_lanes(EACH(p->idle), t + p->slope)
                      : log2_lanes(power_lanes(t, none, FLOAT_LEAST_POWER) * p->slope + p->idle);
    g->of[PLAN_BUSY][s] = l - t;
    g->of[PLAN_ENERGY][s] = g->of[PLAN_BUSY][s] + u + in[PLAN_PUE][s];
    g->of[PLAN_IMPROVED][s] = g->of[PLAN_ENERGY][s] - in[PLAN_LEVER][s];
}

/* The queries of a group whose inputs are drawn again, done over. */
static __attribute__((noinline, cold)) void redraw(const struct plan *p, uint64_t query,
                                                   const lane_float nearest[SETS],
                                                   struct group *g)
{
    for (int i = 0; i < GROUP; i++) {
        float of[PLAN_QUANTITIES];
        if (!(nearest[i / LANES][i % LANES] < 65536.0f))
            continue;
        reference_query(p, query + (uint64_t)i, of);
        for (int q = 0; q < PLAN_QUANTITIES; q++)
            g->of[q][i / LANES][i % LANES] = of[q];
    }
}

/* Returns whether some query was done over. */
ALWAYS bool draw_group(const struct plan *p, uint64_t query, lane_wide even, bool plain,
                       struct group *g)
{
    lane_int word[WORDS][SETS];
    lane_float in[PLAN_INPUTS][SETS], nearest[SETS], least;
    EACH_SET(s)
        nearest[s] = EACH(0x1p31f);
    philox_group(p, even + query, 0, word);
    for (int i = 0; i < PLAN_INPUT_TOKENS; i++)
        table_lanes(&p->table[i], word[i], plain, nearest, in[i]);
    EACH_SET(s)
        in[PLAN_INPUT_TOKENS][s] = EACH(0.0f);
    if (!plain && p->input_drawn) { /* the last word of the next block */
        philox_group(p, even + query, 1, word);
        table_lanes(&p->table[PLAN_INPUT_TOKENS], word[3], plain, nearest,
                    in[PLAN_INPUT_TOKENS]);
    }
    EACH_SET(s)
        combine_lanes(p, in, s, plain, g);
    least = nearest[0];
    EACH_SET(s)
        least = lane_min(least, nearest[s]);
    if (__builtin_expect(!lane_any_below(least, 65536.0f), 1))
        return false;
    redraw(p, query, nearest, g);
    return true;
}

ALWAYS lane_wide even_lanes(void)
{
    lane_wide even;
    for (int i = 0; i < LANES / 2; i++)
        even[i] = 2 * (uint64_t)i;
    return even;
}

/* ---- sums, extremes, counts ------------------------------------------------------------------ */

ALWAYS lane_wide both_halves(lane_int fixed)
{
    return ((lane_wide)fixed & 0xffffffffu) + ((lane_wide)fixed >> 32);
}

/* Adds values in quanta as coarse as each can be told in. */
ALWAYS void add_values(const struct plan *p, lane_float value, int q, bool plain,
                       lane_wide sum[PLAN_STEPS_MAX + 1])
{
    int32_t steps = plain ? 0 : p->steps, least = FLOAT_LEAST_POWER - p->scale[q];
    lane_int scale = (lane_int){0} + p->scale[q], finer[PLAN_STEPS_MAX];
    for (int k = 0; k < steps; k++) {
        finer[k] = value <= p->fine[q][k];
        scale += finer[k] & PLAN_STEP;
    }
    lane_float quanta =
        power_lanes(lane_min(value, EACH(p->most[q])), scale, least - steps * PLAN_STEP);
    lane_int fixed = __builtin_convertvector(quanta + 0.5f, lane_int);
    for (int k = 0; k < steps; k++) {
        sum[k] += both_halves(fixed & ~finer[k]);
        fixed &= finer[k];
    }
    sum[steps] += both_halves(fixed);
}

ALWAYS void add_quantity(const struct plan *p, const struct group *g, int q, bool plain,
                         struct totals *t)
{
    EACH_SET(s) {
        lane_float value = g->of[q][s];
        add_values(p, value, q, plain, t->sum[q]);
        t->low[q] = lane_min(value, t->low[q]);
        t->high[q] = lane_max(value, t->high[q]);
    }
}

ALWAYS void add_group(const struct plan *p, const struct group *g, bool plain,
                      struct totals *t)
{
    const lane_float last = EACH((float)(p->n_buckets - 1));
    for (int q = 0; q < PLAN_QUANTITIES; q++)
        add_quantity(p, g, q, plain, t);
    for (int k = 0; k < 2; k++) {
        EACH_SET(s) {
            lane_float at = g->of[PLAN_ENERGY + k][s] * (float)PLAN_BUCKETS_OCTAVE +
                            p->bucket[PLAN_ENERGY + k];
            lane_int bucket =
                __builtin_convertvector(lane_min(lane_max(at, EACH(0.0f)), last), lane_int);
            memcpy(t->bucket[k] + s * LANES, &bucket, sizeof bucket);
        }
    }
}

ALWAYS void count_group(const struct totals *t, struct kernel_range *range)
{
    uint32_t *energy = range->count[PLAN_ENERGY], *improved = range->count[PLAN_IMPROVED];
    for (int i = 0; i < GROUP; i++) {
        energy[t->bucket[0][i]]++;
        improved[t->bucket[1][i]]++;
    }
}

/* What the lanes had to leave out of values that do not fit 31 bits; see add_quantity. */
static __attribute__((noinline, cold)) void add_excess(const struct plan *p,
                                                       const struct group *g,
                                                       struct kernel_range *range)
{
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        for (int i = 0; i < GROUP; i++) {
            float value = g->of[q][i / LANES][i % LANES];
            if (value > p->most[q]) {
                reference_add_value(p, (enum plan_quantity)q, value, range->sum[q]);
                reference_subtract(range->sum[q],
                                   (uint64_t)(float_power(p->most[q], p->scale[q]) + 0.5f),
                                   p->steps * PLAN_STEP);
            }
        }
    }
}

static void take_totals(const struct plan *p, const struct totals *t, struct kernel_range *range)
{
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        for (int k = 0; k <= p->steps; k++)
            for (int i = 0; i < LANES / 2; i++)
                reference_add(range->sum[q], t->sum[q][k][i], (p->steps - k) * PLAN_STEP);
        for (int i = 0; i < LANES; i++) {
            range->low[q] = t->low[q][i] < range->low[q] ? t->low[q][i] : range->low[q];
            range->high[q] = t->high[q][i] > range->high[q] ? t->high[q][i] : range->high[q];
        }
    }
}

/* Whole groups from `first` on. */
ALWAYS void range_groups(const struct plan *p, uint64_t first, uint64_t groups, bool plain,
                         struct kernel_range *range)
{
    const lane_wide even = even_lanes();
    struct totals t = {.sum = {{{0}}}};
    struct group g;
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        t.low[q] = EACH(__builtin_inff());
        t.high[q] = EACH(-__builtin_inff());
    }
    for (uint64_t i = 0; i < groups; i++) {
        if (i > 0)
            count_group(&t, range);
        if (draw_group(p, first + i * GROUP, even, plain, &g))
            add_excess(p, &g, range);
        add_group(p, &g, plain, &t);
    }
    count_group(&t, range);
    take_totals(p, &t, range);
}

static void vector_range(const struct plan *p, uint64_t first, uint64_t last,
                         struct kernel_range *range)
{
    uint64_t groups = (last - first) / GROUP;
    if (groups > 0 && p->plain)
        range_groups(p, first, groups, true, range);
    else if (groups > 0)
        range_groups(p, first, groups, false, range);
    kernel_plain.range(p, first + groups * GROUP, last, range);
}

static void vector_queries(const struct plan *p, uint64_t first, size_t n,
                           float *const of[PLAN_QUANTITIES])
{
    const lane_wide even = even_lanes();
    for (size_t i = 0; i < n; i += GROUP) {
        struct group g;
        size_t room = n - i < GROUP ? n - i : GROUP;
        draw_group(p, first + i, even, false, &g);
        for (int q = 0; q < PLAN_QUANTITIES; q++)
            memcpy(of[q] + i, g.of[q], room * sizeof(float));
    }
}
