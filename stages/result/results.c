/* results.c -- results.tsv, written and read. */
#include "result/results.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/output.h"
#include "base/table.h"

static const char *const COLUMNS[] = {"key",       "case",  "quantity", "group",          "lever",
                                      "statistic", "value", "unit",     "standard_error", "n"};
#define COLUMN_COUNT (sizeof COLUMNS / sizeof COLUMNS[0])

/* Copies text if it fits with its end. */
static int copy(char *to, size_t size, const char *text, struct error *e)
{
    size_t length = strlen(text);
    if (length >= size)
        return error_set(e, "\"%s\" is too long for a result, want below %zu characters", text,
                         size);
    memcpy(to, text, length + 1);
    return 0;
}

int results_add(struct results *r, const char *const part[KEY_PARTS], struct estimate estimate,
                const char *unit, struct error *e)
{
    struct result row = {.value = estimate.value, .standard_error = estimate.standard_error,
                         .n = estimate.n};
    for (size_t i = 0; i < KEY_PARTS; i++)
        if (copy(row.parts.of[i], sizeof row.parts.of[i], part[i], e))
            return -1;
    if (copy(row.unit, sizeof row.unit, unit, e))
        return -1;
    key_join(&row.parts, row.key);
    return ARRAY_ADD(r->rows, r->n, row, e);
}

int results_add_key(struct results *r, const struct assumptions *a, const struct key *key,
                    struct estimate estimate, struct error *e)
{
    struct key_parts p = key_parts_of(a, key);
    const char *const part[KEY_PARTS] = {p.of[0], p.of[1], p.of[2], p.of[3], p.of[4]};
    return results_add(r, part, estimate, key_unit(key), e);
}

int results_add_summary(struct results *r, const struct assumptions *a,
                        const struct variable *v, const struct summary *s, struct error *e)
{
    for (int i = 0; i < STATISTIC_COUNT; i++) {
        struct key key = {.variable = *v, .statistic = (enum statistic)i};
        if (results_add_key(r, a, &key, s->of[i], e))
            return -1;
    }
    return 0;
}

static int read_row(struct results *r, const struct table *t, size_t row,
                    const size_t column[COLUMN_COUNT], struct error *e)
{
    const char *c[COLUMN_COUNT];
    double value, standard_error, n;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        c[i] = table_cell(t, row, column[i]);
    if (table_number(t, row, column[6], &value, e) ||
        table_number(t, row, column[8], &standard_error, e) ||
        table_number(t, row, column[9], &n, e))
        return -1;
    if (!(n >= 0 && n <= 0x1p53 && n == floor(n)))
        return error_set(e, "%s:%zu: n: found %.17g, want a whole number from 0", t->file,
                         t->lines[row], n);
    return results_add(r, c + 1, (struct estimate){value, standard_error, (size_t)n}, c[7], e);
}

int results_read(struct results *r, const char *file, struct error *e)
{
    struct table t;
    size_t column[COLUMN_COUNT];
    int rc = table_read(file, '\t', &t, e);
    if (rc)
        return -1;
    for (size_t i = 0; i < COLUMN_COUNT && rc == 0; i++)
        rc = table_column(&t, COLUMNS[i], &column[i], e);
    for (size_t row = 0; row < t.n_rows && rc == 0; row++)
        rc = read_row(r, &t, row, column, e);
    snprintf(r->origin, sizeof r->origin, "%.*s", (int)strcspn(t.comment, "\n"),
             t.comment + strspn(t.comment, "# "));
    table_free(&t);
    return rc;
}

int results_check_origin(const struct results *r, const char *origin, const char *file,
                         struct error *e)
{
    if (strcmp(r->origin, origin) == 0)
        return 0;
    return error_set(e, "%s: made from \"%.300s\", want \"%.300s\": run make again", file,
                     r->origin, origin);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct result *)a)->key, ((const struct result *)b)->key);
}

static int check_rows(const struct results *r, struct error *e)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct result *row = &r->rows[i];
        if (!isfinite(row->value) || !(row->standard_error >= 0) || !isfinite(row->standard_error))
            return error_set(e, "result %s: found %.17g with standard error %.17g, want finite "
                                "numbers", row->key, row->value, row->standard_error);
        if (i > 0 && strcmp(row->key, r->rows[i - 1].key) == 0)
            return error_set(e, "result %s: found twice: rename one of the models, cases or mixes "
                                "that give this key", row->key);
    }
    return 0;
}

const struct result *results_find(const struct results *r, const char *key)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->rows[i].key, key) == 0)
            return &r->rows[i];
    return NULL;
}

static void sort_rows(struct results *r)
{
    if (r->n > 0)
        qsort(r->rows, r->n, sizeof *r->rows, by_key);
}

int results_write(struct results *r, const char *path, struct error *e)
{
    struct output out;
    sort_rows(r);
    if (check_rows(r, e) || output_open(&out, path, e))
        return -1;
    if (*r->origin)
        fprintf(out.stream, "# %s\n", r->origin);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        fprintf(out.stream, "%s%s", COLUMNS[i], i + 1 < COLUMN_COUNT ? "\t" : "\n");
    for (size_t i = 0; i < r->n; i++) {
        const struct result *row = &r->rows[i];
        fprintf(out.stream, "%s\t%s\t%s\t%s\t%s\t%s\t%.17g\t%s\t%.17g\t%zu\n", row->key,
                row->parts.of[0], row->parts.of[1], row->parts.of[2], row->parts.of[3],
                row->parts.of[4], row->value, row->unit, row->standard_error, row->n);
    }
    return output_publish(&out, e);
}

static int write_words(const struct results *r, const struct assumptions *a, FILE *stream,
                       struct error *e)
{
    fputs("key\twords\tunit\tcase\tquantity\tgroup\tlever\tstatistic\n", stream);
    for (size_t i = 0; i < r->n; i++) {
        struct key key;
        char words[KEY_WORDS_SIZE];
        if (key_parse(a, r->rows[i].key, &key, e))
            return -1;
        struct key_labels labels = key_labels_of(a, &key);
        fprintf(stream, "%s\t%s\t%s", r->rows[i].key, key_words(a, &key, words), key_unit(&key));
        for (size_t p = 0; p < KEY_PARTS; p++) {
            fputc('\t', stream);
            table_write_cell(stream, labels.of[p]);
        }
        fputc('\n', stream);
    }
    return 0;
}

int results_write_words(struct results *r, const struct assumptions *a, const char *path,
                        struct error *e)
{
    struct output out;
    sort_rows(r);
    if (output_open(&out, path, e))
        return -1;
    return output_finish(&out, write_words(r, a, out.stream, e), e);
}

void results_free(struct results *r)
{
    free(r->rows);
    *r = (struct results){0};
}
