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
#define LONG_S 100         /* from here on minutes are said               */
#define LINE_SIZE 160
#define COLUMNS 80         /* where the terminal does not say             */
#define CLEAR "\r\033[K"   /* to the start of the line, erase to its end  */
#define MILLION "million " /* a unit may begin so                         */

static double now(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
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

/* Takes the line away and hands the signal on to what the system does with it. */
static void clear_and_end(int number)
{
    ssize_t written = write(STDERR_FILENO, CLEAR, strlen(CLEAR));
    (void)written; /* nothing can be done about it here */
    signal(number, SIG_DFL);
    raise(number); /* comes when this function is left */
}

/* From one handler of interrupts to another; one that is ignored, as under nohup, stays so. */
static void replace_handlers(void (*from)(int), void (*to)(int))
{
    for (int number = SIGINT; number; number = number == SIGINT ? SIGTERM : 0) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) || action.sa_handler != from)
            continue;
        action.sa_handler = to;
        sigaction(number, &action, NULL);
    }
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
    if (!p->terminal || now() - p->start <= PATIENCE_S)
        return;
    snprintf(line, sizeof line, "  %s: %zu of %zu, %s", p->program, done, total, what);
    say(p, line);
}

/* One line for each tenth; of several that have passed since the last call, the last. Before the
 * first of a long run, one with its estimate. */
static void say_tenth(struct progress *p, size_t tenth, size_t done, size_t total,
                      const char *text)
{
    const bool is_first = !p->told && done > p->from && now() - p->start > FIRST_LINE_S;
    if (tenth <= p->tenth && !(is_first && p->tenth == 0))
        return;
    p->told = true;
    p->tenth = tenth;
    fprintf(stderr, "%s: %3zu%%  %s\n", p->program, tenth ? tenth * 10 : done * 100 / total, text);
}

/* "1560 of 2600 answers, 780 a second, 2 s left"; no rate before there is one. What an earlier run
 * did took no time of this one. */
static void describe(const struct progress *p, size_t done, size_t total, const char *unit,
                     char text[LINE_SIZE])
{
    const char *scale = strncmp(unit, MILLION, strlen(MILLION)) == 0 ? MILLION : "";
    int n = snprintf(text, LINE_SIZE, "%zu of %zu %s", done, total, unit);
    if (done <= p->from)
        return;
    double rate = (double)(done - p->from) / (now() - p->start);
    double left = (double)(total - done) / rate;
    bool is_long = left >= LONG_S;
    snprintf(text + n, LINE_SIZE - (size_t)n, ", %.*f %sa second, %.0f %s left", rate < 10, rate,
             scale, is_long ? left / 60 : left, is_long ? "min" : "s");
}

void progress_bar(struct progress *p, size_t done, size_t total, const char *unit)
{
    char text[LINE_SIZE], line[2 * LINE_SIZE];
    if (total == 0 || !(p->terminal || p->lines) || now() - p->start <= PATIENCE_S)
        return;
    const size_t percent = done * 100 / total, tenth = done * 10 / total;
    describe(p, done, total, unit, text);
    if (!p->terminal) {
        say_tenth(p, tenth, done, total, text);
        return;
    }
    int length = snprintf(line, sizeof line, "  %s  [%.*s%.*s] %3zu%%  %s", p->program, (int)tenth,
                          "##########", (int)(10 - tenth), "..........", percent, text);
    if (length >= columns())
        snprintf(line, sizeof line, "  %s  %3zu%%  %s", p->program, percent, text);
    say(p, line);
}

void progress_end(struct progress *p)
{
    if (!p->shown)
        return;
    fputs(CLEAR, stderr);
    replace_handlers(clear_and_end, SIG_DFL);
    p->shown = false;
}
