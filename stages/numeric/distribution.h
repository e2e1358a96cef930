/* distribution.h -- what a distribution is: a pointer to its row, and three numbers.
 *
 * A row (distributions.c) is all that the program knows about a distribution, in the manner of
 * gsl_rng_type: its name, the forms in which it may be given, and its functions. Nobody else asks
 * which one it is. Both structs are plain values: copyable, no heap, nothing to free. */
#ifndef NUMERIC_DISTRIBUTION_H
#define NUMERIC_DISTRIBUTION_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "numeric/mt19937.h"

struct distribution {
    const struct distribution_type *type; /* its row; borrowed, constant                  */
    double a, b, c;                       /* as the row says; unit that of the quantity    */
};

/* A probability that keeps its digits in both tails: P(X <= x) is tail, or 1 - tail if upper. */
struct uniform {
    double tail; /* in (0, 1)                         */
    bool upper;  /* tail is measured from above       */
};

/* ---- the columns of a row ------------------------------------------------------------------- */

#define DISTRIBUTION_PARAMETERS 3 /* at most, of a form                                        */
#define DISTRIBUTION_FORMS 4      /* at most, of a row                                         */
#define DISTRIBUTION_TAIL 1e-14   /* probability left out at either end where one sums over X  */

/* A parameter of a form. Scaling X by a factor scales the parameters that say where X lies, and
 * those alone: one that says how wide X is has no unit and stays. */
struct distribution_parameter {
    const char *name;  /* "p5"; NULL ends a form's list                                */
    const char *words; /* for people: "P5"; said where the bound is another than 0     */
    bool is_width;
    double above;      /* the parameter is above this; -INFINITY: any number           */
};

/* What a form is filled from. */
struct distribution_values {
    double of[DISTRIBUTION_PARAMETERS]; /* in the order of the form's parameters        */
    double z; /* standard normal 95th percentile as the scenario rounds it, > 0         */
};

/* One of the ways in which a distribution may be given, such as lognormal(p5,p95). */
struct distribution_form {
    struct distribution_parameter parameter[DISTRIBUTION_PARAMETERS];
    int (*check)(const double *of, struct error *e); /* what else must hold; NULL: nothing else */
    void (*fill)(const struct distribution_values *v, struct distribution *d); /* a, b and c    */
};

/* All of X lies in [low, high]; low = high of a constant. */
struct distribution_bounds {
    double low, high;
};

struct distribution_log {
    double mu, sigma;
};

/* Where the density has a kink, inside the bounds or at one of them. */
struct distribution_kink {
    double (*at)(const struct distribution *d);
    double (*below)(const struct distribution *d); /* P(X <= at) */
    /* The quantile of what lies before or beyond the kink, continued to all u. */
    double (*piece)(const struct distribution *d, struct uniform u, bool beyond);
};

typedef double distribution_function(const struct distribution *d);
typedef double distribution_function_of(const struct distribution *d, double x);

/* A row. The functions are those described below; NULL says that there is none. */
struct distribution_type {
    const char *name;  /* as it is written: "lognormal" */
    const char *words; /* for people: "log-normal"      */
    struct distribution_form form[DISTRIBUTION_FORMS]; /* those in use come first */
    double (*quantile)(const struct distribution *d, struct uniform u);
    distribution_function_of *below, *above;
    distribution_function_of *density;   /* NULL of a constant                            */
    distribution_function *mean;
    distribution_function *mean_inverse; /* may be NULL                                   */
    struct distribution_log (*log)(const struct distribution *d); /* NULL: ln X is not normal */
    const struct distribution_kink *kink;                         /* NULL: there is none      */
    struct distribution_bounds (*bounds)(const struct distribution *d);
    distribution_function *end;
    double (*draw_mt)(const struct distribution *d, struct mt19937 *stream);
};

/* The rows that the program itself makes a distribution of, and those of tests. */
extern const struct distribution_type distribution_constant;    /* a = the value              */
extern const struct distribution_type distribution_uniform;     /* a = min, b = max           */
extern const struct distribution_type distribution_triangular;  /* a = min, b = mode, c = max */
extern const struct distribution_type distribution_lognormal;   /* a = mu, b = sigma > 0      */
extern const struct distribution_type distribution_exponential; /* a = the mean > 0           */
extern const struct distribution_type distribution_gamma;       /* a = shape, b = scale > 0   */

/* All rows; *n is set to their number. Borrowed, constant. */
const struct distribution_type *const *distribution_types(size_t *n);

/* ---- what is asked of a distribution -------------------------------------------------------- */

/* x such that P(X <= x) = u, in the unit of the quantity. Exact in both tails. */
static inline double distribution_quantile(const struct distribution *d, struct uniform u)
{
    return d->type->quantile(d, u);
}

/* P(X <= x) and P(X > x), each to full relative precision where it is small. x may be infinite. */
static inline double distribution_below(const struct distribution *d, double x)
{
    return x == INFINITY ? 1 : d->type->below(d, x); /* GSL has no value there for some */
}

static inline double distribution_above(const struct distribution *d, double x)
{
    return x == INFINITY ? 0 : d->type->above(d, x);
}

/* The density at x, per unit of the quantity. Its row must have one: distribution_need_density. */
static inline double distribution_density(const struct distribution *d, double x)
{
    return d->type->density(d, x);
}

/* E[X]. */
static inline double distribution_mean(const struct distribution *d)
{
    return d->type->mean(d);
}

/* E[1/X], what a lever X does to a mean: E[E / X] = E[E] E[1/X], both independent.
 *   mean   filled on success; INFINITY where X comes too near 0
 * Returns 0, or -1: its row has no such function. */
int distribution_mean_inverse(const struct distribution *d, double *mean,
                              struct error *e) MUST_CHECK;

/* Whether ln X is normal. *log is filled if so, and untouched if not. */
static inline bool distribution_log(const struct distribution *d, struct distribution_log *log)
{
    if (d->type->log)
        *log = d->type->log(d);
    return d->type->log != NULL;
}

/* The least and the largest value that X can have; -INFINITY or INFINITY where there is none. */
static inline struct distribution_bounds distribution_bounds(const struct distribution *d)
{
    return d->type->bounds(d);
}

/* Whether X is always the same: its mean. */
static inline bool distribution_is_constant(const struct distribution *d)
{
    struct distribution_bounds bounds = distribution_bounds(d);
    return !(bounds.low < bounds.high);
}

/* Where a sum over X may end: of E[X^2] nothing to speak of stands beyond. */
static inline double distribution_end(const struct distribution *d)
{
    return d->type->end(d);
}

/* Refuses a distribution that has no density. Returns 0, or -1 with row and column named. */
int distribution_need_density(const struct distribution *d, struct error *e) MUST_CHECK;

/* One draw from the Mersenne Twister, in the order and with the formulae of REPRODUCTION in
 * docs/: exponential -mean ln(1 - double), log-normal exp(mu + sigma normal), a constant draws
 * nothing, every other one is its quantile at one double. */
static inline double distribution_draw_mt(const struct distribution *d, struct mt19937 *stream)
{
    return d->type->draw_mt(d, stream);
}

#endif
