/* setup.h -- from a scenario to all that must be known before a day is drawn. */
#ifndef DAY_SETUP_H
#define DAY_SETUP_H

#include <stdint.h>

#include "day/schedule.h"
#include "day/tally.h"
#include "store/inputs.h"

#define DAY_MADE_FROM_SIZE (3 * 65 + 64)

/* What a day is drawn from. Do not copy or move it: the tally points into it. */
struct day_setup {
    struct schedule schedule; /* owned                                                        */
    struct plan *plans;       /* [schedule.n_streams], owned                                  */
    struct tally tally;       /* empty, owned                                                 */
    char identity[65];        /* 64 hexadecimal digits: equal if and only if the same queries */
                              /* are drawn into the same tally                                */
    char made_from[DAY_MADE_FROM_SIZE]; /* what was read, as build/S/made.tsv has it: sha256 of  */
                              /* assumptions, throughput.table and fleet.load_curve           */
};

/* Reads a number of queries.
 *   text       as given with --queries; NULL or "": the scenario's fleet.queries_per_day
 *   *queries   set on success, in [1, 1e15]
 * Returns 0, or -1 with "...: found X, want a whole number from 1 to 1e15". */
int day_setup_queries(const struct assumptions *a, const char *text, uint64_t *queries,
                      struct error *e) MUST_CHECK;

/* Finds the frontier of each workload that a mix takes (as its exact medians give it), the load
 * curve, and makes schedule, plans and tally.
 *   setup   owned by the caller on success (day_setup_free)
 * Returns 0, or -1: a scenario without mixes, and what schedule_make, load_curve_of and plan_make
 * refuse. */
int day_setup_make(const struct inputs *in, uint64_t queries, struct day_setup *setup,
                   struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void day_setup_free(struct day_setup *setup);

#endif
