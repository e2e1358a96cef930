/* netcdf.c -- what our netCDF files have in common: opening and closing, and values.
 *
 *   1. life cycle   2. finite values   3. putting and getting   4. names of models
 *
 * How variables are defined and checked is in netcdf_layout.c. */
#include "store/netcdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/cdf5.h"
#include "base/output.h"

int netcdf_fail(const struct netcdf_file *f, int status, const char *what, struct error *e)
{
    return error_set(e, "%s: %s: %s", f->path, what, nc_strerror(status));
}

/* ---- 1. life cycle ---------------------------------------------------------------------- */

static void forget(struct netcdf_file *f)
{
    free(f->path);
    free(f->temporary);
    *f = (struct netcdf_file){0};
}

#define BUFFER_SIZE ((size_t)256 * 1024) /* libnetcdf's own choice costs a system call for 4 kB */

int netcdf_create(struct netcdf_file *f, const char *path, struct error *e)
{
    *f = (struct netcdf_file){0};
    if (publish_names(path, &f->path, &f->temporary, e))
        return -1;
    size_t buffer = BUFFER_SIZE;
    int status = nc__create(f->temporary, NC_CLOBBER | NC_64BIT_DATA, 0, &buffer, &f->id);
    if (status == NC_NOERR)
        return 0;
    netcdf_fail(f, status, "cannot be written", e);
    forget(f);
    return -1;
}

int netcdf_begin_data(const struct netcdf_file *f, struct error *e)
{
    int old_mode = 0;
    int status = nc_set_fill(f->id, NC_NOFILL, &old_mode);
    if (status == NC_NOERR)
        status = nc_enddef(f->id);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, "cannot be written", e);
}

int netcdf_flush(const struct netcdf_file *f, struct error *e)
{
    int status = nc_sync(f->id);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, "not written", e);
}

int netcdf_publish(struct netcdf_file *f, struct error *e)
{
    /* nc_close alone would not say when its last bytes find no room: it drops that error, and
     * then makes the file as long as it should be */
    int status = netcdf_flush(f, e);
    int closed = status == 0 ? nc_close(f->id) : nc_abort(f->id);
    if (status == 0 && closed != NC_NOERR)
        status = netcdf_fail(f, closed, "not written", e);
    if (status == 0)
        status = cdf5_check_size(f->temporary, e);
    if (status == 0)
        status = publish_file(f->temporary, f->path, e);
    else
        remove(f->temporary);
    forget(f);
    return status;
}

void netcdf_discard(struct netcdf_file *f)
{
    if (f->path) {
        nc_abort(f->id);
        remove(f->temporary);
    }
    forget(f);
}

int netcdf_open(struct netcdf_file *f, const char *path, struct error *e)
{
    *f = (struct netcdf_file){0};
    if (cdf5_check_size(path, e) != 0)
        return -1;
    if (publish_names(path, &f->path, &f->temporary, e))
        return -1;
    size_t buffer = BUFFER_SIZE;
    int status = nc__open(path, NC_NOWRITE, &buffer, &f->id);
    if (status == NC_NOERR)
        return 0;
    netcdf_fail(f, status, "cannot be read", e);
    forget(f);
    return -1;
}

void netcdf_close(struct netcdf_file *f)
{
    if (f->path)
        nc_close(f->id);
    forget(f);
}

/* ---- 2. finite values ------------------------------------------------------------------- */

static size_t rank_of(const struct netcdf_variable *v)
{
    size_t rank = 0;
    while (rank < NETCDF_MAX_RANK && v->dimensions[rank])
        rank++;
    return rank;
}

/* The block that is the whole variable. */
static int whole_block(const struct netcdf_file *f, int variable, struct netcdf_block *block,
                       struct error *e)
{
    const struct netcdf_variable *v = &f->variables[variable];
    *block = (struct netcdf_block){.count = {0}};
    for (size_t d = 0; d < rank_of(v); d++)
        if (netcdf_dimension(f, v->dimensions[d], &block->count[d], e) != 0)
            return -1;
    return 0;
}

static size_t count_values(const struct netcdf_variable *v, const struct netcdf_block *block)
{
    size_t n = 1;
    for (size_t d = 0; d < rank_of(v); d++)
        n *= block->count[d];
    return n;
}

/* Names the place of the i-th value of a block: "model 2, query 17", counted from 0. */
static int refuse_value(const struct netcdf_file *f, const struct netcdf_variable *v,
                        const struct netcdf_block *block, size_t i, double value,
                        struct error *e)
{
    size_t index[NETCDF_MAX_RANK] = {0};
    for (size_t d = rank_of(v); d-- > 0; i /= block->count[d])
        index[d] = block->start[d] + i % block->count[d];
    char place[3 * NAME_SIZE + 80] = "";
    size_t used = 0;
    for (size_t d = 0; d < rank_of(v) && used < sizeof place; d++)
        used += (size_t)snprintf(place + used, sizeof place - used, "%s%s %zu", d ? ", " : "",
                                 v->dimensions[d], index[d]);
    return error_set(e, "%s: %s: %s (from 0): found %.17g, want a finite number", f->path,
                     v->name, place, value);
}

static int check_finite(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, const double *values, struct error *e)
{
    const struct netcdf_variable *v = &f->variables[variable];
    size_t n = count_values(v, block);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(values[i]) && !(v->may_be_nan && isnan(values[i])))
            return refuse_value(f, v, block, i, values[i], e);
    return 0;
}

/* ---- 3. putting and getting ------------------------------------------------------------- */

int netcdf_put_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, const double *values, struct error *e)
{
    struct netcdf_block whole;
    if (!block && whole_block(f, variable, &whole, e) != 0)
        return -1;
    const struct netcdf_block *b = block ? block : &whole;
    if (check_finite(f, variable, b, values, e) != 0)
        return -1;
    int status = nc_put_vara_double(f->id, variable, b->start, b->count, values);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, f->variables[variable].name, e);
}

int netcdf_put_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, const long long *values,
                        struct error *e)
{
    int status = block ? nc_put_vara_longlong(f->id, variable, block->start, block->count, values)
                       : nc_put_var_longlong(f->id, variable, values);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, f->variables[variable].name, e);
}

int netcdf_get_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, double *values, struct error *e)
{
    struct netcdf_block whole;
    if (!block && whole_block(f, variable, &whole, e) != 0)
        return -1;
    const struct netcdf_block *b = block ? block : &whole;
    int status = nc_get_vara_double(f->id, variable, b->start, b->count, values);
    if (status != NC_NOERR)
        return netcdf_fail(f, status, f->variables[variable].name, e);
    return check_finite(f, variable, b, values, e);
}

int netcdf_get_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, long long *values, struct error *e)
{
    int status = block ? nc_get_vara_longlong(f->id, variable, block->start, block->count, values)
                       : nc_get_var_longlong(f->id, variable, values);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, f->variables[variable].name, e);
}

/* ---- 4. names of models ----------------------------------------------------------------- */

int netcdf_put_model_names(const struct netcdf_file *f, int variable,
                           const struct assumptions *a, struct error *e)
{
    /* every byte is set: what stands behind a name's end goes into the file */
    char names[ASSUMPTIONS_MAX_MODELS][NAME_SIZE] = {{0}};
    for (size_t m = 0; m < a->n_models; m++)
        snprintf(names[m], NAME_SIZE, "%s", a->models[m].name);
    int status = nc_put_var_text(f->id, variable, names[0]);
    return status == NC_NOERR ? 0 : netcdf_fail(f, status, f->variables[variable].name, e);
}

int netcdf_check_model_names(const struct netcdf_file *f, int variable,
                             const struct assumptions *a, struct error *e)
{
    char names[ASSUMPTIONS_MAX_MODELS][NAME_SIZE] = {{0}};
    int status = nc_get_var_text(f->id, variable, names[0]);
    if (status != NC_NOERR)
        return netcdf_fail(f, status, f->variables[variable].name, e);
    for (size_t m = 0; m < a->n_models; m++)
        if (strncmp(names[m], a->models[m].name, NAME_SIZE) != 0)
            return error_set(e, "%s: model %zu (from 0): found \"%.*s\", want \"%s\"", f->path,
                             m, NAME_SIZE, names[m], a->models[m].name);
    return 0;
}
