/* tally.c -- everything that is kept of a day.
 *
 *   1. layout   2. places   3. adding   4. sums */
#include "day/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HISTOGRAMS 2   /* energy, improved */
#define DIGIT_BITS 32

/* Digits of a sum over many pieces, and the sum itself, do not fit in 64 bits. */
__extension__ typedef unsigned __int128 wide;

/* ---- 1. layout ----------------------------------------------------------------------------- */

/* Stream by stream: [piece][quantity][digit], then [segment][energy, improved][bucket]. */
static size_t sum_words(const struct day_stream *d)
{
    return d->n_pieces * PLAN_QUANTITIES * KERNEL_DIGITS;
}

static void lay_out(struct tally *t)
{
    for (size_t i = 0; i < t->schedule->n_streams; i++) {
        const struct day_stream *d = &t->schedule->streams[i];
        t->place[i] = (struct tally_cell){t->n_words, t->n_extremes};
        t->n_words += sum_words(d) + d->n_segments * HISTOGRAMS * t->plans[i].n_buckets;
        t->n_extremes += d->n_segments * PLAN_QUANTITIES;
    }
}

static void clear_extremes(struct tally *t)
{
    for (size_t i = 0; i < t->n_extremes; i++) {
        t->low[i] = INFINITY;
        t->high[i] = -INFINITY;
    }
}

/* The words are 0 as calloc gives them, and take no memory until they are written. */
int tally_new(const struct schedule *s, const struct plan *plans, struct tally *t,
              struct error *e)
{
    *t = (struct tally){.schedule = s, .plans = plans};
    t->place = calloc(s->n_streams + 1, sizeof *t->place);
    if (t->place)
        lay_out(t);
    t->words = calloc(t->n_words + 1, sizeof *t->words);
    t->low = malloc((t->n_extremes + 1) * sizeof *t->low);
    t->high = malloc((t->n_extremes + 1) * sizeof *t->high);
    if (!t->place || !t->words || !t->low || !t->high) {
        int rc = error_no_memory(e, "for the %zu sums and counts of a day", t->n_words);
        tally_free(t);
        return rc;
    }
    clear_extremes(t);
    return 0;
}

void tally_clear(struct tally *t)
{
    memset(t->words, 0, t->n_words * sizeof *t->words);
    clear_extremes(t);
}

void tally_free(struct tally *t)
{
    free(t->place);
    free(t->words);
    free(t->low);
    free(t->high);
    *t = (struct tally){0};
}

/* ---- 2. places ----------------------------------------------------------------------------- */

uint64_t *tally_sum(const struct tally *t, size_t stream, size_t piece, enum plan_quantity q)
{
    return t->words + t->place[stream].words + (piece * PLAN_QUANTITIES + q) * KERNEL_DIGITS;
}

uint64_t *tally_counts(const struct tally *t, size_t stream, size_t segment,
                       enum plan_quantity q)
{
    size_t histogram = segment * HISTOGRAMS + (q == PLAN_IMPROVED);
    return t->words + t->place[stream].words + sum_words(&t->schedule->streams[stream]) +
           histogram * t->plans[stream].n_buckets;
}

size_t tally_extreme(const struct tally *t, size_t stream, size_t segment, enum plan_quantity q)
{
    return t->place[stream].extremes + segment * PLAN_QUANTITIES + q;
}

/* ---- 3. adding ----------------------------------------------------------------------------- */

void tally_merge(struct tally *into, const struct tally *from)
{
    for (size_t i = 0; i < into->n_words; i++)
        into->words[i] += from->words[i];
    for (size_t i = 0; i < into->n_extremes; i++) {
        into->low[i] = fmin(into->low[i], from->low[i]);
        into->high[i] = fmax(into->high[i], from->high[i]);
    }
}

/* ---- 4. sums ------------------------------------------------------------------------------- */

/* Digits may exceed 32 bits, in one piece and by adding pieces: carries are left to the end. */
double tally_quanta(const struct tally *t, size_t stream, size_t first, size_t last,
                    enum plan_quantity q)
{
    wide digit[KERNEL_DIGITS] = {0}, total = 0;
    for (size_t piece = first; piece < last; piece++) {
        const uint64_t *word = tally_sum(t, stream, piece, q);
        for (size_t i = 0; i < KERNEL_DIGITS; i++)
            digit[i] += word[i];
    }
    for (size_t i = 0; i < KERNEL_DIGITS; i++)
        total += digit[i] << (DIGIT_BITS * i);
    return (double)total; /* gcc and clang round to nearest, half to even: a test holds them */
}
