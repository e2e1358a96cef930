/* peak.c -- the largest, or the smallest, of many independent sums. */
#include "day/peak.h"

#include <math.h>

#define FAR 8.0     /* deviations: beyond lies 6e-16 of a normal distribution             */
#define POINTS 64   /* of the midpoint rule over some 16 deviations: of a smooth integrand */
                    /* its error comes from the slopes at both ends alone                 */
#define NEVER 1e-17
#define ROOT_2 1.41421356237309505

/* Minute t is start + size * root^3, and root about normal (Wilson and Hilferty 1931). */
struct minutes {
    double start[DAY_MINUTES], size[DAY_MINUTES], centre[DAY_MINUTES], deviation[DAY_MINUTES];
    double low[DAY_MINUTES], high[DAY_MINUTES]; /* it lies between these */
    double least, most; /* the peak lies between these, but for a chance of 1e-12 */
    bool largest;
};

/* Minute t with as many deviations from the centre of its root. */
static double at(const struct minutes *m, size_t t, double deviations)
{
    double root = fmax(m->centre[t] + deviations * m->deviation[t], 0);
    return fmax(m->start[t] + m->size[t] * root * root * root, 0);
}

/* A gamma distribution of shape k and scale s has the cumulants k s, k s^2, 2 k s^3. */
static void prepare(const struct day_law *law, bool largest, struct minutes *m)
{
    m->largest = largest;
    m->least = m->most = largest ? -INFINITY : INFINITY;
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        bool varies = law->variance[t] > 0;
        double scale = varies ? law->third[t] / (2 * law->variance[t]) : 0;
        double inverse_shape = varies ? scale * scale / law->variance[t] : 0;
        m->size[t] = varies ? law->variance[t] / scale : law->mean[t];
        m->start[t] = law->mean[t] - m->size[t];
        m->centre[t] = 1 - inverse_shape / 9;
        m->deviation[t] = sqrt(inverse_shape / 9);
        m->low[t] = at(m, t, -FAR);
        m->high[t] = at(m, t, FAR);
        m->least = largest ? fmax(m->least, m->low[t]) : fmin(m->least, m->low[t]);
        m->most = largest ? fmax(m->most, m->high[t]) : fmin(m->most, m->high[t]);
    }
}

/* The product over the minutes of P(X_t <= x), or of P(X_t > x) for the smallest. */
static double chance_of_all(const struct minutes *m, double x)
{
    double chance = 1, sign = m->largest ? -1 : 1;
    for (size_t t = 0; t < DAY_MINUTES && chance > NEVER; t++) {
        if (x <= m->low[t] || x >= m->high[t]) {
            chance *= (x >= m->high[t]) == m->largest;
            continue;
        }
        double off = cbrt((x - m->start[t]) / m->size[t]) - m->centre[t];
        chance *= 0.5 * erfc(sign * off / (m->deviation[t] * ROOT_2));
    }
    return chance;
}

struct day_peak day_peak_of(const struct day_law *law, bool largest)
{
    struct minutes m;
    double first = 0, second = 0;
    prepare(law, largest, &m);
    /* E[M - low] is the integral of P(M > x), and E[(M - low)^2] that of 2 (x - low) P(M > x) */
    double low = m.least, step = (m.most - low) / POINTS;
    for (int i = 0; i < POINTS; i++) {
        double above = (i + 0.5) * step, all = chance_of_all(&m, low + above);
        double chance = largest ? 1 - all : all;
        first += step * chance;
        second += step * 2 * above * chance;
    }
    second -= step * step / 12; /* Euler and Maclaurin: the second integrand begins with slope 2 */
    return (struct day_peak){low + first, sqrt(fmax(second - first * first, 0))};
}
