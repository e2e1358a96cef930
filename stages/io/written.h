/* written.h -- reading the written forms of values that io/schema.h lists, one by one.
 *
 * Each function returns 0, or -1 with "found X, want Y"; outputs are filled on success only. */
#ifndef IO_WRITTEN_H
#define IO_WRITTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "calc/assumptions.h"
#include "calc/error.h"

#define WRITTEN_SIZE 4096 /* bytes that hold every written form with its end */

/* One workload's share of a mix. */
struct written_share {
    char name[NAME_SIZE];
    double share; /* in [0, 1] */
};

/* A finite decimal number and nothing else: no spaces, no hexadecimal, no "inf". */
bool written_number(const char *text, double *number);

/* The same, whole and from 0 to 2^53. */
bool written_count(const char *text, uint64_t *count);

/* [a-z0-9_]+ and shorter than NAME_SIZE. */
bool written_is_name(const char *text);

/* Valid UTF-8 without control characters, so that it fits a cell of a TSV file. */
bool written_is_plain_text(const char *text);

/* The place of `word` among `choices` (separated by one space), or -1. */
int written_choice(const char *word, const char *choices);

/* Takes the next word off a text.
 *   cursor      moved behind the word and its separator
 *   word        `size` bytes; filled with the word, "" when it does not fit
 * Returns false at the end of the text. */
bool written_next(const char **cursor, char separator, char *word, size_t size);

/* "5-95 10-90" in percent, or "none". */
int written_cuts(const char *text, struct cuts *cuts, struct error *e) MUST_CHECK;

/* "linear(idle=0.24,cap=0.8)"; idle may be "node". */
int written_line(const char *text, struct power_line *line, struct error *e) MUST_CHECK;

/* A number, or "derived". */
int written_factor(const char *text, struct factor *factor, struct error *e) MUST_CHECK;

/* "a=0.9,b=0.1": no name twice, each in [0, 1], sum 1 within 1e-9.
 *   shares   ASSUMPTIONS_MAX_WORKLOADS of them; *n is set to their number */
int written_shares(const char *text, struct written_share *shares, size_t *n,
                   struct error *e) MUST_CHECK;

/* Names separated by one space, at least one, none twice. */
int written_names(const char *text, struct error *e) MUST_CHECK;

/* Writes a text between quotes for a message: control characters as '?', cut after 60 bytes.
 *   out   80 bytes
 * Returns out. */
const char *written_quoted(const char *text, char out[80]);

#endif
