/* difference_words.c -- a difference in few words, for tables and figures. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "ask/differences.h"
#include "scenario/value_type.h"
#include "base/text.h"

/* Words being put together; what does not fit is cut. */
struct words {
    char *text;
    size_t used;
};

static void put(struct words *w, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct words *w, const char *format, ...)
{
    va_list args;
    if (w->used && w->used + 3 < PLAYER_WORDS_SIZE)
        w->used += (size_t)snprintf(w->text + w->used, 3, ", ");
    va_start(args, format);
    int n = vsnprintf(w->text + w->used, PLAYER_WORDS_SIZE - w->used, format, args);
    va_end(args);
    if (n > 0)
        w->used += (size_t)n;
    if (w->used >= PLAYER_WORDS_SIZE)
        w->used = PLAYER_WORDS_SIZE - 1;
}

/* ---- lists ------------------------------------------------------------------------------ */

static bool has_word(const char *list, const char *wanted)
{
    char word[NAME_SIZE];
    while (text_next(&list, ' ', word, sizeof word))
        if (strcmp(word, wanted) == 0)
            return true;
    return false;
}

/* The names of one list that another does not have, the first of them after a word. */
static void put_missing(const char *list, const char *other, const char *opening, struct words *w)
{
    char word[NAME_SIZE];
    while (text_next(&list, ' ', word, sizeof word)) {
        if (has_word(other, word))
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

#define PART_SIZE 64

/* Takes "name=value" off a list of parameters. Returns false at its end, or if it is none. */
static bool next_parameter(const char **cursor, char name[PART_SIZE], char value[PART_SIZE])
{
    size_t n = strcspn(*cursor, "=,)");
    if ((*cursor)[n] != '=')
        return false;
    size_t m = strcspn(*cursor + n + 1, ",)");
    snprintf(name, PART_SIZE, "%.*s", (int)n, *cursor);
    snprintf(value, PART_SIZE, "%.*s", (int)m, *cursor + n + 1);
    *cursor += n + 1 + m;
    *cursor += **cursor == ',' || **cursor == ')';
    return true;
}

/* Behind "kind(", or the start of a text without a bracket. */
static const char *parameters_of(const char *text)
{
    const char *open = strchr(text, '(');
    return open ? open + 1 : text;
}

/* The parameters that are others, when both texts are of one kind and have the same ones. Leaves
 * nothing in the words otherwise. */
static bool put_parameters(const char *from, const char *to, struct words *w)
{
    const char *a = parameters_of(from), *b = parameters_of(to);
    char name[2][PART_SIZE], value[2][PART_SIZE];
    bool same = a - from == b - to && strncmp(from, to, (size_t)(a - from)) == 0;
    while (same && *a && *b) {
        same = next_parameter(&a, name[0], value[0]) && next_parameter(&b, name[1], value[1]) &&
               strcmp(name[0], name[1]) == 0;
        if (same && strcmp(value[0], value[1]) != 0)
            put(w, "%s %s -> %s", name[0], value[0], value[1]);
    }
    if (same && !*a && !*b && w->used)
        return true;
    w->used = 0;
    *w->text = '\0';
    return false;
}

void difference_words(const struct difference *d, char words[PLAYER_WORDS_SIZE])
{
    const char *item;
    size_t length;
    struct words w = {words, 0};
    const struct schema_key *key = schema_find_path(difference_path(d), &item, &length);
    bool both = d->from && d->to;
    *words = '\0';
    if (both && key && key->type->lists_items)
        put_names(d->from->value, d->to->value, &w);
    else if (!both || !put_parameters(d->from->value, d->to->value, &w))
        put(&w, "%s -> %s", d->from ? d->from->value : "not given",
            d->to ? d->to->value : "not given");
}
