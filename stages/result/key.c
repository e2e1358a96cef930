/* key.c -- keys taken apart and put together.
 *
 *   1. text and parts   2. variables   3. the fleet   4. a key */
#include "result/key.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/suggest.h"
#include "base/words.h"

#define IMPROVED "_improved"

/* ---- 1. text and parts ---------------------------------------------------------------------- */

struct split {
    size_t n;
    char part[KEY_PARTS][KEY_SIZE];
};

static int split(const char *text, struct split *s, struct error *e)
{
    s->n = 0;
    for (const char *at = text; at; at = strchr(at, '.') ? strchr(at, '.') + 1 : NULL) {
        size_t length = strcspn(at, ".");
        if (s->n == KEY_PARTS || length == 0 || length >= sizeof s->part[0])
            return error_set(e, "found the key \"%.200s\", want such as " KEY_EXAMPLE, text);
        memcpy(s->part[s->n], at, length);
        s->part[s->n++][length] = '\0';
    }
    return 0;
}

const char *key_join(const struct key_parts *parts, char *out)
{
    *out = '\0';
    for (size_t i = 0; i < KEY_PARTS; i++)
        if (*parts->of[i])
            text_append(out, KEY_SIZE, ".", parts->of[i]);
    return out;
}

/* The complaint that a part is none of the words, the nearest of them with it. */
static int no_such(const char *what, const char *found, const char *words, struct error *e)
{
    char hint[SUGGEST_SIZE];
    return error_set(e, "found no %s \"%.100s\", want one of: %.600s%s", what, found, words,
                     suggest_text(found, words, hint));
}

/* ---- 2. variables --------------------------------------------------------------------------- */

/* The i-th name of a kind, in the scenario's order; "": it cannot stand in a key; NULL: there are
 * no more. */
typedef const char *name_at(const struct assumptions *a, size_t i);

static const char *case_at(const struct assumptions *a, size_t i)
{
    return i < a->n_cases ? a->cases[i].name : NULL;
}

static const char *model_at(const struct assumptions *a, size_t i)
{
    return i < a->n_models ? a->models[i].name : NULL;
}

static const char *statistic_at(const struct assumptions *a, size_t i)
{
    (void)a;
    return i < STATISTIC_COUNT ? statistic_name((enum statistic)i) : NULL;
}

static const char *lever_at(const struct assumptions *a, size_t i)
{
    (void)a;
    return i < LEVER_COLUMN_COUNT ? lever_column_name((enum lever_column)i) : NULL;
}

/* From the last, energy, to the first. */
static enum quantity quantity_of(size_t i)
{
    return (enum quantity)(QUANTITY_COUNT - 1 - i);
}

static const char *quantity_at(const struct assumptions *a, size_t i)
{
    (void)a;
    if (i >= QUANTITY_COUNT)
        return NULL;
    const struct quantity_row *row = quantity_row(quantity_of(i));
    return row->results == QUANTITY_NO_RESULTS ? "" : row->name;
}

/* Finds a name, or complains with all there are; `more` are words that would have been right
 * too. */
static int find(const struct assumptions *a, const char *what, const char *name, name_at *at,
                const char *more, size_t *index, struct error *e)
{
    char words[TEXT_SIZE] = "";
    const char *one;
    for (*index = 0; (one = at(a, *index)); ++*index) {
        if (strcmp(one, name) == 0)
            return 0;
        if (*one)
            words_add(words, sizeof words, one);
    }
    if (*more)
        words_add(words, sizeof words, more);
    return no_such(what, name, words, e);
}

static const char *group_name(const struct assumptions *a, const struct variable *v)
{
    static const char *const FRONTIERS[] = {[VARIABLE_FRONTIER] = "frontier",
                                            [VARIABLE_FRONTIER_ALL] = "frontier_all"};
    return v->group == VARIABLE_MODEL ? a->models[v->model].name : FRONTIERS[v->group];
}

/* A pool by its name, else a model. */
static int find_group(const struct assumptions *a, const char *name, struct variable *v,
                      struct error *e)
{
    bool pools = quantity_row(v->quantity)->results == QUANTITY_OF_FRONTIERS;
    for (v->group = VARIABLE_FRONTIER; pools && v->group <= VARIABLE_FRONTIER_ALL; v->group++)
        if (strcmp(name, group_name(a, v)) == 0)
            return 0;
    v->group = VARIABLE_MODEL;
    return find(a, pools ? "group" : "model", name, model_at, pools ? "frontier frontier_all" : "",
                &v->model, e);
}

/* The variable that the first n parts name. */
static int variable_of(const struct assumptions *a, const struct split *s, size_t n,
                       struct variable *v, struct error *e)
{
    size_t quantity, lever;
    *v = (struct variable){0};
    if (n < 3)
        return error_set(e, "found %zu parts, want a case, a quantity and a group, such as "
                            "traditional.energy.frontier", n);
    if (find(a, "case", s->part[0], case_at, "fleet", &v->case_index, e) ||
        find(a, "quantity", s->part[1], quantity_at, "frontier", &quantity, e))
        return -1;
    v->quantity = quantity_of(quantity);
    if (find_group(a, s->part[2], v, e))
        return -1;
    if (n == 3)
        return 0;
    if (v->group != VARIABLE_FRONTIER || n > 4)
        return error_set(e, "found \"%.100s\", want no lever: only the frontier has them",
                         s->part[3]);
    if (find(a, "lever", s->part[3], lever_at, "", &lever, e))
        return -1;
    v->lever = (enum lever_column)lever;
    return 0;
}

/* ---- 3. the fleet --------------------------------------------------------------------------- */

static void group_of_day(const struct mix *mix, bool improved, char *out, size_t size)
{
    snprintf(out, size, "%s%s", mix->name, improved ? IMPROVED : "");
}

/* "mixed" or "mixed_improved"; a mix of that very name comes first. */
static bool find_day(const struct assumptions *a, const char *name, struct key *key)
{
    char group[sizeof ((struct key_parts *)0)->of[0]];
    key->form = KEY_DAY;
    for (int improved = 0; improved < 2; improved++)
        for (key->mix = 0; key->mix < a->n_mixes; key->mix++) {
            key->improved = improved;
            group_of_day(&a->mixes[key->mix], improved, group, sizeof group);
            if (strcmp(group, name) == 0)
                return true;
        }
    return false;
}

static int no_such_day(const struct assumptions *a, const struct fleet_factors *f,
                       const char *name, struct error *e)
{
    char words[TEXT_SIZE] = "", group[sizeof ((struct key_parts *)0)->of[0]];
    for (size_t m = 0; m < a->n_mixes; m++)
        for (int improved = 0; improved < 2; improved++) {
            group_of_day(&a->mixes[m], improved, group, sizeof group);
            words_add(words, sizeof words, group);
        }
    for (int i = 0; i < FLEET_COUNT; i++)
        if (!isnan(fleet_factor_value(f, (enum fleet_factor)i)))
            words_add(words, sizeof words, fleet_row((enum fleet_factor)i)->name);
    return no_such("part of the fleet", name, words, e);
}

static int parse_fleet(const struct assumptions *a, const struct split *s, struct key *key,
                       struct error *e)
{
    struct fleet_inputs inputs = fleet_inputs_without_mix(a);
    struct fleet_factors f = fleet_factors_of(&inputs);
    if (s->n != 3)
        return error_set(e, "found no such key, want fleet.<mix or part>.total, such as "
                            "fleet.beta.total");
    if (strcmp(s->part[2], "total") != 0)
        return no_such("statistic", s->part[2], "total", e);
    if (find_day(a, s->part[1], key))
        return 0;
    key->form = KEY_FACTOR;
    if (fleet_find(s->part[1], &key->factor) && !isnan(fleet_factor_value(&f, key->factor)))
        return 0;
    return no_such_day(a, &f, s->part[1], e);
}

/* ---- 4. a key ------------------------------------------------------------------------------- */

static int parse_share(const struct assumptions *a, const struct split *s, struct key *key,
                       struct error *e)
{
    key->form = KEY_SHARE;
    if (s->n != 4)
        return error_set(e, "found no such key, want <case>.frontier.<model>.share");
    if (strcmp(s->part[3], "share") != 0)
        return no_such("statistic", s->part[3], "share", e);
    if (find(a, "case", s->part[0], case_at, "fleet", &key->variable.case_index, e))
        return -1;
    return find(a, "model", s->part[2], model_at, "", &key->variable.model, e);
}

/* What a key looks like, in words of this scenario. */
static int no_key(const struct assumptions *a, struct error *e)
{
    return error_set(e, "found no such key, want one of results.tsv: "
                        "<case>.<quantity>.<group>[.<lever>].<statistic>, such as "
                        "%s.energy.frontier.p50, or fleet.<mix or part>.total, such as "
                        "fleet.beta.total", a->cases[0].name);
}

/* A case may be named fleet: its keys have a part more. */
static int parse(const struct assumptions *a, const char *text, struct key *key, struct error *e)
{
    struct split s;
    size_t statistic;
    *key = (struct key){0};
    if (split(text, &s, e))
        return -1;
    bool fleet = strcmp(s.part[0], "fleet") == 0;
    if (fleet && (s.n == 3 || assumptions_find_case(a, "fleet") == a->n_cases))
        return parse_fleet(a, &s, key, e);
    if (s.n > 1 && strcmp(s.part[1], "frontier") == 0)
        return parse_share(a, &s, key, e);
    if (s.n < 4)
        return no_key(a, e);
    if (variable_of(a, &s, s.n - 1, &key->variable, e) ||
        find(a, "statistic", s.part[s.n - 1], statistic_at, "", &statistic, e))
        return -1;
    key->statistic = (enum statistic)statistic;
    return 0;
}

int key_parse(const struct assumptions *a, const char *text, struct key *key, struct error *e)
{
    return parse(a, text, key, e) ? error_prefix(e, "%.200s", text) : 0;
}

int key_parse_variable(const struct assumptions *a, const char *text, struct variable *v,
                       struct error *e)
{
    struct split s;
    if (split(text, &s, e) || variable_of(a, &s, s.n, v, e))
        return error_prefix(e, "%.200s", text);
    return 0;
}

struct key_parts key_parts_of(const struct assumptions *a, const struct key *key)
{
    const struct variable *v = &key->variable;
    const char *of[KEY_PARTS] = {"fleet", "", "", "", "total"};
    struct key_parts parts;
    char day[sizeof parts.of[0]];
    switch (key->form) {
    case KEY_VARIABLE:
        of[KEY_CASE] = a->cases[v->case_index].name;
        of[KEY_QUANTITY] = quantity_row(v->quantity)->name;
        of[KEY_GROUP] = group_name(a, v);
        of[KEY_LEVER] = lever_column_name(v->lever);
        of[KEY_STATISTIC] = statistic_name(key->statistic);
        break;
    case KEY_SHARE:
        of[KEY_CASE] = a->cases[v->case_index].name;
        of[KEY_QUANTITY] = "frontier";
        of[KEY_GROUP] = a->models[v->model].name;
        of[KEY_STATISTIC] = "share";
        break;
    case KEY_DAY:
        group_of_day(&a->mixes[key->mix], key->improved, day, sizeof day);
        of[KEY_GROUP] = day;
        break;
    case KEY_FACTOR:
        of[KEY_GROUP] = fleet_row(key->factor)->name;
        break;
    }
    for (size_t i = 0; i < KEY_PARTS; i++)
        snprintf(parts.of[i], sizeof parts.of[i], "%s", of[i]);
    return parts;
}

const char *key_text(const struct assumptions *a, const struct key *key, char *out)
{
    struct key_parts parts = key_parts_of(a, key);
    return key_join(&parts, out);
}

bool key_has_case_of(const char *text, const char *other)
{
    size_t n = strcspn(text, ".");
    return n == strcspn(other, ".") && strncmp(text, other, n) == 0;
}

bool key_split_statistic(const char *text, size_t *length, enum statistic *statistic)
{
    const char *dot = strrchr(text, '.');
    if (!dot || !statistic_find(dot + 1, statistic))
        return false;
    *length = (size_t)(dot - text);
    return true;
}

const char *key_with_statistic(const char *text, size_t length, enum statistic statistic,
                               char *out, size_t size)
{
    snprintf(out, size, "%.*s.%s", (int)length, text, statistic_name(statistic));
    return out;
}

bool key_is_of_frontier(const struct key *key)
{
    return key->form == KEY_SHARE ||
           (key->form == KEY_VARIABLE && key->variable.group != VARIABLE_MODEL);
}
