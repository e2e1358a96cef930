/* multiverse_write.h -- a multiverse as tables, and as the data of its figures. */
#ifndef ASK_MULTIVERSE_WRITE_H
#define ASK_MULTIVERSE_WRITE_H

#include <stdio.h>

#include "ask/multiverse.h"
#include "base/error.h"

#define MULTIVERSE_SAME 1e-9 /* relative: what quadrature and roots leave between equal values */
#define MULTIVERSE_BEST 20 /* rows of multiverse_best.tsv at least, with whole ties */

/* One printed number over all combinations: its values in order, and what they amount to. */
struct multiverse_view {
    size_t n;          /* combinations that have a value                     */
    size_t *order;     /* [n], from the lowest value up; owned               */
    double *values;    /* [combinations]; owned                              */
    double low, high;  /* smallest and largest value; NAN when there is none */
    size_t reproduced; /* how many round to what is printed                  */
};

/* Where the tables go. */
struct multiverse_outputs {
    const char *output;  /* multiverse.tsv: a row a combination                             */
    const char *best;    /* multiverse_best.tsv: what reproduces most at once               */
    const char *numbers; /* multiverse_numbers.tsv: a row a printed number                  */
    const char *curves;  /* folder for the specification curves of all results that vary    */
};

/* Writes all; each file whole or not at all. */
int multiverse_write(const struct multiverse_outputs *to, const struct multiverse *m,
                     struct error *e) MUST_CHECK;

/* The data of a specification curve, five blocks apart by two empty lines, see
 * scripts/figures/specification_curve.gp. */
int multiverse_write_curve(const struct multiverse *m, size_t k, const struct multiverse_view *view,
                           FILE *stream, struct error *e) MUST_CHECK;

#endif
