/* ranks_mpi.c -- the processes that mpirun or srun starts draw a day together, under MPI.
 *
 * Errors of the library itself end the run where they happen, with its own message: that is its
 * default, and there is no going on without a rank. */
#include "day/ranks.h"

#include <limits.h>
#include <stdio.h>
#include <time.h>

#include <mpi.h>

#define STDERR_ROOM 8192
#define PATIENCE_MS 700 /* of each rank for the one before it */
#define PATIENT_RANKS 4

int ranks_begin(int *argc, char ***argv, struct ranks *ranks, struct error *e)
{
    int level;
    /* threads draw, and this one alone speaks to other ranks */
    if (MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &level) != MPI_SUCCESS)
        return error_set(e, "MPI does not start");
    MPI_Comm_rank(MPI_COMM_WORLD, &ranks->rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks->size);
    if (level < MPI_THREAD_FUNNELED)
        return error_set(e, "this MPI allows no threads, want one with MPI_THREAD_FUNNELED");
    if (ranks->rank > 0) /* what they say waits for ranks_end: rank 0 may have said it */
        setvbuf(stderr, NULL, _IOFBF, STDERR_ROOM);
    return 0;
}

/* Sums and counts, or extremes, of all ranks into those of rank 0. */
static int reduce(const struct ranks *ranks, void *values, size_t n, MPI_Datatype type, MPI_Op how,
                  struct error *e)
{
    if (n > INT_MAX)
        return error_set(e, "found %zu values, want %d at most in one reduction", n, INT_MAX);
    const void *from = ranks->rank == 0 ? MPI_IN_PLACE : values;
    void *into = ranks->rank == 0 ? values : NULL;
    if (MPI_Reduce(from, into, (int)n, type, how, 0, MPI_COMM_WORLD) != MPI_SUCCESS)
        return error_set(e, "the ranks cannot be brought together");
    return 0;
}

int ranks_gather(struct ranks *ranks, struct tally *t, struct error *e)
{
    if (reduce(ranks, t->words, t->n_words, MPI_UINT64_T, MPI_SUM, e) ||
        reduce(ranks, t->low, t->n_extremes, MPI_DOUBLE, MPI_MIN, e) ||
        reduce(ranks, t->high, t->n_extremes, MPI_DOUBLE, MPI_MAX, e))
        return -1;
    if (ranks->rank > 0)
        tally_clear(t);
    return 0;
}

int ranks_share(struct ranks *ranks, void *bytes, size_t n, struct error *e)
{
    (void)ranks;
    if (n > INT_MAX || MPI_Bcast(bytes, (int)n, MPI_BYTE, 0, MPI_COMM_WORLD) != MPI_SUCCESS)
        return error_set(e, "%zu bytes cannot be shared among the ranks", n);
    return 0;
}

/* A fault that all ranks have is told by rank 0, which ends the others while they wait here. */
static void say_in_turn(const struct ranks *ranks)
{
    const int turns = ranks->rank < PATIENT_RANKS ? ranks->rank : PATIENT_RANKS;
    const long ms = (long)turns * PATIENCE_MS;
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
    fflush(stderr);
}

void ranks_end(struct ranks *ranks, bool failed)
{
    if (failed) {
        say_in_turn(ranks);
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    MPI_Finalize();
}
