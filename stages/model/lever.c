/* lever.c -- the rows of the levers, and what a column is made of. */
#include "model/lever.h"

#define LEVER_COLUMN_ROW(id, name, label, shown) {name, label, shown},

static const struct {
    const char *name, *label;
    size_t shown;
} ROWS[LEVER_COLUMN_COUNT] = {LEVER_COLUMN_ROWS(LEVER_COLUMN_ROW)};

const char *lever_column_name(enum lever_column column)
{
    return ROWS[column].name;
}

const char *lever_column_label(enum lever_column column)
{
    return ROWS[column].label;
}

enum lever_column lever_column_of(enum lever lever)
{
    return (enum lever_column)((int)LEVER_COLUMN_NONE + 1 + (int)lever);
}

bool lever_column_has(enum lever_column column, enum lever lever)
{
    return column == LEVER_COLUMN_COMBINED || column == lever_column_of(lever);
}

enum lever_column lever_column_shown(size_t i)
{
    int column = LEVER_COLUMN_NONE;
    while (column + 1 < LEVER_COLUMN_COUNT && ROWS[column].shown != i)
        column++;
    return (enum lever_column)column;
}
