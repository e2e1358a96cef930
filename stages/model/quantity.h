/* quantity.h -- what a query is described by: lengths, TPS, power, PUE, energy; one row each. */
#ifndef MODEL_QUANTITY_H
#define MODEL_QUANTITY_H

/* Whose queries' quantity results.tsv has. */
enum quantity_results {
    QUANTITY_NO_RESULTS,
    QUANTITY_OF_MODELS,   /* each model's          */
    QUANTITY_OF_FRONTIERS /* and the frontier's    */
};

/* What of a model's query_inputs (model/inputs.h) a quantity rests on: the least that holds it. */
enum quantity_basis {
    QUANTITY_ON_OUTPUT,     /* L_out                */
    QUANTITY_ON_THROUGHPUT, /* and L_in, the fit    */
    QUANTITY_ON_ALL         /* and all the rest     */
};

/* Identifier, name in keys and files, unit, words for people, one line about it, results, basis. */
#define QUANTITY_ROWS(ROW)                                                                         \
    ROW(INPUT_TOKENS, "input_tokens", "token", "length of the prompt",                             \
        "input tokens of one query, L_in", NO_RESULTS, ON_THROUGHPUT)                              \
    ROW(OUTPUT_TOKENS, "output_tokens", "token", "length of the answer",                           \
        "output tokens of one query, L_out", OF_MODELS, ON_OUTPUT)                                 \
    ROW(TPS, "tps", "token/s", "throughput", "output tokens per second of the node, TPS",          \
        OF_MODELS, ON_THROUGHPUT)                                                                  \
    ROW(UTILISATION, "utilisation", "1", "power utilisation",                                      \
        "power utilisation of the node, u", NO_RESULTS, ON_ALL)                                    \
    ROW(NODE_POWER, "node_power", "kW", "power of the node", "power of the node, P_node",          \
        NO_RESULTS, ON_ALL)                                                                        \
    ROW(PUE, "pue", "1", "power usage effectiveness", "power usage effectiveness, PUE",            \
        NO_RESULTS, ON_ALL)                                                                        \
    ROW(ENERGY, "energy", "Wh", "energy of a query", "energy of one query, E", OF_FRONTIERS,       \
        ON_ALL)

#define QUANTITY_IDENTIFIER(id, name, unit, words, long_name, results, basis) QUANTITY_##id,
enum quantity { QUANTITY_ROWS(QUANTITY_IDENTIFIER) QUANTITY_COUNT };

struct quantity_row {
    const char *name, *unit, *words, *long_name;
    enum quantity_results results;
    enum quantity_basis basis;
};

/* The row of a quantity; constant. */
const struct quantity_row *quantity_row(enum quantity quantity);

#endif
