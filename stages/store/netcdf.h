/* netcdf.h -- what our netCDF files have in common: how they are made, described, checked.
 *
 * A file is told by a layout, from which it is defined when it is written and against which it is
 * checked when it is read. A variable's id is its place in the layout's table. Messages begin with
 * the file's path. */
#ifndef STORE_NETCDF_H
#define STORE_NETCDF_H

#include <stdbool.h>
#include <stddef.h>

#include <netcdf.h>

#include "model/assumptions.h"
#include "base/error.h"
#include "numeric/mt19937.h"
#include "store/samples.h"

#define NETCDF_MAX_RANK 3
#define NETCDF_MAX_DIMENSIONS 2

/* A variable as the file has it. */
struct netcdf_variable {
    char name[NAME_SIZE];
    nc_type type;                            /* NC_DOUBLE, NC_INT, NC_INT64 or NC_CHAR    */
    const char *dimensions[NETCDF_MAX_RANK]; /* names, slowest first; NULL for none       */
    char units[NAME_SIZE];                   /* "1" for what has none                     */
    char long_name[LABEL_SIZE];
    bool may_be_nan;                         /* NaN says that there is no value: _FillValue */
};

/* The first variable of every file. */
#define NETCDF_MODEL_NAME \
    {"model_name", NC_CHAR, {"model", "name_length"}, "1", "name of the model", false}

struct netcdf_dimension {
    const char *name; /* NULL: none                     */
    size_t length;    /* to read: 0 for one of any length */
};

/* What a file is. Borrowed, all of it. */
struct netcdf_layout {
    const char *title;     /* "wattquery fits" and the like: the kind of the file */
    const char *case_name; /* NULL for a file that is not of one case             */
    const struct assumptions *a;
    struct netcdf_dimension dimensions[NETCDF_MAX_DIMENSIONS]; /* after model, and before */
                                                               /* name_length             */
    const struct netcdf_variable *variables; /* from NETCDF_MODEL_NAME on; must outlive the */
    size_t n_variables;                      /* open file                                   */
};

struct netcdf_checksum;

/* An open file. Functions that fail leave it open: the caller discards or closes it. */
struct netcdf_file {
    int id;                                  /* libnetcdf's                                */
    char *path;                              /* final name, owned; NULL when not open      */
    char *temporary;                         /* path.tmp, owned; NULL for a file being read */
    const struct netcdf_variable *variables; /* of the layout                              */
    size_t n_variables, n_models;
    struct netcdf_checksum *checksums;       /* see netcdf_checksums.c; owned              */
};

/* A part of a variable. */
struct netcdf_block {
    size_t start[NETCDF_MAX_RANK], count[NETCDF_MAX_RANK];
};

/* Judges what libnetcdf returned: 0, or -1 with its reason, "path: what: reason". */
int netcdf_status(const struct netcdf_file *f, int status, const char *what,
                  struct error *e) MUST_CHECK;

/* Whether libnetcdf found nothing of that name; it says the same where it has no memory to look.
 *   missing   NC_ENOTVAR and the like */
bool netcdf_is_missing(int status, int missing);

/* ---- writing: create, position, begin_data, put, finish ---- */

/* Begins path.tmp and defines its dimensions, variables and attributes: title, scenario, case,
 * both hashes, generator and seed. */
int netcdf_create(struct netcdf_file *f, const char *path, const struct netcdf_layout *layout,
                  const struct provenance *provenance, struct error *e) MUST_CHECK;

/* Writes stream_words, stream_kept, stream_kept_normal and their checksum. Once while the file is
 * defined makes room; then it may be repeated after the data. */
int netcdf_put_position(const struct netcdf_file *f, struct mt19937_position place,
                        struct error *e) MUST_CHECK;

/* Ends the definitions and writes the names of a's models. Every value of every other variable must
 * then be put: nothing is filled in. */
int netcdf_begin_data(const struct netcdf_file *f, const struct assumptions *a,
                      struct error *e) MUST_CHECK;

/* Writes a block. Doubles must be finite, or NaN where the variable may be. */
int netcdf_put_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, const double *values,
                       struct error *e) MUST_CHECK;
int netcdf_put_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, const long long *values,
                        struct error *e) MUST_CHECK;

/* Hands to the system what libnetcdf still holds. Before attributes are changed at the end: with
 * a changed header and data that find no room, nc_abort does not get to freeing its memory. */
int netcdf_flush(const struct netcdf_file *f, struct error *e) MUST_CHECK;

/* Ends a file by how the writing went: when rc is 0 it closes, checks that all bytes arrived,
 * renames and frees, else it discards. Returns 0, or -1 and no file. */
int netcdf_finish(struct netcdf_file *f, int rc, struct error *e) MUST_CHECK;

/* Closes, removes path.tmp, frees; a zeroed one is accepted. */
void netcdf_discard(struct netcdf_file *f);

/* ---- reading: open, get, close ---- */

/* Opens a file that is CDF-5 and whole, and checks all that netcdf_create writes: title, scenario,
 * case and hashes, dimensions, the variables' names, types, dimensions and units, and that the
 * models are a's, in a's order.
 *   provenance   assumptions_sha256 must be the file's. table_sha256 must be too, unless it is
 *                "": then it is set from the file */
int netcdf_open(struct netcdf_file *f, const char *path, const struct netcdf_layout *layout,
                struct provenance *provenance, struct error *e) MUST_CHECK;

int netcdf_get_position(const struct netcdf_file *f, struct mt19937_position *place,
                        struct error *e) MUST_CHECK;

int netcdf_dimension(const struct netcdf_file *f, const char *name, size_t *length,
                     struct error *e) MUST_CHECK;

/* Reads a block. Doubles must be finite, or NaN where the variable may be. */
int netcdf_get_doubles(const struct netcdf_file *f, int variable,
                       const struct netcdf_block *block, double *values,
                       struct error *e) MUST_CHECK;
int netcdf_get_integers(const struct netcdf_file *f, int variable,
                        const struct netcdf_block *block, long long *values,
                        struct error *e) MUST_CHECK;

/* Closes and frees; a zeroed one is accepted. */
void netcdf_close(struct netcdf_file *f);

/* ---- what netcdf_create and netcdf_open are made of ---- */

/* netcdf_layout.c: dimensions, variables and names of models. */
int netcdf_define(const struct netcdf_file *f, const struct netcdf_layout *layout,
                  struct error *e) MUST_CHECK;
int netcdf_check(const struct netcdf_file *f, const struct netcdf_layout *layout,
                 struct error *e) MUST_CHECK;

/* netcdf_checksums.c: of the values of each variable and model. One that is put or got adds to
 * them; what is got is checked as soon as it is a model's last. `n` values of 64 bits, those of the
 * block; `put` writes the attributes, once to make room and once when all values are there. */
int netcdf_checksums_new(struct netcdf_file *f, const struct netcdf_layout *layout,
                         struct error *e) MUST_CHECK;
void netcdf_checksums_add(const struct netcdf_file *f, int variable,
                          const struct netcdf_block *block, const void *values, size_t n);
int netcdf_checksums_put(const struct netcdf_file *f, struct error *e) MUST_CHECK;
int netcdf_checksums_check(const struct netcdf_file *f, int variable,
                           const struct netcdf_block *block, struct error *e) MUST_CHECK;

/* netcdf_attributes.c: what a file is and what it is from. */
int netcdf_put_origin(const struct netcdf_file *f, const struct netcdf_layout *layout,
                      const struct provenance *provenance, struct error *e) MUST_CHECK;
int netcdf_check_origin(const struct netcdf_file *f, const struct netcdf_layout *layout,
                        struct provenance *provenance, struct error *e) MUST_CHECK;

#endif
