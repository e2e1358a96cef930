/* simulate.h -- draws a day: items of work on threads and ranks, into a tally.
 *
 * A tally is sums of whole numbers, counts and extremes, so it does not matter which thread or
 * rank draws an item, in which order, or in how many runs. */
#ifndef DAY_SIMULATE_H
#define DAY_SIMULATE_H

#include <stdbool.h>

#include "base/error.h"
#include "day/kernel.h"
#include "day/ranks.h"
#include "day/tally.h"

struct simulation {
    const struct schedule *schedule;
    const struct plan *plans;       /* [n_streams]                                          */
    const struct kernel *kernel;
    size_t threads;                 /* of each rank; 0: as many as there are processors     */
    bool quiet;                     /* says nothing of its progress                         */
    const char *checkpoint;         /* file that is written now and then, NULL or "": none; */
                                    /* the caller removes it once the results are out       */
    const char *identity;           /* 64 hexadecimal digits: what the checkpoint, and every */
                                    /* rank, must match                                     */
    struct ranks *ranks;
};

/* Draws the whole schedule, going on from the checkpoint if there is one of this identity. SIGINT
 * and SIGTERM, unless they are ignored, end it between two rounds of items; the second one ends
 * the program.
 *   t   an empty tally; on rank 0 it has all queries on success
 * Returns 0, or -1: a signal (the checkpoint is then written, if there is one to write; the
 * message says how to go on), a checkpoint that cannot be taken, memory. */
int simulate(const struct simulation *s, struct tally *t, struct error *e) MUST_CHECK;

#endif
