/* throughput_fit.c -- the rows of each model, least squares with GSL, and how well a fit does.
 *
 *   1. rows   2. least squares   3. the linear comparison   4. all models */
#include "model/throughput_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_vector.h>

#define P THROUGHPUT_COEFFICIENTS
#define RANK_TOLERANCE 1e-10     /* singular values below this share of the largest are zero */

/* ---- 1. rows ----------------------------------------------------------------------------- */

static int select_rows(const struct throughput_table *table, const char *table_model,
                       enum row_selection rows, struct throughput_rows *s, struct error *e)
{
    *s = (struct throughput_rows){0, malloc((table->n + 1) * sizeof *s->rows)};
    if (!s->rows)
        return error_no_memory(e, "for %zu rows", table->n);
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->rows[i].model, table_model) == 0 &&
            throughput_row_is_used(&table->rows[i], rows))
            s->rows[s->n++] = &table->rows[i];
    return 0;
}

static double largest_tps(const struct throughput_rows *s)
{
    double largest = 0;
    for (size_t i = 0; i < s->n; i++)
        largest = fmax(largest, s->rows[i]->tps);
    return largest;
}

/* ---- 2. least squares -------------------------------------------------------------------- */

/* Solves; rows that do not determine all coefficients are an error. */
static int solve(const gsl_matrix *x, const gsl_vector *y, gsl_multifit_linear_workspace *work,
                 double c[P], double covariance[P][P], struct error *e)
{
    gsl_vector_view cv = gsl_vector_view_array(c, P);
    gsl_matrix_view covariance_view = gsl_matrix_view_array(covariance[0], P, P);
    double chisq;
    size_t rank;
    int status = gsl_multifit_linear_tsvd(x, y, RANK_TOLERANCE, &cv.vector,
                                          &covariance_view.matrix, &chisq, &rank, work);
    if (status)
        return error_set(e, "the fit failed: %s", gsl_strerror(status));
    if (rank == P)
        return 0;
    return error_set(e, "the %zu rows used determine only %zu of %d coefficients: want rows that "
                        "differ in both lengths, or fewer than %d (throughput.few_rows)", x->size1,
                     rank, P, P);
}

int throughput_fit_least_squares(const struct throughput_rows *rows,
                                 double (*observe)(const struct throughput_row *row, double x[P]),
                                 double c[P], double covariance[P][P], struct error *e)
{
    double unwanted[P][P];
    gsl_matrix *x = gsl_matrix_alloc(rows->n, P);
    gsl_vector *y = gsl_vector_alloc(rows->n);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(rows->n, P);
    int rc = x && y && work ? 0 : error_no_memory(e, "for a fit of %zu rows", rows->n);
    for (size_t i = 0; i < rows->n && rc == 0; i++)
        gsl_vector_set(y, i, observe(rows->rows[i], gsl_matrix_ptr(x, i, 0)));
    if (rc == 0)
        rc = solve(x, y, work, c, covariance ? covariance : unwanted, e);
    gsl_matrix_free(x);
    gsl_vector_free(y);
    if (work)
        gsl_multifit_linear_free(work);
    return rc;
}

/* ---- 3. the linear comparison ------------------------------------------------------------ */

static double observe_tps(const struct throughput_row *row, double x[P])
{
    x[0] = 1.0;
    x[1] = row->input_tokens;
    x[2] = row->output_tokens;
    return row->tps;
}

/* Root mean square errors of both fits, in TPS and in ln TPS, and R^2 of ln TPS. */
static void compare(const struct throughput_rows *s, struct throughput_fit *fit)
{
    double square = 0, linear_square = 0, log_square = 0, linear_log_square = 0;
    double sum = 0, sum_of_squares = 0, n = (double)s->n;
    for (size_t i = 0; i < s->n; i++) {
        const struct throughput_row *row = s->rows[i];
        double tps = throughput_uncapped_tps(&fit->curve, row->input_tokens, row->output_tokens);
        double linear = throughput_linear_tps(fit, row->input_tokens, row->output_tokens);
        square += (row->tps - tps) * (row->tps - tps);
        linear_square += (row->tps - linear) * (row->tps - linear);
        log_square += pow(log(row->tps / tps), 2);
        linear_log_square += linear > 0 ? pow(log(row->tps / linear), 2) : NAN;
        sum += log(row->tps);
        sum_of_squares += log(row->tps) * log(row->tps);
    }
    fit->rmse = sqrt(square / n);
    fit->linear_rmse = sqrt(linear_square / n);
    fit->log_rmse = sqrt(log_square / n);
    fit->linear_log_rmse = sqrt(linear_log_square / n);
    double total = sum_of_squares - sum * sum / n;
    fit->r_squared = total > 0 ? 1.0 - log_square / total : NAN; /* rows all alike: no R^2 */
}

/* ---- 4. all models ----------------------------------------------------------------------- */

static void set_no_uncertainty(struct throughput_fit *fit)
{
    for (int i = 0; i < P; i++) {
        for (int j = 0; j < P; j++)
            fit->covariance[i][j] = NAN;
        fit->linear[i] = NAN;
    }
    fit->rmse = fit->linear_rmse = fit->log_rmse = fit->linear_log_rmse = fit->r_squared = NAN;
}

static int fit_rows(const struct throughput_rows *s, const struct throughput_form *form,
                    enum few_rows few_rows, struct throughput_fit *fit, struct error *e)
{
    *fit = (struct throughput_fit){.curve = {.form = form, .cap = largest_tps(s)},
                                   .rows_used = s->n};
    set_no_uncertainty(fit);
    if (form->fit(s, few_rows, fit, e))
        return -1;
    if (fit->method != FIT_LEAST_SQUARES)
        return 0;
    if (throughput_fit_least_squares(s, observe_tps, fit->linear, NULL, e))
        return -1;
    compare(s, fit);
    return 0;
}

int throughput_fit_all(const struct throughput_table *table, const struct assumptions *a,
                       struct throughput_fits *fits, struct error *e)
{
    *fits = (struct throughput_fits){.n = a->n_models};
    for (size_t i = 0; i < a->n_models; i++) {
        const struct model *model = &a->models[i];
        struct throughput_rows s;
        if (select_rows(table, model->table_model, a->throughput.rows, &s, e))
            return -1;
        int rc = s.n == 0 ? error_set(e, "%s has no row for \"%s\" among those that "
                                         "throughput.rows selects: add rows, or mend "
                                         "model.%s.table_model", a->throughput.table,
                                      model->table_model, model->name)
                          : fit_rows(&s, throughput_form_of(a), a->throughput.few_rows,
                                     &fits->fit[i], e);
        free(s.rows);
        if (rc)
            return error_prefix(e, "model %s", model->name);
    }
    return 0;
}
