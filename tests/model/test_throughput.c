/* test_throughput.c -- fits of TPS against values computed apart from the code. */
#include <math.h>
#include <string.h>

#include "model/throughput_fit.h"
#include "base/table.h"
#include "support.h"
#include "scenario/throughput_table.h"

#define TABLE "data/throughput_supplement_s1.csv"
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const MODELS[] = {"Llama 3.1 405B", "Llama 3.1 70B", "Mixtral 8x22B",
                                     "DeepSeek-R1", "Llama-3.1 Nemotron Ultra 253B"};
enum { NEMOTRON = 4 };

static struct assumptions scenario(enum row_selection rows, enum few_rows few_rows)
{
    struct assumptions a = {.n_models = COUNT(MODELS)};
    a.throughput.rows = rows;
    a.throughput.few_rows = few_rows;
    for (size_t m = 0; m < COUNT(MODELS); m++)
        strcpy(a.models[m].table_model, MODELS[m]);
    return a;
}

static struct throughput_fits fit(enum row_selection rows, enum few_rows few_rows)
{
    struct assumptions a = scenario(rows, few_rows);
    struct throughput_table table;
    struct throughput_fits fits = {0};
    struct error e;
    char sha256[65];
    if (throughput_table_read(TABLE, &table, sha256, &e) ||
        throughput_fit_all(&table, &a, &fits, &e))
        fail_msg("%s", e.text);
    throughput_table_free(&table);
    return fits;
}

/* NumPy 1.24 on the same rows: coefficients by QR, covariance as inv(X'X) s^2, errors of the
 * linear regression by lstsq. NAN: there is none (no degree of freedom; linear TPS below 0). */
static const struct fit_row {
    const char *name;
    enum row_selection rows;
    size_t model, used, dof;
    double b[3], se[3], cov12, r_squared, cap, rmse, linear_rmse, log_rmse, linear_log_rmse;
} FITS[] = {
    {"released 405B", ROWS_RELEASED, 0, 7, 4,
     {9.76196320859709, -0.5854388831331102, 0.22656443181579003},
     {0.9721123181814066, 0.08293836474499103, 0.10481159821610578}, 0.001988023976401114,
     0.9419196069185967, 4572.23, 683.1747711101814, 882.5715910545648, 0.23447560439122062,
     0.7265314555734071},
    {"released 70B", ROWS_RELEASED, 1, 5, 2,
     {10.823819652107787, -0.5622834170223598, 0.26207460500599605},
     {1.3812609357870125, 0.1265417803979418, 0.15068587997461377}, 0.004201502729676657,
     0.9322275596232433, 17463.99, 3649.775441880947, 2815.655580047761, 0.2566460530276031,
     0.9849952649636553},
    {"released Mixtral", ROWS_RELEASED, 2, 5, 2,
     {11.225390475682334, -0.5530239498402234, 0.2516666615511996},
     {1.3940821696966816, 0.12771637509166894, 0.15208458666643668}, 0.004279863680244691,
     0.9283239079797979, 25150.03, 5341.36708999938, 4175.0857320960695, 0.2590283104219928,
     0.943363571728653},
    {"released DeepSeek", ROWS_RELEASED, 3, 3, 0,
     {10.5592791805002, -0.5393881308835007, -0.004877551167969164}, {NAN, NAN, NAN}, NAN, 1.0,
     1300, 0, 0, 0, 0},
    {"all 405B", ROWS_ALL, 0, 13, 10,
     {9.017671104297849, -0.48451198512513854, 0.25530119577436655},
     {1.1147189255690728, 0.08839409731421138, 0.12330740835773447}, 0.0011670758958216227,
     0.7880805393061112, 4572.23, 1286.1036352286415, 977.3988909241654, 0.4138124160774915, NAN},
    {"all Mixtral", ROWS_ALL, 2, 9, 6,
     {11.054175600908954, -0.4690300124878367, 0.19770794626032712},
     {1.130670773358603, 0.09304928867901101, 0.13141452772420248}, 0.00045604733437104437,
     0.824953775543354, 25150.03, 6489.811830135654, 5781.107720486118, 0.3847058209429389, NAN},
};

static void close_or_none(double got, double want)
{
    if (isnan(want))
        assert_true(isnan(got));
    else
        assert_close(got, want, 1e-9, 1e-9);
}

static void fit__paper_rows__as_computed_apart(void **state)
{
    const struct fit_row *row = *state;
    struct throughput_fits fits = fit(row->rows, FEW_ROWS_CONSTANT_LARGEST);
    const struct throughput_fit *f = &fits.fit[row->model];
    assert_int_equal(f->method, FIT_LEAST_SQUARES);
    assert_int_equal(f->rows_used, row->used);
    assert_int_equal(f->degrees_of_freedom, row->dof);
    for (int i = 0; i < 3; i++) {
        assert_close(f->curve.b[i], row->b[i], 1e-11, 0);
        close_or_none(sqrt(f->covariance[i][i]), row->se[i]);
    }
    close_or_none(f->covariance[1][2], row->cov12);
    close_or_none(f->r_squared, row->r_squared);
    close_or_none(f->rmse, row->rmse);
    close_or_none(f->linear_rmse, row->linear_rmse);
    close_or_none(f->log_rmse, row->log_rmse);
    close_or_none(f->linear_log_rmse, row->linear_log_rmse);
    assert_close(f->curve.cap, row->cap, 0, 0);
}

/* REPRODUCTION row 5: two rows, constant, the larger. */
static void fit__two_rows_constant__largest(void **state)
{
    (void)state;
    struct throughput_fits fits = fit(ROWS_RELEASED, FEW_ROWS_CONSTANT_LARGEST);
    const struct throughput_fit *f = &fits.fit[NEMOTRON];
    assert_int_equal(f->method, FIT_CONSTANT);
    assert_close(throughput_tps(&f->curve, 500, 300), 5200, 1e-12, 0);
    assert_close(throughput_tps(&f->curve, 5000, 30000), 5200, 1e-12, 0);
    assert_close(f->curve.cap, 5200, 0, 0);
}

/* NumPy 1.24: pinv of the centred logs. Both rows are met. */
static void fit__two_rows_least_norm__pseudo_inverse(void **state)
{
    (void)state;
    struct throughput_fits fits = fit(ROWS_ALL, FEW_ROWS_LEAST_NORM);
    const struct throughput_fit *f = &fits.fit[NEMOTRON];
    assert_int_equal(f->method, FIT_LEAST_NORM);
    assert_close(f->curve.b[0], 9.588985235719258, 1e-12, 0);
    assert_close(f->curve.b[1], -0.63022813, 1e-7, 0);
    assert_close(f->curve.b[2], 0.37943514, 1e-7, 0);
    assert_close(throughput_tps(&f->curve, 500, 2000), 5200, 1e-12, 0);
    assert_close(throughput_tps(&f->curve, 5000, 500), 720, 1e-12, 0);
}

/* Made-up rows: TPS = 1000 L_in^-1 L_out^0.5 exactly; cap is the largest row. */
static struct throughput_table made_up(struct throughput_row *rows, size_t n)
{
    static const double IN[] = {100, 200, 400, 800, 100}, OUT[] = {100, 400, 100, 1600, 900};
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct throughput_row){.input_tokens = IN[i], .output_tokens = OUT[i],
                                          .tps = 1000 / IN[i] * sqrt(OUT[i]), .released = true};
        strcpy(rows[i].model, "m");
    }
    return (struct throughput_table){n, rows};
}

static int fit_made_up(struct throughput_table table, enum few_rows few_rows,
                       struct throughput_fits *fits, struct error *e)
{
    struct assumptions a = {.n_models = 1};
    a.throughput.few_rows = few_rows;
    strcpy(a.throughput.table, "made_up.csv");
    strcpy(a.models[0].name, "mine");
    strcpy(a.models[0].table_model, "m");
    return throughput_fit_all(&table, &a, fits, e);
}

static void fit__power_law__recovered_and_capped(void **state)
{
    (void)state;
    struct throughput_row rows[5];
    struct throughput_fits fits;
    struct error e;
    assert_int_equal(fit_made_up(made_up(rows, 5), FEW_ROWS_LEAST_NORM, &fits, &e), 0);
    assert_close(fits.fit[0].curve.b[1], -1, 1e-12, 0);
    assert_close(fits.fit[0].curve.b[2], 0.5, 1e-12, 0);
    assert_close(throughput_tps(&fits.fit[0].curve, 300, 300), 1000.0 / 300 * sqrt(300), 1e-12, 0);
    assert_close(throughput_tps(&fits.fit[0].curve, 1, 1e6), 300, 0, 0); /* 1000/100 * 30 */
    double least = throughput_tps(&fits.fit[0].curve, 100, 1e-6);
    assert_close(throughput_tps(&fits.fit[0].curve, 100, 0), least, 0, 0);
}

static void fit__one_row__flat_at_that_row(void **state)
{
    (void)state;
    struct throughput_row rows[5];
    struct throughput_fits fits;
    struct error e;
    for (int few = FEW_ROWS_CONSTANT_LARGEST; few <= FEW_ROWS_LEAST_NORM; few++) {
        assert_int_equal(fit_made_up(made_up(rows, 1), (enum few_rows)few, &fits, &e), 0);
        assert_close(throughput_tps(&fits.fit[0].curve, 9, 9), 100, 1e-12, 0);
    }
}

static void fit__no_rows__names_model_and_key(void **state)
{
    (void)state;
    struct throughput_row rows[5];
    struct throughput_fits fits;
    struct error e = {.text = ""};
    struct throughput_table table = made_up(rows, 5);
    for (int i = 0; i < 5; i++)
        rows[i].released = false; /* the scenario selects the released ones */
    assert_int_equal(fit_made_up(table, FEW_ROWS_LEAST_NORM, &fits, &e), -1);
    assert_contains(e.text, "model mine");
    assert_contains(e.text, "made_up.csv has no row for \"m\"");
    assert_contains(e.text, "model.mine.table_model");
}

static void fit__rows_on_one_line__not_determined(void **state)
{
    (void)state;
    struct throughput_row rows[5];
    struct throughput_fits fits;
    struct error e = {.text = ""};
    struct throughput_table table = made_up(rows, 5);
    for (int i = 0; i < 5; i++)
        rows[i].input_tokens = 100;
    assert_int_equal(fit_made_up(table, FEW_ROWS_LEAST_NORM, &fits, &e), -1);
    assert_contains(e.text, "determine only 2 of 3 coefficients");
}

/* Every column of every form is there. */
static void forms__every_column__is_filled(void **state)
{
    (void)state;
    size_t n = 0;
    for (const struct throughput_form *f; (f = throughput_form_at(n)) != NULL; n++) {
        assert_true(*f->name && *f->equation);
        for (int i = 0; i < THROUGHPUT_COEFFICIENTS; i++)
            assert_non_null(f->coefficients[i]);
        assert_true(f->fit && f->tps && f->seconds && f->most && f->outputs_above &&
                    f->inputs_above && f->trend && f->kinks && f->slopes);
    }
    assert_true(n > 0);
}

/* Whether a length is in the span that a form gives. */
static bool is_between(struct throughput_span span, double length)
{
    return length > span.low && length < span.high;
}

/* The inverses against TPS itself at many lengths, rising and falling with either length; the
 * largest TPS; the way TPS goes. */
static void forms__inverses__agree_with_tps(void **state)
{
    (void)state;
    static const double B[][2] = {{-0.5, 0.25}, {0.3, -0.4}, {-0.2, 0}};
    for (size_t i = 0; i < COUNT(B); i++) {
        struct throughput t = {&throughput_log_linear, {8, B[i][0], B[i][1]}, 1500};
        for (double in = 1; in < 1e5; in *= 3.7)
            for (double out = 1; out < 1e5; out *= 3.1)
                for (double at = 10; at < 1500; at *= 2.3) {
                    double tps = throughput_tps(&t, in, out);
                    bool above = tps > at;
                    assert_true(tps <= t.form->most(&t));
                    assert_int_equal(is_between(t.form->outputs_above(&t, in, at), out), above);
                    assert_int_equal(is_between(t.form->inputs_above(&t, out, at), in), above);
                    double longer = throughput_tps(&t, in, 2 * out);
                    assert_true((longer - tps) * t.form->trend(&t) >= 0);
                }
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(FITS) + 8];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(FITS); i++)
        tests[n++] = (struct CMUnitTest){FITS[i].name, fit__paper_rows__as_computed_apart, NULL,
                                         NULL, (void *)&FITS[i]};
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__two_rows_constant__largest);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__two_rows_least_norm__pseudo_inverse);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__power_law__recovered_and_capped);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__one_row__flat_at_that_row);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__no_rows__names_model_and_key);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(fit__rows_on_one_line__not_determined);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(forms__every_column__is_filled);
    tests[n++] = (struct CMUnitTest)cmocka_unit_test(forms__inverses__agree_with_tps);
    return _cmocka_run_group_tests("throughput", tests, n, NULL, NULL);
}
