/* plan.c -- from assumptions and a fit to the constants of the loop over queries. */
#include "day/plan.h"

#include <gsl/gsl_math.h>
#include <math.h>

#include "numeric/philox.h"
#include "model/query.h"

#define PHILOX_WEYL_0 0x9E3779B9u /* what a round adds to the key (Salmon et al. 2011) */
#define PHILOX_WEYL_1 0xBB67AE85u
#define MOST_POWER 30.99    /* 2^31 and more does not fit the kernel's lanes        */
#define VECTOR_TAIL 0x1p-16 /* inputs that the kernel does not draw again            */
#define BUCKET_TAIL 0x1p-30 /* what lies beyond goes into the first and last buckets */
#define NO_POWER -1000.0    /* log2 of an idle power of 0                            */
#define FINE_ENOUGH 20      /* log2 of the quanta of a median query                  */

struct span {
    double low, high;
};

/* ---- tables ---------------------------------------------------------------------------------- */

struct source {
    const char *path; /* for messages */
    const struct distribution *distribution;
};

static int make_tables(const struct source source[PLAN_INPUTS], const char *workload,
                       struct plan *p, struct error *e)
{
    for (int i = 0; i < PLAN_INPUTS; i++) {
        if (log_table_make(source[i].distribution, &p->table[i], e)) {
            bool shared = i == PLAN_UTILISATION || i == PLAN_PUE;
            return error_prefix(e, shared ? "%s" : "%s.%s", source[i].path, workload);
        }
    }
    return 0;
}

/* ---- where the logarithms lie ---------------------------------------------------------------- */

/* A length from its relative logarithm [token]. */
static double length(const struct plan *p, enum plan_input input, double relative)
{
    return exp2(p->table[input].centre + relative);
}

static double busy_at(const struct plan *p, const struct query_inputs *q, double l, double i)
{
    return log2(query_seconds(q, length(p, PLAN_INPUT_TOKENS, i),
                              length(p, PLAN_OUTPUT_TOKENS, l))) - p->centre[PLAN_BUSY];
}

/* Busy is convex in l and i but for the floor of l, so it is largest at a corner. It is least where
 * the fewest tokens have TPS_max. */
static struct span busy_span(const struct plan *p, const struct query_inputs *q, struct span l,
                             struct span i)
{
    const double corner[3] = {l.low, fmin(fmax((double)p->floor, l.low), l.high), l.high};
    double fewest = length(p, PLAN_OUTPUT_TOKENS, l.low) +
                    q->input_weight * length(p, PLAN_INPUT_TOKENS, i.low);
    struct span busy = {log2(fewest) - p->table[PLAN_OUTPUT_TOKENS].centre, -INFINITY};
    for (int k = 0; k < 3; k++)
        busy.high = fmax(busy.high, fmax(busy_at(p, q, corner[k], i.low),
                                         busy_at(p, q, corner[k], i.high)));
    return busy;
}

/* u of a coupled node between that at TPS_max and that at the least TPS, in some corner. */
static struct span coupled_span(const struct plan *p, const struct query_inputs *q, struct span l,
                                struct span i)
{
    struct span u = {log2(q->power.cap), log2(q->power.cap)};
    for (int k = 0; k < 4; k++) {
        double in = length(p, PLAN_INPUT_TOKENS, k / 2 ? i.high : i.low);
        double out = length(p, PLAN_OUTPUT_TOKENS, k % 2 ? l.high : l.low);
        double at = log2(query_at(q, in, out, 1, 1).utilisation);
        u = (struct span){fmin(u.low, at), fmax(u.high, at)};
    }
    return u;
}

/* The logarithms of a query whose inputs all keep this far from their ends. */
static void spans(const struct plan *p, const struct query_inputs *q,
                  const struct source source[PLAN_INPUTS], double tail,
                  struct span out[PLAN_QUANTITIES])
{
    struct span in[PLAN_INPUTS];
    for (int k = 0; k < PLAN_INPUTS; k++)
        in[k] = (struct span){log_table_exact(source[k].distribution, &p->table[k],
                                              (struct uniform){tail, false}),
                              log_table_exact(source[k].distribution, &p->table[k],
                                              (struct uniform){tail, true})};
    struct span l = in[PLAN_OUTPUT_TOKENS], i = in[PLAN_INPUT_TOKENS];
    struct span u = p->coupled ? coupled_span(p, q, l, i) : in[PLAN_UTILISATION];
    struct span busy = busy_span(p, q, l, i);
    struct span energy = {busy.low + u.low + in[PLAN_PUE].low,
                          busy.high + u.high + in[PLAN_PUE].high};
    out[PLAN_BUSY] = busy;
    out[PLAN_ENERGY] = energy;
    out[PLAN_IMPROVED] = (struct span){energy.low - in[PLAN_LEVER].high,
                                       energy.high - in[PLAN_LEVER].low};
}

/* Where most queries are far below what must fit, finer quanta are there for them. */
static void place_quanta(const struct span at[PLAN_QUANTITIES], struct plan *p)
{
    int32_t coarsest = FINE_ENOUGH;
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        p->scale[q] = (int32_t)floor(MOST_POWER - 0.01 - at[q].high);
        p->most[q] = (float)(MOST_POWER - p->scale[q]);
        coarsest = p->scale[q] < coarsest ? p->scale[q] : coarsest;
    }
    while (p->steps < PLAN_STEPS_MAX && coarsest + p->steps * PLAN_STEP < FINE_ENOUGH)
        p->steps++;
    for (int q = 0; q < PLAN_QUANTITIES; q++)
        for (int k = 0; k < PLAN_STEPS_MAX; k++)
            p->fine[q][k] =
                k < p->steps ? p->most[q] - (float)((k + 1) * PLAN_STEP) : -INFINITY;
}

static void place_buckets(const struct span at[PLAN_QUANTITIES], struct plan *p)
{
    double most = 0;
    for (int q = PLAN_ENERGY; q <= PLAN_IMPROVED; q++)
        most = fmax(most, ceil((at[q].high - at[q].low) * PLAN_BUCKETS_OCTAVE) + 3);
    p->n_buckets = (uint32_t)fmin(most, PLAN_BUCKETS_MAX);
    for (int q = PLAN_ENERGY; q <= PLAN_IMPROVED; q++) /* the uppermost are kept */
        p->bucket[q] = (float)(p->n_buckets - 2 - ceil(at[q].high * PLAN_BUCKETS_OCTAVE));
}

/* ---- the constants --------------------------------------------------------------------------- */

static void take_fit(const struct throughput *t, struct plan *p)
{
    double in = p->table[PLAN_INPUT_TOKENS].centre, out = p->table[PLAN_OUTPUT_TOKENS].centre;
    p->b1 = (float)t->b[1];
    p->b2 = (float)t->b[2];
    p->k = (float)(t->b[0] / M_LN2 + t->b[1] * in + t->b[2] * out - log2(t->cap));
    p->floor = (float)(log2(THROUGHPUT_LEAST_OUTPUT_TOKENS) - out);
}

static void take_centres(const struct query_inputs *q, struct plan *p)
{
    double u = p->coupled ? 0 : p->table[PLAN_UTILISATION].centre;
    p->centre[PLAN_BUSY] = p->table[PLAN_OUTPUT_TOKENS].centre - log2(q->throughput.cap);
    p->centre[PLAN_ENERGY] =
        p->centre[PLAN_BUSY] + u + p->table[PLAN_PUE].centre + log2(q->power.max / 3.6);
    p->centre[PLAN_IMPROVED] = p->centre[PLAN_ENERGY] - p->table[PLAN_LEVER].centre;
}

static int take_line(const struct query_power *power, struct plan *p, struct error *e)
{
    double idle = power->idle;
    if (!(idle >= 0 && power->cap > 0))
        return error_set(e, "coupled_power: found u from %g to %g, want it above 0", idle,
                         power->cap);
    p->rising = power->cap > idle;
    p->idle = (float)(!p->rising ? idle : idle > 0 ? log2(idle) : NO_POWER);
    p->slope = (float)(p->rising ? log2(power->cap - idle) : power->cap - idle);
    return 0;
}

static int take_power_and_input(const struct query_inputs *q, struct plan *p, struct error *e)
{
    p->input_drawn = !distribution_is_constant(&q->lengths.input);
    p->input_counts = q->input_weight > 0;
    p->coupled = q->power.coupled;
    p->input_weight = p->input_counts ? (float)(log2(q->input_weight) +
                                                p->table[PLAN_INPUT_TOKENS].centre -
                                                p->table[PLAN_OUTPUT_TOKENS].centre)
                                      : 0;
    return p->coupled ? take_line(&q->power, p, e) : 0;
}

static void take_key(struct philox_stream stream, struct plan *p)
{
    p->seed = stream.seed;
    p->hash = stream.hash;
    for (uint32_t r = 0; r < PLAN_ROUNDS; r++) {
        p->round_key[r][0] = stream.seed + r * PHILOX_WEYL_0;
        p->round_key[r][1] = stream.hash + r * PHILOX_WEYL_1;
    }
}

static bool is_plain(const struct plan *p)
{
    bool kinked = false;
    for (int i = 0; i < PLAN_INPUTS; i++)
        kinked = kinked || p->table[i].kink_cell >= 0;
    return !(kinked || p->input_drawn || p->input_counts || p->coupled || p->steps > 0);
}

int plan_make(const struct query_inputs *q, const struct distribution *lever,
              const struct sampling *s, struct plan *plan, struct error *e)
{
    static const struct distribution ONE = {&distribution_constant, 1, 0, 0}; /* not drawn */
    struct span at[PLAN_QUANTITIES];
    const struct source source[PLAN_INPUTS] = {{"output_tokens", &q->lengths.output},
                                               {"utilisation",
                                                q->power.coupled ? &ONE : &q->power.utilisation},
                                               {"pue", &q->pue},
                                               {"fleet.lever", lever},
                                               {"input_tokens", &q->lengths.input}};
    *plan = (struct plan){0};
    if (q->throughput.form != &throughput_log_linear)
        return error_set(e, "found the form %s of throughput, want %s: the day's kernel has no "
                            "other", q->throughput.form->name, throughput_log_linear.name);
    if (make_tables(source, q->names.workload, plan, e) || take_power_and_input(q, plan, e))
        return -1;
    take_key(philox_stream_of(s->seed, s->workload, s->model), plan);
    take_fit(&q->throughput, plan);
    take_centres(q, plan);
    spans(plan, q, source, VECTOR_TAIL, at);
    place_quanta(at, plan);
    plan->plain = is_plain(plan);
    spans(plan, q, source, BUCKET_TAIL, at);
    place_buckets(at, plan);
    return plan_check(plan, q, lever, e);
}

/* ---- back to units --------------------------------------------------------------------------- */

double plan_quantum(const struct plan *plan, enum plan_quantity quantity)
{
    return exp2(plan->centre[quantity] - plan->scale[quantity] - plan->steps * PLAN_STEP);
}

double plan_value(const struct plan *plan, enum plan_quantity quantity, double relative)
{
    return exp2(plan->centre[quantity] + relative);
}

double plan_bucket_edge(const struct plan *plan, enum plan_quantity quantity, uint32_t bucket)
{
    return plan_value(plan, quantity,
                      (bucket - (double)plan->bucket[quantity]) / PLAN_BUCKETS_OCTAVE);
}
