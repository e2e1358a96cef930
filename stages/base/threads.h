/* threads.h -- the same work on many items, on several threads, with the result of one thread. */
#ifndef BASE_THREADS_H
#define BASE_THREADS_H

#include <stddef.h>

#include "base/error.h"

/* Work on one item. Each item has its own result, so that order and threads leave no trace.
 * Returns 0, or -1 with a message, which ends the whole. */
typedef int threads_work(void *context, size_t item, struct error *e);

/* Told in the calling thread now and then how many items are done. May be NULL. */
typedef void threads_show(void *context, size_t done, size_t n);

/* The processors that are there to work on, at least 1. */
size_t threads_processors(void);

/* Calls work for items 0 .. n-1, on `threads` threads (0: as many as there are processors).
 *   context   handed to work and show, shared by all threads
 * Returns 0, or -1 with the message of the first item, in order, that failed among those tried;
 * items after it may be left out. */
int threads_for(size_t n, size_t threads, threads_work *work, threads_show *show,
                void *context, struct error *e) MUST_CHECK;

#endif
