/* schedule.h -- which queries a day has: streams, what each mix takes of them, and its minutes.
 *
 * A stream is a workload on a model, its queries numbered from 0. A mix of N queries takes the
 * first n of each stream, in exact shares over workloads and, evenly, over the frontier's models,
 * the odd ones to the first of these. A workload of share s gets floor(s N), and what is left over
 * goes, one query each, to the largest remainders, of equal ones to the earlier workload; shares
 * are taken as they are written, in whole multiples of 1e-15, and over their sum.
 *
 * Queries of a mix come in the order of their numbers: minute t of the day has those from
 * floor(n F(t)) to floor(n F(t + 1)), F the load curve's cumulative share. So each query is drawn
 * once for all mixes, and each minute is a range. All of it is whole numbers. */
#ifndef DAY_SCHEDULE_H
#define DAY_SCHEDULE_H

#include <stddef.h>
#include <stdint.h>

#include "model/assumptions.h"
#include "base/error.h"

#define DAY_MINUTES 1440
#define SCHEDULE_MAX_STREAMS (ASSUMPTIONS_MAX_WORKLOADS * ASSUMPTIONS_MAX_MODELS)
#define SCHEDULE_ITEM_QUERIES (1u << 20) /* of one item of work                                  */
#define SCHEDULE_MAX_QUERIES 1e15

/* The load of a day, minute by minute, in whole numbers: no rounding depends on the machine. */
struct load_curve {
    uint32_t load[DAY_MINUTES]; /* in proportion; the largest is 2^31 */
};

struct day_stream {
    size_t workload, model;               /* indices into the assumptions                       */
    uint64_t n;                           /* queries to draw: the most that any mix takes       */
    uint64_t of_mix[ASSUMPTIONS_MAX_MIXES]; /* how many each mix takes                          */
    size_t n_segments;                    /* the distinct numbers above 0 in of_mix, ascending: */
    uint64_t segment_end[ASSUMPTIONS_MAX_MIXES]; /* segment s ends before query segment_end[s]  */
    size_t n_pieces;                      /* ranges within which neither a minute of a mix nor  */
    uint64_t *piece_end;                  /* a segment changes; piece p ends before piece_end[p] */
                                          /* owned by the schedule                               */
};

struct schedule {
    uint64_t queries;    /* N of each mix                          */
    size_t n_mixes;
    struct load_curve curve;
    uint64_t load_before[DAY_MINUTES + 1]; /* the curve's load up to a minute: F times the last */
    size_t n_streams;    /* only those that some mix takes from    */
    struct day_stream *streams; /* owned                           */
};

/* Members of each workload's frontier: what the schedule is made over. */
struct schedule_members {
    size_t n[ASSUMPTIONS_MAX_WORKLOADS];
    size_t model[ASSUMPTIONS_MAX_WORKLOADS][ASSUMPTIONS_MAX_MODELS];
};

/* Makes the schedule of N queries for every mix of the scenario. Streams stand workload by
 * workload, in each in the order of its members.
 *   members   of every workload that a mix takes
 *   queries   N in [1, 1e15]
 *   curve     copied
 *   s         owned by the caller on success (schedule_free); zeroed on failure
 * Returns 0, or -1: N out of range, no mix, shares of a mix that do not sum to 1 (to 1e-9), a
 * workload without members, a curve without load, memory. */
int schedule_make(const struct assumptions *a, const struct schedule_members *members,
                  uint64_t queries, const struct load_curve *curve, struct schedule *s,
                  struct error *e) MUST_CHECK;

/* The first query of a stream that mix takes in a minute in [0, 1440]; at 1440 that after the
 * last. */
uint64_t schedule_minute(const struct schedule *s, size_t stream, size_t mix, size_t minute);

/* The piece of a stream that a query is in; n_pieces for a query past the last. So what a mix
 * takes in minute t are the pieces from that of schedule_minute(t) up to, and without, that of
 * schedule_minute(t + 1). */
size_t schedule_piece(const struct day_stream *stream, uint64_t query);

/* An item of work: queries of one stream and segment, at most SCHEDULE_ITEM_QUERIES. */
struct schedule_item {
    size_t stream, segment;
    uint64_t first, last; /* last is the one after */
};

/* The number of items: at most 1e9 for each 1e15 queries, so that they are not stored. */
uint64_t schedule_items(const struct schedule *s);

/* An item by its number, below schedule_items. They stand stream by stream, and in each from the
 * first query up. */
struct schedule_item schedule_item(const struct schedule *s, uint64_t number);

/* Frees; a zeroed struct is accepted. */
void schedule_free(struct schedule *s);

#endif
