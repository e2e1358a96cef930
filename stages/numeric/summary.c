/* summary.c -- the statistics that results.tsv shows of a sample. */
#include "numeric/summary.h"

#include "numeric/statistics.h"

const char *statistic_name(enum statistic statistic)
{
    static const char *const NAMES[STATISTIC_COUNT] = {"p5",  "p25",  "p50", "p75",
                                                       "p95", "mean", "min", "max"};
    return NAMES[statistic];
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
    static const double AT[STATISTIC_COUNT] = {0.05, 0.25, 0.50, 0.75, 0.95,
                                               [STATISTIC_MIN] = 0, [STATISTIC_MAX] = 1};
    struct summary s = {.n = n};
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        if (i == STATISTIC_MEAN)
            continue;
        s.value[i] = quantile(sorted, n, AT[i]);
        s.standard_error[i] = standard_error_of_quantile(sorted, n, AT[i], strata, n_strata);
    }
    s.value[STATISTIC_MEAN] = mean_of_strata(strata, n_strata);
    s.standard_error[STATISTIC_MEAN] = standard_error_of_mean(strata, n_strata);
    return s;
}

struct summary summary_of_one(const double *sorted, size_t n)
{
    struct stratum whole = {.sorted = sorted, .n = n, .high = n};
    return summary_of(sorted, n, &whole, 1);
}
