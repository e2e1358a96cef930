/* load_curve.c -- the load of a day: a sinusoid, or shares from a CSV file.
 *
 *   1. whole numbers   2. the sinusoid   3. a file   4. of a scenario */
#include "day/load_curve.h"

#include <gsl/gsl_statistics_double.h>

#include "base/table.h"

#define PEAK 2147483648.0 /* 2^31 */
#define HALF_DAY (DAY_MINUTES / 2)
#define HOURS 24
#define TERMS 13 /* of the cosine's series up to pi/2: the next is below 1e-18 */

static const double PI = 3.14159265358979323846;

/* ---- 1. whole numbers ---------------------------------------------------------------------- */

/* Loads on any scale, the largest above 0, to whole numbers. IEEE operations alone. */
static struct load_curve scaled(const double load[DAY_MINUTES])
{
    struct load_curve curve;
    double largest = gsl_stats_max(load, 1, DAY_MINUTES);
    for (size_t t = 0; t < DAY_MINUTES; t++)
        curve.load[t] = (uint32_t)(load[t] / largest * PEAK + 0.5);
    return curve;
}

double load_curve_mean(const struct load_curve *curve)
{
    uint64_t sum = 0;
    uint32_t largest = 0;
    for (size_t t = 0; t < DAY_MINUTES; t++) {
        sum += curve->load[t];
        if (curve->load[t] > largest)
            largest = curve->load[t];
    }
    return (double)sum / ((double)DAY_MINUTES * largest);
}

/* ---- 2. the sinusoid ----------------------------------------------------------------------- */

/* cos x for x in [0, pi/2], by its series. */
static double cosine(double x)
{
    double sum = 1;
    for (int j = 2 * TERMS; j > 0; j -= 2)
        sum = 1 - x * x / (double)(j * (j - 1)) * sum;
    return sum;
}

/* cos(2 pi (t + 1/2) / 1440) from the first quarter of the day, so that halves are alike. */
static double daily_cosine(size_t t)
{
    size_t from_midnight = t < HALF_DAY ? t : DAY_MINUTES - 1 - t;
    bool before_six = from_midnight < HALF_DAY / 2;
    size_t quarter = before_six ? from_midnight : HALF_DAY - 1 - from_midnight;
    double value = cosine(PI * (double)(2 * quarter + 1) / DAY_MINUTES);
    return before_six ? value : -value;
}

struct load_curve load_curve_sinusoid(double low, double high)
{
    double load[DAY_MINUTES];
    for (size_t t = 0; t < DAY_MINUTES; t++)
        load[t] = (low + high) / 2 - (high - low) / 2 * daily_cosine(t);
    return scaled(load);
}

/* ---- 3. a file ----------------------------------------------------------------------------- */

static int check_rows(const struct table *t, struct error *e)
{
    if (t->n_rows == HOURS || t->n_rows == DAY_MINUTES)
        return 0;
    if (t->n_rows == 0)
        return error_set(e, "%s: share: found no rows below the header, want %d, one an hour, or "
                         "%d, one a minute", t->file, HOURS, DAY_MINUTES);
    return error_set(e, "%s:%zu: share: found %zu row%s below the header, want %d, one an hour, "
                     "or %d, one a minute", t->file, t->lines[t->n_rows - 1], t->n_rows,
                     t->n_rows == 1 ? "" : "s", HOURS, DAY_MINUTES);
}

/* The shares of all rows, not all of them 0. */
static int read_shares(const struct table *t, double *share, struct error *e)
{
    size_t column;
    bool any = false;
    if (table_column(t, "share", &column, e))
        return error_append(e, "; want a header line that names the column of the numbers share");
    if (check_rows(t, e))
        return -1;
    for (size_t row = 0; row < t->n_rows; row++) {
        if (table_number(t, row, column, &share[row], e))
            return -1;
        if (share[row] < 0)
            return error_set(e, "%s:%zu: share: found %.80s, want 0 or more: the part of the day's "
                             "queries that come then, on any scale", t->file, t->lines[row],
                             table_cell(t, row, column));
        any = any || share[row] > 0;
    }
    if (!any)
        return error_set(e, "%s:%zu: share: found 0 in all %zu rows, want more than 0 in one at "
                         "least", t->file, t->lines[0], t->n_rows);
    return 0;
}

int load_curve_read(const char *file, struct load_curve *curve, struct error *e)
{
    struct table t;
    double share[DAY_MINUTES], load[DAY_MINUTES];
    if (table_read(file, ',', &t, e))
        return -1;
    int rc = read_shares(&t, share, e);
    if (rc == 0) {
        size_t minutes = DAY_MINUTES / t.n_rows; /* of a row */
        for (size_t m = 0; m < DAY_MINUTES; m++)
            load[m] = share[m / minutes];
        *curve = scaled(load);
    }
    table_free(&t);
    return rc;
}

/* ---- 4. of a scenario ---------------------------------------------------------------------- */

int load_curve_of(const struct assumptions *a, struct load_curve *curve, struct error *e)
{
    if (!*a->fleet.load_curve) {
        *curve = load_curve_sinusoid(a->fleet.load_low, a->fleet.load_high);
        return 0;
    }
    if (load_curve_read(a->fleet.load_curve, curve, e))
        return error_prefix(e, "fleet.load_curve");
    return 0;
}
