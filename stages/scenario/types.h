/* types.h -- reading the written forms of values that have several parts, one by one.
 *
 * Each function returns 0, or -1 with "found X, want Y"; outputs are filled on success only. */
#ifndef SCENARIO_TYPES_H
#define SCENARIO_TYPES_H

#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "model/assumptions.h"

/* One workload's share of a mix. */
struct written_share {
    char name[NAME_SIZE];
    double share; /* in [0, 1] */
};

/* "5-95 10-90" in percent, or "none". */
int text_cuts(const char *text, struct cuts *cuts, struct error *e) MUST_CHECK;

/* "linear(idle=0.24,cap=0.8)"; idle may be "node". */
int text_line(const char *text, struct power_line *line, struct error *e) MUST_CHECK;

/* A number, or "derived". */
int text_factor(const char *text, struct factor *factor, struct error *e) MUST_CHECK;

/* "a=0.9,b=0.1": no name twice, each in [0, 1], sum 1 within 1e-9.
 *   shares   ASSUMPTIONS_MAX_WORKLOADS of them; *n is set to their number */
int text_shares(const char *text, struct written_share *shares, size_t *n,
                struct error *e) MUST_CHECK;

/* Names separated by one space, at least one, none twice. */
int text_names(const char *text, struct error *e) MUST_CHECK;

#endif
