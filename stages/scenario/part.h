/* part.h -- the numbers inside a written value: lognormal(p5=1.05,p95=1.6) has p5 and p95, 11.3 is
 * one itself. */
#ifndef SCENARIO_PART_H
#define SCENARIO_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "scenario/schema.h"
#include "base/text.h"

#define PART_MAX ASSUMPTIONS_MAX_WORKLOADS

/* One part of a value. */
struct part {
    char name[NAME_SIZE];  /* "p95"; "" for a value that is a number itself            */
    bool is_number;        /* false for such as idle=node                              */
    double number;         /* in the key's unit, or dimensionless for ratio, cv, share */
    size_t start, length;  /* of the number in the written value [byte]                */
};

/* The parts of a value that the key's check has passed.
 *   parts   room for PART_MAX, filled
 * Returns their number: 0 for words, names, counts, cuts. */
size_t part_list(const struct schema_key *key, const char *value, struct part *parts);

/* True of ratio and cv, which say how wide a distribution is: they have no unit. */
bool part_is_width(const struct part *part);

/* Writes the value with another text in the place of one part.
 *   out   TEXT_SIZE bytes, not `value`
 * Returns 0, or -1 when it is too long. */
int part_replace(const char *value, const struct part *part, const char *text, char *out,
                 struct error *e) MUST_CHECK;

/* Writes the value with every number scaled by one factor: ratio and cv, which say how wide a
 * distribution is and not where it lies, stay, so that X becomes factor X.
 *   factor   > 0
 *   scaled   set to how many numbers were; 0 for shares and for what has no number; may be NULL
 *   out      TEXT_SIZE bytes, not `value`
 * Returns 0, or -1 when it is too long. */
int part_scale(const struct schema_key *key, const char *value, double factor, size_t *scaled,
               char *out, struct error *e) MUST_CHECK;

#endif
