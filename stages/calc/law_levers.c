/* law_levers.c -- the law of E / alpha: log-normal levers make mixtures wider, others are summed. */
#include <math.h>
#include <stdlib.h>

#include "calc/law.h"
#include "calc/law_parts.h"

#define PANEL_SIGMAS 2.0 /* panels of ln E in standard deviations of its smoothest part */
#define LEVER_WIDTH 0.5  /* panels of ln alpha, of levers that are not log-normal       */
#define SMALL_ENERGY 1e-300

/* The levers, sorted by what is done with them. ln of the product of alphas is a normal with mu and
 * variance, plus the logarithm of what `alpha` has as points, plus that of `last` if there is. */
struct product {
    double mu, variance;
    struct nodes alpha;
    const struct distribution *last;
};

/* Multiplies the points of alpha so far with those of one more lever. */
static int add_alpha(struct nodes *alpha, const struct distribution *lever, struct error *e)
{
    struct nodes more, product = {0};
    struct nodes_spec spec = {.width = LEVER_WIDTH};
    if (nodes_of(lever, &spec, &more, e))
        return -1;
    int rc = 0;
    for (size_t k = 0; k < alpha->n && rc == 0; k++)
        for (size_t i = 0; i < more.n && rc == 0; i++)
            rc = more.x[i] > 0 ? nodes_add(&product, more.x[i] * alpha->x[k],
                                           more.weight[i] * alpha->weight[k], e)
                               : error_set(e, "found an alpha of %.6g, want a distribution above "
                                              "0", more.x[i]);
    nodes_free(&more);
    nodes_free(alpha);
    *alpha = product;
    return rc;
}

/* Of several levers that are not log-normal the last is kept back to smooth the others' points, if
 * no log-normal one does. */
static int sort_levers(const struct distribution *const *levers, size_t n, struct product *p,
                       struct error *e)
{
    *p = (struct product){0};
    for (size_t i = 0; i < n; i++) {
        bool lognormal = levers[i]->kind == DISTRIBUTION_LOGNORMAL;
        p->mu += lognormal ? levers[i]->a : 0;
        p->variance += lognormal ? levers[i]->b * levers[i]->b : 0;
        if (!lognormal && levers[i]->kind != DISTRIBUTION_CONSTANT)
            p->last = levers[i];
    }
    if (p->variance > 0)
        p->last = NULL;
    if (nodes_add(&p->alpha, 1, 1, e))
        return -1;
    for (size_t i = 0; i < n; i++)
        if (levers[i]->kind != DISTRIBUTION_LOGNORMAL && levers[i] != p->last &&
            add_alpha(&p->alpha, levers[i], e))
            return -1;
    return 0;
}

/* One part under log-normal levers. Without a cut its normal distributions only become wider and
 * move; with one, its density is taken at points. */
static int widen(const struct law_part *from, const struct product *p, struct mixture *out,
                 struct error *e)
{
    const struct mixture *m = from->mixture;
    struct nodes points = {0};
    double sigma = sqrt(p->variance);
    bool whole = isinf(from->low) && isinf(from->high);
    if (!whole && law_part_nodes(from, PANEL_SIGMAS * fmin(m->sigma, sigma), &points, e)) {
        nodes_free(&points);
        return -1;
    }
    size_t n = whole ? m->n : points.n, at = 0;
    const double *location = whole ? m->location : points.x;
    const double *weight = whole ? m->weight : points.weight;
    int rc = mixture_alloc(out, n * p->alpha.n, whole ? hypot(m->sigma, sigma) : sigma, e);
    for (size_t k = 0; k < p->alpha.n && rc == 0; k++)
        for (size_t i = 0; i < n; i++, at++) {
            out->location[at] = location[i] - p->mu - log(p->alpha.x[k]);
            out->weight[at] = weight[i] * p->alpha.weight[k];
        }
    nodes_free(&points);
    return rc ? rc : mixture_compress(out, e);
}

/* One part under a lever that is the same for every query. */
static int shift(const struct law_part *from, double by, struct mixture *own,
                 struct law_part *to, struct error *e)
{
    const struct mixture *m = from->mixture;
    if (mixture_alloc(own, m->n, m->sigma, e))
        return -1;
    for (size_t i = 0; i < m->n; i++) {
        own->location[i] = m->location[i] - by;
        own->weight[i] = m->weight[i];
    }
    *to = (struct law_part){own, from->low - by, from->high - by, from->below, from->kept};
    return 0;
}

static int make_parts(const struct law *from, const struct product *p, struct law *out,
                      struct error *e)
{
    out->n_parts = from->n_parts;
    out->own = calloc(from->n_parts, sizeof *out->own);
    if (!out->own)
        return error_set(e, "no memory for a pool of %zu models", from->n_parts);
    for (size_t i = 0; i < from->n_parts; i++) {
        out->part[i] = (struct law_part){&out->own[i], -INFINITY, INFINITY, 0,
                                         from->part[i].kept};
        if (p->variance > 0 ? widen(&from->part[i], p, &out->own[i], e)
                            : shift(&from->part[i], log(p->alpha.x[0]), &out->own[i],
                                    &out->part[i], e))
            return -1;
    }
    return 0;
}

/* The pool as points over all levers but the last, whose distribution function smooths them. */
static int make_points(const struct law *from, const struct product *p, struct law *out,
                       struct error *e)
{
    struct nodes points = {0};
    int rc = 0;
    out->last = *p->last;
    for (size_t i = 0; i < from->n_parts && rc == 0; i++)
        rc = law_part_nodes(&from->part[i], PANEL_SIGMAS * from->part[i].mixture->sigma, &points,
                            e);
    for (size_t k = 0; k < p->alpha.n && rc == 0; k++)
        for (size_t i = 0; i < points.n && rc == 0; i++)
            rc = nodes_add(&out->points, fmax(exp(points.x[i]), SMALL_ENERGY) / p->alpha.x[k],
                           points.weight[i] * p->alpha.weight[k] / from->kept, e);
    nodes_free(&points);
    return rc;
}

int law_under_levers(const struct law *from, const struct distribution *const *levers, size_t n,
                     struct law *out, struct error *e)
{
    struct product p;
    *out = (struct law){.kept = from->kept};
    int rc = sort_levers(levers, n, &p, e);
    if (rc == 0)
        rc = p.last ? make_points(from, &p, out, e) : make_parts(from, &p, out, e);
    nodes_free(&p.alpha);
    if (rc)
        law_free(out);
    return rc;
}
