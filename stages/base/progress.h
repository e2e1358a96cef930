/* progress.h -- one line on a terminal for work that takes more than a second; elsewhere nothing,
 * or for work that may take hours, a line each tenth.
 *
 * While a line stands there, an interrupt (SIGINT, SIGTERM) first takes it away and then ends the
 * program as it would have. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
    const char *program; /* borrowed                                      */
    bool terminal;       /* standard error is one                         */
    bool shown;          /* a line stands there                           */
    double start;        /* of the monotonic clock [s]; nothing that is   */
                         /* written to a file depends on it               */
    bool lines;          /* progress_bar says a line each tenth instead   */
    size_t tenth;        /* the last that such a line told of             */
    bool told;           /* such a line was said                          */
    size_t from;         /* pieces that were done before it began         */
};

/* Begins; nothing is shown yet. */
struct progress progress_begin(const char *program);

/* The same for work that may take hours: where standard error is no terminal, progress_bar then
 * says "program:  50%  1300 of 2600 answers, 780 a second, 2 s left" on a line of its own each
 * tenth, and once after ten seconds if there was none by then.
 *   quiet   says nothing at all
 *   from    pieces that an earlier run has done: they have no part in the rate */
struct progress progress_begin_long(const char *program, bool quiet, size_t from);

/* Shows "program: done of total, what" on one line that the next call overwrites, once more than
 * a second has passed.
 *   what   the piece that comes next */
void progress_show(struct progress *p, size_t done, size_t total, const char *what);

/* For many pieces of one kind, a bar: "program  [#####.....]  52%  1560 of 2599 answers, 780 a
 * second, 2 s left". Where the terminal is too narrow, without the cells, and then cut.
 *   unit   what is counted, such as "answers"; of "million queries" the rate is "382 million a
 *          second" */
void progress_bar(struct progress *p, size_t done, size_t total, const char *unit);

/* Takes the line away. */
void progress_end(struct progress *p);

#endif
