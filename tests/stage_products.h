/* stage_products.h -- all that a run of the tiny scenario leaves, read back for tests. */
#ifndef TESTS_STAGE_PRODUCTS_H
#define TESTS_STAGE_PRODUCTS_H

#include "stage_fixture.h"

#include "io/inputs.h"
#include "io/results.h"

enum { QUERIES = 200, MODELS = 2 };

static const char *const MODEL_NAMES[MODELS] = {"llama_405b", "llama_70b"};

/* Freed with products_free. */
struct products {
    struct inputs in;
    struct results results;
    double of[MODELS][QUANTITY_COUNT][QUERIES];
    struct lever_pool pool;
};

static inline void read_samples(const struct run *r, struct products *p)
{
    char path[SCRATCH_PATH_SIZE];
    struct sample_file *file;
    struct error e;
    in_folder(r, "traditional.samples.nc", path);
    if (sample_file_open(&file, path, &p->in.provenance, &p->in.a, 0, NULL, &e))
        fail_msg("%s", e.text);
    for (size_t m = 0; m < MODELS; m++)
        for (int q = 0; q < QUANTITY_COUNT; q++)
            if (sample_file_get(file, m, (enum quantity)q, p->of[m][q], &e))
                fail_msg("%s", e.text);
    sample_file_close(file);
    in_folder(r, "traditional.levers.nc", path);
    if (lever_file_read(path, &p->in.provenance, &p->in.a, 0, &p->pool, &e))
        fail_msg("%s", e.text);
}

static inline struct products *read_products(const struct run *r)
{
    char assumptions[SCRATCH_PATH_SIZE], fit[SCRATCH_PATH_SIZE], results[SCRATCH_PATH_SIZE];
    struct products *p = calloc(1, sizeof *p);
    struct error e;
    assert_non_null(p);
    in_folder(r, "assumptions.tsv", assumptions);
    in_folder(r, "fit.nc", fit);
    in_folder(r, "results.tsv", results);
    if (inputs_read(assumptions, fit, &p->in, &e) || results_read(&p->results, results, &e))
        fail_msg("%s", e.text);
    read_samples(r, p);
    return p;
}

static inline void products_free(struct products *p)
{
    results_free(&p->results);
    lever_pool_free(&p->pool);
    free(p);
}

/* The result with this key; fails the test if there is none. */
static inline const struct result *find(const struct products *p, const char *key)
{
    for (size_t i = 0; i < p->results.n; i++)
        if (strcmp(p->results.rows[i].key, key) == 0)
            return &p->results.rows[i];
    fail_msg("results.tsv has no %s", key);
    return NULL;
}

#endif
