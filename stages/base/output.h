/* output.h -- files that are there whole or not at all: written beside their name, then renamed. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/error.h"

/* A text file being written. */
struct output {
    FILE *stream; /* write here                        */
    char *path;   /* final name, owned                 */
    char *temporary; /* path.tmp, owned                */
};

/* Opens path.tmp for writing. Returns 0, or -1 with the reason and nothing to free. */
int output_open(struct output *out, const char *path, struct error *e) MUST_CHECK;

/* Closes, and renames to the final name if every write went through; frees. A file that has the
 * same bytes already stays as it is, with its time.
 * Returns 0, or -1 with the reason (a full disk shows here) and no file. */
int output_publish(struct output *out, struct error *e) MUST_CHECK;

/* Closes and removes path.tmp, frees; a zeroed struct is accepted. */
void output_discard(struct output *out);

/* Ends a file by how the writing went: publishes it when rc is 0, else discards it.
 * Returns 0, or -1 with the reason of either. */
int output_finish(struct output *out, int rc, struct error *e) MUST_CHECK;

/* The names of a file that is being written: a copy of its final one, and path.tmp. Both are then
 * owned by the caller (free). Returns 0, or -1 when memory is out. */
int publish_names(const char *path, char **copy, char **temporary, struct error *e) MUST_CHECK;

/* That a name may be given to a file: nothing has it, or a regular file, which is then replaced. A
 * symbolic link to either is replaced itself, and what it leads to stays: so a link that somebody
 * left in a folder leads no product elsewhere. Not /dev/stdout and its like, though, which programs
 * need. Nothing is changed. Returns 0, or -1 with "path: ...". */
int publish_check(const char *path, struct error *e) MUST_CHECK;

/* Checks both names, and removes what a run that was killed left under the temporary one: whoever
 * opens it then makes it (O_EXCL). Returns 0, or -1 with the reason. */
int publish_begin(const char *path, const char *temporary, struct error *e) MUST_CHECK;

/* Renames temporary to path after an fsync-free close by the caller, unless both have the same
 * bytes. Removes temporary in that case, and on failure. For files that a library writes itself. */
int publish_file(const char *temporary, const char *path, struct error *e) MUST_CHECK;

/* sha256 of a file's bytes as 64 lower-case hexadecimal digits and an end (libmd). */
int sha256_file(const char *path, char digest[65], struct error *e) MUST_CHECK;

/* An answer being written, in memory. Start from {0}. */
struct answer {
    FILE *stream; /* write here */
    char *text;   /* owned      */
    size_t size;
};

/* Begins. Returns 0, or -1 when memory is out. */
int answer_open(struct answer *a, struct error *e) MUST_CHECK;

/* Ends an answer by how the writing went: prints it on standard output when rc is 0; frees it in
 * any case, one that was never opened too. Returns 0, or -1 with the reason. */
int answer_finish(struct answer *a, int rc, struct error *e) MUST_CHECK;

#endif
