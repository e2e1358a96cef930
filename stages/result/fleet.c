/* fleet.c -- beta and its parts as results, and days. */
#include "result/fleet.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/fleet.h"

static int add(struct results *r, const char *group, double value, const char *unit,
               struct error *e)
{
    struct result_key key = {"fleet", "", group, "", "total"};
    return results_add(r, key, value, unit, 0, 1, e);
}

int fleet_results_add_factors(const struct assumptions *a, struct results *r, struct error *e)
{
    struct fleet_factors f = fleet_factors_of(a);
    if (add(r, "mean_load", f.mean_load, "1", e) ||
        add(r, "node_full_load", f.node_full_load, "kWh/day", e) ||
        add(r, "node_load", f.node_load, "kWh/day", e) ||
        add(r, "redundancy", f.redundancy, "1", e) ||
        add(r, "utilisation_derived", f.utilisation_derived, "1", e) ||
        add(r, "utilisation", f.utilisation, "1", e) || add(r, "network", f.network, "1", e) ||
        add(r, "beta", f.beta, "1", e))
        return -1;
    if (!isnan(fleet_web_search_day(a)) &&
        add(r, "web_search", fleet_web_search_day(a), "GWh/day", e))
        return -1;
    if (isnan(fleet_data_centre_day(a)))
        return 0;
    if (add(r, "data_centre_power", a->references.data_centre_power, "MW", e))
        return -1;
    return add(r, "data_centre", fleet_data_centre_day(a), "GWh/day", e);
}

int fleet_results_add_day(const struct mix *mix, bool improved, double total,
                          double standard_error, size_t n, struct results *r, struct error *e)
{
    char group[NAME_SIZE + 16];
    snprintf(group, sizeof group, "%s%s", mix->name, improved ? "_improved" : "");
    struct result_key key = {"fleet", "", group, "", "total"};
    return results_add(r, key, total, "GWh/day", standard_error, n, e);
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
            rc = results_add(&days, key, row->value, row->unit, row->standard_error, row->n, e);
    }
    if (rc == 0)
        rc = results_write(&days, path, e);
    results_free(&days);
    return rc;
}
