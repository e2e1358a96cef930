/* input.c -- files that are read: regular ones alone, and of a stated largest size. */
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

const char *input_kind(unsigned mode)
{
    return S_ISDIR(mode) ? "a folder" : "a pipe or a device";
}

static int cannot_be_read(const char *path, struct error *e)
{
    return error_file(e, errno, "%s: cannot be read", path);
}

static int check_kind(const char *path, const struct stat *about, uintmax_t most, struct error *e)
{
    if (!S_ISREG(about->st_mode))
        return error_set(e, "%s: found %s, want a file", path, input_kind(about->st_mode));
    if ((uintmax_t)about->st_size > most)
        return error_set(e, "%s: found %ju bytes, want at most %ju", path,
                         (uintmax_t)about->st_size, most);
    return 0;
}

/* Asked by name first, for to open a device may start something; and once more when it is open, for
 * the name may lead elsewhere by then. That is why opening does not wait. */
static int open_regular(const char *path, uintmax_t most, struct stat *about, struct error *e)
{
    if (stat(path, about))
        return cannot_be_read(path, e);
    if (check_kind(path, about, most, e))
        return -1;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return cannot_be_read(path, e);
    int rc = fstat(file, about) ? cannot_be_read(path, e) : check_kind(path, about, most, e);
    if (rc == 0)
        return file;
    close(file);
    return -1;
}

int input_open(const char *path, uintmax_t most, FILE **stream, uintmax_t *size, struct error *e)
{
    struct stat about;
    int file = open_regular(path, most, &about, e);
    if (file < 0)
        return -1;
    *size = (uintmax_t)about.st_size;
    *stream = fdopen(file, "rb");
    if (*stream)
        return 0;
    cannot_be_read(path, e);
    close(file);
    return -1;
}

int input_read(const char *path, size_t most, char **text, size_t *n, struct error *e)
{
    FILE *stream;
    uintmax_t size;
    if (input_open(path, most, &stream, &size, e))
        return -1;
    char *bytes = malloc((size_t)size + 1);
    int rc = bytes ? 0 : error_no_memory(e, "for the %ju bytes of %s", size, path);
    if (rc == 0) {
        *n = fread(bytes, 1, (size_t)size, stream);
        bytes[*n] = '\0';
        if (ferror(stream))
            rc = cannot_be_read(path, e);
    }
    fclose(stream);
    if (rc)
        free(bytes);
    else
        *text = bytes;
    return rc;
}

int input_check(const char *path, struct error *e)
{
    FILE *stream;
    uintmax_t size;
    if (input_open(path, INPUT_MOST_BYTES, &stream, &size, e))
        return -1;
    fclose(stream);
    return 0;
}
