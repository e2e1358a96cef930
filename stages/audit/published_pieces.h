/* published_pieces.h -- what one printed row and its formulae come apart into. */
#ifndef AUDIT_PUBLISHED_PIECES_H
#define AUDIT_PUBLISHED_PIECES_H

#include <stddef.h>

#include "audit/published.h"
#include "base/error.h"
#include "numeric/expression.h"

#define PUBLISHED_PARTS_MAX 16
#define PUBLISHED_TEXT_MAX 2048 /* bytes of a row's formulae with their end */

/* A text cut at its separators, each piece without blanks around it. */
struct published_pieces {
    size_t n;
    char text[PUBLISHED_TEXT_MAX];
    const char *piece[PUBLISHED_PARTS_MAX]; /* within text */
};

/* Cuts a text at every separator; one that opens a piece is a part of it ("-1").
 * Returns 0, or -1: too long, too many, an empty piece. */
int published_cut(const char *text, const char *separators, struct published_pieces *out,
                  struct error *e) MUST_CHECK;

/* Checks that what is printed is a number, a range "a-b" or a list "a; b"; each number may have ~
 * before it and % behind it. Returns 0, or -1 with what is no such number. */
int published_check_printed(const char *text, struct error *e) MUST_CHECK;

/* The interval that rounds to one piece of what is printed: half a unit to either side, of the
 * last digit of the piece with the most decimals, so that the 3 of 1.5-3 is a 3.0.
 * Returns 0, or -1 when the i-th piece is no decimal. */
int published_rounding(const struct published_pieces *printed, size_t i, double *low,
                       double *high, struct error *e) MUST_CHECK;

/* Makes the i-th of n values of a printed row.
 *   whole      the row's; strings borrowed
 *   printed    NULL: what is printed stays whole
 *   out        whole, with id, formula and, unless NULL, printed of its own; `part` is owned
 * Returns 0, or -1: a formula that does not parse, memory. */
int published_part(const struct published_value *whole, size_t i, size_t n, const char *formula,
                   const char *printed, struct published_value *out, struct error *e) MUST_CHECK;

#endif
