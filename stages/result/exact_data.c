/* exact_data.c -- the data behind the figures from exact results: violins and output lengths. */
#include "result/exact_data.h"

#include <math.h>
#include <string.h>

#include "exact/lengths.h"
#include "draw/pool.h"
#include "result/figure_data.h"
#include "store/inputs.h"
#include "base/output.h"
#include "model/pool.h"

#define QUARTILE_SIGMAS 1.349 /* interquartile range of a normal, in standard deviations */
#define LEAST_ENERGY 1e-6     /* of p95: where a violin begins whose p5 is 0             */

/* ---- violins -------------------------------------------------------------------------------- */

/* 0 for the density itself; of a drawn case the bandwidth that suits a normal of its quartiles. */
static int bandwidth_of(struct outcome *o, const struct exact_variable *v,
                        const struct summary *s, double *bandwidth, struct error *e)
{
    bool drawn;
    if (exact_is_drawn(o->exact, v->case_index, &drawn, e))
        return -1;
    double deviation =
        log(s->of[STATISTIC_P75].value / s->of[STATISTIC_P25].value) / QUARTILE_SIGMAS;
    *bandwidth = drawn ? 1.06 * deviation * pow((double)s->of[STATISTIC_P50].n, -0.2) : 0;
    return 0;
}

static int add_violin(struct outcome *o, const struct exact_variable *v, struct violin *violin,
                      struct output *out, struct error *e)
{
    double energy[VIOLIN_POINTS], density[VIOLIN_POINTS], bandwidth;
    if (exact_summary(o->exact, v, &violin->summary, e) ||
        bandwidth_of(o, v, &violin->summary, &bandwidth, e))
        return -1;
    double high = violin->summary.of[STATISTIC_P95].value;
    double low = fmax(violin->summary.of[STATISTIC_P5].value, LEAST_ENERGY * high);
    for (int i = 0; i < VIOLIN_POINTS; i++)
        energy[i] = low * pow(high / low, (double)i / (VIOLIN_POINTS - 1));
    if (exact_density(o->exact, v, true, bandwidth, VIOLIN_POINTS, energy, density, e))
        return -1;
    violins_add_density(out, violin, energy, density);
    return 0;
}

static int order_of(struct outcome *o, size_t case_index, size_t *order, struct error *e)
{
    double median[ASSUMPTIONS_MAX_MODELS];
    for (size_t m = 0; m < o->a.n_models; m++) {
        struct exact_variable v = {case_index, QUANTITY_ENERGY, EXACT_MODEL, m,
                                   LEVER_COLUMN_NONE};
        struct estimate one;
        if (exact_statistic(o->exact, &v, STATISTIC_P50, &one, e))
            return -1;
        median[m] = one.value;
    }
    pool_order(median, o->a.n_models, order);
    return 0;
}

static int add_models(struct outcome *o, size_t case_index, struct output *out, struct error *e)
{
    const struct workload_case *c = &o->a.cases[case_index];
    size_t order[ASSUMPTIONS_MAX_MODELS];
    if (order_of(o, case_index, order, e))
        return -1;
    for (size_t i = 0; i < o->a.n_models; i++) {
        const struct model *model = &o->a.models[order[i]];
        struct exact_variable v = {case_index, QUANTITY_ENERGY, EXACT_MODEL, order[i],
                                   LEVER_COLUMN_NONE};
        struct violin violin = {o->a.workloads[c->workload].label, model->name, "none",
                                model->label, {{{0, 0, 0}}}, NULL};
        if (add_violin(o, &v, &violin, out, e))
            return -1;
    }
    return 0;
}

static int add_levers(struct outcome *o, size_t case_index, struct output *out, struct error *e)
{
    const struct workload_case *c = &o->a.cases[case_index];
    for (size_t i = 0; i < LEVER_COLUMN_COUNT; i++) {
        enum lever_column lever = lever_column_shown(i);
        struct exact_variable v = {case_index, QUANTITY_ENERGY, EXACT_FRONTIER, 0, lever};
        const char *name = lever ? lever_column_name(lever) : "none";
        struct violin violin = {o->a.workloads[c->workload].label, "frontier", name,
                                lever_column_label(lever), {{{0, 0, 0}}}, NULL};
        if (add_violin(o, &v, &violin, out, e))
            return -1;
    }
    return 0;
}

typedef int add_violins(struct outcome *o, size_t case_index, struct output *out,
                        struct error *e);

static int write_file(struct outcome *o, size_t case_index, const char *directory,
                      const char *suffix, add_violins *add, struct error *e)
{
    char path[INPUTS_PATH_SIZE];
    struct output out;
    if (inputs_path(path, directory, o->a.cases[case_index].name, suffix, e) ||
        violins_open(&out, path, e))
        return -1;
    return output_finish(&out, add(o, case_index, &out, e), e);
}

int exact_data_write_violins(struct outcome *o, const char *directory, struct error *e)
{
    for (size_t c = 0; c < o->a.n_cases; c++)
        if (write_file(o, c, directory, ".models.tsv", add_models, e) ||
            write_file(o, c, directory, ".levers.tsv", add_levers, e))
            return -1;
    return 0;
}

/* ---- output lengths ------------------------------------------------------------------------- */

/* P(L_out < at): the bins' edges below 100 are whole numbers, as lengths may be. */
static double lengths_below(const void *context, double at)
{
    return exact_output_tokens_below(context, nextafter(at, 0));
}

static int add_lengths(struct outcome *o, size_t case_index, struct output *out, struct error *e)
{
    const struct workload_case *c = &o->a.cases[case_index];
    const struct workload *workload = &o->a.workloads[c->workload];
    struct lengths lengths = lengths_of(&o->a, case_index);
    static const enum statistic QUARTILES[3] = {STATISTIC_P25, STATISTIC_P50, STATISTIC_P75};
    double quartiles[3];
    if (strcmp(c->name, workload->name) != 0)
        return 0;
    for (int i = 0; i < 3; i++)
        if (exact_output_tokens(&lengths, (double)o->a.queries, QUARTILES[i], &quartiles[i], e))
            return -1;
    output_tokens_add_below(out, workload->label, quartiles, lengths_below, &lengths);
    return 0;
}

int exact_data_write_output_tokens(struct outcome *o, const char *path, struct error *e)
{
    struct output out;
    if (output_tokens_open(&out, path, e))
        return -1;
    int rc = 0;
    for (size_t c = 0; c < o->a.n_cases && rc == 0; c++)
        rc = add_lengths(o, c, &out, e);
    return output_finish(&out, rc, e);
}
