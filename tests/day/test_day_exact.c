/* test_day_exact.c -- every energy of day.tsv within four standard errors and 0.1% of the exact.
 *
 * Each stream of the day is a scenario of one model without rounding and trimming, in which a lever
 * is the fleet's: exact/exact then has its law, and a group's law is the sum of them by shares. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "exact/exact.h"
#include "store/inputs.h"
#include "result/results.h"
#include "support.h"

#ifndef QUERIES /* test_long_day_exact.c has more */
#define QUERIES 4e6
#define QUERIES_TEXT "4e6"
#define SCENARIOS "tests/scenarios/row1.lua", "tests/scenarios/day_lengths.lua", \
    "tests/scenarios/day_power.lua"
#endif
#define ERRORS 4.0
#define BEYOND 3.17e-5     /* of a normal distribution lies beyond four deviations, on one side */
#define OF_QUANTILE 1e-3   /* relative error of a quantile from the histogram                  */
#define OF_SUM 1e-5        /* relative error of a sum: the kernel's, and more                  */
#define OF_ERROR 0.1       /* relative error of a standard error                               */
#define MIDPOINTS 20000
#define STREAMS 32

/* A workload on a model: its share of a group, and its exact law with and without the lever. */
struct stream {
    size_t workload, model;
    struct exact *exact;
    struct variable v;
};

struct run {
    char folder[SCRATCH_PATH_SIZE];
    struct inputs in;
    struct results day;
    struct exact *whole; /* the scenario without rounding */
    size_t n, members[ASSUMPTIONS_MAX_WORKLOADS];
    struct stream stream[STREAMS];
};

/* What a row is about: the share of every stream. */
struct group {
    const struct run *r;
    enum lever_column lever;
    double n, share[STREAMS];
};

/* ---- drawing -------------------------------------------------------------------------------- */

/* Programs, folder and scenario are $1, $2 and $3. */
static const char DRAW[] =
    "set -e; in=\"--assumptions $2/assumptions.tsv --fit $2/fit.nc\"\n"
    "$1/resolve --assumptions $2/assumptions.tsv --places $2/places.tsv --cases $2/cases.mk $3\n"
    "$1/fit_tps --assumptions $2/assumptions.tsv --output $2/fit.nc\n"
    "$1/draw_day $in --queries " QUERIES_TEXT " --output $2/day.tsv --minutes $2/minutes.tsv "
    "--quiet 1\n";

static void draw(struct run *r, const char *scenario)
{
    char path[SCRATCH_PATH_SIZE], fit[SCRATCH_PATH_SIZE];
    struct program_end o;
    struct error e;
    scratch_make(r->folder);
    run_program(&o, (const char *const[]){"sh", "-c", DRAW, "sh", BIN_DIR, r->folder, scenario,
                                          NULL});
    if (o.status != 0)
        fail_msg("%s: %s", scenario, o.err);
    program_end_free(&o);
    scratch_path(path, r->folder, "assumptions.tsv");
    scratch_path(fit, r->folder, "fit.nc");
    if (inputs_read(path, fit, &r->in, &e))
        fail_msg("%s", e.text);
    scratch_path(path, r->folder, "day.tsv");
    if (results_read(&r->day, path, &e))
        fail_msg("%s", e.text);
}

/* ---- exact laws ----------------------------------------------------------------------------- */

static void add_stream(struct run *r, size_t workload, size_t model)
{
    static struct assumptions one;
    static struct throughput_fits fits;
    struct stream *s = &r->stream[r->n++];
    struct error e;
    assert_true(r->n <= STREAMS);
    one = r->in.a;
    one.rounding = ROUNDING_NONE;
    one.n_models = 1;
    one.models[0] = r->in.a.models[model];
    one.pool = POOL_LARGEST_MEDIANS;
    one.pool_size = 1;
    one.trim.n = 0;
    one.levers[LEVER_HARDWARE] = one.workloads[workload].fleet_lever;
    fits = (struct throughput_fits){.n = 1, .fit = {r->in.fits.fit[model]}};
    *s = (struct stream){.workload = workload, .model = model};
    s->v = (struct variable){assumptions_find_case(&one, one.workloads[workload].name),
                             QUANTITY_ENERGY, VARIABLE_FRONTIER, 0, LEVER_COLUMN_NONE};
    if (exact_open(&one, &fits, &s->exact, &e))
        fail_msg("%s", e.text);
}

static void open_streams(struct run *r)
{
    struct assumptions a = r->in.a;
    struct error e;
    a.rounding = ROUNDING_NONE;
    a.fleet.queries_per_day = QUERIES;
    assert_int_equal(exact_open(&a, &r->in.fits, &r->whole, &e), 0);
    for (size_t w = 0; w < a.n_workloads; w++) {
        size_t members[ASSUMPTIONS_MAX_MODELS], c = assumptions_find_case(&a, a.workloads[w].name);
        bool drawn = true;
        if (exact_members(r->whole, c, members, &r->members[w], &e) ||
            exact_is_drawn(r->whole, c, &drawn, &e))
            fail_msg("%s", e.text);
        assert_false(drawn);
        for (size_t m = 0; m < r->members[w]; m++)
            add_stream(r, w, members[m]);
    }
}

/* P(E <= x) in a stream. */
static double probability(const struct group *g, size_t i, double x)
{
    struct variable v = g->r->stream[i].v;
    struct error e;
    double p;
    v.lever = g->lever;
    if (exact_probability(g->r->stream[i].exact, &v, x, &p, &e))
        fail_msg("%s", e.text);
    return p;
}

/* The group's P(E <= x). */
static double mixed(const struct group *g, double x)
{
    double p = 0;
    for (size_t i = 0; i < g->r->n; i++)
        if (g->share[i] > 0)
            p += g->share[i] * probability(g, i, x);
    return p;
}

/* E[alpha^-power] of a stream's fleet lever, by midpoints of equal shares; 1 without it. */
static double inverse_moment(const struct group *g, size_t i, double power)
{
    const struct distribution *lever =
        &g->r->in.a.workloads[g->r->stream[i].workload].fleet_lever;
    double sum = 0;
    if (g->lever == LEVER_COLUMN_NONE)
        return 1;
    for (int k = 0; k < MIDPOINTS; k++)
        sum += pow(distribution_quantile(lever, (struct uniform){(k + 0.5) / MIDPOINTS, false}),
                   -power);
    return sum / MIDPOINTS;
}

/* Mean, and the variance of the mean of g->n queries in exact shares. */
static double mean_of(const struct group *g, double *variance)
{
    double sum = 0;
    *variance = 0;
    for (size_t i = 0; i < g->r->n; i++) {
        const struct stream *s = &g->r->stream[i];
        struct error e;
        struct estimate value = {.value = NAN};
        double deviation = NAN;
        if (g->share[i] <= 0)
            continue;
        if (exact_statistic(s->exact, &s->v, STATISTIC_MEAN, &value, &e) ||
            exact_deviation(s->exact, &s->v, &deviation, &e))
            fail_msg("%s", e.text);
        double mean = value.value * inverse_moment(g, i, 1), squared = value.value * value.value;
        double square = (deviation * deviation + squared) * inverse_moment(g, i, 2);
        sum += g->share[i] * mean;
        *variance += g->share[i] * (square - mean * mean) / g->n;
    }
    return sum;
}

/* ---- one row -------------------------------------------------------------------------------- */

static bool near(double got, double want, double relative)
{
    return fabs(got - want) <= relative * fabs(want);
}

/* The quantile may lie 0.1% and four standard errors off; the standard error is that of the share
 * below, over the density, and since it comes from the histogram, it too may be 0.1% off. */
static bool quantile_agrees(const struct group *g, const struct result *row, double p)
{
    double x = row->value, off = OF_QUANTILE * x + ERRORS * row->standard_error;
    double below = 0, step = 0.005 * x;
    for (size_t i = 0; i < g->r->n; i++) {
        double share = g->share[i] > 0 ? probability(g, i, x) : 0;
        below += g->share[i] * share * (1 - share) / g->n;
    }
    double density = (mixed(g, x + step) - mixed(g, x - step)) / (2 * step);
    return mixed(g, x - off) <= p && p <= mixed(g, x + off) &&
           fabs(row->standard_error - sqrt(below) / density) <=
               OF_ERROR * row->standard_error + OF_QUANTILE * x;
}

/* An extreme must be no rarer among the group's queries than a normal beyond four deviations. */
static bool extreme_agrees(const struct group *g, const struct result *row)
{
    bool largest = strcmp(row->parts.of[KEY_STATISTIC], "max") == 0;
    double log_low = 0, log_high = 0; /* of P(none beyond it), a bit below and above the value */
    for (size_t i = 0; i < g->r->n; i++) {
        double low = probability(g, i, row->value * (1 - OF_SUM));
        double high = probability(g, i, row->value * (1 + OF_SUM));
        double n = g->n * g->share[i];
        log_low += n > 0 ? n * (largest ? log(low) : log1p(-low)) : 0;
        log_high += n > 0 ? n * (largest ? log(fmin(high, 1)) : log1p(-high)) : 0;
    }
    double most = exp(fmax(log_low, log_high)), least = exp(fmin(log_low, log_high));
    return most >= BEYOND && least <= 1 - BEYOND;
}

static bool sum_agrees(const struct group *g, const struct result *row, double of)
{
    double variance, mean = mean_of(g, &variance);
    double allowed = ERRORS * row->standard_error + OF_SUM * mean * of;
    return fabs(row->value - mean * of) <= allowed &&
           near(row->standard_error, sqrt(variance) * of, OF_ERROR);
}

static bool energy_agrees(const struct group *g, const struct result *row)
{
    int percent;
    if (sscanf(row->parts.of[KEY_STATISTIC], "p%d", &percent) == 1)
        return quantile_agrees(g, row, percent / 100.0);
    if (strcmp(row->parts.of[KEY_STATISTIC], "mean") == 0)
        return sum_agrees(g, row, 1);
    if (strcmp(row->parts.of[KEY_STATISTIC], "total") == 0)
        return sum_agrees(g, row, g->n * 1e-9);
    return extreme_agrees(g, row);
}

static bool fleet_agrees(const struct run *r, size_t mix, const struct result *row)
{
    struct error e;
    struct estimate want;
    if (exact_day(r->whole, mix, *row->parts.of[KEY_LEVER] != '\0', &want, &e))
        fail_msg("%s", e.text);
    return fabs(row->value - want.value) <= ERRORS * row->standard_error + OF_SUM * want.value;
}

/* ---- all rows ------------------------------------------------------------------------------- */

static const struct mix *mix_of(const struct run *r, const struct result *row)
{
    for (size_t m = 0; m < r->in.a.n_mixes; m++)
        if (strcmp(row->parts.of[KEY_CASE] + strlen("day."), r->in.a.mixes[m].name) == 0)
            return &r->in.a.mixes[m];
    fail_msg("%s: no such mix", row->key);
    return NULL;
}

/* The shares of a row's group, of a workload, of a model or all. */
static struct group group_of(const struct run *r, const struct mix *mix, const struct result *row)
{
    const char *lever = row->parts.of[KEY_LEVER];
    struct group g = {.r = r, .lever = *lever ? LEVER_COLUMN_HARDWARE : LEVER_COLUMN_NONE};
    double sum = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct stream *s = &r->stream[i];
        const char *name = row->parts.of[KEY_GROUP];
        if (strcmp(name, "all") == 0 || strcmp(name, r->in.a.workloads[s->workload].name) == 0 ||
            strcmp(name, r->in.a.models[s->model].name) == 0)
            g.share[i] = mix->shares.of[s->workload] / (double)r->members[s->workload];
        sum += g.share[i];
    }
    assert_true(sum > 0);
    g.n = QUERIES * sum;
    assert_close((double)row->n, g.n, 0, (double)r->n);
    for (size_t i = 0; i < r->n; i++)
        g.share[i] /= sum;
    return g;
}

static bool agrees(const struct run *r, const struct result *row)
{
    const struct mix *mix = mix_of(r, row);
    if (strcmp(row->parts.of[KEY_QUANTITY], "fleet_energy") == 0)
        return fleet_agrees(r, (size_t)(mix - r->in.a.mixes), row);
    struct group g = group_of(r, mix, row);
    return energy_agrees(&g, row);
}

/* Groups of the day, each of which has nine statistics with and without the lever. */
static size_t count_groups(const struct run *r)
{
    const struct assumptions *a = &r->in.a;
    size_t n = 0;
    for (size_t m = 0; m < a->n_mixes; m++) {
        bool workload[ASSUMPTIONS_MAX_WORKLOADS] = {0}, model[ASSUMPTIONS_MAX_MODELS] = {0};
        n++; /* all */
        for (size_t i = 0; i < r->n; i++) {
            const struct stream *s = &r->stream[i];
            bool taken = a->mixes[m].shares.of[s->workload] > 0;
            n += taken && !workload[s->workload];
            n += taken && !model[s->model];
            workload[s->workload] |= taken;
            model[s->model] |= taken;
        }
    }
    return n;
}

static void every_energy__agrees_with_the_exact_results(void **state)
{
    static struct run r;
    size_t wrong = 0, energies = 0;
    r = (struct run){.n = 0};
    draw(&r, *state);
    open_streams(&r);
    for (size_t i = 0; i < r.day.n; i++) {
        const struct result *row = &r.day.rows[i];
        bool energy = strcmp(row->parts.of[KEY_QUANTITY], "energy") == 0;
        energies += energy;
        bool of_fleet = strcmp(row->parts.of[KEY_QUANTITY], "fleet_energy") == 0;
        if (!(energy || of_fleet) || agrees(&r, row))
            continue;
        wrong++;
        print_error("%s: drawn %.9g +- %.3g\n", row->key, row->value, row->standard_error);
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(energies, 2 * (STATISTIC_COUNT + 1) * count_groups(&r));
    for (size_t i = 0; i < r.n; i++)
        exact_close(r.stream[i].exact);
    exact_close(r.whole);
    results_free(&r.day);
    scratch_remove(r.folder);
}

int main(int argc, char **argv)
{
    static const char *const SCENARIO[] = {SCENARIOS};
    enum { ROWS = sizeof SCENARIO / sizeof SCENARIO[0] };
    struct CMUnitTest tests[ROWS];
    select_tests(argc, argv);
    for (size_t i = 0; i < ROWS; i++)
        tests[i] = (struct CMUnitTest){SCENARIO[i], every_energy__agrees_with_the_exact_results,
                                       NULL, NULL, (void *)SCENARIO[i]};
    return _cmocka_run_group_tests("day_exact", tests, ROWS, NULL, NULL);
}
