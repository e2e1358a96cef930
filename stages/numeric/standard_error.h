/* standard_error.h -- standard errors of quantiles and means, by the bootstrap within each model.
 *
 * Not by drawing resamples, but in the limit of infinitely many (Maritz and Jarrett 1978): among
 * resamples, the number of a model's values that are at most x is binomial; with what the trimming
 * keeps it is clipped to the kept ranks; the sum over the models is normal to within 1/sqrt(n).
 * A lever is drawn for the kept values alone, but the cut before it moves from resample to resample
 * all the same: to first order the values that are cut off then count as if they stood at the cut.
 * So the law of a quantile among resamples is known at every x, and its spread is the standard
 * error. It needs no random numbers, has no noise of its own, and costs O(log n). */
#ifndef NUMERIC_STANDARD_ERROR_H
#define NUMERIC_STANDARD_ERROR_H

#include <stddef.h>

/* Part of a stratified sample: the values of one model, which of them are kept, and what a lever
 * then makes of those. All arrays are borrowed. */
struct stratum {
    const double *sorted;        /* all n values, ascending                                   */
    size_t n;                    /* drawn                                                     */
    size_t low, high;            /* ranks [low, high) are kept: 0 and n without trimming      */
    const double *levered;       /* the kept values over alpha, ascending; NULL: no lever     */
    const double *inverse_alpha; /* a sample of 1/alpha, ascending; NULL without a lever      */
    size_t n_alpha;              /* its length, at least 1 with a lever                       */
};

/* The kept (and levered) values of a stratum, ascending; *n is set to their number. Borrowed. */
const double *stratum_kept(const struct stratum *s, size_t *n);

/* Standard error of the type 7 quantile at p of the kept (and levered) values of all strata.
 *   sorted   those values, n of them, ascending
 * At p = 0 and p = 1 it is the exact resampling law of the extreme of one sample of n. */
double standard_error_of_quantile(const double *sorted, size_t n, double p,
                                  const struct stratum *strata, size_t n_strata);

/* Standard error of the mean of all kept (and levered) values: winsorised variances of the strata
 * (Tukey and McLaughlin 1963), which without trimming are the plain ones. */
double standard_error_of_mean(const struct stratum *strata, size_t n_strata);

#endif
