/* value_type_numbers.c -- values that are one number.
 *
 *   1. what they share   2. number   3. count   4. factor */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/fleet.h"
#include "scenario/value_type.h"

/* ---- 1. what they share --------------------------------------------------------------------- */

static int no_part(const char *part, struct error *e)
{
    return *part ? error_set(e, "found the part \"%.60s\" of a plain value, want none", part) : 0;
}

static int is_given(double number, struct error *e)
{
    return isnan(number) ? error_set(e, "the scenario does not give it") : 0;
}

static int parse_number(const struct schema_key *key, const char *value, double *x,
                        struct error *e)
{
    char quoted[80];
    if (!text_number(value, x))
        return error_set(e, "found %s, want a finite number", text_quoted(value, quoted));
    return value_type_check_limits(key, "", *x, 0, e);
}

static void label_number(const char *value, char label[LABEL_SIZE])
{
    double number;
    if (text_number(value, &number))
        snprintf(label, LABEL_SIZE, "%.6g", number);
    else
        value_type_same_label(value, label);
}

/* ---- 2. number ------------------------------------------------------------------------------ */

static int read_number(const struct value_site *to, const char *value, struct error *e)
{
    double x;
    if (parse_number(to->key, value, &x, e))
        return -1;
    if (to->field)
        *(double *)to->field = x;
    return 0;
}

static void leave_nan(void *field)
{
    *(double *)field = NAN;
}

static int number_of_number(const struct value_site *at, const char *part, double *number,
                            struct error *e)
{
    *number = *(const double *)at->field;
    return no_part(part, e) ? -1 : is_given(*number, e);
}

const struct value_type value_type_number = {
    "number", "LOW to HIGH", false, true, read_number, leave_nan, NULL, value_parts_whole,
    number_of_number, value_type_same_number, label_number, value_type_name_as_kind,
    value_type_vary_numbers,
};

/* ---- 3. count ------------------------------------------------------------------------------- */

static int read_count(const struct value_site *to, const char *value, struct error *e)
{
    uint64_t n;
    double x;
    if (parse_number(to->key, value, &x, e))
        return -1;
    if (!text_count(value, &n))
        return error_set(e, "found %s, want a whole number", value);
    if (to->field)
        *(uint64_t *)to->field = n;
    return 0;
}

static int number_of_count(const struct value_site *at, const char *part, double *number,
                           struct error *e)
{
    *number = (double)*(const uint64_t *)at->field;
    return no_part(part, e);
}

/* One more, one less, or the least. */
static bool vary_count(const struct value_site *of, const char *value, size_t i, char *out)
{
    double n = 0;
    text_number(value, &n);
    schema_number_text(i == 0 ? n + 1 : i == 1 ? n - 1 : of->key->low, out);
    return i < 3;
}

const struct value_type value_type_count = {
    "count", "LOW to HIGH", false, true, read_count, NULL, NULL, value_parts_none, number_of_count,
    value_type_same_number, label_number, value_type_name_as_kind, vary_count,
};

/* ---- 4. factor ------------------------------------------------------------------------------ */

#define DERIVED "derived"

static int read_factor(const struct value_site *to, const char *value, struct error *e)
{
    char quoted[80];
    struct factor factor = {.derived = strcmp(value, DERIVED) == 0};
    if (!factor.derived && !text_number(value, &factor.value))
        return error_set(e, "found %s, want a number or " DERIVED, text_quoted(value, quoted));
    if (!factor.derived && value_type_check_limits(to->key, "", factor.value, 0, e))
        return -1;
    if (to->field)
        *(struct factor *)to->field = factor;
    return 0;
}

static int number_of_factor(const struct value_site *at, const char *part, double *number,
                            struct error *e)
{
    struct fleet_inputs inputs = fleet_inputs_without_mix(at->a);
    *number = fleet_factors_of(&inputs).utilisation;
    return no_part(part, e) ? -1 : is_given(*number, e);
}

static bool vary_factor(const struct value_site *of, const char *value, size_t i, char *out)
{
    if (i < 3)
        return value_type_vary_numbers(of, value, i, out);
    strcpy(out, DERIVED);
    return i == 3;
}

const struct value_type value_type_factor = {
    "factor", "derived, or LOW to HIGH", false, true, read_factor, NULL, NULL, value_parts_whole,
    number_of_factor, value_type_same_number, label_number, value_type_name_as_kind, vary_factor,
};
