/* text.h -- numbers, counts and names as text. Outputs are filled on success only. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_SIZE 48  /* a name [a-z0-9_]+ with its end    */
#define LABEL_SIZE 96 /* a label for people with its end   */
#define TEXT_SIZE 4096 /* bytes that hold every written form with its end */

/* Reads the decimal number that a text begins with: no spaces before it, no hexadecimal, no "inf".
 *   number   filled where there is one, infinite beyond 1.8e308
 * Returns its length; 0 where there is none, or what only looks like one ("1e", "1+2"). */
size_t text_decimal(const char *text, double *number);

/* A finite decimal number and nothing else. */
bool text_number(const char *text, double *number);

/* The same, whole and from 0 to 2^53. */
bool text_count(const char *text, uint64_t *count);

/* [a-z0-9_]+ and shorter than NAME_SIZE. */
bool text_is_name(const char *text);

/* Valid UTF-8 without control characters, so that it fits a cell of a TSV file. */
bool text_is_plain_text(const char *text);

/* Takes the next word off a text.
 *   cursor      moved behind the word and its separator
 *   word        `size` bytes; filled with the word, "" when it does not fit
 * Returns false at the end of the text. */
bool text_next(const char **cursor, char separator, char *word, size_t size);

/* Puts `more` behind a text, with a separator between them unless the text is empty.
 *   text   in `size` bytes
 * Returns false, and leaves the text as it is, when it does not fit. */
bool text_append(char *text, size_t size, const char *separator, const char *more);

/* Writes a text between quotes for a message: control characters as '?', cut after 60 bytes.
 *   out   80 bytes
 * Returns out. */
const char *text_quoted(const char *text, char out[80]);

#endif
