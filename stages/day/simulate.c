/* simulate.c -- draws a day: items of work in epochs, rounds and threads, into a tally.
 *
 *   1. an item   2. progress   3. signals   4. the checkpoint   5. rounds   6. epochs
 *
 * Items are drawn in their order: a run that stops has done items [0, done), and nothing of those
 * after. An epoch ends with the tallies of all ranks in that of rank 0; in it each rank has a share
 * of its own, which it draws in rounds. One process alone gathers nothing: there an epoch is a
 * round. */
#include "day/simulate.h"

#include <inttypes.h>
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/threads.h"
#include "day/checkpoint.h"
#include "base/progress.h"

#define ROUND_ITEMS 32          /* of a thread: some 0.2 s, and all threads are busy             */
#define CHECKPOINT_S 30         /* between two checkpoints of one process                        */
#define EPOCHS 20               /* of several ranks, each of which ends with a checkpoint        */
#define EPOCH_ITEMS_MIN 4096
#define MILLION 1000000
#define IDENTITY_SIZE 65

/* What the threads share; drawn, and the words and extremes of the tally, under the lock. */
struct run {
    const struct simulation *s;
    struct tally *t;
    pthread_mutex_t lock;
    size_t threads;
    uint64_t first;   /* item of the round                                        */
    uint64_t drawn;   /* queries, by this rank                                    */
    uint64_t before;  /* queries that are in the checkpoint this run goes on from */
    uint64_t queries; /* of all streams                                           */
    struct progress progress;
    time_t saved;     /* when the last checkpoint was written, or the run began [s] */
};

/* ---- 1. an item ----------------------------------------------------------------------------- */

/* Adds what a range of queries came to: under the lock. */
static void add_range(struct run *r, const struct schedule_item *item, size_t piece,
                      const struct kernel_range *range)
{
    for (enum plan_quantity q = 0; q < PLAN_QUANTITIES; q++) {
        uint64_t *sum = tally_sum(r->t, item->stream, piece, q);
        const size_t at = tally_extreme(r->t, item->stream, item->segment, q);
        for (size_t d = 0; d < KERNEL_DIGITS; d++)
            sum[d] += range->sum[q][d];
        r->t->low[at] = fmin(r->t->low[at], (double)range->low[q]);
        r->t->high[at] = fmax(r->t->high[at], (double)range->high[q]);
    }
}

/* Adds the counts of an item: under the lock. */
static void add_counts(struct run *r, const struct schedule_item *item,
                       const struct kernel_range *range)
{
    const size_t n = r->s->plans[item->stream].n_buckets;
    for (enum plan_quantity q = PLAN_ENERGY; q < PLAN_QUANTITIES; q++) {
        uint64_t *counts = tally_counts(r->t, item->stream, item->segment, q);
        for (size_t b = 0; b < n; b++)
            counts[b] += range->count[q][b];
    }
}

/* The sums belong to pieces, the counts to the segment, which an item does not leave. */
static void draw_pieces(struct run *r, const struct schedule_item *item,
                        struct kernel_range *range)
{
    const struct day_stream *stream = &r->s->schedule->streams[item->stream];
    size_t piece = schedule_piece(stream, item->first);
    for (uint64_t from = item->first; from < item->last; piece++) {
        const uint64_t end = stream->piece_end[piece];
        const uint64_t to = end < item->last ? end : item->last;
        kernel_range_clear(range);
        r->s->kernel->range(&r->s->plans[item->stream], from, to, range);
        pthread_mutex_lock(&r->lock);
        add_range(r, item, piece, range);
        r->drawn += to - from;
        pthread_mutex_unlock(&r->lock);
        from = to;
    }
}

static int draw_item(void *context, size_t i, struct error *e)
{
    struct run *r = context;
    const struct schedule_item item = schedule_item(r->s->schedule, r->first + i);
    const size_t n = r->s->plans[item.stream].n_buckets;
    struct kernel_range range = {.count = {NULL}};
    uint32_t *counts = calloc(2 * n, sizeof *counts);
    if (!counts)
        return error_no_memory(e, "for %zu counts of a thread", 2 * n);
    range.count[PLAN_ENERGY] = counts;
    range.count[PLAN_IMPROVED] = counts + n;
    draw_pieces(r, &item, &range);
    pthread_mutex_lock(&r->lock);
    add_counts(r, &item, &range);
    pthread_mutex_unlock(&r->lock);
    free(counts);
    return 0;
}

/* ---- 2. progress ---------------------------------------------------------------------------- */

/* Every query is counted once. */
static uint64_t queries_in(const struct tally *t)
{
    uint64_t n = 0;
    for (size_t i = 0; i < t->schedule->n_streams; i++)
        for (size_t segment = 0; segment < t->schedule->streams[i].n_segments; segment++) {
            const uint64_t *counts = tally_counts(t, i, segment, PLAN_ENERGY);
            for (size_t b = 0; b < t->plans[i].n_buckets; b++)
                n += counts[b];
        }
    return n;
}

/* In the calling thread, while others draw. Ranks have equal shares: what one has done, all
 * have. */
static void show(void *context, size_t done, size_t n)
{
    struct run *r = context;
    (void)done;
    (void)n;
    pthread_mutex_lock(&r->lock);
    uint64_t queries = r->before + r->drawn * (uint64_t)r->s->ranks->size;
    pthread_mutex_unlock(&r->lock);
    if (queries > r->queries)
        queries = r->queries;
    progress_bar(&r->progress, queries / MILLION, r->queries / MILLION, "million queries");
}

/* ---- 3. signals ----------------------------------------------------------------------------- */

/* The one thing that a handler can reach: a signal came. */
static volatile sig_atomic_t caught;

static void catch(int number)
{
    (void)number;
    caught = 1;
}

static const int signals[] = {SIGINT, SIGTERM};
#define N_SIGNALS (sizeof signals / sizeof signals[0])

/* One that is ignored, as under nohup, stays so. The second of a kind ends the program. */
static void take_signals(struct sigaction kept[N_SIGNALS])
{
    struct sigaction action = {.sa_handler = catch, .sa_flags = SA_RESTART | (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    caught = 0;
    for (size_t i = 0; i < N_SIGNALS; i++) {
        sigaction(signals[i], NULL, &kept[i]);
        if (kept[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

static void give_signals_back(const struct sigaction kept[N_SIGNALS])
{
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signals[i], &kept[i], NULL);
}

static bool has_checkpoint(const struct simulation *s)
{
    return s->checkpoint && *s->checkpoint;
}

/* Whoever called, make or a script, has only to say the same once more. */
static int interrupted(const struct run *r, struct error *e)
{
    const struct simulation *s = r->s;
    if (s->ranks->size > 1)
        error_set(e, "interrupted, or another rank was");
    else
        error_set(e, "interrupted after %" PRIu64 " of %" PRIu64 " queries", r->before + r->drawn,
                  r->queries);
    if (!has_checkpoint(s))
        return -1;
    return error_append(e, "; the same command goes on from %s%s",
                        s->ranks->size > 1 ? "the last checkpoint, " : "there: they are in ",
                        s->checkpoint);
}

/* ---- 4. the checkpoint ---------------------------------------------------------------------- */

static time_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Sets `done` to the first item that is still to be drawn, for all ranks. */
static int resume(struct run *r, uint64_t *done, struct error *e)
{
    const struct simulation *s = r->s;
    *done = 0;
    if (!has_checkpoint(s))
        return 0;
    if (s->ranks->rank == 0 && checkpoint_read(s->checkpoint, s->identity, r->t, done, e))
        return -1;
    if (*done > 0)
        r->before = queries_in(r->t);
    return ranks_share(s->ranks, done, sizeof *done, e);
}

/* Of several ranks after every epoch, of one now and then and when a signal came. */
static int save(struct run *r, uint64_t done, struct error *e)
{
    const struct ranks *ranks = r->s->ranks;
    if (!has_checkpoint(r->s) || ranks->rank > 0)
        return 0;
    if (ranks->size == 1 && !caught && now() - r->saved < CHECKPOINT_S)
        return 0;
    if (checkpoint_write(r->s->checkpoint, r->s->identity, done, r->t, e))
        return -1;
    r->saved = now();
    return 0;
}

/* ---- 5. rounds ------------------------------------------------------------------------------ */

/* Draws items [first, last) of one rank's share. */
static int draw_rounds(struct run *r, uint64_t first, uint64_t last, struct error *e)
{
    const uint64_t round = ROUND_ITEMS * (uint64_t)r->threads;
    while (first < last) {
        const uint64_t n = last - first < round ? last - first : round;
        r->first = first;
        if (threads_for((size_t)n, r->threads, draw_item, show, r, e))
            return -1;
        first += n;
        if (caught && r->s->ranks->size > 1) /* the others may have come further or less far */
            return interrupted(r, e);
    }
    return 0;
}

/* ---- 6. epochs ------------------------------------------------------------------------------ */

static uint64_t epoch_end(const struct run *r, uint64_t first, uint64_t n)
{
    uint64_t length = n;
    if (r->s->ranks->size == 1)
        length = ROUND_ITEMS * (uint64_t)r->threads;
    else if (has_checkpoint(r->s))
        length = n / EPOCHS > EPOCH_ITEMS_MIN ? n / EPOCHS : EPOCH_ITEMS_MIN;
    return n - first < length ? n : first + length;
}

/* Where a rank's share of n items begins; at rank `size` the end of the last. */
static uint64_t share_start(uint64_t n, int rank, int size)
{
    const uint64_t even = n / (uint64_t)size, odd = n % (uint64_t)size, at = (uint64_t)rank;
    return at * even + (at < odd ? at : odd);
}

static int draw_epoch(struct run *r, uint64_t first, uint64_t last, struct error *e)
{
    struct ranks *ranks = r->s->ranks;
    const uint64_t n = last - first;
    if (draw_rounds(r, first + share_start(n, ranks->rank, ranks->size),
                    first + share_start(n, ranks->rank + 1, ranks->size), e))
        return -1;
    return ranks_gather(ranks, r->t, e);
}

static int draw_all(struct run *r, uint64_t done, struct error *e)
{
    const uint64_t n = schedule_items(r->s->schedule);
    while (done < n) {
        const uint64_t end = epoch_end(r, done, n);
        if (draw_epoch(r, done, end, e))
            return -1;
        done = end;
        if (save(r, done, e))
            return -1;
        if (caught && done < n)
            return interrupted(r, e);
    }
    return 0;
}

/* Ranks that read other files would add up what does not belong together. */
static int check_ranks(const struct simulation *s, struct error *e)
{
    char identity[IDENTITY_SIZE] = "";
    if (s->ranks->size == 1 || !s->identity)
        return 0;
    if (s->ranks->rank == 0)
        strncpy(identity, s->identity, sizeof identity - 1);
    if (ranks_share(s->ranks, identity, sizeof identity, e))
        return -1;
    if (strncmp(identity, s->identity, sizeof identity - 1) == 0)
        return 0;
    return error_set(e, "rank %d: found other assumptions, queries or load curve, or another "
                     "version, than rank 0 has; want the same program and files on all machines",
                     s->ranks->rank);
}

int simulate(const struct simulation *s, struct tally *t, struct error *e)
{
    struct run r = {.s = s, .t = t, .lock = PTHREAD_MUTEX_INITIALIZER,
                    .threads = s->threads ? s->threads : threads_processors(), .saved = now()};
    struct sigaction kept[N_SIGNALS];
    uint64_t done;
    if (check_ranks(s, e) || resume(&r, &done, e))
        return -1;
    for (size_t i = 0; i < s->schedule->n_streams; i++)
        r.queries += s->schedule->streams[i].n;
    r.progress = progress_begin_long("draw_day", s->quiet || s->ranks->rank > 0,
                                     r.before / MILLION);
    take_signals(kept);
    int rc = draw_all(&r, done, e);
    progress_end(&r.progress);
    give_signals_back(kept);
    return rc;
}
