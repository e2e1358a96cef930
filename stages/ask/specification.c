/* specification.c -- one quantity over many combinations of readings. */
#include "ask/specification.h"

#include <math.h>
#include <stdlib.h>

/* An index with its value, so that sorting needs no state of its own. */
struct ranked {
    double value;
    size_t index;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    if (one->value < other->value || one->value > other->value)
        return one->value < other->value ? -1 : 1;
    return one->index < other->index ? -1 : one->index > other->index;
}

int specification_sort(const double *values, size_t n, size_t *order, size_t *kept,
                       struct error *e)
{
    struct ranked *ranked = malloc((n + 1) * sizeof *ranked);
    *kept = 0;
    if (!ranked)
        return error_no_memory(e, "to sort %zu values", n);
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            ranked[(*kept)++] = (struct ranked){values[i], i};
    qsort(ranked, *kept, sizeof *ranked, compare);
    for (size_t i = 0; i < *kept; i++)
        order[i] = ranked[i].index;
    free(ranked);
    return 0;
}

double specification_effect(const double *values, const size_t *taken, size_t n,
                            size_t n_readings)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t r = 0; r < n_readings; r++) {
        double sum = 0;
        size_t count = 0;
        for (size_t i = 0; i < n; i++)
            if (taken[i] == r && !isnan(values[i])) {
                sum += values[i];
                count++;
            }
        if (count > 0) {
            low = fmin(low, sum / (double)count);
            high = fmax(high, sum / (double)count);
        }
    }
    return high > low ? high - low : 0;
}

bool specification_depends(const double *values, const size_t *taken, size_t n, size_t stride,
                           double same)
{
    for (size_t i = 0; i < n; i++) {
        double a = values[i], b = taken[i] > 0 ? values[i - taken[i] * stride] : a;
        if (fabs(a - b) > same * fmax(fabs(a), fabs(b)))
            return true;
    }
    return false;
}

double specification_share(const size_t *order, size_t from, size_t to, const size_t *taken,
                           size_t reading)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++)
        count += taken[order[i]] == reading;
    return (double)count / (double)(to - from);
}
