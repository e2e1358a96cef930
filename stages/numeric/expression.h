/* expression.h -- arithmetic over named values: + - * / ( ), min, max, numbers, names, functions.
 *
 *     2 * traditional.energy.frontier.p50 / min(a.b, 1e-3)    share_above(traditional.energy, 10)
 *
 * A name is [a-z0-9_.]+ and no number. min and max take values; any other function takes a name,
 * and as many numbers after it as its row says. Names and functions are the leaves of the
 * expression: whoever evaluates says what they are worth. The struct is a plain value. */
#ifndef NUMERIC_EXPRESSION_H
#define NUMERIC_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define EXPRESSION_NAME_SIZE 160
#define EXPRESSION_LEAVES_MAX 16
#define EXPRESSION_STEPS_MAX 96

/* A function other than min and max: its name, and the numbers that follow its first argument. */
struct expression_function {
    const char *name;
    size_t numbers; /* 0 or 1 */
};

/* Something that has a value elsewhere. The same leaf twice in an expression is one leaf. */
struct expression_leaf {
    const char *function;            /* the row's name, borrowed from the rows; "" for a name */
    char name[EXPRESSION_NAME_SIZE]; /* the name, or the function's first argument            */
    double number;                   /* the function's second argument, or 0                  */
};

enum expression_operation {
    EXPRESSION_NUMBER,
    EXPRESSION_LEAF,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
    EXPRESSION_NEGATE,
    EXPRESSION_MIN,
    EXPRESSION_MAX
};

/* One step of a machine with a stack. */
struct expression_step {
    enum expression_operation operation;
    double number; /* EXPRESSION_NUMBER                    */
    size_t leaf;   /* EXPRESSION_LEAF: index into leaves   */
};

struct expression {
    size_t n_leaves, n_steps;
    struct expression_leaf leaves[EXPRESSION_LEAVES_MAX];
    struct expression_step steps[EXPRESSION_STEPS_MAX];
};

/* Whether two leaves ask for the same: function, name and number. */
bool expression_leaf_is_same(const struct expression_leaf *a, const struct expression_leaf *b);

/* Reads an expression.
 *   functions   n of them; their names must outlive x
 *   x           filled on success
 * Returns 0, or -1 with "character N: found X, want Y", or that it is too long. */
int expression_parse(const char *text, const struct expression_function *functions, size_t n,
                     struct expression *x, struct error *e) MUST_CHECK;

/* What a leaf is worth. standard_error comes as 0 and may be left so.
 * Returns 0, or -1 with a message. */
typedef int expression_lookup(void *context, const struct expression_leaf *leaf, double *value,
                              double *standard_error, struct error *e);

/* How far two leaves are correlated. rho in [-1, 1] comes as 0 and may be left so.
 * Returns 0, or -1 with a message. */
typedef int expression_correlation(void *context, const struct expression_leaf *a,
                                   const struct expression_leaf *b, double *rho,
                                   struct error *e);

/* The value, and its standard error to first order:
 *
 *     s^2 = sum over leaves i, j of rho_ij (s_i df/dx_i) (s_j df/dx_j)
 *
 * the derivatives as central differences over s_i / 100 to either side. Correlations that are
 * estimated pair by pair need not fit each other: where they make s^2 negative by more than
 * rounding, the leaves are taken as independent.
 *   correlation      asked for pairs of different leaves that both move the value; NULL: all are
 *                    independent
 *   standard_error   may be NULL, and correlation is then not asked
 * Returns 0, or -1: a lookup or correlation that fails (its message), a value that is not
 * finite. */
int expression_evaluate(const struct expression *x, expression_lookup *lookup,
                        expression_correlation *correlation, void *context, double *value,
                        double *standard_error, struct error *e) MUST_CHECK;

#endif
