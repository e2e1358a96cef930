/* lanes_math.h -- powers and logarithms of two in every lane, with the bits of float_math.h. */
#ifndef DAY_LANES_MATH_H
#define DAY_LANES_MATH_H

#include "day/float_math.h"
#include "day/lanes.h"

#define ALWAYS static inline __attribute__((always_inline))

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
