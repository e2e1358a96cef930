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
    struct fleet_factors f = {.mean_load = (b->load_low + b->load_high) / 2.0,
                              .redundancy = b->redundancy, .network = b->network};
    double dynamic_power = b->max_power - b->idle_power;
    f.node_full_load = b->max_power * HOURS_A_DAY;
    f.node_load = (b->idle_power + dynamic_power * f.mean_load) * HOURS_A_DAY;
    f.utilisation_derived = f.node_load / f.node_full_load / f.mean_load;
    f.utilisation = b->utilisation.derived ? f.utilisation_derived : b->utilisation.value;
    f.beta = f.redundancy * f.utilisation * f.network;
    f.web_search = r->web_search * inputs->queries_per_day / WH_A_GWH;
    f.data_centre = r->data_centre_power * r->data_centre_load * HOURS_A_DAY / MWH_A_GWH;
    f.data_centre_power = isnan(f.data_centre) ? NAN : r->data_centre_power;
    return f;
}

double fleet_scale(const struct fleet_inputs *inputs)
{
    return inputs->queries_per_day * fleet_factors_of(inputs).beta / WH_A_GWH;
}
