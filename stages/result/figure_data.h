/* figure_data.h -- the text tables that figures and tables are made from.
 *
 * Tab-separated. Those with one block begin with a header line. Those with several begin with
 * comment lines that name the columns; two blank lines stand between blocks, as gnuplot's `index`
 * wants it. */
#ifndef RESULT_FIGURE_DATA_H
#define RESULT_FIGURE_DATA_H

#include "model/assumptions.h"
#include "base/error.h"
#include "draw/levers.h"
#include "numeric/summary.h"
#include "model/throughput.h"
#include "base/output.h"

/* One violin: a sample of energies with its words. All strings borrowed. */
struct violin {
    const char *case_label; /* the workload's label                       */
    const char *group;      /* a model, or "frontier"                     */
    const char *lever;      /* "none", "hardware", ..., "combined"        */
    const char *label;      /* for people                                 */
    struct summary summary; /* of energy [Wh]                             */
    const double *sorted;   /* the sample [Wh], ascending, of all queries */
};

/* Begins a file of violins with its comment lines. Returns 0, or -1. */
int violins_open(struct output *out, const char *path, struct error *e) MUST_CHECK;

/* Writes one block: quantiles on every row, then energy from p5 to p95, log-spaced, with the
 * kernel density per unit of ln energy scaled to a largest value of 1. A sample whose p5 is 0
 * begins at its smallest value above 0. Returns 0, or -1. */
int violins_add(struct output *out, const struct violin *violin, struct error *e) MUST_CHECK;

/* The same with a density that is known at VIOLIN_POINTS log-spaced energies from p5 to p95.
 *   energy    [VIOLIN_POINTS] [Wh]
 *   density   [VIOLIN_POINTS] per unit of ln energy, in any scale */
#define VIOLIN_POINTS 128
void violins_add_density(struct output *out, const struct violin *violin, const double *energy,
                         const double *density);

/* Begins a file of output lengths with its comment lines. Returns 0, or -1. */
int output_tokens_open(struct output *out, const char *path, struct error *e) MUST_CHECK;

/* Writes one block: quartiles on every row, then the share of queries in each of ten bins a
 * decade between 1 and 1e6 tokens, with whole numbers as edges below 100.
 *   sorted   n lengths [token], ascending */
void output_tokens_add(struct output *out, const char *label, const double *sorted, size_t n);

/* The same from a distribution function.
 *   quartiles   p25, p50, p75 [token]
 *   below       P(L_out < at), at in token; context is handed on to it */
void output_tokens_add_below(struct output *out, const char *label, const double quartiles[3],
                             double (*below)(const void *context, double at),
                             const void *context);

/* Writes throughput.tsv: every table row of the scenario's models, observed and fitted. */
int throughput_write(const char *path, const struct assumptions *a,
                     const struct throughput_fits *fits, const struct throughput_table *table,
                     struct error *e) MUST_CHECK;

/* Writes fits.tsv: a row a model; "-" for what a fit does not have. */
int fits_write(const char *path, const struct assumptions *a, const struct throughput_fits *fits,
               struct error *e) MUST_CHECK;

#endif
