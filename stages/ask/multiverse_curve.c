/* multiverse_curve.c -- the data of a specification curve.
 *
 * Blocks, apart by two empty lines, each with a comment that names its columns:
 *   0 the number   1 the lists that it depends on and their readings, row by row   2 the curve
 *   3 shares: of a stretch of the curve, how much takes a reading */
#include "ask/multiverse_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ask/specification.h"

#define POINTS 400  /* of the curve: more cannot be told apart in print */
#define STRETCHES_MAX 200
#define NONE 1e300

/* gnuplot takes no NAN in a row: what is open or not there is beyond every axis. */
static double known(double x, double otherwise)
{
    return isnan(x) ? otherwise : x;
}

static double percent(size_t rank, size_t n)
{
    return 100.0 * (double)rank / (double)n;
}

/* What was printed, when it is a number: of a range or a bound no line stands in print. */
static double printed_number(const struct published_value *v)
{
    char *end;
    double x = strtod(v->printed, &end);
    return end == v->printed || *end ? NAN : x;
}

/* The run of ranks whose values round to what is printed: they stand together. */
static void write_head(const struct published_value *v, const struct multiverse_view *view,
                       FILE *stream)
{
    size_t from = 0, to;
    while (from < view->n && !multiverse_reproduces(v, view->values[view->order[from]]))
        from++;
    for (to = from; to < view->n && multiverse_reproduces(v, view->values[view->order[to]]);)
        to++;
    fprintf(stream, "# %s of %s, %s: readings sorted by value\n", v->statistic, v->quantity,
            v->case_label);
    fputs("# id\tquantity\tcase\tgroup\tstatistic\tprinted\tunit\tnumber\tlow\thigh\tmin\tmax\t"
          "from [%]\tto [%]\tcombinations\treproduced\tdoes not depend on\n", stream);
    fprintf(stream, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\t%.9g\t%.9g\t%zu"
            "\t%zu\t", v->id, v->quantity, v->case_label, v->group, v->statistic, v->printed,
            v->unit, known(printed_number(v), NONE), known(v->low, -NONE),
            known(v->high, NONE), view->low, view->high,
            percent(from, view->n), percent(to, view->n), view->n, view->reproduced);
}

/* The lists that the number depends on, as bits of their own. */
static void find_lists(const struct readings *r, const struct multiverse_view *view, size_t n,
                       size_t *taken, bool depends[READINGS_MAX_LISTS])
{
    size_t stride = 1;
    for (size_t l = r->n; l-- > 0; stride *= r->lists[l].n) {
        for (size_t c = 0; c < n; c++)
            taken[c] = readings_chosen(r, c, l);
        depends[l] = specification_depends(view->values, taken, n, stride, MULTIVERSE_SAME);
    }
}

static void write_rows(const struct readings *r, const bool depends[READINGS_MAX_LISTS],
                       FILE *stream)
{
    size_t row = 0;
    const char *separator = "";
    for (size_t l = 0; l < r->n; l++) {
        if (!depends[l]) {
            fprintf(stream, "%s%s", separator, r->lists[l].name);
            separator = ", ";
        }
    }
    fputs("\n\n\n# row\tname of a list\tlabel of a reading\n", stream);
    for (size_t l = 0; l < r->n; l++) {
        if (!depends[l])
            continue;
        fprintf(stream, "%zu\t%s\t\n", ++row, r->lists[l].name);
        for (size_t i = 0; i < r->lists[l].n; i++)
            fprintf(stream, "%zu\t\t%s\n", ++row, r->lists[l].readings[i].label);
    }
}

static void write_points(const struct multiverse_view *view, FILE *stream)
{
    size_t step = (view->n + POINTS - 1) / POINTS;
    fputs("\n\n# share of the combinations [%]\tvalue\n", stream);
    for (size_t i = 0; i < view->n; i += step)
        fprintf(stream, "%.9g\t%.17g\n", percent(i, view->n), view->values[view->order[i]]);
    fprintf(stream, "100\t%.17g\n", view->high);
}

/* How many stretches of one length: they then end where runs of equal values do. */
static size_t count_stretches(size_t n)
{
    size_t stretches = n < STRETCHES_MAX ? n : STRETCHES_MAX;
    while (n % stretches && stretches > STRETCHES_MAX / 2)
        stretches--;
    return stretches;
}

/* One reading along the curve; neighbours of the same share are one stretch. */
static void write_shares(const struct multiverse_view *view, size_t reading, size_t row,
                         const size_t *taken, FILE *stream)
{
    size_t stretches = count_stretches(view->n), start = 0;
    double last = -1;
    for (size_t s = 0; s <= stretches; s++) {
        size_t from = s * view->n / stretches, to = (s + 1) * view->n / stretches;
        double share = s == stretches ? -1
                       : specification_share(view->order, from, to, taken, reading);
        if (share <= last && share >= last)
            continue;
        if (last > 0)
            fprintf(stream, "%zu\t%.9g\t%.9g\t%.9g\n", row, percent(start, view->n),
                    percent(from, view->n), last);
        start = from;
        last = share;
    }
}

int multiverse_write_curve(const struct multiverse *m, size_t k, const struct multiverse_view *view,
                           FILE *stream, struct error *e)
{
    const struct readings *r = m->task->readings;
    bool depends[READINGS_MAX_LISTS];
    size_t n = m->n_combinations, *taken = malloc(n * sizeof *taken), row = 0;
    if (!taken)
        return error_no_memory(e, "for %zu combinations", n);
    find_lists(r, view, n, taken, depends);
    write_head(&m->task->published->values[m->number[k]], view, stream);
    write_rows(r, depends, stream);
    write_points(view, stream);
    fputs("\n\n# row\tfrom [%]\tto [%]\tshare that takes the reading\n", stream);
    for (size_t l = 0; l < r->n; l++) {
        for (size_t c = 0; c < n; c++)
            taken[c] = readings_chosen(r, c, l);
        row += depends[l];
        for (size_t i = 0; i < r->lists[l].n && depends[l]; i++)
            write_shares(view, i, ++row, taken, stream);
    }
    free(taken);
    return 0;
}
