/* schedule_items.c -- items of work, found by counting and not from a list. */
#include "day/schedule.h"

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
