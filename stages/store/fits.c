/* fits.c -- fit.nc: the throughput fits of a scenario, and the rows that they stand on. */
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "store/netcdf.h"
#include "store/samples.h"

enum variable {
    MODEL_NAME, METHOD, ROWS_USED, DEGREES_OF_FREEDOM, B, COVARIANCE, R_SQUARED, CAP, LINEAR, RMSE,
    LINEAR_RMSE, LOG_RMSE, LINEAR_LOG_RMSE,
    ROW_MODEL, ROW_USED, ROW_INPUT_TOKENS, ROW_OUTPUT_TOKENS, ROW_TPS, ROW_FITTED_TPS, ROW_RESIDUAL,
    VARIABLE_COUNT
};

static const struct netcdf_variable VARIABLES[VARIABLE_COUNT] = {
    [MODEL_NAME] = NETCDF_MODEL_NAME,
    [METHOD] = {"method", NC_INT, {"model"}, "1",
                "0: least squares, 1: constant, 2: least-norm slopes", false},
    [ROWS_USED] = {"rows_used", NC_INT, {"model"}, "1", "rows that the fit stands on", false},
    [DEGREES_OF_FREEDOM] = {"degrees_of_freedom", NC_INT, {"model"}, "1",
                            "rows used less coefficients, at least 0", false},
    [B] = {"b", NC_DOUBLE, {"model", "coefficient"}, "1",
           "" /* the form's */, false},
    [COVARIANCE] = {"covariance", NC_DOUBLE, {"model", "coefficient", "coefficient"}, "1",
                    "covariance of b; NaN without degrees of freedom", true},
    [R_SQUARED] = {"r_squared", NC_DOUBLE, {"model"}, "1",
                   "R^2 of ln TPS on the rows used; NaN unless by least squares", true},
    [CAP] = {"cap", NC_DOUBLE, {"model"}, "token/s", "TPS_max: largest TPS of the rows used",
             false},
    [LINEAR] = {"linear", NC_DOUBLE, {"model", "coefficient"}, "token/s, 1/s, 1/s",
                "c0, c1, c2 of TPS = c0 + c1 L_in + c2 L_out on the same rows; NaN: none", true},
    [RMSE] = {"rmse", NC_DOUBLE, {"model"}, "token/s",
              "root mean square error of TPS, not capped; NaN: none", true},
    [LINEAR_RMSE] = {"linear_rmse", NC_DOUBLE, {"model"}, "token/s",
                     "the same of the linear regression; NaN: none", true},
    [LOG_RMSE] = {"log_rmse", NC_DOUBLE, {"model"}, "1",
                  "root mean square error of ln TPS; NaN: none", true},
    [LINEAR_LOG_RMSE] = {"linear_log_rmse", NC_DOUBLE, {"model"}, "1",
                         "the same of the linear regression; NaN where its TPS <= 0, or none",
                         true},
    [ROW_MODEL] = {"row_model", NC_INT, {"row"}, "1",
                   "index of the row's model, from 0; -1: not in the scenario", false},
    [ROW_USED] = {"row_used", NC_INT, {"row"}, "1", "1: the fit stands on this row, 0: not",
                  false},
    [ROW_INPUT_TOKENS] = {"row_input_tokens", NC_DOUBLE, {"row"}, "token", "L_in of the row",
                          false},
    [ROW_OUTPUT_TOKENS] = {"row_output_tokens", NC_DOUBLE, {"row"}, "token",
                           "L_out of the row", false},
    [ROW_TPS] = {"row_tps", NC_DOUBLE, {"row"}, "token/s", "TPS of the row, as measured", false},
    [ROW_FITTED_TPS] = {"row_fitted_tps", NC_DOUBLE, {"row"}, "token/s",
                        "TPS that the fit gives there, capped; NaN: no model", true},
    [ROW_RESIDUAL] = {"row_residual", NC_DOUBLE, {"row"}, "1",
                      "ln measured TPS - ln fitted TPS, not capped; NaN: no model", true},
};

/* The layout of fits of a form, for as long as the variables are there.
 *   n_rows   of the table */
static struct netcdf_layout layout_of(const struct assumptions *a,
                                      const struct throughput_form *form, size_t n_rows,
                                      struct netcdf_variable variables[VARIABLE_COUNT])
{
    memcpy(variables, VARIABLES, sizeof VARIABLES);
    snprintf(variables[B].long_name, sizeof variables[B].long_name, "%s", form->equation);
    return (struct netcdf_layout){
        "wattquery fits", NULL, a, {{"coefficient", THROUGHPUT_COEFFICIENTS}, {"row", n_rows}},
        variables, VARIABLE_COUNT};
}

/* Where struct throughput_fit holds what is written as doubles. */
static const struct {
    enum variable variable;
    size_t offset;
} FIELDS[] = {
    {B, offsetof(struct throughput_fit, curve.b)},
    {COVARIANCE, offsetof(struct throughput_fit, covariance)},
    {R_SQUARED, offsetof(struct throughput_fit, r_squared)},
    {CAP, offsetof(struct throughput_fit, curve.cap)},
    {LINEAR, offsetof(struct throughput_fit, linear)},
    {RMSE, offsetof(struct throughput_fit, rmse)},
    {LINEAR_RMSE, offsetof(struct throughput_fit, linear_rmse)},
    {LOG_RMSE, offsetof(struct throughput_fit, log_rmse)},
    {LINEAR_LOG_RMSE, offsetof(struct throughput_fit, linear_log_rmse)},
};

#define N_FIELDS (sizeof FIELDS / sizeof FIELDS[0])

/* One model's part of a variable, whatever its rank. */
static struct netcdf_block block_of(size_t model)
{
    return (struct netcdf_block){
        .start = {model, 0, 0}, .count = {1, THROUGHPUT_COEFFICIENTS, THROUGHPUT_COEFFICIENTS}};
}

/* ---- writing ---------------------------------------------------------------------------- */

static int put_fit(const struct netcdf_file *f, size_t model, const struct throughput_fit *fit,
                   struct error *e)
{
    const struct netcdf_block block = block_of(model);
    const long long method = fit->method, rows_used = (long long)fit->rows_used,
                    freedom = (long long)fit->degrees_of_freedom;
    for (size_t i = 0; i < N_FIELDS; i++) {
        const void *field = (const char *)fit + FIELDS[i].offset;
        if (netcdf_put_doubles(f, (int)FIELDS[i].variable, &block, field, e))
            return -1;
    }
    if (netcdf_put_integers(f, METHOD, &block, &method, e) ||
        netcdf_put_integers(f, ROWS_USED, &block, &rows_used, e))
        return -1;
    return netcdf_put_integers(f, DEGREES_OF_FREEDOM, &block, &freedom, e);
}

/* Index of the scenario's first model that a row measures, or -1. */
static int model_of(const struct assumptions *a, const struct throughput_row *row)
{
    for (size_t m = 0; m < a->n_models; m++)
        if (strcmp(a->models[m].table_model, row->model) == 0)
            return (int)m;
    return -1;
}

/* Writes a row, and what its model's fit says of it: NaN without one. */
static int put_row(const struct netcdf_file *f, size_t i, const struct throughput_row *row,
                   const struct assumptions *a, const struct throughput_fits *fits,
                   struct error *e)
{
    const struct netcdf_block block = {.start = {i}, .count = {1}};
    const long long model = model_of(a, row);
    const long long used = model >= 0 && throughput_row_is_used(row, a->throughput.rows);
    double tps = NAN, residual = NAN;
    if (model >= 0) {
        const struct throughput *curve = &fits->fit[model].curve;
        tps = throughput_tps(curve, row->input_tokens, row->output_tokens);
        residual = log(row->tps) - log(throughput_uncapped_tps(curve, row->input_tokens,
                                                               row->output_tokens));
    }
    if (netcdf_put_integers(f, ROW_MODEL, &block, &model, e) ||
        netcdf_put_integers(f, ROW_USED, &block, &used, e) ||
        netcdf_put_doubles(f, ROW_INPUT_TOKENS, &block, &row->input_tokens, e) ||
        netcdf_put_doubles(f, ROW_OUTPUT_TOKENS, &block, &row->output_tokens, e) ||
        netcdf_put_doubles(f, ROW_TPS, &block, &row->tps, e) ||
        netcdf_put_doubles(f, ROW_FITTED_TPS, &block, &tps, e))
        return -1;
    return netcdf_put_doubles(f, ROW_RESIDUAL, &block, &residual, e);
}

static int put_all(const struct netcdf_file *f, const struct assumptions *a,
                   const struct throughput_fits *fits, const struct throughput_table *table,
                   struct error *e)
{
    int rc = netcdf_begin_data(f, a, e);
    for (size_t m = 0; m < a->n_models && rc == 0; m++)
        rc = put_fit(f, m, &fits->fit[m], e);
    for (size_t i = 0; i < table->n && rc == 0; i++)
        rc = put_row(f, i, &table->rows[i], a, fits, e);
    return rc;
}

int fit_file_write(const char *path, const struct provenance *provenance,
                   const struct assumptions *a, const struct throughput_fits *fits,
                   const struct throughput_table *table, struct error *e)
{
    struct netcdf_variable variables[VARIABLE_COUNT];
    struct netcdf_file f;
    const struct netcdf_layout layout =
        layout_of(a, fits->fit[0].curve.form, table->n, variables);
    int rc = netcdf_create(&f, path, &layout, provenance, e);
    if (rc == 0)
        rc = put_all(&f, a, fits, table, e);
    return netcdf_finish(&f, rc, e);
}

/* ---- reading ---------------------------------------------------------------------------- */

/* Reads one whole number and checks its range. */
static int get_count(const struct netcdf_file *f, enum variable variable, size_t model,
                     long long low, long long high, long long *count, struct error *e)
{
    const struct netcdf_block block = block_of(model);
    if (netcdf_get_integers(f, (int)variable, &block, count, e))
        return -1;
    if (*count >= low && *count <= high)
        return 0;
    return error_set(e, "%s: %s: model %zu (from 0): found %lld, want %lld to %lld", f->path,
                     VARIABLES[variable].name, model, *count, low, high);
}

static int get_fit(const struct netcdf_file *f, size_t model,
                   const struct throughput_form *form, struct throughput_fit *fit,
                   struct error *e)
{
    const struct netcdf_block block = block_of(model);
    long long method, rows_used, freedom;
    for (size_t i = 0; i < N_FIELDS; i++) {
        void *field = (char *)fit + FIELDS[i].offset;
        if (netcdf_get_doubles(f, (int)FIELDS[i].variable, &block, field, e))
            return -1;
    }
    if (get_count(f, METHOD, model, 0, FIT_METHOD_COUNT - 1, &method, e) ||
        get_count(f, ROWS_USED, model, 1, NC_MAX_INT, &rows_used, e) ||
        get_count(f, DEGREES_OF_FREEDOM, model, 0, NC_MAX_INT, &freedom, e))
        return -1;
    fit->curve.form = form;
    fit->method = (enum fit_method)method;
    fit->rows_used = (size_t)rows_used;
    fit->degrees_of_freedom = (size_t)freedom;
    if (fit->curve.cap > 0)
        return 0;
    return error_set(e, "%s: cap: model %zu (from 0): found %.17g, want a number above 0",
                     f->path, model, fit->curve.cap);
}

int fit_file_read(const char *path, struct provenance *provenance, const struct assumptions *a,
                  struct throughput_fits *fits, struct error *e)
{
    const struct throughput_form *form = throughput_form_of(a);
    struct netcdf_variable variables[VARIABLE_COUNT];
    struct netcdf_file f;
    const struct netcdf_layout layout = layout_of(a, form, 0, variables);
    *fits = (struct throughput_fits){.n = a->n_models};
    provenance->table_sha256[0] = '\0'; /* the file's to say */
    int rc = netcdf_open(&f, path, &layout, provenance, e);
    for (size_t m = 0; m < a->n_models && rc == 0; m++)
        rc = get_fit(&f, m, form, &fits->fit[m], e);
    netcdf_close(&f);
    return rc;
}
