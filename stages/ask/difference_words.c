/* difference_words.c -- a difference by its path and in few words, for tables and figures. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ask/differences.h"
#include "scenario/value_type.h"
#include "base/words.h"

const char *difference_path(const struct difference *d)
{
    return d->from ? d->from->path : d->to->path;
}

/* Words being put together; what does not fit is cut. */
struct words {
    char *text;
    size_t used;
};

static void put(struct words *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct words *w, const char *format, ...)
{
    va_list args;
    if (w->used && w->used + 3 < DIFFERENCE_WORDS_SIZE)
        w->used += (size_t)snprintf(w->text + w->used, 3, ", ");
    va_start(args, format);
    int n = vsnprintf(w->text + w->used, DIFFERENCE_WORDS_SIZE - w->used, format, args);
    va_end(args);
    if (n > 0)
        w->used += (size_t)n;
    if (w->used >= DIFFERENCE_WORDS_SIZE)
        w->used = DIFFERENCE_WORDS_SIZE - 1;
}

/* ---- lists ------------------------------------------------------------------------------ */

/* The names of one list that another does not have, the first of them after a word. */
static void put_missing(const char *list, const char *other, const char *opening, struct words *w)
{
    char word[NAME_SIZE];
    while (words_next(&list, word)) {
        if (words_have(other, word))
            continue;
        put(w, "%s%s", opening, word);
        opening = "";
    }
}

static void put_names(const char *from, const char *to, struct words *w)
{
    put_missing(from, to, "without ", w);
    put_missing(to, from, "with ", w);
    if (!w->used)
        put(w, "in another order");
}

/* ---- parameters -------------------------------------------------------------------------- */

/* The parameters that are others, when both values are of one kind and have the same ones. Leaves
 * nothing in the words otherwise. */
static bool put_parameters(const struct schema_key *key, const char *from, const char *to,
                           struct words *w)
{
    struct value_part a[VALUE_PARTS_MAX], b[VALUE_PARTS_MAX];
    size_t n = value_parts_list(key, from, a);
    bool same = n > 0 && value_parts_list(key, to, b) == n && *a[0].name &&
                a[0].start == b[0].start && strncmp(from, to, a[0].start) == 0;
    for (size_t i = 0; i < n && same; i++) {
        same = strcmp(a[i].name, b[i].name) == 0;
        if (same && (a[i].length != b[i].length ||
                     strncmp(from + a[i].start, to + b[i].start, a[i].length) != 0))
            put(w, "%s %.*s -> %.*s", a[i].name, (int)a[i].length, from + a[i].start,
                (int)b[i].length, to + b[i].start);
    }
    if (same && w->used)
        return true;
    w->used = 0;
    *w->text = '\0';
    return false;
}

void difference_words(const struct difference *d, char words[DIFFERENCE_WORDS_SIZE])
{
    struct words w = {words, 0};
    const struct schema_key *key = schema_find_path(difference_path(d), NULL);
    bool both = d->from && d->to;
    *words = '\0';
    if (both && key && key->type->lists_items)
        put_names(d->from->value, d->to->value, &w);
    else if (!both || !key || !put_parameters(key, d->from->value, d->to->value, &w))
        put(&w, "%s -> %s", d->from ? d->from->value : "not given",
            d->to ? d->to->value : "not given");
}
