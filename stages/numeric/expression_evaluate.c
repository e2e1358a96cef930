/* expression_evaluate.c -- the value of an expression, and its standard error. */
#include "numeric/expression.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double apply(enum expression_operation operation, double a, double b)
{
    switch (operation) {
    case EXPRESSION_ADD:
        return a + b;
    case EXPRESSION_SUBTRACT:
        return a - b;
    case EXPRESSION_MULTIPLY:
        return a * b;
    case EXPRESSION_DIVIDE:
        return a / b;
    case EXPRESSION_MIN:
        return a < b ? a : b;
    case EXPRESSION_MAX:
        return a > b ? a : b;
    case EXPRESSION_NUMBER:
    case EXPRESSION_LEAF:
    case EXPRESSION_NEGATE:
        break; /* no operation on two values */
    }
    return NAN;
}

/* The value where the leaves have these values. */
static double run(const struct expression *x, const double *leaves)
{
    double stack[EXPRESSION_STEPS_MAX];
    size_t n = 0;
    for (size_t i = 0; i < x->n_steps; i++) {
        const struct expression_step *s = &x->steps[i];
        if (s->operation == EXPRESSION_NUMBER)
            stack[n++] = s->number;
        else if (s->operation == EXPRESSION_LEAF)
            stack[n++] = leaves[s->leaf];
        else if (s->operation == EXPRESSION_NEGATE)
            stack[n - 1] = -stack[n - 1];
        else {
            n--;
            stack[n - 1] = apply(s->operation, stack[n - 1], stack[n]);
        }
    }
    return stack[0];
}

/* s_i df/dx_i */
static double contribution(const struct expression *x, const double *leaves, size_t i, double s)
{
    double moved[EXPRESSION_LEAVES_MAX], step = s / 100;
    if (!(step > 0))
        return 0;
    memcpy(moved, leaves, x->n_leaves * sizeof *moved);
    moved[i] = leaves[i] + step;
    double above = run(x, moved);
    moved[i] = leaves[i] - step;
    return s * (above - run(x, moved)) / (2 * step);
}

/* Twice the sum over pairs of rho_ij c_i c_j, which independent leaves do not have. */
static int covariance(const struct expression *x, expression_correlation *correlation,
                      void *context, const double *contributions, double *sum, struct error *e)
{
    *sum = 0;
    for (size_t i = 0; i < x->n_leaves; i++)
        for (size_t j = 0; j < i; j++) {
            double product = contributions[i] * contributions[j], rho = 0;
            if (!(fabs(product) > 0))
                continue;
            if (correlation(context, &x->leaves[j], &x->leaves[i], &rho, e))
                return -1;
            *sum += 2 * rho * product;
        }
    return 0;
}

/* The variance of the value where the leaves have these values and standard errors. */
static int variance_of(const struct expression *x, expression_correlation *correlation,
                       void *context, const double *leaves, const double *errors,
                       double *variance, struct error *e)
{
    double contributions[EXPRESSION_LEAVES_MAX], squares = 0, sum = 0;
    for (size_t i = 0; i < x->n_leaves; i++) {
        contributions[i] = contribution(x, leaves, i, errors[i]);
        squares += pow(contributions[i], 2);
    }
    if (correlation && isfinite(squares) &&
        covariance(x, correlation, context, contributions, &sum, e))
        return -1;
    *variance = squares + sum;
    if (*variance < 0)
        *variance = *variance < -1e-9 * squares ? squares : 0;
    return 0;
}

int expression_evaluate(const struct expression *x, expression_lookup *lookup,
                        expression_correlation *correlation, void *context, double *value,
                        double *standard_error, struct error *e)
{
    double leaves[EXPRESSION_LEAVES_MAX] = {0}, errors[EXPRESSION_LEAVES_MAX] = {0}, variance;
    for (size_t i = 0; i < x->n_leaves; i++)
        if (lookup(context, &x->leaves[i], &leaves[i], &errors[i], e))
            return -1;
    *value = run(x, leaves);
    if (variance_of(x, standard_error ? correlation : NULL, context, leaves, errors, &variance, e))
        return -1;
    if (standard_error)
        *standard_error = sqrt(variance);
    if (!isfinite(*value) || !isfinite(variance))
        return error_set(e, "comes out as %.17g with standard error %.17g, want finite numbers: "
                            "is something divided by zero?", *value, sqrt(variance));
    return 0;
}
