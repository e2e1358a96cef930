/* variation.h -- a scenario with another value of one assumption, to see what that reaches.
 *
 * A number is a little larger or smaller, a choice another of its words. A name names an item like
 * the present one, but for its numbers; so do all names of a list; a throughput table, or a
 * model's name in it, stands for rows of other TPS. So every assumption has another value, in a
 * scenario with one node or one model as well. The scenario need not make sense (P_idle may come
 * to lie above P_max): nothing of it is evaluated. */
#ifndef ASK_VARIATION_H
#define ASK_VARIATION_H

#include <stdbool.h>
#include <stddef.h>

#include "ask/question.h"
#include "base/error.h"
#include "model/assumptions.h"
#include "model/throughput.h"

struct variation {
    struct assumptions a;
    struct throughput_fits fits;
};

/* Builds and fits the scenario with the nth other value of an assumption.
 *   q       its throughput table has been read
 *   path    of the schema
 *   nth     from 0; there are at least one and at most a few
 *   found   set to false when there are no more than nth; `out` is not filled then
 * Returns 0, or -1 with a message. */
int variation_build(const struct question *q, const char *path, size_t nth,
                    struct variation *out, bool *found, struct error *e) MUST_CHECK;

#endif
