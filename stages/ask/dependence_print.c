/* dependence_print.c -- the cases, results and figures that an assumption enters, as words. */
#include <string.h>

#include "ask/dependence.h"

#define ANY_CASE ((size_t)-1)

/* An assumption, and the results that it enters. */
struct shown {
    const struct assumptions *a;
    const struct dependence *d;
    const bool *enters;
    const char *path;
};

typedef bool key_kind(const struct key *key);

/* Whether it enters result i, and that is of one case or, if ANY_CASE, of anything. */
static bool enters_one(const struct shown *q, size_t i, size_t c)
{
    const struct key *key = &q->d->of[i].key;
    bool of_case = key->form == KEY_VARIABLE || key->form == KEY_SHARE;
    return q->enters[i] && (c == ANY_CASE || (of_case && key->variable.case_index == c));
}

/* Whether it enters a result of a kind. */
static bool enters(const struct shown *q, size_t c, key_kind *is)
{
    for (size_t i = 0; i < q->d->n; i++)
        if (enters_one(q, i, c) && is(&q->d->of[i].key))
            return true;
    return false;
}

/* Whether it enters a quantity of any model. */
static bool enters_quantity(const struct shown *q, size_t c, enum quantity quantity)
{
    for (size_t i = 0; i < q->d->n; i++) {
        const struct key *key = &q->d->of[i].key;
        if (enters_one(q, i, c) && key->form == KEY_VARIABLE && !key_is_of_frontier(key) &&
            key->variable.quantity == quantity)
            return true;
    }
    return false;
}

static bool is_anything(const struct key *key)
{
    (void)key;
    return true;
}

static bool is_baseline(const struct key *key)
{
    return key_is_of_frontier(key) && key->variable.lever == LEVER_COLUMN_NONE;
}

static bool is_under_lever(const struct key *key)
{
    return key_is_of_frontier(key) && key->variable.lever != LEVER_COLUMN_NONE;
}

static bool is_day(const struct key *key)
{
    return key->form == KEY_DAY;
}

static bool is_factor(const struct key *key)
{
    return key->form == KEY_FACTOR;
}

/* A line in the figures of a day. */
static bool is_line(const struct key *key)
{
    return is_factor(key) &&
           (key->factor == FLEET_web_search || key->factor == FLEET_data_centre);
}

static bool enters_day(const struct shown *q, size_t mix)
{
    for (size_t i = 0; i < q->d->n; i++)
        if (q->enters[i] && is_day(&q->d->of[i].key) && q->d->of[i].key.mix == mix)
            return true;
    return false;
}

/* Words with one space between, "-" when there were none. */
struct words {
    FILE *stream;
    size_t n;
};

static void add(struct words *w, const char *prefix, const char *name)
{
    fprintf(w->stream, "%s%s%s", w->n++ ? " " : "", prefix, name);
}

static void end(struct words *w)
{
    if (w->n == 0)
        fputc('-', w->stream);
}

void dependence_print_cases(const struct dependence *d, const bool *found, FILE *stream)
{
    const struct assumptions *a = &d->q->a;
    struct shown q = {a, d, found, ""};
    struct words w = {stream, 0};
    size_t n = 0;
    for (size_t c = 0; c < a->n_cases; c++)
        n += enters(&q, c, is_anything);
    if (n == a->n_cases) {
        fputs("all", stream);
        return;
    }
    for (size_t c = 0; c < a->n_cases; c++)
        if (enters(&q, c, is_anything))
            add(&w, "", a->cases[c].name);
    end(&w);
}

void dependence_print_results(const struct dependence *d, const bool *found, FILE *stream)
{
    static const struct {
        const char *name;
        key_kind *is;
    } KINDS[] = {{"frontier", is_baseline}, {"levers", is_under_lever}, {"day", is_day},
                 {"fleet", is_factor}};
    struct shown q = {&d->q->a, d, found, ""};
    struct words w = {stream, 0};
    for (int i = 0; i < QUANTITY_COUNT; i++)
        if (enters_quantity(&q, ANY_CASE, (enum quantity)i))
            add(&w, "", quantity_row((enum quantity)i)->name);
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (enters(&q, ANY_CASE, KINDS[i].is))
            add(&w, "", KINDS[i].name);
    end(&w);
}

/* ---- figures ------------------------------------------------------------------------------- */

static bool begins(const char *path, const char *start)
{
    return strncmp(path, start, strlen(start)) == 0;
}

static bool ends(const char *path, const char *tail)
{
    size_t n = strlen(path), t = strlen(tail);
    return n >= t && strcmp(path + n - t, tail) == 0;
}

/* Figures of the supplement, one a workload, drawn from the frontier of some of its cases. */
static bool enters_lengths(const struct shown *q, size_t w)
{
    for (size_t c = 0; c < q->a->n_cases; c++) {
        const struct workload_case *one = &q->a->cases[c];
        if (one->workload == w && one->power == POWER_DRAWN && one->has_input_tokens &&
            distribution_is_constant(&one->input_tokens) && enters(q, c, key_is_of_frontier))
            return true;
    }
    return false;
}

static bool enters_coupled(const struct shown *q, size_t w, size_t base)
{
    for (size_t c = 0; c < q->a->n_cases; c++) {
        const struct workload_case *one = &q->a->cases[c];
        if (one->workload == w && one->power == POWER_COUPLED && !one->has_input_tokens)
            return enters(q, c, key_is_of_frontier) || enters(q, base, key_is_of_frontier);
    }
    return false;
}

static void add_workload(const struct shown *q, size_t c, struct words *w)
{
    size_t workload = key_base_workload(q->a, c);
    if (workload == q->a->n_workloads)
        return;
    const char *name = q->a->workloads[workload].name;
    bool label = begins(q->path, "model.") && ends(q->path, ".label");
    if (label || enters_quantity(q, c, QUANTITY_ENERGY))
        add(w, "energy_per_query_", name);
    if (enters(q, c, key_is_of_frontier))
        add(w, "levers_", name);
    if (enters_lengths(q, workload))
        add(w, "input_length_", name);
    if (enters_coupled(q, workload, c))
        add(w, "coupled_power_", name);
}

static bool shows_fit(const char *path)
{
    return begins(path, "throughput.") || strcmp(path, "models") == 0 ||
           (begins(path, "model.") && (ends(path, ".table_model") || ends(path, ".label")));
}

static bool shows_lengths(const struct shown *q)
{
    for (size_t c = 0; c < q->a->n_cases; c++)
        if (key_base_workload(q->a, c) < q->a->n_workloads &&
            enters_quantity(q, c, QUANTITY_OUTPUT_TOKENS))
            return true;
    return begins(q->path, "workload.") && ends(q->path, ".label");
}

void dependence_print_figures(const struct dependence *d, const bool *found, const char *path,
                              FILE *stream)
{
    const struct assumptions *a = &d->q->a;
    struct shown q = {a, d, found, path};
    struct words w = {stream, 0};
    bool line = enters(&q, ANY_CASE, is_line);
    for (size_t c = 0; c < a->n_cases; c++)
        add_workload(&q, c, &w);
    for (size_t m = 0; m < a->n_mixes; m++)
        if (line || enters_day(&q, m))
            add(&w, "fleet_day_", a->mixes[m].name);
    if (shows_fit(path))
        add(&w, "", "throughput_fit");
    if (shows_lengths(&q))
        add(&w, "", "output_tokens");
    end(&w);
}
