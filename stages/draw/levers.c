/* levers.c -- the arrays of a frontier pool, and the division by alpha. */
#include "draw/levers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "draw/draw.h"

int lever_pool_alloc(struct lever_pool *pool, size_t n, struct error *e)
{
    *pool = (struct lever_pool){.n = n};
    int bad = n == 0 || n > SIZE_MAX / sizeof(double);
    if (!bad)
        bad = !(pool->query = malloc(n * sizeof *pool->query));
    for (int c = 0; !bad && c < LEVER_COLUMN_COUNT; c++)
        bad = !(pool->energy[c] = malloc(n * sizeof(double)));
    if (!bad)
        return 0;
    lever_pool_free(pool);
    return error_no_memory(e, "for a pool of %zu queries", n);
}

void lever_pool_free(struct lever_pool *pool)
{
    free(pool->query);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        free(pool->energy[c]);
    *pool = (struct lever_pool){0};
}

/* Divides the pool's energy by each lever's alpha and by the product of all. Each alpha's array
 * is the column that it ends in. */
static void divide(struct lever_pool *pool, double *const alpha[LEVER_COUNT])
{
    const double *none = pool->energy[LEVER_COLUMN_NONE];
    for (size_t i = 0; i < pool->n; i++) {
        double product = 1;
        for (int l = 0; l < LEVER_COUNT; l++)
            product *= alpha[l][i];
        pool->energy[LEVER_COLUMN_COMBINED][i] = none[i] / product;
        for (int l = 0; l < LEVER_COUNT; l++)
            alpha[l][i] = none[i] / alpha[l][i];
    }
}

/* An alpha that is not above 0 would turn energies into something else. */
static int check_alphas(const struct case_inputs *c, const struct lever_pool *pool,
                        double *const alpha[LEVER_COUNT], struct error *e)
{
    for (int l = 0; l < LEVER_COUNT; l++)
        for (size_t i = 0; i < pool->n; i++)
            if (!(alpha[l][i] > 0 && isfinite(alpha[l][i])))
                return error_set(e, "levers.%s: found an alpha of %.17g in case %s, want a "
                                    "distribution of finite numbers above 0",
                                 lever_column_name(lever_column_of((enum lever)l)),
                                 alpha[l][i], c->name);
    return 0;
}

int levers_apply(const struct case_inputs *c, const struct sampling *sampling,
                 struct mt19937 *stream, struct lever_pool *pool, struct error *e)
{
    double *alpha[LEVER_COUNT];
    for (int l = 0; l < LEVER_COUNT; l++)
        alpha[l] = pool->energy[lever_column_of((enum lever)l)];
    draw_levers(c->levers, sampling, stream, pool, alpha);
    if (check_alphas(c, pool, alpha, e))
        return -1;
    divide(pool, alpha);
    return 0;
}
