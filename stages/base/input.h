/* input.h -- files that are read: regular ones alone, and of a stated largest size. */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"

/* The most that is read of a table. The longest that there is, results.tsv of 64 cases and 32
 * models, has 13 MB; a table with nothing but line ends takes half a GB of memory. */
#define INPUT_MOST_BYTES ((size_t)32 << 20)
#define INPUT_ANY_SIZE UINTMAX_MAX

/* Opens a file to read it. What is no regular file is never opened: a pipe would wait for one who
 * writes, a device may do anything.
 *   most     bytes that it may have
 *   stream   owned by the caller (fclose) on success
 *   size     its bytes
 * Returns 0, or -1 with "path: ...". */
int input_open(const char *path, uintmax_t most, FILE **stream, uintmax_t *size,
               struct error *e) MUST_CHECK;

/* Reads a file whole.
 *   most   bytes that it may have
 *   text   its bytes and an end, owned by the caller (free) on success
 *   n      bytes that were read, without the end
 * Returns 0, or -1 with "path: ...". */
int input_read(const char *path, size_t most, char **text, size_t *n, struct error *e) MUST_CHECK;

/* That a file can be read whole, INPUT_MOST_BYTES being the most: 0, or -1 with "path: ...". */
int input_check(const char *path, struct error *e) MUST_CHECK;

/* What something is that is no regular file, for messages: "a folder", "a pipe or a device".
 *   mode   as stat gives it */
const char *input_kind(unsigned mode);

#endif
