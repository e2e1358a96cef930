/* value_type.c -- the list of types, another value of any, and what several rows share. */
#include "scenario/value_type.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"

/* ---- the list ------------------------------------------------------------------------------- */

#define ROW(name) &value_type_##name,

const struct value_type *const *value_types(size_t *n)
{
    static const struct value_type *const rows[] = {VALUE_TYPES(ROW)};
    *n = sizeof rows / sizeof rows[0];
    return rows;
}

/* ---- another value -------------------------------------------------------------------------- */

bool value_type_vary(const struct value_site *of, const char *value, size_t nth, char *out)
{
    for (size_t i = 0; of->key->type->vary(of, value, i, out); i++)
        if (strcmp(out, value) != 0 && schema_check_value(of->key, out, NULL) == 0 && nth-- == 0)
            return true;
    return false;
}

/* ---- for rows ------------------------------------------------------------------------------- */

int value_type_check_limits(const struct schema_key *key, const char *what, double x, double slack,
                            struct error *e)
{
    char found[32], low[32], high[32];
    if (x >= key->low - slack * fabs(key->low) && x <= key->high + slack * fabs(key->high))
        return 0;
    if (slack > 0) /* its last digits are noise */
        snprintf(found, sizeof found, "%.10g", x);
    else
        schema_number_text(x, found);
    schema_number_text(key->low, low);
    schema_number_text(key->high, high);
    bool bare = strcmp(key->unit, "1") == 0 || strcmp(key->unit, "-") == 0;
    return error_set(e, "%sfound %s, want %s to %s%s%s", what, found, low, high,
                     bare ? "" : " ", bare ? "" : key->unit);
}

void value_type_leave_zero(void *field)
{
    (void)field;
}

void value_type_same_number(const char *number, char *out)
{
    snprintf(out, TEXT_SIZE, "%s", number);
}

void value_type_same_label(const char *value, char label[LABEL_SIZE])
{
    snprintf(label, LABEL_SIZE, "%.*s", LABEL_SIZE - 1, value);
}

void value_type_name_as_kind(const struct schema_key *key, const char *value, char *kind)
{
    (void)value;
    snprintf(kind, NAME_SIZE, "%s", key->type->name);
}

int value_type_find_target(const struct value_site *to, const char *name, size_t *index,
                           struct error *e)
{
    enum schema_block target = to->key->target;
    char names[TEXT_SIZE], hint[SUGGEST_SIZE];
    *index = schema_find_item(to->a, target, name);
    if (*index < schema_items(to->a, target))
        return 0;
    schema_item_names(to->a, target, names);
    return error_set(e, "found \"%s\", want a %s; there are: %.600s%s", name,
                     schema_block_name(target), names, suggest_text(name, names, hint));
}

#define STEP (1.0 / 64) /* of a number that is moved, relative; exact in binary */

bool value_type_vary_numbers(const struct value_site *of, const char *value, size_t i, char *out)
{
    const struct schema_key *key = of->key;
    char number[32];
    if (i > 2)
        return false;
    schema_number_text(key->low + fmin(1, key->high - key->low) / 8, number);
    if (i == 2)
        key->type->of_number(number, out);
    else if (!value_parts_can_scale(key, value) ||
             value_parts_scale(key, value, i == 0 ? 1 + STEP : 1 - STEP, 17, NULL, out, NULL))
        snprintf(out, TEXT_SIZE, "%s", value); /* no other */
    return true;
}
