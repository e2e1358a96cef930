/* dependence_print.c -- the cases, results and figures that an assumption enters, as words. */
#include <string.h>

#include "ask/dependence.h"

/* An assumption being looked at. */
struct asked {
    const struct assumption_list *rows;
    const struct assumptions *a;
    const char *path;
};

static bool enters(const struct asked *q, struct key t)
{
    return dependence_enters(q->rows, q->a, q->path, &t);
}

/* Whether it enters a quantity of the case, of any model. */
static bool enters_kind(const struct asked *q, size_t c, enum quantity quantity)
{
    for (size_t m = 0; m < q->a->n_models; m++)
        if (enters(q, (struct key){.variable = {c, quantity, EXACT_MODEL, m, LEVER_COLUMN_NONE}}))
            return true;
    return false;
}

/* The frontier's energies, from one column of levers on. */
static bool enters_columns(const struct asked *q, size_t c, int first)
{
    for (int lever = first; lever < LEVER_COLUMN_COUNT; lever++)
        if (enters(q, (struct key){.variable = {c, QUANTITY_ENERGY, EXACT_FRONTIER, 0,
                                                (enum lever_column)lever}}))
            return true;
    return false;
}

/* The frontier without a lever, before or after trimming. */
static bool enters_pool(const struct asked *q, size_t c)
{
    struct key all = {.variable = {c, QUANTITY_ENERGY, EXACT_FRONTIER_ALL, 0, LEVER_COLUMN_NONE}};
    struct key trimmed = {.variable = {c, QUANTITY_ENERGY, EXACT_FRONTIER, 0, LEVER_COLUMN_NONE}};
    return enters(q, all) || enters(q, trimmed);
}

/* The share of any model. */
static bool enters_share(const struct asked *q, size_t c)
{
    for (size_t m = 0; m < q->a->n_models; m++)
        if (enters(q, (struct key){.form = KEY_SHARE,
                                   .variable = {.case_index = c, .model = m}}))
            return true;
    return false;
}

static bool enters_frontier(const struct asked *q, size_t c)
{
    return enters_columns(q, c, LEVER_COLUMN_NONE);
}

static bool enters_levers(const struct asked *q, size_t c)
{
    return enters_columns(q, c, LEVER_COLUMN_NONE + 1);
}

static bool enters_case(const struct asked *q, size_t c)
{
    return enters_frontier(q, c) || enters_kind(q, c, QUANTITY_OUTPUT_TOKENS) ||
           enters_kind(q, c, QUANTITY_TPS) || enters_kind(q, c, QUANTITY_ENERGY) ||
           enters_share(q, c) || enters_pool(q, c);
}

static bool enters_day(const struct asked *q, size_t mix)
{
    return enters(q, (struct key){.form = KEY_DAY, .mix = mix}) ||
           enters(q, (struct key){.form = KEY_DAY, .mix = mix, .improved = true});
}

static bool enters_fleet(const struct asked *q, enum fleet_factor factor)
{
    return enters(q, (struct key){.form = KEY_FACTOR, .factor = factor});
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

void dependence_print_cases(const struct assumption_list *rows, const struct assumptions *a,
                            const char *path, FILE *stream)
{
    struct asked q = {rows, a, path};
    struct words w = {stream, 0};
    size_t n = 0;
    for (size_t c = 0; c < a->n_cases; c++)
        n += enters_case(&q, c);
    if (n == a->n_cases) {
        fputs("all", stream);
        return;
    }
    for (size_t c = 0; c < a->n_cases; c++)
        if (enters_case(&q, c))
            add(&w, "", a->cases[c].name);
    end(&w);
}

static bool any_case(const struct asked *q, bool (*enters_one)(const struct asked *, size_t))
{
    for (size_t c = 0; c < q->a->n_cases; c++)
        if (enters_one(q, c))
            return true;
    return false;
}

static bool any_kind(const struct asked *q, enum quantity quantity)
{
    for (size_t c = 0; c < q->a->n_cases; c++)
        if (enters_kind(q, c, quantity))
            return true;
    return false;
}

static bool any_fleet(const struct asked *q)
{
    for (int i = 0; i < FLEET_COUNT; i++)
        if (enters_fleet(q, (enum fleet_factor)i))
            return true;
    return false;
}

void dependence_print_results(const struct assumption_list *rows, const struct assumptions *a,
                              const char *path, FILE *stream)
{
    struct asked q = {rows, a, path};
    struct words w = {stream, 0};
    bool day = false;
    for (size_t m = 0; m < a->n_mixes; m++)
        day = day || enters_day(&q, m);
    if (any_kind(&q, QUANTITY_OUTPUT_TOKENS))
        add(&w, "", "output_tokens");
    if (any_kind(&q, QUANTITY_TPS))
        add(&w, "", "tps");
    if (any_kind(&q, QUANTITY_ENERGY))
        add(&w, "", "energy");
    if (any_case(&q, enters_pool))
        add(&w, "", "frontier");
    if (any_case(&q, enters_levers))
        add(&w, "", "levers");
    if (day)
        add(&w, "", "day");
    if (any_fleet(&q))
        add(&w, "", "fleet");
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
static bool enters_lengths(const struct asked *q, size_t w)
{
    for (size_t c = 0; c < q->a->n_cases; c++) {
        const struct workload_case *one = &q->a->cases[c];
        if (one->workload == w && one->power == POWER_DRAWN && one->has_input_tokens &&
            distribution_is_constant(&one->input_tokens) && enters_frontier(q, c))
            return true;
    }
    return false;
}

static bool enters_coupled(const struct asked *q, size_t w, size_t base)
{
    for (size_t c = 0; c < q->a->n_cases; c++) {
        const struct workload_case *one = &q->a->cases[c];
        if (one->workload == w && one->power == POWER_COUPLED && !one->has_input_tokens)
            return enters_frontier(q, c) || enters_frontier(q, base);
    }
    return false;
}

static void add_workload(const struct asked *q, size_t c, struct words *w)
{
    size_t workload = key_base_workload(q->a, c);
    if (workload == q->a->n_workloads)
        return;
    const char *name = q->a->workloads[workload].name;
    bool label = begins(q->path, "model.") && ends(q->path, ".label");
    if (label || enters_kind(q, c, QUANTITY_ENERGY))
        add(w, "energy_per_query_", name);
    if (enters_frontier(q, c))
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

static bool shows_lengths(const struct asked *q)
{
    for (size_t c = 0; c < q->a->n_cases; c++)
        if (key_base_workload(q->a, c) < q->a->n_workloads &&
            enters_kind(q, c, QUANTITY_OUTPUT_TOKENS))
            return true;
    return begins(q->path, "workload.") && ends(q->path, ".label");
}

void dependence_print_figures(const struct assumption_list *rows, const struct assumptions *a,
                              const char *path, FILE *stream)
{
    struct asked q = {rows, a, path};
    struct words w = {stream, 0};
    bool line = enters_fleet(&q, FLEET_web_search) || enters_fleet(&q, FLEET_data_centre);
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
