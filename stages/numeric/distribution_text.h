/* distribution_text.h -- the written form of a distribution, by quantiles or moments:
 *
 *     constant(value=500)                    uniform(min=0,max=1)
 *     triangular(min=1,mode=1.2,max=2)       exponential(median=300)  exponential(mean=433)
 *     lognormal(p5=1.05,p95=1.6)             lognormal(median=0.7,ratio=2.25)
 *     lognormal(mean=0.7,ratio=2.25)         lognormal(mean=0.7,cv=0.4)
 *     gamma(mean=11000,cv=0.53)
 *
 * ratio is P95/P5, cv is the standard deviation over the mean. A log-normal given by P5 and P95
 * has sigma = ln(P95/P5) / (2 z) and mu = ln P5 + z sigma, where z, the standard normal's 95th
 * percentile as the scenario rounds it, is an assumption of its own. Which forms there are is read
 * from the rows (distributions.c), and so are the lists for messages and help. */
#ifndef NUMERIC_DISTRIBUTION_TEXT_H
#define NUMERIC_DISTRIBUTION_TEXT_H

#include <stdio.h>

#include "base/error.h"
#include "numeric/distribution.h"

#define DISTRIBUTION_TEXT_SIZE 320 /* bytes that hold each of the lists below */

/* Reads a written form.
 *   text   such as "lognormal(p5=1.05,p95=1.6)", no spaces
 *   z      standard normal 95th percentile, > 0; used by forms with p5, p95 or ratio
 *   d      filled on success, untouched on failure
 * Returns 0, or -1 with a message that names the parameter ("p5: found 2, want less than p95
 * (1.6)"), an unknown distribution, a form that is no form ("want lognormal(p5,p95) or ..."). */
int distribution_text_parse(const char *text, double z, struct distribution *d,
                            struct error *e) MUST_CHECK;

/* The row that a written form begins with the name of, or NULL. */
const struct distribution_type *distribution_text_type(const char *text);

/* The parameter of that name in any of a row's forms, or NULL. Its role is the same in all. */
const struct distribution_parameter *
distribution_text_parameter(const struct distribution_type *type, const char *name);

/* The names of all distributions: "constant, uniform or gamma".
 *   last   what stands before the last name, such as " or "; ", " before the others
 *   out    DISTRIBUTION_TEXT_SIZE bytes
 * Returns out. */
const char *distribution_text_names(const char *separator, const char *last, char *out);

/* The names of all parameters of a distribution, those that are no widths first, separated by one
 * space: "p5 p95 median mean ratio cv". As above. */
const char *distribution_text_parameters(const struct distribution_type *type, char *out);

/* Prints all of it as TSV for scripts, a line a parameter: distribution, words, forms, parameter,
 * parameter_words, role (place or width). */
void distribution_text_print(FILE *stream);

#endif
