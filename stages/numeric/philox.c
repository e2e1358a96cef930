/* philox.c -- Philox4x32-10 through Random123, addressed by workload, model, query and word. */
#include "numeric/philox.h"

#define R123_USE_SSE 0 /* Philox has no use for it, and its headers take a quarter of a second */
#include <Random123/philox.h>

#define TAIL_WORDS 65536u /* 2^-16 of the 2^32 words */

static uint32_t fnv1a(uint32_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 16777619u;
    return hash;
}

struct philox_stream philox_stream_of(uint64_t seed, const char *workload, const char *model)
{
    uint32_t hash = fnv1a(fnv1a(fnv1a(2166136261u, workload), "."), model);
    return (struct philox_stream){(uint32_t)seed, hash};
}

void philox_block(struct philox_stream stream, uint64_t query, uint32_t block,
                  uint32_t words[PHILOX_BLOCK_WORDS])
{
    philox4x32_ctr_t counter = {{(uint32_t)query, (uint32_t)(query >> 32), block, 0}};
    philox4x32_key_t key = {{stream.seed, stream.hash}};
    philox4x32_ctr_t drawn = philox4x32(counter, key);
    for (int i = 0; i < PHILOX_BLOCK_WORDS; i++)
        words[i] = drawn.v[i];
}

struct uniform philox_uniform(struct philox_stream stream, uint64_t query, uint32_t index,
                              uint32_t word)
{
    bool upper = word >= 0x80000000u;
    uint32_t from_end = upper ? ~word : word;
    if (from_end >= TAIL_WORDS)
        return (struct uniform){((double)from_end + 0.5) * 0x1p-32, upper};
    uint32_t again[PHILOX_BLOCK_WORDS];
    philox_block(stream, query, 0x80000000u + index, again);
    double bits = (double)again[1] * 0x1p32 + (double)again[0];
    return (struct uniform){(bits + 0.5) * 0x1p-64 * 0x1p-16, upper};
}

struct uniform philox_draw(struct philox_stream stream, uint64_t query, enum philox_word index)
{
    uint32_t words[PHILOX_BLOCK_WORDS];
    philox_block(stream, query, (uint32_t)index / PHILOX_BLOCK_WORDS, words);
    return philox_uniform(stream, query, (uint32_t)index, words[index % PHILOX_BLOCK_WORDS]);
}
