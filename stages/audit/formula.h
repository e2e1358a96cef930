/* formula.h -- the functions that formulae may call, a row each, and what the rows answer.
 *
 * Nobody else knows a function by its name: a leaf of a formula has its row (formula_function_of),
 * and the row says who answers it and what the answer rests on. */
#ifndef AUDIT_FORMULA_H
#define AUDIT_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/published.h"
#include "base/error.h"
#include "numeric/expression.h"
#include "numeric/modes.h"
#include "result/answers.h"
#include "result/outcome.h"

/* What a function's answer rests on. */
enum formula_basis {
    FORMULA_ON_ITSELF, /* a number that is given: in print, in the scenario, by a fit       */
    FORMULA_ON_MEDIAN, /* a variable's queries, as their median does                        */
    FORMULA_ON_EXTREME /* these and how many they are, as their extremes do                 */
};

/* One function. Of `printed` and `value` one is NULL: who cannot answer. */
struct formula_function {
    const char *name;
    size_t numbers; /* that follow its first argument, 0 or 1 */
    enum formula_basis basis;
    /* The answer of the printed numbers. Returns 0, or -1 with a message. */
    int (*printed)(const struct published *p, const char *name, double *number, struct error *e);
    /* The answer of a scenario; arguments as of formula_value. out comes zeroed. */
    int (*value)(const struct outcome *o, const struct answers *of,
                 const struct expression_leaf *leaf, struct estimate *out, struct error *e);
};

/* The function of this number, from 0; NULL beyond the last. */
const struct formula_function *formula_function_at(size_t i);

/* The function that a leaf calls; NULL for a name, which is a key of results.tsv. */
const struct formula_function *formula_function_of(const struct expression_leaf *leaf);

/* Parses one formula with these functions. Returns 0, or -1 with a message. */
int formula_parse(const char *formula, struct expression *x, struct error *e) MUST_CHECK;

/* The value of a leaf with a function that a scenario answers.
 *   o                assumptions and fits
 *   of               who answers for shares and modes
 *   standard_error   filled: of a share, else 0
 * Returns 0, or -1 with a message: also of a function that only print answers. */
int formula_value(const struct outcome *o, const struct answers *of,
                  const struct expression_leaf *leaf, double *value, double *standard_error,
                  struct error *e) MUST_CHECK;

/* Whether a leaf is a result, a key or of a variable's queries, and not a number that is given. */
bool formula_is_result(const struct expression_leaf *leaf);

/* Whether a leaf counts modes. */
bool formula_is_modes(const struct expression_leaf *leaf);

/* The modes of a variable, such as "<case>.energy.frontier.<lever>".
 *   factor   > 0, of the bandwidth
 * Returns 0, or -1 with a message that begins with the variable. */
int formula_modes(const struct answers *of, const char *variable, double factor,
                  struct modes *modes, struct error *e) MUST_CHECK;

#endif
