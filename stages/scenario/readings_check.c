/* readings_check.c -- what a name among readings stands for, and checks of lists as a whole. */
#include "scenario/readings.h"

#include <string.h>

#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "scenario/value_type.h"

#define WORDS_SIZE 4096 /* every key and path, separated by one space */

/* Results are compared with what is printed, by quadrature: these do not enter. */
#define NO_READING "title published generator seed fleet.load_curve"

/* ---- names --------------------------------------------------------------------------------- */

/* The key of a path, or else the only one of that name, unless it has items. */
static const struct schema_key *find_key(const char *name)
{
    size_t n, found = 0;
    const struct schema_key *keys = schema_keys(&n), *key = schema_find_path(name, NULL);
    for (size_t k = 0; k < n && !key; k++)
        found += strcmp(keys[k].key, name) == 0;
    for (size_t k = 0; k < n && found == 1 && !key; k++)
        if (strcmp(keys[k].key, name) == 0 && !strchr(keys[k].path, '*'))
            key = &keys[k];
    return key;
}

/* Everything that could have been meant by a name without items. */
static void known_words(char words[WORDS_SIZE])
{
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    words[0] = '\0';
    for (size_t k = 0; k < n; k++) {
        if (strchr(keys[k].path, '*'))
            continue;
        words_add(words, WORDS_SIZE, keys[k].path);
        if (find_key(keys[k].key) == &keys[k] && strcmp(keys[k].key, keys[k].path) != 0)
            words_add(words, WORDS_SIZE, keys[k].key);
    }
}

/* Refuses "pue.p5": what a distribution is made of, which is no assumption. True if it is. */
static bool refuse_part(const char *name, const char *quoted, struct error *e)
{
    char whole[SCHEMA_PATH_SIZE];
    const char *dot = strrchr(name, '.');
    if (!dot || (size_t)(dot - name) >= sizeof whole)
        return false;
    snprintf(whole, sizeof whole, "%.*s", (int)(dot - name), name);
    const struct schema_key *key = find_key(whole);
    if (!key || key->type != &value_type_distribution)
        return false;
    (void)error_set(e, "found %s, a part of %s, but readings take whole values, want the name %s, "
                    "such as [\"%s\"] = lognormal { ... }", quoted, whole, whole, whole);
    return true;
}

/* Why a name stands for nothing: several keys, one for each item, or unknown. */
static const struct schema_key *refuse_name(const char *name, struct error *e)
{
    char words[WORDS_SIZE], paths[WORDS_SIZE] = "", quoted[80], hint[SUGGEST_SIZE];
    size_t n;
    const struct schema_key *keys = schema_keys(&n);
    for (size_t k = 0; k < n; k++)
        if (strcmp(keys[k].key, name) == 0)
            words_add(paths, WORDS_SIZE, keys[k].path);
    known_words(words);
    text_quoted(name, quoted);
    if (refuse_part(name, quoted, e))
        return NULL;
    if (*paths)
        (void)error_set(e, "found %s, want the path of one assumption, in [\"...\"]: %.300s, with "
                        "an item's name for *", quoted, paths);
    else
        (void)error_set(e, "found the unknown name %s, want a key or the path of an assumption%s",
                        quoted, suggest_text(name, words, hint));
    return NULL;
}

const struct schema_key *readings_key(const char *name, char path[SCHEMA_PATH_SIZE],
                                      struct error *e)
{
    const struct schema_key *key = find_key(name);
    if (!key)
        return refuse_name(name, e);
    if (words_have(NO_READING, key->path)) {
        (void)error_set(e, "found %s, want an assumption that exact results depend on", key->path);
        return NULL;
    }
    snprintf(path, SCHEMA_PATH_SIZE, "%s", strchr(key->path, '*') ? name : key->path);
    return key;
}

/* ---- lists --------------------------------------------------------------------------------- */

static bool is_changed_before(const struct reading_list *list, const struct reading *reading,
                              const char *path)
{
    for (const struct reading *r = list->readings; r < reading; r++)
        if (assumption_list_find(&r->changes, path))
            return true;
    return false;
}

/* A path that several readings of a list change is reported once. */
static void check_paths(const struct reading_list *list, const struct reading *reading,
                        const struct assumption_list *rows, struct problems *p)
{
    char words[WORDS_SIZE] = "", hint[SUGGEST_SIZE];
    for (size_t i = 0; i < rows->n; i++)
        words_add(words, WORDS_SIZE, rows->rows[i].path);
    for (size_t i = 0; i < reading->changes.n; i++) {
        const struct assumption *row = &reading->changes.rows[i];
        if (!assumption_list_key(rows, row->path) && !is_changed_before(list, reading, row->path))
            problems_add(p, "%s: readings.%s: found the path %s, of whose name there is no item, "
                         "want an assumption of the scenario%s", row->place, list->name, row->path,
                         suggest_text(row->path, words, hint));
    }
}

static bool is_same(const struct reading *a, const struct reading *b)
{
    for (size_t i = 0; i < a->changes.n; i++) {
        const struct assumption *row = &a->changes.rows[i];
        const struct assumption *other = assumption_list_find(&b->changes, row->path);
        if (!other || strcmp(other->value, row->value) != 0)
            return false;
    }
    return a->changes.n == b->changes.n;
}

static void check_twins(const struct reading_list *list, struct problems *p)
{
    for (size_t i = 1; i < list->n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct reading *one = &list->readings[k], *other = &list->readings[i];
            const char *place = other->changes.n ? other->changes.rows[0].place : list->place;
            if (is_same(one, other))
                problems_add(p, "%s: readings.%s: found reading %zu again as reading %zu, want "
                             "each once", place, list->name, k + 1, i + 1);
            else if (strcmp(one->label, other->label) == 0)
                problems_add(p, "%s: readings.%s: found the label \"%s\" of reading %zu again at "
                             "reading %zu, want another: reading { label = ..., ... }", place,
                             list->name, one->label, k + 1, i + 1);
        }
}

/* The first assumption that a list changes and another changes too, or NULL. */
static const struct assumption *shared_change(const struct reading_list *a,
                                              const struct reading_list *b)
{
    for (size_t i = 0; i < b->n; i++)
        for (size_t c = 0; c < b->readings[i].changes.n; c++)
            for (size_t k = 0; k < a->n; k++)
                if (assumption_list_find(&a->readings[k].changes,
                                         b->readings[i].changes.rows[c].path))
                    return &b->readings[i].changes.rows[c];
    return NULL;
}

static void check_overlaps(const struct readings *r, struct problems *p)
{
    for (size_t i = 1; i < r->n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct assumption *row = shared_change(&r->lists[k], &r->lists[i]);
            if (row)
                problems_add(p, "%s: readings.%s: found a reading of %s, which readings.%s (%s) "
                             "changes too, want it in one list", row->place, r->lists[i].name,
                             row->path, r->lists[k].name, r->lists[k].place);
        }
}

void readings_check(const struct readings *r, const struct assumption_list *rows,
                    struct problems *p)
{
    for (size_t i = 0; i < r->n; i++) {
        for (size_t k = 0; k < r->lists[i].n; k++)
            check_paths(&r->lists[i], &r->lists[i].readings[k], rows, p);
        check_twins(&r->lists[i], p);
    }
    check_overlaps(r, p);
    if (readings_combinations(r) == 0)
        problems_add(p, "%s: readings: found more than %d combinations, want fewer lists or "
                     "shorter ones", r->lists[0].place, READINGS_MAX_COMBINATIONS);
}
