/* netcdf_fixture.h -- a tiny scenario and one file of each kind, for the tests of our netCDF files.
 *
 * Three models, five queries, two cases; the pool is the third model before the first. */
#ifndef TESTS_NETCDF_FIXTURE_H
#define TESTS_NETCDF_FIXTURE_H

#include "support.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/sample_file.h"

#define TINY_MODELS 3
#define TINY_QUERIES 5
#define TINY_POOL 7

static const struct provenance TINY_PROVENANCE = {
    "ab12000000000000000000000000000000000000000000000000000000000000",
    "77ff000000000000000000000000000000000000000000000000000000000000",
};

static const struct mt_place TINY_PLACE = {.words = 5000000001, .kept = true,
                                           .kept_normal = -0.1};

static inline void tiny_scenario(struct assumptions *a)
{
    *a = (struct assumptions){.name = "tiny",
                              .seed = 42,
                              .queries = TINY_QUERIES,
                              .n_models = TINY_MODELS,
                              .models = {{.name = "alpha", .table_model = "Alpha 7B"},
                                         {.name = "beta_70b", .table_model = "Beta"},
                                         {.name = "gamma", .table_model = "Gamma"}},
                              .n_cases = 2,
                              .cases = {{.name = "traditional"}, {.name = "long_answers"}}};
}

/* A value that is another for every place, awkward ones among them. */
static inline double tiny_value(size_t model, int column, size_t query)
{
    static const double AWKWARD[] = {DBL_MAX, -0.0, 4.9e-324, 0.1, DBL_EPSILON};
    if (model == 1)
        return AWKWARD[query % 5];
    return ((double)model + 1) / 3 + column + (double)query / 7;
}

static inline void tiny_queries(struct queries *q, size_t model)
{
    struct error e;
    assert_int_equal(queries_alloc(q, TINY_QUERIES, &e), 0);
    for (int c = 0; c < QUANTITY_COUNT; c++)
        for (size_t i = 0; i < q->n; i++)
            q->of[c][i] = tiny_value(model, c, i);
}

static inline void tiny_pool(struct lever_pool *pool)
{
    static const size_t QUERY[TINY_POOL] = {0, 2, 3, 4, 1, 3, 4};
    struct error e;
    assert_int_equal(lever_pool_alloc(pool, TINY_POOL, &e), 0);
    pool->n_members = 2;
    pool->member[0] = 2;
    pool->member[1] = 0;
    pool->start[1] = 4;
    pool->start[2] = TINY_POOL;
    memcpy(pool->query, QUERY, sizeof QUERY);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        for (size_t i = 0; i < TINY_POOL; i++)
            pool->energy[c][i] = tiny_value(i % 2, c, i);
}

/* Least squares, a constant, and slopes of least norm; the last two have no uncertainty. */
static inline void tiny_fits(struct throughput_fits *fits)
{
    const struct throughput_fit none = {
        .b = {log(1000), 0, 0}, .covariance = {{NAN, NAN, NAN}, {NAN, NAN, NAN}, {NAN, NAN, NAN}},
        .r_squared = NAN, .cap = 900, .rows_used = 2, .linear = {NAN, NAN, NAN}, .rmse = NAN,
        .linear_rmse = NAN, .log_rmse = NAN, .linear_log_rmse = NAN};
    *fits = (struct throughput_fits){.n = TINY_MODELS, .fit = {{
        .method = FIT_LEAST_SQUARES, .b = {8.25, -0.1, 1.0 / 3},
        .covariance = {{1, 0.2, 0.3}, {0.2, 4, 0.5}, {0.3, 0.5, 9}}, .r_squared = 0.9,
        .cap = 5200, .rows_used = 8, .degrees_of_freedom = 5, .linear = {100, -0.5, 0.25},
        .rmse = 12.5, .linear_rmse = 50, .log_rmse = 0.125, .linear_log_rmse = NAN}}};
    fits->fit[1] = fits->fit[2] = none;
    fits->fit[1].method = FIT_CONSTANT;
    fits->fit[2].method = FIT_LEAST_NORM;
}

/* Rows: one of a model that the scenario has not, and one that was not used. */
static inline struct throughput_table tiny_table(struct throughput_row rows[3])
{
    rows[0] = (struct throughput_row){.model = "Beta", .tps = 2000, .input_tokens = 500,
                                      .output_tokens = 100, .released = true};
    rows[1] = (struct throughput_row){.model = "Delta", .tps = 3000, .input_tokens = 600,
                                      .output_tokens = 200, .released = true};
    rows[2] = (struct throughput_row){.model = "Gamma", .tps = 500, .input_tokens = 700,
                                      .output_tokens = 300, .released = false};
    return (struct throughput_table){.n = 3, .rows = rows};
}

/* ---- writing and reading a file of each kind -------------------------------------------- */

static inline int write_samples(const char *path, struct error *e)
{
    struct assumptions a;
    struct sample_file *file;
    tiny_scenario(&a);
    if (sample_file_create(&file, path, &TINY_PROVENANCE, &a, 1, e) != 0)
        return -1;
    for (size_t m = 0; m < TINY_MODELS; m++) {
        struct queries q;
        tiny_queries(&q, m);
        int status = sample_file_put(file, m, &q, e);
        queries_free(&q);
        if (status == 0)
            continue;
        sample_file_discard(file);
        return -1;
    }
    return sample_file_finish(file, TINY_PLACE, e);
}

static inline int read_samples(const char *path, const struct assumptions *a,
                               const struct provenance *p, struct error *e)
{
    struct sample_file *file;
    struct mt_place after;
    double values[TINY_QUERIES];
    int status = sample_file_open(&file, path, p, a, 1, &after, e);
    for (size_t m = 0; status == 0 && m < a->n_models; m++)
        for (int q = 0; status == 0 && q < QUANTITY_COUNT; q++)
            status = sample_file_get(file, m, (enum quantity)q, values, e);
    sample_file_close(file);
    return status;
}

static inline int write_levers(const char *path, struct error *e)
{
    struct assumptions a;
    struct lever_pool pool;
    tiny_scenario(&a);
    tiny_pool(&pool);
    int status = lever_file_write(path, &TINY_PROVENANCE, &a, 1, &pool, e);
    lever_pool_free(&pool);
    return status;
}

static inline int read_levers(const char *path, const struct assumptions *a,
                              const struct provenance *p, struct error *e)
{
    struct lever_pool pool = {0};
    int status = lever_file_read(path, p, a, 1, &pool, e);
    if (status == 0)
        lever_pool_free(&pool);
    return status;
}

static inline int write_fits(const char *path, struct error *e)
{
    struct assumptions a;
    struct throughput_fits fits;
    struct throughput_row rows[3];
    struct throughput_table table = tiny_table(rows);
    tiny_scenario(&a);
    tiny_fits(&fits);
    return fit_file_write(path, &TINY_PROVENANCE, &a, &fits, &table, e);
}

static inline int read_fits(const char *path, const struct assumptions *a,
                            const struct provenance *p, struct error *e)
{
    struct throughput_fits fits;
    struct provenance provenance = *p;
    return fit_file_read(path, &provenance, a, &fits, e);
}

/* A kind of file. */
struct kind {
    const char *name;
    int (*write)(const char *path, struct error *e);
    int (*read)(const char *path, const struct assumptions *a, const struct provenance *p,
                struct error *e);
};

#define KIND_COUNT 3

static const struct kind KINDS[KIND_COUNT] = {
    {"samples", write_samples, read_samples},
    {"levers", write_levers, read_levers},
    {"fits", write_fits, read_fits},
};

/* A folder, and the path that a test's file is to have. */
struct scratch {
    char folder[SCRATCH_PATH_SIZE], path[SCRATCH_PATH_SIZE];
    const void *row; /* the initial state of a test that is one row of a list */
};

static inline int set_up(void **state)
{
    struct scratch *s = malloc(sizeof *s);
    scratch_make(s->folder);
    scratch_path(s->path, s->folder, "file.nc");
    s->row = *state;
    *state = s;
    return 0;
}

static inline int tear_down(void **state)
{
    struct scratch *s = *state;
    scratch_remove(s->folder);
    free(s);
    return 0;
}

/* Writes a file of a kind to the fixture's path. */
static inline void write_good(const struct kind *kind, const struct scratch *s)
{
    struct error e = {""};
    if (kind->write(s->path, &e) != 0)
        fail_msg("%s: %s", kind->name, e.text);
}

#endif
