/* fleet.c -- beta and its parts as results, and days. */
#include "result/fleet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "model/fleet.h"

int fleet_results_add_factors(const struct assumptions *a, struct results *r, struct error *e)
{
    struct fleet_inputs inputs = fleet_inputs_without_mix(a);
    struct fleet_factors f = fleet_factors_of(&inputs);
    for (int i = 0; i < FLEET_COUNT; i++) {
        struct key key = {.form = KEY_FACTOR, .factor = (enum fleet_factor)i};
        struct estimate value = {fleet_factor_value(&f, key.factor), 0, 1};
        if (!isnan(value.value) && results_add_key(r, a, &key, value, e))
            return -1;
    }
    return 0;
}

int fleet_results_write(const struct results *all, const char *origin, const char *path,
                        struct error *e)
{
    struct results days = {0};
    int rc = 0;
    snprintf(days.origin, sizeof days.origin, "%s", origin);
    for (size_t i = 0; i < all->n && rc == 0; i++)
        if (strcmp(all->rows[i].parts.of[KEY_CASE], "fleet") == 0)
            rc = ARRAY_ADD(days.rows, days.n, all->rows[i], e);
    if (rc == 0)
        rc = results_write(&days, path, e);
    results_free(&days);
    return rc;
}
