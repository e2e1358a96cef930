/* suggest.c -- edit distance with swaps, letters that look alike, and the nearest word. */
#include "base/suggest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One row of the table of distances between the beginnings of a and of b[0..n). */
static void next_row(const char *a, size_t i, const char *b, size_t n,
                     size_t rows[3][NAME_SIZE + 1])
{
    const size_t *before = rows[(i + 1) % 3], *last = rows[(i + 2) % 3];
    size_t *now = rows[i % 3];
    now[0] = i;
    for (size_t j = 1; j <= n; j++) {
        size_t other = a[i - 1] != b[j - 1];
        now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + other);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = least(now[j], before[j - 2] + 1);
    }
}

static size_t distance(const char *a, size_t m, const char *b, size_t n)
{
    size_t rows[3][NAME_SIZE + 1] = {{0}};
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= m; i++)
        next_row(a, i, b, n, rows);
    return rows[m % 3][n];
}

/* A letter, with those that are taken for each other made one. */
static char seen_as(char letter)
{
    return letter == 'O' || letter == 'o' ? '0' : letter == 'l' || letter == 'I' ? '1' : letter;
}

static bool looks_like(const char *a, size_t m, const char *b, size_t n)
{
    for (size_t i = 0; i < m && m == n; i++)
        if (seen_as(a[i]) != seen_as(b[i]))
            return false;
    return m == n;
}

/* How far a word is, in quarters of a step: one that looks the same is nearest, and of two that
 * are as many steps away the one of the same length is nearer. */
static size_t rank(const char *a, size_t m, const char *b, size_t n)
{
    if (looks_like(a, m, b, n))
        return 0;
    return 4 * distance(a, m, b, n) + (m != n);
}

const char *suggest_text(const char *word, const char *words, char out[SUGGEST_SIZE])
{
    size_t length = strlen(word);
    size_t best = length >= 5 ? 12 : length >= 2 ? 8 : 0; /* the first that is too far */
    out[0] = '\0';
    for (const char *at = words; *at && length < NAME_SIZE;) {
        size_t n = strcspn(at, " ");
        size_t r = n && n < NAME_SIZE ? rank(word, length, at, n) : best;
        if (r < best) {
            best = r;
            snprintf(out, SUGGEST_SIZE, "; did you mean %.*s?", (int)n, at);
        }
        at += n + (at[n] == ' ');
    }
    return out;
}
