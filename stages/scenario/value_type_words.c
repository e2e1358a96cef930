/* value_type_words.c -- values that are words, and lists of them.
 *
 *   1. text   2. choice   3. name   4. names */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "scenario/value_type.h"

/* ---- 1. text -------------------------------------------------------------------------------- */

static int read_text(const struct value_site *to, const char *value, struct error *e)
{
    double bytes = (double)strlen(value);
    char quoted[80];
    if (!text_is_plain_text(value))
        return error_set(e, "found %s with a control character or broken UTF-8, want plain text "
                         "on one line", text_quoted(value, quoted));
    if (!(bytes >= to->key->low && bytes <= to->key->high))
        return error_set(e, "found %s of %.0f bytes, want %.0f to %.0f bytes",
                         text_quoted(value, quoted), bytes, to->key->low, to->key->high);
    if (to->field)
        strcpy(to->field, value); /* the schema's range is the field's size */
    return 0;
}

static bool vary_text(const struct value_site *of, const char *value, size_t i, char *out)
{
    (void)of, (void)value;
    strcpy(out, i == 0 ? "another" : "one more");
    return i < 2;
}

const struct value_type value_type_text = {
    "text", "LOW to HIGH bytes", false, false, read_text, value_type_leave_zero, NULL,
    value_parts_none, NULL, value_type_same_number, value_type_same_label, value_type_name_as_kind,
    vary_text,
};

/* ---- 2. choice ------------------------------------------------------------------------------ */

_Static_assert(sizeof(enum generator) == sizeof(unsigned) &&
               sizeof(enum effective_tokens) == sizeof(unsigned), "choices are stored as unsigned");

static int read_choice(const struct value_site *to, const char *value, struct error *e)
{
    char quoted[80];
    int choice = words_index(to->key->choices, value);
    if (choice < 0)
        return error_set(e, "found %s, want one of: %s", text_quoted(value, quoted),
                         to->key->choices);
    if (to->field)
        memcpy(to->field, &(unsigned){(unsigned)choice}, sizeof(unsigned));
    return 0;
}

static bool vary_choice(const struct value_site *of, const char *value, size_t i, char *out)
{
    (void)value;
    const char *cursor = of->key->choices;
    bool more = true;
    for (size_t k = 0; k <= i && more; k++)
        more = words_next(&cursor, out);
    return more;
}

const struct value_type value_type_choice = {
    "choice", "CHOICES", false, false, read_choice, NULL, NULL, value_parts_none, NULL,
    value_type_same_number, value_type_same_label, value_type_name_as_kind, vary_choice,
};

/* ---- 3. name -------------------------------------------------------------------------------- */

static int read_name(const struct value_site *to, const char *value, struct error *e)
{
    char quoted[80];
    if (!text_is_name(value))
        return error_set(e, "found %s, want a name: a-z, 0-9 and _, at most %d of them",
                         text_quoted(value, quoted), NAME_SIZE - 1);
    return to->field ? value_type_find_target(to, value, to->field, e) : 0;
}

static bool vary_name(const struct value_site *of, const char *value, size_t i, char *out)
{
    (void)value;
    if (i >= schema_items(of->a, of->key->target))
        return false;
    snprintf(out, NAME_SIZE, "%s", (const char *)schema_item(of->a, of->key->target, i));
    return true;
}

const struct value_type value_type_name = {
    "name", "a TARGET", false, false, read_name, value_type_leave_zero, words_have,
    value_parts_none, NULL, value_type_same_number, value_type_same_label, value_type_name_as_kind,
    vary_name,
};

/* ---- 4. names ------------------------------------------------------------------------------- */

/* Which items there are is read before anything else, by assumptions_build. */
static int read_names(const struct value_site *to, const char *value, struct error *e)
{
    char word[NAME_SIZE];
    (void)to;
    if (!*value)
        return error_set(e, "found no name, want at least one");
    const char *cursor = value;
    for (int i = 0; words_next(&cursor, word); i++) {
        if (!text_is_name(word))
            return error_set(e, "found a name that is none, want [a-z0-9_]+, at most %d bytes",
                             NAME_SIZE - 1);
        if (words_index(value, word) < i)
            return error_set(e, "found %s twice, want it once", word);
    }
    return 0;
}

/* Without the last name, without the one before it, ...; and then the last one first. */
static bool vary_names(const struct value_site *of, const char *value, size_t i, char *out)
{
    char word[NAME_SIZE], last[NAME_SIZE] = "";
    size_t n = 0;
    (void)of;
    for (const char *cursor = value; words_next(&cursor, last);)
        n++;
    *out = '\0';
    if (i == n)
        words_add(out, TEXT_SIZE, last);
    for (size_t k = 0; k < n && words_next(&value, word); k++)
        if (k != (i == n ? n - 1 : n - 1 - i))
            words_add(out, TEXT_SIZE, word);
    return n > 1 && i <= n;
}

const struct value_type value_type_names = {
    "names", "TARGETs", true, false, read_names, value_type_leave_zero, words_have,
    value_parts_none, NULL, value_type_same_number, value_type_same_label, value_type_name_as_kind,
    vary_names,
};
