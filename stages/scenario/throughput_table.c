/* throughput_table.c -- the measured throughputs of Supplemental I, from their CSV file. */
#include "scenario/throughput_table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/output.h"
#include "base/table.h"

enum column {
    COLUMN_MODEL,
    COLUMN_GPUS,
    COLUMN_QUANTIZATION,
    COLUMN_TPS,
    COLUMN_INPUT_TOKENS,
    COLUMN_OUTPUT_TOKENS,
    COLUMN_SOURCE,
    COLUMN_SOURCE_CHECK,
    COLUMN_RELEASED,
    COLUMN_COUNT
};

static const char *const NAMES[COLUMN_COUNT] = {
    [COLUMN_MODEL] = "model",
    [COLUMN_GPUS] = "gpus",
    [COLUMN_QUANTIZATION] = "quantization",
    [COLUMN_TPS] = "tokens_per_second",
    [COLUMN_INPUT_TOKENS] = "input_tokens",
    [COLUMN_OUTPUT_TOKENS] = "output_tokens",
    [COLUMN_SOURCE] = "source",
    [COLUMN_SOURCE_CHECK] = "source_check",
    [COLUMN_RELEASED] = "used_in_released_analysis",
};

/* A table and where its columns stand. */
struct source {
    struct table table;
    size_t at[COLUMN_COUNT];
};

static int read_label(const struct source *s, size_t row, enum column column,
                      char label[LABEL_SIZE], struct error *e)
{
    const char *cell = table_cell(&s->table, row, s->at[column]);
    size_t length = strlen(cell);
    if (length >= LABEL_SIZE)
        return error_set(e, "%s:%zu: %s: found %zu bytes, want at most %d", s->table.file,
                         s->table.lines[row], NAMES[column], length, LABEL_SIZE - 1);
    memcpy(label, cell, length + 1);
    return 0;
}

static int read_positive(const struct source *s, size_t row, enum column column, double *number,
                         struct error *e)
{
    if (table_number(&s->table, row, s->at[column], number, e) != 0)
        return -1;
    if (*number > 0)
        return 0;
    return error_set(e, "%s:%zu: %s: found %.17g, want a number above 0", s->table.file,
                     s->table.lines[row], NAMES[column], *number);
}

static int read_yes_no(const struct source *s, size_t row, enum column column, bool *yes,
                       struct error *e)
{
    const char *cell = table_cell(&s->table, row, s->at[column]);
    *yes = strcmp(cell, "yes") == 0;
    if (*yes || strcmp(cell, "no") == 0)
        return 0;
    return error_set(e, "%s:%zu: %s: found \"%.80s\", want yes or no", s->table.file,
                     s->table.lines[row], NAMES[column], cell);
}

static int read_row(const struct source *s, size_t row, struct throughput_row *r,
                    struct error *e)
{
    r->line = s->table.lines[row];
    if (read_label(s, row, COLUMN_MODEL, r->model, e) != 0 ||
        read_label(s, row, COLUMN_QUANTIZATION, r->quantization, e) != 0 ||
        read_label(s, row, COLUMN_SOURCE, r->source, e) != 0 ||
        read_label(s, row, COLUMN_SOURCE_CHECK, r->source_check, e) != 0 ||
        read_positive(s, row, COLUMN_GPUS, &r->gpus, e) != 0 ||
        read_positive(s, row, COLUMN_TPS, &r->tps, e) != 0 ||
        read_positive(s, row, COLUMN_INPUT_TOKENS, &r->input_tokens, e) != 0 ||
        read_positive(s, row, COLUMN_OUTPUT_TOKENS, &r->output_tokens, e) != 0 ||
        read_yes_no(s, row, COLUMN_RELEASED, &r->released, e) != 0)
        return -1;
    if (r->model[0] == '\0')
        return error_set(e, "%s:%zu: model: found no name", s->table.file, r->line);
    return 0;
}

static int read_rows(struct source *s, struct throughput_table *out, struct error *e)
{
    for (int c = 0; c < COLUMN_COUNT; c++)
        if (table_column(&s->table, NAMES[c], &s->at[c], e) != 0)
            return -1;
    size_t n = s->table.n_rows;
    if (n == 0)
        return error_set(e, "%s: found no rows below the header, want one at least",
                         s->table.file);
    struct throughput_row *rows = calloc(n, sizeof *rows);
    if (!rows)
        return error_set(e, "%s: no memory for its %zu rows", s->table.file, n);
    int status = 0;
    for (size_t i = 0; status == 0 && i < n; i++)
        status = read_row(s, i, &rows[i], e);
    *out = (struct throughput_table){.n = n, .rows = rows};
    if (status != 0)
        throughput_table_free(out);
    return status;
}

int throughput_table_read(const char *file, struct throughput_table *out, char sha256[65],
                          struct error *e)
{
    struct source s;
    *out = (struct throughput_table){0};
    if (table_read(file, ',', &s.table, e) != 0)
        return -1;
    int status = read_rows(&s, out, e);
    if (status == 0)
        status = sha256_file(file, sha256, e);
    if (status != 0)
        throughput_table_free(out);
    table_free(&s.table);
    return status;
}
