/* error.c -- messages made where the cause is known. */
#include "base/error.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Writes behind the first `used` bytes; what there is no room for is cut off. */
static void write_text(struct error *e, size_t used, const char *format, va_list args)
{
    vsnprintf(e->text + used, sizeof e->text - used, format, args);
}

int error_set(struct error *e, const char *format, ...)
{
    if (!e)
        return -1;
    va_list args;
    va_start(args, format);
    write_text(e, 0, format, args);
    va_end(args);
    e->is_of_system = false;
    return -1;
}

int error_no_memory(struct error *e, const char *format, ...)
{
    static const char WORDS[] = "no memory ";
    assert(e);
    va_list args;
    va_start(args, format);
    write_text(e, strlen(strcpy(e->text, WORDS)), format, args);
    va_end(args);
    e->is_of_system = true;
    return -1;
}

int error_file(struct error *e, int number, const char *format, ...)
{
    assert(e);
    va_list args;
    va_start(args, format);
    write_text(e, 0, format, args);
    va_end(args);
    e->is_of_system = number != ENOENT && number != ENOTDIR && number != EISDIR &&
                      number != EACCES && number != ENAMETOOLONG;
    return error_append(e, ": %s", strerror(number));
}

int error_prefix(struct error *e, const char *format, ...)
{
    if (!e)
        return -1;
    struct error inner = *e;
    va_list args;
    va_start(args, format);
    write_text(e, 0, format, args);
    va_end(args);
    return error_append(e, ": %s", inner.text);
}

int error_append(struct error *e, const char *format, ...)
{
    if (!e)
        return -1;
    va_list args;
    va_start(args, format);
    write_text(e, strlen(e->text), format, args);
    va_end(args);
    return -1;
}

int error_refused(int rc, const struct error *own, struct error *e)
{
    if (rc == 0)
        return 0;
    if (!own->is_of_system)
        return 1;
    *e = *own;
    return -1;
}
