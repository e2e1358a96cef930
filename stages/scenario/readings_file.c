/* readings_file.c -- readings.tsv, written and read. */
#include "scenario/readings.h"

#include <string.h>

#include "base/table.h"
#include "base/text.h"

enum { NAME, READING, LABEL, PATH, VALUE, UNIT, SOURCE, NOTE, PLACE, COLUMNS };

static const char *const NAMES[COLUMNS] = {"name", "reading", "label",  "path", "value",
                                           "unit", "source",  "note", "place"};

static void write_change(const struct reading_list *list, size_t i, const struct assumption *row,
                         FILE *stream)
{
    const char *const cells[] = {list->readings[i].label, row->path, row->value, row->unit,
                                 row->source, row->note, row->place};
    fprintf(stream, "%s\t%zu", list->name, i + 1);
    for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++) {
        fputc('\t', stream);
        table_write_cell(stream, cells[c]);
    }
    fputc('\n', stream);
}

void readings_write(const struct readings *r, FILE *stream)
{
    for (size_t c = 0; c < COLUMNS; c++)
        fprintf(stream, "%s%s", c ? "\t" : "", NAMES[c]);
    fputc('\n', stream);
    for (size_t l = 0; l < r->n; l++)
        for (size_t i = 0; i < r->lists[l].n; i++)
            for (size_t c = 0; c < r->lists[l].readings[i].changes.n; c++)
                write_change(&r->lists[l], i, &r->lists[l].readings[i].changes.rows[c], stream);
}

/* The list that a row belongs to: the last one, or a new one; NULL where it is out of order. */
static int list_of(struct readings *r, const char *name, struct reading_list **list,
                   struct error *e)
{
    const char *last = r->n ? r->lists[r->n - 1].name : "";
    *list = NULL;
    if (strcmp(last, name) != 0 && !readings_find(r, name) && readings_add(r, name, "", e))
        return -1;
    if (strcmp(r->lists[r->n - 1].name, name) == 0)
        *list = &r->lists[r->n - 1];
    return 0;
}

/* The reading likewise. */
static int reading_of(struct readings *r, const char *const cell[COLUMNS], uint64_t number,
                      struct reading **reading, struct error *e)
{
    struct reading_list *list;
    *reading = NULL;
    if (list_of(r, cell[NAME], &list, e) ||
        (list && number == list->n + 1 && reading_list_add(list, cell[LABEL], e)))
        return -1;
    if (list && number == list->n && number > 0)
        *reading = &list->readings[number - 1];
    return 0;
}

static int read_row(const struct table *t, size_t row, const size_t column[COLUMNS],
                    struct readings *r, struct error *e)
{
    uint64_t number = 0;
    const char *cell[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++)
        cell[c] = table_cell(t, row, column[c]);
    if (!*cell[NAME] || strlen(cell[NAME]) >= SCHEMA_PATH_SIZE ||
        !text_count(cell[READING], &number))
        return error_set(e, "%s:%zu: found no name or no number of a reading, want them first",
                         t->file, t->lines[row]);
    struct reading *reading;
    if (reading_of(r, cell, number, &reading, e))
        return -1;
    if (!reading)
        return error_set(e, "%s:%zu: found reading %.20s of %s out of order, want readings.tsv as "
                         "resolve wrote it", t->file, t->lines[row], cell[READING], cell[NAME]);
    struct assumption change = {cell[PATH], cell[VALUE], cell[UNIT],
                                cell[SOURCE], cell[NOTE], cell[PLACE]};
    return assumption_list_add(&reading->changes, &change, e);
}

int readings_read(const char *file, struct readings *r, struct error *e)
{
    struct table t;
    size_t column[COLUMNS];
    int rc = 0;
    *r = (struct readings){0};
    if (table_read(file, '\t', &t, e))
        return -1;
    for (size_t c = 0; c < COLUMNS && rc == 0; c++)
        rc = table_column(&t, NAMES[c], &column[c], e);
    for (size_t row = 0; row < t.n_rows && rc == 0; row++)
        rc = read_row(&t, row, column, r, e);
    if (rc == 0 && readings_combinations(r) == 0)
        rc = error_set(e, "%s: found more than %d combinations, want fewer", file,
                       READINGS_MAX_COMBINATIONS);
    if (rc)
        readings_free(r);
    table_free(&t);
    return rc;
}
