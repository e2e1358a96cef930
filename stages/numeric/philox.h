/* philox.h -- the counter-based generator: every draw has an address, nothing shifts anything.
 *
 * Philox4x32-10 (Salmon et al. 2011, Random123). The key is (seed, hash), hash the 32-bit FNV-1a
 * of "<workload>.<model>"; the counter is (query low, query high, block, 0). A block is four
 * 32-bit words; word w of a query is word w % 4 of block w / 4. So variations of a case, and
 * scenarios, share their draws, and N queries are the first N of 2N. */
#ifndef NUMERIC_PHILOX_H
#define NUMERIC_PHILOX_H

#include <stdint.h>

#include "numeric/distribution.h"

#define PHILOX_BLOCK_WORDS 4

/* What each word of a query is for. New ones come after the last. */
enum philox_word {
    PHILOX_OUTPUT_TOKENS, /* block 0 */
    PHILOX_UTILISATION,
    PHILOX_PUE,
    PHILOX_FLEET_LEVER,
    PHILOX_ALGORITHM, /* block 1 */
    PHILOX_SERVING,
    PHILOX_HARDWARE,
    PHILOX_INPUT_TOKENS
};

struct philox_stream {
    uint32_t seed, hash;
};

/* The stream of one workload and model. seed below 2^32. */
struct philox_stream philox_stream_of(uint64_t seed, const char *workload, const char *model);

/* The four words of a block of a query. */
void philox_block(struct philox_stream stream, uint64_t query, uint32_t block,
                  uint32_t words[PHILOX_BLOCK_WORDS]);

/* The uniform that a word stands for: (word + 1/2) / 2^32; a word in the outer 2^-16 at either
 * end is drawn again with 64 bits from block 2^31 + index, so that extremes are right.
 *   index   the word's place in the query: block * 4 + place in the block
 *   word    its value, from philox_block */
struct uniform philox_uniform(struct philox_stream stream, uint64_t query, uint32_t index,
                              uint32_t word);

/* One word by its index, drawn and turned into a uniform. */
struct uniform philox_draw(struct philox_stream stream, uint64_t query, enum philox_word index);

#endif
