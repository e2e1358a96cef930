/* throughput.c -- least squares of ln TPS on ln L_in and ln L_out, one fit per model, with GSL.
 *
 *   1. rows and words   2. workspace   3. the fits   4. the linear comparison   5. evaluation */
#include "model/throughput.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_vector.h>

#define P THROUGHPUT_COEFFICIENTS
#define RANK_TOLERANCE 1e-10     /* singular values below this share of the largest are zero */

/* ---- 1. rows and words ------------------------------------------------------------------ */

bool throughput_row_is_used(const struct throughput_row *row, enum row_selection rows)
{
    return rows == ROWS_ALL || row->released;
}

const char *throughput_method_name(enum fit_method method)
{
    static const char *const NAMES[] = {"least_squares", "constant", "least_norm"};
    return NAMES[method];
}

void throughput_table_free(struct throughput_table *table)
{
    free(table->rows);
    *table = (struct throughput_table){0};
}

const struct throughput_form throughput_log_linear = {"log_linear"};

struct throughput throughput_of(const struct throughput_fit *fit)
{
    struct throughput t = {.form = &throughput_log_linear, .cap = fit->cap};
    memcpy(t.b, fit->b, sizeof t.b);
    return t;
}

/* ---- 2. workspace ----------------------------------------------------------------------- */

/* One regression: n >= P observations of y on P columns. */
struct regression {
    size_t n;
    gsl_matrix *x;
    gsl_vector *y, *c;
    gsl_matrix *covariance;
    gsl_multifit_linear_workspace *work;
};

static void regression_free(struct regression *r)
{
    gsl_matrix_free(r->x);
    gsl_vector_free(r->y);
    gsl_vector_free(r->c);
    gsl_matrix_free(r->covariance);
    if (r->work)
        gsl_multifit_linear_free(r->work);
}

static int regression_alloc(struct regression *r, size_t n, struct error *e)
{
    *r = (struct regression){n, gsl_matrix_alloc(n, P), gsl_vector_alloc(n), gsl_vector_alloc(P),
                             gsl_matrix_alloc(P, P), gsl_multifit_linear_alloc(n, P)};
    if (r->x && r->y && r->c && r->covariance && r->work)
        return 0;
    regression_free(r);
    return error_set(e, "no memory for a fit of %zu rows", n);
}

/* The used rows of one model, as pointers. */
struct selection {
    size_t n;
    const struct throughput_row **rows;
};

static int select_rows(const struct throughput_table *table, const char *table_model,
                       enum row_selection rows, struct selection *s, struct error *e)
{
    *s = (struct selection){0, malloc((table->n + 1) * sizeof *s->rows)};
    if (!s->rows)
        return error_set(e, "no memory for %zu rows", table->n);
    for (size_t i = 0; i < table->n; i++)
        if (strcmp(table->rows[i].model, table_model) == 0 &&
            throughput_row_is_used(&table->rows[i], rows))
            s->rows[s->n++] = &table->rows[i];
    return 0;
}

static double largest_tps(const struct selection *s)
{
    double largest = 0;
    for (size_t i = 0; i < s->n; i++)
        largest = fmax(largest, s->rows[i]->tps);
    return largest;
}

/* ---- 3. the fits ------------------------------------------------------------------------ */

static void set_row(struct regression *r, size_t i, double x0, double x1, double x2, double y)
{
    gsl_matrix_set(r->x, i, 0, x0);
    gsl_matrix_set(r->x, i, 1, x1);
    gsl_matrix_set(r->x, i, 2, x2);
    gsl_vector_set(r->y, i, y);
}

/* Solves; rows that do not determine all coefficients are an error. */
static int solve(struct regression *r, struct error *e)
{
    double chisq;
    size_t rank;
    int status = gsl_multifit_linear_tsvd(r->x, r->y, RANK_TOLERANCE, r->c, r->covariance, &chisq,
                                          &rank, r->work);
    if (status)
        return error_set(e, "the fit failed: %s", gsl_strerror(status));
    if (rank == P)
        return 0;
    return error_set(e, "the %zu rows used determine only %zu of %d coefficients: want rows that "
                        "differ in both lengths, or fewer than %d (throughput.few_rows)", r->n,
                     rank, P, P);
}

static void set_no_uncertainty(struct throughput_fit *fit)
{
    for (int i = 0; i < P; i++)
        for (int j = 0; j < P; j++)
            fit->covariance[i][j] = NAN;
    for (int i = 0; i < P; i++)
        fit->linear[i] = NAN;
    fit->rmse = fit->linear_rmse = fit->log_rmse = fit->linear_log_rmse = fit->r_squared = NAN;
}

static int fit_least_squares(const struct selection *s, struct throughput_fit *fit,
                             struct error *e)
{
    struct regression r;
    if (regression_alloc(&r, s->n, e))
        return -1;
    for (size_t i = 0; i < s->n; i++)
        set_row(&r, i, 1.0, log(s->rows[i]->input_tokens), log(s->rows[i]->output_tokens),
                log(s->rows[i]->tps));
    int rc = solve(&r, e);
    for (size_t i = 0; i < P && rc == 0; i++) {
        fit->b[i] = gsl_vector_get(r.c, i);
        for (size_t j = 0; j < P && fit->degrees_of_freedom > 0; j++)
            fit->covariance[i][j] = gsl_matrix_get(r.covariance, i, j);
    }
    regression_free(&r);
    return rc;
}

/* Least-norm solution of x slopes = y for two rows and two columns, by singular values. x and y
 * are overwritten. */
static int solve_least_norm(gsl_matrix *x, gsl_vector *y, gsl_vector *slopes, struct error *e)
{
    gsl_matrix *v = gsl_matrix_alloc(2, 2);
    gsl_vector *s = gsl_vector_alloc(2), *work = gsl_vector_alloc(2);
    int status = v && s && work ? gsl_linalg_SV_decomp(x, v, s, work) : GSL_ENOMEM;
    if (status == 0) {
        for (size_t i = 0; i < 2; i++) /* gsl_linalg_SV_solve leaves out what is exactly 0 */
            if (!(gsl_vector_get(s, i) > RANK_TOLERANCE * gsl_vector_get(s, 0)))
                gsl_vector_set(s, i, 0.0);
        status = gsl_linalg_SV_solve(x, v, s, y, slopes);
    }
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(work);
    return status ? error_set(e, "the fit failed: %s", gsl_strerror(status)) : 0;
}

/* Slopes of one or two rows on logs centred at their means; one row has none. */
static int centred_slopes(const struct selection *s, const double mean[P], double slopes[2],
                          struct error *e)
{
    slopes[0] = slopes[1] = 0;
    if (s->n < 2)
        return 0;
    double x[4], y[2];
    for (size_t i = 0; i < 2; i++) {
        x[2 * i] = log(s->rows[i]->input_tokens) - mean[1];
        x[2 * i + 1] = log(s->rows[i]->output_tokens) - mean[2];
        y[i] = log(s->rows[i]->tps) - mean[0];
    }
    gsl_matrix_view xv = gsl_matrix_view_array(x, 2, 2);
    gsl_vector_view yv = gsl_vector_view_array(y, 2), sv = gsl_vector_view_array(slopes, 2);
    return solve_least_norm(&xv.matrix, &yv.vector, &sv.vector, e);
}

/* Least-norm slopes on centred logs; the intercept goes through the means. */
static int fit_least_norm(const struct selection *s, struct throughput_fit *fit, struct error *e)
{
    double mean[P] = {0}, slopes[2];
    for (size_t i = 0; i < s->n; i++) {
        mean[0] += log(s->rows[i]->tps) / (double)s->n;
        mean[1] += log(s->rows[i]->input_tokens) / (double)s->n;
        mean[2] += log(s->rows[i]->output_tokens) / (double)s->n;
    }
    if (centred_slopes(s, mean, slopes, e))
        return -1;
    fit->b[0] = mean[0] - slopes[0] * mean[1] - slopes[1] * mean[2];
    fit->b[1] = slopes[0];
    fit->b[2] = slopes[1];
    return 0;
}

/* ---- 4. the linear comparison ----------------------------------------------------------- */

static int fit_linear(const struct selection *s, struct throughput_fit *fit, struct error *e)
{
    struct regression r;
    if (regression_alloc(&r, s->n, e))
        return -1;
    for (size_t i = 0; i < s->n; i++)
        set_row(&r, i, 1.0, s->rows[i]->input_tokens, s->rows[i]->output_tokens, s->rows[i]->tps);
    int rc = solve(&r, e);
    for (size_t i = 0; i < P && rc == 0; i++)
        fit->linear[i] = gsl_vector_get(r.c, i);
    regression_free(&r);
    return rc;
}

static double uncapped_tps(const struct throughput_fit *fit, double input_tokens,
                           double output_tokens)
{
    return exp(fit->b[0] + fit->b[1] * log(input_tokens) + fit->b[2] * log(output_tokens));
}

/* Root mean square errors of both fits, in TPS and in ln TPS, and R^2 of ln TPS. */
static void compare(const struct selection *s, struct throughput_fit *fit)
{
    double square = 0, linear_square = 0, log_square = 0, linear_log_square = 0;
    double sum = 0, sum_of_squares = 0, n = (double)s->n;
    for (size_t i = 0; i < s->n; i++) {
        const struct throughput_row *row = s->rows[i];
        double tps = uncapped_tps(fit, row->input_tokens, row->output_tokens);
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

static int fit_selection(const struct selection *s, enum few_rows few_rows,
                         struct throughput_fit *fit, struct error *e)
{
    *fit = (struct throughput_fit){.cap = largest_tps(s), .rows_used = s->n};
    set_no_uncertainty(fit);
    if (s->n >= P) {
        fit->method = FIT_LEAST_SQUARES;
        fit->degrees_of_freedom = s->n - P;
        if (fit_least_squares(s, fit, e) || fit_linear(s, fit, e))
            return -1;
        compare(s, fit);
        return 0;
    }
    if (few_rows == FEW_ROWS_CONSTANT_LARGEST) {
        fit->method = FIT_CONSTANT;
        fit->b[0] = log(fit->cap);
        return 0;
    }
    fit->method = FIT_LEAST_NORM;
    return fit_least_norm(s, fit, e);
}

int throughput_fit_all(const struct throughput_table *table, const struct assumptions *a,
                       struct throughput_fits *fits, struct error *e)
{
    *fits = (struct throughput_fits){.n = a->n_models};
    for (size_t i = 0; i < a->n_models; i++) {
        const struct model *model = &a->models[i];
        struct selection s;
        if (select_rows(table, model->table_model, a->throughput.rows, &s, e))
            return -1;
        int rc = s.n == 0 ? error_set(e, "%s has no row for \"%s\" among those that "
                                         "throughput.rows selects: add rows, or mend "
                                         "model.%s.table_model", a->throughput.table,
                                      model->table_model, model->name)
                          : fit_selection(&s, a->throughput.few_rows, &fits->fit[i], e);
        free(s.rows);
        if (rc)
            return error_prefix(e, "model %s", model->name);
    }
    return 0;
}

/* ---- 5. evaluation ---------------------------------------------------------------------- */

double throughput_tps(const struct throughput_fit *fit, double input_tokens,
                      double output_tokens)
{
    double output = fmax(output_tokens, THROUGHPUT_LEAST_OUTPUT_TOKENS);
    double tps = uncapped_tps(fit, input_tokens, output);
    return tps > fit->cap ? fit->cap : tps; /* fmin would hide a NaN */
}

double throughput_cap_begins(const struct throughput_fit *fit, double input_tokens)
{
    return exp((log(fit->cap) - fit->b[0] - fit->b[1] * log(input_tokens)) / fit->b[2]);
}

double throughput_linear_tps(const struct throughput_fit *fit, double input_tokens,
                             double output_tokens)
{
    return fit->linear[0] + fit->linear[1] * input_tokens + fit->linear[2] * output_tokens;
}
