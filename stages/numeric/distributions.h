/* distributions.h -- what the rows of distributions share. For the files of the rows alone. */
#ifndef NUMERIC_DISTRIBUTIONS_H
#define NUMERIC_DISTRIBUTIONS_H

#include <math.h>

#include "numeric/distribution.h"

/* Parameters: name, words, whether it is a width, what it is above. */
#define VALUE  {"value", "value", false, -INFINITY}
#define MIN    {"min", "min", false, -INFINITY}
#define MODE   {"mode", "mode", false, -INFINITY}
#define MAX    {"max", "max", false, -INFINITY}
#define P5     {"p5", "P5", false, 0}
#define P95    {"p95", "P95", false, -INFINITY} /* its form's check: above p5 */
#define MEDIAN {"median", "median", false, 0}
#define MEAN   {"mean", "mean", false, 0}
#define RATIO  {"ratio", "P95/P5", true, 1}
#define CV     {"cv", "coefficient of variation", true, 0}

/* A form's check that one parameter is below another. Returns 0, or -1 with both named. */
int distributions_need_less(const char *low, double a, const char *high, double b,
                            struct error *e) MUST_CHECK;

/* A form's only parameter is a. */
void distributions_fill_a(const struct distribution_values *v, struct distribution *d);

/* Columns: a itself; the quantile at DISTRIBUTION_TAIL from above; the quantile at one double. */
double distributions_a(const struct distribution *d);
double distributions_tail(const struct distribution *d);
double distributions_draw(const struct distribution *d, struct mt19937 *stream);

#endif
