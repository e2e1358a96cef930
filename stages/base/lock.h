/* lock.h -- before hours of work: that a file can be written where it is to go, and that nobody
 * else is writing there. Nothing is created or changed. */
#ifndef BASE_LOCK_H
#define BASE_LOCK_H

#include <stdbool.h>

#include "base/error.h"

/* That a file of this name can be published (output.h): the folder is there and may be written
 * to, and the name and path.tmp may be given to one.
 * Returns 0, or -1 with "path: ...". */
int lock_check_path(const char *path, struct error *e) MUST_CHECK;

/* True when both names are of one file, be it there or not: "day.tsv" and "./day.tsv". */
bool lock_same_file(const char *one, const char *other);

/* Takes the folder of a file for this process, until lock_release or its end, however it comes.
 *   lock   set on success: for lock_release; -1 where the file system knows no locks
 * Returns 0, or -1 when another process has it. */
int lock_folder_of(const char *path, int *lock, struct error *e) MUST_CHECK;

/* Gives it back; -1 is accepted. */
void lock_release(int lock);

#endif
