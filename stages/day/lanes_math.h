/* lanes_math.h -- powers and logarithms of two in every lane, with the bits of float_math.h. */
#ifndef DAY_LANES_MATH_H
#define DAY_LANES_MATH_H

#include "day/float_math.h"
#include "day/lanes.h"

#define ALWAYS static inline __attribute__((always_inline))

/* 2^(x + scale), of x from `least` on. */
ALWAYS lane_float power_lanes(lane_float x, lane_int scale, int32_t least)
{
    x = lane_max(x, EACH((float)least));
    lane_float shifted = x + FLOAT_ROUNDER;
    lane_float r = x - (shifted - FLOAT_ROUNDER);
    lane_float p = r * FLOAT_EXP2_5 + FLOAT_EXP2_4;
    p = p * r + FLOAT_EXP2_3;
    p = p * r + FLOAT_EXP2_2;
    p = p * r + FLOAT_EXP2_1;
    p = p * r + 1.0f;
    return (lane_float)((lane_bits)p + (((lane_bits)shifted + (lane_bits)scale) << 23));
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
    const lane_int none = {0};
    lane_float high = lane_max(x, y), low = lane_min(y, x);
    return high + log2_mantissa_lanes(power_lanes(low - high, none, FLOAT_LEAST_POWER) + 1.0f);
}

#endif
