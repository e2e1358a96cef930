/* expression.c -- arithmetic over named values, by recursive descent to steps on a stack.
 *
 *   1. tokens   2. grammar   3. evaluation */
#include "calc/expression.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_."
#define DEPTH_MAX 32 /* of parentheses, so that no text exhausts the stack */

struct parser {
    const char *text, *at;
    const struct expression_function *functions;
    size_t n_functions, depth;
    struct expression *x;
    struct error *e;
};

/* ---- 1. tokens -------------------------------------------------------------------------- */

static void skip_blanks(struct parser *p)
{
    p->at += strspn(p->at, " \t");
}

/* Says what stands at the parser's place instead of what is wanted. */
static int unexpected(struct parser *p, const char *want)
{
    int length = (int)strcspn(p->at, " \t,()+*/");
    if (*p->at == '\0')
        return error_set(p->e, "character %td: found the end, want %s", p->at - p->text + 1, want);
    return error_set(p->e, "character %td: found \"%.*s\", want %s", p->at - p->text + 1,
                     length ? (length < 60 ? length : 60) : 1, p->at, want);
}

static bool take(struct parser *p, char c)
{
    skip_blanks(p);
    if (*p->at != c)
        return false;
    p->at++;
    return true;
}

/* The length of the decimal number at text, 0 if there is none: "1", ".5", "2.5e-3". */
static size_t number_length(const char *text)
{
    static const char *const DIGITS = "0123456789";
    size_t whole = strspn(text, DIGITS), n = whole, fraction = 0;
    if (text[n] == '.') {
        fraction = strspn(text + n + 1, DIGITS);
        n += 1 + fraction;
    }
    if (whole + fraction == 0)
        return 0;
    if (text[n] == 'e') {
        size_t sign = text[n + 1] == '-' || text[n + 1] == '+';
        size_t power = strspn(text + n + 1 + sign, DIGITS);
        n += power ? 1 + sign + power : 0;
    }
    return strspn(text + n, NAME_LETTERS) ? 0 : n; /* "2fold.energy" is a name */
}

static bool take_number(struct parser *p, double *number)
{
    skip_blanks(p);
    size_t n = number_length(p->at);
    if (n == 0)
        return false;
    *number = strtod(p->at, NULL);
    p->at += n;
    return true;
}

static int take_name(struct parser *p, char name[EXPRESSION_NAME_SIZE])
{
    skip_blanks(p);
    size_t n = strspn(p->at, NAME_LETTERS);
    if (n == 0 || number_length(p->at))
        return unexpected(p, "a number, a name or (");
    if (n >= EXPRESSION_NAME_SIZE)
        return error_set(p->e, "character %td: found a name of %zu letters, want below %d",
                         p->at - p->text + 1, n, EXPRESSION_NAME_SIZE);
    memcpy(name, p->at, n);
    name[n] = '\0';
    p->at += n;
    return 0;
}

/* ---- 2. grammar ------------------------------------------------------------------------- */

static int parse_sum(struct parser *p);

static int add_step(struct parser *p, struct expression_step step)
{
    if (p->x->n_steps == EXPRESSION_STEPS_MAX)
        return error_set(p->e, "too long, want at most %d numbers, names and operations",
                         EXPRESSION_STEPS_MAX);
    p->x->steps[p->x->n_steps++] = step;
    return 0;
}

static int add_operation(struct parser *p, enum expression_operation operation)
{
    return add_step(p, (struct expression_step){operation, 0, 0});
}

static bool is_same_leaf(const struct expression_leaf *a, const struct expression_leaf *b)
{
    return strcmp(a->function, b->function) == 0 && strcmp(a->name, b->name) == 0 &&
           a->number >= b->number && a->number <= b->number;
}

static int add_leaf(struct parser *p, const struct expression_leaf *leaf)
{
    struct expression *x = p->x;
    size_t i = 0;
    while (i < x->n_leaves && !is_same_leaf(&x->leaves[i], leaf))
        i++;
    if (i == EXPRESSION_LEAVES_MAX)
        return error_set(p->e, "too long, want at most %d names", EXPRESSION_LEAVES_MAX);
    if (i == x->n_leaves)
        x->leaves[x->n_leaves++] = *leaf;
    return add_step(p, (struct expression_step){EXPRESSION_LEAF, 0, i});
}

/* The arguments of min or max, behind the opening parenthesis. */
static int parse_extreme(struct parser *p, enum expression_operation operation)
{
    if (parse_sum(p))
        return -1;
    while (take(p, ','))
        if (parse_sum(p) || add_operation(p, operation))
            return -1;
    return take(p, ')') ? 0 : unexpected(p, ", or )");
}

static int parse_number_argument(struct parser *p, double *number)
{
    if (!take(p, ','))
        return unexpected(p, ", and a number");
    double sign = take(p, '-') ? -1 : 1;
    if (!take_number(p, number))
        return unexpected(p, "a number");
    *number *= sign;
    return 0;
}

/* A function of a name, behind the opening parenthesis. */
static int parse_function(struct parser *p, const struct expression_function *f)
{
    struct expression_leaf leaf = {.function = f->name};
    if (take_name(p, leaf.name) || (f->numbers && parse_number_argument(p, &leaf.number)))
        return -1;
    if (!take(p, ')'))
        return unexpected(p, ")");
    return add_leaf(p, &leaf);
}

static int unknown_function(struct parser *p, const char *name)
{
    char known[ERROR_TEXT_SIZE / 2] = "min max";
    for (size_t i = 0; i < p->n_functions; i++) {
        strncat(known, " ", sizeof known - strlen(known) - 1);
        strncat(known, p->functions[i].name, sizeof known - strlen(known) - 1);
    }
    return error_set(p->e, "found function \"%s\", want one of: %s", name, known);
}

/* What follows a name: nothing, or arguments. */
static int parse_named(struct parser *p)
{
    struct expression_leaf leaf = {.function = ""};
    if (take_name(p, leaf.name))
        return -1;
    if (!take(p, '('))
        return add_leaf(p, &leaf);
    if (strcmp(leaf.name, "min") == 0)
        return parse_extreme(p, EXPRESSION_MIN);
    if (strcmp(leaf.name, "max") == 0)
        return parse_extreme(p, EXPRESSION_MAX);
    for (size_t i = 0; i < p->n_functions; i++)
        if (strcmp(leaf.name, p->functions[i].name) == 0)
            return parse_function(p, &p->functions[i]);
    return unknown_function(p, leaf.name);
}

static int parse_value(struct parser *p)
{
    double number;
    if (take_number(p, &number))
        return add_step(p, (struct expression_step){EXPRESSION_NUMBER, number, 0});
    if (take(p, '(')) {
        if (parse_sum(p))
            return -1;
        return take(p, ')') ? 0 : unexpected(p, ")");
    }
    return parse_named(p);
}

static int parse_factor(struct parser *p)
{
    bool negative = false;
    while (take(p, '-'))
        negative = !negative;
    if (parse_value(p))
        return -1;
    return negative ? add_operation(p, EXPRESSION_NEGATE) : 0;
}

static int parse_product(struct parser *p)
{
    if (parse_factor(p))
        return -1;
    for (;;) {
        bool multiply = take(p, '*');
        if (!multiply && !take(p, '/'))
            return 0;
        if (parse_factor(p) ||
            add_operation(p, multiply ? EXPRESSION_MULTIPLY : EXPRESSION_DIVIDE))
            return -1;
    }
}

static int parse_sum(struct parser *p)
{
    if (++p->depth > DEPTH_MAX)
        return error_set(p->e, "found more than %d parentheses in each other", DEPTH_MAX);
    if (parse_product(p))
        return -1;
    for (;;) {
        bool add = take(p, '+');
        if (!add && !take(p, '-')) {
            p->depth--;
            return 0;
        }
        if (parse_product(p) || add_operation(p, add ? EXPRESSION_ADD : EXPRESSION_SUBTRACT))
            return -1;
    }
}

int expression_parse(const char *text, const struct expression_function *functions, size_t n,
                     struct expression *x, struct error *e)
{
    struct parser p = {text, text, functions, n, 0, x, e};
    *x = (struct expression){0};
    if (parse_sum(&p))
        return -1;
    skip_blanks(&p);
    return *p.at ? unexpected(&p, "+ - * / or the end") : 0;
}

/* ---- 3. evaluation ---------------------------------------------------------------------- */

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
    default:
        return a > b ? a : b;
    }
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
