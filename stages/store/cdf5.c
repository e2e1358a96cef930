/* cdf5.c -- whether a netCDF file in the CDF-5 format has all the bytes that it announces.
 *
 * Header of CDF-5, every number big-endian, "count" being 8 bytes and "tag" and "type" 4:
 *
 *     "CDF" 5, count of records, list of dimensions, list of attributes, list of variables
 *     a list is tag, count, items; an absent one has the tag 0 and the count 0
 *     name       count, bytes filled up to a multiple of 4
 *     dimension  name, count (0 for the record dimension, which we never write)
 *     attribute  name, type, count, values filled up to a multiple of 4
 *     variable   name, count of dimensions, a count each: its index; list of attributes, type,
 *                count of bytes, offset of its first byte in the file */
#include "store/cdf5.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/input.h"

#define MAX_DIMENSIONS 64 /* of a file, and of a variable */
#define MAX_NAME 256      /* NC_MAX_NAME */
#define TAG_DIMENSIONS 10
#define TAG_VARIABLES 11
#define TAG_ATTRIBUTES 12

enum header { HEADER_GOOD, HEADER_CUT, HEADER_SENSELESS };

/* Reads fields and never past the end of the file. After the first trouble every field is 0. */
struct reader {
    FILE *f;
    uint64_t left; /* bytes of the file not read yet */
    enum header verdict;
    size_t n_dimensions;
    uint64_t dimension[MAX_DIMENSIONS];
    uint64_t end; /* of the last variable's last byte: the least size of the file */
};

static void give_up(struct reader *r, enum header verdict)
{
    if (r->verdict == HEADER_GOOD)
        r->verdict = verdict;
}

static uint64_t take(struct reader *r, size_t bytes)
{
    unsigned char field[8];
    if (bytes > r->left || fread(field, 1, bytes, r->f) != bytes)
        give_up(r, HEADER_CUT);
    if (r->verdict != HEADER_GOOD)
        return 0;
    r->left -= bytes;
    uint64_t value = 0;
    for (size_t i = 0; i < bytes; i++)
        value = value << 8 | field[i];
    return value;
}

/* Steps over items and what fills them up to a multiple of 4 bytes. */
static void skip(struct reader *r, uint64_t items, uint64_t item_size)
{
    if (items > (r->left + 3) / item_size) {
        give_up(r, HEADER_CUT);
        return;
    }
    uint64_t bytes = (items * item_size + 3) / 4 * 4;
    if (bytes > r->left || fseeko(r->f, (off_t)bytes, SEEK_CUR) != 0)
        give_up(r, HEADER_CUT);
    else
        r->left -= bytes;
}

/* libnetcdf copies names and shapes of any size into buffers of the sizes that it writes itself. */
static void skip_name(struct reader *r)
{
    uint64_t length = take(r, 8);
    if (length > MAX_NAME)
        give_up(r, HEADER_SENSELESS);
    skip(r, length, 1);
}

static uint64_t take_type_size(struct reader *r)
{
    static const unsigned char SIZES[] = {0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
    uint64_t type = take(r, 4);
    uint64_t size = type < sizeof SIZES ? SIZES[type] : 0;
    if (size == 0)
        give_up(r, HEADER_SENSELESS);
    return size == 0 ? 1 : size;
}

/* The number of items of a list, 0 when it is absent. */
static uint64_t take_list(struct reader *r, uint64_t want_tag)
{
    uint64_t tag = take(r, 4), n = take(r, 8);
    if (tag != want_tag && (tag != 0 || n != 0))
        give_up(r, HEADER_SENSELESS);
    return r->verdict == HEADER_GOOD ? n : 0;
}

static void read_dimensions(struct reader *r)
{
    uint64_t n = take_list(r, TAG_DIMENSIONS);
    if (n > MAX_DIMENSIONS)
        give_up(r, HEADER_SENSELESS);
    for (uint64_t i = 0; r->verdict == HEADER_GOOD && i < n; i++) {
        skip_name(r);
        uint64_t length = take(r, 8);
        if (length == 0)
            give_up(r, HEADER_SENSELESS);
        r->dimension[r->n_dimensions++] = length;
    }
}

static void skip_attributes(struct reader *r)
{
    uint64_t n = take_list(r, TAG_ATTRIBUTES);
    for (uint64_t i = 0; r->verdict == HEADER_GOOD && i < n; i++) {
        skip_name(r);
        uint64_t size = take_type_size(r);
        skip(r, take(r, 8), size);
    }
}

/* The product of a variable's dimensions; UINT64_MAX when it is too large to be true. */
static uint64_t take_shape(struct reader *r)
{
    uint64_t rank = take(r, 8), items = 1;
    if (rank > MAX_DIMENSIONS)
        give_up(r, HEADER_SENSELESS);
    for (uint64_t i = 0; r->verdict == HEADER_GOOD && i < rank; i++) {
        uint64_t index = take(r, 8);
        uint64_t length = index < r->n_dimensions ? r->dimension[index] : 0;
        if (length == 0)
            give_up(r, HEADER_SENSELESS);
        else
            items = items > UINT64_MAX / length ? UINT64_MAX : items * length;
    }
    return items;
}

static void read_variable(struct reader *r)
{
    skip_name(r);
    uint64_t items = take_shape(r);
    skip_attributes(r);
    uint64_t size = take_type_size(r);
    take(r, 8); /* its own statement of its size: implied by the dimensions */
    uint64_t begin = take(r, 8);
    if (items > INT64_MAX / size || begin > INT64_MAX - items * size)
        give_up(r, HEADER_SENSELESS);
    else if (begin + items * size > r->end)
        r->end = begin + items * size;
}

static void read_header(struct reader *r)
{
    take(r, 8); /* records: none without a record dimension */
    read_dimensions(r);
    skip_attributes(r);
    uint64_t n = take_list(r, TAG_VARIABLES);
    for (uint64_t i = 0; r->verdict == HEADER_GOOD && i < n; i++)
        read_variable(r);
}

/* Compares the header's verdict with a file's size. */
static int judge(const struct reader *r, const char *path, uint64_t size, struct error *e)
{
    static const char MEND[] = "remove it and run make again";
    if (r->verdict == HEADER_CUT)
        return error_set(e, "%s: cut short inside its header, at %llu bytes: %s", path,
                         (unsigned long long)size, MEND);
    if (r->verdict == HEADER_SENSELESS)
        return error_set(e, "%s: a netCDF file with a damaged header, or not one of ours: %s",
                         path, MEND);
    /* more bytes are no fault: libnetcdf fills up to its page when it changes a file */
    if (size < r->end)
        return error_set(e, "%s: cut short: found %llu bytes, want %llu: %s", path,
                         (unsigned long long)size, (unsigned long long)r->end, MEND);
    return 0;
}

static int check_stream(FILE *f, const char *path, uint64_t size, struct error *e)
{
    struct reader r = {.f = f, .left = size};
    uint64_t magic = take(&r, 4);
    if (magic == 0x89484446) /* as HDF5 files begin */
        return error_set(e, "%s: a netCDF-4 file, want the classic format CDF-5", path);
    if (magic == 0x43444601 || magic == 0x43444602)
        return error_set(e, "%s: a netCDF file of version CDF-%d, want CDF-5", path,
                         (int)(magic & 0xff));
    if (magic != 0x43444605)
        return error_set(e, "%s: not a netCDF file", path);
    read_header(&r);
    return judge(&r, path, size, e);
}

int cdf5_check_size(const char *path, struct error *e)
{
    FILE *f;
    uintmax_t size;
    if (input_open(path, INPUT_ANY_SIZE, &f, &size, e))
        return -1;
    int status = check_stream(f, path, size, e);
    fclose(f);
    return status;
}
