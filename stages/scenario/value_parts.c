/* value_parts.c -- finding and replacing the numbers inside written values. */
#include "scenario/value_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "numeric/distribution_text.h"
#include "scenario/value_type.h"

/* The part that a text such as "p5=1.05,p95=1.6)" begins with. False when it is none. */
static bool first_part(const char *value, const char *at, struct value_part *part)
{
    char text[64];
    size_t name = strcspn(at, "=,()");
    if (at[name] != '=' || name == 0 || name >= NAME_SIZE)
        return false;
    *part = (struct value_part){.start = (size_t)(at - value) + name + 1};
    part->length = strcspn(at + name + 1, ",)");
    memcpy(part->name, at, name);
    snprintf(text, sizeof text, "%.*s", (int)part->length, at + name + 1);
    part->is_number = part->length < sizeof text && text_number(text, &part->number);
    return true;
}

/* The parameters behind a bracket, or all of a text without one. */
static size_t named(const char *value, enum value_role role, struct value_part *parts)
{
    const char *bracket = strchr(value, '(');
    const char *at = bracket ? bracket + 1 : value;
    size_t n = 0;
    while (n < VALUE_PARTS_MAX && first_part(value, at, &parts[n])) {
        at = value + parts[n].start + parts[n].length;
        parts[n++].role = role;
        if (*at != ',')
            break;
        at++;
    }
    return n;
}

/* ---- columns of types ----------------------------------------------------------------------- */

size_t value_parts_none(const char *value, struct value_part *parts)
{
    (void)value, (void)parts;
    return 0;
}

size_t value_parts_whole(const char *value, struct value_part *parts)
{
    *parts = (struct value_part){.role = VALUE_PLACE, .length = strlen(value)};
    parts->is_number = text_number(value, &parts->number);
    return parts->is_number ? 1 : 0;
}

size_t value_parts_named(const char *value, struct value_part *parts)
{
    return named(value, VALUE_PLACE, parts);
}

size_t value_parts_distribution(const char *value, struct value_part *parts)
{
    const struct distribution_type *type = distribution_text_type(value);
    size_t n = named(value, VALUE_PLACE, parts);
    for (size_t i = 0; i < n && type; i++) {
        const struct distribution_parameter *p = distribution_text_parameter(type, parts[i].name);
        if (p && p->is_width)
            parts[i].role = VALUE_WIDTH;
    }
    return n;
}

size_t value_parts_shares(const char *value, struct value_part *parts)
{
    return named(value, VALUE_SHARE, parts);
}

/* ---- of any value --------------------------------------------------------------------------- */

size_t value_parts_list(const struct schema_key *key, const char *value, struct value_part *parts)
{
    return key->type->parts(value, parts);
}

/* Whether scaling the value scales this part. */
static bool is_scaled(const struct value_part *part)
{
    return part->is_number && part->role == VALUE_PLACE;
}

bool value_parts_can_scale(const struct schema_key *key, const char *value)
{
    struct value_part parts[VALUE_PARTS_MAX];
    size_t n = value_parts_list(key, value, parts);
    for (size_t i = 0; i < n; i++)
        if (is_scaled(&parts[i]) && fabs(parts[i].number) > 0)
            return true;
    return false;
}

int value_part_replace(const char *value, const struct value_part *part, const char *text,
                       char *out, struct error *e)
{
    size_t length = strlen(value) - part->length + strlen(text);
    if (length >= TEXT_SIZE)
        return error_set(e, "found a value of %zu bytes, want less than %d", length,
                         TEXT_SIZE);
    snprintf(out, TEXT_SIZE, "%.*s%s%s", (int)part->start, value, text,
             value + part->start + part->length);
    return 0;
}

int value_parts_scale(const struct schema_key *key, const char *value, double factor, int digits,
                      size_t *scaled, char *out, struct error *e)
{
    struct value_part parts[VALUE_PARTS_MAX];
    size_t n = value_parts_list(key, value, parts), done = 0;
    snprintf(out, TEXT_SIZE, "%s", value);
    for (size_t i = n; i-- > 0;) { /* from the end, so that places before stay right */
        char text[32], copy[TEXT_SIZE];
        if (!is_scaled(&parts[i]))
            continue;
        schema_rounded_text(parts[i].number * factor, digits, text);
        snprintf(copy, sizeof copy, "%s", out);
        if (value_part_replace(copy, &parts[i], text, out, e))
            return -1;
        done++;
    }
    if (scaled)
        *scaled = done;
    return 0;
}

/* What people say as one range. */
static bool is_range(const struct value_part *parts, size_t n)
{
    static const char *const ends[][2] = {{"p5", "p95"}, {"idle", "cap"}};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (n == 2 && strcmp(parts[0].name, ends[i][0]) == 0 &&
            strcmp(parts[1].name, ends[i][1]) == 0)
            return true;
    return false;
}

void value_parts_label(const char *value, char label[LABEL_SIZE])
{
    struct value_part parts[VALUE_PARTS_MAX];
    size_t n = named(value, VALUE_PLACE, parts), used = 0;
    bool range = is_range(parts, n);
    bool bare = range || (n == 1 && strcmp(parts[0].name, "value") == 0);
    label[0] = '\0';
    for (size_t i = 0; i < n && used < LABEL_SIZE; i++)
        used += (size_t)snprintf(label + used, LABEL_SIZE - used, "%s%s%s%.*s",
                                 i == 0 ? "" : range ? "-" : ", ", bare ? "" : parts[i].name,
                                 bare ? "" : " ", (int)parts[i].length, value + parts[i].start);
}
