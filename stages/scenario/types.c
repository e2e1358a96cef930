/* types.c -- the written forms of values that have several parts. */
#include "scenario/types.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SHARE_SLACK 1e-9 /* shares such as 0.1 are not exact in binary */

static int one_cut(char *word, struct cut *cut, struct error *e)
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

int text_cuts(const char *text, struct cuts *cuts, struct error *e)
{
    struct cuts found = {0};
    char word[64];
    const char *cursor = strcmp(text, "none") == 0 ? "" : text;
    if (!*text)
        return error_set(e, "found nothing, want cuts such as 5-95 in percent, or none");
    while (text_next(&cursor, ' ', word, sizeof word)) {
        if (found.n == ASSUMPTIONS_MAX_CUTS)
            return error_set(e, "found more than %d cuts, want fewer", ASSUMPTIONS_MAX_CUTS);
        if (one_cut(word, &found.cut[found.n++], e))
            return -1;
    }
    *cuts = found;
    return 0;
}

int text_line(const char *text, struct power_line *line, struct error *e)
{
    char idle[40], cap[40], end;
    struct power_line l = {0};
    if (sscanf(text, "linear(idle=%39[^,],cap=%39[^)]%c", idle, cap, &end) != 3 ||
        strchr(text, ')')[1])
        return error_set(e, "found %.60s, want linear(idle=...,cap=...)", text);
    l.idle_of_node = strcmp(idle, "node") == 0;
    if (!l.idle_of_node && !text_number(idle, &l.idle))
        return error_set(e, "idle: found %s, want a number or node", idle);
    if (!text_number(cap, &l.cap))
        return error_set(e, "cap: found %s, want a number", cap);
    if (!(l.idle <= l.cap))
        return error_set(e, "idle: found %s, want no more than cap (%s)", idle, cap);
    *line = l;
    return 0;
}

int text_factor(const char *text, struct factor *factor, struct error *e)
{
    char quoted[80];
    struct factor f = {.derived = strcmp(text, "derived") == 0};
    if (!f.derived && !text_number(text, &f.value))
        return error_set(e, "found %s, want a number or derived", text_quoted(text, quoted));
    *factor = f;
    return 0;
}

static int one_share(char *word, struct written_share *share, struct error *e)
{
    char *equal = strchr(word, '=');
    if (equal)
        *equal = '\0';
    if (!equal || !text_is_name(word) || !text_number(equal + 1, &share->share))
        return error_set(e, "found no share, want shares such as a=0.9,b=0.1");
    if (!(share->share >= 0 && share->share <= 1))
        return error_set(e, "%s: found %s, want 0 to 1", word, equal + 1);
    memcpy(share->name, word, strlen(word) + 1);
    return 0;
}

int text_shares(const char *text, struct written_share *shares, size_t *n, struct error *e)
{
    char word[NAME_SIZE + 40];
    double sum = 0;
    size_t count = 0;
    while (text_next(&text, ',', word, sizeof word)) {
        if (count == ASSUMPTIONS_MAX_WORKLOADS)
            return error_set(e, "found more than %d shares, want fewer", (int)count);
        if (one_share(word, &shares[count], e))
            return -1;
        for (size_t i = 0; i < count; i++)
            if (strcmp(shares[i].name, shares[count].name) == 0)
                return error_set(e, "%s: found twice, want it once", shares[i].name);
        sum += shares[count++].share;
    }
    if (!(fabs(sum - 1) <= SHARE_SLACK))
        return error_set(e, "found shares that sum to %.17g, want 1", sum);
    *n = count;
    return 0;
}

/* True when `name` stands in `words` up to `end`. */
static bool stands_before(const char *words, const char *end, const char *name)
{
    char word[NAME_SIZE];
    while (words < end && text_next(&words, ' ', word, sizeof word))
        if (strcmp(word, name) == 0)
            return true;
    return false;
}

int text_names(const char *text, struct error *e)
{
    char word[NAME_SIZE];
    if (!*text)
        return error_set(e, "found no name, want at least one");
    for (const char *cursor = text, *start = text;
         text_next(&cursor, ' ', word, sizeof word); start = cursor) {
        if (!text_is_name(word))
            return error_set(e, "found a name that is none, want [a-z0-9_]+, at most %d bytes",
                             NAME_SIZE - 1);
        if (stands_before(text, start, word))
            return error_set(e, "found %s twice, want it once", word);
    }
    return 0;
}
