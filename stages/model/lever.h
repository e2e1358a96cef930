/* lever.h -- the efficiency levers, E' = E / alpha: none, each, and all together; one row each. */
#ifndef MODEL_LEVER_H
#define MODEL_LEVER_H

#include <stdbool.h>
#include <stddef.h>

/* Identifier, name in keys and files, label for people, which of the figure's rows it is, from 0.
 * In the order in which mt19937 draws their alpha. */
#define LEVER_ROWS(ROW)                                                                            \
    ROW(HARDWARE, "hardware", "Hardware", 3)                                                       \
    ROW(ALGORITHM, "algorithm", "Algorithm", 1)                                                    \
    ROW(SERVING, "serving", "Serving", 2)

#define LEVER_IDENTIFIER(id, name, label, shown) LEVER_##id,
enum lever { LEVER_ROWS(LEVER_IDENTIFIER) LEVER_COUNT };

/* Columns of a lever pool: the energy without a lever, with each, and with all of them. */
#define LEVER_COLUMN_ROWS(ROW)                                                                     \
    ROW(NONE, "", "Baseline", 0)                                                                   \
    LEVER_ROWS(ROW)                                                                                \
    ROW(COMBINED, "combined", "Combined", LEVER_COUNT + 1)

#define LEVER_COLUMN_IDENTIFIER(id, name, label, shown) LEVER_COLUMN_##id,
enum lever_column { LEVER_COLUMN_ROWS(LEVER_COLUMN_IDENTIFIER) LEVER_COLUMN_COUNT };

/* "" for no lever, then "hardware", ..., "combined". */
const char *lever_column_name(enum lever_column column);

/* "Baseline", "Hardware", ..., "Combined". */
const char *lever_column_label(enum lever_column column);

/* The column of one lever alone. */
enum lever_column lever_column_of(enum lever lever);

/* Whether the energies of a column are over the lever's alpha. */
bool lever_column_has(enum lever_column column, enum lever lever);

/* The column that is row i of a figure.
 *   i   below LEVER_COLUMN_COUNT */
enum lever_column lever_column_shown(size_t i);

#endif
