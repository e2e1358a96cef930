/* inputs.h -- what every stage after the fit reads first: assumptions, fits, and their hashes. */
#ifndef STORE_INPUTS_H
#define STORE_INPUTS_H

#include "model/assumptions.h"
#include "base/error.h"
#include "base/program.h"
#include "draw/pool.h"
#include "model/throughput.h"
#include "store/samples.h"

#define INPUTS_PATH_SIZE 4096

struct inputs {
    struct assumptions a;
    struct throughput_fits fits;
    struct provenance provenance;
};

/* Reads assumptions.tsv and fit.nc, and refuses a fit made from other assumptions.
 * Returns 0, or -1 with a message. Nothing to free. */
int inputs_read(const char *assumptions_file, const char *fit_file, struct inputs *in,
                struct error *e) MUST_CHECK;

/* The work of a stage on what it has read.
 *   args   the stage's own, which its options point into
 * Returns 0, or -1 with a message. */
typedef int inputs_run(const struct inputs *in, const void *args, struct error *e);

/* program_main (base/program.h) of a stage that runs on assumptions and fits.
 *   rest   the stage without its first two options, --assumptions and --fit, and without `run`; at
 *          most PROGRAM_OPTIONS_MAX - 2 rows
 * Returns the exit status. */
int inputs_main(int argc, char **argv, const struct program *rest, inputs_run *run);

/* Reads again the throughput table that the fits were made from, for what is shown of it.
 *   table   owned by the caller (throughput_table_free) on success
 * Returns 0, or -1: it has changed since. */
int inputs_read_throughput(const struct inputs *in, struct throughput_table *table,
                           struct error *e) MUST_CHECK;

/* Finds a workload by name. Returns 0, or -1 with a message that lists the workloads. */
int inputs_find_workload(const struct inputs *in, const char *name, size_t *workload,
                         struct error *e) MUST_CHECK;

/* Puts "directory/name" with a suffix into the buffer. Returns 0, or -1 if it is too long. */
int inputs_path(char path[INPUTS_PATH_SIZE], const char *directory, const char *name,
                const char *suffix, struct error *e) MUST_CHECK;

/* Reads the energies of all models from <case>.samples.nc, and sorts them.
 *   energies   owned by the caller on success (case_energies_free)
 *   after      place of the mt19937 stream after the case's draws; may be NULL */
int inputs_read_energies(const struct inputs *in, const char *samples_file, size_t case_index,
                         struct case_energies *energies, struct mt19937_position *after,
                         struct error *e) MUST_CHECK;

#endif
