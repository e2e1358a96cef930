/* ranks.h -- the processes that draw a day together: one, or as many as mpirun starts.
 *
 * ranks_alone.c is for one process; ranks_mpi.c, compiled only for draw_day_mpi, for many. */
#ifndef DAY_RANKS_H
#define DAY_RANKS_H

#include <stdbool.h>

#include "base/error.h"
#include "day/tally.h"

struct ranks {
    int rank, size; /* this process in [0, size) */
};

/* Joins the others. Call first in main. */
int ranks_begin(int *argc, char ***argv, struct ranks *ranks, struct error *e) MUST_CHECK;

/* Adds the tallies of all ranks into that of rank 0, and empties the others. */
int ranks_gather(struct ranks *ranks, struct tally *t, struct error *e) MUST_CHECK;

/* Makes what rank 0 knows known to all: n bytes. */
int ranks_share(struct ranks *ranks, void *bytes, size_t n, struct error *e) MUST_CHECK;

/* Leaves. With failed, ends the other ranks too; it then does not return if there are others. */
void ranks_end(struct ranks *ranks, bool failed);

#endif
