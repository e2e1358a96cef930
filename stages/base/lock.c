/* lock.c -- before hours of work: that a file can be written where it is to go. */
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"

/* The part of a path after its folder. */
static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Puts the folder of a file into the buffer; the beginning of one that is too long to be there. */
static const char *folder_of(const char *path, char folder[PATH_MAX])
{
    int length = (int)(name_in(path) - path);
    snprintf(folder, PATH_MAX, "%.*s", length ? length : 1, length ? path : ".");
    return folder;
}

/* ---- a place ------------------------------------------------------------------------------ */

static int check_folder(const char *path, struct error *e)
{
    char folder[PATH_MAX];
    return access(folder_of(path, folder), W_OK | X_OK)
               ? error_file(e, errno, "%s: cannot be written", path) : 0;
}

int lock_check_path(const char *path, struct error *e)
{
    char *copy, *temporary;
    if (*name_in(path) == '\0')
        return error_set(e, "\"%s\": found no name, want that of a file", path);
    if (check_folder(path, e) || publish_names(path, &copy, &temporary, e))
        return -1;
    int rc = publish_check(path, e);
    if (rc == 0)
        rc = publish_check(temporary, e);
    free(copy);
    free(temporary);
    return rc;
}

/* ---- two places --------------------------------------------------------------------------- */

static bool same_entry(const char *one, const char *other)
{
    struct stat a, b;
    return stat(one, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev &&
           a.st_ino == b.st_ino;
}

bool lock_same_file(const char *one, const char *other)
{
    if (strcmp(one, other) == 0 || same_entry(one, other))
        return true;
    if (strcmp(name_in(one), name_in(other)) != 0)
        return false;
    char a[PATH_MAX], b[PATH_MAX];
    return same_entry(folder_of(one, a), folder_of(other, b));
}

/* ---- one process a folder ----------------------------------------------------------------- */

/* The folder and not a file: a lock file would be left by a process that is killed, and one on the
 * file itself is lost when that is replaced. */
int lock_folder_of(const char *path, int *lock, struct error *e)
{
    char folder[PATH_MAX];
    *lock = open(folder_of(path, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*lock < 0 || flock(*lock, LOCK_EX | LOCK_NB) == 0)
        return 0;
    const bool taken = errno == EWOULDBLOCK;
    lock_release(*lock);
    *lock = -1;
    if (taken)
        return error_set(e, "%s: another run is writing in this folder; wait for its end, or name "
                            "another folder", path);
    return 0;
}

void lock_release(int lock)
{
    if (lock >= 0)
        close(lock);
}
