/* error.c -- messages made where the cause is known. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int error_set(struct error *e, const char *format, ...)
{
    if (!e)
        return -1;
    va_list args;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    return -1;
}

/* Appends as much of `more` as there is room for. */
static void append(struct error *e, const char *more)
{
    size_t used = strlen(e->text), length = strlen(more);
    size_t room = sizeof e->text - 1 - used;
    if (length > room)
        length = room;
    memcpy(e->text + used, more, length);
    e->text[used + length] = '\0';
}

int error_prefix(struct error *e, const char *format, ...)
{
    if (!e)
        return -1;
    struct error inner = *e;
    va_list args;
    va_start(args, format);
    vsnprintf(e->text, sizeof e->text, format, args);
    va_end(args);
    append(e, ": ");
    append(e, inner.text);
    return -1;
}
