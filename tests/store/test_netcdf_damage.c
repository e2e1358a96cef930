/* test_netcdf_damage.c -- files cut short, damaged or of another kind are refused. */
#include "netcdf_fixture.h"

#include <sys/stat.h>
#include <unistd.h>

#include <netcdf.h>

#include "store/cdf5.h"
#include "store/inputs.h"

static int read_kind(const struct kind *kind, const struct scratch *s, uint64_t *digest,
                     struct error *e)
{
    struct assumptions a;
    tiny_scenario(&a);
    return kind->read(s->path, &a, &TINY_PROVENANCE, digest, e);
}

static void assert_refused(const struct kind *kind, const struct scratch *s, const char *message)
{
    struct error e = {.text = ""};
    uint64_t digest;
    assert_int_equal(read_kind(kind, s, &digest, &e), -1);
    assert_contains(e.text, s->path);
    assert_contains(e.text, message);
}

/* ---- damage ----------------------------------------------------------------------------- */

static void every_kind__cut_at_every_byte__refused(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        struct stat whole;
        write_good(&KINDS[k], s);
        assert_int_equal(stat(s->path, &whole), 0);
        for (off_t n = whole.st_size; n-- > 0;) {
            assert_int_equal(truncate(s->path, n), 0);
            assert_refused(&KINDS[k], s, n < 4 ? "not a netCDF file" : "cut short");
        }
    }
}

/* As libnetcdf itself leaves it when it changes a file. */
static void every_kind__bytes_behind_the_end__read(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        struct stat whole;
        struct error e = {.text = ""};
        uint64_t digest;
        write_good(&KINDS[k], s);
        assert_int_equal(stat(s->path, &whole), 0);
        assert_int_equal(truncate(s->path, whole.st_size + 1000), 0);
        assert_int_equal(read_kind(&KINDS[k], s, &digest, &e), 0);
    }
}

/* Where the data begin: the least offset that a variable states, here found from the outside as
 * the place of the first model's name. */
static size_t header_size(const char *bytes, size_t size)
{
    static const char NAME[] = "alpha\0\0\0\0\0\0\0"; /* and so in no attribute */
    for (size_t i = 0; i + sizeof NAME < size; i++)
        if (memcmp(bytes + i, NAME, sizeof NAME) == 0)
            return i;
    fail_msg("no name of a model in the file");
    return 0;
}

/* Whatever happens, it is no crash (the sanitizers look on), what a damaged header asks for in bytes
 * or draws is never believed, and what is read is what was written. */
static void every_kind__any_header_byte_changed__the_same_or_refused(void **state)
{
    static const unsigned char CHANGES[] = {0x01, 0x80, 0xff};
    struct scratch *s = *state;
    size_t refused = 0, tried = 0;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        size_t size;
        uint64_t digest, want;
        struct error none;
        write_good(&KINDS[k], s);
        assert_int_equal(read_kind(&KINDS[k], s, &want, &none), 0);
        char *bytes = read_whole(s->path, &size);
        size_t header = header_size(bytes, size);
        for (size_t i = 0; i < header; i++, tried++) {
            struct error e = {.text = ""};
            const char old = bytes[i];
            bytes[i] = (char)(old ^ CHANGES[i % 3]);
            write_bytes(s->path, bytes, size);
            int status = read_kind(&KINDS[k], s, &digest, &e);
            bytes[i] = old;
            if (status == 0 ? digest != want : status != -1 || !strstr(e.text, s->path))
                fail_msg("%s, byte %zu: %s", KINDS[k].name, i, status ? e.text : "other values");
            refused += status != 0;
        }
        free(bytes);
    }
    assert_true(refused > tried / 2); /* the rest is long names, seed and the like */
}

/* The values of samples and of levers, which follow the names of the three models. */
static void samples_and_levers__any_data_byte_changed__refused(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        size_t size;
        write_good(&KINDS[k], s);
        if (strstr(KINDS[k].name, "fits"))
            continue; /* no stage reads what fit.nc holds of the table's rows */
        char *bytes = read_whole(s->path, &size);
        for (size_t i = header_size(bytes, size) + 3 * NAME_SIZE; i < size; i++) {
            bytes[i] = (char)(bytes[i] ^ 1 << i % 8);
            write_bytes(s->path, bytes, size);
            bytes[i] = (char)(bytes[i] ^ 1 << i % 8);
            assert_refused(&KINDS[k], s, "");
        }
        memset(bytes + size - 40, 0, 40); /* as a block of a disk that has lost its content */
        write_bytes(s->path, bytes, size);
        assert_refused(&KINDS[k], s, "remove the file and run make again");
        free(bytes);
    }
}

/* 64 words a draw, 4 draws and 3 levers a query, of 2 cases, 3 models, 5 queries: 13440. The file of
 * the fixture says 5000000001, and its checksum holds. */
static void samples__place_that_no_drawing_reaches__refused(void **state)
{
    struct scratch *s = *state;
    struct inputs in = {.provenance = TINY_PROVENANCE};
    struct case_energies energies;
    struct mt19937_position after;
    struct error e;
    write_good(&KINDS[0], s);
    tiny_scenario(&in.a);
    assert_int_equal(inputs_read_energies(&in, s->path, 1, &energies, &after, &e), -1);
    assert_contains(e.text, "file.nc: stream_words: found 5000000001, want at most 13440: remove");
    in.a.generator = GENERATOR_PHILOX; /* which has no such place */
    assert_int_equal(inputs_read_energies(&in, s->path, 1, &energies, &after, &e), -1);
    assert_contains(e.text, "stream_words: found 5000000001, want at most 0: remove");
    assert_int_equal(inputs_read_energies(&in, s->path, 1, &energies, NULL, &e), 0);
    case_energies_free(&energies);
}

/* libnetcdf would copy them into a buffer for 256 characters and one for 1024 dimensions. */
static void cdf5_size__long_names_and_shapes__refused(void **state)
{
    struct scratch *s = *state;
    struct error e;
    int nc, dimension, variable, dimensions[65];
    unsigned char header[500] = {'C', 'D', 'F', 5, [15] = 10, [23] = 1, [30] = 1, [295] = 1};
    memset(header + 32, 'x', 256); /* one dimension, of length 1, with a name of 256 characters */
    write_bytes(s->path, header, sizeof header);
    assert_int_equal(cdf5_check_size(s->path, &e), 0);
    header[31] = 1; /* of 257, which are filled up to 260 */
    header[299] = 1;
    write_bytes(s->path, header, sizeof header);
    assert_int_equal(cdf5_check_size(s->path, &e), -1);
    assert_contains(e.text, "damaged header");
    assert_int_equal(nc_create(s->path, NC_CLOBBER | NC_64BIT_DATA, &nc), NC_NOERR);
    assert_int_equal(nc_def_dim(nc, "one", 1, &dimension), NC_NOERR);
    for (size_t i = 0; i < 65; i++)
        dimensions[i] = dimension;
    assert_int_equal(nc_def_var(nc, "x", NC_INT, 65, dimensions, &variable), NC_NOERR);
    assert_int_equal(nc_close(nc), NC_NOERR);
    assert_int_equal(cdf5_check_size(s->path, &e), -1);
    assert_contains(e.text, "damaged header");
}

/* ---- files of another kind -------------------------------------------------------------- */

static void every_kind__other_files__refused_by_what_they_are(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        assert_refused(&KINDS[k], s, "No such file or directory");
        assert_int_equal(mkdir(s->path, 0700), 0);
        assert_refused(&KINDS[k], s, "found a folder, want a file");
        scratch_remove(s->path);
        assert_int_equal(mkfifo(s->path, 0600), 0); /* opening it would wait for ever */
        assert_refused(&KINDS[k], s, "found a pipe or a device, want a file");
        scratch_remove(s->path);
        write_text(s->path, "key\tvalue\nenergy\t0.34\n");
        assert_refused(&KINDS[k], s, "not a netCDF file");
        write_good(&KINDS[(k + 1) % KIND_COUNT], s);
        assert_refused(&KINDS[k], s, "title: found \"wattquery ");
        scratch_remove(s->path);
    }
}

static void every_kind__other_netcdf__refused_by_its_version(void **state)
{
    static const struct {
        int mode;
        const char *message;
    } ROWS[] = {
        {0, "version CDF-1, want CDF-5"},
        {NC_64BIT_OFFSET, "version CDF-2, want CDF-5"},
        {NC_NETCDF4, "a netCDF-4 file, want"},
        {NC_64BIT_DATA, "attribute title is missing"},
    };
    struct scratch *s = *state;
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        int nc, dimension, variable;
        const double value[4] = {0};
        assert_int_equal(nc_create(s->path, NC_CLOBBER | ROWS[i].mode, &nc), NC_NOERR);
        assert_int_equal(nc_def_dim(nc, "model", 4, &dimension), NC_NOERR);
        assert_int_equal(nc_def_var(nc, "energy", NC_DOUBLE, 1, &dimension, &variable), NC_NOERR);
        assert_int_equal(nc_enddef(nc), NC_NOERR);
        assert_int_equal(nc_put_var_double(nc, variable, value), NC_NOERR);
        assert_int_equal(nc_close(nc), NC_NOERR);
        for (size_t k = 0; k < KIND_COUNT; k++)
            assert_refused(&KINDS[k], s, ROWS[i].message);
    }
}

/* Sizes that libnetcdf itself writes, of every type and with odd ends, are not found fault with,
 * and one byte less is; a file with a record dimension is none of ours. */
static void cdf5_size__files_of_libnetcdf__judged_to_the_byte(void **state)
{
    /* of byte, char, short, int, float, double, ubyte, ushort, uint, int64, uint64 */
    static const size_t SIZES[] = {0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
    struct scratch *s = *state;
    for (int type = NC_BYTE; type <= NC_UINT64; type++)
        for (size_t length = 0; length < 6; length++) {
            int nc, dimension, variable;
            struct stat whole;
            struct error e = {.text = ""};
            assert_int_equal(nc_create(s->path, NC_CLOBBER | NC_64BIT_DATA, &nc), NC_NOERR);
            assert_int_equal(nc_def_dim(nc, "n", length, &dimension), NC_NOERR);
            assert_int_equal(nc_def_var(nc, "scalar", NC_SHORT, 0, NULL, &variable), NC_NOERR);
            assert_int_equal(nc_def_var(nc, "x", type, 1, &dimension, &variable), NC_NOERR);
            assert_int_equal(nc_close(nc), NC_NOERR);
            assert_int_equal(cdf5_check_size(s->path, &e), length == 0 ? -1 : 0);
            assert_int_equal(stat(s->path, &whole), 0);
            size_t padding = SIZES[type] * length % 4 ? 4 - SIZES[type] * length % 4 : 0;
            assert_int_equal(truncate(s->path, whole.st_size - (off_t)padding - 1), 0);
            assert_int_equal(cdf5_check_size(s->path, &e), -1);
        }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind__cut_at_every_byte__refused),
        TEST(every_kind__bytes_behind_the_end__read),
        TEST(samples_and_levers__any_data_byte_changed__refused),
        TEST(every_kind__any_header_byte_changed__the_same_or_refused),
        TEST(samples__place_that_no_drawing_reaches__refused),
        TEST(cdf5_size__long_names_and_shapes__refused),
        TEST(every_kind__other_files__refused_by_what_they_are),
        TEST(every_kind__other_netcdf__refused_by_its_version),
        TEST(cdf5_size__files_of_libnetcdf__judged_to_the_byte),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("netcdf_damage", tests, NULL, NULL);
}
