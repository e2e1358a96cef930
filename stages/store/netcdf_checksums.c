/* netcdf_checksums.c -- checksums of the data of our netCDF files, against damage.
 *
 * Every variable but the names has an attribute `checksum`: for each model, or once for a variable
 * that is not by model, 64 bits over its values in their order. They are gathered as values are put
 * or got, so that nothing is read twice, and compared when the last value of a model has come. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/netcdf.h"

#define ATTRIBUTE "checksum"

/* Of the values of one model that have passed so far. */
struct netcdf_checksum {
    uint64_t digest;
    size_t n;
};

static bool is_by_model(const struct netcdf_variable *v)
{
    return v->dimensions[0] && strcmp(v->dimensions[0], "model") == 0;
}

static struct netcdf_checksum *of_model(const struct netcdf_file *f, int variable, size_t model)
{
    return &f->checksums[(size_t)variable * ASSUMPTIONS_MAX_MODELS + model];
}

int netcdf_checksums_new(struct netcdf_file *f, const struct netcdf_layout *layout,
                         struct error *e)
{
    f->n_models = layout->a->n_models;
    f->n_variables = layout->n_variables;
    f->checksums = calloc(f->n_variables * ASSUMPTIONS_MAX_MODELS, sizeof *f->checksums);
    return f->checksums ? 0 : error_no_memory(e, "for the checksums of %s", f->path);
}

int netcdf_checksums_put(const struct netcdf_file *f, struct error *e)
{
    for (size_t i = 1; i < f->n_variables; i++) {
        unsigned long long digests[ASSUMPTIONS_MAX_MODELS];
        size_t n = is_by_model(&f->variables[i]) ? f->n_models : 1;
        for (size_t m = 0; m < n; m++)
            digests[m] = of_model(f, (int)i, m)->digest;
        int status = nc_put_att(f->id, (int)i, ATTRIBUTE, NC_UINT64, n, digests);
        if (netcdf_status(f, status, f->variables[i].name, e))
            return -1;
    }
    return 0;
}

/* How many values of a variable are one model's, or in all where they are not by model. */
static int count(const struct netcdf_file *f, int variable, size_t *n, struct error *e)
{
    const struct netcdf_variable *v = &f->variables[variable];
    *n = 1;
    for (size_t d = is_by_model(v); d < NETCDF_MAX_RANK && v->dimensions[d]; d++) {
        size_t length = 0;
        if (netcdf_dimension(f, v->dimensions[d], &length, e))
            return -1;
        *n *= length;
    }
    return 0;
}

/* All values have come: what the file says of them must hold. */
static int compare(const struct netcdf_file *f, int variable, size_t model, uint64_t found,
                   struct error *e)
{
    const char *name = f->variables[variable].name;
    unsigned long long want[ASSUMPTIONS_MAX_MODELS];
    nc_type type = NC_NAT;
    size_t n = 0, wanted = is_by_model(&f->variables[variable]) ? f->n_models : 1;
    int status = nc_inq_att(f->id, variable, ATTRIBUTE, &type, &n);
    if (netcdf_is_missing(status, NC_ENOTATT) ||
        (status == NC_NOERR && (type != NC_UINT64 || n != wanted)))
        return error_set(e, "%s: %s: has no " ATTRIBUTE " of %zu numbers: remove it and run make "
                         "again", f->path, name, wanted);
    if (status == NC_NOERR)
        status = nc_get_att(f->id, variable, ATTRIBUTE, want);
    if (netcdf_status(f, status, name, e))
        return -1;
    if (want[model] == found)
        return 0;
    return error_set(e, "%s: %s: damaged (" ATTRIBUTE " %zu: found %016" PRIx64 ", want %016llx): "
                     "remove the file and run make again", f->path, name, model, found,
                     want[model]);
}

void netcdf_checksums_add(const struct netcdf_file *f, int variable,
                          const struct netcdf_block *block, const void *values, size_t n)
{
    bool by_model = is_by_model(&f->variables[variable]);
    size_t models = by_model ? block->count[0] : 1, each = n / models;
    for (size_t m = 0; m < models; m++) {
        struct netcdf_checksum *sum = of_model(f, variable, by_model ? block->start[0] + m : 0);
        sum->digest = digest_words(sum->n ? sum->digest : DIGEST_BEGIN,
                                   (const char *)values + 8 * m * each, each);
        sum->n += each;
    }
}

int netcdf_checksums_check(const struct netcdf_file *f, int variable,
                           const struct netcdf_block *block, struct error *e)
{
    bool by_model = is_by_model(&f->variables[variable]);
    size_t models = by_model ? block->count[0] : 1, whole;
    if (count(f, variable, &whole, e))
        return -1;
    for (size_t m = 0; m < models; m++) {
        size_t model = by_model ? block->start[0] + m : 0;
        struct netcdf_checksum *sum = of_model(f, variable, model);
        if (sum->n < whole)
            continue;
        uint64_t found = sum->digest;
        *sum = (struct netcdf_checksum){0};
        if (compare(f, variable, model, found, e))
            return -1;
    }
    return 0;
}
