/* netcdf.h -- what our netCDF files have in common: how they are made, described, checked.
 *
 * A file's variables are one table of struct netcdf_variable, from which they are defined when
 * the file is written and against which they are checked when it is read. A variable's id is its
 * place in that table. Messages begin with the file's path. */
#ifndef STORE_NETCDF_H
#define STORE_NETCDF_H

#include <stdbool.h>
#include <stddef.h>

#include <netcdf.h>

#include "model/assumptions.h"
#include "base/error.h"

#define NETCDF_MAX_RANK 3

/* A variable as the file has it. */
struct netcdf_variable {
    char name[NAME_SIZE];
    nc_type type;                            /* NC_DOUBLE, NC_INT, NC_INT64 or NC_CHAR    */
    const char *dimensions[NETCDF_MAX_RANK]; /* names, slowest first; NULL for none       */
    char units[NAME_SIZE];                   /* "1" for what has none                     */
    char long_name[LABEL_SIZE];
    bool may_be_nan;                         /* NaN says that there is no value: _FillValue */
};

/* An open file. Functions that fail leave it open: the caller discards or closes it. */
struct netcdf_file {
    int id;                                  /* libnetcdf's                                */
    char *path;                              /* final name, owned; NULL when not open      */
    char *temporary;                         /* path.tmp, owned; NULL for a file being read */
    const struct netcdf_variable *variables; /* the table; must outlive the open file      */
};

/* A part of a variable; a NULL block is the whole variable. */
struct netcdf_block {
    size_t start[NETCDF_MAX_RANK], count[NETCDF_MAX_RANK];
};

/* Puts libnetcdf's reason into the message: "path: what: reason". Returns -1. */
int netcdf_fail(const struct netcdf_file *f, int status, const char *what, struct error *e);

/* ---- writing: create, define, attributes, begin_data, put, publish ---- */

/* Begins path.tmp. */
int netcdf_create(struct netcdf_file *f, const char *path, struct error *e) MUST_CHECK;

int netcdf_define_dimension(const struct netcdf_file *f, const char *name, size_t length,
                            struct error *e) MUST_CHECK;

/* Defines the n variables of a table. */
int netcdf_define_variables(struct netcdf_file *f, const struct netcdf_variable *variables,
                            size_t n, struct error *e) MUST_CHECK;

/* Ends the definitions. Every value of every variable must then be put: nothing is filled in. */
int netcdf_begin_data(const struct netcdf_file *f, struct error *e) MUST_CHECK;

/* Writes a block. Doubles must be finite, or NaN where the variable may be. */
int netcdf_put_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, const double *values,
                       struct error *e) MUST_CHECK;
int netcdf_put_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, const long long *values,
                        struct error *e) MUST_CHECK;

/* Writes the names of a's models into a variable over (model, name_length). */
int netcdf_put_model_names(const struct netcdf_file *f, int variable,
                           const struct assumptions *a, struct error *e) MUST_CHECK;

/* Hands to the system what libnetcdf still holds. Before attributes are changed at the end: with
 * a changed header and data that find no room, nc_abort does not get to freeing its memory. */
int netcdf_flush(const struct netcdf_file *f, struct error *e) MUST_CHECK;

/* Closes, checks that all bytes arrived, renames, frees, whatever the outcome. Returns 0, or -1
 * and no file. */
int netcdf_publish(struct netcdf_file *f, struct error *e) MUST_CHECK;

/* Closes, removes path.tmp, frees; a zeroed one is accepted. */
void netcdf_discard(struct netcdf_file *f);

/* ---- reading: open, check, get, close ---- */

/* Opens a file that is CDF-5 and whole. */
int netcdf_open(struct netcdf_file *f, const char *path, struct error *e) MUST_CHECK;

int netcdf_dimension(const struct netcdf_file *f, const char *name, size_t *length,
                     struct error *e) MUST_CHECK;

/* Checks that a dimension is `want` long. */
int netcdf_check_dimension(const struct netcdf_file *f, const char *name, size_t want,
                           struct error *e) MUST_CHECK;

/* Checks name, type, dimensions and units of the n variables of a table. */
int netcdf_check_variables(struct netcdf_file *f, const struct netcdf_variable *variables,
                           size_t n, struct error *e) MUST_CHECK;

/* Reads a block. Doubles must be finite, or NaN where the variable may be. */
int netcdf_get_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, double *values,
                       struct error *e) MUST_CHECK;
int netcdf_get_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, long long *values,
                        struct error *e) MUST_CHECK;

/* Checks that the names of models are a's, in a's order. */
int netcdf_check_model_names(const struct netcdf_file *f, int variable,
                             const struct assumptions *a, struct error *e) MUST_CHECK;

/* Closes and frees; a zeroed one is accepted. */
void netcdf_close(struct netcdf_file *f);

#endif
