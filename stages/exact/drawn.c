/* drawn.c -- energies of a case that has no closed form and is drawn with philox instead. */
#include "exact/drawn.h"

#include <stdint.h>
#include <stdlib.h>

#include "draw/frontier.h"
#include "numeric/statistics.h"

static int frontier_summary(const struct exact_case *c, enum lever_column lever,
                            struct summary *summary, struct error *e)
{
    double *sorted = malloc(c->sample.pool.n * sizeof *sorted);
    if (!sorted)
        return error_set(e, "no memory for a pool of %zu queries", c->sample.pool.n);
    int rc = frontier_summarize(&c->inputs->trim, &c->sample.energies, &c->sample.pool, lever,
                                sorted, summary, e);
    free(sorted);
    return rc;
}

int exact_drawn_summary(const struct exact_case *c, const struct exact_variable *v,
                        struct summary *summary, struct error *e)
{
    const struct case_energies *energies = &c->sample.energies;
    switch (v->group) {
    case EXACT_MODEL:
        *summary = summary_of_one(energies->sorted[v->model], energies->n);
        return 0;
    case EXACT_FRONTIER:
        return frontier_summary(c, v->lever, summary, e);
    case EXACT_FRONTIER_ALL:
        return frontier_summarize_all(energies, &c->sample.pool, summary, e);
    }
    return -1;
}

static int add_sample(struct quadrature *out, const double *values, size_t n, struct error *e)
{
    for (size_t i = 0; i < n; i++)
        if (quadrature_add(out, values[i], 1, e))
            return -1;
    return 0;
}

static int add_points(const struct exact_case *c, const struct exact_variable *v,
                      struct quadrature *out, struct error *e)
{
    const struct case_energies *energies = &c->sample.energies;
    if (v->group == EXACT_MODEL)
        return add_sample(out, energies->drawn[v->model], energies->n, e);
    if (v->group == EXACT_FRONTIER)
        return add_sample(out, c->sample.pool.energy[v->lever], c->sample.pool.n, e);
    for (size_t i = 0; i < c->n_members; i++)
        if (add_sample(out, energies->drawn[c->members[i]], energies->n, e))
            return -1;
    return 0;
}

int exact_drawn_points(const struct exact_case *c, const struct exact_variable *v,
                       struct quadrature *out, struct error *e)
{
    *out = (struct quadrature){0};
    if (add_points(c, v, out, e)) {
        quadrature_free(out);
        return -1;
    }
    uint64_t *scratch = malloc(2 * out->n * sizeof *scratch);
    if (!scratch) {
        quadrature_free(out);
        return error_set(e, "no memory to sort a sample");
    }
    sort_ascending(out->x, out->n, scratch);
    free(scratch);
    for (size_t i = 0; i < out->n; i++)
        out->weight[i] = 1 / (double)out->n;
    return 0;
}
