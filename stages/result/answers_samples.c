/* answers_samples.c -- results from the drawn queries in sample and lever files.
 *
 *   1. a case in memory   2. answers   3. life */
#include "result/answers.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "draw/frontier.h"
#include "numeric/density.h"
#include "numeric/statistics.h"

struct samples {
    const struct inputs *in;
    const char *directory;
    size_t case_index; /* of what follows; SIZE_MAX: of none yet */
    struct case_energies energies;
    struct lever_pool pool;
    struct sample_file *file;
    double *values;    /* [models * queries], of one question            */
    uint64_t *scratch; /* [2 models * queries], to sort in               */
    int column;        /* the frontier's that values hold sorted, or -1 */
};

/* ---- 1. a case in memory ----------------------------------------------------------------- */

static void drop_case(struct samples *s)
{
    free(s->values);
    free(s->scratch);
    sample_file_close(s->file);
    lever_pool_free(&s->pool);
    case_energies_free(&s->energies);
    *s = (struct samples){.in = s->in, .directory = s->directory, .case_index = SIZE_MAX,
                          .column = -1};
}

static int read_case(struct samples *s, size_t case_index, struct error *e)
{
    const struct inputs *in = s->in;
    const char *name = in->a.cases[case_index].name;
    char samples[INPUTS_PATH_SIZE], levers[INPUTS_PATH_SIZE];
    size_t room = in->a.n_models * (size_t)in->a.queries;
    if (inputs_path(samples, s->directory, name, ".samples.nc", e) ||
        inputs_path(levers, s->directory, name, ".levers.nc", e) ||
        inputs_read_energies(in, samples, case_index, &s->energies, NULL, e) ||
        lever_file_read(levers, &in->provenance, &in->a, case_index, &s->pool, e) ||
        sample_file_open(&s->file, samples, &in->provenance, &in->a, case_index, NULL, e))
        return -1;
    s->values = malloc(room * sizeof *s->values);
    s->scratch = malloc(2 * room * sizeof *s->scratch);
    return s->values && s->scratch ? 0 : error_no_memory(e, "to sort %zu queries", room);
}

static int want_case(struct samples *s, size_t case_index, struct error *e)
{
    if (s->case_index == case_index)
        return 0;
    drop_case(s);
    if (read_case(s, case_index, e)) {
        drop_case(s);
        return -1;
    }
    s->case_index = case_index;
    return 0;
}

/* Sorts a column of the frontier into s->values. */
static int sort_column(struct samples *s, enum lever_column column, struct summary *out,
                       struct error *e)
{
    if (frontier_summarize(&s->in->a.trim, &s->energies, &s->pool, column, s->values, out, e))
        return -1;
    s->column = (int)column;
    return 0;
}

/* ---- 2. answers -------------------------------------------------------------------------- */

static int summary_of_quantity(struct samples *s, const struct variable *v,
                               struct summary *out, struct error *e)
{
    s->column = -1;
    if (sample_file_get(s->file, v->model, v->quantity, s->values, e))
        return -1;
    sort_ascending(s->values, s->energies.n, s->scratch);
    *out = summary_of_one(s->values, s->energies.n);
    return 0;
}

static int summary(const struct answers *of, const struct variable *v, struct summary *out,
                   struct error *e)
{
    struct samples *s = of->context;
    if (want_case(s, v->case_index, e))
        return -1;
    if (v->quantity != QUANTITY_ENERGY)
        return summary_of_quantity(s, v, out, e);
    if (v->group == VARIABLE_FRONTIER)
        return sort_column(s, v->lever, out, e);
    if (v->group == VARIABLE_FRONTIER_ALL)
        return frontier_summarize_all(&s->energies, &s->pool, out, e);
    *out = summary_of_one(s->energies.sorted[v->model], s->energies.n);
    return 0;
}

static int members(const struct answers *of, size_t case_index, struct answers_members *out,
                   struct error *e)
{
    struct samples *s = of->context;
    if (want_case(s, case_index, e))
        return -1;
    *out = (struct answers_members){.n = s->pool.n_members};
    for (size_t i = 0; i < out->n; i++) {
        size_t n = s->pool.start[i + 1] - s->pool.start[i];
        out->model[i] = s->pool.member[i];
        out->share[out->model[i]] = (struct estimate){(double)n / (double)s->pool.n, 0, n};
    }
    return 0;
}

/* A sample whose p5 is 0 begins at its smallest value above 0. */
static int density(const struct answers *of, const struct variable *v,
                   const struct summary *told, size_t n, double *energy, double *out,
                   struct error *e)
{
    struct samples *s = of->context;
    struct summary again;
    bool model = v->group == VARIABLE_MODEL;
    if (want_case(s, v->case_index, e))
        return -1;
    if (!model && s->column != (int)v->lever && sort_column(s, v->lever, &again, e))
        return -1;
    const double *sorted = model ? s->energies.sorted[v->model] : s->values;
    size_t queries = model ? s->energies.n : s->pool.n;
    double low = told->of[STATISTIC_P5].value;
    if (!(low > 0)) {
        size_t zeros = count_at_most(sorted, queries, 0);
        low = zeros < queries ? sorted[zeros] : 0;
    }
    double high = fmax(low, told->of[STATISTIC_P95].value);
    return density_of_log(sorted, queries, low, high, n, energy, out, e);
}

static int lengths(const struct answers *of, size_t case_index, size_t n, const double *edge,
                   struct answers_lengths *out, struct error *e)
{
    static const enum statistic QUARTILES[3] = {STATISTIC_P25, STATISTIC_P50, STATISTIC_P75};
    struct samples *s = of->context;
    if (want_case(s, case_index, e))
        return -1;
    size_t queries = s->energies.n, total = queries * s->energies.n_models;
    s->column = -1;
    for (size_t m = 0; m < s->energies.n_models; m++)
        if (sample_file_get(s->file, m, QUANTITY_OUTPUT_TOKENS, s->values + m * queries, e))
            return -1;
    sort_ascending(s->values, total, s->scratch);
    for (size_t i = 0; i < 3; i++)
        out->quartiles[i] = quantile(s->values, total, statistic_probability(QUARTILES[i]));
    for (size_t i = 0; i < n; i++)
        out->below[i] =
            (double)count_at_most(s->values, total, nextafter(edge[i], 0)) / (double)total;
    return 0;
}

/* The frontier's members before trimming, in order of drawing. */
static void drawn_of(const struct samples *s, const double *drawn[ASSUMPTIONS_MAX_MODELS])
{
    for (size_t i = 0; i < s->pool.n_members; i++)
        drawn[i] = s->energies.drawn[s->pool.member[i]];
}

/* Of the frontier the queries are kept one by one. */
static int want_pool(struct samples *s, const struct variable *v, struct error *e)
{
    if (v->group != VARIABLE_FRONTIER || v->quantity != QUANTITY_ENERGY)
        return error_set(e, "want <case>.energy.frontier, with or without a lever: of that the "
                            "drawn queries are kept");
    return want_case(s, v->case_index, e);
}

static int share_above(const struct answers *of, const struct variable *v, double at,
                       struct estimate *out, struct error *e)
{
    struct samples *s = of->context;
    const double *drawn[ASSUMPTIONS_MAX_MODELS];
    size_t above = 0;
    if (want_pool(s, v, e))
        return -1;
    drawn_of(s, drawn);
    for (size_t i = 0; i < s->pool.n; i++)
        above += s->pool.energy[v->lever][i] > at;
    *out = (struct estimate){(double)above / (double)s->pool.n,
                             batches_share_error(&s->pool, v->lever, drawn, s->energies.n, at),
                             s->pool.n};
    return 0;
}

static int modes(const struct answers *of, const struct variable *v, double factor,
                 struct modes *out, struct error *e)
{
    struct samples *s = of->context;
    if (want_pool(s, v, e))
        return -1;
    return modes_of_sample(s->pool.energy[v->lever], s->pool.n, factor, out, e);
}

static int batches(const struct answers *of, const struct variable *v, const double *value,
                   struct batches *out, struct error *e)
{
    struct samples *s = of->context;
    const double *drawn[ASSUMPTIONS_MAX_MODELS];
    size_t n = 1;
    if (want_case(s, v->case_index, e))
        return -1;
    size_t queries = s->energies.n;
    drawn_of(s, drawn);
    if (v->group == VARIABLE_FRONTIER) {
        batches_of_pool(&s->pool, v->lever, drawn, queries, value, out);
        return 0;
    }
    if (v->group == VARIABLE_MODEL) {
        s->column = -1;
        if (sample_file_get(s->file, v->model, v->quantity, s->values, e))
            return -1;
        drawn[0] = s->values;
    } else {
        n = s->pool.n_members;
    }
    batches_of_samples(drawn, n, queries, value, out);
    return 0;
}

/* ---- 3. life ----------------------------------------------------------------------------- */

static void close_samples(const struct answers *of)
{
    drop_case(of->context);
    free(of->context);
}

int answers_of_samples(const struct inputs *in, const char *directory, struct answers *out,
                       struct error *e)
{
    struct samples *s = malloc(sizeof *s);
    if (!s)
        return error_no_memory(e, "for a case");
    *s = (struct samples){.in = in, .directory = directory, .case_index = SIZE_MAX, .column = -1};
    *out = (struct answers){s, &in->a, summary, members, density, lengths, share_above,
                            modes, batches, close_samples};
    return 0;
}

void answers_close(struct answers *answers)
{
    if (answers->close)
        answers->close(answers);
}
