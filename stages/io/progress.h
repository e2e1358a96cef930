/* progress.h -- one line on a terminal for work that takes more than a second; nothing otherwise.
 *
 * While a line stands there, an interrupt (SIGINT, SIGTERM) first takes it away and then ends the
 * program as it would have. */
#ifndef IO_PROGRESS_H
#define IO_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    const char *program; /* borrowed                                    */
    bool terminal;       /* standard error is one                       */
    bool shown;          /* a line stands there                         */
    double start;        /* of the monotonic clock [s]; nothing that is */
                         /* written to a file depends on it             */
};

/* Begins; nothing is shown yet. */
struct progress progress_begin(const char *program);

/* Shows "program: done of total, what" on one line that the next call overwrites, once more than
 * a second has passed.
 *   what   the piece that comes next */
void progress_show(struct progress *p, size_t done, size_t total, const char *what);

/* For many pieces of one kind, a bar: "program  [#####.....]  52%  1560 of 2599 answers, 780 a
 * second, 2 s left". Cut to the terminal's width.
 *   unit   what is counted, such as "answers" */
void progress_bar(struct progress *p, size_t done, size_t total, const char *unit);

/* Takes the line away. */
void progress_end(struct progress *p);

#endif
