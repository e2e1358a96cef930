/* array.h -- an array that grows by one item at a time.
 *
 * Its room is the least power of two that holds its items, so that the number of items says when it
 * is full and nothing else is kept. An empty one is NULL. Free it with free. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

#include "base/error.h"

/* Makes room for one more item.
 *   items   address of the pointer to the items, of any type; moved on success only. Nothing but
 *           this function has allocated them
 *   n       items that it holds
 *   size    bytes of one, > 0
 * Returns 0, or -1 when memory is out. */
int array_grow(void *items, size_t n, size_t size, struct error *e) MUST_CHECK;

/* Appends `item` to the n items, and counts it: 0, or -1 when memory is out. `items` and `n` are
 * named more than once. */
#define ARRAY_ADD(items, n, item, e) \
    (array_grow(&(items), (n), sizeof *(items), (e)) ? -1 : ((items)[n] = (item), (n)++, 0))

#endif
