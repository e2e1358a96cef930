/* schema.c -- looking keys up and checking written values against them. */
#include "scenario/schema.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "numeric/distribution_text.h"
#include "scenario/types.h"

/* A distribution's P5 is computed from its parameters: it may miss the range's end by rounding. */
#define RANGE_SLACK 1e-9
#define EXACT_Z 1.6448536269514722 /* standard normal 95th percentile */

/* ---- words --------------------------------------------------------------------------------- */

const char *schema_block_name(enum schema_block block)
{
    static const char *const names[BLOCK_COUNT] = {
        [BLOCK_SCENARIO] = "scenario", [BLOCK_THROUGHPUT] = "throughput", [BLOCK_NODE] = "node",
        [BLOCK_MODEL] = "model",       [BLOCK_WORKLOAD] = "workload",     [BLOCK_CASE] = "case",
        [BLOCK_LEVERS] = "levers",     [BLOCK_FLEET] = "fleet",           [BLOCK_MIX] = "mix",
        [BLOCK_REFERENCES] = "references",
    };
    return names[block];
}

bool schema_block_has_items(enum schema_block block)
{
    return block == BLOCK_NODE || block == BLOCK_MODEL || block == BLOCK_WORKLOAD ||
           block == BLOCK_CASE || block == BLOCK_MIX;
}

const char *schema_type_name(enum schema_type type)
{
    static const char *const names[] = {
        [SCHEMA_NUMBER] = "number", [SCHEMA_COUNT] = "count", [SCHEMA_TEXT] = "text",
        [SCHEMA_CHOICE] = "choice", [SCHEMA_DISTRIBUTION] = "distribution",
        [SCHEMA_NAME] = "name",     [SCHEMA_NAMES] = "names", [SCHEMA_CUTS] = "cuts",
        [SCHEMA_LINE] = "line",     [SCHEMA_FACTOR] = "factor", [SCHEMA_SHARES] = "shares",
    };
    return names[type];
}

/* True when `path` is the key's, with `item` where the key has its star. */
static bool path_fits(const char *pattern, const char *path, const char **item, size_t *length)
{
    const char *star = strchr(pattern, '*');
    *item = NULL;
    *length = 0;
    if (!star)
        return strcmp(pattern, path) == 0;
    size_t before = (size_t)(star - pattern), after = strlen(star + 1), n = strlen(path);
    if (n <= before + after || strncmp(path, pattern, before) != 0 ||
        strcmp(path + n - after, star + 1) != 0)
        return false;
    *item = path + before;
    *length = n - before - after;
    char name[NAME_SIZE] = "";
    if (*length < NAME_SIZE)
        memcpy(name, *item, *length);
    return text_is_name(name);
}

const char *schema_list_of(enum schema_block block)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k++)
        if (keys[k].type == SCHEMA_NAMES && keys[k].target == block)
            return keys[k].path;
    return NULL;
}

const char *schema_path(const struct schema_key *key, const char *item,
                        char path[SCHEMA_PATH_SIZE])
{
    const char *star = strchr(key->path, '*');
    if (star)
        snprintf(path, SCHEMA_PATH_SIZE, "%.*s%s%s", (int)(star - key->path), key->path, item, star + 1);
    else
        snprintf(path, SCHEMA_PATH_SIZE, "%s", key->path);
    return path;
}

const struct schema_key *schema_find_path(const char *path, const char **item, size_t *length)
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t i = 0; i < n; i++)
        if (path_fits(keys[i].path, path, item, length))
            return &keys[i];
    *item = NULL;
    *length = 0;
    return NULL;
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* "1e-05" to "1e-5" and "1e+09" to "1e9". */
static void shorten_exponent(char *text)
{
    char *e = strchr(text, 'e');
    if (!e)
        return;
    char *from = e + 1, *to = e + 1;
    if (*from == '-')
        *to++ = *from++;
    from += strspn(from, "+0");
    memmove(to, from, strlen(from) + 1);
}

void schema_number_text(double number, char *buffer)
{
    double x = number == 0 ? 0 : number; /* no "-0" */
    if (fabs(x) < 1e7 && floor(x) >= x) {
        snprintf(buffer, 32, "%.0f", x);
        return;
    }
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(buffer, 32, "%.*g", digits, x);
        if (strtod(buffer, NULL) >= x && strtod(buffer, NULL) <= x)
            break;
    }
    shorten_exponent(buffer);
}

/* ---- checks -------------------------------------------------------------------------------- */

static int check_range(const struct schema_key *key, const char *what, double x, struct error *e)
{
    char found[32], low[32], high[32];
    bool computed = key->type == SCHEMA_DISTRIBUTION;
    double slack = computed ? RANGE_SLACK : 0;
    if (x >= key->low - slack * fabs(key->low) && x <= key->high + slack * fabs(key->high))
        return 0;
    if (computed) /* its last digits are noise */
        snprintf(found, sizeof found, "%.10g", x);
    else
        schema_number_text(x, found);
    schema_number_text(key->low, low);
    schema_number_text(key->high, high);
    bool bare = strcmp(key->unit, "1") == 0 || strcmp(key->unit, "-") == 0;
    return error_set(e, "%sfound %s, want %s to %s%s%s", what, found, low, high,
                     bare ? "" : " ", bare ? "" : key->unit);
}

static int check_number(const struct schema_key *key, const char *value, struct error *e)
{
    double x;
    char quoted[80];
    if (!text_number(value, &x))
        return error_set(e, "found %s, want a finite number", text_quoted(value, quoted));
    return check_range(key, "", x, e);
}

static int check_count(const struct schema_key *key, const char *value, struct error *e)
{
    uint64_t n;
    if (check_number(key, value, e))
        return -1;
    if (!text_count(value, &n))
        return error_set(e, "found %s, want a whole number", value);
    return 0;
}

static int check_text(const struct schema_key *key, const char *value, struct error *e)
{
    char quoted[80];
    if (!text_is_plain_text(value))
        return error_set(e, "found %s with a control character or broken UTF-8, want plain text "
                         "on one line", text_quoted(value, quoted));
    double bytes = (double)strlen(value);
    if (!(bytes >= key->low && bytes <= key->high))
        return error_set(e, "found %s of %.0f bytes, want %.0f to %.0f bytes",
                         text_quoted(value, quoted), bytes, key->low, key->high);
    return 0;
}

static int check_choice(const struct schema_key *key, const char *value, struct error *e)
{
    char quoted[80];
    if (text_choice(value, key->choices) >= 0)
        return 0;
    return error_set(e, "found %s, want one of: %s", text_quoted(value, quoted),
                     key->choices);
}

/* The range holds for P5 and median: a distribution may reach beyond it in its tails. */
static int check_distribution(const struct schema_key *key, const char *value, double z,
                              struct error *e)
{
    struct distribution d;
    if (distribution_text_parse(value, z, &d, e))
        return -1;
    if (distribution_text_parse(value, EXACT_Z, &d, e))
        return -1;
    double p5 = distribution_quantile(&d, (struct uniform){0.05, false});
    double median = distribution_quantile(&d, (struct uniform){0.5, false});
    if (distribution_is_constant(&d))
        return check_range(key, "", p5, e);
    if (check_range(key, "its 5th percentile: ", p5, e))
        return -1;
    return check_range(key, "its median: ", median, e);
}

static int check_name(const char *value, struct error *e)
{
    char quoted[80];
    if (text_is_name(value))
        return 0;
    return error_set(e, "found %s, want a name: a-z, 0-9 and _, at most %d of them",
                     text_quoted(value, quoted), NAME_SIZE - 1);
}

static int check_line(const struct schema_key *key, const char *value, struct error *e)
{
    struct power_line line;
    if (text_line(value, &line, e))
        return -1;
    if (!line.idle_of_node && check_range(key, "idle: ", line.idle, e))
        return -1;
    return check_range(key, "cap: ", line.cap, e);
}

static int check_factor(const struct schema_key *key, const char *value, struct error *e)
{
    struct factor factor;
    if (text_factor(value, &factor, e))
        return -1;
    return factor.derived ? 0 : check_range(key, "", factor.value, e);
}

static int check_shares(const char *value, struct error *e)
{
    struct written_share shares[ASSUMPTIONS_MAX_WORKLOADS];
    size_t n;
    return text_shares(value, shares, &n, e);
}

int schema_check_value(const struct schema_key *key, const char *value, double z,
                       struct error *e)
{
    struct cuts cuts;
    switch (key->type) {
    case SCHEMA_NUMBER: return check_number(key, value, e);
    case SCHEMA_COUNT: return check_count(key, value, e);
    case SCHEMA_TEXT: return check_text(key, value, e);
    case SCHEMA_CHOICE: return check_choice(key, value, e);
    case SCHEMA_DISTRIBUTION: return check_distribution(key, value, z, e);
    case SCHEMA_NAME: return check_name(value, e);
    case SCHEMA_NAMES: return text_names(value, e);
    case SCHEMA_CUTS: return text_cuts(value, &cuts, e);
    case SCHEMA_LINE: return check_line(key, value, e);
    case SCHEMA_FACTOR: return check_factor(key, value, e);
    case SCHEMA_SHARES: return check_shares(value, e);
    }
    return error_set(e, "found a key of no type, want one of schema.h");
}
