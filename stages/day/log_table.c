/* log_table.c -- fits the log2 of quantiles octave by octave, and evaluates them one at a time.
 *
 * Interpolation at eight Chebyshev nodes. On an octave the nearest singularity, at tail 0, is at
 * three half-widths from the middle, so the error falls by 5.8 with each degree. Nodes and
 * logarithms are rounded to whole multiples of 2^-24 before anything is made of them: libm's last
 * bit, which differs from processor to processor, then leaves no trace in the coefficients. */
#include "day/log_table.h"

#include <float.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_poly.h>
#include <math.h>
#include <string.h>

#include "day/float_math.h"

#define KINK_CELL 14
#define UPPER_CELLS 16
#define FIRST_OCTAVE 16
#define LAST_OCTAVE 30
#define GRID 0x1p24
#define CELL(octave) (((octave) - 1) % 16) /* the lower four bits of a float's exponent */

/* What is fitted: one side of a distribution, and where its density has a kink the piece before or
 * beyond that, continued over the whole octave so that the kink does not spoil the fit. */
struct side {
    const struct distribution *d;
    bool upper;
    enum { SIDE_WHOLE, SIDE_BEFORE_KINK, SIDE_BEYOND_KINK } piece;
    double centre;
};

/* ---- the function that is fitted ------------------------------------------------------------- */

static double on_grid(double x)
{
    return rint(x * GRID) / GRID;
}

/* Values too small for a double are as good as the smallest one: no energy is left of them. */
static double log2_of(double x)
{
    return log2(x > DBL_MIN ? x : DBL_MIN);
}

static double relative_log2(const struct side *s, double tail)
{
    struct uniform u = {tail, s->upper};
    double x = s->piece == SIDE_WHOLE
                   ? distribution_quantile(s->d, u)
                   : s->d->type->kink->piece(s->d, u, s->piece == SIDE_BEYOND_KINK);
    return log2_of(x) - s->centre;
}

double log_table_exact(const struct distribution *d, const struct log_table *t, struct uniform u)
{
    return relative_log2(&(struct side){d, u.upper, SIDE_WHOLE, t->centre}, u.tail);
}

/* ---- fitting --------------------------------------------------------------------------------- */

/* The polynomial in z through the tails (scale (1.5 + z) + 1/2) unit, z from -1/2 to 1/2. */
static void fit(const struct side *s, double scale, double unit,
                float row[LOG_TABLE_COEFFICIENTS])
{
    enum { N = LOG_TABLE_COEFFICIENTS };
    double z[N], value[N], differences[N], work[N], c[N];
    for (int i = 0; i < N; i++) {
        z[i] = on_grid(0.5 * cos(M_PI * (i + 0.5) / N));
        value[i] = on_grid(relative_log2(s, (scale * (1.5 + z[i]) + 0.5) * unit));
    }
    gsl_poly_dd_init(differences, z, value, N);
    gsl_poly_dd_taylor(c, 0, differences, z, N, work);
    for (int i = 0; i < N; i++)
        row[i] = (float)c[i];
}

static void fit_tails(const struct side *s, struct log_table *t)
{
    float(*row)[LOG_TABLE_COEFFICIENTS] = t->tail[s->upper];
    memset(row[0], 0, sizeof row[0]);
    row[0][0] = (float)on_grid(relative_log2(s, 0x1p-81));
    for (int octave = 0; octave < LOG_TABLE_TAILS - 1; octave++)
        fit(s, ldexp(1, octave), 0x1p-80, row[octave + 1]);
}

/* Fits the octave with the kink once for each of its pieces. */
static void fit_kink(const struct distribution *d, struct log_table *t)
{
    double below = d->type->kink->below(d);
    bool upper = below > 0.5;
    double distance = (upper ? 1 - below : below) * 0x1p32 - 0.5;
    if (distance < 65536 || distance >= 0x1p31) /* in a tail, or where both sides meet */
        return;
    int octave = ilogb(distance), offset = upper ? UPPER_CELLS : 0;
    struct side before = {d, upper, upper ? SIDE_BEYOND_KINK : SIDE_BEFORE_KINK, t->centre};
    struct side beyond = {d, upper, upper ? SIDE_BEFORE_KINK : SIDE_BEYOND_KINK, t->centre};
    fit(&before, ldexp(1, octave), 0x1p-32, t->row[CELL(octave) + offset]);
    fit(&beyond, ldexp(1, octave), 0x1p-32, t->row[KINK_CELL + offset]);
    t->kink_cell = CELL(octave) + offset;
    t->kink = (float)distance;
    t->limit = 0x1p31f - 128; /* the largest float below 2^31 */
}

int log_table_make(const struct distribution *d, struct log_table *t, struct error *e)
{
    if (distribution_bounds(d).low < 0)
        return error_set(e, "found a share of %g below 0, want a distribution above 0",
                         distribution_below(d, 0));
    *t = (struct log_table){.kink_cell = -1, .limit = 0x1p31f};
    t->centre = on_grid(log2_of(distribution_quantile(d, (struct uniform){0.5, false})));
    for (int upper = 0; upper < 2; upper++) {
        struct side side = {d, upper, SIDE_WHOLE, t->centre};
        for (int octave = FIRST_OCTAVE; octave <= LAST_OCTAVE; octave++)
            fit(&side, ldexp(1, octave), 0x1p-32,
                t->row[CELL(octave) + (upper ? UPPER_CELLS : 0)]);
        fit_tails(&side, t);
    }
    if (d->type->kink)
        fit_kink(d, t);
    for (int cell = 0; cell < LOG_TABLE_CELLS; cell++)
        for (int i = 0; i < LOG_TABLE_COEFFICIENTS; i++)
            t->column[i][cell] = t->row[cell][i];
    return 0;
}

/* ---- evaluation ------------------------------------------------------------------------------ */

/* The polynomial where m, in [1, 2), is the mantissa of the distance. */
static float evaluate(const float row[LOG_TABLE_COEFFICIENTS], float m)
{
    float z = m - 1.5f, sum = row[LOG_TABLE_COEFFICIENTS - 1];
    for (int i = LOG_TABLE_COEFFICIENTS - 2; i >= 0; i--)
        sum = sum * z + row[i];
    return sum;
}

static float at_tail(const struct log_table *t, bool upper, uint64_t again)
{
    if (again == 0)
        return evaluate(t->tail[upper][0], 1.5f);
    int octave = 63 - __builtin_clzll(again);
    uint64_t top = octave >= 23 ? again >> (octave - 23) : again << (23 - octave);
    return evaluate(t->tail[upper][octave + 1], (float)top * 0x1p-23f);
}

float log_table_at(const struct log_table *t, uint32_t word, uint64_t again)
{
    bool upper = word >= 0x80000000u;
    if (log_table_is_tail(word))
        return at_tail(t, upper, again);
    float d = (float)(int32_t)log_table_distance(word);
    d = d < t->limit ? d : t->limit;
    uint32_t bits = float_bits(d);
    int32_t cell = (int32_t)((bits >> 23 & 15) + (upper ? UPPER_CELLS : 0));
    if (cell == t->kink_cell && d >= t->kink)
        cell = KINK_CELL + (upper ? UPPER_CELLS : 0);
    return evaluate(t->row[cell], float_from_bits((bits & 0x7fffffu) | 0x3f800000u));
}
