/* checkpoint.c -- a tally in a file, with the sha256 of what it says. */
#include "day/checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sha256.h>

#include "base/input.h"
#include "base/output.h"

#define NAME "wattquery day"
#define IDENTITY_DIGITS 64
#define HEADER_SIZE 256
#define WORD_BYTES 8
#define SUM_BYTES 65 /* of the last line */
#define MEND "remove it, or run without a checkpoint"

/* What the first line says. */
struct header {
    char identity[IDENTITY_DIGITS + 1];
    uint64_t queries, done, n_words, n_extremes;
    size_t bytes; /* of the line */
};

/* ---- bytes ---------------------------------------------------------------------------------- */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words stand lowest byte first");

/* n words or doubles into the bytes of a file, and out of them. Return where the next are. */
static unsigned char *put(unsigned char *at, const void *values, size_t n)
{
    memcpy(at, values, n * WORD_BYTES);
    return at + n * WORD_BYTES;
}

static const unsigned char *get(const unsigned char *at, void *values, size_t n)
{
    memcpy(values, at, n * WORD_BYTES);
    return at + n * WORD_BYTES;
}

/* The last line of a file: the sha256 of the n bytes before it. */
static void sum_of(const unsigned char *bytes, size_t n, char line[SUM_BYTES])
{
    _Static_assert(SHA256_DIGEST_STRING_LENGTH == SUM_BYTES, "64 digits and an end");
    SHA256Data(bytes, n, line);
    line[SUM_BYTES - 1] = '\n';
}

/* ---- writing -------------------------------------------------------------------------------- */

/* All bytes of the file, owned by the caller, or NULL when memory is out. */
static unsigned char *encode(const char *identity, uint64_t done, const struct tally *t, size_t *n)
{
    char line[HEADER_SIZE];
    size_t header = (size_t)snprintf(line, sizeof line, NAME " %d %.64s %" PRIu64 " %" PRIu64
                                     " %zu %zu\n", CHECKPOINT_VERSION, identity,
                                     t->schedule->queries, done, t->n_words, t->n_extremes);
    *n = header + (t->n_words + 2 * t->n_extremes) * WORD_BYTES + SUM_BYTES;
    unsigned char *bytes = malloc(*n), *at = bytes;
    if (!bytes)
        return NULL;
    memcpy(at, line, header);
    at = put(at + header, t->words, t->n_words);
    at = put(at, t->low, t->n_extremes);
    at = put(at, t->high, t->n_extremes);
    sum_of(bytes, (size_t)(at - bytes), (char *)at);
    return bytes;
}

/* Through to the disk, so that a file that has its name is whole after a power cut too. */
static int write_through(struct output *out, const unsigned char *bytes, size_t n, struct error *e)
{
    if (fwrite(bytes, 1, n, out->stream) == n && fflush(out->stream) == 0 &&
        fsync(fileno(out->stream)) == 0)
        return 0;
    return error_file(e, errno, "%s: not written", out->temporary);
}

int checkpoint_write(const char *file, const char *identity, uint64_t done,
                     const struct tally *t, struct error *e)
{
    struct output out;
    size_t n;
    if (output_open(&out, file, e))
        return -1;
    unsigned char *bytes = encode(identity, done, t, &n);
    int rc = bytes ? write_through(&out, bytes, n, e)
                   : error_no_memory(e, "for the checkpoint %s", file);
    free(bytes);
    return output_finish(&out, rc, e);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* The whole file and an end, owned by the caller. Returns 0 with *bytes NULL when there is none. */
static int read_bytes(const char *file, char **bytes, size_t *n, struct error *e)
{
    *bytes = NULL;
    if (access(file, F_OK) && errno == ENOENT)
        return 0;
    return input_read(file, SIZE_MAX, bytes, n, e);
}

/* Reads the first line of a text with an end. */
static int read_header(const char *file, const char *text, struct header *h, struct error *e)
{
    int version = 0, begun = -1, used = -1;
    sscanf(text, NAME " %9d%n", &version, &begun);
    if (begun < 0)
        return error_set(e, "%s: found no checkpoint, want one of a day: %s", file, MEND);
    if (version != CHECKPOINT_VERSION)
        return error_set(e, "%s: found a checkpoint of version %d, want %d, that of this program: "
                            "%s",
                         file, version, CHECKPOINT_VERSION, MEND);
    if (sscanf(text + begun, " %64[0-9a-f] %20" SCNu64 " %20" SCNu64 " %20" SCNu64
               " %20" SCNu64 "%n", h->identity, &h->queries, &h->done, &h->n_words,
               &h->n_extremes, &used) != 5 ||
        used < 0 || text[begun + used] != '\n')
        return error_set(e, "%s: found a checkpoint that was altered or cut short: %s", file, MEND);
    h->bytes = (size_t)(begun + used) + 1;
    return 0;
}

/* The bytes are those that were written. */
static int check_whole(const char *file, const unsigned char *bytes, size_t n,
                       const struct header *h, struct error *e)
{
    char line[SUM_BYTES];
    const uint64_t most = SIZE_MAX / WORD_BYTES / 8;
    if (h->n_words > most || h->n_extremes > most)
        return error_set(e, "%s: found a checkpoint that was altered: %s", file, MEND);
    const size_t want = h->bytes + (size_t)(h->n_words + 2 * h->n_extremes) * WORD_BYTES +
                        SUM_BYTES;
    if (n != want)
        return error_set(e, "%s: found a checkpoint of %zu bytes, want %zu: it was %s: %s", file, n,
                         want, n < want ? "cut short" : "altered", MEND);
    sum_of(bytes, n - SUM_BYTES, line);
    if (memcmp(line, bytes + n - SUM_BYTES, SUM_BYTES) != 0)
        return error_set(e, "%s: found a checkpoint with another sha256 than it says, it was "
                         "altered: %s", file, MEND);
    return 0;
}

static int check_same_run(const char *file, const struct header *h, const char *identity,
                          const struct tally *t, struct error *e)
{
    if (h->queries != t->schedule->queries)
        return error_set(e, "%s: found a checkpoint of a day of %" PRIu64 " queries, want %" PRIu64
                         ": ask for as many, or " MEND, file, h->queries, t->schedule->queries);
    if (strcmp(h->identity, identity) != 0)
        return error_set(e, "%s: found a checkpoint of as many queries with other assumptions, "
                         "seed, throughput table or load curve: %s", file, MEND);
    if (h->n_words != t->n_words || h->n_extremes != t->n_extremes ||
        h->done > schedule_items(t->schedule))
        return error_set(e, "%s: found a checkpoint of %" PRIu64 " sums and counts and %" PRIu64
                         " extremes, want %zu and %zu: %s", file, h->n_words, h->n_extremes,
                         t->n_words, t->n_extremes, MEND);
    return 0;
}

/* Queries of a segment that items [0, done) have: items stand in the order of segments. */
static uint64_t queries_of(const struct schedule *s, uint64_t done, size_t stream, size_t segment)
{
    const struct day_stream *d = &s->streams[stream];
    const uint64_t start = segment ? d->segment_end[segment - 1] : 0, end = d->segment_end[segment];
    if (done == schedule_items(s))
        return end - start;
    const struct schedule_item next = schedule_item(s, done);
    if (next.stream != stream)
        return next.stream > stream ? end - start : 0;
    return next.first <= start ? 0 : (next.first < end ? next.first : end) - start;
}

/* What is counted in n buckets; more than `most` as soon as it is known to be more. */
static uint64_t counted(const uint64_t *counts, size_t n, uint64_t most)
{
    uint64_t sum = 0;
    for (size_t b = 0; b < n && sum <= most; b++)
        sum = counts[b] > most ? counts[b] : sum + counts[b];
    return sum;
}

/* The file is as it was written, and still it may be no tally of these items: each has its queries
 * counted in both histograms, and extremes where there are any. */
static int check_segment(const char *file, const struct tally *t, uint64_t done, size_t stream,
                         size_t segment, struct error *e)
{
    const uint64_t want = queries_of(t->schedule, done, stream, segment);
    for (enum plan_quantity q = 0; q < PLAN_QUANTITIES; q++) {
        const size_t at = tally_extreme(t, stream, segment, q);
        const uint64_t n = q < PLAN_ENERGY ? want
                           : counted(tally_counts(t, stream, segment, q),
                                     t->plans[stream].n_buckets, want);
        if (n != want)
            return error_set(e, "%s: found a checkpoint that counts %" PRIu64 " queries in stream "
                                "%zu, segment %zu (from 0), want %" PRIu64 " for the %" PRIu64
                                " items that it says are done: %s", file, n, stream, segment, want,
                             done, MEND);
        if (want ? !(t->low[at] <= t->high[at]) : t->low[at] < t->high[at])
            return error_set(e, "%s: found a checkpoint with extremes %g and %g in stream %zu, "
                                "segment %zu (from 0), where %" PRIu64 " queries are done: %s",
                             file, t->low[at], t->high[at], stream, segment, want, MEND);
    }
    return 0;
}

static int check_adds_up(const char *file, const struct tally *t, uint64_t done, struct error *e)
{
    for (size_t i = 0; i < t->schedule->n_streams; i++)
        for (size_t segment = 0; segment < t->schedule->streams[i].n_segments; segment++)
            if (check_segment(file, t, done, i, segment, e))
                return -1;
    return 0;
}

int checkpoint_read(const char *file, const char *identity, struct tally *t, uint64_t *done,
                    struct error *e)
{
    struct header h = {.bytes = 0};
    char *bytes;
    size_t n;
    *done = 0;
    if (read_bytes(file, &bytes, &n, e))
        return -1;
    if (!bytes)
        return 0;
    const unsigned char *whole = (const unsigned char *)bytes;
    int rc = read_header(file, bytes, &h, e);
    if (rc == 0)
        rc = check_whole(file, whole, n, &h, e);
    if (rc == 0)
        rc = check_same_run(file, &h, identity, t, e);
    if (rc == 0) {
        const unsigned char *at = get(whole + h.bytes, t->words, t->n_words);
        get(get(at, t->low, t->n_extremes), t->high, t->n_extremes);
        rc = check_adds_up(file, t, h.done, e);
    }
    if (rc == 0)
        *done = h.done;
    else
        tally_clear(t);
    free(bytes);
    return rc;
}

int checkpoint_remove(const char *file, struct error *e)
{
    if (remove(file) == 0 || errno == ENOENT)
        return 0;
    return error_file(e, errno, "%s: cannot be removed", file);
}
