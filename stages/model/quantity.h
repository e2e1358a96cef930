/* quantity.h -- what a query is described by: lengths, TPS, power, PUE, energy; one row each. */
#ifndef MODEL_QUANTITY_H
#define MODEL_QUANTITY_H

/* Whose queries' quantity results.tsv has. */
enum quantity_results {
    QUANTITY_NO_RESULTS,
    QUANTITY_OF_MODELS,   /* each model's          */
    QUANTITY_OF_FRONTIERS /* and the frontier's    */
};

/* Identifier, name in keys and files, unit, words for people, one line about it, results. */
#define QUANTITY_ROWS(ROW)                                                                         \
    ROW(INPUT_TOKENS, "input_tokens", "token", "length of the prompt",                             \
        "input tokens of one query, L_in", NO_RESULTS)                                             \
    ROW(OUTPUT_TOKENS, "output_tokens", "token", "length of the answer",                           \
        "output tokens of one query, L_out", OF_MODELS)                                            \
    ROW(TPS, "tps", "token/s", "throughput", "output tokens per second of the node, TPS",          \
        OF_MODELS)                                                                                 \
    ROW(UTILISATION, "utilisation", "1", "power utilisation",                                      \
        "power utilisation of the node, u", NO_RESULTS)                                            \
    ROW(NODE_POWER, "node_power", "kW", "power of the node", "power of the node, P_node",          \
        NO_RESULTS)                                                                                \
    ROW(PUE, "pue", "1", "power usage effectiveness", "power usage effectiveness, PUE",            \
        NO_RESULTS)                                                                                \
    ROW(ENERGY, "energy", "Wh", "energy of a query", "energy of one query, E", OF_FRONTIERS)

#define QUANTITY_IDENTIFIER(id, name, unit, words, long_name, results) QUANTITY_##id,
enum quantity { QUANTITY_ROWS(QUANTITY_IDENTIFIER) QUANTITY_COUNT };

struct quantity_row {
    const char *name, *unit, *words, *long_name;
    enum quantity_results results;
};

/* The row of a quantity; constant. */
const struct quantity_row *quantity_row(enum quantity quantity);

#endif
