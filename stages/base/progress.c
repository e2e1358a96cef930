/* progress.c -- how far work is that takes more than a second. */
#include "base/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_S 1
#define FIRST_LINE_S 10    /* a line before the first tenth, if that takes longer */
#define TENTHS 10          /* cells of the bar, and lines without one     */
#define LINE_SIZE 160
#define COLUMNS 80         /* where the terminal does not say             */
#define CLEAR "\r\033[K"   /* to the start of the line, erase to its end */
#define MILLION "million " /* a unit may begin so */
#define LONG_S 100         /* from here on minutes are said               */

static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec
                                                   : 0;
}

struct progress progress_begin(const char *program)
{
    return (struct progress){.program = program, .terminal = isatty(STDERR_FILENO) == 1,
                             .start = now()};
}

struct progress progress_begin_long(const char *program, bool quiet, size_t from)
{
    struct progress p = progress_begin(program);
    p.lines = !quiet && !p.terminal;
    p.terminal &= !quiet;
    p.from = from;
    return p;
}

/* ---- interrupts ----------------------------------------------------------------------------- */

/* Takes the line away and hands the signal on to what the system does with it. */
static void clear_and_end(int number)
{
    static const char clear[] = CLEAR;
    ssize_t written = write(STDERR_FILENO, clear, sizeof clear - 1);
    (void)written; /* nothing can be done about it here */
    signal(number, SIG_DFL);
    raise(number); /* comes when this function is left */
}

/* From one handler to another; one that is ignored, as under nohup, stays so. */
static void replace_handlers(void (*from)(int), void (*to)(int))
{
    const int numbers[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler == from) {
            action.sa_handler = to;
            sigaction(numbers[i], &action, NULL);
        }
    }
}

/* ---- the line ------------------------------------------------------------------------------- */

static bool is_time(const struct progress *p)
{
    return (p->terminal || p->lines) && now() - p->start > PATIENCE_S;
}

static int columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col : COLUMNS;
}

static void say(struct progress *p, const char *line)
{
    if (!p->shown)
        replace_handlers(SIG_DFL, clear_and_end);
    fprintf(stderr, CLEAR "%.*s", columns() - 1, line);
    p->shown = true;
}

void progress_show(struct progress *p, size_t done, size_t total, const char *what)
{
    char line[LINE_SIZE];
    if (!p->terminal || !is_time(p))
        return;
    snprintf(line, sizeof line, "  %s: %zu of %zu, %s", p->program, done, total, what);
    say(p, line);
}

/* ", 780 a second, 2 s left", ", 0.4 a second, 3 min left"; nothing before there is a rate. What an
 * earlier run did took no time of this one. */
static void describe_rate(const struct progress *p, size_t done, size_t total, const char *unit,
                          char *text, size_t size)
{
    const char *scale = strncmp(unit, MILLION, strlen(MILLION)) == 0 ? MILLION : "";
    text[0] = '\0';
    if (done <= p->from)
        return;
    double rate = (double)(done - p->from) / (now() - p->start);
    double left = (double)(total - done) / rate;
    int n = snprintf(text, size, ", %.*f %sa second, ", rate < 10 ? 1 : 0, rate, scale);
    snprintf(text + n, size - (size_t)n, "%.0f %s left", left < LONG_S ? left : left / 60,
             left < LONG_S ? "s" : "min");
}

/* One line for each tenth; of several that have passed since the last call, the last. Before the
 * first of a long run, one with its estimate. */
static void say_tenth(struct progress *p, size_t done, size_t total, const char *text)
{
    size_t tenth = done * TENTHS / total;
    const bool early = !p->told && p->tenth == 0 && done > p->from &&
                       now() - p->start > FIRST_LINE_S;
    if (tenth <= p->tenth && !early)
        return;
    p->told = true;
    p->tenth = tenth;
    fprintf(stderr, "%s: %3zu%%  %s\n", p->program,
            tenth > 0 ? tenth * 10 : done * 100 / total, text);
}

/* With the cells if there is room for them. */
static void say_bar(struct progress *p, size_t done, size_t total, const char *text)
{
    char line[LINE_SIZE], cells[TENTHS + 1];
    const size_t share = done * 100 / total;
    for (size_t i = 0; i < TENTHS; i++)
        cells[i] = i < done * TENTHS / total ? '#' : '.';
    cells[TENTHS] = '\0';
    int length = snprintf(line, sizeof line, "  %s  [%s] %3zu%%  %s", p->program, cells, share, text);
    if (length >= columns())
        snprintf(line, sizeof line, "  %s  %3zu%%  %s", p->program, share, text);
    say(p, line);
}

void progress_bar(struct progress *p, size_t done, size_t total, const char *unit)
{
    char text[LINE_SIZE - 40], rate[80];
    if (total == 0 || !is_time(p))
        return;
    describe_rate(p, done, total, unit, rate, sizeof rate);
    snprintf(text, sizeof text, "%zu of %zu %s%s", done, total, unit, rate);
    if (p->terminal)
        say_bar(p, done, total, text);
    else
        say_tenth(p, done, total, text);
}

void progress_end(struct progress *p)
{
    if (!p->shown)
        return;
    fputs(CLEAR, stderr);
    replace_handlers(clear_and_end, SIG_DFL);
    p->shown = false;
}
