/* quantity.c -- the rows of the quantities. */
#include "model/quantity.h"

#define QUANTITY_ROW(id, name, unit, words, long_name, results, basis)                             \
    {name, unit, words, long_name, QUANTITY_##results, QUANTITY_##basis},

const struct quantity_row *quantity_row(enum quantity quantity)
{
    static const struct quantity_row ROWS[QUANTITY_COUNT] = {QUANTITY_ROWS(QUANTITY_ROW)};
    return &ROWS[quantity];
}
