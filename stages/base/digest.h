/* digest.h -- 64 bits that tell values apart: FNV-1a over one value after the other.
 *
 * Values are added one by one and never as the bytes of a struct, whose padding may hold anything.
 * Two lists of values that differ have different digests but for one pair in 2^64. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* What a digest begins with. */
#define DIGEST_BEGIN UINT64_C(0xcbf29ce484222325)

/* The digest after one more value: a count or another digest; a number, -0 as 0 and every NaN as
 * the same; a text up to its end. */
uint64_t digest_count(uint64_t digest, uint64_t count);
uint64_t digest_number(uint64_t digest, double number);
uint64_t digest_text(uint64_t digest, const char *text);

/* The digest after n words of 64 bits, taken whole, which is some eight times as fast: for data.
 *   words   8 n bytes, of any type and place in memory */
uint64_t digest_words(uint64_t digest, const void *words, size_t n);

/* For each of n digests, the index of the first that equals it.
 *   digests   the i-th stands at digests[i * stride]
 *   first     [n], filled
 * Returns 0, or -1 when memory is out. */
int digest_firsts(const uint64_t *digests, size_t n, size_t stride, size_t *first,
                  struct error *e) MUST_CHECK;

#endif
