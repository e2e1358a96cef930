/* fleet.c -- beta from its parts, and what a day is compared with. */
#include "model/fleet.h"

#include <math.h>
#include <string.h>

#include "base/words.h"

#define HOURS_A_DAY 24.0
#define WH_A_GWH 1e9
#define MWH_A_GWH 1e3

#define FLEET_ROW(field, unit, words) {#field, unit, words, offsetof(struct fleet_factors, field)},

const struct fleet_row *fleet_row(enum fleet_factor factor)
{
    static const struct fleet_row ROWS[FLEET_COUNT] = {FLEET_ROWS(FLEET_ROW)};
    return &ROWS[factor];
}

double fleet_factor_value(const struct fleet_factors *f, enum fleet_factor factor)
{
    double value;
    memcpy(&value, (const char *)f + fleet_row(factor)->at, sizeof value);
    return value;
}

bool fleet_find(const char *name, enum fleet_factor *factor)
{
    for (int i = 0; i < FLEET_COUNT; i++)
        if (strcmp(fleet_row((enum fleet_factor)i)->name, name) == 0) {
            *factor = (enum fleet_factor)i;
            return true;
        }
    return false;
}

const char *fleet_names(char *words)
{
    words[0] = '\0';
    for (int i = 0; i < FLEET_COUNT; i++)
        words_add(words, TEXT_SIZE, fleet_row((enum fleet_factor)i)->name);
    return words;
}

struct fleet_factors fleet_factors_of(const struct fleet_inputs *inputs)
{
    const struct beta_inputs *b = &inputs->beta;
    const struct references *r = &inputs->references;
    double mean_load = (b->load_low + b->load_high) / 2.0;
    double node_full_load = b->max_power * HOURS_A_DAY;
    double node_load =
        (b->idle_power + (b->max_power - b->idle_power) * mean_load) * HOURS_A_DAY;
    double derived = node_load / node_full_load / mean_load;
    double utilisation = b->utilisation.derived ? derived : b->utilisation.value;
    double beta = b->redundancy * utilisation * b->network;
    double web_search = r->web_search * inputs->queries_per_day / WH_A_GWH;
    double data_centre = r->data_centre_power * r->data_centre_load * HOURS_A_DAY / MWH_A_GWH;
    double data_centre_power = isnan(data_centre) ? NAN : r->data_centre_power;
    /* In the order of the rows: the compiler wants a value for each. */
    return (struct fleet_factors){mean_load, node_full_load, node_load, b->redundancy,
                                  derived, utilisation, b->network, beta,
                                  web_search, data_centre_power, data_centre};
}

double fleet_scale(const struct fleet_inputs *inputs)
{
    return inputs->queries_per_day * fleet_factors_of(inputs).beta / WH_A_GWH;
}
