/* test_netcdf_refusal.c -- whole netCDF files that are stale, of another case, or hold what none of
 * ours does: each is refused with its own message. */
#include "netcdf_fixture.h"

#include <stdio.h>

#include <netcdf.h>

enum kind_index { SAMPLES, LEVERS, FITS };

static void check(int status)
{
    if (status != NC_NOERR)
        fail_msg("%s", nc_strerror(status));
}

static void assert_refused(enum kind_index k, const struct scratch *s,
                           const struct assumptions *a, const struct provenance *p,
                           const char *message)
{
    struct error e = {.text = ""};
    uint64_t digest;
    assert_int_equal(KINDS[k].read(s->path, a, p, &digest, &e), -1);
    assert_contains(e.text, s->path);
    assert_contains(e.text, message);
}

/* ---- the file is good and something else is wanted -------------------------------------- */

static void every_kind__other_assumptions__stale(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct provenance p = TINY_PROVENANCE;
    tiny_scenario(&a);
    p.assumptions_sha256[0] = 'c';
    for (enum kind_index k = SAMPLES; k <= FITS; k++) {
        write_good(&KINDS[k], s);
        assert_refused(k, s, &a, &p, "made from other assumptions (sha256 ab120000..., want "
                                     "cb120000...): run make again");
    }
}

static void descendants__other_table__stale(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    struct provenance p = TINY_PROVENANCE;
    tiny_scenario(&a);
    p.table_sha256[0] = '8';
    for (enum kind_index k = SAMPLES; k <= LEVERS; k++) {
        write_good(&KINDS[k], s);
        assert_refused(k, s, &a, &p, "made from another throughput table (sha256 77ff0000..., "
                                     "want 87ff0000...): run make again");
    }
}

static void every_kind__other_scenario__named(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    tiny_scenario(&a);
    snprintf(a.name, sizeof a.name, "large");
    for (enum kind_index k = SAMPLES; k <= FITS; k++) {
        write_good(&KINDS[k], s);
        assert_refused(k, s, &a, &TINY_PROVENANCE, "scenario: found \"tiny\", want \"large\"");
    }
}

static void descendants__other_case__named(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    tiny_scenario(&a);
    snprintf(a.cases[1].name, sizeof a.cases[1].name, "short_answers");
    for (enum kind_index k = SAMPLES; k <= LEVERS; k++) {
        write_good(&KINDS[k], s);
        assert_refused(k, s, &a, &TINY_PROVENANCE,
                       "case: found \"long_answers\", want \"short_answers\"");
    }
}

static void every_kind__other_models__named(void **state)
{
    struct scratch *s = *state;
    for (enum kind_index k = SAMPLES; k <= FITS; k++) {
        struct assumptions a;
        tiny_scenario(&a);
        write_good(&KINDS[k], s);
        snprintf(a.models[1].name, sizeof a.models[1].name, "beta");
        assert_refused(k, s, &a, &TINY_PROVENANCE,
                       "model 1 (from 0): found \"beta_70b\", want \"beta\"");
        a.n_models = 2;
        assert_refused(k, s, &a, &TINY_PROVENANCE, "dimension model: found 3, want 2");
    }
}

static void samples__other_number_of_queries__named(void **state)
{
    struct scratch *s = *state;
    struct assumptions a;
    tiny_scenario(&a);
    write_good(&KINDS[SAMPLES], s);
    a.queries = 6;
    assert_refused(SAMPLES, s, &a, &TINY_PROVENANCE, "dimension query: found 5, want 6");
    write_good(&KINDS[LEVERS], s);
    a.queries = 4;
    assert_refused(LEVERS, s, &a, &TINY_PROVENANCE,
                   "query_index: query 3 (from 0): found 4, want 0 to 3");
}

/* ---- the file has been edited ----------------------------------------------------------- */

static int find(int nc, const char *variable)
{
    int id = 0;
    check(nc_inq_varid(nc, variable, &id));
    return id;
}

/* Makes the checksum right again: FNV-1a over whole words, each step followed by a shift of 32
 * bits, for each model or once; as docs/files.md says it. */
static void seal(int nc, const char *variable)
{
    int id = find(nc, variable);
    long long values[100];
    unsigned long long sums[8];
    size_t n;
    check(nc_get_var_longlong(nc, id, values));
    check(nc_inq_attlen(nc, id, "checksum", &n));
    size_t total = 1;
    int rank, dimensions[3];
    check(nc_inq_var(nc, id, NULL, NULL, &rank, dimensions, NULL));
    for (int d = 0; d < rank; d++) {
        size_t length;
        check(nc_inq_dimlen(nc, dimensions[d], &length));
        total *= length;
    }
    for (size_t m = 0; m < n; m++) {
        sums[m] = 14695981039346656037ULL;
        for (size_t i = m * total / n; i < (m + 1) * total / n; i++) {
            sums[m] = (sums[m] ^ (unsigned long long)values[i]) * 1099511628211ULL;
            sums[m] ^= sums[m] >> 32;
        }
    }
    check(nc_put_att_ulonglong(nc, id, "checksum", NC_UINT64, n, sums));
}

static void set_double(int nc, const char *variable, size_t i, size_t j, double value)
{
    const size_t at[2] = {i, j};
    check(nc_put_var1_double(nc, find(nc, variable), at, &value));
}

static void set_int(int nc, const char *variable, size_t i, int value)
{
    check(nc_put_var1_int(nc, find(nc, variable), &i, &value));
    seal(nc, variable);
}

static void with_nan(int nc) { set_double(nc, "energy", 2, 3, NAN); }
static void with_infinity(int nc) { set_double(nc, "pue", 0, 0, INFINITY); }
static void with_pool_nan(int nc) { set_double(nc, "energy_serving", 6, 0, NAN); }
static void with_nan_slope(int nc) { set_double(nc, "b", 2, 1, NAN); }
static void with_infinite_r(int nc) { set_double(nc, "r_squared", 1, 0, -INFINITY); }
/* FNV-1a of the one word 0, whose bits are those of 0.0: by Python's whole numbers. */
#define SEALED_ZERO 12638153114141198995ULL

static void with_no_cap(int nc)
{
    const double caps[3] = {0};
    const unsigned long long sums[3] = {SEALED_ZERO, SEALED_ZERO, SEALED_ZERO};
    check(nc_put_var_double(nc, find(nc, "cap"), caps));
    check(nc_put_att_ulonglong(nc, find(nc, "cap"), "checksum", NC_UINT64, 3, sums));
}
static void with_odd_method(int nc) { set_int(nc, "method", 1, 3); }
static void with_no_rows(int nc) { set_int(nc, "rows_used", 2, 0); }
static void with_rank_twice(int nc) { set_int(nc, "member_rank", 0, 0); }
static void with_rank_too_high(int nc) { set_int(nc, "member_rank", 0, 2); }
static void with_odd_rank(int nc) { set_int(nc, "member_rank", 1, -2); }
static void with_stranger(int nc) { set_int(nc, "model_index", 5, 1); }
static void with_unknown_model(int nc) { set_int(nc, "model_index", 5, 3); }
static void with_disorder(int nc) { set_int(nc, "model_index", 5, 2); }
static void with_negative_query(int nc) { set_int(nc, "query_index", 6, -1); }

static void renamed(int nc)
{
    check(nc_rename_var(nc, find(nc, "energy"), "energi"));
}

static void renamed_dimension(int nc)
{
    int id;
    check(nc_inq_dimid(nc, "model", &id));
    check(nc_rename_dim(nc, id, "modal"));
}

static void other_units(int nc)
{
    check(nc_put_att_text(nc, find(nc, "energy"), "units", 1, "J"));
}

static void without_units(int nc)
{
    check(nc_redef(nc));
    check(nc_del_att(nc, find(nc, "energy"), "units"));
}

/* Puts another energy in the place of the right one. */
static void replace_energy(int nc, nc_type type, const char *first, const char *second)
{
    int dimensions[2], id;
    check(nc_redef(nc));
    check(nc_rename_var(nc, find(nc, "energy"), "old"));
    check(nc_inq_dimid(nc, first, &dimensions[0]));
    check(nc_inq_dimid(nc, second, &dimensions[1]));
    check(nc_def_var(nc, "energy", type, 2, dimensions, &id));
    check(nc_put_att_text(nc, id, "units", 2, "Wh"));
}

static void as_float(int nc) { replace_energy(nc, NC_FLOAT, "model", "query"); }
static void transposed(int nc) { replace_energy(nc, NC_DOUBLE, "query", "model"); }
static void moved(int nc) { replace_energy(nc, NC_DOUBLE, "model", "query"); }

static void without_place(int nc)
{
    check(nc_redef(nc));
    check(nc_del_att(nc, NC_GLOBAL, "stream_words"));
}

static void kept_twice(int nc)
{
    check(nc_put_att_int(nc, NC_GLOBAL, "stream_kept", NC_INT, 1, (const int[]){2}));
}

static void kept_nan(int nc)
{
    check(nc_put_att_double(nc, NC_GLOBAL, "stream_kept_normal", NC_DOUBLE, 1,
                            (const double[]){NAN}));
}

static void short_digest(int nc)
{
    check(nc_put_att_text(nc, NC_GLOBAL, "table_sha256", 4, "77ff"));
}

static void numeric_title(int nc)
{
    check(nc_put_att_int(nc, NC_GLOBAL, "title", NC_INT, 1, (const int[]){7}));
}

struct edit {
    const char *name;
    enum kind_index kind;
    void (*edit)(int nc);
    const char *message;
};

static const struct edit EDITS[] = {
    {"samples: NaN", SAMPLES, with_nan, "energy: model 2, query 3 (from 0): found nan, want a"},
    {"samples: infinity", SAMPLES, with_infinity, "pue: model 0, query 0 (from 0): found inf"},
    {"samples: variable", SAMPLES, renamed, "variable energy is missing"},
    {"samples: dimension", SAMPLES, renamed_dimension, "dimension model is missing"},
    {"samples: units", SAMPLES, other_units, "energy: found units \"J\", want \"Wh\""},
    {"samples: no units", SAMPLES, without_units, "energy: has no units, want \"Wh\""},
    {"samples: type", SAMPLES, as_float, "energy: found type float, want double"},
    {"samples: shape", SAMPLES, transposed, "found dimensions (query, model), want (model, query)"},
    {"samples: order", SAMPLES, moved, "energy: found as variable 8 (from 0), want 7"},
    {"samples: no place", SAMPLES, without_place, "attribute stream_words is missing"},
    {"samples: kept", SAMPLES, kept_twice, "stream_kept, stream_kept_normal: found 2 and -0.1"},
    {"samples: kept NaN", SAMPLES, kept_nan, "stream_kept_normal: found 1 and nan"},
    {"samples: title", SAMPLES, numeric_title, "attribute title: not of the type or length"},
    {"levers: NaN", LEVERS, with_pool_nan, "energy_serving: query 6 (from 0): found nan, want a"},
    {"levers: rank twice", LEVERS, with_rank_twice, "member_rank: model 2 (from 0): found 0, want"},
    {"levers: rank high", LEVERS, with_rank_too_high, "model 0 (from 0): found 2, want each of 0 "
                                                      "to 1 once"},
    {"levers: rank odd", LEVERS, with_odd_rank, "member_rank: model 1 (from 0): found -2, want"},
    {"levers: not a member", LEVERS, with_stranger, "model_index: query 5 (from 0): found 1, want"},
    {"levers: no model", LEVERS, with_unknown_model, "model_index: query 5 (from 0): found 3"},
    {"levers: disorder", LEVERS, with_disorder, "model_index: query 5 (from 0): found 2, want"},
    {"levers: query", LEVERS, with_negative_query, "query_index: query 6 (from 0): found -1, want"},
    {"fits: NaN", FITS, with_nan_slope, "b: model 2, coefficient 1 (from 0): found nan, want a"},
    {"fits: infinity", FITS, with_infinite_r, "r_squared: model 1 (from 0): found -inf, want a"},
    {"fits: cap", FITS, with_no_cap, "cap: model 0 (from 0): found 0, want a number above 0"},
    {"fits: method", FITS, with_odd_method, "method: model 1 (from 0): found 3, want 0 to 2"},
    {"fits: rows", FITS, with_no_rows, "rows_used: model 2 (from 0): found 0, want 1 to"},
    {"fits: digest", FITS, short_digest, "table_sha256: found \"77ff\", want 64 hexadecimal"},
};

#define EDIT_COUNT (sizeof EDITS / sizeof EDITS[0])

static void edited_file__refused(void **state)
{
    struct scratch *s = *state;
    const struct edit *edit = s->row;
    struct assumptions a;
    int nc;
    tiny_scenario(&a);
    write_good(&KINDS[edit->kind], s);
    check(nc_open(s->path, NC_WRITE, &nc));
    edit->edit(nc);
    check(nc_close(nc));
    assert_refused(edit->kind, s, &a, &TINY_PROVENANCE, edit->message);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, scratch_tear_down)

#define PLAIN_COUNT 6

int main(int argc, char **argv)
{
    struct CMUnitTest tests[PLAIN_COUNT + EDIT_COUNT] = {
        TEST(every_kind__other_assumptions__stale),
        TEST(descendants__other_table__stale),
        TEST(every_kind__other_scenario__named),
        TEST(descendants__other_case__named),
        TEST(every_kind__other_models__named),
        TEST(samples__other_number_of_queries__named),
    };
    for (size_t i = 0; i < EDIT_COUNT; i++)
        tests[PLAIN_COUNT + i] =
            (struct CMUnitTest){.name = EDITS[i].name,
                                .test_func = edited_file__refused,
                                .setup_func = set_up,
                                .teardown_func = scratch_tear_down,
                                .initial_state = (void *)(uintptr_t)&EDITS[i]};
    select_tests(argc, argv);
    return cmocka_run_group_tests_name("netcdf_refusal", tests, NULL, NULL);
}
