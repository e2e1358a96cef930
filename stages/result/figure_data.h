/* figure_data.h -- the text tables that figures and tables are made from.
 *
 * Tab-separated. Those with one block begin with a header line. Those with several begin with
 * comment lines that name the columns; two blank lines stand between blocks, as gnuplot's `index`
 * wants it. */
#ifndef RESULT_FIGURE_DATA_H
#define RESULT_FIGURE_DATA_H

#include "model/assumptions.h"
#include "base/error.h"
#include "numeric/summary.h"
#include "model/throughput.h"
#include "base/output.h"

/* One violin: energies with their words. All borrowed. */
struct violin {
    const char *case_label;        /* the workload's label                 */
    const char *group;             /* a model, or "frontier"               */
    const char *lever;             /* "none", "hardware", ..., "combined"  */
    const char *label;             /* for people                           */
    const struct summary *summary; /* of energy [Wh]                       */
};

#define VIOLIN_POINTS 128

/* Begins a file of violins with its comment lines. Returns 0, or -1. */
int violins_open(struct output *out, const char *path, struct error *e) MUST_CHECK;

/* Writes one block: quantiles on every row, then the density, scaled to a largest value of 1.
 *   energy    [VIOLIN_POINTS] from p5 to p95, log-spaced [Wh]
 *   density   [VIOLIN_POINTS] per unit of ln energy, in any scale */
void violins_add(struct output *out, const struct violin *violin, const double *energy,
                 const double *density);

/* Begins a file of output lengths with its comment lines. Returns 0, or -1. */
int output_tokens_open(struct output *out, const char *path, struct error *e) MUST_CHECK;

/* The edges of its bins [token]: ten bins a decade between 1 and 1e6, with whole numbers as edges
 * below 100, since lengths are whole under rounding; two edges may then be the same. */
#define OUTPUT_TOKENS_EDGES 61
void output_tokens_edges(double edge[OUTPUT_TOKENS_EDGES]);

/* Writes one block: quartiles on every row, then the share of queries in each bin.
 *   quartiles   p25, p50, p75 [token]
 *   below       P(L_out < edge) */
void output_tokens_add(struct output *out, const char *label, const double quartiles[3],
                       const double edge[OUTPUT_TOKENS_EDGES],
                       const double below[OUTPUT_TOKENS_EDGES]);

/* Writes throughput.tsv: every table row of the scenario's models, observed and fitted. */
int throughput_write(const char *path, const struct assumptions *a,
                     const struct throughput_fits *fits, const struct throughput_table *table,
                     struct error *e) MUST_CHECK;

/* Writes fits.tsv: a row a model; "-" for what a fit does not have. */
int fits_write(const char *path, const struct assumptions *a, const struct throughput_fits *fits,
               struct error *e) MUST_CHECK;

#endif
