/* quantity.c -- the quantities of a query: their words. */
#include "model/quantity.h"

static const struct {
    const char *name, *unit, *long_name;
} WORDS[QUANTITY_COUNT] = {
    {"input_tokens", "token", "input tokens of one query, L_in"},
    {"output_tokens", "token", "output tokens of one query, L_out"},
    {"tps", "token/s", "output tokens per second of the node, TPS"},
    {"utilisation", "1", "power utilisation of the node, u"},
    {"node_power", "kW", "power of the node, P_node"},
    {"pue", "1", "power usage effectiveness, PUE"},
    {"energy", "Wh", "energy of one query, E"},
};

const char *quantity_name(enum quantity quantity)
{
    return WORDS[quantity].name;
}

const char *quantity_unit(enum quantity quantity)
{
    return WORDS[quantity].unit;
}

const char *quantity_long_name(enum quantity quantity)
{
    return WORDS[quantity].long_name;
}
