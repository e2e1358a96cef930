/* multiverse_write.h -- a multiverse as tables, and as the data of its figures. */
#ifndef ASK_MULTIVERSE_WRITE_H
#define ASK_MULTIVERSE_WRITE_H

#include <stdbool.h>
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

/* Looks at number k of a multiverse. Owned by the caller (multiverse_view_free), also on failure. */
int multiverse_view(const struct multiverse_task *task, const struct multiverse *m, size_t k,
                    struct multiverse_view *view, struct error *e) MUST_CHECK;

/* True when the values differ by more than rounding. */
bool multiverse_view_varies(const struct multiverse_view *view);

void multiverse_view_free(struct multiverse_view *view);

/* multiverse.tsv: combination, the reading (from 1) of each list, reproduced, stated ("-": it
 * failed), the value of each printed number ("-": none), drawn (yes: some value rests on a case
 * without a closed form), error. */
void multiverse_write_all(const struct multiverse_task *task, const struct multiverse *m,
                          FILE *stream);

/* multiverse_best.tsv: rank, reproduced, of, stated, of_stated, combination, the label of the
 * reading of each list, and the ids of the results that are missed. Combinations that reproduce the
 * same number of results and of assumptions as stated share a rank; those that failed have none. */
int multiverse_write_best(const struct multiverse_task *task, const struct multiverse *m,
                          FILE *stream, struct error *e) MUST_CHECK;

/* multiverse_numbers.tsv: a row a printed number: id, kind, printed, unit, low, high, min, max,
 * combinations, reproduced, share, moved_by (the list that moves its mean most), effect. */
int multiverse_write_numbers(const struct multiverse_task *task, const struct multiverse *m,
                             FILE *stream, struct error *e) MUST_CHECK;

/* The data of a specification curve, five blocks apart by two empty lines, see
 * scripts/figures/specification_curve.gp. */
int multiverse_write_curve(const struct multiverse_task *task, const struct multiverse *m, size_t k,
                           const struct multiverse_view *view, FILE *stream,
                           struct error *e) MUST_CHECK;

#endif
