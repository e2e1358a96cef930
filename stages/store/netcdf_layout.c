/* netcdf_layout.c -- dimensions and variables of our netCDF files: defined, and checked. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "store/netcdf.h"
#include "base/text.h"

/* ---- writing ---------------------------------------------------------------------------- */

static int define_dimension(const struct netcdf_file *f, const char *name, size_t length,
                            struct error *e)
{
    int dimension = 0;
    if (length == 0) /* to libnetcdf it would mean a dimension that grows */
        return error_set(e, "%s: dimension %s: found 0, want 1 or more", f->path, name);
    return netcdf_status(f, nc_def_dim(f->id, name, length, &dimension), name, e);
}

static int put_text(const struct netcdf_file *f, int id, const char *name, const char *text)
{
    return nc_put_att_text(f->id, id, name, strlen(text), text);
}

static int describe(const struct netcdf_file *f, int id, const struct netcdf_variable *v)
{
    const double none = NAN;
    int status = put_text(f, id, "units", v->units);
    if (status == NC_NOERR)
        status = put_text(f, id, "long_name", v->long_name);
    if (status == NC_NOERR && v->may_be_nan)
        status = nc_put_att_double(f->id, id, "_FillValue", NC_DOUBLE, 1, &none);
    return status;
}

static int define_variable(const struct netcdf_file *f, const struct netcdf_variable *v,
                           struct error *e)
{
    int id = 0, rank = 0, dimensions[NETCDF_MAX_RANK], status = NC_NOERR;
    for (; status == NC_NOERR && rank < NETCDF_MAX_RANK && v->dimensions[rank]; rank++)
        status = nc_inq_dimid(f->id, v->dimensions[rank], &dimensions[rank]);
    if (status == NC_NOERR)
        status = nc_def_var(f->id, v->name, v->type, rank, dimensions, &id);
    if (status == NC_NOERR)
        status = describe(f, id, v);
    return netcdf_status(f, status, v->name, e);
}

/* Calls for every dimension in its order, until one fails. */
static int each_dimension(const struct netcdf_file *f, const struct netcdf_layout *layout,
                          int call(const struct netcdf_file *f, const char *name, size_t length,
                                   struct error *e),
                          struct error *e)
{
    int rc = call(f, "model", layout->a->n_models, e);
    for (size_t d = 0; d < NETCDF_MAX_DIMENSIONS && layout->dimensions[d].name && rc == 0; d++)
        rc = call(f, layout->dimensions[d].name, layout->dimensions[d].length, e);
    return rc ? -1 : call(f, "name_length", NAME_SIZE, e);
}

int netcdf_define(const struct netcdf_file *f, const struct netcdf_layout *layout, struct error *e)
{
    int rc = each_dimension(f, layout, define_dimension, e);
    for (size_t i = 0; i < layout->n_variables && rc == 0; i++)
        rc = define_variable(f, &layout->variables[i], e);
    return rc;
}

/* ---- reading ---------------------------------------------------------------------------- */

int netcdf_dimension(const struct netcdf_file *f, const char *name, size_t *length,
                     struct error *e)
{
    int id = 0;
    int status = nc_inq_dimid(f->id, name, &id);
    if (netcdf_is_missing(status, NC_EBADDIM))
        return error_set(e, "%s: dimension %s is missing", f->path, name);
    if (status == NC_NOERR)
        status = nc_inq_dimlen(f->id, id, length);
    return netcdf_status(f, status, name, e);
}

static int check_dimension(const struct netcdf_file *f, const char *name, size_t want,
                           struct error *e)
{
    size_t length = 0;
    if (netcdf_dimension(f, name, &length, e))
        return -1;
    if (want == 0 || length == want)
        return 0;
    return error_set(e, "%s: dimension %s: found %zu, want %zu", f->path, name, length, want);
}

static const char *type_name(nc_type type)
{
    static const char *const NAMES[] = {"nothing", "byte",   "char",   "short", "int",   "float",
                                        "double",  "ubyte",  "ushort", "uint",  "int64", "uint64"};
    return type > 0 && type < (int)(sizeof NAMES / sizeof NAMES[0]) ? NAMES[type] : "another";
}

/* Appends the names of a variable's dimensions, "(model, query)". */
static void shape_text(const struct netcdf_file *f, int rank, const int *dimensions,
                       char *text, size_t size)
{
    snprintf(text, size, "(");
    for (int d = 0; d < rank; d++) {
        char name[NC_MAX_NAME + 1] = "";
        nc_inq_dimname(f->id, dimensions[d], name);
        text_append(text, size, d ? ", " : "", name);
    }
    text_append(text, size, "", ")");
}

static int check_shape(const struct netcdf_file *f, const struct netcdf_variable *v, int id,
                       struct error *e)
{
    int rank = 0, found[NC_MAX_VAR_DIMS], want_rank = 0, want[NETCDF_MAX_RANK] = {0};
    int status = nc_inq_var(f->id, id, NULL, NULL, &rank, found, NULL);
    for (; want_rank < NETCDF_MAX_RANK && v->dimensions[want_rank]; want_rank++)
        if (status == NC_NOERR)
            status = nc_inq_dimid(f->id, v->dimensions[want_rank], &want[want_rank]);
    if (netcdf_status(f, status, v->name, e))
        return -1;
    if (rank == want_rank && memcmp(found, want, (size_t)rank * sizeof *found) == 0)
        return 0;
    char shape[256], want_shape[256];
    shape_text(f, rank, found, shape, sizeof shape);
    shape_text(f, want_rank, want, want_shape, sizeof want_shape);
    return error_set(e, "%s: %s: found dimensions %s, want %s", f->path, v->name, shape,
                     want_shape);
}

static int check_units(const struct netcdf_file *f, const struct netcdf_variable *v, int id,
                       struct error *e)
{
    char units[NAME_SIZE] = "";
    size_t length = 0;
    nc_type type = NC_NAT;
    int status = nc_inq_att(f->id, id, "units", &type, &length);
    if (status == NC_NOERR && (type != NC_CHAR || length >= sizeof units))
        return error_set(e, "%s: %s: units are no short text, want \"%s\"", f->path, v->name,
                         v->units);
    if (status == NC_NOERR)
        status = nc_get_att_text(f->id, id, "units", units);
    if (netcdf_is_missing(status, NC_ENOTATT))
        return error_set(e, "%s: %s: has no units, want \"%s\"", f->path, v->name, v->units);
    if (netcdf_status(f, status, v->name, e))
        return -1;
    if (strcmp(units, v->units) == 0)
        return 0;
    return error_set(e, "%s: %s: found units \"%s\", want \"%s\"", f->path, v->name, units,
                     v->units);
}

static int check_variable(const struct netcdf_file *f, const struct netcdf_variable *v,
                          int want_id, struct error *e)
{
    int id = 0;
    nc_type type = NC_NAT;
    int status = nc_inq_varid(f->id, v->name, &id);
    if (netcdf_is_missing(status, NC_ENOTVAR))
        return error_set(e, "%s: variable %s is missing", f->path, v->name);
    if (status == NC_NOERR)
        status = nc_inq_vartype(f->id, id, &type);
    if (netcdf_status(f, status, v->name, e))
        return -1;
    if (type != v->type)
        return error_set(e, "%s: %s: found type %s, want %s", f->path, v->name, type_name(type),
                         type_name(v->type));
    if (check_shape(f, v, id, e) || check_units(f, v, id, e))
        return -1;
    if (id == want_id)
        return 0;
    return error_set(e, "%s: %s: found as variable %d (from 0), want %d", f->path, v->name, id,
                     want_id);
}

static int check_model_names(const struct netcdf_file *f, const struct assumptions *a,
                             struct error *e)
{
    char names[ASSUMPTIONS_MAX_MODELS][NAME_SIZE] = {{0}};
    if (netcdf_status(f, nc_get_var_text(f->id, 0, names[0]), f->variables[0].name, e))
        return -1;
    for (size_t m = 0; m < a->n_models; m++)
        if (strncmp(names[m], a->models[m].name, NAME_SIZE) != 0)
            return error_set(e, "%s: model %zu (from 0): found \"%.*s\", want \"%s\"", f->path,
                             m, NAME_SIZE, names[m], a->models[m].name);
    return 0;
}

int netcdf_check(const struct netcdf_file *f, const struct netcdf_layout *layout, struct error *e)
{
    int rc = each_dimension(f, layout, check_dimension, e);
    for (size_t i = 0; i < layout->n_variables && rc == 0; i++)
        rc = check_variable(f, &layout->variables[i], (int)i, e);
    return rc ? -1 : check_model_names(f, layout->a, e);
}
