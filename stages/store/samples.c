/* samples.c -- <case>.samples.nc: the drawn queries of all models in one case. */
#include "store/samples.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/netcdf.h"
#include "store/provenance.h"

#define TITLE "wattquery samples"
#define N_VARIABLES (1 + QUANTITY_COUNT) /* the names of the models, then the quantities */

struct sample_file {
    struct netcdf_file nc;
    struct netcdf_variable variables[N_VARIABLES];
    size_t n_models, n_queries;
    bool written[ASSUMPTIONS_MAX_MODELS]; /* by sample_file_put, when the file is made */
};

/* The layout: a variable a quantity, in the order of enum quantity. */
static void lay_out(struct netcdf_variable variables[N_VARIABLES])
{
    variables[0] = (struct netcdf_variable){
        .name = "model_name",
        .type = NC_CHAR,
        .dimensions = {"model", "name_length"},
        .units = "1",
        .long_name = "name of the model",
    };
    for (int q = 0; q < QUANTITY_COUNT; q++) {
        struct netcdf_variable *v = &variables[1 + q];
        *v = (struct netcdf_variable){.type = NC_DOUBLE, .dimensions = {"model", "query"}};
        snprintf(v->name, sizeof v->name, "%s", quantity_row((enum quantity)q)->name);
        snprintf(v->units, sizeof v->units, "%s", quantity_row((enum quantity)q)->unit);
        snprintf(v->long_name, sizeof v->long_name, "%s",
                 quantity_row((enum quantity)q)->long_name);
    }
}

static struct sample_file *new_file(const struct assumptions *a, const char *path,
                                    struct error *e)
{
    struct sample_file *file = calloc(1, sizeof *file);
    if (!file) {
        error_set(e, "%s: no memory to open it", path);
        return NULL;
    }
    lay_out(file->variables);
    file->n_models = a->n_models;
    file->n_queries = (size_t)a->queries;
    return file;
}

static struct origin origin_of(const struct assumptions *a, size_t case_index)
{
    return (struct origin){.title = TITLE, .case_name = a->cases[case_index].name, .a = a};
}

/* ---- writing ---------------------------------------------------------------------------- */

static int define(struct sample_file *file, const struct origin *origin,
                  const struct provenance *provenance, struct error *e)
{
    struct netcdf_file *nc = &file->nc;
    if (netcdf_define_dimension(nc, "model", file->n_models, e) != 0 ||
        netcdf_define_dimension(nc, "query", file->n_queries, e) != 0 ||
        netcdf_define_dimension(nc, "name_length", NAME_SIZE, e) != 0 ||
        netcdf_define_variables(nc, file->variables, N_VARIABLES, e) != 0 ||
        netcdf_put_origin(nc, origin, provenance, e) != 0 ||
        netcdf_put_position(nc, (struct mt19937_position){0}, e) != 0 ||
        netcdf_begin_data(nc, e) != 0)
        return -1;
    return netcdf_put_model_names(nc, 0, origin->a, e);
}

int sample_file_create(struct sample_file **out, const char *path,
                       const struct provenance *provenance, const struct assumptions *a,
                       size_t case_index, struct error *e)
{
    const struct origin origin = origin_of(a, case_index);
    *out = NULL;
    struct sample_file *file = new_file(a, path, e);
    if (!file)
        return -1;
    if (netcdf_create(&file->nc, path, e) != 0 || define(file, &origin, provenance, e) != 0) {
        sample_file_discard(file);
        return -1;
    }
    *out = file;
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
        if (netcdf_put_doubles(&file->nc, 1 + q, &block, queries->of[q], e) != 0)
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
    int status = check_all_written(file, e);
    if (status == 0)
        status = netcdf_flush(&file->nc, e);
    if (status == 0)
        status = netcdf_put_position(&file->nc, after, e);
    if (status == 0)
        status = netcdf_publish(&file->nc, e);
    sample_file_discard(file);
    return status;
}

void sample_file_discard(struct sample_file *file)
{
    if (!file)
        return;
    netcdf_discard(&file->nc);
    free(file);
}

/* ---- reading ---------------------------------------------------------------------------- */

static int check(struct sample_file *file, const struct origin *origin,
                 struct provenance provenance, struct error *e)
{
    struct netcdf_file *nc = &file->nc;
    if (netcdf_check_origin(nc, origin, &provenance, e) != 0 ||
        netcdf_check_dimension(nc, "model", file->n_models, e) != 0 ||
        netcdf_check_dimension(nc, "query", file->n_queries, e) != 0 ||
        netcdf_check_dimension(nc, "name_length", NAME_SIZE, e) != 0 ||
        netcdf_check_variables(nc, file->variables, N_VARIABLES, e) != 0)
        return -1;
    return netcdf_check_model_names(nc, 0, origin->a, e);
}

int sample_file_open(struct sample_file **out, const char *path,
                     const struct provenance *provenance, const struct assumptions *a,
                     size_t case_index, struct mt19937_position *after, struct error *e)
{
    const struct origin origin = origin_of(a, case_index);
    struct mt19937_position place;
    *out = NULL;
    struct sample_file *file = new_file(a, path, e);
    if (!file)
        return -1;
    if (netcdf_open(&file->nc, path, e) != 0 || check(file, &origin, *provenance, e) != 0 ||
        netcdf_get_position(&file->nc, &place, e) != 0) {
        sample_file_close(file);
        return -1;
    }
    if (after)
        *after = place;
    *out = file;
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
