/* float_math.h -- powers and logarithms of two in float, by polynomials: the same bits anywhere.
 *
 * The coefficients are minimax over the ranges given, found by linear programming. Both the plain
 * reference and the kernels take them from here. */
#ifndef DAY_FLOAT_MATH_H
#define DAY_FLOAT_MATH_H

#include <stdint.h>
#include <string.h>

#define FLOAT_ROUNDER 12582912.0f /* 1.5 * 2^23: adding it rounds to a whole number           */
#define FLOAT_LEAST_POWER (-64)   /* 2^-64 quanta and less are none                           */

static inline uint32_t float_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline float float_from_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The polynomials of a float or of lanes of them: 2^r for r in [-1/2, 1/2] as 1 + r (...), relative
 * error 2e-7 in float; log2 m for m in [1, 2] in z = m - 1.5, absolute error 5e-8. */
#define FLOAT_POLYNOMIALS(type, exp2_fraction, log2_mantissa)               \
    static inline __attribute__((always_inline)) type exp2_fraction(type r) \
    {                                                                       \
        type p = r * 0.00133064331f + 0.00967345852f;                       \
        p = p * r + 0.0555055328f;                                          \
        p = p * r + 0.240222007f;                                           \
        p = p * r + 0.693147182f;                                           \
        return p * r + 1.0f;                                                \
    }                                                                       \
    static inline __attribute__((always_inline)) type log2_mantissa(type m) \
    {                                                                       \
        type z = m - 1.5f;                                                  \
        type p = z * -0.00908890832f + 0.0147788059f;                       \
        p = p * z + -0.0205787513f;                                         \
        p = p * z + 0.0374629013f;                                          \
        p = p * z + -0.0712997466f;                                         \
        p = p * z + 0.142526373f;                                           \
        p = p * z + -0.320596844f;                                          \
        p = p * z + 0.961795986f;                                           \
        return p * z + 0.584962487f;                                        \
    }

FLOAT_POLYNOMIALS(float, float_exp2_fraction, float_log2_mantissa)

/* 2^(x + scale) for x + scale < 127; below -64 it is 2^-64. The scale goes into the exponent, so
 * that adding it rounds nothing. */
static inline float float_power(float x, int32_t scale)
{
    float least = (float)(FLOAT_LEAST_POWER - scale);
    x = x > least ? x : least;
    float shifted = x + FLOAT_ROUNDER;
    float p = float_exp2_fraction(x - (shifted - FLOAT_ROUNDER));
    return float_from_bits(float_bits(p) + ((float_bits(shifted) + (uint32_t)scale) << 23));
}

/* log2 v for v from 2^-100 to 2^100. */
static inline float float_log2(float v)
{
    uint32_t bits = float_bits(v);
    float power = (float)(int32_t)((bits >> 23) - 127u);
    return power + float_log2_mantissa(float_from_bits((bits & 0x7fffffu) | 0x3f800000u));
}

#endif
