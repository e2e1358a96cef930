/* distribution.h -- the distributions that a scenario can name.
 *
 * A distribution is written as people know it, by quantiles or moments:
 *
 *     constant(value=500)                    uniform(min=0,max=1)
 *     triangular(min=1,mode=1.2,max=2)       exponential(median=300)  exponential(mean=433)
 *     lognormal(p5=1.05,p95=1.6)             lognormal(median=0.7,ratio=2.25)
 *     lognormal(mean=0.7,ratio=2.25)         lognormal(mean=0.7,cv=0.4)
 *     gamma(mean=11000,cv=0.53)
 *
 * ratio is P95/P5, cv is the standard deviation over the mean. A log-normal given by P5 and P95
 * has sigma = ln(P95/P5) / (2 z) and mu = ln P5 + z sigma, where z, the standard normal's 95th
 * percentile as the scenario rounds it, is an assumption of its own. The struct is a plain value:
 * copyable, no heap, nothing to free. */
#ifndef NUMERIC_DISTRIBUTION_H
#define NUMERIC_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "numeric/mt19937.h"

enum distribution_kind {
    DISTRIBUTION_CONSTANT,    /* a = the value                                  */
    DISTRIBUTION_UNIFORM,     /* a = min, b = max                               */
    DISTRIBUTION_TRIANGULAR,  /* a = min, b = mode, c = max                     */
    DISTRIBUTION_LOGNORMAL,   /* a = mu, b = sigma > 0: of the natural log      */
    DISTRIBUTION_EXPONENTIAL, /* a = the mean > 0                               */
    DISTRIBUTION_GAMMA        /* a = shape > 0, b = scale > 0                   */
};

struct distribution {
    enum distribution_kind kind;
    double a, b, c; /* as the kind says; unit that of the quantity */
};

/* A probability that keeps its digits in both tails: P(X <= x) is tail, or 1 - tail if upper. */
struct uniform {
    double tail; /* in (0, 1)                         */
    bool upper;  /* tail is measured from above       */
};

/* Reads the written form above.
 *   text   such as "lognormal(p5=1.05,p95=1.6)", no spaces
 *   z      standard normal 95th percentile, > 0; used by forms with p5, p95 or ratio
 *   d      filled on success, untouched on failure
 * Returns 0, or -1 with a message that names the parameter ("p5: found 2, want less than p95
 * (1.6)"), an unknown kind, a form that is no form ("lognormal: give p5 and p95, or ..."). */
int distribution_parse(const char *text, double z, struct distribution *d,
                       struct error *e) MUST_CHECK;

/* The forms of a kind, for messages and help: "lognormal(p5,p95) or ...". NULL for no such kind. */
const char *distribution_forms(const char *kind);

/* x such that P(X <= x) = u, in the unit of the quantity. Exact in both tails. */
double distribution_quantile(const struct distribution *d, struct uniform u);

/* P(X <= x) and P(X > x), each to full relative precision where it is small. */
double distribution_below(const struct distribution *d, double x);
double distribution_above(const struct distribution *d, double x);

/* The density at x, per unit of the quantity; NAN for a constant, which has none. */
double distribution_density(const struct distribution *d, double x);

/* E[X]. */
double distribution_mean(const struct distribution *d);

/* One draw from the Mersenne Twister, in the order and with the formulae of REPRODUCTION in
 * docs/: exponential -mean ln(1 - double), log-normal exp(mu + sigma normal), a constant draws
 * nothing, every other kind is its quantile at one double. */
double distribution_draw_mt(const struct distribution *d, struct mt19937 *stream);

#endif
