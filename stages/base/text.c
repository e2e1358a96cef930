/* text.c -- numbers, counts and names as text. */
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t text_decimal(const char *text, double *number)
{
    /* strtod alone would take spaces, hexadecimal digits, "inf" and "nan" */
    size_t n = strspn(text, "0123456789+-.eE");
    char *end = NULL;
    double x = n > 0 ? strtod(text, &end) : 0;
    if (end != text + n)
        return 0;
    *number = x;
    return n;
}

bool text_number(const char *text, double *number)
{
    double x;
    size_t n = text_decimal(text, &x);
    if (n == 0 || text[n] || !isfinite(x))
        return false;
    *number = x;
    return true;
}

bool text_count(const char *text, uint64_t *count)
{
    double x;
    if (!text_number(text, &x) || !(x >= 0 && x <= 9007199254740992.0) || floor(x) < x)
        return false;
    *count = (uint64_t)x;
    return true;
}

bool text_is_name(const char *text)
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

bool text_is_plain_text(const char *text)
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

bool text_next(const char **cursor, char separator, char *word, size_t size)
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

bool text_append(char *text, size_t size, const char *separator, const char *more)
{
    size_t used = strlen(text);
    const char *between = used > 0 ? separator : "";
    if (used + strlen(between) + strlen(more) >= size)
        return false;
    snprintf(text + used, size - used, "%s%s", between, more);
    return true;
}

const char *text_quoted(const char *text, char out[80])
{
    size_t n = 0;
    out[n++] = '"';
    for (; *text && n < 61; text++)
        out[n++] = (unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text;
    snprintf(out + n, 80 - n, "%s\"", *text ? "..." : "");
    return out;
}
