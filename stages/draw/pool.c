/* pool.c -- the frontier: its members by descending median, and their queries after trimming. */
#include "draw/pool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/statistics.h"

int case_energies_alloc(struct case_energies *energies, size_t n_models, size_t queries,
                        struct error *e)
{
    *energies = (struct case_energies){.n_models = n_models, .n = queries};
    for (size_t m = 0; m < n_models; m++) {
        energies->drawn[m] = calloc(queries, sizeof(double));
        energies->sorted[m] = calloc(queries, sizeof(double));
        if (!energies->drawn[m] || !energies->sorted[m]) {
            case_energies_free(energies);
            return error_no_memory(e, "for %zu models of %zu queries", n_models, queries);
        }
    }
    return 0;
}

void case_energies_free(struct case_energies *energies)
{
    for (size_t m = 0; m < energies->n_models; m++) {
        free(energies->drawn[m]);
        free(energies->sorted[m]);
    }
    *energies = (struct case_energies){0};
}

int case_energies_sort(struct case_energies *energies, struct error *e)
{
    uint64_t *scratch = malloc(2 * energies->n * sizeof *scratch);
    if (!scratch)
        return error_no_memory(e, "to sort %zu queries", energies->n);
    for (size_t m = 0; m < energies->n_models; m++) {
        memcpy(energies->sorted[m], energies->drawn[m], energies->n * sizeof(double));
        sort_ascending(energies->sorted[m], energies->n, scratch);
    }
    free(scratch);
    return 0;
}

int pool_members(const struct pool_choice *choice, const struct case_energies *energies,
                 size_t *members, size_t *n, struct error *e)
{
    double median[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < energies->n_models; m++)
        median[m] = quantile(energies->sorted[m], energies->n, 0.5);
    return pool_choose(choice, median, energies->n_models, members, n, e);
}

struct stratum pool_stratum(const struct cuts *cuts, const double *sorted, size_t n)
{
    struct stratum s = {.sorted = sorted, .n = n, .high = n};
    for (size_t c = 0; c < cuts->n; c++) {
        const double *kept = sorted + s.low;
        size_t n_kept = s.high - s.low;
        double low = quantile(kept, n_kept, cuts->cut[c].low);
        double high = quantile(kept, n_kept, cuts->cut[c].high);
        s.high = s.low + count_at_most(kept, n_kept, high);
        s.low += count_at_most(kept, n_kept, nextafter(low, -INFINITY)); /* those below it */
        if (s.low >= s.high)
            return (struct stratum){.sorted = sorted, .n = n};
    }
    return s;
}

/* Appends the kept queries of one member in order of drawing. */
static void add_member(struct lever_pool *pool, size_t model, const double *drawn,
                       const struct stratum *s)
{
    double low = s->sorted[s->low], high = s->sorted[s->high - 1];
    size_t at = pool->start[pool->n_members];
    pool->member[pool->n_members++] = model;
    for (size_t i = 0; i < s->n; i++) {
        if (drawn[i] < low || drawn[i] > high)
            continue;
        pool->query[at] = i;
        pool->energy[LEVER_COLUMN_NONE][at++] = drawn[i];
    }
    pool->start[pool->n_members] = at;
}

int pool_build(const struct case_inputs *c, const struct case_energies *energies,
               struct lever_pool *pool, struct error *e)
{
    size_t members[ASSUMPTIONS_MAX_MODELS], n_members, total = 0;
    struct stratum strata[ASSUMPTIONS_MAX_MODELS];
    if (pool_members(&c->pool, energies, members, &n_members, e))
        return -1;
    for (size_t i = 0; i < n_members; i++) {
        strata[i] = pool_stratum(&c->trim, energies->sorted[members[i]], energies->n);
        if (strata[i].low == strata[i].high)
            return error_set(e, "trim: the cuts leave no query of model %s: want wider ones",
                             c->query[members[i]].names.model);
        total += strata[i].high - strata[i].low;
    }
    if (lever_pool_alloc(pool, total, e))
        return -1;
    for (size_t i = 0; i < n_members; i++)
        add_member(pool, members[i], energies->drawn[members[i]], &strata[i]);
    return 0;
}
