/* lanes.h -- vectors of as many floats as the instruction set that this is compiled for has.
 *
 * The compiler's own vector types (gcc and clang), and intrinsics where these do not say what an
 * instruction does. Nothing here rounds but IEEE additions and multiplications, so the bits are the
 * same for any number of lanes. For kernel_body.h only. */
#ifndef DAY_LANES_H
#define DAY_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "day/float_math.h"
#include "day/log_table.h"

#if defined __AVX512F__ && defined __AVX512DQ__
#include <immintrin.h>
#define LANES 16
#elif defined __AVX2__
#include <immintrin.h>
#define LANES 8
#else
#if defined __SSE2__
#include <emmintrin.h>
#endif
#define LANES 4
#endif

#define VECTOR(type) __attribute__((vector_size(4 * LANES))) type
typedef VECTOR(float) lane_float;
typedef VECTOR(int32_t) lane_int;
typedef VECTOR(uint32_t) lane_bits;
typedef VECTOR(uint64_t) lane_wide; /* half as many, of twice the width */

#define ALWAYS static inline __attribute__((always_inline))

#define EACH(value) ((value) - (lane_float){0}) /* the same in every lane */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the low half comes first");

static inline lane_float lane_load(const float *from)
{
    lane_float v;
    memcpy(&v, from, sizeof v);
    return v;
}

/* Product of the lower halves of wide lanes. */
static inline lane_wide lane_multiply(lane_wide a, lane_wide b)
{
#if LANES == 16
    return (lane_wide)_mm512_mul_epu32((__m512i)a, (__m512i)b);
#elif LANES == 8
    return (lane_wide)_mm256_mul_epu32((__m256i)a, (__m256i)b);
#elif defined __SSE2__
    return (lane_wide)_mm_mul_epu32((__m128i)a, (__m128i)b);
#else
    return (a & 0xffffffffu) * (b & 0xffffffffu);
#endif
}

static inline lane_wide lane_xor3(lane_wide a, lane_wide b, lane_wide c)
{
#if LANES == 16
    return (lane_wide)_mm512_ternarylogic_epi64((__m512i)a, (__m512i)b, (__m512i)c, 0x96);
#else
    return a ^ b ^ c;
#endif
}

static inline lane_float lane_select(lane_int mask, lane_float yes, lane_float no)
{
    return (lane_float)((mask & (lane_int)yes) | (~mask & (lane_int)no));
}

/* a < b ? a : b, and a > b ? a : b. */
#if LANES == 16
#define LANE_EXTREME(name, sign) (lane_float)_mm512_##name##_ps((__m512)a, (__m512)b)
#elif LANES == 8
#define LANE_EXTREME(name, sign) (lane_float)_mm256_##name##_ps((__m256)a, (__m256)b)
#elif defined __SSE2__
#define LANE_EXTREME(name, sign) (lane_float)_mm_##name##_ps((__m128)a, (__m128)b)
#else
#define LANE_EXTREME(name, sign) lane_select(a sign b, a, b)
#endif

static inline lane_float lane_min(lane_float a, lane_float b)
{
    return LANE_EXTREME(min, <);
}

static inline lane_float lane_max(lane_float a, lane_float b)
{
    return LANE_EXTREME(max, >);
}

static inline bool lane_any_below(lane_float a, float limit)
{
#if LANES == 16
    return _mm512_cmp_ps_mask((__m512)a, _mm512_set1_ps(limit), _CMP_LT_OQ) != 0;
#elif LANES == 8
    return _mm256_movemask_ps(_mm256_cmp_ps((__m256)a, _mm256_set1_ps(limit), _CMP_LT_OQ)) != 0;
#elif defined __SSE2__
    return _mm_movemask_ps(_mm_cmplt_ps((__m128)a, _mm_set1_ps(limit))) != 0;
#else
    lane_int below = a < EACH(limit);
    return (below[0] | below[1] | below[2] | below[3]) != 0;
#endif
}

/* The coefficients of each lane's cell. Sixteen lanes permute registers; fewer load rows and turn
 * them, four lanes at a time, which is faster than gathering. */
#if LANES == 16
static inline void lane_coefficients(const struct log_table *t, lane_int cell,
                                     lane_float c[LOG_TABLE_COEFFICIENTS])
{
    for (int i = 0; i < LOG_TABLE_COEFFICIENTS; i++)
        c[i] = (lane_float)_mm512_permutex2var_ps((__m512)lane_load(t->column[i]), (__m512i)cell,
                                                  (__m512)lane_load(t->column[i] + 16));
}
#else
#if LANES == 8
#define LOWER_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define UPPER_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define LOWER_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define UPPER_HALVES(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#else
#define LOWER_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define UPPER_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define LOWER_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 4, 5)
#define UPPER_HALVES(a, b) __builtin_shufflevector(a, b, 2, 3, 6, 7)
#endif

/* Four floats of the row of lane i; with eight lanes, those of lane i + 4 above them. */
static inline lane_float lane_rows(const float *const row[LANES], int i)
{
#if LANES == 8
    __m256 lower = _mm256_castps128_ps256(_mm_loadu_ps(row[i]));
    return (lane_float)_mm256_insertf128_ps(lower, _mm_loadu_ps(row[i + 4]), 1);
#else
    return lane_load(row[i]);
#endif
}

static inline void lane_coefficients(const struct log_table *t, lane_int cell,
                                     lane_float c[LOG_TABLE_COEFFICIENTS])
{
    int32_t at[LANES];
    memcpy(at, &cell, sizeof at);
    for (int half = 0; half < LOG_TABLE_COEFFICIENTS; half += 4) {
        const float *row[LANES];
        for (int i = 0; i < LANES; i++)
            row[i] = t->row[at[i]] + half;
        lane_float r0 = lane_rows(row, 0), r1 = lane_rows(row, 1);
        lane_float r2 = lane_rows(row, 2), r3 = lane_rows(row, 3);
        lane_float lower01 = LOWER_PAIRS(r0, r1), lower23 = LOWER_PAIRS(r2, r3);
        lane_float upper01 = UPPER_PAIRS(r0, r1), upper23 = UPPER_PAIRS(r2, r3);
        c[half] = LOWER_HALVES(lower01, lower23);
        c[half + 1] = UPPER_HALVES(lower01, lower23);
        c[half + 2] = LOWER_HALVES(upper01, upper23);
        c[half + 3] = UPPER_HALVES(upper01, upper23);
    }
}
#endif

/* ---- powers and logarithms of two in every lane, with the bits of float_math.h -------------- */

FLOAT_POLYNOMIALS(lane_float, exp2_fraction_lanes, log2_mantissa_lanes)

/* 2^(x + scale), of x from `least` on. */
ALWAYS lane_float power_lanes(lane_float x, lane_int scale, int32_t least)
{
    x = lane_max(x, EACH((float)least));
    lane_float shifted = x + FLOAT_ROUNDER;
    lane_float p = exp2_fraction_lanes(x - (shifted - FLOAT_ROUNDER));
    return (lane_float)((lane_bits)p + (((lane_bits)shifted + (lane_bits)scale) << 23));
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
    const lane_int none = {0};
    lane_float high = lane_max(x, y), low = lane_min(y, x);
    return high + log2_mantissa_lanes(power_lanes(low - high, none, FLOAT_LEAST_POWER) + 1.0f);
}

#endif
