/* lever.h -- the efficiency levers, E' = E / alpha: none, each, and all three. */
#ifndef MODEL_LEVER_H
#define MODEL_LEVER_H

/* Columns of a lever pool: the energy without a lever, with each, and with all three. */
enum lever_column {
    LEVER_COLUMN_NONE,
    LEVER_COLUMN_HARDWARE,
    LEVER_COLUMN_ALGORITHM,
    LEVER_COLUMN_SERVING,
    LEVER_COLUMN_COMBINED,
    LEVER_COLUMN_COUNT
};

/* "" for no lever, then "hardware", "algorithm", "serving", "combined". */
const char *lever_column_name(enum lever_column column);

#endif
