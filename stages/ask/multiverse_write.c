/* multiverse_write.c -- a multiverse as tables.
 *
 * 1. one number    2. all combinations    3. the best    4. the numbers
 * 5. the files */
#include "ask/multiverse_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/specification.h"
#include "base/output.h"
#include "base/table.h"

/* ---- 1. one number ------------------------------------------------------------------------- */

static const struct published_value *number_of(const struct multiverse *m, size_t k)
{
    return &m->task->published->values[m->number[k]];
}

/* Looks at number k. Owned by the caller (free_view), also on failure. */
static int look_at(const struct multiverse *m, size_t k, struct multiverse_view *view,
                   struct error *e)
{
    size_t n = m->n_combinations;
    *view = (struct multiverse_view){.order = malloc(n * sizeof *view->order),
                                     .values = malloc(n * sizeof *view->values),
                                     .low = NAN, .high = NAN};
    if (!view->order || !view->values)
        return error_no_memory(e, "for %zu values", n);
    for (size_t c = 0; c < n; c++) {
        view->values[c] = m->values[c * m->n_numbers + k];
        view->reproduced += multiverse_reproduces(number_of(m, k), view->values[c]);
    }
    if (specification_sort(view->values, n, view->order, &view->n, e))
        return -1;
    if (view->n > 0) {
        view->low = view->values[view->order[0]];
        view->high = view->values[view->order[view->n - 1]];
    }
    return 0;
}

/* True when the values differ by more than rounding. */
static bool varies(const struct multiverse_view *view)
{
    return view->high - view->low > MULTIVERSE_SAME * fmax(fabs(view->high), fabs(view->low));
}

static void free_view(struct multiverse_view *view)
{
    free(view->order);
    free(view->values);
    *view = (struct multiverse_view){0};
}

/* ---- 2. all combinations ------------------------------------------------------------------- */

/* multiverse.tsv: combination, the reading (from 1) of each list, reproduced, stated ("-": it
 * failed), the value of each printed number ("-": none), drawn (yes: some value rests on a case
 * without a closed form), error. */
static int write_all(const struct multiverse *m, FILE *stream, struct error *e)
{
    (void)e;
    const struct readings *r = m->task->readings;
    fputs("combination", stream);
    for (size_t l = 0; l < r->n; l++)
        fprintf(stream, "\t%s", r->lists[l].name);
    fputs("\treproduced\tstated", stream);
    for (size_t k = 0; k < m->n_numbers; k++)
        fprintf(stream, "\t%s", number_of(m, k)->id);
    fputs("\tdrawn\terror\n", stream);
    for (size_t c = 0; c < m->n_combinations; c++) {
        fprintf(stream, "%zu", c + 1);
        for (size_t l = 0; l < r->n; l++)
            fprintf(stream, "\t%zu", readings_chosen(r, c, l) + 1);
        if (m->of[c].problem) /* counts of what is left would look like results */
            fputs("\t-\t-", stream);
        else
            fprintf(stream, "\t%zu\t%zu", m->of[c].reproduced, m->of[c].stated);
        for (size_t k = 0; k < m->n_numbers; k++)
            table_write_number(stream, m->values[c * m->n_numbers + k], "-");
        fprintf(stream, "\t%s\t", m->of[c].drawn ? "yes" : "no");
        table_write_cell(stream, m->of[c].problem ? m->of[c].problem : "");
        fputc('\n', stream);
    }
    return 0;
}

/* ---- 3. the best --------------------------------------------------------------------------- */

static bool is_stated(const struct published_value *number)
{
    return strcmp(number->kind, "assumption") == 0;
}

/* Both counts in one number that sorts: results first. NAN for a combination that failed. */
static double merit(const struct multiverse *m, size_t c)
{
    if (m->of[c].problem)
        return NAN;
    return (double)m->of[c].reproduced * (double)(m->n_numbers + 1) + (double)m->of[c].stated;
}

static void write_missed(const struct multiverse *m, size_t c, FILE *stream)
{
    const char *separator = "\t";
    for (size_t k = 0; k < m->n_numbers; k++) {
        const struct published_value *number = number_of(m, k);
        if (is_stated(number) || multiverse_reproduces(number, m->values[c * m->n_numbers + k]))
            continue;
        fprintf(stream, "%s%s", separator, number->id);
        separator = " ";
    }
    fputs(*separator == '\t' ? "\t-\n" : "\n", stream);
}

static void write_best_row(const struct multiverse *m, size_t rank, size_t c, FILE *stream)
{
    const struct readings *r = m->task->readings;
    size_t stated = 0;
    for (size_t k = 0; k < m->n_numbers; k++)
        stated += is_stated(number_of(m, k));
    fprintf(stream, "%zu\t%zu\t%zu\t%zu\t%zu\t%zu", rank, m->of[c].reproduced,
            m->n_numbers - stated, m->of[c].stated, stated, c + 1);
    for (size_t l = 0; l < r->n; l++) {
        fputc('\t', stream);
        table_write_cell(stream, r->lists[l].readings[readings_chosen(r, c, l)].label);
    }
    write_missed(m, c, stream);
}

/* multiverse_best.tsv: rank, reproduced, of, stated, of_stated, combination, the label of the
 * reading of each list, and the ids of the results that are missed. Combinations that reproduce the
 * same number of results and of assumptions as stated share a rank; those that failed have none. */
static int write_best(const struct multiverse *m, FILE *stream, struct error *e)
{
    size_t n = m->n_combinations, rank = 1;
    double *demerits = malloc(n * sizeof *demerits);
    size_t *order = malloc(n * sizeof *order);
    int rc = demerits && order ? 0 : error_no_memory(e, "for %zu combinations", n);
    for (size_t c = 0; c < n && rc == 0; c++)
        demerits[c] = -merit(m, c);
    if (rc == 0)
        rc = specification_sort(demerits, n, order, &n, e);
    fputs("rank\treproduced\tof\tstated\tof_stated\tcombination", stream);
    for (size_t l = 0; l < m->task->readings->n; l++)
        fprintf(stream, "\t%s", m->task->readings->lists[l].name);
    fputs("\tmissed\n", stream);
    for (size_t i = 0; i < n && rc == 0; i++) {
        if (i > 0 && demerits[order[i]] > demerits[order[i - 1]])
            rank = i + 1;
        if (rank > MULTIVERSE_BEST)
            break;
        write_best_row(m, rank, order[i], stream);
    }
    free(demerits);
    free(order);
    return rc;
}

/* ---- 4. the numbers ------------------------------------------------------------------------ */

/* The list that moves a number most, or NULL when none does. */
static const struct reading_list *mover(const struct multiverse *m,
                                        const struct multiverse_view *view, size_t *taken,
                                        double *effect)
{
    const struct readings *r = m->task->readings;
    const struct reading_list *most = NULL;
    *effect = 0;
    for (size_t l = 0; l < r->n && varies(view); l++) {
        for (size_t c = 0; c < readings_combinations(r); c++)
            taken[c] = readings_chosen(r, c, l);
        double moved = specification_effect(view->values, taken, readings_combinations(r),
                                            r->lists[l].n);
        if (moved > *effect * (1 + MULTIVERSE_SAME)) {
            *effect = moved;
            most = &r->lists[l];
        }
    }
    return most;
}

static void write_number_row(const struct multiverse *m, const struct published_value *v,
                             const struct multiverse_view *view, size_t *taken, FILE *stream)
{
    double effect;
    const struct reading_list *most = mover(m, view, taken, &effect);
    fprintf(stream, "%s\t%s\t", v->id, v->kind);
    table_write_cell(stream, v->printed);
    fprintf(stream, "\t%s", v->unit);
    table_write_number(stream, v->low, "-");
    table_write_number(stream, v->high, "-");
    table_write_number(stream, view->low, "-");
    table_write_number(stream, view->high, "-");
    fprintf(stream, "\t%zu\t%zu", view->n, view->reproduced);
    table_write_number(stream, view->n ? (double)view->reproduced / (double)view->n : NAN, "-");
    fprintf(stream, "\t%s", most ? most->name : "-");
    table_write_number(stream, effect, "-");
    fputc('\n', stream);
}

/* multiverse_numbers.tsv: a row a printed number: id, kind, printed, unit, low, high, min, max,
 * combinations, reproduced, share, moved_by (the list that moves its mean most), effect. */
static int write_numbers(const struct multiverse *m, FILE *stream, struct error *e)
{
    size_t *taken = malloc(m->n_combinations * sizeof *taken);
    int rc = taken ? 0 : error_no_memory(e, "for %zu combinations", m->n_combinations);
    fputs("id\tkind\tprinted\tunit\tlow\thigh\tmin\tmax\tcombinations\treproduced\tshare\t"
          "moved_by\teffect\n", stream);
    for (size_t k = 0; k < m->n_numbers && rc == 0; k++) {
        struct multiverse_view view;
        rc = look_at(m, k, &view, e);
        if (rc == 0)
            write_number_row(m, number_of(m, k), &view, taken, stream);
        free_view(&view);
    }
    free(taken);
    return rc;
}

/* ---- 5. the files --------------------------------------------------------------------------- */

typedef int write_table(const struct multiverse *m, FILE *stream, struct error *e);

static int write_file(const char *path, const struct multiverse *m, write_table *write,
                      struct error *e)
{
    struct output out;
    if (output_open(&out, path, e))
        return -1;
    return output_finish(&out, write(m, out.stream, e), e);
}

/* DIR/base_trad_median.tsv of the id base.trad.median. */
static void curve_path(const char *directory, const char *id, size_t size, char *path)
{
    size_t n = (size_t)snprintf(path, size, "%s/", directory);
    snprintf(path + n, size - n, "%s.tsv", id);
    for (char *c = path + n; strlen(c) > strlen(".tsv"); c++)
        if (*c == '.')
            *c = '_';
}

/* There is a curve of every result that varies. */
static int write_curve(const char *directory, const struct multiverse *m, size_t k, struct error *e)
{
    const struct published_value *number = number_of(m, k);
    struct multiverse_view view;
    struct output out;
    char path[1024];
    int rc = look_at(m, k, &view, e);
    curve_path(directory, number->id, sizeof path, path);
    if (rc == 0 && !is_stated(number) && varies(&view)) {
        rc = output_open(&out, path, e);
        if (rc == 0)
            rc = output_finish(&out, multiverse_write_curve(m, k, &view, out.stream, e), e);
    }
    free_view(&view);
    return rc;
}

int multiverse_write(const struct multiverse_outputs *to, const struct multiverse *m,
                     struct error *e)
{
    for (size_t k = 0; k < m->n_numbers; k++)
        if (write_curve(to->curves, m, k, e))
            return -1;
    if (write_file(to->best, m, write_best, e) || write_file(to->numbers, m, write_numbers, e))
        return -1;
    return write_file(to->output, m, write_all, e);
}
