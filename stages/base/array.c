/* array.c -- an array that grows by one item at a time. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int array_grow(void *items, size_t n, size_t size, struct error *e)
{
    if (n & (n - 1))
        return 0; /* no power of two: below the next one there is room */
    size_t room = n ? 2 * n : 1;
    void *block;
    memcpy(&block, items, sizeof block); /* the pointer's own type is the caller's */
    block = n > SIZE_MAX / 2 / size ? NULL : realloc(block, room * size);
    if (!block)
        return error_no_memory(e, "for %zu more", room - n);
    memcpy(items, &block, sizeof block);
    return 0;
}
