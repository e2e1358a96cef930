/* value_type_compounds.c -- values that are made of several numbers.
 *
 *   1. distribution   2. line   3. cuts   4. shares */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "numeric/distribution_text.h"
#include "scenario/value_type.h"

/* ---- 1. distribution ------------------------------------------------------------------------ */

/* Its P5 is computed from its parameters: it may miss the range's end by rounding. */
#define P5_SLACK 1e-9
#define EXACT_Z 1.6448536269514722 /* standard normal 95th percentile */

/* The range holds for P5 and median: a distribution may reach beyond it in its tails. It is about
 * the percentiles as they are written, whatever z the scenario rounds to. */
static int read_distribution(const struct value_site *to, const char *value, struct error *e)
{
    struct distribution d;
    if (distribution_text_parse(value, EXACT_Z, &d, e))
        return -1;
    bool constant = distribution_is_constant(&d);
    double p5 = distribution_quantile(&d, (struct uniform){0.05, false});
    double median = distribution_quantile(&d, (struct uniform){0.5, false});
    if (value_type_check_limits(to->key, constant ? "" : "its 5th percentile: ", p5, P5_SLACK, e) ||
        value_type_check_limits(to->key, "its median: ", median, P5_SLACK, e))
        return -1;
    return to->field ? distribution_text_parse(value, to->a->z, to->field, e) : 0;
}

/* P5 and P95 of a log-normal lie z deviations from its median, with the scenario's rounded z. */
static double quantile_at(const struct distribution *d, double percent, double z)
{
    struct distribution_log log;
    if (fabs(fabs(percent - 50) - 45) < 1e-9 && distribution_log(d, &log))
        return exp(log.mu + (percent > 50 ? z : -z) * log.sigma);
    struct uniform u = {percent > 50 ? 1 - percent / 100 : percent / 100, percent > 50};
    return distribution_quantile(d, u);
}

static int number_of_distribution(const struct value_site *at, const char *part, double *number,
                                  struct error *e)
{
    const struct distribution *d = at->field;
    double percent;
    if (strcmp(part, "median") == 0)
        *number = quantile_at(d, 50, at->a->z);
    else if (strcmp(part, "mean") == 0)
        *number = distribution_mean(d);
    else if (*part == 'p' && text_number(part + 1, &percent) && percent > 0 && percent < 100)
        *number = quantile_at(d, percent, at->a->z);
    else
        return error_set(e, "found the part \"%.60s\" of a distribution, want p5, median, p95, "
                            "mean or the like", part);
    return 0;
}

static void constant_of_number(const char *number, char *out)
{
    snprintf(out, TEXT_SIZE, "constant(value=%s)", number);
}

static void kind_of_distribution(const struct schema_key *key, const char *value, char *kind)
{
    const struct distribution_type *type = distribution_text_type(value);
    snprintf(kind, NAME_SIZE, "%s", type ? type->words : key->type->name);
}

const struct value_type value_type_distribution = {
    "distribution", "P5 and median LOW to HIGH", false, false, read_distribution,
    value_type_leave_zero, NULL, value_parts_distribution, number_of_distribution,
    constant_of_number, value_parts_label, kind_of_distribution, value_type_vary_numbers,
};

/* ---- 2. line -------------------------------------------------------------------------------- */

static int read_line(const struct value_site *to, const char *value, struct error *e)
{
    char idle[40], cap[40], end;
    struct power_line l = {0};
    if (sscanf(value, "linear(idle=%39[^,],cap=%39[^)]%c", idle, cap, &end) != 3 ||
        strchr(value, ')')[1])
        return error_set(e, "found %.60s, want linear(idle=...,cap=...)", value);
    l.idle_of_node = strcmp(idle, "node") == 0;
    if (!l.idle_of_node && !text_number(idle, &l.idle))
        return error_set(e, "idle: found %s, want a number or node", idle);
    if (!text_number(cap, &l.cap))
        return error_set(e, "cap: found %s, want a number", cap);
    if (!(l.idle <= l.cap))
        return error_set(e, "idle: found %s, want no more than cap (%s)", idle, cap);
    if ((!l.idle_of_node && value_type_check_limits(to->key, "idle: ", l.idle, 0, e)) ||
        value_type_check_limits(to->key, "cap: ", l.cap, 0, e))
        return -1;
    if (to->field)
        *(struct power_line *)to->field = l;
    return 0;
}

static int number_of_line(const struct value_site *at, const char *part, double *number,
                          struct error *e)
{
    const struct power_line *line = at->field;
    bool is_cap = strcmp(part, "cap") == 0;
    *number = is_cap ? line->cap : line->idle;
    if (is_cap || (strcmp(part, "idle") == 0 && !line->idle_of_node))
        return 0;
    return error_set(e, "found the part \"%.60s\" of a line, want cap, or idle where that is a "
                        "number", part);
}

/* The last: the same u at every load. */
static bool vary_line(const struct value_site *of, const char *value, size_t i, char *out)
{
    char number[TEXT_SIZE];
    if (i < 2)
        return value_type_vary_numbers(of, value, i, out);
    if (i == 2 && value_type_vary_numbers(of, value, i, number))
        snprintf(out, TEXT_SIZE, "linear(idle=%.32s,cap=%.32s)", number, number);
    return i == 2;
}

const struct value_type value_type_line = {
    "line", "idle and cap LOW to HIGH", false, true, read_line, NULL, NULL, value_parts_named,
    number_of_line, value_type_same_number, value_parts_label, value_type_name_as_kind, vary_line,
};

/* ---- 3. cuts -------------------------------------------------------------------------------- */

static int parse_cut(char *word, struct cut *cut, struct error *e)
{
    char *dash = strchr(word, '-');
    double low, high;
    if (dash)
        *dash = '\0';
    if (!dash || !text_number(word, &low) || !text_number(dash + 1, &high))
        return error_set(e, "found no cut, want cuts such as 5-95 in percent, or none");
    if (!(low >= 0 && low < high && high <= 100))
        return error_set(e, "found a cut from %.17g to %.17g, want 0 <= low < high <= 100, "
                         "in percent", low, high);
    *cut = (struct cut){low / 100, high / 100};
    return 0;
}

static int read_cuts(const struct value_site *to, const char *value, struct error *e)
{
    struct cuts found = {0};
    char word[NAME_SIZE];
    const char *cursor = strcmp(value, "none") == 0 ? "" : value;
    if (!*value)
        return error_set(e, "found nothing, want cuts such as 5-95 in percent, or none");
    while (words_next(&cursor, word)) {
        if (found.n == ASSUMPTIONS_MAX_CUTS)
            return error_set(e, "found more than %d cuts, want fewer", ASSUMPTIONS_MAX_CUTS);
        if (parse_cut(word, &found.cut[found.n++], e))
            return -1;
    }
    if (to->field)
        *(struct cuts *)to->field = found;
    return 0;
}

/* The first low end nearer to 0, or away from it where it is 0. */
static bool vary_cuts(const struct value_site *of, const char *value, size_t i, char *out)
{
    struct cuts cuts = {0};
    char low[32];
    strcpy(out, "5-95");
    if (read_cuts(&(struct value_site){of->key, NULL, &cuts}, value, NULL) || cuts.n == 0)
        return i == 0;
    schema_number_text(50 * (cuts.cut[0].low > 0 ? cuts.cut[0].low : cuts.cut[0].high), low);
    snprintf(out, TEXT_SIZE, "%s%s", low, strchr(value, '-'));
    return i == 0;
}

const struct value_type value_type_cuts = {
    "cuts", "none, or cuts within LOW to HIGH", false, false, read_cuts, NULL, NULL,
    value_parts_none, NULL, value_type_same_number, value_type_same_label, value_type_name_as_kind,
    vary_cuts,
};

/* ---- 4. shares ------------------------------------------------------------------------------ */

#define SHARE_SLACK 1e-9 /* shares such as 0.1 are not exact in binary */

/* Ends the name in `word` where the share begins. */
static int parse_share(char *word, double *share, struct error *e)
{
    char *equal = strchr(word, '=');
    if (equal)
        *equal = '\0';
    if (!equal || !text_is_name(word) || !text_number(equal + 1, share))
        return error_set(e, "found no share, want shares such as a=0.9,b=0.1");
    if (!(*share >= 0 && *share <= 1))
        return error_set(e, "%s: found %s, want 0 to 1", word, equal + 1);
    return 0;
}

/* No name twice, each in [0, 1], sum 1. */
static int read_shares(const struct value_site *to, const char *value, struct error *e)
{
    char word[NAME_SIZE + 40], names[TEXT_SIZE] = "";
    struct shares *out = to->field;
    double sum = 0, share;
    size_t index = 0;
    for (int n = 0; text_next(&value, ',', word, sizeof word); n++) {
        if (n == ASSUMPTIONS_MAX_WORKLOADS)
            return error_set(e, "found more than %d shares, want fewer", n);
        if (parse_share(word, &share, e) ||
            (out && value_type_find_target(to, word, &index, e)))
            return -1;
        if (words_have(names, word))
            return error_set(e, "%s: found twice, want it once", word);
        if (out)
            out->of[index] = share;
        words_add(names, sizeof names, word);
        sum += share;
    }
    if (!(fabs(sum - 1) <= SHARE_SLACK))
        return error_set(e, "found shares that sum to %.17g, want 1", sum);
    return 0;
}

static bool has_share(const char *value, const char *item)
{
    struct value_part parts[VALUE_PARTS_MAX];
    size_t n = value_parts_shares(value, parts), i = 0;
    while (i < n && strcmp(parts[i].name, item) != 0)
        i++;
    return i < n;
}

static int number_of_shares(const struct value_site *at, const char *part, double *number,
                            struct error *e)
{
    const struct shares *shares = at->field;
    size_t w = schema_find_item(at->a, at->key->target, part);
    if (w == schema_items(at->a, at->key->target))
        return error_set(e, "found the part \"%.60s\", want a workload", part);
    *number = shares->of[w];
    return 0;
}

/* Half of the first share that is not 0 goes over to workload i. */
static bool vary_shares(const struct value_site *of, const char *value, size_t i, char *out)
{
    struct shares shares = {0};
    size_t from = 0, used = 0, n = schema_items(of->a, of->key->target);
    bool good = i < n && read_shares(&(struct value_site){of->key, of->a, &shares}, value,
                                     NULL) == 0;
    *out = '\0';
    while (good && from < n && !(shares.of[from] > 0))
        from++;
    if (!good || from == n)
        return false;
    if (i == from)
        return true;
    shares.of[from] /= 2;
    shares.of[i] += shares.of[from];
    for (size_t w = 0; w < n; w++) {
        char number[32];
        schema_number_text(shares.of[w], number);
        if (shares.of[w] > 0)
            used += (size_t)snprintf(out + used, TEXT_SIZE - used, "%s%s=%s", used ? "," : "",
                                     (const char *)schema_item(of->a, of->key->target, w), number);
    }
    return true;
}

const struct value_type value_type_shares = {
    "shares", "LOW to HIGH, sum 1", false, false, read_shares, NULL, has_share, value_parts_shares,
    number_of_shares, value_type_same_number, value_parts_label, value_type_name_as_kind,
    vary_shares,
};
