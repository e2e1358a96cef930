/* inputs.c -- projections of the assumptions, and digests field by field.
 *
 *   1. plain values   2. one model in one case   3. a case   4. a day   5. what is drawn */
#include "model/inputs.h"

#include <string.h>

#include "base/digest.h"

/* ---- 1. plain values ------------------------------------------------------------------------ */

static uint64_t add_distribution(uint64_t digest, const struct distribution *d)
{
    digest = digest_text(digest, d->type->name);
    digest = digest_number(digest, d->a);
    digest = digest_number(digest, d->b);
    return digest_number(digest, d->c);
}

static uint64_t add_throughput(uint64_t digest, const struct throughput *t)
{
    digest = digest_text(digest, t->form->name);
    for (int i = 0; i < THROUGHPUT_COEFFICIENTS; i++)
        digest = digest_number(digest, t->b[i]);
    return digest_number(digest, t->cap);
}

static uint64_t add_power(uint64_t digest, const struct query_power *p)
{
    digest = digest_number(digest, p->max);
    digest = digest_count(digest, p->coupled);
    digest = add_distribution(digest, &p->utilisation);
    digest = digest_number(digest, p->idle);
    return digest_number(digest, p->cap);
}

/* ---- 2. one model in one case --------------------------------------------------------------- */

static const struct distribution NOTHING = {&distribution_constant, 0, 0, 0};

static struct query_power power_of(const struct assumptions *a, const struct workload_case *c,
                                   const struct node *node)
{
    const struct power_line *line = &a->coupled_power;
    if (c->power == POWER_DRAWN)
        return (struct query_power){node->max_power, false, a->utilisation, 0, 0};
    double idle = line->idle_of_node ? node->idle_power / node->max_power : line->idle;
    return (struct query_power){node->max_power, true, NOTHING, idle, line->cap};
}

static struct query_names names_of(const struct assumptions *a, const struct workload_case *c,
                                   const struct model *model)
{
    struct query_names names;
    strcpy(names.of_case, c->name);
    strcpy(names.workload, a->workloads[c->workload].name);
    strcpy(names.model, model->name);
    return names;
}

struct query_inputs query_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                                    size_t case_index, size_t model)
{
    const struct workload_case *c = &a->cases[case_index];
    const struct model *m = &a->models[model];
    double weight = c->effective_tokens == EFFECTIVE_OUTPUT ? 0 : a->input_weight;
    return (struct query_inputs){names_of(a, c, m), lengths_of(a, case_index),
                                 fits->fit[model].curve, weight,
                                 power_of(a, c, &a->nodes[m->node]), a->pue};
}

static uint64_t digest_output(const struct query_inputs *q)
{
    return digest_count(add_distribution(DIGEST_BEGIN, &q->lengths.output), q->lengths.rounding);
}

static uint64_t digest_throughput(const struct query_inputs *q)
{
    uint64_t digest = digest_output(q);
    return add_throughput(add_distribution(digest, &q->lengths.input), &q->throughput);
}

uint64_t query_inputs_digest(const struct query_inputs *q)
{
    uint64_t digest = digest_throughput(q);
    digest = digest_number(digest, q->input_weight);
    digest = add_power(digest, &q->power);
    return add_distribution(digest, &q->pue);
}

uint64_t query_inputs_digest_of(const struct query_inputs *q, enum quantity quantity)
{
    switch (quantity_row(quantity)->basis) {
    case QUANTITY_ON_OUTPUT:
        return digest_output(q);
    case QUANTITY_ON_THROUGHPUT:
        return digest_throughput(q);
    case QUANTITY_ON_ALL:
        break;
    }
    return query_inputs_digest(q);
}

/* ---- 3. a case ------------------------------------------------------------------------------ */

void case_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                    size_t case_index, struct case_inputs *out)
{
    *out = (struct case_inputs){
        .n_models = a->n_models, .pool = pool_choice_of(a), .trim = a->trim};
    strcpy(out->name, a->cases[case_index].name);
    memcpy(out->levers, a->levers, sizeof out->levers);
    for (size_t m = 0; m < a->n_models; m++)
        out->query[m] = query_inputs_of(a, fits, case_index, m);
}

uint64_t case_inputs_digest_all(const struct case_inputs *c)
{
    uint64_t digest = digest_count(DIGEST_BEGIN, c->pool.rule);
    digest = digest_count(digest, c->pool.size);
    for (size_t m = 0; m < c->n_models; m++) {
        digest = digest_number(digest, c->pool.parameters[m]);
        if (pool_may_hold(&c->pool, m))
            digest = digest_count(digest, query_inputs_digest(&c->query[m]));
    }
    return digest;
}

uint64_t case_inputs_digest(const struct case_inputs *c, enum lever_column lever)
{
    uint64_t digest = digest_count(case_inputs_digest_all(c), c->trim.n);
    for (size_t i = 0; i < c->trim.n; i++) {
        digest = digest_number(digest, c->trim.cut[i].low);
        digest = digest_number(digest, c->trim.cut[i].high);
    }
    digest = digest_count(digest, lever);
    for (int l = 0; l < LEVER_COUNT; l++)
        if (lever_column_has(lever, (enum lever)l))
            digest = add_distribution(digest, &c->levers[l]);
    return digest;
}

/* ---- 4. a day ------------------------------------------------------------------------------- */

static struct fleet_share share_of(const struct assumptions *a, const struct throughput_fits *fits,
                                   const struct mix *mix, size_t workload)
{
    const struct workload *w = &a->workloads[workload];
    struct fleet_share s = {.workload_index = workload,
                            .case_index = assumptions_find_case(a, w->name),
                            .share = mix->shares.of[workload], .lever = w->fleet_lever};
    struct case_inputs inputs;
    strcpy(s.workload, w->name);
    s.has_case = s.case_index < a->n_cases;
    if (s.has_case) {
        case_inputs_of(a, fits, s.case_index, &inputs);
        s.energy = case_inputs_digest_all(&inputs);
    }
    return s;
}

static struct beta_inputs beta_of(const struct assumptions *a)
{
    const struct fleet *f = &a->fleet;
    const struct node *node = &a->nodes[f->node];
    return (struct beta_inputs){f->redundancy, f->network, f->utilisation, f->load_low,
                                f->load_high, node->max_power, node->idle_power};
}

struct fleet_inputs fleet_inputs_without_mix(const struct assumptions *a)
{
    return (struct fleet_inputs){.queries_per_day = a->fleet.queries_per_day, .beta = beta_of(a),
                                 .references = a->references};
}

void fleet_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                     const struct mix *mix, struct fleet_inputs *out)
{
    *out = fleet_inputs_without_mix(a);
    for (size_t w = 0; w < a->n_workloads; w++)
        if (mix->shares.of[w] > 0)
            out->share[out->n++] = share_of(a, fits, mix, w);
}

/* The load and the node enter where the utilisation factor is derived from them. */
static uint64_t add_beta(uint64_t digest, const struct beta_inputs *b)
{
    digest = digest_number(digest, b->redundancy);
    digest = digest_number(digest, b->network);
    digest = digest_count(digest, b->utilisation.derived);
    if (!b->utilisation.derived)
        return digest_number(digest, b->utilisation.value);
    digest = digest_number(digest, b->load_low);
    digest = digest_number(digest, b->load_high);
    digest = digest_number(digest, b->max_power);
    return digest_number(digest, b->idle_power);
}

uint64_t fleet_inputs_digest(const struct fleet_inputs *f, bool improved)
{
    uint64_t digest = digest_number(DIGEST_BEGIN, f->queries_per_day);
    digest = digest_count(add_beta(digest, &f->beta), improved);
    for (size_t i = 0; i < f->n; i++) {
        digest = digest_count(digest, f->share[i].energy);
        digest = digest_number(digest, f->share[i].share);
        if (improved)
            digest = add_distribution(digest, &f->share[i].lever);
    }
    return digest;
}

/* ---- 5. what is drawn ----------------------------------------------------------------------- */

size_t query_inputs_draws(const struct query_inputs *q, struct query_draw out[QUERY_DRAWS])
{
    size_t n = 0;
    out[n++] = (struct query_draw){QUANTITY_OUTPUT_TOKENS, &q->lengths.output};
    out[n++] = (struct query_draw){QUANTITY_INPUT_TOKENS, &q->lengths.input};
    if (!q->power.coupled)
        out[n++] = (struct query_draw){QUANTITY_UTILISATION, &q->power.utilisation};
    out[n++] = (struct query_draw){QUANTITY_PUE, &q->pue};
    return n;
}

/* Which distributions a model takes from mt19937, array by array: no fit enters. */
static uint64_t add_drawn(uint64_t digest, const struct assumptions *a, size_t case_index,
                          size_t model)
{
    static const struct throughput_fits NO_FITS = {0};
    struct query_inputs q = query_inputs_of(a, &NO_FITS, case_index, model);
    struct query_draw draws[QUERY_DRAWS];
    size_t n = query_inputs_draws(&q, draws);
    for (size_t i = 0; i < n; i++)
        digest = digest_text(digest, draws[i].of->type->name);
    return digest;
}

/* The same of the levers of a case, as many as its trimmed frontier has queries. */
static uint64_t add_levers_drawn(uint64_t digest, const struct assumptions *a)
{
    struct pool_choice pool = pool_choice_of(a);
    for (int l = 0; l < LEVER_COUNT; l++)
        digest = digest_text(digest, a->levers[l].type->name);
    for (size_t m = 0; m < a->n_models; m++)
        digest = digest_count(digest, pool_may_hold(&pool, m));
    digest = digest_count(digest, pool.size);
    for (size_t i = 0; i < a->trim.n; i++) {
        digest = digest_number(digest, a->trim.cut[i].low);
        digest = digest_number(digest, a->trim.cut[i].high);
    }
    return digest;
}

/* Cases that continue each other, as in assumptions that nobody has checked, end the way back. */
static uint64_t drawn_before(const struct assumptions *a, size_t case_index, size_t model)
{
    const struct workload_case *c = &a->cases[case_index];
    uint64_t digest = DIGEST_BEGIN;
    if (c->has_continues && c->continues < case_index)
        digest = add_levers_drawn(drawn_before(a, c->continues, a->n_models), a);
    for (size_t m = 0; m < model; m++)
        digest = add_drawn(digest, a, case_index, m);
    return digest;
}

struct sampling sampling_of(const struct assumptions *a, size_t case_index, size_t model)
{
    struct sampling s = {.generator = a->generator, .seed = a->seed, .queries = a->queries};
    if (a->generator == GENERATOR_MT19937)
        s.before = drawn_before(a, case_index, model);
    strcpy(s.workload, a->workloads[a->cases[case_index].workload].name);
    strcpy(s.model, a->models[model].name);
    return s;
}

void sampling_of_case(const struct assumptions *a, size_t case_index, struct sampling *out)
{
    for (size_t m = 0; m < a->n_models; m++)
        out[m] = sampling_of(a, case_index, m);
}

uint64_t sampling_digest(const struct sampling *s)
{
    uint64_t digest = digest_count(DIGEST_BEGIN, s->generator);
    digest = digest_count(digest, s->queries);
    if (s->generator == GENERATOR_EXACT)
        return digest;
    digest = digest_count(digest, s->seed);
    if (s->generator == GENERATOR_MT19937)
        return digest_count(digest, s->before);
    return digest_text(digest_text(digest, s->workload), s->model);
}

uint64_t sampling_digest_levers(const struct assumptions *a, enum lever_column lever)
{
    uint64_t digest = DIGEST_BEGIN;
    if (a->generator != GENERATOR_MT19937)
        return digest;
    for (int l = 0; l < LEVER_COUNT && lever_column_of((enum lever)l) < lever; l++)
        digest = digest_text(digest, a->levers[l].type->name);
    return digest;
}
