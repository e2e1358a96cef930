/* law_parts.h -- what law.c and law_levers.c share. */
#ifndef CALC_LAW_PARTS_H
#define CALC_LAW_PARTS_H

#include "calc/error.h"
#include "calc/law.h"
#include "calc/nodes.h"

/* Appends points of ln E of one part with their probabilities, energy 0 as -INFINITY; panels at
 * most `width` wide. Returns 0, or -1 when memory is out. */
int law_part_nodes(const struct law_part *p, double width, struct nodes *out,
                   struct error *e) MUST_CHECK;

#endif
