/* throughput.h -- tokens per second of a node: the measured rows, the forms, the fits.
 *
 *     log_linear:  ln TPS = b0 + b1 ln L_in + b2 ln L_out,  TPS <= TPS_max     (Supplemental II)
 *                  t = L_eff / TPS
 *
 * one ordinary least-squares fit per model. TPS is output tokens per second of the whole node, t
 * the seconds that a query has the node to itself; L_in and L_out are in tokens. L_out below 1e-6
 * has the TPS of 1e-6. */
#ifndef MODEL_THROUGHPUT_H
#define MODEL_THROUGHPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"

#define THROUGHPUT_COEFFICIENTS 3
#define THROUGHPUT_KINKS_MAX 4
#define THROUGHPUT_LEAST_OUTPUT_TOKENS 1e-6 /* a shorter output has the TPS of this one [token] */

/* One measured row of the throughput table (Supplemental I). */
struct throughput_row {
    char model[LABEL_SIZE];        /* as the table names it                                 */
    char quantization[LABEL_SIZE]; /* "FP8"                                                 */
    char source[LABEL_SIZE];       /* where the paper says it is from                       */
    char source_check[LABEL_SIZE]; /* whether it is exact in that source, or read off       */
    double gpus;                   /* of the node [GPU]                                     */
    double tps;                    /* output tokens per second of the node [token/s], > 0   */
    double input_tokens;           /* L_in [token], > 0                                     */
    double output_tokens;          /* L_out [token], > 0                                    */
    bool released;                 /* used in the released analysis                         */
    size_t line;                   /* in the file, from 1                                   */
};

struct throughput_table {
    size_t n;
    struct throughput_row *rows; /* owned by the table */
};

/* ---- forms of TPS --------------------------------------------------------------------------- */

struct throughput;
struct throughput_fit;
struct throughput_rows;

struct throughput_slopes {
    double input, output;
};

/* Lengths between two others [token], without these; none where low = high. */
struct throughput_span {
    double low, high; /* may be infinite */
};

/* A form of TPS as a function of the lengths: a row with all that is asked of it. Its functions are
 * given a curve of this form, L_in and L_out [token], TPS `at` [token/s]. */
struct throughput_form {
    const char *name;                                  /* "log_linear"                       */
    const char *coefficients[THROUGHPUT_COEFFICIENTS]; /* their columns in fits.tsv          */
    const char *equation;                              /* what they are, in fit.nc           */
    /* Fits the coefficients, their covariance and the degrees of freedom; cap and covariance
     * (NAN) are set before. Returns 0, or -1 with a message. */
    int (*fit)(const struct throughput_rows *rows, enum few_rows few_rows,
               struct throughput_fit *fit, struct error *e);
    double (*tps)(const struct throughput *t, double input, double output);
    /* Node-seconds of a query whose tokens count as `effective` and whose TPS is `tps`. */
    double (*seconds)(const struct throughput *t, double effective, double input, double output,
                      double tps);
    double (*most)(const struct throughput *t); /* TPS that none exceeds */
    /* Where TPS is above `at`, below `most`: L_out at one L_in, and L_in at one L_out. */
    struct throughput_span (*outputs_above)(const struct throughput *t, double input, double at);
    struct throughput_span (*inputs_above)(const struct throughput *t, double output, double at);
    int (*trend)(const struct throughput *t); /* with L_out TPS never falls: 1, never rises: -1, */
                                              /* else 0                                          */
    /* Fills L_out at which TPS or t have a kink at this L_in, some perhaps NAN or infinite; returns
     * how many. */
    size_t (*kinks)(const struct throughput *t, double input,
                    double kinks[THROUGHPUT_KINKS_MAX]);
    /* The largest |d ln TPS / d ln L|, for each length. */
    struct throughput_slopes (*slopes)(const struct throughput *t);
};

extern const struct throughput_form throughput_log_linear; /* the form at the top of this file */

/* The form of this number, from 0; NULL beyond the last. */
const struct throughput_form *throughput_form_at(size_t i);

/* The form of a scenario's fits: the first, since no key chooses another yet. */
const struct throughput_form *throughput_form_of(const struct assumptions *a);

/* TPS of one model: what a query needs of its fit. Plain values. */
struct throughput {
    const struct throughput_form *form;
    double b[THROUGHPUT_COEFFICIENTS]; /* as the form says                               */
    double cap;                        /* TPS_max [token/s]: largest TPS of the rows used */
};

/* ---- fits ----------------------------------------------------------------------------------- */

/* How a fit came out: identifier, name in fits.tsv. Their order is that of fit.nc's numbers. */
#define FIT_METHOD_ROWS(ROW)                                                                       \
    ROW(LEAST_SQUARES, "least_squares")                                                            \
    ROW(CONSTANT, "constant")                                                                      \
    ROW(LEAST_NORM, "least_norm")

#define FIT_METHOD_IDENTIFIER(id, name) FIT_##id,
enum fit_method { FIT_METHOD_ROWS(FIT_METHOD_IDENTIFIER) FIT_METHOD_COUNT };

/* The fit of one model. Plain values. */
struct throughput_fit {
    enum fit_method method;
    struct throughput curve;
    double covariance[THROUGHPUT_COEFFICIENTS][THROUGHPUT_COEFFICIENTS]; /* of the coefficients; NAN
                                        * without degrees of freedom                        */
    double r_squared;                  /* of ln TPS on the rows used; NAN for a constant    */
    size_t rows_used;
    size_t degrees_of_freedom;         /* rows_used - 3, at least 0                         */
    /* TPS = c0 + c1 L_in + c2 L_out on the same rows, for comparison; NAN unless both were
     * fitted by least squares */
    double linear[THROUGHPUT_COEFFICIENTS];
    double rmse;        /* root mean square error of TPS, this fit, uncapped [token/s] */
    double linear_rmse; /* the same of the linear one [token/s]                        */
    double log_rmse;        /* root mean square error of ln TPS, this fit                    */
    double linear_log_rmse; /* the same of the linear one; NAN where it predicts TPS <= 0    */
};

struct throughput_fits {
    size_t n;                                          /* models, in the order of assumptions */
    struct throughput_fit fit[ASSUMPTIONS_MAX_MODELS];
};

/* True when the scenario fits this row. */
bool throughput_row_is_used(const struct throughput_row *row, enum row_selection rows);

/* TPS [token/s] at L_in, L_out [token]. */
double throughput_tps(const struct throughput *t, double input_tokens, double output_tokens);

/* The same without the cap. */
double throughput_uncapped_tps(const struct throughput *t, double input_tokens,
                               double output_tokens);

/* TPS of the linear regression, not capped: it may be negative. NAN if there is none. */
double throughput_linear_tps(const struct throughput_fit *fit, double input_tokens,
                             double output_tokens);

/* "least_squares", "constant", "least_norm". */
const char *throughput_method_name(enum fit_method method);

/* Frees the rows; a zeroed table is accepted. */
void throughput_table_free(struct throughput_table *table);

#endif
