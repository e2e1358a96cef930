/* case_results.c -- one case's sample and lever files turned into results and figure data.
 *
 *   1. models   2. the frontier   3. violins   4. the whole case */
#include "result/case_results.h"

#include <stdlib.h>
#include <string.h>

#include "draw/frontier.h"
#include "numeric/statistics.h"
#include "result/figure_data.h"

/* What is read of a case, and where its results go. */
struct task {
    const struct inputs *in;
    size_t case_index;
    const struct workload_case *c;
    const char *case_label;
    const char *directory, *violins;
    struct results *results;
    struct output *output_tokens;
    struct case_energies energies;
    struct lever_pool pool;
    double *sorted;    /* [room], all queries of all models */
    uint64_t *scratch; /* [2 room], to sort in              */
};

/* ---- 1. models -------------------------------------------------------------------------- */

static int add_energies(struct task *t, struct error *e)
{
    for (size_t m = 0; m < t->energies.n_models; m++) {
        struct summary s = summary_of_one(t->energies.sorted[m], t->energies.n);
        struct result_key key = {t->c->name, "energy", t->in->a.models[m].name, "", ""};
        if (results_add_summary(t->results, key, &s, "Wh", e))
            return -1;
    }
    return 0;
}

/* Results of one more quantity of each model; all models' values stay behind each other in
 * t->sorted, each model's ascending. */
static int add_quantity(struct task *t, struct sample_file *file, enum quantity quantity,
                        struct error *e)
{
    size_t n = t->energies.n;
    for (size_t m = 0; m < t->energies.n_models; m++) {
        double *values = t->sorted + m * n;
        if (sample_file_get(file, m, quantity, values, e))
            return -1;
        sort_ascending(values, n, t->scratch);
        struct summary s = summary_of_one(values, n);
        struct result_key key = {t->c->name, quantity_row(quantity)->name,
                                 t->in->a.models[m].name, "", ""};
        if (results_add_summary(t->results, key, &s, quantity_row(quantity)->unit, e))
            return -1;
    }
    return 0;
}

static int add_quantities(struct task *t, const char *samples, struct error *e)
{
    struct sample_file *file;
    const struct workload *workload = &t->in->a.workloads[t->c->workload];
    if (sample_file_open(&file, samples, &t->in->provenance, &t->in->a, t->case_index, NULL, e))
        return -1;
    int rc = add_quantity(t, file, QUANTITY_TPS, e);
    if (rc == 0)
        rc = add_quantity(t, file, QUANTITY_OUTPUT_TOKENS, e);
    sample_file_close(file);
    if (rc == 0 && strcmp(t->c->name, workload->name) == 0) {
        size_t total = t->energies.n * t->energies.n_models;
        sort_ascending(t->sorted, total, t->scratch);
        output_tokens_add(t->output_tokens, t->case_label, t->sorted, total);
    }
    return rc;
}

/* ---- 2. the frontier -------------------------------------------------------------------- */

static int add_column(struct task *t, enum lever_column column, struct output *violins,
                      struct error *e)
{
    const char *name = lever_column_name(column);
    struct result_key key = {t->c->name, "energy", "frontier", name, ""};
    struct violin violin = {t->case_label, "frontier", *name ? name : "none",
                            lever_column_label(column), {{{0, 0, 0}}}, t->sorted};
    if (frontier_summarize(&t->in->a, &t->energies, &t->pool, column, t->sorted,
                           &violin.summary, e) ||
        results_add_summary(t->results, key, &violin.summary, "Wh", e))
        return -1;
    return violins_add(violins, &violin, e);
}

/* The frontier before trimming, which the fleet uses. */
static int add_frontier_all(struct task *t, struct error *e)
{
    struct summary s;
    struct result_key key = {t->c->name, "energy", "frontier_all", "", ""};
    if (frontier_summarize_all(&t->energies, &t->pool, &s, e))
        return -1;
    return results_add_summary(t->results, key, &s, "Wh", e);
}

/* The share of the frontier that each model makes up, 0 outside it. */
static int add_members(struct task *t, struct error *e)
{
    for (size_t m = 0; m < t->in->a.n_models; m++) {
        size_t n = 0;
        for (size_t i = 0; i < t->pool.n_members; i++)
            if (t->pool.member[i] == m)
                n = t->pool.start[i + 1] - t->pool.start[i];
        struct result_key key = {t->c->name, "frontier", t->in->a.models[m].name, "", "share"};
        if (results_add(t->results, key, (struct estimate){(double)n / (double)t->pool.n, 0, n},
                        "1", e))
            return -1;
    }
    return 0;
}

/* ---- 3. violins ------------------------------------------------------------------------- */

static int write_model_violins(const struct task *t, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    struct output out;
    size_t order[ASSUMPTIONS_MAX_MODELS];
    if (inputs_path(path, t->violins, t->c->name, ".models.tsv", e) ||
        violins_open(&out, path, e))
        return -1;
    pool_order_by_median(&t->energies, order);
    int rc = 0;
    for (size_t i = 0; i < t->energies.n_models && rc == 0; i++) {
        const struct model *model = &t->in->a.models[order[i]];
        const double *sorted = t->energies.sorted[order[i]];
        struct violin violin = {t->case_label, model->name, "none", model->label,
                                summary_of_one(sorted, t->energies.n), sorted};
        rc = violins_add(&out, &violin, e);
    }
    return output_finish(&out, rc, e);
}

static int write_frontier(struct task *t, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    struct output out;
    if (inputs_path(path, t->violins, t->c->name, ".levers.tsv", e) ||
        violins_open(&out, path, e))
        return -1;
    int rc = 0;
    for (size_t i = 0; i < LEVER_COLUMN_COUNT && rc == 0; i++)
        rc = add_column(t, lever_column_shown(i), &out, e);
    return output_finish(&out, rc, e);
}

/* ---- 4. the whole case ------------------------------------------------------------------ */

static int summarize(struct task *t, const char *samples, struct error *e)
{
    size_t room = t->energies.n * t->energies.n_models;
    t->sorted = malloc(room * sizeof(double));
    t->scratch = malloc(2 * room * sizeof *t->scratch);
    if (!t->sorted || !t->scratch)
        return error_set(e, "no memory to sort %zu queries", room);
    if (add_energies(t, e) || add_quantities(t, samples, e) || add_frontier_all(t, e) ||
        add_members(t, e) || write_model_violins(t, e))
        return -1;
    return write_frontier(t, e);
}

int case_summarize(const struct inputs *in, size_t case_index, const char *directory,
                   const char *violins, struct results *results, struct output *output_tokens,
                   struct error *e)
{
    char samples[INPUTS_PATH_SIZE], levers[INPUTS_PATH_SIZE];
    const struct workload_case *c = &in->a.cases[case_index];
    struct task t = {in, case_index, c, in->a.workloads[c->workload].label, directory, violins,
                     results, output_tokens, {0}, {0}, NULL, NULL};
    if (inputs_path(samples, directory, c->name, ".samples.nc", e) ||
        inputs_path(levers, directory, c->name, ".levers.nc", e) ||
        inputs_read_energies(in, samples, case_index, &t.energies, NULL, e))
        return -1;
    int rc = lever_file_read(levers, &in->provenance, &in->a, case_index, &t.pool, e);
    if (rc == 0)
        rc = summarize(&t, samples, e);
    free(t.sorted);
    free(t.scratch);
    lever_pool_free(&t.pool);
    case_energies_free(&t.energies);
    return rc;
}
