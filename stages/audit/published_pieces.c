/* published_pieces.c -- what one printed row and its formulae come apart into. */
#include "audit/published_pieces.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit/formula.h"
#include "base/text.h"

/* Takes the blanks off both ends, in place. */
static char *trimmed(char *text)
{
    text += strspn(text, " ");
    for (size_t n = strlen(text); n > 0 && text[n - 1] == ' '; n--)
        text[n - 1] = '\0';
    return text;
}

int published_cut(const char *text, const char *separators, struct published_pieces *out,
                  struct error *e)
{
    out->n = 0;
    if (strlen(text) >= sizeof out->text)
        return error_set(e, "found %zu characters, want below %zu", strlen(text),
                         sizeof out->text);
    strcpy(out->text, text);
    for (char *at = out->text; at;) {
        if (out->n == PUBLISHED_PARTS_MAX)
            return error_set(e, "found more than %d parts", PUBLISHED_PARTS_MAX);
        at += strspn(at, " ");
        char *end = *at ? strpbrk(at + 1, separators) : NULL;
        if (end)
            *end++ = '\0';
        at = trimmed(at);
        if (*at == '\0')
            return error_set(e, "found nothing as part %zu of \"%.80s\"", out->n + 1, text);
        out->piece[out->n++] = at;
        at = end;
    }
    return 0;
}

/* A decimal number, perhaps with ~ before or % behind it. */
static bool is_number(const char *text)
{
    char bare[64];
    double number;
    text += *text == '~';
    size_t n = strlen(text);
    n -= n > 0 && text[n - 1] == '%';
    if (n >= sizeof bare)
        return false;
    memcpy(bare, text, n);
    bare[n] = '\0';
    return text_number(bare, &number);
}

int published_check_printed(const char *text, struct error *e)
{
    struct published_pieces pieces;
    bool is_list = strchr(text, ';');
    if (is_number(text))
        return 0;
    if (published_cut(text, is_list ? ";" : "-", &pieces, e))
        return -1;
    for (size_t i = 0; i < pieces.n; i++)
        if (!is_number(pieces.piece[i]))
            return error_set(e, "found \"%.60s\", want a number, a range a-b or a list a; b; "
                                "words are for the kinds qualitative and cited",
                             pieces.piece[i]);
    if (is_list || pieces.n == 2)
        return 0;
    return error_set(e, "found %zu numbers in \"%.60s\", want two: a-b", pieces.n, text);
}

int published_rounding(const struct published_pieces *printed, size_t i, double *low,
                       double *high, struct error *e)
{
    double value, half = 0.5;
    const char *text = printed->piece[i];
    if (!text_number(text, &value) || strpbrk(text, "eE"))
        return error_set(e, "found \"%.60s\", want a decimal number, or low and high", text);
    for (size_t k = 0; k < printed->n; k++) {
        const char *point = strchr(printed->piece[k], '.');
        half = fmin(half, point ? 0.5 * pow(10, -(double)strlen(point + 1)) : 0.5);
    }
    *low = value - half;
    *high = value + half;
    return 0;
}

int published_part(const struct published_value *whole, size_t i, size_t n, const char *formula,
                   const char *printed, struct published_value *out, struct error *e)
{
    const char *shown = printed ? printed : whole->printed;
    size_t room = strlen(whole->id) + strlen(formula) + strlen(shown) + 32;
    *out = *whole;
    out->part = malloc(sizeof *out->part + room);
    if (!out->part)
        return error_no_memory(e, "for a printed number");
    if (formula_parse(formula, &out->part->x, e)) {
        free(out->part);
        return -1;
    }
    out->x = &out->part->x;
    char *at = out->part->text;
    out->id = at;
    at += n > 1 ? sprintf(at, "%s.%zu", whole->id, i + 1) + 1 : sprintf(at, "%s", whole->id) + 1;
    out->formula = strcpy(at, formula);
    at += strlen(formula) + 1;
    out->printed = strcpy(at, shown);
    return 0;
}
