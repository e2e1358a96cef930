/* netcdf.c -- what our netCDF files have in common: opening and closing, and values.
 *
 *   1. life cycle   2. finite values   3. putting and getting
 *
 * How variables are defined and checked is in netcdf_layout.c, and attributes are in
 * netcdf_attributes.c. */
#include "store/netcdf.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "store/cdf5.h"

int netcdf_status(const struct netcdf_file *f, int status, const char *what, struct error *e)
{
    if (status == NC_NOERR)
        return 0;
    if (status == NC_ENOMEM || errno == ENOMEM)
        return error_no_memory(e, "inside of libnetcdf: %s: %s", f->path, what);
    return status > 0 ? error_file(e, status, "%s: %s", f->path, what)
                      : error_set(e, "%s: %s: %s", f->path, what, nc_strerror(status));
}

bool netcdf_is_missing(int status, int missing)
{
    return status == missing && errno != ENOMEM;
}

/* ---- 1. life cycle ---------------------------------------------------------------------- */

static void forget(struct netcdf_file *f)
{
    free(f->path);
    free(f->temporary);
    free(f->checksums);
    *f = (struct netcdf_file){0};
}

#define BUFFER_SIZE ((size_t)256 * 1024) /* libnetcdf's own choice costs a system call for 4 kB */

/* Gives a new file its names. */
static int name(struct netcdf_file *f, const char *path, const struct netcdf_layout *layout,
                struct error *e)
{
    *f = (struct netcdf_file){.variables = layout->variables};
    errno = 0; /* from now on it says when memory was out, which libnetcdf may call another name */
    return publish_names(path, &f->path, &f->temporary, e);
}

/* Begins a file under its temporary name. libnetcdf alone would write over what has it, and when
 * that fails remove it, a device too: it is to find nothing, and what it leaves of its own goes. */
static int create(struct netcdf_file *f, struct error *e)
{
    size_t buffer = BUFFER_SIZE;
    if (publish_begin(f->path, f->temporary, e))
        return -1;
    int status = nc__create(f->temporary, NC_NOCLOBBER | NC_64BIT_DATA, 0, &buffer, &f->id);
    if (status != NC_NOERR && status != NC_EEXIST)
        remove(f->temporary);
    return netcdf_status(f, status, "cannot be written", e);
}

int netcdf_create(struct netcdf_file *f, const char *path, const struct netcdf_layout *layout,
                  const struct provenance *provenance, struct error *e)
{
    if (name(f, path, layout, e))
        return -1;
    if (create(f, e)) {
        forget(f);
        return -1;
    }
    if (netcdf_checksums_new(f, layout, e) || netcdf_define(f, layout, e) ||
        netcdf_checksums_put(f, e))
        return -1;
    return netcdf_put_origin(f, layout, provenance, e);
}

int netcdf_begin_data(const struct netcdf_file *f, const struct assumptions *a, struct error *e)
{
    /* every byte is set: what stands behind a name's end goes into the file */
    char names[ASSUMPTIONS_MAX_MODELS][NAME_SIZE] = {{0}};
    int old_mode = 0;
    int status = nc_set_fill(f->id, NC_NOFILL, &old_mode);
    if (status == NC_NOERR)
        status = nc_enddef(f->id);
    if (netcdf_status(f, status, "cannot be written", e))
        return -1;
    for (size_t m = 0; m < a->n_models; m++)
        snprintf(names[m], NAME_SIZE, "%s", a->models[m].name);
    return netcdf_status(f, nc_put_var_text(f->id, 0, names[0]), f->variables[0].name, e);
}

int netcdf_flush(const struct netcdf_file *f, struct error *e)
{
    return netcdf_status(f, nc_sync(f->id), "not written", e);
}

void netcdf_discard(struct netcdf_file *f)
{
    if (f->path) {
        nc_abort(f->id);
        remove(f->temporary);
    }
    forget(f);
}

int netcdf_finish(struct netcdf_file *f, int rc, struct error *e)
{
    /* nc_close alone would not say when its last bytes find no room: it drops that error, and
     * then makes the file as long as it should be */
    if (rc || netcdf_flush(f, e) || netcdf_checksums_put(f, e) || netcdf_flush(f, e)) {
        netcdf_discard(f);
        return -1;
    }
    rc = netcdf_status(f, nc_close(f->id), "not written", e);
    if (rc == 0)
        rc = cdf5_check_size(f->temporary, e);
    if (rc == 0)
        rc = publish_file(f->temporary, f->path, e);
    else
        remove(f->temporary);
    forget(f);
    return rc;
}

int netcdf_open(struct netcdf_file *f, const char *path, const struct netcdf_layout *layout,
                struct provenance *provenance, struct error *e)
{
    size_t buffer = BUFFER_SIZE;
    *f = (struct netcdf_file){0};
    if (cdf5_check_size(path, e) || name(f, path, layout, e))
        return -1;
    if (netcdf_status(f, nc__open(path, NC_NOWRITE, &buffer, &f->id), "cannot be read", e)) {
        forget(f);
        return -1;
    }
    if (netcdf_checksums_new(f, layout, e) || netcdf_check_origin(f, layout, provenance, e))
        return -1;
    return netcdf_check(f, layout, e);
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
                       const struct netcdf_block *b, const double *values, struct error *e)
{
    if (check_finite(f, variable, b, values, e))
        return -1;
    netcdf_checksums_add(f, variable, b, values, count_values(&f->variables[variable], b));
    int status = nc_put_vara_double(f->id, variable, b->start, b->count, values);
    return netcdf_status(f, status, f->variables[variable].name, e);
}

int netcdf_put_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *b, const long long *values, struct error *e)
{
    netcdf_checksums_add(f, variable, b, values, count_values(&f->variables[variable], b));
    int status = nc_put_vara_longlong(f->id, variable, b->start, b->count, values);
    return netcdf_status(f, status, f->variables[variable].name, e);
}

int netcdf_get_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *b, double *values, struct error *e)
{
    int status = nc_get_vara_double(f->id, variable, b->start, b->count, values);
    if (netcdf_status(f, status, f->variables[variable].name, e))
        return -1;
    netcdf_checksums_add(f, variable, b, values, count_values(&f->variables[variable], b));
    return check_finite(f, variable, b, values, e) ? -1
                                                   : netcdf_checksums_check(f, variable, b, e);
}

int netcdf_get_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *b, long long *values, struct error *e)
{
    int status = nc_get_vara_longlong(f->id, variable, b->start, b->count, values);
    if (netcdf_status(f, status, f->variables[variable].name, e))
        return -1;
    netcdf_checksums_add(f, variable, b, values, count_values(&f->variables[variable], b));
    return netcdf_checksums_check(f, variable, b, e);
}
