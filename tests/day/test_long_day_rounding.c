/* test_long_day_rounding.c -- what rounding L_out does to a day: 1e8 queries with and without it.
 *
 * The day does not round. Here each workload of `paper` is drawn in plain doubles with the philox
 * words that the day uses, 1e8 queries shared evenly over its frontier, and every query is computed
 * twice: with L_out as drawn, and with L_out rounded half to even (0 tokens: no energy, TPS at 1e-6
 * tokens). A hundred batches, each with its own quantiles, give the paired difference of every
 * statistic and its standard error. What must come out is known from elsewhere: the closed forms of
 * exact/exact, which sum over whole numbers of tokens, and P(L_out < 1/2). docs/day.md prints
 * what this test says. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "numeric/distribution.h"
#include "model/query.h"
#include "exact/exact.h"
#include "base/threads.h"
#include "numeric/philox.h"
#include "scenario_fixture.h"
#include "support.h"

#define BATCHES 100u
#define BATCH_QUERIES 1000000u
#define ERRORS 4.0

/* The log histogram of a batch: quantiles are interpolated within buckets of 0.0085%. */
#define BUCKETS_OCTAVE 8192
#define LOWEST_OCTAVE (-40)
#define OCTAVES 60
#define BUCKETS (OCTAVES * BUCKETS_OCTAVE)

#define TABLE_TOKENS 262144u /* rounded lengths that are looked up */

enum { MEAN, P5, P25, P50, P75, P95, STATISTICS };

static const enum statistic STATISTIC_OF[STATISTICS] = {
    STATISTIC_MEAN, STATISTIC_P5, STATISTIC_P25, STATISTIC_P50, STATISTIC_P75, STATISTIC_P95};
static const char *const NAME_OF[STATISTICS] = {"mean", "p5", "p25", "p50", "p75", "p95"};
static const double QUANTILE_OF[STATISTICS] = {0, 0.05, 0.25, 0.5, 0.75, 0.95};

/* What one batch says: statistics without rounding, and with it over that, minus 1. */
struct batch {
    double plain[STATISTICS], change[STATISTICS], zeros;
};

struct work {
    const struct assumptions *a;
    struct case_inputs inputs;
    size_t workload, n_members, members[ASSUMPTIONS_MAX_MODELS];
    double *rounded[ASSUMPTIONS_MAX_MODELS]; /* [TABLE_TOKENS]: unit energy of whole lengths */
    struct batch batch[BATCHES];
};

/* Sum, zeros and histogram of a batch under one way. */
struct sample {
    double sum;
    uint64_t zeros;
    uint32_t *count;
};

/* ---- drawing -------------------------------------------------------------------------------- */

/* Energy with PUE u = 1 [Wh]. */
static double unit_energy(const struct work *w, size_t model, double output)
{
    const struct query_inputs *q = &w->inputs.query[model];
    return query_at(q, q->lengths.input.a, output, 1, 1).energy;
}

static void sample_add(struct sample *s, double energy)
{
    if (energy <= 0) {
        s->zeros++;
        return;
    }
    double bucket = (log2(energy) - LOWEST_OCTAVE) * BUCKETS_OCTAVE;
    s->sum += energy;
    s->count[(size_t)fmin(fmax(bucket, 0), BUCKETS - 1)]++;
}

static double draw(const struct distribution *d, struct philox_stream s, uint64_t query,
                   uint32_t index, const uint32_t *words)
{
    return distribution_quantile(d, philox_uniform(s, query, index, words[index]));
}

static void draw_member(const struct work *w, size_t member, uint64_t first, uint64_t last,
                        struct sample *plain, struct sample *rounded)
{
    const struct workload *load = &w->a->workloads[w->workload];
    size_t model = w->members[member];
    struct philox_stream s =
        philox_stream_of(w->a->seed, load->name, w->a->models[model].name);
    for (uint64_t q = first; q < last; q++) {
        uint32_t words[PHILOX_BLOCK_WORDS];
        philox_block(s, q, 0, words);
        double tokens = draw(&load->output_tokens, s, q, PHILOX_OUTPUT_TOKENS, words);
        double whole = nearbyint(tokens); /* the default rounding mode: half to even */
        double factor = draw(&w->a->utilisation, s, q, PHILOX_UTILISATION, words) *
                        draw(&w->a->pue, s, q, PHILOX_PUE, words);
        sample_add(plain, factor * unit_energy(w, model, tokens));
        sample_add(rounded, factor * (whole < TABLE_TOKENS ? w->rounded[member][(size_t)whole]
                                                           : unit_energy(w, model, whole)));
    }
}

/* ---- a batch -------------------------------------------------------------------------------- */

static double quantile(const struct sample *s, double p)
{
    double rank = p * BATCH_QUERIES, below = (double)s->zeros;
    for (size_t b = 0; b < BUCKETS; b++) {
        if (below + s->count[b] >= rank)
            return exp2(((double)b + (rank - below) / s->count[b]) / BUCKETS_OCTAVE +
                        LOWEST_OCTAVE);
        below += s->count[b];
    }
    return NAN;
}

static void summarize(const struct sample *plain, const struct sample *rounded, struct batch *b)
{
    for (int i = 0; i < STATISTICS; i++) {
        double with = i == MEAN ? rounded->sum / BATCH_QUERIES : quantile(rounded, QUANTILE_OF[i]);
        b->plain[i] = i == MEAN ? plain->sum / BATCH_QUERIES : quantile(plain, QUANTILE_OF[i]);
        b->change[i] = with / b->plain[i] - 1;
    }
    b->zeros = (double)rounded->zeros / BATCH_QUERIES;
}

/* The batch takes its part of each member's first 1e8 / n queries. */
static int draw_batch(void *context, size_t item, struct error *e)
{
    struct work *w = context;
    struct sample plain = {0, 0, calloc(BUCKETS, sizeof(uint32_t))};
    struct sample rounded = {0, 0, calloc(BUCKETS, sizeof(uint32_t))};
    int rc = plain.count && rounded.count ? 0 : error_no_memory(e, "for a batch");
    for (size_t m = 0; m < w->n_members && rc == 0; m++) {
        uint64_t n = BATCH_QUERIES * (m + 1) / w->n_members - BATCH_QUERIES * m / w->n_members;
        draw_member(w, m, item * n, (item + 1) * n, &plain, &rounded);
    }
    if (rc == 0)
        summarize(&plain, &rounded, &w->batch[item]);
    free(plain.count);
    free(rounded.count);
    return rc;
}

/* ---- what must come out --------------------------------------------------------------------- */

static double mean_of(const struct work *w, double (*of)(const struct batch *, int), int i,
                      double *standard_error)
{
    double sum = 0, squares = 0;
    for (size_t b = 0; b < BATCHES; b++)
        sum += of(&w->batch[b], i) / BATCHES;
    for (size_t b = 0; b < BATCHES; b++)
        squares += pow(of(&w->batch[b], i) - sum, 2);
    *standard_error = sqrt(squares / (BATCHES - 1) / BATCHES);
    return sum;
}

static double plain_of(const struct batch *b, int i) { return b->plain[i]; }
static double change_of(const struct batch *b, int i) { return b->change[i]; }
static double zeros_of(const struct batch *b, int i) { (void)i; return b->zeros; }

static double exact_of(struct exact *x, const struct work *w, enum statistic statistic)
{
    struct variable v = {assumptions_find_case(w->a, w->a->workloads[w->workload].name),
                               QUANTITY_ENERGY, VARIABLE_FRONTIER_ALL, 0, LEVER_COLUMN_NONE};
    struct error e;
    struct estimate estimate;
    if (exact_statistic(x, &v, statistic, &estimate, &e))
        fail_msg("%s", e.text);
    return estimate.value;
}

static size_t disagreement(const char *what, double got, double error, double want)
{
    print_message("    %-28s %12.6g +- %-9.2g exact %.6g\n", what, got, error, want);
    return !(fabs(got - want) <= ERRORS * error);
}

static void check(const struct work *w, struct exact *plain, struct exact *nearest)
{
    const struct workload *load = &w->a->workloads[w->workload];
    char what[96];
    size_t wrong = 0;
    for (int i = 0; i < STATISTICS; i++) {
        double error, got = mean_of(w, plain_of, i, &error);
        double none = exact_of(plain, w, STATISTIC_OF[i]);
        snprintf(what, sizeof what, "%s, not rounded", NAME_OF[i]);
        wrong += disagreement(what, got, error, none);
        got = mean_of(w, change_of, i, &error);
        snprintf(what, sizeof what, "%s, change by rounding", NAME_OF[i]);
        wrong += disagreement(what, got, error,
                              exact_of(nearest, w, STATISTIC_OF[i]) / none - 1);
    }
    double error, got = mean_of(w, zeros_of, 0, &error);
    /* both medians of `paper`: P(L < 1/2) = 1 - 2^(-1/2 / median) */
    double median = load->output_tokens.a * log(2);
    wrong += disagreement("share of zero tokens", got, error, -expm1(-0.5 / median * log(2)));
    assert_int_equal(wrong, 0);
}

/* ---- the test ------------------------------------------------------------------------------- */

static void fill_tables(struct work *w)
{
    for (size_t m = 0; m < w->n_members; m++) {
        w->rounded[m] = malloc(TABLE_TOKENS * sizeof(double));
        assert_non_null(w->rounded[m]);
        for (size_t k = 0; k < TABLE_TOKENS; k++)
            w->rounded[m][k] = unit_energy(w, w->members[m], (double)k);
    }
}

static void compare_workload(const struct assumptions *a, const struct throughput_fits *fits,
                             size_t workload, struct exact *plain, struct exact *nearest)
{
    static struct work w;
    struct error e;
    w = (struct work){.a = a, .workload = workload};
    size_t case_index = assumptions_find_case(a, a->workloads[workload].name);
    case_inputs_of(a, fits, case_index, &w.inputs);
    if (exact_members(plain, case_index, w.members, &w.n_members, &e))
        fail_msg("%s", e.text);
    fill_tables(&w);
    if (threads_for(BATCHES, 0, draw_batch, NULL, &w, &e))
        fail_msg("%s", e.text);
    print_message("  %s\n", a->workloads[workload].name);
    check(&w, plain, nearest);
    for (size_t m = 0; m < w.n_members; m++)
        free(w.rounded[m]);
}

static void rounding__both_workloads_of_paper__as_the_exact_results_say(void **state)
{
    static struct assumptions rounded, unrounded;
    static struct throughput_fits fits;
    struct exact *plain, *nearest;
    struct error e;
    (void)state;
    scenario_load("scenarios/paper.lua", &rounded, &fits);
    assert_int_equal(rounded.rounding, ROUNDING_NEAREST);
    unrounded = rounded;
    unrounded.rounding = ROUNDING_NONE;
    assert_int_equal(exact_open(&unrounded, &fits, &plain, &e), 0);
    assert_int_equal(exact_open(&rounded, &fits, &nearest, &e), 0);
    for (size_t w = 0; w < rounded.n_workloads; w++)
        compare_workload(&rounded, &fits, w, plain, nearest);
    exact_close(plain);
    exact_close(nearest);
}

int main(int argc, char **argv)
{
    select_tests(argc, argv);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounding__both_workloads_of_paper__as_the_exact_results_say)};
    return cmocka_run_group_tests_name("long_day_rounding", tests, NULL, NULL);
}
