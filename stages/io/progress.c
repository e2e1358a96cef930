/* progress.c -- one line on a terminal for work that takes more than a second. */
#include "io/progress.h"

#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_S 1
#define CELLS 10           /* of the bar                                  */
#define LINE_SIZE 160
#define COLUMNS 80         /* where the terminal does not say             */
#define CLEAR "\r\033[K"   /* to the start of the line, erase to its end */
#define LONG_S 100         /* from here on minutes are said               */

static double now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + 1e-9 * (double)t.tv_nsec
                                                   : 0;
}

struct progress progress_begin(const char *program)
{
    return (struct progress){program, isatty(STDERR_FILENO) == 1, false, now()};
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
    return p->terminal && now() - p->start > PATIENCE_S;
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
    if (!is_time(p))
        return;
    snprintf(line, sizeof line, "  %s: %zu of %zu, %s", p->program, done, total, what);
    say(p, line);
}

/* "780 a second, 2 s left", "0.4 a second, 3 min left". */
static void describe_rate(double done, double total, double passed, char *text, size_t size)
{
    double rate = done / passed, left = (total - done) / rate;
    int n = snprintf(text, size, ", %.*f a second, ", rate < 10 ? 1 : 0, rate);
    snprintf(text + n, size - (size_t)n, "%.0f %s left", left < LONG_S ? left : left / 60,
             left < LONG_S ? "s" : "min");
}

void progress_bar(struct progress *p, size_t done, size_t total, const char *unit)
{
    char line[LINE_SIZE], cells[CELLS + 1], rate[80] = "";
    if (!is_time(p) || total == 0)
        return;
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = i < done * CELLS / total ? '#' : '.';
    cells[CELLS] = '\0';
    if (done > 0)
        describe_rate((double)done, (double)total, now() - p->start, rate, sizeof rate);
    snprintf(line, sizeof line, "  %s  [%s] %3zu%%  %zu of %zu %s%s", p->program, cells,
             done * 100 / total, done, total, unit, rate);
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
