/* key.c -- from a key to its value: what each part of it names.
 *
 *   1. parts   2. variables   3. days and beta   4. values */
#include <stdio.h>
#include <string.h>

#include "result/fleet.h"
#include "result/outcome.h"
#include "base/suggest.h"
#include "base/text.h"

#define PARTS_MAX 5
#define IMPROVED "_improved"

/* ---- 1. parts ------------------------------------------------------------------------------- */

struct parts {
    size_t n;
    char part[PARTS_MAX][RESULT_KEY_SIZE];
};

static int split(const char *key, struct parts *p, struct error *e)
{
    p->n = 0;
    for (const char *at = key; at; at = strchr(at, '.') ? strchr(at, '.') + 1 : NULL) {
        size_t length = strcspn(at, ".");
        if (p->n == PARTS_MAX || length == 0 || length >= sizeof p->part[0])
            return error_set(e, "found the key \"%.200s\", want such as "
                                "traditional.energy.frontier.p50", key);
        memcpy(p->part[p->n], at, length);
        p->part[p->n++][length] = '\0';
    }
    return 0;
}

/* The complaint that a part is none of the words, the nearest of them with it. */
static int no_such(const char *what, const char *found, const char *words, struct error *e)
{
    char hint[SUGGEST_SIZE];
    return error_set(e, "found no %s \"%.100s\", want one of: %.600s%s", what, found, words,
                     suggest_text(found, words, hint));
}

static void add_word(char words[TEXT_SIZE], const char *word)
{
    size_t used = strlen(words);
    snprintf(words + used, TEXT_SIZE - used, "%s%s", used ? " " : "", word);
}

static int find_case(const struct assumptions *a, const char *name, size_t *index,
                     struct error *e)
{
    char words[TEXT_SIZE] = "";
    *index = assumptions_find_case(a, name);
    if (*index < a->n_cases)
        return 0;
    for (size_t c = 0; c < a->n_cases; c++)
        add_word(words, a->cases[c].name);
    add_word(words, "fleet");
    return no_such("case", name, words, e);
}

static int find_model(const struct assumptions *a, const char *name, bool pools, size_t *index,
                      struct error *e)
{
    char words[TEXT_SIZE] = "";
    for (*index = 0; *index < a->n_models; ++*index)
        if (strcmp(a->models[*index].name, name) == 0)
            return 0;
    for (size_t m = 0; m < a->n_models; m++)
        add_word(words, a->models[m].name);
    if (pools)
        add_word(words, "frontier frontier_all");
    return no_such(pools ? "group" : "model", name, words, e);
}

static int find_statistic(const char *name, enum statistic *statistic, struct error *e)
{
    char words[TEXT_SIZE] = "";
    if (statistic_find(name, statistic))
        return 0;
    for (int s = 0; s < STATISTIC_COUNT; s++)
        add_word(words, statistic_name((enum statistic)s));
    return no_such("statistic", name, words, e);
}

/* ---- 2. variables --------------------------------------------------------------------------- */

static int find_quantity(const char *name, enum quantity *quantity, struct error *e)
{
    char words[TEXT_SIZE] = "";
    for (int of = QUANTITY_OF_FRONTIERS; of > QUANTITY_NO_RESULTS; of--)
        for (int q = 0; q < QUANTITY_COUNT; q++) {
            const struct quantity_row *row = quantity_row((enum quantity)q);
            if ((int)row->results != of)
                continue;
            *quantity = (enum quantity)q;
            if (strcmp(row->name, name) == 0)
                return 0;
            add_word(words, row->name);
        }
    add_word(words, "frontier");
    return no_such("quantity", name, words, e);
}

static int find_lever(const char *name, enum lever_column *lever, struct error *e)
{
    char words[TEXT_SIZE] = "";
    for (int l = LEVER_COLUMN_NONE + 1; l < LEVER_COLUMN_COUNT; l++) {
        *lever = (enum lever_column)l;
        if (strcmp(lever_column_name(*lever), name) == 0)
            return 0;
        add_word(words, lever_column_name(*lever));
    }
    return no_such("lever", name, words, e);
}

/* The variable that the first n parts name. */
static int variable_of(const struct outcome *o, const struct parts *p, size_t n,
                       struct exact_variable *v, struct error *e)
{
    *v = (struct exact_variable){0};
    if (n < 3)
        return error_set(e, "found %zu parts, want a case, a quantity and a group, such as "
                            "traditional.energy.frontier", n);
    if (find_case(&o->a, p->part[0], &v->case_index, e) ||
        find_quantity(p->part[1], &v->quantity, e))
        return -1;
    bool energy = v->quantity == QUANTITY_ENERGY;
    v->group = strcmp(p->part[2], "frontier") == 0       ? EXACT_FRONTIER
               : strcmp(p->part[2], "frontier_all") == 0 ? EXACT_FRONTIER_ALL
                                                         : EXACT_MODEL;
    if ((v->group == EXACT_MODEL || !energy) &&
        find_model(&o->a, p->part[2], energy, &v->model, e))
        return -1;
    if (n == 3)
        return 0;
    if (v->group != EXACT_FRONTIER || n > 4)
        return error_set(e, "found \"%.100s\", want no lever: only the frontier has them",
                         p->part[3]);
    return find_lever(p->part[3], &v->lever, e);
}

int outcome_variable(const struct outcome *o, const char *name, struct exact_variable *v,
                     struct error *e)
{
    struct parts p;
    if (split(name, &p, e) || variable_of(o, &p, p.n, v, e))
        return error_prefix(e, "%.200s", name);
    return 0;
}

/* ---- 3. days and beta ----------------------------------------------------------------------- */

static int find_factor(const struct outcome *o, const char *key, const char *group,
                       double *value, struct error *e)
{
    struct results r = {0};
    char words[TEXT_SIZE] = "";
    int rc = fleet_results_add_factors(&o->a, &r, e);
    size_t i = 0;
    while (rc == 0 && i < r.n && strcmp(r.rows[i].key, key) != 0)
        i++;
    if (rc == 0 && i < r.n) {
        *value = r.rows[i].value;
    } else if (rc == 0) {
        for (size_t m = 0; m < o->a.n_mixes; m++) {
            add_word(words, o->a.mixes[m].name);
            size_t used = strlen(words);
            snprintf(words + used, sizeof words - used, " %s" IMPROVED, o->a.mixes[m].name);
        }
        for (i = 0; i < r.n; i++)
            add_word(words, r.rows[i].parts[2]);
        rc = no_such("part of the fleet", group, words, e);
    }
    results_free(&r);
    return rc;
}

static int fleet_value(struct outcome *o, const char *key, const struct parts *p,
                       struct estimate *out, struct error *e)
{
    char improved[NAME_SIZE + sizeof IMPROVED];
    if (p->n != 3)
        return error_set(e, "found no such key, want fleet.<mix or part>.total, such as "
                            "fleet.beta.total");
    if (strcmp(p->part[2], "total") != 0)
        return no_such("statistic", p->part[2], "total", e);
    for (size_t m = 0; m < o->a.n_mixes; m++) {
        const struct mix *mix = &o->a.mixes[m];
        snprintf(improved, sizeof improved, "%s" IMPROVED, mix->name);
        if (strcmp(p->part[1], mix->name) == 0)
            return exact_day(o->exact, mix, false, out, e);
        if (strcmp(p->part[1], improved) == 0)
            return exact_day(o->exact, mix, true, out, e);
    }
    return find_factor(o, key, p->part[1], &out->value, e);
}

/* ---- 4. values ------------------------------------------------------------------------------ */

/* What a key looks like, in words of this scenario. */
static int no_key(const struct assumptions *a, struct error *e)
{
    return error_set(e, "found no such key, want one of results.tsv: "
                        "<case>.<quantity>.<group>[.<lever>].<statistic>, such as "
                        "%s.energy.frontier.p50, or fleet.<mix or part>.total, such as "
                        "fleet.beta.total", a->cases[0].name);
}

static int share_value(struct outcome *o, const struct parts *p, double *value, struct error *e)
{
    size_t case_index, model;
    if (p->n != 4)
        return error_set(e, "found no such key, want <case>.frontier.<model>.share");
    if (strcmp(p->part[3], "share") != 0)
        return no_such("statistic", p->part[3], "share", e);
    if (find_case(&o->a, p->part[0], &case_index, e) ||
        find_model(&o->a, p->part[2], false, &model, e))
        return -1;
    return exact_share(o->exact, case_index, model, value, e);
}

static int value_of(struct outcome *o, const char *key, struct estimate *out, struct error *e)
{
    struct parts p;
    struct exact_variable v;
    enum statistic statistic;
    if (split(key, &p, e))
        return -1;
    if (strcmp(p.part[0], "fleet") == 0)
        return fleet_value(o, key, &p, out, e);
    if (p.n > 1 && strcmp(p.part[1], "frontier") == 0)
        return share_value(o, &p, &out->value, e);
    if (p.n < 4)
        return no_key(&o->a, e);
    if (variable_of(o, &p, p.n - 1, &v, e) || find_statistic(p.part[p.n - 1], &statistic, e))
        return -1;
    return exact_statistic(o->exact, &v, statistic, out, e);
}

int outcome_sampled_value(struct outcome *o, const char *key, double *value,
                          double *standard_error, struct error *e)
{
    struct estimate found = {0, 0, 1};
    if (value_of(o, key, &found, e))
        return error_prefix(e, "%.200s", key);
    *value = found.value;
    *standard_error = found.standard_error;
    return 0;
}

int outcome_value(struct outcome *o, const char *key, double *value, struct error *e)
{
    double standard_error;
    return outcome_sampled_value(o, key, value, &standard_error, e);
}
