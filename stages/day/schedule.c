/* schedule.c -- which queries a day has: shares, streams, minutes and the pieces between them.
 *
 *   1. shares   2. minutes   3. streams   4. pieces   5. all   6. items of work */
#include "day/schedule.h"

#include <inttypes.h>
#include <stdlib.h>

#define SHARE_UNIT 1e15         /* shares are whole multiples of its inverse: 0.9 is 9e14, though */
                                /* no double is 0.9                                               */
#define SHARE_SLACK 1000000     /* [1e-15] shares sum to 1 to within 1e-9, as scenarios may  */

/* The product of a number of queries and a load or a share does not fit in 64 bits. */
__extension__ typedef unsigned __int128 wide;

/* ---- 1. shares ----------------------------------------------------------------------------- */

/* The shares of a mix in whole multiples of 1e-15. One multiplication rounds what binary made of
 * a decimal back to it. */
static int read_shares(const struct assumptions *a, size_t mix, uint64_t *share, uint64_t *sum,
                       struct error *e)
{
    *sum = 0;
    for (size_t w = 0; w < a->n_workloads; w++) {
        double written = a->mixes[mix].shares.of[w];
        if (!(written >= 0 && written <= 1))
            return error_set(e, "mix.%s.shares: %s: found %.17g, want 0 to 1",
                             a->mixes[mix].name, a->workloads[w].name, written);
        share[w] = (uint64_t)(written * SHARE_UNIT + 0.5);
        *sum += share[w];
    }
    uint64_t one = (uint64_t)SHARE_UNIT, slack = SHARE_SLACK + a->n_workloads;
    if (*sum + slack < one || *sum > one + slack)
        return error_set(e, "mix.%s.shares: found shares that sum to %.15g, want 1; change one "
                         "of them", a->mixes[mix].name, (double)*sum / SHARE_UNIT);
    return 0;
}

/* Largest remainders: N over n shares, of equal remainders the earlier first. */
static void split(uint64_t queries, const uint64_t *share, uint64_t sum, size_t n,
                  uint64_t *count)
{
    uint64_t rest[ASSUMPTIONS_MAX_WORKLOADS], left = queries;
    for (size_t i = 0; i < n; i++) {
        wide product = (wide)queries * share[i];
        count[i] = (uint64_t)(product / sum);
        rest[i] = (uint64_t)(product % sum);
        left -= count[i];
    }
    for (; left > 0; left--) { /* fewer than there are remainders above 0 */
        size_t largest = 0;
        for (size_t i = 1; i < n; i++)
            if (rest[i] > rest[largest])
                largest = i;
        count[largest]++;
        rest[largest] = 0;
    }
}

/* count[workload] of one mix. */
static int count_mix(const struct assumptions *a, const struct schedule_members *members,
                     size_t mix, uint64_t queries, uint64_t *count, struct error *e)
{
    uint64_t share[ASSUMPTIONS_MAX_WORKLOADS], sum;
    if (read_shares(a, mix, share, &sum, e))
        return -1;
    split(queries, share, sum, a->n_workloads, count);
    for (size_t w = 0; w < a->n_workloads; w++)
        if (count[w] > 0 && members->n[w] == 0)
            return error_set(e, "mix.%s.shares: found a share of %s, which no model serves, want "
                             "at least one model in its frontier", a->mixes[mix].name,
                             a->workloads[w].name);
    return 0;
}

/* ---- 2. minutes ---------------------------------------------------------------------------- */

static int take_curve(struct schedule *s, const struct load_curve *curve, struct error *e)
{
    s->curve = *curve;
    for (size_t t = 0; t < DAY_MINUTES; t++)
        s->load_before[t + 1] = s->load_before[t] + curve->load[t];
    if (s->load_before[DAY_MINUTES] == 0)
        return error_set(e, "load curve: found no load in any minute, want some");
    return 0;
}

static uint64_t minute_of(const struct schedule *s, uint64_t n, size_t minute)
{
    return (uint64_t)((wide)n * s->load_before[minute] / s->load_before[DAY_MINUTES]);
}

uint64_t schedule_minute(const struct schedule *s, size_t stream, size_t mix, size_t minute)
{
    return minute_of(s, s->streams[stream].of_mix[mix], minute);
}

/* ---- 3. streams ---------------------------------------------------------------------------- */

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* Sorts and drops what stands twice. Returns how many are left. */
static size_t sort_distinct(uint64_t *number, size_t n)
{
    size_t kept = 0;
    qsort(number, n, sizeof *number, compare_numbers);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || number[i] > number[kept - 1])
            number[kept++] = number[i];
    return kept;
}

typedef uint64_t counts[ASSUMPTIONS_MAX_WORKLOADS];

/* Member i of n of a workload: an even part, the odd queries to the first members. */
static void make_stream(const counts *count, size_t n_mixes, size_t workload, size_t i, size_t n,
                        struct day_stream *d)
{
    for (size_t mix = 0; mix < n_mixes; mix++) {
        d->of_mix[mix] = count[mix][workload] / n + (i < count[mix][workload] % n);
        if (d->of_mix[mix] > 0)
            d->segment_end[d->n_segments++] = d->of_mix[mix];
    }
    d->n_segments = sort_distinct(d->segment_end, d->n_segments);
    d->n = d->n_segments ? d->segment_end[d->n_segments - 1] : 0;
}

static int make_streams(struct schedule *s, const struct assumptions *a,
                        const struct schedule_members *members, struct error *e)
{
    counts count[ASSUMPTIONS_MAX_MIXES];
    size_t room = 1;
    for (size_t mix = 0; mix < a->n_mixes; mix++)
        if (count_mix(a, members, mix, s->queries, count[mix], e))
            return -1;
    for (size_t w = 0; w < a->n_workloads; w++)
        room += members->n[w];
    s->streams = calloc(room, sizeof *s->streams); /* one more than needed */
    if (!s->streams)
        return error_no_memory(e, "for %zu streams of queries", room);
    for (size_t w = 0; w < a->n_workloads; w++)
        for (size_t i = 0; i < members->n[w]; i++) {
            struct day_stream *d = &s->streams[s->n_streams];
            *d = (struct day_stream){.workload = w, .model = members->model[w][i]};
            make_stream((const counts *)count, a->n_mixes, w, i, members->n[w], d);
            s->n_streams += d->n > 0;
        }
    return 0;
}

/* ---- 4. pieces ----------------------------------------------------------------------------- */

/* The distinct ends of minutes, the last of which is that of a segment. */
static int make_pieces(const struct schedule *s, struct day_stream *d, struct error *e)
{
    size_t room = s->n_mixes * DAY_MINUTES, n = 0;
    d->piece_end = malloc(room * sizeof *d->piece_end);
    if (!d->piece_end)
        return error_no_memory(e, "for the %zu pieces of a stream", room);
    for (size_t mix = 0; mix < s->n_mixes; mix++) {
        uint64_t before = 0;
        for (size_t minute = 1; minute <= DAY_MINUTES; minute++) {
            uint64_t at = minute_of(s, d->of_mix[mix], minute);
            if (at > before)
                d->piece_end[n++] = at;
            before = at;
        }
    }
    d->n_pieces = sort_distinct(d->piece_end, n);
    return 0;
}

size_t schedule_piece(const struct day_stream *stream, uint64_t query)
{
    size_t low = 0, high = stream->n_pieces; /* the piece is in [low, high] */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stream->piece_end[middle] > query)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* ---- 5. all -------------------------------------------------------------------------------- */

int schedule_make(const struct assumptions *a, const struct schedule_members *members,
                  uint64_t queries, const struct load_curve *curve, struct schedule *s,
                  struct error *e)
{
    *s = (struct schedule){.queries = queries, .n_mixes = a->n_mixes};
    if (queries < 1 || queries > (uint64_t)SCHEDULE_MAX_QUERIES)
        return error_set(e, "queries: found %" PRIu64 ", want 1 to %g", queries,
                         SCHEDULE_MAX_QUERIES);
    if (a->n_mixes == 0)
        return error_set(e, "mixes: found none, want at least one mix { ... }: a day is drawn of "
                         "its shares");
    int rc = take_curve(s, curve, e) || make_streams(s, a, members, e) ? -1 : 0;
    for (size_t i = 0; i < s->n_streams && rc == 0; i++)
        rc = make_pieces(s, &s->streams[i], e);
    if (rc)
        schedule_free(s);
    return rc;
}

void schedule_free(struct schedule *s)
{
    for (size_t i = 0; i < s->n_streams; i++)
        free(s->streams[i].piece_end);
    free(s->streams);
    *s = (struct schedule){0};
}

/* ---- 6. items of work, found by counting and not from a list ------------------------------- */

static uint64_t segment_start(const struct day_stream *d, size_t segment)
{
    return segment ? d->segment_end[segment - 1] : 0;
}

/* Items of a segment: all of full size but the last. */
static uint64_t items_of(const struct day_stream *d, size_t segment)
{
    uint64_t n = d->segment_end[segment] - segment_start(d, segment);
    return n / SCHEDULE_ITEM_QUERIES + (n % SCHEDULE_ITEM_QUERIES > 0);
}

uint64_t schedule_items(const struct schedule *s)
{
    uint64_t n = 0;
    for (size_t i = 0; i < s->n_streams; i++)
        for (size_t segment = 0; segment < s->streams[i].n_segments; segment++)
            n += items_of(&s->streams[i], segment);
    return n;
}

/* Item `number` of a segment. */
static struct schedule_item item_of(const struct day_stream *d, size_t stream, size_t segment,
                                    uint64_t number)
{
    uint64_t first = segment_start(d, segment) + number * SCHEDULE_ITEM_QUERIES;
    uint64_t left = d->segment_end[segment] - first;
    return (struct schedule_item){
        .stream = stream, .segment = segment, .first = first,
        .last = first + (left < SCHEDULE_ITEM_QUERIES ? left : SCHEDULE_ITEM_QUERIES)};
}

struct schedule_item schedule_item(const struct schedule *s, uint64_t number)
{
    for (size_t i = 0; i < s->n_streams; i++)
        for (size_t segment = 0; segment < s->streams[i].n_segments; segment++) {
            uint64_t n = items_of(&s->streams[i], segment);
            if (number < n)
                return item_of(&s->streams[i], i, segment, number);
            number -= n;
        }
    return (struct schedule_item){.stream = s->n_streams};
}
