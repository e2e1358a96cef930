/* test_samples.c -- our netCDF files hold what was written, to the bit, and describe it. */
#include "netcdf_fixture.h"

#include <netcdf.h>

static void check(int status)
{
    if (status != NC_NOERR)
        fail_msg("%s", nc_strerror(status));
}

static void assert_same_bits(const double *got, const double *want, size_t n)
{
    assert_memory_equal(got, want, n * sizeof *got);
}

static void assert_place(struct mt19937_position got)
{
    assert_true(got.words == TINY_PLACE.words);
    assert_true(got.kept == TINY_PLACE.kept);
    assert_same_bits(&got.kept_normal, &TINY_PLACE.kept_normal, 1);
}

/* ---- round trips ------------------------------------------------------------------------ */

static void samples__written_and_read__same_bits(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct sample_file *file;
    struct mt19937_position after;
    struct error e;
    tiny_scenario(&a);
    write_good(&KINDS[0], s);
    assert_int_equal(sample_file_open(&file, s->path, &TINY_PROVENANCE, &a, 1, &after, &e), 0);
    assert_place(after);
    for (size_t m = 0; m < TINY_MODELS; m++)
        for (int q = 0; q < QUANTITY_COUNT; q++) {
            double got[TINY_QUERIES], want[TINY_QUERIES];
            for (size_t i = 0; i < TINY_QUERIES; i++)
                want[i] = tiny_value(m, q, i);
            assert_int_equal(sample_file_get(file, m, (enum quantity)q, got, &e), 0);
            assert_same_bits(got, want, TINY_QUERIES);
        }
    sample_file_close(file);
    assert_int_equal(count_entries(s->folder), 1);
}

static void levers__written_and_read__same_pool(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct lever_pool want, got;
    struct error e;
    tiny_scenario(&a);
    tiny_pool(&want);
    write_good(&KINDS[1], s);
    assert_int_equal(lever_file_read(s->path, &TINY_PROVENANCE, &a, 1, &got, &e), 0);
    assert_int_equal(got.n, TINY_POOL);
    assert_int_equal(got.n_members, 2);
    assert_memory_equal(got.member, want.member, 2 * sizeof *got.member);
    assert_memory_equal(got.start, want.start, 3 * sizeof *got.start);
    assert_memory_equal(got.query, want.query, TINY_POOL * sizeof *got.query);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        assert_same_bits(got.energy[c], want.energy[c], TINY_POOL);
    lever_pool_free(&got);
    lever_pool_free(&want);
}

/* More queries than are converted at a time, and a member of which trimming left nothing. */
static void levers__large_pool__same_indices(void **state)
{
    enum { N = 10000 };
    struct scratch *s = *state;
    struct assumptions a;
    struct lever_pool pool, got;
    struct error e = {.text = ""};
    tiny_scenario(&a);
    a.queries = N;
    assert_int_equal(lever_pool_alloc(&pool, N, &e), 0);
    pool.n_members = 3;
    pool.member[0] = 1, pool.member[1] = 0, pool.member[2] = 2;
    pool.start[1] = pool.start[2] = 4097;
    pool.start[3] = N;
    for (size_t i = 0; i < N; i++) {
        pool.query[i] = N - 1 - i;
        for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
            pool.energy[c][i] = (double)i / (c + 1);
    }
    if (lever_file_write(s->path, &TINY_PROVENANCE, &a, 1, &pool, &e) != 0 ||
        lever_file_read(s->path, &TINY_PROVENANCE, &a, 1, &got, &e) != 0)
        fail_msg("%s", e.text);
    assert_memory_equal(got.start, pool.start, 4 * sizeof *got.start);
    assert_memory_equal(got.member, pool.member, 3 * sizeof *got.member);
    assert_memory_equal(got.query, pool.query, N * sizeof *got.query);
    for (int c = 0; c < LEVER_COLUMN_COUNT; c++)
        assert_same_bits(got.energy[c], pool.energy[c], N);
    lever_pool_free(&got);
    lever_pool_free(&pool);
}

/* As assert_same_bits, where NaN is NaN whatever its sign. */
static void assert_same_doubles(const double *got, const double *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_true(isnan(want[i]) ? isnan(got[i]) : memcmp(&got[i], &want[i], 8) == 0);
}

static void fits__written_and_read__same_fits(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct throughput_fits want, got;
    struct provenance p = TINY_PROVENANCE;
    struct error e;
    tiny_scenario(&a);
    tiny_fits(&want);
    write_good(&KINDS[2], s);
    memset(p.table_sha256, 'x', sizeof p.table_sha256);
    assert_int_equal(fit_file_read(s->path, &p, &a, &got, &e), 0);
    assert_string_equal(p.table_sha256, TINY_PROVENANCE.table_sha256);
    assert_int_equal(got.n, TINY_MODELS);
    for (size_t m = 0; m < TINY_MODELS; m++) {
        const struct throughput_fit *g = &got.fit[m], *w = &want.fit[m];
        assert_int_equal(g->method, w->method);
        assert_int_equal(g->rows_used, w->rows_used);
        assert_int_equal(g->degrees_of_freedom, w->degrees_of_freedom);
        assert_same_doubles(g->curve.b, w->curve.b, 3);
        assert_same_doubles(g->covariance[0], w->covariance[0], 3);
        assert_same_doubles(g->covariance[1], w->covariance[1], 3);
        assert_same_doubles(g->covariance[2], w->covariance[2], 3);
        assert_same_doubles(g->linear, w->linear, 3);
        const double rest[2][6] = {{g->r_squared, g->curve.cap, g->rmse, g->linear_rmse,
                                    g->log_rmse, g->linear_log_rmse},
                                   {w->r_squared, w->curve.cap, w->rmse, w->linear_rmse,
                                    w->log_rmse, w->linear_log_rmse}};
        assert_same_doubles(rest[0], rest[1], 6);
    }
}

/* ---- what others see -------------------------------------------------------------------- */

/* TPS is fitted as 1000, capped at 900, by tiny_fits: ln 2000 - ln 1000 and ln 500 - ln 1000. */
static void fits__rows__hold_model_fit_and_residual(void **state)
{
    struct scratch *s = *state;
    int nc, id, model[3], used[3];
    double fitted[3], residual[3], tps[3];
    write_good(&KINDS[2], s);
    check(nc_open(s->path, NC_NOWRITE, &nc));
    check(nc_inq_varid(nc, "row_model", &id));
    check(nc_get_var_int(nc, id, model));
    check(nc_inq_varid(nc, "row_used", &id));
    check(nc_get_var_int(nc, id, used));
    check(nc_inq_varid(nc, "row_tps", &id));
    check(nc_get_var_double(nc, id, tps));
    check(nc_inq_varid(nc, "row_fitted_tps", &id));
    check(nc_get_var_double(nc, id, fitted));
    check(nc_inq_varid(nc, "row_residual", &id));
    check(nc_get_var_double(nc, id, residual));
    check(nc_close(nc));
    assert_memory_equal(model, ((const int[]){1, -1, 2}), sizeof model);
    assert_memory_equal(used, ((const int[]){1, 0, 0}), sizeof used); /* rows = released */
    assert_same_bits(tps, (const double[]){2000, 3000, 500}, 3);
    assert_close(fitted[0], 900, 0, 0);
    assert_true(isnan(fitted[1]) && isnan(residual[1]));
    assert_close(fitted[2], 900, 0, 0);
    assert_close(residual[0], 0.69314718055994531, 1e-14, 0);
    assert_close(residual[2], -0.69314718055994531, 1e-14, 0);
}

static void assert_attribute(int nc, int variable, const char *name, const char *want)
{
    char text[128] = "";
    check(nc_get_att_text(nc, variable, name, text));
    assert_string_equal(text, want);
}

static void samples__header__is_an_audit(void **state)
{
    struct scratch *s = *state;
    int nc, id, format, kept;
    unsigned long long seed, words;
    double normal;
    write_good(&KINDS[0], s);
    check(nc_open(s->path, NC_NOWRITE, &nc));
    check(nc_inq_format(nc, &format));
    assert_int_equal(format, NC_FORMAT_CDF5);
    assert_attribute(nc, NC_GLOBAL, "title", "wattquery samples");
    assert_attribute(nc, NC_GLOBAL, "scenario", "tiny");
    assert_attribute(nc, NC_GLOBAL, "case", "long_answers");
    assert_attribute(nc, NC_GLOBAL, "generator", "mt19937");
    assert_attribute(nc, NC_GLOBAL, "assumptions_sha256", TINY_PROVENANCE.assumptions_sha256);
    assert_attribute(nc, NC_GLOBAL, "table_sha256", TINY_PROVENANCE.table_sha256);
    check(nc_get_att_ulonglong(nc, NC_GLOBAL, "seed", &seed));
    check(nc_get_att_ulonglong(nc, NC_GLOBAL, "stream_words", &words));
    check(nc_get_att_int(nc, NC_GLOBAL, "stream_kept", &kept));
    check(nc_get_att_double(nc, NC_GLOBAL, "stream_kept_normal", &normal));
    assert_true(seed == 42 && words == 5000000001 && kept == 1);
    assert_close(normal, -0.1, 0, 0);
    check(nc_inq_varid(nc, "energy", &id));
    assert_attribute(nc, id, "units", "Wh");
    check(nc_inq_varid(nc, "tps", &id));
    assert_attribute(nc, id, "units", "token/s");
    check(nc_close(nc));
}

/* As any reader of the format finds them: the last value is the file's last eight bytes. */
static void samples__last_bytes__are_the_last_energy(void **state)
{
    struct scratch *s = *state;
    size_t n;
    write_good(&KINDS[0], s);
    char *bytes = read_whole(s->path, &n);
    double want = tiny_value(TINY_MODELS - 1, QUANTITY_ENERGY, TINY_QUERIES - 1), got;
    uint64_t bits = 0;
    for (size_t i = n - 8; i < n; i++)
        bits = bits << 8 | (unsigned char)bytes[i];
    memcpy(&got, &bits, sizeof got);
    assert_same_bits(&got, &want, 1);
    assert_memory_equal(bytes, "CDF\005", 4);
    free(bytes);
}

static void every_kind__every_variable__has_units_and_long_name(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        int nc, n;
        size_t length;
        write_good(&KINDS[k], s);
        check(nc_open(s->path, NC_NOWRITE, &nc));
        check(nc_inq_nvars(nc, &n));
        assert_in_range(n, 2, 100);
        for (int id = 0; id < n; id++) {
            check(nc_inq_attlen(nc, id, "units", &length));
            assert_in_range(length, 1, 100);
            check(nc_inq_attlen(nc, id, "long_name", &length));
            assert_in_range(length, 1, 94); /* not cut off */
        }
        check(nc_close(nc));
    }
}

static void every_kind__written_twice__same_bytes(void **state)
{
    struct scratch *s = *state;
    for (size_t k = 0; k < KIND_COUNT; k++) {
        size_t n, n_again;
        write_good(&KINDS[k], s);
        char *bytes = read_whole(s->path, &n);
        write_good(&KINDS[k], s);
        char *again = read_whole(s->path, &n_again);
        assert_int_equal(n, n_again);
        assert_memory_equal(bytes, again, n);
        free(bytes);
        free(again);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        TEST(samples__written_and_read__same_bits),
        TEST(levers__written_and_read__same_pool),
        TEST(levers__large_pool__same_indices),
        TEST(fits__written_and_read__same_fits),
        TEST(fits__rows__hold_model_fit_and_residual),
        TEST(samples__header__is_an_audit),
        TEST(samples__last_bytes__are_the_last_energy),
        TEST(every_kind__every_variable__has_units_and_long_name),
        TEST(every_kind__written_twice__same_bytes),
    };
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("samples", tests, NULL, NULL);
}
