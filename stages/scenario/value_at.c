/* value_at.c -- numbers of a scenario and of its fits, by name.
 *
 *   1. assumptions   2. fits */
#include "scenario/value_at.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/value_type.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

/* ---- 1. assumptions --------------------------------------------------------------------- */

/* The field that a path means; NULL: the scenario has no such item. */
static void *field_of(const struct assumptions *a, const struct schema_key *key, const char *item)
{
    size_t i = *item ? schema_find_item(a, key->block, item) : 0;
    return i < schema_items(a, key->block)
               ? (char *)schema_item(a, key->block, i) + key->offset : NULL;
}

/* Whether the scenario gives what may be left out: the field of a distribution is else empty. */
static bool is_given(const struct value_site *at)
{
    bool given = true;
    if (at->key->has_offset)
        memcpy(&given, (const char *)at->field - at->key->offset + at->key->has_offset,
               sizeof given);
    return given;
}

static int value_of(const struct value_site *at, const char *part, double *value, struct error *e)
{
    const struct value_type *type = at->key->type;
    if (type->number)
        return type->number(at, part, value, e);
    if (*part)
        return error_set(e, "found the part \"%.60s\" of a plain value, want none", part);
    return error_set(e, "found a %s, want a number", type->name);
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
    char path[SCHEMA_PATH_SIZE], item[NAME_SIZE];
    const char *part = "", *point = strrchr(text, '.');
    snprintf(path, sizeof path, "%s", text);
    const struct schema_key *key = schema_find_path(path, item);
    if (!key && point && (size_t)(point - text) < sizeof path) {
        path[point - text] = '\0';
        part = point + 1;
        key = schema_find_path(path, item);
    }
    if (!key)
        return no_such_path(path, e);
    const struct value_site at = {key, a, field_of(a, key, item)};
    if (!at.field)
        return error_set(e, "the scenario has no %s \"%s\"", schema_block_name(key->block),
                         item);
    if (!is_given(&at))
        return error_set(e, "the scenario does not give it");
    return value_of(&at, part, value, e);
}

int value_at_path(const struct assumptions *a, const char *path_and_part, double *value,
                       struct error *e)
{
    if (look_up(a, path_and_part, value, e))
        return error_prefix(e, "assumption(%s)", path_and_part);
    return 0;
}

/* ---- 2. fits ---------------------------------------------------------------------------- */

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

int value_at_fit(const struct assumptions *a, const struct throughput_fits *fits,
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
