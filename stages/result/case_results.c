/* case_results.c -- the results of cases, and the data behind their figures.
 *
 *   1. violins   2. models   3. the frontier   4. cases */
#include "result/case_results.h"

#include <string.h>

#include "base/output.h"
#include "base/progress.h"
#include "model/pool.h"
#include "result/figure_data.h"

struct task {
    const struct answers *of;
    size_t case_index;
    const char *violins; /* the folder, or NULL */
    struct results *results;
};

/* ---- 1. violins -------------------------------------------------------------------------- */

static int add_violin(const struct task *t, const struct variable *v, const char *label,
                      const struct summary *s, struct output *out, struct error *e)
{
    const struct assumptions *a = t->of->a;
    struct key key = {.variable = *v};
    struct key_parts parts = key_parts_of(a, &key);
    const char *lever = parts.of[KEY_LEVER];
    struct violin violin = {a->workloads[a->cases[t->case_index].workload].label,
                            parts.of[KEY_GROUP], *lever ? lever : "none", label, s};
    double energy[VIOLIN_POINTS], density[VIOLIN_POINTS];
    if (t->of->density(t->of, v, s, VIOLIN_POINTS, energy, density, e))
        return error_prefix(e, "%s, %s, lever %s", violin.case_label, violin.group, violin.lever);
    violins_add(out, &violin, energy, density);
    return 0;
}

static int open_violins(const struct task *t, const char *suffix, struct output *out,
                        struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    const char *name = t->of->a->cases[t->case_index].name;
    return inputs_path(path, t->violins, name, suffix, e) || violins_open(out, path, e) ? -1 : 0;
}

/* The models' by descending median. */
static int add_violins_of_models(const struct task *t, const struct summary *of,
                                 struct output *out, struct error *e)
{
    const struct assumptions *a = t->of->a;
    double median[ASSUMPTIONS_MAX_MODELS];
    size_t order[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < a->n_models; m++)
        median[m] = of[m].of[STATISTIC_P50].value;
    pool_order(median, a->n_models, order);
    for (size_t i = 0; i < a->n_models; i++) {
        struct variable v = {t->case_index, QUANTITY_ENERGY, VARIABLE_MODEL, order[i],
                                   LEVER_COLUMN_NONE};
        if (add_violin(t, &v, a->models[order[i]].label, &of[order[i]], out, e))
            return -1;
    }
    return 0;
}

static int write_violins_of_models(const struct task *t, const struct summary *of,
                                   struct error *e)
{
    struct output out;
    if (open_violins(t, ".models.tsv", &out, e))
        return -1;
    return output_finish(&out, add_violins_of_models(t, of, &out, e), e);
}

/* ---- 2. models --------------------------------------------------------------------------- */

/* The results of a variable.
 *   s   filled with them */
static int add(const struct task *t, const struct variable *v, struct summary *s,
               struct error *e)
{
    if (t->of->summary(t->of, v, s, e))
        return -1;
    return results_add_summary(t->results, t->of->a, v, s, e);
}

static int add_quantity(const struct task *t, enum quantity quantity, struct summary *of,
                        struct error *e)
{
    for (size_t m = 0; m < t->of->a->n_models; m++) {
        struct variable v = {t->case_index, quantity, VARIABLE_MODEL, m, LEVER_COLUMN_NONE};
        if (add(t, &v, &of[m], e))
            return -1;
    }
    return 0;
}

/* The quantities of each model; energy comes last and stays in `of` for its violins. */
static int add_models(const struct task *t, struct error *e)
{
    struct summary of[ASSUMPTIONS_MAX_MODELS];
    for (int q = 0; q < QUANTITY_COUNT; q++)
        if (quantity_row((enum quantity)q)->results != QUANTITY_NO_RESULTS &&
            q != QUANTITY_ENERGY && add_quantity(t, (enum quantity)q, of, e))
            return -1;
    if (add_quantity(t, QUANTITY_ENERGY, of, e))
        return -1;
    return t->violins ? write_violins_of_models(t, of, e) : 0;
}

/* ---- 3. the frontier --------------------------------------------------------------------- */

/* The share that each model makes up. */
static int add_members(const struct task *t, struct error *e)
{
    struct answers_members members;
    if (t->of->members(t->of, t->case_index, &members, e))
        return -1;
    for (size_t m = 0; m < t->of->a->n_models; m++) {
        struct key key = {.form = KEY_SHARE,
                          .variable = {.case_index = t->case_index, .model = m}};
        if (results_add_key(t->results, t->of->a, &key, members.share[m], e))
            return -1;
    }
    return 0;
}

/* Under each lever, in the figure's order.
 *   violins   may be NULL */
static int add_columns(const struct task *t, struct output *violins, struct error *e)
{
    for (size_t i = 0; i < LEVER_COLUMN_COUNT; i++) {
        enum lever_column lever = lever_column_shown(i);
        struct variable v = {t->case_index, QUANTITY_ENERGY, VARIABLE_FRONTIER, 0, lever};
        struct summary s;
        if (add(t, &v, &s, e) ||
            (violins && add_violin(t, &v, lever_column_label(lever), &s, violins, e)))
            return -1;
    }
    return 0;
}

static int add_frontier(const struct task *t, struct error *e)
{
    struct variable all = {t->case_index, QUANTITY_ENERGY, VARIABLE_FRONTIER_ALL, 0,
                                 LEVER_COLUMN_NONE};
    struct summary s;
    struct output out;
    if (add(t, &all, &s, e) || add_members(t, e))
        return -1;
    if (!t->violins)
        return add_columns(t, NULL, e);
    if (open_violins(t, ".levers.tsv", &out, e))
        return -1;
    return output_finish(&out, add_columns(t, &out, e), e);
}

/* ---- 4. cases ---------------------------------------------------------------------------- */

static int add_lengths(const struct task *t, struct output *out, struct error *e)
{
    double edge[OUTPUT_TOKENS_EDGES], below[OUTPUT_TOKENS_EDGES];
    struct answers_lengths lengths = {.below = below};
    size_t workload = key_base_workload(t->of->a, t->case_index);
    if (workload == t->of->a->n_workloads)
        return 0;
    output_tokens_edges(edge);
    if (t->of->lengths(t->of, t->case_index, OUTPUT_TOKENS_EDGES, edge, &lengths, e))
        return -1;
    output_tokens_add(out, t->of->a->workloads[workload].label, lengths.quartiles, edge, below);
    return 0;
}

static int add_case(const struct task *t, struct output *output_tokens, struct error *e)
{
    if (add_models(t, e) || add_frontier(t, e))
        return -1;
    return output_tokens ? add_lengths(t, output_tokens, e) : 0;
}

static int add_cases(const struct answers *of, const char *name, const char *violins,
                     struct output *output_tokens, struct results *r, struct error *e)
{
    struct progress progress = progress_begin(name);
    int rc = 0;
    for (size_t c = 0; c < of->a->n_cases && rc == 0; c++) {
        const struct task t = {of, c, violins, r};
        progress_show(&progress, c, of->a->n_cases, of->a->cases[c].name);
        rc = add_case(&t, output_tokens, e);
    }
    progress_end(&progress);
    return rc;
}

int case_results_add(const struct answers *of, const char *name, const char *violins,
                     const char *output_tokens, struct results *r, struct error *e)
{
    struct output lengths;
    if (!output_tokens)
        return add_cases(of, name, violins, NULL, r, e);
    if (output_tokens_open(&lengths, output_tokens, e))
        return -1;
    return output_finish(&lengths, add_cases(of, name, violins, &lengths, r, e), e);
}
