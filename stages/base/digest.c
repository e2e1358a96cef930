/* digest.c -- FNV-1a (Fowler, Noll, Vo) over values one by one. */
#include "base/digest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PRIME UINT64_C(0x100000001b3)

static uint64_t add_byte(uint64_t digest, uint64_t byte)
{
    return (digest ^ byte) * PRIME;
}

uint64_t digest_count(uint64_t digest, uint64_t count)
{
    for (int shift = 0; shift < 64; shift += 8)
        digest = add_byte(digest, count >> shift & 0xff);
    return digest;
}

uint64_t digest_number(uint64_t digest, double number)
{
    uint64_t bits = 0;
    if (isnan(number))
        bits = UINT64_MAX;
    else if (number != 0)
        memcpy(&bits, &number, sizeof bits);
    return digest_count(digest, bits);
}

uint64_t digest_text(uint64_t digest, const char *text)
{
    for (; *text; text++)
        digest = add_byte(digest, (unsigned char)*text);
    return add_byte(digest, 0); /* "a", "bc" are not "ab", "c" */
}

uint64_t digest_words(uint64_t digest, const void *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        uint64_t word;
        memcpy(&word, (const char *)words + 8 * i, sizeof word);
        digest = (digest ^ word) * PRIME;
        digest ^= digest >> 32; /* else a word's upper half would never come down */
    }
    return digest;
}

/* ---- equal ones ----------------------------------------------------------------------------- */

struct indexed {
    uint64_t digest;
    size_t index;
};

static int compare(const void *a, const void *b)
{
    const struct indexed *one = a, *other = b;
    if (one->digest != other->digest)
        return one->digest < other->digest ? -1 : 1;
    return one->index < other->index ? -1 : one->index > other->index;
}

int digest_firsts(const uint64_t *digests, size_t n, size_t stride, size_t *first,
                  struct error *e)
{
    struct indexed *sorted = malloc((n + 1) * sizeof *sorted);
    if (!sorted)
        return error_no_memory(e, "for %zu digests", n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct indexed){digests[i * stride], i};
    qsort(sorted, n, sizeof *sorted, compare);
    for (size_t i = 0; i < n; i++)
        first[sorted[i].index] = i > 0 && sorted[i].digest == sorted[i - 1].digest
                                     ? first[sorted[i - 1].index]
                                     : sorted[i].index;
    free(sorted);
    return 0;
}
