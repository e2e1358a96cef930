/* problems.c -- collecting messages. */
#include "base/problems.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void problems_add(struct problems *p, const char *format, ...)
{
    p->n++;
    if (p->kept == PROBLEMS_MAX)
        return;
    char text[ERROR_TEXT_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    p->text[p->kept] = strdup(text);
    if (p->text[p->kept])
        p->kept++;
    else if (!p->failure.is_of_system)
        error_no_memory(&p->failure, "for a message");
}

void problems_add_error(struct problems *p, const struct error *e)
{
    if (e->is_of_system && !p->failure.is_of_system)
        p->failure = *e;
    problems_add(p, "%s", e->text);
}

void problems_move(struct problems *p, struct problems *from)
{
    for (size_t i = 0; i < from->kept; i++)
        problems_add(p, "%s", from->text[i]);
    p->n += from->n - from->kept;
    if (from->failure.is_of_system && !p->failure.is_of_system)
        p->failure = from->failure;
    problems_free(from);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void problems_sort(struct problems *p, size_t first)
{
    if (first < p->kept)
        qsort(p->text + first, p->kept - first, sizeof p->text[0], compare);
}

void problems_print(const struct problems *p, const char *program, FILE *stream)
{
    if (p->failure.is_of_system) {
        fprintf(stream, "%s: %s\n", program, p->failure.text);
        return;
    }
    for (size_t i = 0; i < p->kept; i++)
        fprintf(stream, "%s: %s\n", program, p->text[i]);
    if (p->n > p->kept)
        fprintf(stream, "%s: and %zu problems more\n", program, p->n - p->kept);
}

void problems_free(struct problems *p)
{
    for (size_t i = 0; i < p->kept; i++)
        free(p->text[i]);
    *p = (struct problems){0};
}
