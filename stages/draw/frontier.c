/* frontier.c -- statistics of the frontier pool of a case, lever by lever, and before trimming. */
#include "draw/frontier.h"

#include <stdlib.h>
#include <string.h>

#include "numeric/standard_error.h"
#include "numeric/statistics.h"

/* A column's values member by member, each part sorted; all of them sorted, where the caller does
 * not want these; 1/alpha sorted; room to sort in. */
struct column {
    double *parts, *all, *inverse_alpha;
    uint64_t *scratch;
    size_t n_alpha;
    struct stratum strata[ASSUMPTIONS_MAX_MODELS];
};

static void column_free(struct column *c)
{
    free(c->parts);
    free(c->all);
    free(c->inverse_alpha);
    free(c->scratch);
}

static int column_alloc(struct column *c, size_t n, struct error *e)
{
    *c = (struct column){malloc(n * sizeof(double)), malloc(n * sizeof(double)),
                         malloc(n * sizeof(double)), malloc(2 * n * sizeof(uint64_t)), 0, {{0}}};
    if (c->parts && c->all && c->inverse_alpha && c->scratch)
        return 0;
    column_free(c);
    return error_no_memory(e, "for a pool of %zu queries", n);
}

static void sort_inverse_alpha(const struct lever_pool *pool, enum lever_column lever,
                               struct column *c)
{
    const double *none = pool->energy[LEVER_COLUMN_NONE];
    for (size_t i = 0; i < pool->n && lever != LEVER_COLUMN_NONE; i++)
        if (none[i] > 0) /* a query without energy says nothing about its lever */
            c->inverse_alpha[c->n_alpha++] = pool->energy[lever][i] / none[i];
    sort_ascending(c->inverse_alpha, c->n_alpha, c->scratch);
}

/* Sorts each member's part and says what its resampling is. */
static void fill_strata(const struct cuts *trim, const struct case_energies *energies,
                        const struct lever_pool *pool, struct column *c)
{
    for (size_t m = 0; m < pool->n_members; m++) {
        size_t start = pool->start[m];
        struct stratum *s = &c->strata[m];
        sort_ascending(c->parts + start, pool->start[m + 1] - start, c->scratch);
        *s = pool_stratum(trim, energies->sorted[pool->member[m]], energies->n);
        if (c->n_alpha == 0)
            continue;
        s->levered = c->parts + start;
        s->inverse_alpha = c->inverse_alpha;
        s->n_alpha = c->n_alpha;
    }
}

int frontier_summarize(const struct cuts *trim, const struct case_energies *energies,
                       const struct lever_pool *pool, enum lever_column column, double *sorted,
                       struct summary *summary, struct error *e)
{
    struct column c;
    if (column_alloc(&c, pool->n, e))
        return -1;
    sorted = sorted ? sorted : c.all;
    memcpy(c.parts, pool->energy[column], pool->n * sizeof *sorted);
    memcpy(sorted, pool->energy[column], pool->n * sizeof *sorted);
    sort_ascending(sorted, pool->n, c.scratch);
    sort_inverse_alpha(pool, column, &c);
    fill_strata(trim, energies, pool, &c);
    *summary = summary_of(sorted, pool->n, c.strata, pool->n_members);
    column_free(&c);
    return 0;
}

int frontier_summarize_all(const struct case_energies *energies, const struct lever_pool *pool,
                           struct summary *summary, struct error *e)
{
    struct stratum strata[ASSUMPTIONS_MAX_MODELS];
    size_t n = energies->n, total = pool->n_members * n;
    double *all = malloc(total * sizeof *all);
    uint64_t *scratch = malloc(2 * total * sizeof *scratch);
    int rc = all && scratch ? 0 : error_no_memory(e, "for %zu queries", total);
    for (size_t m = 0; m < pool->n_members && rc == 0; m++) {
        const double *sorted = energies->sorted[pool->member[m]];
        strata[m] = (struct stratum){.sorted = sorted, .n = n, .high = n};
        memcpy(all + m * n, sorted, n * sizeof *sorted);
    }
    if (rc == 0) {
        sort_ascending(all, total, scratch);
        *summary = summary_of(all, total, strata, pool->n_members);
    }
    free(all);
    free(scratch);
    return rc;
}
