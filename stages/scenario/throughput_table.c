/* throughput_table.c -- the measured throughputs of Supplemental I, from their CSV file. */
#include "scenario/throughput_table.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/table.h"

/* Puts a cell into a field of the row; 0, or -1 with "file:line: column: found, want". */
typedef int read_cell(const struct table *t, size_t row, size_t column, void *field,
                      struct error *e);

static int read_label(const struct table *t, size_t row, size_t column, void *field,
                      struct error *e)
{
    const char *cell = table_cell(t, row, column);
    size_t length = strlen(cell);
    if (length >= LABEL_SIZE)
        return error_set(e, "%s:%zu: %s: found %zu bytes, want at most %d", t->file, t->lines[row],
                         t->header[column], length, LABEL_SIZE - 1);
    memcpy(field, cell, length + 1);
    return 0;
}

static int read_positive(const struct table *t, size_t row, size_t column, void *field,
                         struct error *e)
{
    double *number = field;
    if (table_number(t, row, column, number, e) != 0)
        return -1;
    if (*number > 0)
        return 0;
    return error_set(e, "%s:%zu: %s: found %.17g, want a number above 0", t->file, t->lines[row],
                     t->header[column], *number);
}

static int read_yes_no(const struct table *t, size_t row, size_t column, void *field,
                       struct error *e)
{
    const char *cell = table_cell(t, row, column);
    bool yes = strcmp(cell, "yes") == 0;
    memcpy(field, &yes, sizeof yes);
    if (yes || strcmp(cell, "no") == 0)
        return 0;
    return error_set(e, "%s:%zu: %s: found \"%.80s\", want yes or no", t->file, t->lines[row],
                     t->header[column], cell);
}

#define COLUMN(name, read, field) {name, read, offsetof(struct throughput_row, field)}

static const struct {
    const char *name;
    read_cell *read;
    size_t offset;
} COLUMNS[] = {
    COLUMN("model", read_label, model),
    COLUMN("gpus", read_positive, gpus),
    COLUMN("quantization", read_label, quantization),
    COLUMN("tokens_per_second", read_positive, tps),
    COLUMN("input_tokens", read_positive, input_tokens),
    COLUMN("output_tokens", read_positive, output_tokens),
    COLUMN("source", read_label, source),
    COLUMN("source_check", read_label, source_check),
    COLUMN("used_in_released_analysis", read_yes_no, released),
};

#define COLUMN_COUNT (sizeof COLUMNS / sizeof COLUMNS[0])

static int read_row(const struct table *t, size_t row, const size_t at[COLUMN_COUNT],
                    struct throughput_row *r, struct error *e)
{
    r->line = t->lines[row];
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (COLUMNS[c].read(t, row, at[c], (char *)r + COLUMNS[c].offset, e) != 0)
            return -1;
    return *r->model ? 0 : error_set(e, "%s:%zu: model: found no name", t->file, r->line);
}

static int read_rows(const struct table *t, struct throughput_table *out, struct error *e)
{
    size_t at[COLUMN_COUNT];
    int status = 0;
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (table_column(t, COLUMNS[c].name, &at[c], e) != 0)
            return -1;
    if (table_check_data(t, e))
        return -1;
    if (t->n_rows == 0)
        return error_set(e, "%s: found no rows below the header, want one at least", t->file);
    out->rows = calloc(t->n_rows, sizeof *out->rows);
    if (!out->rows)
        return error_no_memory(e, "for the %zu rows of %s", t->n_rows, t->file);
    for (; status == 0 && out->n < t->n_rows; out->n++)
        status = read_row(t, out->n, at, &out->rows[out->n], e);
    return status;
}

int throughput_table_read(const char *file, struct throughput_table *out, char sha256[65],
                          struct error *e)
{
    struct table t;
    *out = (struct throughput_table){0};
    if (table_read(file, ',', &t, e) != 0)
        return -1;
    int status = read_rows(&t, out, e);
    if (status == 0)
        status = sha256_file(file, sha256, e);
    if (status != 0)
        throughput_table_free(out);
    table_free(&t);
    return status;
}
