/* throughput_log_linear.c -- the form ln TPS = b0 + b1 ln L_in + b2 ln L_out, TPS <= TPS_max.
 *
 *   1. the fit   2. TPS and its inverse   3. the row */
#include <math.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include "model/throughput.h"
#include "model/throughput_fit.h"

#define P THROUGHPUT_COEFFICIENTS
#define RANK_TOLERANCE 1e-10 /* as in throughput_fit.c */

/* ---- 1. the fit -------------------------------------------------------------------------- */

static double observe(const struct throughput_row *row, double x[P])
{
    x[0] = 1.0;
    x[1] = log(row->input_tokens);
    x[2] = log(row->output_tokens);
    return log(row->tps);
}

/* Least-norm solution of x slopes = y for two rows and two columns, by singular values. x and y
 * are overwritten. */
static int solve_least_norm(gsl_matrix *x, gsl_vector *y, gsl_vector *slopes, struct error *e)
{
    double v[4], s[2], work[2];
    gsl_matrix_view vv = gsl_matrix_view_array(v, 2, 2);
    gsl_vector_view sv = gsl_vector_view_array(s, 2), wv = gsl_vector_view_array(work, 2);
    int status = gsl_linalg_SV_decomp(x, &vv.matrix, &sv.vector, &wv.vector);
    for (size_t i = 0; i < 2 && status == 0; i++) /* SV_solve leaves out what is exactly 0 */
        if (!(s[i] > RANK_TOLERANCE * s[0]))
            s[i] = 0;
    if (status == 0)
        status = gsl_linalg_SV_solve(x, &vv.matrix, &sv.vector, y, slopes);
    return status ? error_set(e, "the fit failed: %s", gsl_strerror(status)) : 0;
}

/* Slopes of one or two rows on logs centred at their means; one row has none. */
static int centred_slopes(const struct throughput_rows *s, const double mean[P], double slopes[2],
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
static int fit_least_norm(const struct throughput_rows *s, double b[P], struct error *e)
{
    double mean[P] = {0}, slopes[2];
    for (size_t i = 0; i < s->n; i++) {
        mean[0] += log(s->rows[i]->tps) / (double)s->n;
        mean[1] += log(s->rows[i]->input_tokens) / (double)s->n;
        mean[2] += log(s->rows[i]->output_tokens) / (double)s->n;
    }
    if (centred_slopes(s, mean, slopes, e))
        return -1;
    b[0] = mean[0] - slopes[0] * mean[1] - slopes[1] * mean[2];
    b[1] = slopes[0];
    b[2] = slopes[1];
    return 0;
}

static int fit(const struct throughput_rows *s, enum few_rows few_rows,
               struct throughput_fit *fit, struct error *e)
{
    double *b = fit->curve.b;
    if (s->n >= P) {
        fit->method = FIT_LEAST_SQUARES;
        fit->degrees_of_freedom = s->n - P;
        return throughput_fit_least_squares(
            s, observe, b, fit->degrees_of_freedom > 0 ? fit->covariance : NULL, e);
    }
    if (few_rows == FEW_ROWS_CONSTANT_LARGEST) {
        fit->method = FIT_CONSTANT;
        b[0] = log(fit->curve.cap);
        return 0;
    }
    fit->method = FIT_LEAST_NORM;
    return fit_least_norm(s, b, e);
}

/* ---- 2. TPS and its inverse -------------------------------------------------------------- */

static double longer(double output)
{
    return fmax(output, THROUGHPUT_LEAST_OUTPUT_TOKENS);
}

static double tps(const struct throughput *t, double input, double output)
{
    double free = exp(t->b[0] + t->b[1] * log(input) + t->b[2] * log(longer(output)));
    return free > t->cap ? t->cap : free; /* fmin would hide a NaN */
}

static double seconds(const struct throughput *t, double effective, double input, double output,
                      double at)
{
    (void)t, (void)input, (void)output;
    return effective / at;
}

static double most(const struct throughput *t)
{
    return t->cap;
}

/* The L_out, before the cap and without the least one, that has this TPS; NAN or infinite where
 * none or all have. */
static double output_at(const struct throughput *t, double input, double at)
{
    return exp((log(at) - t->b[0] - t->b[1] * log(input)) / t->b[2]);
}

static struct throughput_span outputs_above(const struct throughput *t, double input, double at)
{
    const struct throughput_span all = {-INFINITY, INFINITY}, none = {INFINITY, INFINITY};
    double least = tps(t, input, THROUGHPUT_LEAST_OUTPUT_TOKENS);
    if (t->b[2] == 0)
        return at >= least ? none : all;
    if (t->b[2] < 0)
        return (struct throughput_span){-INFINITY, output_at(t, input, at)};
    return at < least ? all : (struct throughput_span){output_at(t, input, at), INFINITY};
}

static struct throughput_span inputs_above(const struct throughput *t, double output, double at)
{
    double limit = exp((log(at) - t->b[0] - t->b[2] * log(longer(output))) / t->b[1]);
    return t->b[1] > 0 ? (struct throughput_span){limit, INFINITY}
                       : (struct throughput_span){-INFINITY, limit};
}

static int trend(const struct throughput *t)
{
    return t->b[2] < 0 ? -1 : 1;
}

/* Where the cap begins, and the shortest output. */
static size_t kinks(const struct throughput *t, double input, double kinks[THROUGHPUT_KINKS_MAX])
{
    kinks[0] = output_at(t, input, t->cap);
    kinks[1] = THROUGHPUT_LEAST_OUTPUT_TOKENS;
    return 2;
}

static struct throughput_slopes slopes(const struct throughput *t)
{
    return (struct throughput_slopes){fabs(t->b[1]), fabs(t->b[2])};
}

/* ---- 3. the row -------------------------------------------------------------------------- */

const struct throughput_form throughput_log_linear = {
    "log_linear", {"b0", "b1", "b2"},
    "b0, b1, b2 of ln TPS = b0 + b1 ln L_in + b2 ln L_out, TPS in token/s",
    fit, tps, seconds, most, outputs_above, inputs_above, trend, kinks, slopes};
