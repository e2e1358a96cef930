/* assignment.c -- a line of changes, taken apart and made.
 *
 *   1. from text to assignments   2. paths and parts   3. values   4. all of a line */
#include "scenario/assignment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/value_parts.h"
#include "scenario/value_type.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

#define BLANKS " \t\r\n"
#define EXAMPLE "SET='pue.p95=1.4'"

/* One assignment, path and part still together. */
struct assignment {
    char text[TEXT_SIZE + SCHEMA_PATH_SIZE]; /* "path=value"                    */
    const char *path, *value;                   /* within text, each with its end  */
};

/* What an assignment's left side comes to in a list. */
struct destination {
    char path[SCHEMA_PATH_SIZE];
    const char *part; /* borrowed; "" for the value whole */
    const struct schema_key *key;
};

/* ---- 1. from text to assignments ----------------------------------------------------------- */

/* Whether the word at `next` goes on with what has been read, and is no new assignment. */
static bool goes_on(const char *read, size_t n, const char *next)
{
    char last = n > 0 ? read[n - 1] : '\0';
    size_t word = strcspn(next, BLANKS ";");
    if (last == '=' || last == ',' || *next == '=')
        return true;
    return memchr(read, '=', n) && !memchr(next, '=', word);
}

/* Blanks are dropped but between the words of a value. */
static bool is_kept(const char *read, size_t n, const char *next, int depth)
{
    return depth == 0 && n > 0 && read[n - 1] != '=' && read[n - 1] != ',' && *next != '=';
}

/* Takes the next assignment off the text. Returns 1, 0 at the end, -1 when it is too long. */
static int next_text(const char **cursor, char *out, size_t size, struct error *e)
{
    const char *at = *cursor + strspn(*cursor, BLANKS ";");
    size_t n = 0;
    for (int depth = 0; *at && *at != ';'; at++) {
        if (n + 1 >= size)
            return error_set(e, "SET: found an assignment of more than %zu bytes, want a shorter "
                                "one", size);
        depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
        if (!strchr(BLANKS, *at)) {
            out[n++] = *at;
            continue;
        }
        const char *next = at + strspn(at, BLANKS);
        if (!*next || *next == ';' || (depth == 0 && !goes_on(out, n, next)))
            break;
        if (is_kept(out, n, next, depth))
            out[n++] = ' ';
        at = next - 1;
    }
    out[n] = '\0';
    *cursor = at;
    return n > 0;
}

/* Returns 1 with an assignment, 0 at the end, -1 on failure. */
static int next_assignment(const char **cursor, struct assignment *out, struct error *e)
{
    char quoted[80];
    int found = next_text(cursor, out->text, sizeof out->text, e);
    if (found <= 0)
        return found;
    char *equal = strchr(out->text, '=');
    if (!equal || equal == out->text || !equal[1])
        return error_set(e, "SET: found %s, want path=value, such as " EXAMPLE,
                         text_quoted(out->text, quoted));
    *equal = '\0';
    out->path = out->text;
    out->value = equal + 1;
    return 1;
}

/* ---- 2. paths and parts -------------------------------------------------------------------- */

/* Whether the path that a text begins with is known. */
static bool known_path(const struct assumption_list *list, const char *text, size_t length,
                       struct destination *to)
{
    if (length >= sizeof to->path)
        return false;
    snprintf(to->path, sizeof to->path, "%.*s", (int)length, text);
    to->part = text + length;
    to->key = assumption_list_key(list, to->path);
    return to->key != NULL;
}

/* All paths and parts that could be meant, separated by one space. Freed by the caller. */
static char *all_words(const struct assumption_list *list)
{
    char *words = NULL;
    size_t size;
    FILE *stream = open_memstream(&words, &size);
    if (!stream)
        return NULL;
    for (size_t r = 0; r < list->n; r++) {
        const struct assumption *row = &list->rows[r];
        struct value_part parts[VALUE_PARTS_MAX];
        const struct schema_key *key = assumption_list_key(list, row->path);
        fprintf(stream, "%s ", row->path);
        size_t n = key ? value_parts_list(key, row->value, parts) : 0;
        for (size_t i = 0; i < n; i++)
            if (*parts[i].name)
                fprintf(stream, "%s.%s ", row->path, parts[i].name);
    }
    fclose(stream);
    return words;
}

static int unknown_path(const struct assumption_list *list, const char *path, struct error *e)
{
    char quoted[80], hint[SUGGEST_SIZE] = "";
    char *words = all_words(list);
    if (words)
        suggest_text(path, words, hint);
    free(words);
    return error_set(e, "SET: found no assumption %s, want a path of assumptions.tsv, or one with "
                        "a part, such as " EXAMPLE "%s", text_quoted(path, quoted), hint);
}

static int find_destination(const struct assumption_list *list, const char *path,
                            struct destination *to, struct error *e)
{
    const char *dot = strrchr(path, '.');
    if (known_path(list, path, strlen(path), to))
        return 0;
    if (!dot || strlen(dot + 1) >= NAME_SIZE || !known_path(list, path, (size_t)(dot - path), to))
        return unknown_path(list, path, e);
    to->part = dot + 1;
    return 0;
}

/* ---- 3. values ----------------------------------------------------------------------------- */

int assignment_put(struct assumption_list *list, const char *path, const char *value,
                   struct error *e)
{
    const struct schema_key *key = schema_find_path(path, NULL);
    struct assumption row = {path, value, key ? key->unit : "", NULL, NULL, "SET"};
    return assumption_list_replace(list, &row, e);
}

static int unknown_part(const struct destination *to, const char *value,
                        const struct value_part *parts, size_t n, struct error *e)
{
    char names[VALUE_PARTS_MAX * (NAME_SIZE + 1)] = "", hint[SUGGEST_SIZE];
    for (size_t i = 0; i < n; i++)
        words_add(names, sizeof names, parts[i].name);
    if (n == 0 || !*parts[0].name)
        return error_set(e, "SET: %s.%s: found a part of %.200s, which has none: want %s=value",
                         to->path, to->part, value, to->path);
    return error_set(e, "SET: %s.%s: found no such part of %.200s, want one of: %.300s, or the "
                        "value whole%s", to->path, to->part, value, names,
                     suggest_text(to->part, names, hint));
}

/* A workload that a mix does not name yet has a share of nothing. */
static int add_share(struct assumption_list *list, const struct destination *to, const char *old,
                     const char *share, struct error *e)
{
    char value[2 * TEXT_SIZE];
    snprintf(value, sizeof value, "%s,%s=%s", old, to->part, share);
    if (strlen(value) >= TEXT_SIZE)
        return error_set(e, "SET: %s: found more than %d bytes, want less", to->path,
                         TEXT_SIZE);
    return assignment_put(list, to->path, value, e);
}

static int put_part(struct assumption_list *list, const struct destination *to, const char *text,
                    struct error *e)
{
    struct value_part parts[VALUE_PARTS_MAX];
    char value[TEXT_SIZE];
    const struct assumption *row = assumption_list_find(list, to->path);
    size_t n = row ? value_parts_list(to->key, row->value, parts) : 0, i = 0;
    while (i < n && strcmp(parts[i].name, to->part) != 0)
        i++;
    if (i < n) {
        if (value_part_replace(row->value, &parts[i], text, value, e))
            return error_prefix(e, "SET: %s", to->path);
        return assignment_put(list, to->path, value, e);
    }
    if (n > 0 && parts[0].role == VALUE_SHARE &&
        assumption_list_has_item(list, to->key->target, to->part))
        return add_share(list, to, row->value, text, e);
    return unknown_part(to, row ? row->value : "a value that is not given", parts, n, e);
}

static int put_whole(struct assumption_list *list, const struct destination *to,
                     const char *text, struct error *e)
{
    char value[TEXT_SIZE];
    double number;
    if (!text_number(text, &number) || strlen(text) > 64)
        return assignment_put(list, to->path, text, e);
    to->key->type->of_number(text, value);
    return assignment_put(list, to->path, value, e);
}

/* ---- 4. all of a line ---------------------------------------------------------------------- */

static int check_row(const struct assumption *row, struct error *e)
{
    struct value_part parts[VALUE_PARTS_MAX];
    const struct schema_key *key = schema_find_path(row->path, NULL);
    if (!key || schema_check_value(key, row->value, e) == 0)
        return 0;
    error_prefix(e, "SET: %s", row->path);
    if (value_parts_list(key, row->value, parts) == 0 || parts[0].role != VALUE_SHARE)
        return -1;
    return error_append(e, "; give all shares at once, as in SET='%s=a=0.8,b=0.2'", row->path);
}

int assignment_apply(const char *text, struct assumption_list *list, struct error *e)
{
    struct assignment one;
    struct destination to;
    int found, n = 0;
    for (; (found = next_assignment(&text, &one, e)) > 0; n++)
        if (find_destination(list, one.path, &to, e) ||
            (*to.part ? put_part : put_whole)(list, &to, one.value, e))
            return -1;
    if (found < 0)
        return -1;
    if (n == 0)
        return error_set(e, "SET: found nothing, want one or several path=value, such as " EXAMPLE);
    for (size_t r = 0; r < list->n; r++)
        if (strcmp(list->rows[r].place, "SET") == 0 && check_row(&list->rows[r], e))
            return -1;
    return 0;
}
