/* lever.c -- the efficiency levers by name. */
#include "model/lever.h"

const char *lever_column_name(enum lever_column column)
{
    static const char *const NAMES[LEVER_COLUMN_COUNT] = {"", "hardware", "algorithm", "serving",
                                                          "combined"};
    return NAMES[column];
}
