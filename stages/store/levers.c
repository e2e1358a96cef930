/* levers.c -- <case>.levers.nc: the frontier pool, with and without each lever. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "store/netcdf.h"
#include "store/provenance.h"
#include "store/samples.h"

#define TITLE "wattquery levers"
#define BLOCK 4096 /* whole numbers that are converted at a time */

enum variable {
    MODEL_NAME,
    MEMBER_RANK,
    MODEL_INDEX,
    QUERY_INDEX,
    ENERGY, /* first of LEVER_COLUMN_COUNT */
    VARIABLE_COUNT = ENERGY + LEVER_COLUMN_COUNT
};

/* The layout of the file. */
struct layout {
    struct netcdf_variable variables[VARIABLE_COUNT];
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

static void lay_out(struct layout *layout)
{
    static const struct netcdf_variable INDICES[ENERGY] = {
        [MODEL_NAME] = {"model_name", NC_CHAR, {"model", "name_length"}, "1",
                        "name of the model", false},
        [MEMBER_RANK] = {"member_rank", NC_INT, {"model"}, "1",
                         "0: the pool's largest median energy, and so on; -1: not in the pool",
                         false},
        [MODEL_INDEX] = {"model_index", NC_INT, {"query"}, "1",
                         "index of the query's model, from 0", false},
        [QUERY_INDEX] = {"query_index", NC_INT64, {"query"}, "1",
                         "index of the query in its model's sample, from 0", false},
    };
    memcpy(layout->variables, INDICES, sizeof INDICES);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        layout->variables[ENERGY + c] = energy_variable((enum lever_column)c);
}

static struct origin origin_of(const struct assumptions *a, size_t case_index)
{
    return (struct origin){.title = TITLE, .case_name = a->cases[case_index].name, .a = a};
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* ---- writing ---------------------------------------------------------------------------- */

static int define(struct netcdf_file *f, const struct layout *layout, const struct origin *origin,
                  const struct provenance *provenance, size_t n, struct error *e)
{
    if (netcdf_define_dimension(f, "model", origin->a->n_models, e) != 0 ||
        netcdf_define_dimension(f, "query", n, e) != 0 ||
        netcdf_define_dimension(f, "name_length", NAME_SIZE, e) != 0 ||
        netcdf_define_variables(f, layout->variables, VARIABLE_COUNT, e) != 0 ||
        netcdf_put_origin(f, origin, provenance, e) != 0)
        return -1;
    return 0;
}

static int put_ranks(const struct netcdf_file *f, size_t n_models, const struct lever_pool *pool,
                     struct error *e)
{
    long long ranks[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < n_models; m++)
        ranks[m] = -1;
    for (size_t r = 0; r < pool->n_members; r++) {
        assert(pool->member[r] < n_models);
        ranks[pool->member[r]] = (long long)r;
    }
    return netcdf_put_integers(f, MEMBER_RANK, NULL, ranks, e);
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
    if (netcdf_put_integers(f, MODEL_INDEX, &block, model, e) != 0)
        return -1;
    return netcdf_put_integers(f, QUERY_INDEX, &block, query, e);
}

static int put_indices(const struct netcdf_file *f, const struct lever_pool *pool,
                       struct error *e)
{
    assert(pool->n_members > 0 && pool->start[0] == 0 && pool->start[pool->n_members] == pool->n);
    for (size_t r = 0; r < pool->n_members; r++)
        for (size_t i = pool->start[r]; i < pool->start[r + 1]; i += BLOCK)
            if (put_index_block(f, pool, r, i, least(BLOCK, pool->start[r + 1] - i), e) != 0)
                return -1;
    return 0;
}

static int put_all(const struct netcdf_file *f, const struct assumptions *a,
                   const struct lever_pool *pool, struct error *e)
{
    if (netcdf_begin_data(f, e) != 0 || netcdf_put_model_names(f, MODEL_NAME, a, e) != 0 ||
        put_ranks(f, a->n_models, pool, e) != 0 || put_indices(f, pool, e) != 0)
        return -1;
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        if (netcdf_put_doubles(f, ENERGY + c, NULL, pool->energy[c], e) != 0)
            return -1;
    return 0;
}

int lever_file_write(const char *path, const struct provenance *provenance,
                     const struct assumptions *a, size_t case_index,
                     const struct lever_pool *pool, struct error *e)
{
    const struct origin origin = origin_of(a, case_index);
    struct netcdf_file f;
    struct layout layout;
    lay_out(&layout);
    if (netcdf_create(&f, path, e) != 0)
        return -1;
    int status = define(&f, &layout, &origin, provenance, pool->n, e);
    if (status == 0)
        status = put_all(&f, a, pool, e);
    if (status == 0)
        status = netcdf_publish(&f, e);
    netcdf_discard(&f);
    return status;
}

/* ---- reading ---------------------------------------------------------------------------- */

static int check(struct netcdf_file *f, const struct layout *layout, const struct origin *origin,
                 struct provenance provenance, struct error *e)
{
    if (netcdf_check_origin(f, origin, &provenance, e) != 0 ||
        netcdf_check_dimension(f, "model", origin->a->n_models, e) != 0 ||
        netcdf_check_dimension(f, "name_length", NAME_SIZE, e) != 0 ||
        netcdf_check_variables(f, layout->variables, VARIABLE_COUNT, e) != 0)
        return -1;
    return netcdf_check_model_names(f, MODEL_NAME, origin->a, e);
}

/* Reads the ranks and turns them round: which model has which. */
static int get_members(const struct netcdf_file *f, size_t n_models,
                       long long ranks[ASSUMPTIONS_MAX_MODELS], struct lever_pool *pool,
                       struct error *e)
{
    bool taken[ASSUMPTIONS_MAX_MODELS] = {false};
    if (netcdf_get_integers(f, MEMBER_RANK, NULL, ranks, e) != 0)
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
        if (netcdf_get_integers(at->f, MODEL_INDEX, &block, model, e) != 0 ||
            netcdf_get_integers(at->f, QUERY_INDEX, &block, query, e) != 0)
            return -1;
        for (size_t i = 0; i < block.count[0]; i++)
            if (take_index(at, pool, first + i, model[i], query[i], e) != 0)
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
    if (netcdf_dimension(f, "query", &n, e) != 0 || lever_pool_alloc(pool, n, e) != 0)
        return -1;
    struct cursor at = {.f = f, .a = a, .ranks = ranks, .rank = -1};
    int status = get_members(f, a->n_models, ranks, pool, e);
    if (status == 0)
        status = get_indices(&at, pool, e);
    for (int c = 0; status == 0 && c < LEVER_COLUMN_COUNT; c++)
        status = netcdf_get_doubles(f, ENERGY + c, NULL, pool->energy[c], e);
    if (status != 0)
        lever_pool_free(pool);
    return status;
}

int lever_file_read(const char *path, const struct provenance *provenance,
                    const struct assumptions *a, size_t case_index, struct lever_pool *pool,
                    struct error *e)
{
    const struct origin origin = origin_of(a, case_index);
    struct netcdf_file f;
    struct layout layout;
    lay_out(&layout);
    if (netcdf_open(&f, path, e) != 0)
        return -1;
    int status = check(&f, &layout, &origin, *provenance, e);
    if (status == 0)
        status = get_pool(&f, a, pool, e);
    netcdf_close(&f);
    return status;
}
