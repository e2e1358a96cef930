/* table.c -- delimited text with a header line: CSV and TSV.
 *
 *   1. the file's text   2. cells   3. rows   4. looking things up   5. writing
 *
 * The file is read whole and cut into cells where it lies: a cell never grows when its quotes are
 * taken away, so that its end replaces a delimiter that has been read already. */
#include "base/table.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/input.h"
#include "base/text.h"
#include "base/words.h"

#define BOM "\xEF\xBB\xBF"

/* ---- 1. the file's text ----------------------------------------------------------------- */

/* The number of line ends in the n bytes at text. */
static size_t count_lines(const char *text, size_t n)
{
    size_t lines = 0;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    return lines;
}

/* Line ends become "\n", those at the end of the file go. */
static void tidy_line_ends(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (from[0] != '\r' || (from[1] != '\n' && from[1] != '\0'))
            *to++ = *from;
    while (to > text && to[-1] == '\n')
        to--;
    *to = '\0';
}

/* Refuses bytes that no text has; leaves the text without BOM, CRs and empty lines at its end. */
static int clean_text(struct table *t, size_t length, struct error *e)
{
    const char *nul = memchr(t->text, '\0', length);
    if (nul)
        return error_set(e, "%s:%zu: found a NUL byte, want text in UTF-8", t->file,
                         count_lines(t->text, (size_t)(nul - t->text)) + 1);
    size_t bom = strncmp(t->text, BOM, strlen(BOM)) == 0 ? strlen(BOM) : 0;
    memmove(t->text, t->text + bom, length - bom + 1);
    tidy_line_ends(t->text);
    return 0;
}

/* ---- 2. cells --------------------------------------------------------------------------- */

struct parser {
    const char *file;
    char *at;        /* next character to read           */
    char delimiter;
    size_t line;     /* of that character, from 1        */
    char ended_by;   /* delimiter, '\n' or '\0': what ended the last cell */
};

/* Takes the quotes off a cell. Leaves p->at on what follows the closing one. */
static int unquote(struct parser *p, char *to, struct error *e)
{
    size_t opened = p->line;
    for (p->at++; *p->at; p->at++) {
        if (*p->at == '"' && *++p->at != '"') {
            *to = '\0'; /* where the closing quote or something before it stood */
            return 0;
        }
        p->line += *p->at == '\n';
        *to++ = *p->at;
    }
    return error_set(e, "%s:%zu: a quote opens and does not close", p->file, opened);
}

/* Reads one cell and what ends it. */
static int read_cell(struct parser *p, char **cell, struct error *e)
{
    *cell = p->at;
    if (*p->at == '"') {
        if (unquote(p, p->at, e) != 0)
            return -1;
    } else {
        while (*p->at && *p->at != p->delimiter && *p->at != '\n')
            p->at++;
    }
    p->ended_by = *p->at;
    if (p->ended_by && p->ended_by != p->delimiter && p->ended_by != '\n')
        return error_set(e, "%s:%zu: found '%c' after a closing quote, want the end of the cell",
                         p->file, p->line, p->ended_by);
    if (p->ended_by) {
        p->line += p->ended_by == '\n';
        *p->at++ = '\0';
    }
    return 0;
}

/* ---- 3. rows ---------------------------------------------------------------------------- */

struct cells {
    char **cell;
    size_t n;
};

/* Reads the cells of one line. */
static int read_row(struct parser *p, struct cells *list, struct error *e)
{
    do {
        char *cell = NULL;
        if (read_cell(p, &cell, e) != 0)
            return -1;
        if (ARRAY_ADD(list->cell, list->n, cell, e) != 0)
            return error_prefix(e, "%s: its cells", p->file);
    } while (p->ended_by == p->delimiter);
    return 0;
}

/* Steps over the lines that start with '#', which become the comment. */
static void take_comment(struct table *t, struct parser *p)
{
    char *start = p->at, *end = start;
    while (*p->at == '#') {
        end = strchr(p->at, '\n');
        if (!end)
            end = p->at + strlen(p->at);
        p->at = *end ? end + 1 : end;
        p->line++;
    }
    /* the line end after the comment becomes its end; without a comment, the end of the text */
    t->comment = end > start ? start : start + strlen(start);
    if (end > start)
        *end = '\0';
}

static int check_header(const struct table *t, size_t line, struct error *e)
{
    uint64_t digest[TABLE_MOST_COLUMNS];
    size_t first[TABLE_MOST_COLUMNS];
    if (t->n_columns > TABLE_MOST_COLUMNS)
        return error_set(e, "%s:%zu: found %zu columns, want at most %d", t->file, line,
                         t->n_columns, TABLE_MOST_COLUMNS);
    for (size_t c = 0; c < t->n_columns; c++) {
        if (t->header[c][0] == '\0')
            return error_set(e, "%s:%zu: column %zu has no name", t->file, line, c + 1);
        digest[c] = digest_text(DIGEST_BEGIN, t->header[c]);
    }
    if (digest_firsts(digest, t->n_columns, 1, first, e))
        return error_prefix(e, "%s: its columns", t->file);
    for (size_t c = 0; c < t->n_columns; c++)
        if (first[c] != c)
            return error_set(e, "%s:%zu: column %.80s stands twice (%zu and %zu)", t->file,
                             line, t->header[c], first[c] + 1, c + 1);
    return 0;
}

static int read_header(struct table *t, struct parser *p, struct error *e)
{
    struct cells list = {0};
    size_t line = p->line;
    if (!*p->at)
        return error_set(e, "%s:%zu: empty, want a header line", t->file, line);
    int status = read_row(p, &list, e);
    t->header = list.cell;
    t->n_columns = list.n;
    return status != 0 ? -1 : check_header(t, line, e);
}

/* Reads one row below the header, and notes its line. */
static int read_record(struct table *t, struct parser *p, struct cells *list, struct error *e)
{
    size_t before = list->n, line = p->line;
    if (read_row(p, list, e) != 0)
        return -1;
    if (list->n - before != t->n_columns)
        return error_set(e, "%s:%zu: found %zu cell%s, want %zu as in the header", t->file, line,
                         list->n - before, list->n - before == 1 ? "" : "s", t->n_columns);
    if (ARRAY_ADD(t->lines, t->n_rows, line, e) != 0)
        return error_prefix(e, "%s: its rows", t->file);
    return 0;
}

static int read_records(struct table *t, struct parser *p, struct error *e)
{
    struct cells list = {0};
    int status = 0;
    while (status == 0 && p->ended_by)
        status = read_record(t, p, &list, e);
    t->cells = list.cell;
    return status;
}

static int read_all(struct table *t, char delimiter, struct error *e)
{
    size_t length = 0;
    if (input_read(t->file, INPUT_MOST_BYTES, &t->text, &length, e) ||
        clean_text(t, length, e) != 0)
        return -1;
    struct parser p = {.file = t->file, .at = t->text, .delimiter = delimiter, .line = 1};
    take_comment(t, &p);
    if (read_header(t, &p, e) != 0)
        return -1;
    return read_records(t, &p, e);
}

int table_read(const char *file, char delimiter, struct table *t, struct error *e)
{
    *t = (struct table){.file = strdup(file)};
    if (!t->file)
        return error_no_memory(e, "for the name %s", file);
    int status = read_all(t, delimiter, e);
    if (status != 0)
        table_free(t);
    return status;
}

int table_check_data(const struct table *t, struct error *e)
{
    if (t->n_rows <= TABLE_MOST_DATA_ROWS)
        return 0;
    return error_set(e, "%s: found %zu rows, want at most %d", t->file, t->n_rows,
                     TABLE_MOST_DATA_ROWS);
}

void table_free(struct table *t)
{
    free(t->file);
    free(t->header);
    free(t->cells);
    free(t->lines);
    free(t->text);
    *t = (struct table){0};
}

/* ---- 4. looking things up --------------------------------------------------------------- */

int table_column(const struct table *t, const char *name, size_t *column, struct error *e)
{
    for (size_t c = 0; c < t->n_columns; c++)
        if (strcmp(t->header[c], name) == 0) {
            *column = c;
            return 0;
        }
    char names[ERROR_TEXT_SIZE / 2] = "";
    for (size_t c = 0; c < t->n_columns; c++)
        words_add(names, sizeof names, t->header[c]);
    size_t line = t->comment[0] ? count_lines(t->comment, strlen(t->comment)) + 2 : 1;
    return error_set(e, "%s:%zu: column %s is missing; there are %s", t->file, line, name, names);
}

const char *table_cell(const struct table *t, size_t row, size_t column)
{
    return t->cells[row * t->n_columns + column];
}

int table_number(const struct table *t, size_t row, size_t column, double *number,
                 struct error *e)
{
    const char *cell = table_cell(t, row, column);
    double value = NAN;
    size_t n = text_decimal(cell, &value);
    if (cell[n + strspn(cell + n, " \t")]) /* blanks may follow it */
        value = NAN;
    if (!isfinite(value))
        return error_set(e, "%s:%zu: %s: found \"%.80s\", want a %s", t->file, t->lines[row],
                         t->header[column], cell,
                         isnan(value) ? "number" : "number below 1.8e308");
    *number = value;
    return 0;
}

/* ---- 5. writing ------------------------------------------------------------------------------ */

void table_write_cell(FILE *stream, const char *text)
{
    if (*text != '"') {
        fputs(text, stream);
        return;
    }
    fputc('"', stream);
    for (; *text; text++)
        fputs(*text == '"' ? "\"\"" : (char[]){*text, '\0'}, stream);
    fputc('"', stream);
}

void table_write_number(FILE *stream, double number, const char *none)
{
    if (isnan(number))
        fprintf(stream, "\t%s", none);
    else
        fprintf(stream, "\t%.17g", number);
}
