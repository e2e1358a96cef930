/* table.h -- delimited text with a header line: CSV and TSV, as data/ and build/ hold them.
 *
 * Cells may be quoted with '"', a quote inside doubled. A BOM, CRLF line ends and a missing last
 * line end are simply read. Lines that start with '#' before the header are comments. */
#ifndef BASE_TABLE_H
#define BASE_TABLE_H

#include <stddef.h>
#include <stdio.h>

#include "base/error.h"

#define TABLE_MOST_COLUMNS 1000   /* far above the 12 of the widest                     */
#define TABLE_MOST_DATA_ROWS 10000 /* of data/, far above the 87 of the longest: work on them may
                                      be quadratic */

struct table {
    char *file;      /* its name, for messages                     */
    char *comment;   /* the comment lines before the header, or "" */
    size_t n_columns, n_rows;
    char **header;   /* [n_columns]                                */
    char **cells;    /* [n_rows * n_columns], row by row           */
    size_t *lines;   /* [n_rows]: line in the file, from 1         */
    char *text;      /* all strings live here                      */
};

/* Reads a whole file.
 *   delimiter   ',' or '\t'
 *   t           owned by the caller (table_free) on success
 * Returns 0, or -1 with "file:line: ...": unreadable, no regular file or too large a one (input.h),
 * empty, a row with another number of cells than the header, an open quote, a NUL byte, a column
 * twice, too many columns. */
int table_read(const char *file, char delimiter, struct table *t, struct error *e) MUST_CHECK;

/* That a table of measured or published data has at most TABLE_MOST_DATA_ROWS rows: 0, or -1 with
 * "file: found, want". */
int table_check_data(const struct table *t, struct error *e) MUST_CHECK;

/* Finds a column. Returns 0, or -1 with "file:line: column NAME is missing; there are ...". */
int table_column(const struct table *t, const char *name, size_t *column,
                 struct error *e) MUST_CHECK;

/* The cell at row, column, both from 0. Borrowed. */
const char *table_cell(const struct table *t, size_t row, size_t column);

/* The cell as a finite number. Returns 0, or -1 with "file:line: COLUMN: found "x", want a
 * number". */
int table_number(const struct table *t, size_t row, size_t column, double *number,
                 struct error *e) MUST_CHECK;

/* Writes a cell of a TSV file. Only an opening quote means something to readers: such a text is put
 * between quotes. Errors are left to the stream.
 *   text   without tabs and line ends */
void table_write_cell(FILE *stream, const char *text);

/* Writes a tab and a number of 17 digits, or a tab and `none` for NAN. */
void table_write_number(FILE *stream, double number, const char *none);

/* Frees; a zeroed table is accepted. */
void table_free(struct table *t);

#endif
