/* progress.c -- one line on a terminal for work that takes more than a second. */
#include "io/progress.h"

#include <stdio.h>
#include <unistd.h>

#define PATIENCE_S 1

static time_t now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? t.tv_sec : 0;
}

struct progress progress_begin(const char *program)
{
    return (struct progress){program, isatty(STDERR_FILENO) == 1, false, now()};
}

void progress_show(struct progress *p, size_t done, size_t total, const char *what)
{
    if (!p->terminal || now() - p->start <= PATIENCE_S)
        return;
    fprintf(stderr, "\r\033[K  %s: %zu of %zu, %s", p->program, done, total, what);
    p->shown = true;
}

void progress_show_rate(struct progress *p, size_t done, size_t total)
{
    char what[80] = "";
    double passed = (double)(now() - p->start);
    if (done > 0 && passed > 0)
        snprintf(what, sizeof what, "%.0f a second, %.0f s left", (double)done / passed,
                 (double)(total - done) * passed / (double)done);
    progress_show(p, done, total, what);
}

void progress_end(struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}
