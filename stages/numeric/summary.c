/* summary.c -- the statistics of results.tsv, and all of them of a sample. */
#include "numeric/summary.h"

#include <string.h>

#include "numeric/statistics.h"

#define STATISTIC_ROW(id, name, words, tail, upper) {name, words, tail, upper},

const struct statistic_row *statistic_row(enum statistic statistic)
{
    static const struct statistic_row ROWS[STATISTIC_COUNT] = {STATISTIC_ROWS(STATISTIC_ROW)};
    return &ROWS[statistic];
}

const char *statistic_name(enum statistic statistic)
{
    return statistic_row(statistic)->name;
}

bool statistic_find(const char *name, enum statistic *statistic)
{
    for (int s = 0; s < STATISTIC_COUNT; s++)
        if (strcmp(statistic_name((enum statistic)s), name) == 0) {
            *statistic = (enum statistic)s;
            return true;
        }
    return false;
}

bool statistic_is_mean(enum statistic statistic)
{
    return isnan(statistic_row(statistic)->tail);
}

bool statistic_is_extreme(enum statistic statistic)
{
    return !(statistic_is_mean(statistic) || statistic_row(statistic)->tail > 0);
}

double statistic_probability(enum statistic statistic)
{
    const struct statistic_row *row = statistic_row(statistic);
    return row->upper ? 1 - row->tail : row->tail;
}

static double mean_of_strata(const struct stratum *strata, size_t n_strata)
{
    double sum = 0, kept = 0;
    for (size_t s = 0; s < n_strata; s++) {
        size_t n;
        const double *values = stratum_kept(&strata[s], &n);
        sum += mean_of(values, n) * (double)n;
        kept += (double)n;
    }
    return sum / kept;
}

struct summary summary_of(const double *sorted, size_t n, const struct stratum *strata,
                          size_t n_strata)
{
    struct summary s;
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        double p = statistic_probability((enum statistic)i);
        s.of[i] = statistic_is_mean((enum statistic)i)
                      ? (struct estimate){mean_of_strata(strata, n_strata),
                                          standard_error_of_mean(strata, n_strata), n}
                      : (struct estimate){quantile(sorted, n, p),
                                          standard_error_of_quantile(sorted, n, p, strata,
                                                                     n_strata), n};
    }
    return s;
}

struct summary summary_of_one(const double *sorted, size_t n)
{
    struct stratum whole = {.sorted = sorted, .n = n, .high = n};
    return summary_of(sorted, n, &whole, 1);
}
