/* multiverse_write.c -- a multiverse as tables.
 *
 * 1. one number    2. all combinations    3. the best    4. the numbers */
#include "ask/multiverse_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/specification.h"
#include "base/table.h"

/* ---- 1. one number ------------------------------------------------------------------------- */

static const struct published_value *number_of(const struct multiverse_task *task,
                                               const struct multiverse *m, size_t k)
{
    return &task->published->values[m->number[k]];
}

int multiverse_view(const struct multiverse_task *task, const struct multiverse *m, size_t k,
                    struct multiverse_view *view, struct error *e)
{
    size_t n = m->n_combinations;
    *view = (struct multiverse_view){.order = malloc(n * sizeof *view->order),
                                     .values = malloc(n * sizeof *view->values),
                                     .low = NAN, .high = NAN};
    if (!view->order || !view->values)
        return error_set(e, "no memory for %zu values", n);
    for (size_t c = 0; c < n; c++) {
        view->values[c] = m->values[c * m->n_numbers + k];
        view->reproduced += multiverse_reproduces(number_of(task, m, k), view->values[c]);
    }
    view->n = specification_sort(view->values, n, view->order);
    if (view->n > 0) {
        view->low = view->values[view->order[0]];
        view->high = view->values[view->order[view->n - 1]];
    }
    return 0;
}

bool multiverse_view_varies(const struct multiverse_view *view)
{
    return view->high - view->low > MULTIVERSE_SAME * fmax(fabs(view->high), fabs(view->low));
}

void multiverse_view_free(struct multiverse_view *view)
{
    free(view->order);
    free(view->values);
    *view = (struct multiverse_view){0};
}

/* ---- 2. all combinations ------------------------------------------------------------------- */

static void write_number(FILE *stream, double x)
{
    if (isnan(x))
        fputs("\t-", stream);
    else
        fprintf(stream, "\t%.17g", x);
}

void multiverse_write_all(const struct multiverse_task *task, const struct multiverse *m,
                          FILE *stream)
{
    const struct readings *r = task->readings;
    fputs("combination", stream);
    for (size_t l = 0; l < r->n; l++)
        fprintf(stream, "\t%s", r->lists[l].name);
    fputs("\treproduced\tstated", stream);
    for (size_t k = 0; k < m->n_numbers; k++)
        fprintf(stream, "\t%s", number_of(task, m, k)->id);
    fputs("\tdrawn\terror\n", stream);
    for (size_t c = 0; c < m->n_combinations; c++) {
        fprintf(stream, "%zu", c + 1);
        for (size_t l = 0; l < r->n; l++)
            fprintf(stream, "\t%zu", readings_chosen(r, c, l) + 1);
        if (m->problem[c]) /* counts of what is left would look like results */
            fputs("\t-\t-", stream);
        else
            fprintf(stream, "\t%zu\t%zu", m->reproduced[c], m->stated[c]);
        for (size_t k = 0; k < m->n_numbers; k++)
            write_number(stream, m->values[c * m->n_numbers + k]);
        fprintf(stream, "\t%s\t", m->drawn[c] ? "yes" : "no");
        table_write_cell(stream, m->problem[c] ? m->problem[c] : "");
        fputc('\n', stream);
    }
}

/* ---- 3. the best --------------------------------------------------------------------------- */

static bool is_stated(const struct published_value *number)
{
    return strcmp(number->kind, "assumption") == 0;
}

/* Both counts in one number that sorts: results first. NAN for a combination that failed. */
static double merit(const struct multiverse *m, size_t c)
{
    if (m->problem[c])
        return NAN;
    return (double)m->reproduced[c] * (double)(m->n_numbers + 1) + (double)m->stated[c];
}

static void write_missed(const struct multiverse_task *task, const struct multiverse *m, size_t c,
                         FILE *stream)
{
    const char *separator = "\t";
    for (size_t k = 0; k < m->n_numbers; k++) {
        const struct published_value *number = number_of(task, m, k);
        if (is_stated(number) || multiverse_reproduces(number, m->values[c * m->n_numbers + k]))
            continue;
        fprintf(stream, "%s%s", separator, number->id);
        separator = " ";
    }
    fputs(*separator == '\t' ? "\t-\n" : "\n", stream);
}

static void write_best_row(const struct multiverse_task *task, const struct multiverse *m,
                           size_t rank, size_t c, FILE *stream)
{
    const struct readings *r = task->readings;
    size_t stated = 0;
    for (size_t k = 0; k < m->n_numbers; k++)
        stated += is_stated(number_of(task, m, k));
    fprintf(stream, "%zu\t%zu\t%zu\t%zu\t%zu\t%zu", rank, m->reproduced[c], m->n_numbers - stated,
            m->stated[c], stated, c + 1);
    for (size_t l = 0; l < r->n; l++) {
        fputc('\t', stream);
        table_write_cell(stream, r->lists[l].readings[readings_chosen(r, c, l)].label);
    }
    write_missed(task, m, c, stream);
}

int multiverse_write_best(const struct multiverse_task *task, const struct multiverse *m,
                          FILE *stream, struct error *e)
{
    size_t n = m->n_combinations, rank = 1;
    double *demerits = malloc(n * sizeof *demerits);
    size_t *order = malloc(n * sizeof *order);
    if (!demerits || !order) {
        free(demerits);
        free(order);
        return error_set(e, "no memory for %zu combinations", n);
    }
    for (size_t c = 0; c < n; c++)
        demerits[c] = -merit(m, c);
    n = specification_sort(demerits, n, order);
    fputs("rank\treproduced\tof\tstated\tof_stated\tcombination", stream);
    for (size_t l = 0; l < task->readings->n; l++)
        fprintf(stream, "\t%s", task->readings->lists[l].name);
    fputs("\tmissed\n", stream);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && demerits[order[i]] > demerits[order[i - 1]])
            rank = i + 1;
        if (rank > MULTIVERSE_BEST)
            break;
        write_best_row(task, m, rank, order[i], stream);
    }
    free(demerits);
    free(order);
    return 0;
}

/* ---- 4. the numbers ------------------------------------------------------------------------ */

/* The list that moves a number most, or NULL when none does. */
static const struct reading_list *mover(const struct multiverse_task *task,
                                        const struct multiverse_view *view, size_t *taken,
                                        double *effect)
{
    const struct readings *r = task->readings;
    const struct reading_list *most = NULL;
    *effect = 0;
    for (size_t l = 0; l < r->n && multiverse_view_varies(view); l++) {
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

static void write_number_row(const struct multiverse_task *task, const struct published_value *v,
                             const struct multiverse_view *view, size_t *taken, FILE *stream)
{
    double effect;
    const struct reading_list *most = mover(task, view, taken, &effect);
    fprintf(stream, "%s\t%s\t", v->id, v->kind);
    table_write_cell(stream, v->printed);
    fprintf(stream, "\t%s", v->unit);
    write_number(stream, v->low);
    write_number(stream, v->high);
    write_number(stream, view->low);
    write_number(stream, view->high);
    fprintf(stream, "\t%zu\t%zu", view->n, view->reproduced);
    write_number(stream, view->n ? (double)view->reproduced / (double)view->n : NAN);
    fprintf(stream, "\t%s", most ? most->name : "-");
    write_number(stream, effect);
    fputc('\n', stream);
}

int multiverse_write_numbers(const struct multiverse_task *task, const struct multiverse *m,
                             FILE *stream, struct error *e)
{
    size_t *taken = malloc(m->n_combinations * sizeof *taken);
    int rc = taken ? 0 : error_set(e, "no memory for %zu combinations", m->n_combinations);
    fputs("id\tkind\tprinted\tunit\tlow\thigh\tmin\tmax\tcombinations\treproduced\tshare\t"
          "moved_by\teffect\n", stream);
    for (size_t k = 0; k < m->n_numbers && rc == 0; k++) {
        struct multiverse_view view;
        rc = multiverse_view(task, m, k, &view, e);
        if (rc == 0)
            write_number_row(task, number_of(task, m, k), &view, taken, stream);
        multiverse_view_free(&view);
    }
    free(taken);
    return rc;
}
