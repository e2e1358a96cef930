/* elasticity.c -- central differences of exact results. */
#include "ask/elasticity.h"

#include <math.h>

#include "scenario/value_parts.h"
#include "base/text.h"

#define STEP 1e-3

/* The scenario with the value scaled. False when it then is none, with *open false. */
static int open_scaled(struct question *q, const struct schema_key *key,
                       const struct assumption *row, double factor, struct outcome *out,
                       bool *open, struct error *e)
{
    char value[TEXT_SIZE];
    struct error outside;
    if (value_parts_scale(key, row->value, factor, 17, NULL, value, e))
        return error_prefix(e, "%s: %s", row->place, row->path);
    *open = question_ask_with(q, row->path, value, out, &outside) == 0;
    return 0;
}

/* ln of a result on one side, and ln of the factor there; of the present where it is not open. */
static int one_side(struct outcome *o, bool open, const char *key, double present, double factor,
                    double *ln_y, double *ln_x, struct error *e)
{
    struct estimate y = {.value = present};
    if (open && outcome_value(o, key, &y, e))
        return -1;
    *ln_y = log(y.value);
    *ln_x = open ? log(factor) : 0;
    return 0;
}

static int differences(const struct assumption *row, struct outcome sides[2],
                       const bool open[2], size_t n, const struct headline *keys,
                       const bool *enters, const double *present, double *out,
                       struct error *e)
{
    for (size_t k = 0; k < n; k++) {
        double low_y, low_x, high_y, high_x;
        out[k] = 0;
        if (!enters[k])
            continue;
        if (one_side(&sides[0], open[0], keys[k].key, present[k], 1 - STEP, &low_y, &low_x, e) ||
            one_side(&sides[1], open[1], keys[k].key, present[k], 1 + STEP, &high_y, &high_x, e))
            return error_prefix(e, "%s: %s", row->place, row->path);
        out[k] = (high_y - low_y) / (high_x - low_x); /* 0 / 0 where neither side is open */
    }
    return 0;
}

int elasticity_of(struct question *q, const struct assumption *row, size_t n,
                  const struct headline *keys, const bool *enters, const double *present,
                  double *out, struct error *e)
{
    struct outcome sides[2] = {{.exact = NULL}, {.exact = NULL}};
    bool open[2] = {false, false};
    const struct schema_key *key = schema_find_path(row->path, NULL);
    for (size_t k = 0; k < n; k++)
        out[k] = NAN;
    if (!key || !value_parts_can_scale(key, row->value))
        return 0;
    int rc = open_scaled(q, key, row, 1 - STEP, &sides[0], &open[0], e);
    if (rc == 0)
        rc = open_scaled(q, key, row, 1 + STEP, &sides[1], &open[1], e);
    if (rc == 0)
        rc = differences(row, sides, open, n, keys, enters, present, out, e);
    for (int i = 0; i < 2; i++)
        if (open[i])
            outcome_close(&sides[i]);
    return rc;
}
