/* progress.h -- one line on a terminal for work that takes more than a second; nothing otherwise. */
#ifndef IO_PROGRESS_H
#define IO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct progress {
    const char *program; /* borrowed                                    */
    bool terminal;       /* standard error is one                       */
    bool shown;          /* a line stands there                         */
    time_t start;        /* of the monotonic clock [s]; nothing that is */
                         /* written to a file depends on it             */
};

/* Begins; nothing is shown yet. */
struct progress progress_begin(const char *program);

/* Shows "program: done of total, what" on one line that the next call overwrites, once more than
 * a second has passed.
 *   what   the piece that comes next */
void progress_show(struct progress *p, size_t done, size_t total, const char *what);

/* The same with how fast it goes and how long it will take: "program: done of total, 210 a second,
 * 10 s left". For many pieces of the same kind. */
void progress_show_rate(struct progress *p, size_t done, size_t total);

/* Takes the line away. */
void progress_end(struct progress *p);

#endif
