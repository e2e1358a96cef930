/* fleet.c -- beta and its parts as results, and days. */
#include "result/fleet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/fleet.h"

int fleet_results_add_factors(const struct assumptions *a, struct results *r, struct error *e)
{
    struct fleet_factors f = fleet_factors_of(a);
    for (int i = 0; i < FLEET_COUNT; i++) {
        const struct fleet_row *row = fleet_row((enum fleet_factor)i);
        struct estimate value = {fleet_factor_value(&f, (enum fleet_factor)i), 0, 1};
        struct result_key key = {"fleet", "", row->name, "", "total"};
        if (!isnan(value.value) && results_add(r, key, value, row->unit, e))
            return -1;
    }
    return 0;
}

int fleet_results_add_day(const struct mix *mix, bool improved, struct estimate day,
                          struct results *r, struct error *e)
{
    char group[NAME_SIZE + 16];
    snprintf(group, sizeof group, "%s%s", mix->name, improved ? "_improved" : "");
    struct result_key key = {"fleet", "", group, "", "total"};
    return results_add(r, key, day, "GWh/day", e);
}

int fleet_results_write(const struct results *all, const char *path, struct error *e)
{
    struct results days = {0};
    int rc = 0;
    for (size_t i = 0; i < all->n && rc == 0; i++) {
        const struct result *row = &all->rows[i];
        struct result_key key = {row->parts[0], row->parts[1], row->parts[2], row->parts[3],
                                 row->parts[4]};
        if (strcmp(row->parts[0], "fleet") == 0)
            rc = results_add(&days, key, (struct estimate){row->value, row->standard_error, row->n},
                             row->unit, e);
    }
    if (rc == 0)
        rc = results_write(&days, path, e);
    results_free(&days);
    return rc;
}
