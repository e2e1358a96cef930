/* value_parts.h -- the numbers inside a written value: lognormal(p5=1.05,p95=1.6) has p5 and p95,
 * 11.3 is one itself. */
#ifndef SCENARIO_VALUE_PARTS_H
#define SCENARIO_VALUE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "scenario/schema.h"

#define VALUE_PARTS_MAX ASSUMPTIONS_MAX_WORKLOADS

/* What becomes of a number when its value is scaled by a factor. */
enum value_role {
    VALUE_PLACE, /* where the value lies: scaled                                 */
    VALUE_WIDTH, /* how wide it is, without a unit, such as ratio and cv: stays  */
    VALUE_SHARE  /* one of several that sum to 1: stays, and is not moved alone  */
};

/* One part of a value. */
struct value_part {
    char name[NAME_SIZE];  /* "p95"; "" for a value that is a number itself            */
    bool is_number;        /* false for such as idle=node                              */
    double number;         /* in the key's unit, or dimensionless for ratio, cv, share */
    enum value_role role;
    size_t start, length;  /* of the number in the written value [byte]                */
};

/* The parts of a value that the key's check has passed.
 *   parts   room for VALUE_PARTS_MAX, filled
 * Returns their number: 0 for words, names, counts, cuts. */
size_t value_parts_list(const struct schema_key *key, const char *value, struct value_part *parts);

/* Whether scaling the value changes anything: it holds a number that is scaled and not 0. */
bool value_parts_can_scale(const struct schema_key *key, const char *value);

/* Writes the value with another text in the place of one part.
 *   out   TEXT_SIZE bytes, not `value`
 * Returns 0, or -1 when it is too long. */
int value_part_replace(const char *value, const struct value_part *part, const char *text,
                       char *out, struct error *e) MUST_CHECK;

/* Writes the value with every number scaled by one factor: a ratio or cv, which says how wide a
 * distribution is and not where it lies, stays, so that X becomes factor X.
 *   factor   > 0
 *   digits   of each number that is scaled, at most; 17 for all
 *   scaled   set to how many numbers were; 0 for shares and for what has no number; may be NULL
 *   out      TEXT_SIZE bytes, not `value`
 * Returns 0, or -1 when it is too long. */
int value_parts_scale(const struct schema_key *key, const char *value, double factor, int digits,
                      size_t *scaled, char *out, struct error *e) MUST_CHECK;

/* ---- columns of types, see scenario/value_type.h -------------------------------------------- */

/* The column `label` of what has named parts: "median 0.7, ratio 2.25"; "1.05-1.6" of P5 and P95 or
 * of a line, as people say it; "500" of a constant. */
void value_parts_label(const char *value, char label[LABEL_SIZE]);

/* The column `parts` of values such as: */

size_t value_parts_none(const char *value, struct value_part *parts);   /* words                 */
size_t value_parts_whole(const char *value, struct value_part *parts);  /* 11.3                  */
size_t value_parts_named(const char *value, struct value_part *parts);  /* linear(idle=..,cap=..) */
size_t value_parts_distribution(const char *value, struct value_part *parts);
size_t value_parts_shares(const char *value, struct value_part *parts); /* a=0.9,b=0.1           */

#endif
