/* levers.c -- <case>.levers.nc: the frontier pool, with and without each lever. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "store/netcdf.h"
#include "store/samples.h"

#define BLOCK 4096 /* whole numbers that are converted at a time */

enum variable {
    MODEL_NAME,
    MEMBER_RANK,
    MODEL_INDEX,
    QUERY_INDEX,
    ENERGY, /* first of LEVER_COLUMN_COUNT */
    VARIABLE_COUNT = ENERGY + LEVER_COLUMN_COUNT
};

static struct netcdf_variable energy_variable(enum lever_column column)
{
    const char *lever = lever_column_name(column);
    struct netcdf_variable v = {.type = NC_DOUBLE, .dimensions = {"query"}, .units = "Wh"};
    snprintf(v.name, sizeof v.name, "energy%s%s", *lever ? "_" : "", lever);
    if (column == LEVER_COLUMN_NONE)
        snprintf(v.long_name, sizeof v.long_name, "energy of one query, E");
    else
        snprintf(v.long_name, sizeof v.long_name, "energy of one query with the %s lever%s, E'",
                 lever, column == LEVER_COLUMN_COMBINED ? "s" : "");
    return v;
}

static void set_variables(struct netcdf_variable variables[VARIABLE_COUNT])
{
    static const struct netcdf_variable INDICES[ENERGY] = {
        [MODEL_NAME] = NETCDF_MODEL_NAME,
        [MEMBER_RANK] = {"member_rank", NC_INT, {"model"}, "1",
                         "0: the pool's largest median energy, and so on; -1: not in the pool",
                         false},
        [MODEL_INDEX] = {"model_index", NC_INT, {"query"}, "1",
                         "index of the query's model, from 0", false},
        [QUERY_INDEX] = {"query_index", NC_INT64, {"query"}, "1",
                         "index of the query in its model's sample, from 0", false},
    };
    memcpy(variables, INDICES, sizeof INDICES);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        variables[ENERGY + c] = energy_variable((enum lever_column)c);
}

/* The layout of a file of n queries, for as long as the variables are there. */
static struct netcdf_layout layout_of(const struct assumptions *a, size_t case_index, size_t n,
                                      struct netcdf_variable variables[VARIABLE_COUNT])
{
    set_variables(variables);
    return (struct netcdf_layout){"wattquery levers", a->cases[case_index].name, a,
                                  {{"query", n}}, variables, VARIABLE_COUNT};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- writing ---------------------------------------------------------------------------- */

static int put_ranks(const struct netcdf_file *f, size_t n_models, const struct lever_pool *pool,
                     struct error *e)
{
    const struct netcdf_block block = {.count = {n_models}};
    long long ranks[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < n_models; m++)
        ranks[m] = -1;
    for (size_t r = 0; r < pool->n_members; r++) {
        assert(pool->member[r] < n_models);
        ranks[pool->member[r]] = (long long)r;
    }
    return netcdf_put_integers(f, MEMBER_RANK, &block, ranks, e);
}

/* Writes model and index of the queries [first, first + n) of the member with rank r. */
static int put_index_block(const struct netcdf_file *f, const struct lever_pool *pool, size_t r,
                           size_t first, size_t n, struct error *e)
{
    const struct netcdf_block block = {.start = {first}, .count = {n}};
    long long model[BLOCK], query[BLOCK];
    for (size_t i = 0; i < n; i++) {
        model[i] = (long long)pool->member[r];
        query[i] = (long long)pool->query[first + i];
    }
    if (netcdf_put_integers(f, MODEL_INDEX, &block, model, e))
        return -1;
    return netcdf_put_integers(f, QUERY_INDEX, &block, query, e);
}

static int put_indices(const struct netcdf_file *f, const struct lever_pool *pool,
                       struct error *e)
{
    assert(pool->n_members > 0 && pool->start[0] == 0 && pool->start[pool->n_members] == pool->n);
    for (size_t r = 0; r < pool->n_members; r++)
        for (size_t i = pool->start[r]; i < pool->start[r + 1]; i += BLOCK)
            if (put_index_block(f, pool, r, i, least(BLOCK, pool->start[r + 1] - i), e))
                return -1;
    return 0;
}

static int put_all(const struct netcdf_file *f, const struct assumptions *a,
                   const struct lever_pool *pool, struct error *e)
{
    const struct netcdf_block all = {.count = {pool->n}};
    if (netcdf_begin_data(f, a, e) || put_ranks(f, a->n_models, pool, e) ||
        put_indices(f, pool, e))
        return -1;
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        if (netcdf_put_doubles(f, ENERGY + c, &all, pool->energy[c], e))
            return -1;
    return 0;
}

int lever_file_write(const char *path, const struct provenance *provenance,
                     const struct assumptions *a, size_t case_index,
                     const struct lever_pool *pool, struct error *e)
{
    struct netcdf_file f;
    struct netcdf_variable variables[VARIABLE_COUNT];
    const struct netcdf_layout layout = layout_of(a, case_index, pool->n, variables);
    int rc = netcdf_create(&f, path, &layout, provenance, e);
    if (rc == 0)
        rc = put_all(&f, a, pool, e);
    return netcdf_finish(&f, rc, e);
}

/* ---- reading ---------------------------------------------------------------------------- */

/* Reads the ranks and turns them round: which model has which. */
static int get_members(const struct netcdf_file *f, size_t n_models,
                       long long ranks[ASSUMPTIONS_MAX_MODELS], struct lever_pool *pool,
                       struct error *e)
{
    const struct netcdf_block block = {.count = {n_models}};
    bool taken[ASSUMPTIONS_MAX_MODELS] = {false};
    if (netcdf_get_integers(f, MEMBER_RANK, &block, ranks, e))
        return -1;
    for (size_t m = 0; m < n_models; m++)
        pool->n_members += ranks[m] >= 0;
    for (size_t m = 0; m < n_models; m++) {
        if (ranks[m] == -1)
            continue;
        if (ranks[m] < -1 || ranks[m] >= (long long)pool->n_members || taken[ranks[m]])
            return error_set(e, "%s: member_rank: model %zu (from 0): found %lld, want each of "
                                "0 to %lld once, or -1",
                             f->path, m, ranks[m], (long long)pool->n_members - 1);
        taken[ranks[m]] = true;
        pool->member[ranks[m]] = m;
    }
    return 0;
}

/* The place in a file that is being read query by query. */
struct cursor {
    const struct netcdf_file *f;
    const struct assumptions *a;
    const long long *ranks;
    long long rank; /* of the last query */
};

/* Takes one query into the pool. */
static int take_index(struct cursor *at, struct lever_pool *pool, size_t i, long long model,
                      long long query, struct error *e)
{
    bool known = model >= 0 && model < (long long)at->a->n_models;
    long long rank = known ? at->ranks[model] : -1;
    if (rank < at->rank || rank < 0)
        return error_set(e, "%s: model_index: query %zu (from 0): found %lld, want the pool's "
                            "members in order of member_rank",
                         at->f->path, i, model);
    if (query < 0 || (uint64_t)query >= at->a->queries)
        return error_set(e, "%s: query_index: query %zu (from 0): found %lld, want 0 to %llu",
                         at->f->path, i, query, (unsigned long long)at->a->queries - 1);
    while (at->rank < rank)
        pool->start[++at->rank] = i;
    pool->query[i] = (size_t)query;
    return 0;
}

static int get_indices(struct cursor *at, struct lever_pool *pool, struct error *e)
{
    long long model[BLOCK], query[BLOCK];
    for (size_t first = 0; first < pool->n; first += BLOCK) {
        const struct netcdf_block block = {.start = {first},
                                           .count = {least(BLOCK, pool->n - first)}};
        if (netcdf_get_integers(at->f, MODEL_INDEX, &block, model, e) ||
            netcdf_get_integers(at->f, QUERY_INDEX, &block, query, e))
            return -1;
        for (size_t i = 0; i < block.count[0]; i++)
            if (take_index(at, pool, first + i, model[i], query[i], e))
                return -1;
    }
    while (at->rank < (long long)pool->n_members)
        pool->start[++at->rank] = pool->n;
    return 0;
}

static int get_pool(const struct netcdf_file *f, const struct assumptions *a,
                    struct lever_pool *pool, struct error *e)
{
    size_t n = 0;
    long long ranks[ASSUMPTIONS_MAX_MODELS];
    if (netcdf_dimension(f, "query", &n, e) || lever_pool_alloc(pool, n, e))
        return -1;
    const struct netcdf_block all = {.count = {n}};
    struct cursor at = {.f = f, .a = a, .ranks = ranks, .rank = -1};
    int rc = get_members(f, a->n_models, ranks, pool, e);
    if (rc == 0)
        rc = get_indices(&at, pool, e);
    for (int c = 0; c < LEVER_COLUMN_COUNT && rc == 0; c++)
        rc = netcdf_get_doubles(f, ENERGY + c, &all, pool->energy[c], e);
    if (rc)
        lever_pool_free(pool);
    return rc;
}

int lever_file_read(const char *path, const struct provenance *provenance,
                    const struct assumptions *a, size_t case_index, struct lever_pool *pool,
                    struct error *e)
{
    struct netcdf_file f;
    struct netcdf_variable variables[VARIABLE_COUNT];
    struct provenance expected = *provenance;
    const struct netcdf_layout layout = layout_of(a, case_index, 0, variables);
    int rc = netcdf_open(&f, path, &layout, &expected, e);
    if (rc == 0)
        rc = get_pool(&f, a, pool, e);
    netcdf_close(&f);
    return rc;
}
