/* checkpoint.h -- a tally in a file, to go on with a run that was stopped. */
#ifndef DAY_CHECKPOINT_H
#define DAY_CHECKPOINT_H

#include <stdbool.h>
#include <stdint.h>

#include "calc/error.h"
#include "day/tally.h"

/* Writes items [0, done) as they stand in the tally, replacing an earlier file atomically.
 *   identity   64 hexadecimal digits of what the run is: assumptions, seed, N, curve, version */
int checkpoint_write(const char *file, const char *identity, uint64_t done,
                     const struct tally *t, struct error *e) MUST_CHECK;

/* Reads it back into an empty tally of the same layout. No such file: *done = 0.
 * Returns 0, or -1 with a message, the file left as it is: of another run, of another version,
 * truncated, altered. */
int checkpoint_read(const char *file, const char *identity, struct tally *t, uint64_t *done,
                    struct error *e) MUST_CHECK;

#endif
