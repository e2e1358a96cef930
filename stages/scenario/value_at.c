/* value_at.c -- numbers of a scenario and of its fits, by name.
 *
 *   1. where a value lies   2. distributions   3. assumptions   4. fits */
#include "scenario/value_at.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/fleet.h"
#include "scenario/schema.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

/* ---- 1. where a value lies -------------------------------------------------------------- */

/* n items of a block, which all begin with their name. */
struct items {
    const void *first;
    size_t n, size;
};

static struct items items_of(const struct assumptions *a, enum schema_block block)
{
    switch (block) {
    case BLOCK_NODE:
        return (struct items){a->nodes, a->n_nodes, sizeof a->nodes[0]};
    case BLOCK_MODEL:
        return (struct items){a->models, a->n_models, sizeof a->models[0]};
    case BLOCK_WORKLOAD:
        return (struct items){a->workloads, a->n_workloads, sizeof a->workloads[0]};
    case BLOCK_CASE:
        return (struct items){a->cases, a->n_cases, sizeof a->cases[0]};
    case BLOCK_MIX:
        return (struct items){a->mixes, a->n_mixes, sizeof a->mixes[0]};
    default:
        return (struct items){a, 1, sizeof *a};
    }
}

/* The field that a path means; NULL: the scenario has no such item. */
static const void *field_of(const struct assumptions *a, const struct schema_key *key,
                            const char *item, size_t length)
{
    struct items items = items_of(a, key->block);
    for (size_t i = 0; i < items.n; i++) {
        const char *one = (const char *)items.first + i * items.size;
        if (!item || (strncmp(one, item, length) == 0 && one[length] == '\0'))
            return one + key->offset;
    }
    return NULL;
}

/* ---- 2. distributions ------------------------------------------------------------------- */

/* P5 and P95 of a log-normal lie z deviations from its median, with the scenario's rounded z. */
static double quantile_at(const struct distribution *d, double percent, double z)
{
    struct distribution_log log;
    if (fabs(fabs(percent - 50) - 45) < 1e-9 && distribution_log(d, &log))
        return exp(log.mu + (percent > 50 ? z : -z) * log.sigma);
    struct uniform u = {percent > 50 ? 1 - percent / 100 : percent / 100, percent > 50};
    return distribution_quantile(d, u);
}

static int part_of_distribution(const struct distribution *d, double z, const char *part,
                                double *value, struct error *e)
{
    double percent;
    if (strcmp(part, "median") == 0)
        *value = quantile_at(d, 50, z);
    else if (strcmp(part, "mean") == 0)
        *value = distribution_mean(d);
    else if (*part == 'p' && text_number(part + 1, &percent) && percent > 0 && percent < 100)
        *value = quantile_at(d, percent, z);
    else
        return error_set(e, "found the part \"%.60s\" of a distribution, want p5, median, p95, "
                            "mean or the like", part);
    return 0;
}

/* ---- 3. assumptions --------------------------------------------------------------------- */

static int part_of_shares(const struct assumptions *a, const struct shares *shares,
                          const char *part, double *value, struct error *e)
{
    for (size_t w = 0; w < a->n_workloads; w++)
        if (strcmp(a->workloads[w].name, part) == 0) {
            *value = shares->of[w];
            return 0;
        }
    return error_set(e, "found the part \"%.60s\", want a workload", part);
}

static int part_of_line(const struct power_line *line, const char *part, double *value,
                        struct error *e)
{
    *value = strcmp(part, "cap") == 0 ? line->cap : line->idle;
    if (strcmp(part, "cap") == 0 || (strcmp(part, "idle") == 0 && !line->idle_of_node))
        return 0;
    return error_set(e, "found the part \"%.60s\" of a line, want cap, or idle where that is a "
                        "number", part);
}

static int value_of(const struct assumptions *a, const struct schema_key *key, const void *field,
                    const char *part, double *value, struct error *e)
{
    switch (key->type) {
    case SCHEMA_DISTRIBUTION:
        return part_of_distribution(field, a->z, part, value, e);
    case SCHEMA_LINE:
        return part_of_line(field, part, value, e);
    case SCHEMA_SHARES:
        return part_of_shares(a, field, part, value, e);
    default:
        break;
    }
    if (*part)
        return error_set(e, "found the part \"%.60s\" of a plain value, want none", part);
    if (key->type == SCHEMA_NUMBER)
        *value = *(const double *)field;
    else if (key->type == SCHEMA_COUNT)
        *value = (double)*(const uint64_t *)field;
    else if (key->type == SCHEMA_FACTOR)
        *value = fleet_factors_of(a).utilisation;
    else
        return error_set(e, "found a %s, want a number", schema_type_name(key->type));
    return isnan(*value) ? error_set(e, "the scenario does not give it") : 0;
}

static int no_such_path(const char *path, struct error *e)
{
    char words[TEXT_SIZE] = "", hint[SUGGEST_SIZE];
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++)
        words_add(words, sizeof words, keys[i].path);
    return error_set(e, "found no such path, want one of `make help-scenario` and a part%s",
                     suggest_text(path, words, hint));
}

/* Looks a path up whole, and then without its last part. */
static int look_up(const struct assumptions *a, const char *text, double *value, struct error *e)
{
    char path[SCHEMA_PATH_SIZE];
    const char *item, *part = "", *point = strrchr(text, '.');
    size_t length;
    snprintf(path, sizeof path, "%s", text);
    const struct schema_key *key = schema_find_path(path, &item, &length);
    if (!key && point && (size_t)(point - text) < sizeof path) {
        path[point - text] = '\0';
        part = point + 1;
        key = schema_find_path(path, &item, &length);
    }
    if (!key)
        return no_such_path(path, e);
    const void *field = field_of(a, key, item, length);
    if (!field)
        return error_set(e, "the scenario has no %s \"%.*s\"", schema_block_name(key->block),
                         (int)length, item);
    return value_of(a, key, field, part, value, e);
}

int formula_assumption(const struct assumptions *a, const char *path_and_part, double *value,
                       struct error *e)
{
    if (look_up(a, path_and_part, value, e))
        return error_prefix(e, "assumption(%s)", path_and_part);
    return 0;
}

/* ---- 4. fits ---------------------------------------------------------------------------- */

#define FIT_COLUMNS "rows_used degrees_of_freedom r_squared cap rmse linear_rmse log_rmse " \
                    "linear_log_rmse"

static int column_of_fit(const struct throughput_fit *fit, const char *column, double *value,
                         struct error *e)
{
    const double of[] = {(double)fit->rows_used, (double)fit->degrees_of_freedom, fit->r_squared,
                         fit->curve.cap, fit->rmse, fit->linear_rmse, fit->log_rmse,
                         fit->linear_log_rmse};
    char hint[SUGGEST_SIZE];
    int i = words_index(FIT_COLUMNS, column);
    if (i < 0)
        return error_set(e, "found the column \"%.60s\", want one of: " FIT_COLUMNS "%s", column,
                         suggest_text(column, FIT_COLUMNS, hint));
    *value = of[i];
    return isnan(*value) ? error_set(e, "this fit has none") : 0;
}

int formula_fit(const struct assumptions *a, const struct throughput_fits *fits,
                const char *model_and_column, double *value, struct error *e)
{
    size_t length = strcspn(model_and_column, ".");
    const char *column = model_and_column + length;
    int rc = 1;
    for (size_t m = 0; m < a->n_models && rc > 0; m++)
        if (strncmp(a->models[m].name, model_and_column, length) == 0 &&
            a->models[m].name[length] == '\0')
            rc = column_of_fit(&fits->fit[m], *column ? column + 1 : column, value, e);
    if (rc > 0)
        rc = error_set(e, "the scenario has no model \"%.*s\"", (int)length, model_and_column);
    return rc ? error_prefix(e, "fit(%s)", model_and_column) : 0;
}
