/* throughput.h -- tokens per second of a node: the measured rows, the fit, its cap.
 *
 *     ln TPS = b0 + b1 ln L_in + b2 ln L_out,  TPS <= TPS_max     (Supplemental II)
 *
 * one ordinary least-squares fit per model. TPS is output tokens per second of the whole node,
 * L_in and L_out are in tokens. */
#ifndef MODEL_THROUGHPUT_H
#define MODEL_THROUGHPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"

#define THROUGHPUT_COEFFICIENTS 3
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

enum fit_method { FIT_LEAST_SQUARES, FIT_CONSTANT, FIT_LEAST_NORM };

/* The fit of one model. Plain values. */
struct throughput_fit {
    enum fit_method method;
    double b[THROUGHPUT_COEFFICIENTS]; /* b0, b1, b2 of ln TPS, TPS in token/s              */
    double covariance[THROUGHPUT_COEFFICIENTS][THROUGHPUT_COEFFICIENTS]; /* of b; NAN without
                                        * degrees of freedom                                */
    double r_squared;                  /* of ln TPS on the rows used; NAN for a constant    */
    double cap;                        /* TPS_max [token/s]: largest TPS of the rows used   */
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

/* A form of TPS as a function of the lengths. */
struct throughput_form {
    const char *name; /* "log_linear" */
};

extern const struct throughput_form throughput_log_linear;

/* TPS of one model: what a query needs of its fit. Plain values. */
struct throughput {
    const struct throughput_form *form;
    double b[THROUGHPUT_COEFFICIENTS]; /* as the form says                                  */
    double cap;                        /* TPS_max [token/s]                                 */
};

struct throughput throughput_of(const struct throughput_fit *fit);

struct throughput_fits {
    size_t n;                                          /* models, in the order of assumptions */
    struct throughput_fit fit[ASSUMPTIONS_MAX_MODELS];
};

/* True when the scenario fits this row. */
bool throughput_row_is_used(const struct throughput_row *row, enum row_selection rows);

/* Fits every model of the scenario on the rows that it selects.
 *   table   measured rows, every TPS and length > 0
 *   a       the scenario: models, rows, few_rows
 *   fits    filled on success
 * Returns 0, or -1 with a message: a model with no rows, a singular fit, memory. */
int throughput_fit_all(const struct throughput_table *table, const struct assumptions *a,
                       struct throughput_fits *fits, struct error *e) MUST_CHECK;

/* TPS [token/s] at L_in, L_out [token], capped; L_out below 1e-6 is taken as 1e-6. */
double throughput_tps(const struct throughput_fit *fit, double input_tokens,
                      double output_tokens);

/* L_out [token] on one side of which TPS is capped at this L_in; NAN or infinite if there is none. */
double throughput_cap_begins(const struct throughput_fit *fit, double input_tokens);

/* TPS of the linear regression, not capped: it may be negative. NAN if there is none. */
double throughput_linear_tps(const struct throughput_fit *fit, double input_tokens,
                             double output_tokens);

/* "least_squares", "constant", "least_norm". */
const char *throughput_method_name(enum fit_method method);

/* Frees the rows; a zeroed table is accepted. */
void throughput_table_free(struct throughput_table *table);

#endif
