/* digest.c -- FNV-1a (Fowler, Noll, Vo) over values one by one. */
#include "base/digest.h"

#include <math.h>
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
