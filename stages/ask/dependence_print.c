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

/* Whether a key is of a kind; `index` is the quantity or mix that it has to be of, if any. */
typedef bool key_kind(const struct key *key, size_t index);

/* Whether it enters a result of a kind, and that is of one case or, if ANY_CASE, of anything. */
static bool enters(const struct shown *q, size_t c, key_kind *is, size_t index)
{
    for (size_t i = 0; i < q->d->n; i++) {
        const struct key *key = &q->d->of[i].key;
        bool of_case = key->form == KEY_VARIABLE || key->form == KEY_SHARE;
        if (q->enters[i] && (c == ANY_CASE || (of_case && key->variable.case_index == c)) &&
            is(key, index))
            return true;
    }
    return false;
}

static bool is_anything(const struct key *key, size_t none)
{
    (void)key;
    (void)none;
    return true;
}

/* Of any model. */
static bool is_quantity(const struct key *key, size_t quantity)
{
    return key->form == KEY_VARIABLE && !key_is_of_frontier(key) &&
           key->variable.quantity == quantity;
}

/* The frontier's energies, which the figures show, whatever the lever. */
static bool is_frontier(const struct key *key, size_t none)
{
    (void)none;
    return key->form == KEY_VARIABLE && key_is_of_frontier(key) &&
           key->variable.quantity == QUANTITY_ENERGY;
}

/* The baseline or any lever: 0 or 1. */
static bool is_under_lever(const struct key *key, size_t lever)
{
    return key_is_of_frontier(key) && (key->variable.lever != LEVER_COLUMN_NONE) == lever;
}

static bool is_day(const struct key *key, size_t none)
{
    (void)none;
    return key->form == KEY_DAY;
}

static bool is_day_of(const struct key *key, size_t mix)
{
    return key->form == KEY_DAY && key->mix == mix;
}

static bool is_factor(const struct key *key, size_t none)
{
    (void)none;
    return key->form == KEY_FACTOR;
}

/* A line in the figures of a day. */
static bool is_line(const struct key *key, size_t none)
{
    return is_factor(key, none) &&
           (key->factor == FLEET_web_search || key->factor == FLEET_data_centre);
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
        n += enters(&q, c, is_anything, 0);
    if (n == a->n_cases) {
        fputs("all", stream);
        return;
    }
    for (size_t c = 0; c < a->n_cases; c++)
        if (enters(&q, c, is_anything, 0))
            add(&w, "", a->cases[c].name);
    end(&w);
}

/* ---- kinds of results ---------------------------------------------------------------------- */

/* Those that come after the quantities of models. */
static const struct {
    const char *letter, *name, *about; /* the letter stands for it where there is little room */
    key_kind *is;
    size_t index;
} KINDS[] = {{"f", "frontier", "", is_under_lever, 0},
             {"l", "levers", "", is_under_lever, 1},
             {"d", "day", "", is_day, 0},
             {"b", "fleet", " (beta, its parts, reference lines)", is_factor, 0}};
#define N_KINDS (sizeof KINDS / sizeof KINDS[0])

void dependence_print_results(const struct dependence *d, const bool *found, FILE *stream)
{
    struct shown q = {&d->q->a, d, found, ""};
    struct words w = {stream, 0};
    for (int i = 0; i < QUANTITY_COUNT; i++)
        if (enters(&q, ANY_CASE, is_quantity, (size_t)i))
            add(&w, "", quantity_row((enum quantity)i)->name);
    for (size_t i = 0; i < N_KINDS; i++)
        if (enters(&q, ANY_CASE, KINDS[i].is, KINDS[i].index))
            add(&w, "", KINDS[i].name);
    end(&w);
}

void dependence_print_kinds(FILE *stream)
{
    char taken[N_KINDS + QUANTITY_COUNT + 1] = "";
    for (size_t i = 0; i < N_KINDS; i++)
        strcat(taken, KINDS[i].letter);
    for (int i = 0; i < QUANTITY_COUNT; i++) {
        const struct quantity_row *row = quantity_row((enum quantity)i);
        if (row->results == QUANTITY_NO_RESULTS)
            continue;
        strncat(taken, row->name + strspn(row->name, taken), 1);
        fprintf(stream, "%c %s, ", taken[strlen(taken) - 1], row->name);
    }
    for (size_t i = 0; i < N_KINDS; i++)
        fprintf(stream, "%s%s %s%s", i ? ", " : "", KINDS[i].letter, KINDS[i].name,
                KINDS[i].about);
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
            distribution_is_constant(&one->input_tokens) && enters(q, c, is_frontier, 0))
            return true;
    }
    return false;
}

static bool enters_coupled(const struct shown *q, size_t w, size_t base)
{
    for (size_t c = 0; c < q->a->n_cases; c++) {
        const struct workload_case *one = &q->a->cases[c];
        if (one->workload == w && one->power == POWER_COUPLED && !one->has_input_tokens)
            return enters(q, c, is_frontier, 0) || enters(q, base, is_frontier, 0);
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
    if (label || enters(q, c, is_quantity, QUANTITY_ENERGY))
        add(w, "energy_per_query_", name);
    if (enters(q, c, is_frontier, 0))
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
            enters(q, c, is_quantity, QUANTITY_OUTPUT_TOKENS))
            return true;
    return begins(q->path, "workload.") && ends(q->path, ".label");
}

void dependence_print_figures(const struct dependence *d, const bool *found, const char *path,
                              FILE *stream)
{
    const struct assumptions *a = &d->q->a;
    struct shown q = {a, d, found, path};
    struct words w = {stream, 0};
    bool line = enters(&q, ANY_CASE, is_line, 0);
    for (size_t c = 0; c < a->n_cases; c++)
        add_workload(&q, c, &w);
    for (size_t m = 0; m < a->n_mixes; m++)
        if (line || enters(&q, ANY_CASE, is_day_of, m))
            add(&w, "fleet_day_", a->mixes[m].name);
    if (shows_fit(path))
        add(&w, "", "throughput_fit");
    if (shows_lengths(&q))
        add(&w, "", "output_tokens");
    end(&w);
}
