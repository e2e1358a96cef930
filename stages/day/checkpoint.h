/* checkpoint.h -- a tally in a file, to go on with a run that was stopped.
 *
 * A line of text: "wattquery day", version, identity, queries, done, numbers of words and of
 * extremes; then these, words and IEEE doubles of 64 bits, lowest byte first; then the sha256 of
 * all before as 64 digits and a line's end. */
#ifndef DAY_CHECKPOINT_H
#define DAY_CHECKPOINT_H

#include <stdint.h>

#include "base/error.h"
#include "day/tally.h"

#define CHECKPOINT_VERSION 2 /* another layout, or other bits for the same assumptions: count up */

/* Writes items [0, done) as they stand in the tally, replacing an earlier file atomically; it is
 * on the disk when this returns.
 *   identity   64 hexadecimal digits of what the run is: assumptions, seed, N, curve, version */
int checkpoint_write(const char *file, const char *identity, uint64_t done,
                     const struct tally *t, struct error *e) MUST_CHECK;

/* Reads it back into an empty tally of the same layout. No such file: *done = 0.
 * Returns 0, or -1 with a message, file and tally left as they are: no checkpoint, of another
 * version, truncated, altered, of another run, of which it says what differs; or its counts are not
 * those of the items done. */
int checkpoint_read(const char *file, const char *identity, struct tally *t, uint64_t *done,
                    struct error *e) MUST_CHECK;

/* Removes it, if it is there: what it led to has been written. */
int checkpoint_remove(const char *file, struct error *e) MUST_CHECK;

#endif
