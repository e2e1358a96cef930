/* quantity.h -- what a query is described by: lengths, TPS, power, PUE, energy. */
#ifndef MODEL_QUANTITY_H
#define MODEL_QUANTITY_H

enum quantity {
    QUANTITY_INPUT_TOKENS,
    QUANTITY_OUTPUT_TOKENS,
    QUANTITY_TPS,
    QUANTITY_UTILISATION,
    QUANTITY_NODE_POWER,
    QUANTITY_PUE,
    QUANTITY_ENERGY,
    QUANTITY_COUNT
};

/* The word for a quantity in keys, files and columns: "input_tokens", "energy", ... */
const char *quantity_name(enum quantity quantity);

/* Its unit: "token", "token/s", "1", "kW", "Wh". */
const char *quantity_unit(enum quantity quantity);

/* What it is, one line: "energy of one query, E". */
const char *quantity_long_name(enum quantity quantity);

#endif
