/* law.h -- the distribution of an energy: parts of a pool, each cut and weighed, under levers.
 *
 *     P(E <= x) = sum over parts of weight (F(ln x) within the part's cut) / kept
 *
 * The lever that varies most smooths the others, which become points. A log-normal one gives a law
 * of the same form; another's own distribution function takes the place of Phi. */
#ifndef EXACT_LAW_H
#define EXACT_LAW_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"
#include "exact/mixture.h"
#include "exact/quadrature.h"

/* One model of a pool. The mixture is borrowed. */
struct law_part {
    const struct mixture *mixture; /* of ln E, weights adding up to 1                   */
    double low, high;              /* cut, in ln E; infinite where there is none        */
    double below;                  /* P(ln E < low)                                     */
    double kept;                   /* probability between the two                       */
};

struct law {
    size_t n_parts;
    struct law_part part[ASSUMPTIONS_MAX_MODELS];
    double kept;          /* sum of the parts'                                     */
    struct mixture *own;  /* [n_parts], owned: mixtures that a lever made, or NULL */
    struct quadrature points;  /* owned: E over all levers but `last`; n = 0: no points */
    struct distribution last;
    bool levered;         /* then its mean is known from that of the law beneath:  */
    double mean;          /* [Wh], INFINITY where 1/alpha has no mean              */
};

/* Frees what the law owns; a zeroed struct is accepted. */
void law_free(struct law *law);

/* A law of one model, whole. Nothing to free. */
struct law law_of_one(const struct mixture *m);

/* Adds a model, cut to its own quantiles.
 *   low, high   shares of the model's sample, 0 <= low < high <= 1; both ends kept
 * Returns 0, or -1: a failed root. */
int law_add_part(struct law *law, const struct mixture *m, double low, double high,
                 struct error *e) MUST_CHECK;

/* The law of E / (product of alphas), E and all alphas independent.
 *   from     without levers; its mixtures are borrowed by `out`
 *   levers   n distributions of alpha, values above 0
 *   out      owned by the caller (law_free) on success
 * Returns 0, or -1: an alpha of 0 or below, memory. */
int law_under_levers(const struct law *from, const struct distribution *const *levers, size_t n,
                     struct law *out, struct error *e) MUST_CHECK;

/* P(E <= x), x >= 0 [Wh]. */
double law_below(const struct law *law, double x);

/* Density at x > 0, per unit of ln E. */
double law_density(const struct law *law, double x);

/* E[E] [Wh]; INFINITY under a lever that comes so near 0 that there is none. */
double law_mean(const struct law *law);

/* x [Wh] with P(E <= x) = p, 0 < p < 1; 0 when as much stands at energy 0.
 * Returns 0, or -1: a failed root. */
int law_quantile(const struct law *law, double p, double *x, struct error *e) MUST_CHECK;

/* Points of E with weights that add up to 1 (not of a law with points of its own), panels in ln E
 * at most `width` wide. Energy 0 is left out. Owned by the caller (quadrature_free) on success. */
int law_nodes(const struct law *law, double width, struct quadrature *out,
              struct error *e) MUST_CHECK;

/* Appends points of ln E of one part with their probabilities, energy 0 as -INFINITY; panels at
 * most `width` wide. Returns 0, or -1 when memory is out. */
int law_part_nodes(const struct law_part *p, double width, struct quadrature *out,
                   struct error *e) MUST_CHECK;

#endif
