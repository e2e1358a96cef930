/* part.c -- finding and replacing the numbers inside written values. */
#include "scenario/part.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* The value itself as its only part. */
static size_t whole(const char *value, struct part *part)
{
    *part = (struct part){.length = strlen(value)};
    part->is_number = text_number(value, &part->number);
    return part->is_number ? 1 : 0;
}

/* The part that a text such as "p5=1.05,p95=1.6)" begins with. False when it is none. */
static bool first_part(const char *value, const char *at, struct part *part)
{
    char text[64];
    size_t name = strcspn(at, "=,()");
    if (at[name] != '=' || name == 0 || name >= NAME_SIZE)
        return false;
    *part = (struct part){.start = (size_t)(at - value) + name + 1};
    part->length = strcspn(at + name + 1, ",)");
    memcpy(part->name, at, name);
    snprintf(text, sizeof text, "%.*s", (int)part->length, at + name + 1);
    part->is_number = part->length < sizeof text && text_number(text, &part->number);
    return true;
}

static size_t named(const char *value, struct part *parts)
{
    const char *bracket = strchr(value, '(');
    const char *at = bracket ? bracket + 1 : value;
    size_t n = 0;
    while (n < PART_MAX && first_part(value, at, &parts[n])) {
        at = value + parts[n].start + parts[n].length;
        n++;
        if (*at != ',')
            break;
        at++;
    }
    return n;
}

size_t part_list(const struct schema_key *key, const char *value, struct part *parts)
{
    switch (key->type) {
    case SCHEMA_NUMBER:
    case SCHEMA_FACTOR:
        return whole(value, parts);
    case SCHEMA_DISTRIBUTION:
    case SCHEMA_LINE:
    case SCHEMA_SHARES:
        return named(value, parts);
    default:
        return 0;
    }
}

int part_replace(const char *value, const struct part *part, const char *text, char *out,
                 struct error *e)
{
    size_t length = strlen(value) - part->length + strlen(text);
    if (length >= TEXT_SIZE)
        return error_set(e, "found a value of %zu bytes, want less than %d", length,
                         TEXT_SIZE);
    snprintf(out, TEXT_SIZE, "%.*s%s%s", (int)part->start, value, text,
             value + part->start + part->length);
    return 0;
}

bool part_is_width(const struct part *part)
{
    return strcmp(part->name, "ratio") == 0 || strcmp(part->name, "cv") == 0;
}

int part_scale(const struct schema_key *key, const char *value, double factor, size_t *scaled,
               char *out, struct error *e)
{
    struct part parts[PART_MAX];
    size_t n = key->type == SCHEMA_SHARES ? 0 : part_list(key, value, parts), done = 0;
    snprintf(out, TEXT_SIZE, "%s", value);
    for (size_t i = n; i-- > 0;) { /* from the end, so that places before stay right */
        char text[32], copy[TEXT_SIZE];
        if (!parts[i].is_number || part_is_width(&parts[i]))
            continue;
        schema_number_text(parts[i].number * factor, text);
        snprintf(copy, sizeof copy, "%s", out);
        if (part_replace(copy, &parts[i], text, out, e))
            return -1;
        done++;
    }
    if (scaled)
        *scaled = done;
    return 0;
}
