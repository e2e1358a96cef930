/* netcdf_attributes.c -- global attributes of our files: what a file is and what it is from. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "store/netcdf.h"

/* ---- single attributes ------------------------------------------------------------------ */

static int put(const struct netcdf_file *f, const char *name, nc_type type, size_t n,
               const void *values, struct error *e)
{
    return netcdf_status(f, nc_put_att(f->id, NC_GLOBAL, name, type, n, values), name, e);
}

static int put_text(const struct netcdf_file *f, const char *name, const char *text,
                    struct error *e)
{
    return put(f, name, NC_CHAR, strlen(text), text, e);
}

/* Reads an attribute of a type, at most (or, for a number, just) so long. */
static int get(const struct netcdf_file *f, const char *name, nc_type want, size_t most,
               void *values, size_t *length, struct error *e)
{
    nc_type type = NC_NAT;
    int status = nc_inq_att(f->id, NC_GLOBAL, name, &type, length);
    if (netcdf_is_missing(status, NC_ENOTATT))
        return error_set(e, "%s: attribute %s is missing", f->path, name);
    if (netcdf_status(f, status, name, e))
        return -1;
    if (type != want || *length > most || (want != NC_CHAR && *length != most))
        return error_set(e, "%s: attribute %s: not of the type or length that we write", f->path,
                         name);
    return netcdf_status(f, nc_get_att(f->id, NC_GLOBAL, name, values), name, e);
}

static int get_text(const struct netcdf_file *f, const char *name, char text[LABEL_SIZE],
                    struct error *e)
{
    size_t length = 0;
    if (get(f, name, NC_CHAR, LABEL_SIZE - 1, text, &length, e))
        return -1;
    text[length] = '\0';
    return 0;
}

static int get_number(const struct netcdf_file *f, const char *name, nc_type type, void *number,
                      struct error *e)
{
    size_t length = 0;
    return get(f, name, type, 1, number, &length, e);
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
    const unsigned long long seed = a->seed;
    if (put_text(f, "title", layout->title, e) || put_text(f, "scenario", a->name, e))
        return -1;
    if (layout->case_name && put_text(f, "case", layout->case_name, e))
        return -1;
    if (put_text(f, "assumptions_sha256", provenance->assumptions_sha256, e) ||
        put_text(f, "table_sha256", provenance->table_sha256, e) ||
        put_text(f, "generator", a->generator == GENERATOR_PHILOX ? "philox" : "mt19937", e))
        return -1;
    return put(f, "seed", NC_UINT64, 1, &seed, e);
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

/* Of a position nothing is plausible or not: any other one gives other draws without a word. */
static unsigned long long checksum_of(unsigned long long words, int kept, double normal)
{
    return digest_number(digest_count(digest_count(DIGEST_BEGIN, words), (uint64_t)kept), normal);
}

int netcdf_put_position(const struct netcdf_file *f, struct mt19937_position place, struct error *e)
{
    const unsigned long long words = place.words;
    const int kept = place.kept;
    const unsigned long long sum = checksum_of(words, kept, place.kept_normal);
    if (put(f, "stream_words", NC_UINT64, 1, &words, e) ||
        put(f, "stream_kept", NC_INT, 1, &kept, e) ||
        put(f, "stream_checksum", NC_UINT64, 1, &sum, e))
        return -1;
    return put(f, "stream_kept_normal", NC_DOUBLE, 1, &place.kept_normal, e);
}

int netcdf_get_position(const struct netcdf_file *f, struct mt19937_position *place,
                        struct error *e)
{
    unsigned long long words = 0, sum = 0;
    int kept = 0;
    double normal = 0;
    if (get_number(f, "stream_words", NC_UINT64, &words, e) ||
        get_number(f, "stream_kept", NC_INT, &kept, e) ||
        get_number(f, "stream_kept_normal", NC_DOUBLE, &normal, e) ||
        get_number(f, "stream_checksum", NC_UINT64, &sum, e))
        return -1;
    if (kept < 0 || kept > 1 || !isfinite(normal))
        return error_set(e, "%s: stream_kept, stream_kept_normal: found %d and %.17g, want 0 "
                            "or 1 and a finite number",
                         f->path, kept, normal);
    if (sum != checksum_of(words, kept, normal))
        return error_set(e, "%s: stream_words, stream_kept, stream_kept_normal: damaged "
                            "(stream_checksum: found %016llx, want %016llx): remove the file and "
                            "run make again", f->path, checksum_of(words, kept, normal), sum);
    *place = (struct mt19937_position){.words = words, .kept = kept == 1, .kept_normal = normal};
    return 0;
}
