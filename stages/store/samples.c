/* samples.c -- <case>.samples.nc: the drawn queries of all models in one case. */
#include "store/samples.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/netcdf.h"

#define N_VARIABLES (1 + QUANTITY_COUNT) /* the names of the models, then the quantities */

struct sample_file {
    struct netcdf_file nc;
    struct netcdf_variable variables[N_VARIABLES];
    size_t n_models, n_queries;
    bool written[ASSUMPTIONS_MAX_MODELS]; /* by sample_file_put, when the file is made */
};

static void set_variables(struct netcdf_variable variables[N_VARIABLES])
{
    variables[0] = (struct netcdf_variable)NETCDF_MODEL_NAME;
    for (int q = 0; q < QUANTITY_COUNT; q++) { /* in the order of enum quantity */
        const struct quantity_row *row = quantity_row((enum quantity)q);
        struct netcdf_variable *v = &variables[1 + q];
        *v = (struct netcdf_variable){.type = NC_DOUBLE, .dimensions = {"model", "query"}};
        snprintf(v->name, sizeof v->name, "%s", row->name);
        snprintf(v->units, sizeof v->units, "%s", row->unit);
        snprintf(v->long_name, sizeof v->long_name, "%s", row->long_name);
    }
}

static int new_file(const struct assumptions *a, const char *path, struct sample_file **out,
                    struct error *e)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return error_no_memory(e, "to open %s", path);
    set_variables((*out)->variables);
    (*out)->n_models = a->n_models;
    (*out)->n_queries = (size_t)a->queries;
    return 0;
}

static struct netcdf_layout layout_of(const struct sample_file *file, const struct assumptions *a,
                                      size_t case_index)
{
    return (struct netcdf_layout){"wattquery samples", a->cases[case_index].name, a,
                                  {{"query", file->n_queries}}, file->variables, N_VARIABLES};
}

/* ---- writing ---------------------------------------------------------------------------- */

int sample_file_create(struct sample_file **out, const char *path,
                       const struct provenance *provenance, const struct assumptions *a,
                       size_t case_index, struct error *e)
{
    if (new_file(a, path, out, e))
        return -1;
    struct netcdf_file *nc = &(*out)->nc;
    const struct netcdf_layout layout = layout_of(*out, a, case_index);
    if (netcdf_create(nc, path, &layout, provenance, e) ||
        netcdf_put_position(nc, (struct mt19937_position){0}, e) || netcdf_begin_data(nc, a, e)) {
        sample_file_discard(*out);
        *out = NULL;
        return -1;
    }
    return 0;
}

/* The part of a variable that is one model's. */
static struct netcdf_block block_of(const struct sample_file *file, size_t model)
{
    assert(model < file->n_models);
    return (struct netcdf_block){.start = {model, 0}, .count = {1, file->n_queries}};
}

int sample_file_put(struct sample_file *file, size_t model, const struct queries *queries,
                    struct error *e)
{
    assert(queries->n == file->n_queries);
    const struct netcdf_block block = block_of(file, model);
    for (int q = 0; q < QUANTITY_COUNT; q++)
        if (netcdf_put_doubles(&file->nc, 1 + q, &block, queries->of[q], e))
            return -1;
    file->written[model] = true;
    return 0;
}

/* Nothing is filled in, so that every model must have been put. */
static int check_all_written(const struct sample_file *file, struct error *e)
{
    for (size_t m = 0; m < file->n_models; m++)
        if (!file->written[m])
            return error_set(e, "%s: not written: model %zu (from 0) was left out",
                             file->nc.path, m);
    return 0;
}

int sample_file_finish(struct sample_file *file, struct mt19937_position after, struct error *e)
{
    bool failed = check_all_written(file, e) || netcdf_flush(&file->nc, e) ||
                  netcdf_put_position(&file->nc, after, e);
    int rc = netcdf_finish(&file->nc, failed ? -1 : 0, e);
    free(file);
    return rc;
}

void sample_file_discard(struct sample_file *file)
{
    if (!file)
        return;
    netcdf_discard(&file->nc);
    free(file);
}

/* ---- reading ---------------------------------------------------------------------------- */

int sample_file_open(struct sample_file **out, const char *path,
                     const struct provenance *provenance, const struct assumptions *a,
                     size_t case_index, struct mt19937_position *after, struct error *e)
{
    struct provenance expected = *provenance;
    struct mt19937_position place;
    if (new_file(a, path, out, e))
        return -1;
    const struct netcdf_layout layout = layout_of(*out, a, case_index);
    if (netcdf_open(&(*out)->nc, path, &layout, &expected, e) ||
        netcdf_get_position(&(*out)->nc, &place, e)) {
        sample_file_close(*out);
        *out = NULL;
        return -1;
    }
    if (after)
        *after = place;
    return 0;
}

int sample_file_get(struct sample_file *file, size_t model, enum quantity quantity,
                    double *values, struct error *e)
{
    const struct netcdf_block block = block_of(file, model);
    return netcdf_get_doubles(&file->nc, 1 + (int)quantity, &block, values, e);
}

void sample_file_close(struct sample_file *file)
{
    if (!file)
        return;
    netcdf_close(&file->nc);
    free(file);
}
