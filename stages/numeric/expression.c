/* expression.c -- arithmetic over named values, by recursive descent to steps on a stack.
 *
 *   1. tokens   2. grammar. What is made of the steps is in expression_evaluate.c. */
#include "numeric/expression.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

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

bool expression_leaf_is_same(const struct expression_leaf *a, const struct expression_leaf *b)
{
    return strcmp(a->function, b->function) == 0 && strcmp(a->name, b->name) == 0 &&
           a->number >= b->number && a->number <= b->number;
}

static int add_leaf(struct parser *p, const struct expression_leaf *leaf)
{
    struct expression *x = p->x;
    size_t i = 0;
    while (i < x->n_leaves && !expression_leaf_is_same(&x->leaves[i], leaf))
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
    for (size_t i = 0; i < p->n_functions; i++)
        words_add(known, sizeof known, p->functions[i].name);
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
