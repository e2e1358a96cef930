/* netcdf_attributes.c -- global attributes of our files: what a file is and what it is from. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "store/netcdf.h"

/* ---- single attributes ------------------------------------------------------------------ */

static int put_text(const struct netcdf_file *f, const char *name, const char *text,
                    struct error *e)
{
    int status = nc_put_att_text(f->id, NC_GLOBAL, name, strlen(text), text);
    return netcdf_status(f, status, name, e);
}

static int put_count(const struct netcdf_file *f, const char *name, nc_type type, uint64_t count,
                     struct error *e)
{
    unsigned long long value = count;
    int status = nc_put_att_ulonglong(f->id, NC_GLOBAL, name, type, 1, &value);
    return netcdf_status(f, status, name, e);
}

/* Checks that an attribute is there, of a type, and at most (or, for a number, just) so long. */
static int check_attribute(const struct netcdf_file *f, const char *name, nc_type want,
                           size_t most, size_t *length, struct error *e)
{
    nc_type type = NC_NAT;
    int status = nc_inq_att(f->id, NC_GLOBAL, name, &type, length);
    if (status == NC_ENOTATT)
        return error_set(e, "%s: attribute %s is missing", f->path, name);
    if (netcdf_status(f, status, name, e))
        return -1;
    if (type != want || *length > most || (want != NC_CHAR && *length != most))
        return error_set(e, "%s: attribute %s: not of the type or length that we write", f->path,
                         name);
    return 0;
}

static int get_text(const struct netcdf_file *f, const char *name, char text[LABEL_SIZE],
                    struct error *e)
{
    size_t length = 0;
    if (check_attribute(f, name, NC_CHAR, LABEL_SIZE - 1, &length, e))
        return -1;
    int status = nc_get_att_text(f->id, NC_GLOBAL, name, text);
    text[length] = '\0';
    return netcdf_status(f, status, name, e);
}

static int get_count(const struct netcdf_file *f, const char *name, nc_type type,
                     uint64_t *count, struct error *e)
{
    size_t length = 0;
    unsigned long long value = 0;
    if (check_attribute(f, name, type, 1, &length, e))
        return -1;
    int status = nc_get_att_ulonglong(f->id, NC_GLOBAL, name, &value);
    *count = value;
    return netcdf_status(f, status, name, e);
}

static int check_text(const struct netcdf_file *f, const char *name, const char *want,
                      struct error *e)
{
    char text[LABEL_SIZE];
    if (get_text(f, name, text, e))
        return -1;
    if (strcmp(text, want) == 0)
        return 0;
    return error_set(e, "%s: %s: found \"%s\", want \"%s\"", f->path, name, text, want);
}

/* ---- origin ----------------------------------------------------------------------------- */

int netcdf_put_origin(const struct netcdf_file *f, const struct netcdf_layout *layout,
                      const struct provenance *provenance, struct error *e)
{
    const struct assumptions *a = layout->a;
    if (put_text(f, "title", layout->title, e) || put_text(f, "scenario", a->name, e))
        return -1;
    if (layout->case_name && put_text(f, "case", layout->case_name, e))
        return -1;
    if (put_text(f, "assumptions_sha256", provenance->assumptions_sha256, e) ||
        put_text(f, "table_sha256", provenance->table_sha256, e) ||
        put_text(f, "generator", a->generator == GENERATOR_PHILOX ? "philox" : "mt19937", e))
        return -1;
    return put_count(f, "seed", NC_UINT64, a->seed, e);
}

/* Checks that a file is not stale: `want` is the digest of what is there now. */
static int check_digest(const struct netcdf_file *f, const char *name, const char *what,
                        const char *want, struct error *e)
{
    char found[LABEL_SIZE];
    if (get_text(f, name, found, e))
        return -1;
    if (strcmp(found, want) == 0)
        return 0;
    return error_set(e, "%s: made from %s (sha256 %.8s..., want %.8s...): run make again",
                     f->path, what, found, want);
}

static int take_table_digest(const struct netcdf_file *f, char digest[65], struct error *e)
{
    char found[LABEL_SIZE];
    if (get_text(f, "table_sha256", found, e))
        return -1;
    if (strlen(found) != 64)
        return error_set(e, "%s: table_sha256: found \"%s\", want 64 hexadecimal digits",
                         f->path, found);
    memcpy(digest, found, 65);
    return 0;
}

int netcdf_check_origin(const struct netcdf_file *f, const struct netcdf_layout *layout,
                        struct provenance *provenance, struct error *e)
{
    if (check_text(f, "title", layout->title, e) ||
        check_text(f, "scenario", layout->a->name, e))
        return -1;
    if (layout->case_name && check_text(f, "case", layout->case_name, e))
        return -1;
    if (check_digest(f, "assumptions_sha256", "other assumptions",
                     provenance->assumptions_sha256, e))
        return -1;
    if (provenance->table_sha256[0] == '\0')
        return take_table_digest(f, provenance->table_sha256, e);
    return check_digest(f, "table_sha256", "another throughput table", provenance->table_sha256,
                        e);
}

/* ---- place in the stream ---------------------------------------------------------------- */

int netcdf_put_position(const struct netcdf_file *f, struct mt19937_position place, struct error *e)
{
    if (put_count(f, "stream_words", NC_UINT64, place.words, e) ||
        put_count(f, "stream_kept", NC_INT, place.kept, e))
        return -1;
    int status = nc_put_att_double(f->id, NC_GLOBAL, "stream_kept_normal", NC_DOUBLE, 1,
                                   &place.kept_normal);
    return netcdf_status(f, status, "stream_kept_normal", e);
}

int netcdf_get_position(const struct netcdf_file *f, struct mt19937_position *place,
                        struct error *e)
{
    uint64_t kept = 0;
    size_t length = 0;
    double normal = 0;
    if (get_count(f, "stream_words", NC_UINT64, &place->words, e) ||
        get_count(f, "stream_kept", NC_INT, &kept, e) ||
        check_attribute(f, "stream_kept_normal", NC_DOUBLE, 1, &length, e))
        return -1;
    int status = nc_get_att_double(f->id, NC_GLOBAL, "stream_kept_normal", &normal);
    if (netcdf_status(f, status, "stream_kept_normal", e))
        return -1;
    if (kept > 1 || !isfinite(normal))
        return error_set(e, "%s: stream_kept, stream_kept_normal: found %llu and %.17g, want 0 "
                            "or 1 and a finite number",
                         f->path, (unsigned long long)kept, normal);
    place->kept = kept == 1;
    place->kept_normal = normal;
    return 0;
}
