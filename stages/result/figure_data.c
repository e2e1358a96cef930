/* figure_data.c -- the text tables that figures and tables are made from. */
#include "result/figure_data.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BINS_A_DECADE 10

/* A label as gnuplot reads it back whole: a double quote would end it. */
static const char *plain(const char *label, char buffer[LABEL_SIZE])
{
    snprintf(buffer, LABEL_SIZE, "%s", label);
    for (char *c = buffer; *c; c++)
        if (*c == '"')
            *c = '\'';
    return buffer;
}

/* ---- violins ---------------------------------------------------------------------------- */

/* The statistics that a box is drawn from. */
static const enum statistic BOX[] = {STATISTIC_P5, STATISTIC_P25, STATISTIC_P50, STATISTIC_P75,
                                     STATISTIC_P95};
#define BOX_COUNT (sizeof BOX / sizeof BOX[0])

int violins_open(struct output *out, const char *path, struct error *e)
{
    if (output_open(out, path, e))
        return -1;
    fputs("# Energy of one query [Wh]: quantiles, and the density per unit of ln energy from p5 "
          "to p95, largest 1.\n"
          "# case_label\tgroup\tlever\tlabel\tp5\tp25\tp50\tp75\tp95\tenergy\tdensity\n",
          out->stream);
    return 0;
}

void violins_add(struct output *out, const struct violin *v, const double *energy,
                 const double *density)
{
    double largest = 0;
    char head[512], case_label[LABEL_SIZE], label[LABEL_SIZE];
    int used = snprintf(head, sizeof head, "%s\t%s\t%s\t%s", plain(v->case_label, case_label),
                        v->group, v->lever, plain(v->label, label));
    for (size_t s = 0; s < BOX_COUNT && used > 0 && (size_t)used < sizeof head; s++)
        used += snprintf(head + used, sizeof head - (size_t)used, "\t%.9g",
                         v->summary->of[BOX[s]].value);
    for (size_t k = 0; k < VIOLIN_POINTS; k++)
        largest = fmax(largest, density[k]);
    for (size_t k = 0; k < VIOLIN_POINTS; k++)
        fprintf(out->stream, "%s\t%.6g\t%.5g\n", head, energy[k], density[k] / largest);
    fputs("\n\n", out->stream);
}

/* ---- output lengths --------------------------------------------------------------------- */

int output_tokens_open(struct output *out, const char *path, struct error *e)
{
    if (output_open(out, path, e))
        return -1;
    fputs("# Output tokens of one query, L_out: quartiles, and shares of queries in log-spaced "
          "bins.\n# case_label\tp25\tp50\tp75\tbin_low\tbin_high\tshare\n", out->stream);
    return 0;
}

void output_tokens_edges(double edge[OUTPUT_TOKENS_EDGES])
{
    for (int i = 0; i < OUTPUT_TOKENS_EDGES; i++) {
        edge[i] = pow(10.0, (double)i / BINS_A_DECADE);
        edge[i] = edge[i] < 100 ? nearbyint(edge[i]) : edge[i];
    }
}

void output_tokens_add(struct output *out, const char *label, const double quartiles[3],
                       const double edge[OUTPUT_TOKENS_EDGES],
                       const double below[OUTPUT_TOKENS_EDGES])
{
    char text[LABEL_SIZE];
    for (int i = 0; i + 1 < OUTPUT_TOKENS_EDGES; i++)
        if (edge[i] != edge[i + 1])
            fprintf(out->stream, "%s\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g\t%.6g\n",
                    plain(label, text), quartiles[0], quartiles[1], quartiles[2], edge[i],
                    edge[i + 1], below[i + 1] - below[i]);
    fputs("\n\n", out->stream);
}

/* ---- throughput ------------------------------------------------------------------------- */

static size_t model_of_row(const struct assumptions *a, const struct throughput_row *row)
{
    size_t m = 0;
    while (m < a->n_models && strcmp(a->models[m].table_model, row->model) != 0)
        m++;
    return m;
}

/* "-" for what is not a number. */
static const char *number(double x, const char *format, char buffer[32])
{
    if (isnan(x))
        return "-";
    snprintf(buffer, 32, format, x);
    return buffer;
}

int throughput_write(const char *path, const struct assumptions *a,
                     const struct throughput_fits *fits, const struct throughput_table *table,
                     struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("model\tlabel\tinput_tokens\toutput_tokens\tobserved_tps\tfitted_tps\tlinear_tps\tcap\t"
          "used\tgpus\tquantization\tsource\tsource_check\n", out.stream);
    for (size_t i = 0; i < table->n; i++) {
        const struct throughput_row *row = &table->rows[i];
        size_t m = model_of_row(a, row);
        if (m == a->n_models)
            continue;
        const struct throughput_fit *fit = &fits->fit[m];
        char linear[32], label[LABEL_SIZE];
        fprintf(out.stream, "%s\t%s\t%.9g\t%.9g\t%.9g\t%.9g\t%s\t%.9g\t%s\t%.9g\t%s\t%s\t%s\n",
                a->models[m].name, plain(a->models[m].label, label), row->input_tokens,
                row->output_tokens, row->tps,
                throughput_tps(&fit->curve, row->input_tokens, row->output_tokens),
                number(throughput_linear_tps(fit, row->input_tokens, row->output_tokens), "%.9g",
                       linear),
                fit->curve.cap, throughput_row_is_used(row, a->throughput.rows) ? "yes" : "no",
                row->gpus, row->quantization, row->source, row->source_check);
    }
    return output_publish(&out, e);
}

static void write_fit(FILE *stream, const struct model *model, const struct throughput_fit *fit)
{
    char text[32], label[LABEL_SIZE];
    fprintf(stream, "%s\t%s\t%s\t%zu\t%zu", model->name, plain(model->label, label),
            throughput_method_name(fit->method), fit->rows_used, fit->degrees_of_freedom);
    for (int i = 0; i < THROUGHPUT_COEFFICIENTS; i++) {
        fprintf(stream, "\t%.9g", fit->curve.b[i]);
        fprintf(stream, "\t%s", number(sqrt(fit->covariance[i][i]), "%.6g", text));
    }
    const double rest[] = {fit->r_squared,   fit->curve.cap, fit->rmse,
                           fit->linear_rmse, fit->log_rmse, fit->linear_log_rmse};
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        fprintf(stream, "\t%s", number(rest[i], "%.9g", text));
    fputc('\n', stream);
}

int fits_write(const char *path, const struct assumptions *a, const struct throughput_fits *fits,
               struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    fputs("model\tlabel\tmethod\trows_used\tdegrees_of_freedom", out.stream);
    for (int i = 0; i < THROUGHPUT_COEFFICIENTS; i++) {
        const char *column = fits->fit[0].curve.form->coefficients[i];
        fprintf(out.stream, "\t%s\t%s_standard_error", column, column);
    }
    fputs("\tr_squared\tcap\trmse\tlinear_rmse\tlog_rmse\tlinear_log_rmse\n", out.stream);
    for (size_t m = 0; m < a->n_models; m++)
        write_fit(out.stream, &a->models[m], &fits->fit[m]);
    return output_publish(&out, e);
}
