/* dependence.c -- the rules by which an assumption enters a result.
 *
 *   1. conditions   2. the rules   3. from a rule to a result   4. z */
#include "ask/dependence.h"

#include <string.h>

#include "scenario/value_type.h"
#include "exact/case.h"
#include "draw/pool.h"
#include "scenario/schema.h"
#include "base/text.h"
#include "model/pool.h"

/* What a path is about, for the conditions. */
struct context {
    const struct assumptions *a;
    const char *item; /* "traditional" of output_tokens.traditional; "" without one */
};

/* ---- 1. conditions ------------------------------------------------------------------------- */

/* Whether an assumption about ctx->item enters model m in case c. */
typedef bool condition(const struct context *ctx, size_t c, size_t m);

static bool always(const struct context *ctx, size_t c, size_t m)
{
    (void)ctx, (void)c, (void)m;
    return true;
}

static bool in_case(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    return strcmp(ctx->a->cases[c].name, ctx->item) == 0;
}

static bool in_workload(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    return strcmp(ctx->a->workloads[ctx->a->cases[c].workload].name, ctx->item) == 0;
}

static bool in_workload_without_own_input(const struct context *ctx, size_t c, size_t m)
{
    return in_workload(ctx, c, m) && !ctx->a->cases[c].has_input_tokens;
}

static bool draws_power(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    return ctx->a->cases[c].power == POWER_DRAWN;
}

static bool couples_power(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    return ctx->a->cases[c].power == POWER_COUPLED;
}

static bool counts_input(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    return ctx->a->cases[c].effective_tokens == EFFECTIVE_OUTPUT_AND_INPUT;
}

static bool is_model(const struct context *ctx, size_t c, size_t m)
{
    (void)c;
    return strcmp(ctx->a->models[m].name, ctx->item) == 0;
}

static bool is_on_node(const struct context *ctx, size_t c, size_t m)
{
    (void)c;
    return strcmp(ctx->a->nodes[ctx->a->models[m].node].name, ctx->item) == 0;
}

static bool idles_on_node(const struct context *ctx, size_t c, size_t m)
{
    return is_on_node(ctx, c, m) && couples_power(ctx, c, m) && ctx->a->coupled_power.idle_of_node;
}

static bool replays(const struct context *ctx, size_t c, size_t m)
{
    return in_case(ctx, c, m) && ctx->a->generator == GENERATOR_MT19937;
}

static bool draws_queries(const struct context *ctx, size_t c, size_t m)
{
    (void)c, (void)m;
    return ctx->a->generator != GENERATOR_EXACT;
}

/* A case without a closed form is drawn with philox, whatever the generator. */
static bool has_no_closed_form(const struct context *ctx, size_t c, size_t m)
{
    (void)m;
    static const struct throughput_fits none = {0}; /* a closed form asks for no fit */
    struct query_inputs q = query_inputs_of(ctx->a, &none, c, 0);
    return !exact_query_is_closed(&q);
}

static bool pools_largest(const struct context *ctx, size_t c, size_t m)
{
    (void)c, (void)m;
    return ctx->a->pool == POOL_LARGEST_MEDIANS;
}

static bool pools_large(const struct context *ctx, size_t c, size_t m)
{
    (void)c, (void)m;
    return ctx->a->pool == POOL_ABOVE_200B;
}

/* ---- 2. the rules -------------------------------------------------------------------------- */

/* What an assumption enters, where its condition holds. */
enum {
    LENGTHS = 1,   /* output_tokens                                             */
    TPS = 2,
    ENERGY = 4,    /* of models, and by them of frontier and days               */
    POOL = 8,      /* the frontier, but not the models                          */
    TRIM = 16,     /* the frontier after trimming                               */
    LEVER = 32,    /* the frontier under the lever that the path ends in        */
    DAY = 64,      /* all days, or that of the mix                              */
    IMPROVED = 128, /* improved days with a share of the workload               */
    DERIVED = 256, /* days and utilisation, where the latter is derived         */
    OF_NODE = 512, /* the part about the fleet holds for fleet.node alone       */
    DRAWN = LENGTHS | TPS | ENERGY
};

struct rule {
    const char *path; /* of the schema             */
    unsigned enters;
    condition *holds; /* for LENGTHS to POOL       */
    const char *fleet; /* results of the fleet     */
};

static const struct rule RULES[] = {
    {"generator", DRAWN, always, ""},
    {"seed", DRAWN, draws_queries, ""},
    {"seed", ENERGY, has_no_closed_form, ""},
    {"queries", DRAWN, always, ""},
    {"models", DRAWN, always, ""},
    {"cases", DRAWN, always, ""},
    {"rounding", DRAWN, always, ""},
    {"pue", ENERGY, always, ""},
    {"utilisation", ENERGY, draws_power, ""},
    {"pool", POOL, always, ""},
    {"pool_size", POOL, pools_largest, ""},
    {"trim", TRIM, always, ""},
    {"input_weight", ENERGY, counts_input, ""},
    {"coupled_power", ENERGY, couples_power, ""},
    {"throughput.table", TPS | ENERGY, always, ""},
    {"throughput.rows", TPS | ENERGY, always, ""},
    {"throughput.few_rows", TPS | ENERGY, always, ""},
    {"node.*.max_power", ENERGY | DERIVED | OF_NODE, is_on_node,
     "node_full_load node_load utilisation_derived"},
    {"node.*.idle_power", ENERGY | DERIVED | OF_NODE, idles_on_node,
     "node_load utilisation_derived"},
    {"model.*.table_model", TPS | ENERGY, is_model, ""},
    {"model.*.parameters", POOL, pools_large, ""},
    {"model.*.node", ENERGY, is_model, ""},
    {"output_tokens.*", DRAWN, in_workload, ""},
    {"input_tokens.*", TPS | ENERGY, in_workload_without_own_input, ""},
    {"case.*.workload", DRAWN, in_case, ""},
    {"case.*.input_tokens", TPS | ENERGY, in_case, ""},
    {"case.*.effective_tokens", ENERGY, in_case, ""},
    {"case.*.power", ENERGY, in_case, ""},
    {"case.*.continues", DRAWN, replays, ""},
    {"levers.hardware", LEVER, always, ""},
    {"levers.algorithm", LEVER, always, ""},
    {"levers.serving", LEVER, always, ""},
    {"fleet.queries_per_day", DAY, always, "web_search"},
    {"fleet.redundancy", DAY, always, "redundancy beta"},
    {"fleet.network", DAY, always, "network beta"},
    {"fleet.utilisation", DAY, always, "utilisation beta"},
    {"fleet.load_low", DERIVED, always, "mean_load node_load utilisation_derived"},
    {"fleet.load_high", DERIVED, always, "mean_load node_load utilisation_derived"},
    {"fleet.node", DERIVED, always, "node_full_load node_load utilisation_derived"},
    {"fleet.lever.*", IMPROVED, always, ""},
    {"mixes", DAY, always, ""},
    {"mix.*.shares", DAY, always, ""},
    {"reference.web_search", 0, always, "web_search"},
    {"reference.data_centre_power", 0, always, "data_centre data_centre_power"},
    {"reference.data_centre_load", 0, always, "data_centre"},
};

/* ---- 3. from a rule to a result ------------------------------------------------------------ */

bool dependence_may_be_member(const struct assumptions *a, size_t model)
{
    return a->pool == POOL_LARGEST_MEDIANS || a->models[model].parameters > POOL_ABOVE_PARAMETERS;
}

/* Whether the result is made of the energy of model m in case c. */
static bool is_made_of(const struct assumptions *a, const struct key *t, size_t c, size_t m)
{
    switch (t->form) {
    case KEY_VARIABLE:
    case KEY_SHARE:
        return t->variable.case_index == c &&
               (key_is_of_frontier(t) ? dependence_may_be_member(a, m) : t->variable.model == m);
    case KEY_DAY:
        return key_base_workload(a, c) < a->n_workloads && dependence_may_be_member(a, m) &&
               a->mixes[t->mix].shares.of[a->cases[c].workload] > 0;
    case KEY_FACTOR:
        break;
    }
    return false;
}

static bool enters_energy(const struct context *ctx, const struct rule *rule,
                          const struct key *t)
{
    for (size_t c = 0; c < ctx->a->n_cases; c++)
        for (size_t m = 0; m < ctx->a->n_models; m++)
            if (is_made_of(ctx->a, t, c, m) && rule->holds(ctx, c, m))
                return true;
    return false;
}

static bool enters_pool(const struct context *ctx, const struct rule *rule,
                        const struct key *t)
{
    enum lever_column column = t->variable.lever;
    bool pooled = key_is_of_frontier(t) || t->form == KEY_DAY;
    bool trimmed = key_is_of_frontier(t) &&
                   (t->form == KEY_SHARE || t->variable.group == EXACT_FRONTIER);
    bool lever = column == LEVER_COLUMN_COMBINED ||
                 (column && strstr(rule->path, lever_column_name(column)));
    return (rule->enters & POOL && pooled && rule->holds(ctx, 0, 0)) ||
           (rule->enters & TRIM && trimmed) ||
           (rule->enters & LEVER && t->form == KEY_VARIABLE && lever);
}

/* A workload's lever enters a mix that has a share of it. */
static bool enters_improved(const struct context *ctx, const struct key *t)
{
    for (size_t w = 0; w < ctx->a->n_workloads; w++)
        if (strcmp(ctx->a->workloads[w].name, ctx->item) == 0)
            return t->improved && ctx->a->mixes[t->mix].shares.of[w] > 0;
    return false;
}

static bool enters_fleet(const struct context *ctx, const struct rule *rule,
                         const struct key *t)
{
    const struct fleet *fleet = &ctx->a->fleet;
    if (rule->enters & OF_NODE && strcmp(ctx->a->nodes[fleet->node].name, ctx->item) != 0)
        return false;
    bool derived = rule->enters & DERIVED && fleet->utilisation.derived;
    if (t->form == KEY_FACTOR)
        return text_choice(fleet_row(t->factor)->name, rule->fleet) >= 0 ||
               (derived && text_choice(fleet_row(t->factor)->name, "utilisation beta") >= 0);
    if (t->form != KEY_DAY)
        return false;
    bool mix = !*ctx->item || strcmp(ctx->a->mixes[t->mix].name, ctx->item) == 0;
    return derived || (rule->enters & DAY && mix) ||
           (rule->enters & IMPROVED && enters_improved(ctx, t));
}

static bool follows(const struct context *ctx, const struct rule *rule, const struct key *t)
{
    const struct exact_variable *v = &t->variable;
    if (t->form == KEY_VARIABLE && v->quantity != QUANTITY_ENERGY)
        return rule->enters & (v->quantity == QUANTITY_TPS ? TPS : LENGTHS) &&
               rule->holds(ctx, v->case_index, v->model);
    return (rule->enters & ENERGY && enters_energy(ctx, rule, t)) || enters_pool(ctx, rule, t) ||
           enters_fleet(ctx, rule, t);
}

/* ---- 4. z ---------------------------------------------------------------------------------- */

/* z turns these into mu and sigma. */
static bool is_written_with_z(const struct schema_key *key, const char *value)
{
    return key->type == &value_type_distribution &&
           (strstr(value, "(p5=") || strstr(value, ",p95=") || strstr(value, "ratio="));
}

static bool enters(const struct assumptions *a, const char *path, const struct key *t)
{
    char name[NAME_SIZE];
    const struct schema_key *key = schema_find_path(path, name);
    struct context ctx = {a, name};
    for (size_t i = 0; key && i < sizeof RULES / sizeof RULES[0]; i++)
        if (strcmp(RULES[i].path, key->path) == 0 && follows(&ctx, &RULES[i], t))
            return true;
    return false;
}

/* z enters wherever a distribution does that is written with it. */
static bool z_enters(const struct assumption_list *rows, const struct assumptions *a,
                     const struct key *t)
{
    for (size_t r = 0; r < rows->n; r++) {
        const struct schema_key *key = schema_find_path(rows->rows[r].path, NULL);
        if (key && is_written_with_z(key, rows->rows[r].value) &&
            enters(a, rows->rows[r].path, t))
            return true;
    }
    return false;
}

bool dependence_enters(const struct assumption_list *rows, const struct assumptions *a,
                       const char *path, const struct key *key)
{
    if (strcmp(path, "z") == 0)
        return z_enters(rows, a, key);
    return enters(a, path, key);
}
