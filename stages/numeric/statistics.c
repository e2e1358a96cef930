/* statistics.c -- order, quantiles and means of a sample. */
#include "numeric/statistics.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* ---- order ------------------------------------------------------------------------------ */

#define DIGIT_BITS 11
#define DIGITS 6
#define BUCKETS (1u << DIGIT_BITS)

/* The bits of a double as an integer that orders as the double does, and back. */
static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits & 0x8000000000000000u ? ~bits : bits | 0x8000000000000000u;
}

static double value_of(uint64_t key)
{
    uint64_t bits = key & 0x8000000000000000u ? key & 0x7fffffffffffffffu : ~key;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* One stable pass by one digit. False, and nothing moved, if all keys share the digit. */
static bool pass(const uint64_t *from, uint64_t *to, size_t n, int digit)
{
    size_t start[BUCKETS] = {0}, sum = 0;
    int shift = digit * DIGIT_BITS;
    for (size_t i = 0; i < n; i++)
        start[from[i] >> shift & (BUCKETS - 1)]++;
    if (start[from[0] >> shift & (BUCKETS - 1)] == n)
        return false;
    for (unsigned b = 0; b < BUCKETS; b++) {
        size_t count = start[b];
        start[b] = sum;
        sum += count;
    }
    for (size_t i = 0; i < n; i++)
        to[start[from[i] >> shift & (BUCKETS - 1)]++] = from[i];
    return true;
}

/* Sorts by the digits from `first` up; returns which of the two arrays holds the result. */
static uint64_t *sort_digits(uint64_t *from, uint64_t *to, size_t n, int first)
{
    for (int digit = first; digit < DIGITS; digit++) {
        if (!pass(from, to, n, digit))
            continue;
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

/* Sorts what is nearly sorted. False if that takes more than a few moves a key. */
static bool insert_sort(uint64_t *keys, size_t n)
{
    size_t moves = 0;
    for (size_t i = 1; i < n && moves <= 8 * n; i++) {
        uint64_t key = keys[i];
        size_t at = i;
        for (; at > 0 && keys[at - 1] > key; at--, moves++)
            keys[at] = keys[at - 1];
        keys[at] = key;
    }
    return moves <= 8 * n;
}

void sort_ascending(double *values, size_t n, uint64_t *scratch)
{
    enum { UPPER = 3 }; /* the upper three digits order all but the closest neighbours */
    if (n < 2)
        return;
    for (size_t i = 0; i < n; i++)
        scratch[i] = key_of(values[i]);
    uint64_t *keys = sort_digits(scratch, scratch + n, n, UPPER);
    if (!insert_sort(keys, n))
        keys = sort_digits(keys, keys == scratch ? scratch + n : scratch, n, 0);
    for (size_t i = 0; i < n; i++)
        values[i] = value_of(keys[i]);
}

/* ---- quantiles and means ---------------------------------------------------------------- */

double value_at_rank(const double *sorted, size_t n, double rank)
{
    if (!(rank > 0))
        return sorted[0];
    if (rank >= (double)(n - 1))
        return sorted[n - 1];
    double below = floor(rank);
    size_t i = (size_t)below;
    return sorted[i] + (rank - below) * (sorted[i + 1] - sorted[i]);
}

double quantile(const double *sorted, size_t n, double p)
{
    return value_at_rank(sorted, n, (double)(n - 1) * p);
}

size_t count_at_most(const double *sorted, size_t n, double x)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sorted[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

double mean_of(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

double squares_about_mean(const double *values, size_t n)
{
    double mean = mean_of(values, n), sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (values[i] - mean) * (values[i] - mean);
    return sum;
}
