/* written.c -- reading written forms. */
#include "io/written.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHARE_SLACK 1e-9 /* shares such as 0.1 are not exact in binary */

/* ---- words and numbers --------------------------------------------------------------------- */

bool written_number(const char *text, double *number)
{
    /* strtod alone would take spaces, hexadecimal digits, "inf" and "nan" */
    if (!*text || text[strspn(text, "0123456789+-.eE")])
        return false;
    char *end;
    double x = strtod(text, &end);
    if (*end || end == text || !isfinite(x))
        return false;
    *number = x;
    return true;
}

bool written_count(const char *text, uint64_t *count)
{
    double x;
    if (!written_number(text, &x) || !(x >= 0 && x <= 9007199254740992.0) || floor(x) < x)
        return false;
    *count = (uint64_t)x;
    return true;
}

bool written_is_name(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return n > 0 && n < NAME_SIZE && !text[n];
}

/* Length of the UTF-8 sequence at `s`, or 0 when it is none. */
static size_t utf8_length(const unsigned char *s)
{
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = *s < 0x80 ? 1 : *s >> 5 == 6 ? 2 : *s >> 4 == 14 ? 3 : *s >> 3 == 30 ? 4 : 0;
    if (n < 2)
        return n;
    unsigned code = *s & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if (s[i] >> 6 != 2)
            return 0;
        code = code << 6 | (s[i] & 0x3fu);
    }
    bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code < least[n] || code > 0x10ffff || surrogate ? 0 : n;
}

bool written_is_plain_text(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    while (*s) {
        size_t n = utf8_length(s);
        bool control = *s < 0x20 || *s == 0x7f || (*s == 0xc2 && s[1] < 0xa0);
        if (!n || control)
            return false;
        s += n;
    }
    return true;
}

int written_choice(const char *word, const char *choices)
{
    char choice[NAME_SIZE];
    for (int i = 0; written_next(&choices, ' ', choice, sizeof choice); i++)
        if (strcmp(choice, word) == 0)
            return i;
    return -1;
}

bool written_next(const char **cursor, char separator, char *word, size_t size)
{
    const char *start = *cursor;
    if (!start || !*start)
        return false;
    const char *end = strchr(start, separator);
    size_t n = end ? (size_t)(end - start) : strlen(start);
    if (n >= size)
        word[0] = '\0';
    else
        snprintf(word, size, "%.*s", (int)n, start);
    *cursor = end ? end + 1 : start + n;
    return true;
}

const char *written_quoted(const char *text, char out[80])
{
    size_t n = 0;
    out[n++] = '"';
    for (; *text && n < 61; text++)
        out[n++] = (unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text;
    snprintf(out + n, 80 - n, "%s\"", *text ? "..." : "");
    return out;
}

/* ---- structured forms ---------------------------------------------------------------------- */

static int one_cut(char *word, struct cut *cut, struct error *e)
{
    char *dash = strchr(word, '-');
    double low, high;
    if (dash)
        *dash = '\0';
    if (!dash || !written_number(word, &low) || !written_number(dash + 1, &high))
        return error_set(e, "found no cut, want cuts such as 5-95 in percent, or none");
    if (!(low >= 0 && low < high && high <= 100))
        return error_set(e, "found a cut from %.17g to %.17g, want 0 <= low < high <= 100, "
                         "in percent", low, high);
    *cut = (struct cut){low / 100, high / 100};
    return 0;
}

int written_cuts(const char *text, struct cuts *cuts, struct error *e)
{
    struct cuts found = {0};
    char word[64];
    const char *cursor = strcmp(text, "none") == 0 ? "" : text;
    if (!*text)
        return error_set(e, "found nothing, want cuts such as 5-95 in percent, or none");
    while (written_next(&cursor, ' ', word, sizeof word)) {
        if (found.n == ASSUMPTIONS_MAX_CUTS)
            return error_set(e, "found more than %d cuts, want fewer", ASSUMPTIONS_MAX_CUTS);
        if (one_cut(word, &found.cut[found.n++], e))
            return -1;
    }
    *cuts = found;
    return 0;
}

int written_line(const char *text, struct power_line *line, struct error *e)
{
    char idle[40], cap[40], end;
    struct power_line l = {0};
    if (sscanf(text, "linear(idle=%39[^,],cap=%39[^)]%c", idle, cap, &end) != 3 ||
        strchr(text, ')')[1])
        return error_set(e, "found %.60s, want linear(idle=...,cap=...)", text);
    l.idle_of_node = strcmp(idle, "node") == 0;
    if (!l.idle_of_node && !written_number(idle, &l.idle))
        return error_set(e, "idle: found %s, want a number or node", idle);
    if (!written_number(cap, &l.cap))
        return error_set(e, "cap: found %s, want a number", cap);
    if (!(l.idle <= l.cap))
        return error_set(e, "idle: found %s, want no more than cap (%s)", idle, cap);
    *line = l;
    return 0;
}

int written_factor(const char *text, struct factor *factor, struct error *e)
{
    char quoted[80];
    struct factor f = {.derived = strcmp(text, "derived") == 0};
    if (!f.derived && !written_number(text, &f.value))
        return error_set(e, "found %s, want a number or derived", written_quoted(text, quoted));
    *factor = f;
    return 0;
}

static int one_share(char *word, struct written_share *share, struct error *e)
{
    char *equal = strchr(word, '=');
    if (equal)
        *equal = '\0';
    if (!equal || !written_is_name(word) || !written_number(equal + 1, &share->share))
        return error_set(e, "found no share, want shares such as a=0.9,b=0.1");
    if (!(share->share >= 0 && share->share <= 1))
        return error_set(e, "%s: found %s, want 0 to 1", word, equal + 1);
    memcpy(share->name, word, strlen(word) + 1);
    return 0;
}

int written_shares(const char *text, struct written_share *shares, size_t *n, struct error *e)
{
    char word[NAME_SIZE + 40];
    double sum = 0;
    size_t count = 0;
    while (written_next(&text, ',', word, sizeof word)) {
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
    while (words < end && written_next(&words, ' ', word, sizeof word))
        if (strcmp(word, name) == 0)
            return true;
    return false;
}

int written_names(const char *text, struct error *e)
{
    char word[NAME_SIZE];
    if (!*text)
        return error_set(e, "found no name, want at least one");
    for (const char *cursor = text, *start = text;
         written_next(&cursor, ' ', word, sizeof word); start = cursor) {
        if (!written_is_name(word))
            return error_set(e, "found a name that is none, want [a-z0-9_]+, at most %d bytes",
                             NAME_SIZE - 1);
        if (stands_before(text, start, word))
            return error_set(e, "found %s twice, want it once", word);
    }
    return 0;
}
