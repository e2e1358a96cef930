/* law_levers.c -- the law of E / alpha: the widest lever smooths, the others are summed.
 *
 *   1. which lever smooths   2. a log-normal one   3. another   4. all */
#include <math.h>
#include <stdlib.h>

#include "exact/law.h"

#define PANEL_SIGMAS 2.0    /* panels in standard deviations of what smooths them               */
#define LEAST_SPREAD 1e-4   /* of ln alpha: a lever that varies less is taken as its median     */
#define ROUGH 0.3           /* a density with edges counts as so much of its spread             */

/* ---- 1. which lever smooths ----------------------------------------------------------------- */

/* The levers, sorted by what is done with them. All log-normal ones are one. */
struct product {
    double shift;                     /* ln of all that do not vary                            */
    struct distribution smooth;       /* the one that smooths; a constant: none varies         */
    double spread;                    /* standard deviation of its logarithm, about            */
    struct mixture others;            /* ln of the product of the others: points, owned; its   */
                                      /* sigma is the spread                                   */
};

#define VARYING_MAX (LEVER_COUNT + 1)

struct varying {
    size_t n;
    struct distribution lever[VARYING_MAX];
};

static double smoothness(const struct distribution *d)
{
    bool edges = isfinite(distribution_bounds(d).high);
    return quadrature_spread(d) * (edges ? ROUGH : 1);
}

/* Adds a lever to those that vary, or to the shift if it hardly does. */
static void sort_one(const struct distribution *d, struct product *p, struct varying *v)
{
    if (quadrature_spread(d) > LEAST_SPREAD)
        v->lever[v->n++] = *d;
    else
        p->shift += log(distribution_quantile(d, (struct uniform){0.5, false}));
}

static void sort_levers(const struct distribution *const *levers, size_t n, struct product *p,
                        struct varying *v)
{
    struct distribution_log sum = {0, 0}, log;
    for (size_t i = 0; i < n; i++) {
        if (distribution_log(levers[i], &log))
            sum = (struct distribution_log){sum.mu + log.mu, hypot(sum.sigma, log.sigma)};
        else
            sort_one(levers[i], p, v);
    }
    if (sum.sigma > LEAST_SPREAD)
        v->lever[v->n++] = (struct distribution){&distribution_lognormal, sum.mu, sum.sigma, 0};
    else
        p->shift += sum.mu;
}

/* Multiplies the points so far with those of one more lever. */
static int add_points(struct mixture *others, const struct distribution *lever, struct error *e)
{
    struct quadrature_spec spec = {.width = PANEL_SIGMAS * others->sigma};
    struct quadrature more;
    struct mixture product;
    if (quadrature_of(lever, &spec, &more, e))
        return -1;
    int rc = mixture_alloc(&product, others->n * more.n, others->sigma, e);
    for (size_t k = 0, at = 0; k < others->n && rc == 0; k++)
        for (size_t i = 0; i < more.n; i++, at++) {
            product.location[at] = others->location[k] + log(more.x[i]);
            product.weight[at] = others->weight[k] * more.weight[i];
        }
    quadrature_free(&more);
    if (rc)
        return -1;
    mixture_free(others);
    *others = product;
    return mixture_compress(others, e);
}

/* Fills the product from the levers. Returns 0, or -1: memory. */
static int sort_all(const struct distribution *const *levers, size_t n, struct product *p,
                    struct error *e)
{
    struct varying v = {0};
    size_t best = 0;
    *p = (struct product){.smooth = {&distribution_constant, 1, 0, 0}};
    sort_levers(levers, n, p, &v);
    for (size_t i = 1; i < v.n; i++)
        best = smoothness(&v.lever[i]) > smoothness(&v.lever[best]) ? i : best;
    if (v.n > 0) {
        p->smooth = v.lever[best];
        p->spread = quadrature_spread(&p->smooth);
    }
    if (mixture_alloc(&p->others, 1, v.n ? p->spread : 1, e))
        return -1;
    p->others.location[0] = p->shift;
    p->others.weight[0] = 1;
    for (size_t i = 0; i < v.n; i++)
        if (i != best && add_points(&p->others, &v.lever[i], e))
            return -1;
    return 0;
}

static bool is_whole(const struct law_part *part)
{
    return isinf(part->low) && isinf(part->high);
}

/* ---- 2. a log-normal one -------------------------------------------------------------------- */

/* Locations less the points of the other levers and `mu`, in a mixture of that sigma. */
static int spread_over(const double *location, const double *weight, size_t n,
                       const struct product *p, double mu, double sigma, struct mixture *out,
                       struct error *e)
{
    if (mixture_alloc(out, n * p->others.n, sigma, e))
        return -1;
    for (size_t k = 0, at = 0; k < p->others.n; k++)
        for (size_t i = 0; i < n; i++, at++) {
            out->location[at] = location[i] - mu - p->others.location[k];
            out->weight[at] = weight[i] * p->others.weight[k];
        }
    return mixture_compress(out, e);
}

/* The same of a part's density, taken at points close enough for that sigma. */
static int spread_density(const struct law_part *from, const struct product *p, double mu,
                          double sigma, struct mixture *out, struct error *e)
{
    struct quadrature points = {0};
    int rc = law_part_nodes(from, PANEL_SIGMAS * fmin(from->mixture->sigma, sigma), &points, e);
    if (rc == 0)
        rc = spread_over(points.x, points.weight, points.n, p, mu, sigma, out, e);
    quadrature_free(&points);
    return rc;
}

/* Without a cut a part's normal distributions only become wider and move; with one, its density is
 * taken at points. */
static int widen(const struct law_part *from, const struct product *p,
                 const struct distribution_log *log, struct mixture *out, struct error *e)
{
    const struct mixture *m = from->mixture;
    return is_whole(from) ? spread_over(m->location, m->weight, m->n, p, log->mu,
                                        hypot(m->sigma, log->sigma), out, e)
                          : spread_density(from, p, log->mu, log->sigma, out, e);
}

/* One part under levers that are the same for every query: the others are one point, the shift. */
static int move(const struct law_part *from, const struct product *p, struct mixture *own,
                struct law_part *to, struct error *e)
{
    const struct mixture *m = from->mixture;
    *to = (struct law_part){own, from->low - p->shift, from->high - p->shift, from->below,
                            from->kept};
    return spread_over(m->location, m->weight, m->n, p, 0, m->sigma, own, e);
}

static int make_parts(const struct law *from, const struct product *p, struct law *out,
                      struct error *e)
{
    struct distribution_log log;
    bool wider = distribution_log(&p->smooth, &log);
    out->n_parts = from->n_parts;
    out->own = calloc(from->n_parts, sizeof *out->own);
    if (!out->own)
        return error_no_memory(e, "for a pool of %zu models", from->n_parts);
    for (size_t i = 0; i < from->n_parts; i++) {
        out->part[i] = (struct law_part){&out->own[i], -INFINITY, INFINITY, 0,
                                         from->part[i].kept};
        if (wider
                ? widen(&from->part[i], p, &log, &out->own[i], e)
                : move(&from->part[i], p, &out->own[i], &out->part[i], e))
            return -1;
    }
    return 0;
}

/* ---- 3. another ----------------------------------------------------------------------------- */

/* Adds one part over the other levers, as points of E. */
static int add_part_points(const struct law_part *part, const struct product *p, double kept,
                           struct quadrature *out, struct error *e)
{
    struct mixture all = {0};
    int rc = spread_density(part, p, 0, p->spread, &all, e);
    for (size_t i = 0; i < all.n && rc == 0; i++)
        rc = quadrature_add(out, exp(all.location[i]), all.weight[i] / kept, e);
    mixture_free(&all);
    return rc;
}

static int make_points(const struct law *from, const struct product *p, struct law *out,
                       struct error *e)
{
    out->last = p->smooth;
    if (distribution_need_density(&out->last, e))
        return -1;
    for (size_t i = 0; i < from->n_parts; i++)
        if (add_part_points(&from->part[i], p, from->kept, &out->points, e))
            return -1;
    return 0;
}

/* ---- 4. all --------------------------------------------------------------------------------- */

/* E[E] times E[1/alpha] of each lever. */
static int mean_under(const struct law *from, const struct distribution *const *levers, size_t n,
                      double *mean, struct error *e)
{
    double inverse;
    *mean = law_mean(from);
    for (size_t i = 0; i < n; i++) {
        if (distribution_mean_inverse(levers[i], &inverse, e))
            return -1;
        *mean *= inverse;
    }
    return 0;
}

static int check_positive(const struct distribution *const *levers, size_t n, struct error *e)
{
    for (size_t i = 0; i < n; i++) {
        double least = distribution_quantile(levers[i], (struct uniform){1e-14, false});
        if (!(least > 0))
            return error_set(e, "found an alpha of %.6g, want a distribution above 0", least);
    }
    return 0;
}

int law_under_levers(const struct law *from, const struct distribution *const *levers, size_t n,
                     struct law *out, struct error *e)
{
    struct product p = {0};
    struct distribution_log log;
    *out = (struct law){.kept = from->kept, .levered = true};
    if (check_positive(levers, n, e) || mean_under(from, levers, n, &out->mean, e))
        return -1;
    int rc = sort_all(levers, n, &p, e);
    bool parts = distribution_is_constant(&p.smooth) || distribution_log(&p.smooth, &log);
    if (rc == 0)
        rc = parts ? make_parts(from, &p, out, e) : make_points(from, &p, out, e);
    mixture_free(&p.others);
    if (rc)
        law_free(out);
    return rc;
}
