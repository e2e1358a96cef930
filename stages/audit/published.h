/* published.h -- the numbers that a paper prints, and the formulae that give them from results.
 *
 * A formula is arithmetic over names: numbers, keys of results.tsv, + - * / ( ), min(a, b, ...),
 * max(a, b, ...), and the functions of audit/formula.c.
 *
 * Several formulae, separated by ';', make as many values of one printed row, whose ids are the
 * row's with .1, .2, ... behind it. What is printed of an assumption may have parts too, such as
 * 1.05-1.40 or 11.3; 14.1, each with the interval of the digits that the row is printed with; they
 * go round over the formulae. In any other row all values are held against the row's interval. */
#ifndef AUDIT_PUBLISHED_H
#define AUDIT_PUBLISHED_H

#include <stddef.h>

#include "base/error.h"
#include "numeric/expression.h"
#include "result/outcome.h"
#include "base/table.h"

/* What one value has for itself. */
struct published_part {
    struct expression x; /* its formula                                            */
    char text[];         /* id, formula and what is printed, each with its end     */
};

/* One printed number. Strings are borrowed from the tables that `published` holds. */
struct published_value {
    const char *id, *place, *quantity, *case_label, *group, *statistic, *printed, *unit, *kind,
        *note;
    const char *formula; /* "" for a number that is not computed: cited from elsewhere          */
    const struct expression *x;  /* the formula; NULL for none                                  */
    double low, high;    /* [low, high) rounds to what is printed; NAN: open on that side       */
    size_t line;         /* in the file                                                         */
    struct published_part *part; /* owned; NULL: id and printed are borrowed, with no formula   */
};

struct published {
    size_t n;
    struct published_value *values;
    struct table numbers, formulae; /* own all strings */
};

/* Reads the printed numbers and the formulae.
 *   numbers    CSV such as data/published_values.csv
 *   formulae   CSV with columns id, formula, unit, low, high, note
 *   p          owned by the caller (published_free) on success
 * Formulae of ids that are not printed are left alone. A numbers file without the columns kind and
 * note holds simulated numbers. What a printed row has no end of, its formula's row may give.
 * A printed row has both ends or neither, and prints numbers (published_check_printed); the kind
 * qualitative may have one end, and it and the kind cited may print words.
 * Returns 0, or -1 with "file:line: ...": a malformed row, an id twice, an id without a formula
 * that is not cited, a formula that does not parse, a number without any interval or outside its
 * own, a unit that is not the formula's. */
int published_read(const char *numbers, const char *formulae, struct published *p,
                   struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void published_free(struct published *p);

/* Where the leaves of formulae get their values, but what print answers. Borrowed context. */
struct formula_source {
    void *context;
    expression_lookup *value;
    /* How far the sampling errors of two results are correlated, in [-1, 1]. NULL: not at all. */
    int (*correlation)(void *context, const char *key, const char *other, double *rho,
                       struct error *e);
};

/* A source that answers from an outcome, exactly. Borrows it. */
struct formula_source outcome_source(struct outcome *o);

/* The printed number of an id. Returns 0, or -1: no such id (with the nearest one), no number. */
int published_number(const struct published *p, const char *id, double *number,
                     struct error *e) MUST_CHECK;

/* The number as it stands in print, or what stands for it on an axis: the middle of its interval,
 * or the one end that is a number above 0. NAN: there is none. */
double published_reference(const struct published_value *v);

/* The value that a formula gives.
 *   i                in [0, p->n), of a number with a formula
 *   standard_error   first order, with the correlation of its results as the source says; shares
 *                    are taken as independent of all else; may be NULL
 * Returns 0, or -1 with the id and the reason. */
int published_compute(const struct published *p, size_t i, const struct formula_source *source,
                      double *value, double *standard_error, struct error *e) MUST_CHECK;

#endif
