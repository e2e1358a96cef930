/* results.c -- the keys of a drawn day. */
#include "day/results.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/output.h"
#include "model/fleet.h"
#include "day/beta.h"
#include "day/quantiles.h"
#include "day/load_curve.h"

#define WH_A_GWH 1e9
#define IMPROVED "improved"

/* Where the keys of one mix go. */
struct sheet {
    const struct assumptions *a;
    struct results *results;
    char case_name[NAME_SIZE + 8]; /* day.<mix> */
    uint64_t n;                    /* queries   */
};

/* The part of a key that says of what. */
struct subject {
    const char *quantity, *group, *lever;
    uint64_t n; /* queries behind it */
};

static int put(const struct sheet *sheet, struct subject of, const char *statistic,
               struct estimate estimate, const char *unit, struct error *e)
{
    const char *const part[KEY_PARTS] = {sheet->case_name, of.quantity, of.group, of.lever,
                                         statistic};
    estimate.n = (size_t)of.n;
    return results_add(sheet->results, part, estimate, unit, e);
}

static struct estimate times(struct estimate x, double factor)
{
    return (struct estimate){x.value * factor, x.standard_error * factor, x.n};
}

/* ---- energies ----------------------------------------------------------------------------- */

/* Returns false for a quantile that cannot be told (see day/quantiles.h). */
static bool statistic_of(const struct day_group *g, enum statistic statistic, struct estimate *out)
{
    if (statistic_is_mean(statistic))
        *out = times(day_sum(g), 1.0 / (double)g->n);
    else if (statistic_is_extreme(statistic))
        *out = day_extreme(g, statistic_row(statistic)->upper);
    else
        return day_quantile(g, statistic_probability(statistic), out);
    return true;
}

static int put_energy(const struct sheet *sheet, const char *name, const char *lever,
                      const struct day_group *g, struct error *e)
{
    struct subject of = {"energy", name, lever, g->n};
    if (g->n == 0)
        return 0;
    for (int s = 0; s < STATISTIC_COUNT; s++) {
        struct estimate estimate;
        if (statistic_of(g, (enum statistic)s, &estimate) &&
            put(sheet, of, statistic_name((enum statistic)s), estimate, "Wh", e))
            return -1;
    }
    if (put(sheet, of, "total", times(day_sum(g), 1 / WH_A_GWH), "GWh/day", e))
        return -1;
    if (*lever)
        return 0;
    struct subject queries = {"queries", name, "", g->n};
    return put(sheet, queries, "total", (struct estimate){.value = (double)g->n}, "query/day", e);
}

/* One of the two energies of a mix, for each of its groups.
 *   total   set to that of all queries [Wh] */
static int put_energies(const struct sheet *sheet, const struct tally *t, size_t mix, bool improved,
                        struct estimate *total, struct error *e)
{
    const struct assumptions *a = sheet->a;
    const char *lever = improved ? IMPROVED : "";
    struct day_strata strata;
    struct day_group g;
    if (day_strata_of(t, mix, improved ? PLAN_IMPROVED : PLAN_ENERGY, &strata, e))
        return -1;
    day_strata_group(&strata, DAY_ANY, DAY_ANY, &g);
    int rc = put_energy(sheet, "all", lever, &g, e);
    *total = day_sum(&g);
    for (size_t w = 0; w < a->n_workloads && rc == 0; w++) {
        day_strata_group(&strata, w, DAY_ANY, &g);
        rc = put_energy(sheet, a->workloads[w].name, lever, &g, e);
    }
    for (size_t m = 0; m < a->n_models && rc == 0; m++) {
        day_strata_group(&strata, DAY_ANY, m, &g);
        rc = put_energy(sheet, a->models[m].name, lever, &g, e);
    }
    day_strata_free(&strata);
    if (rc)
        return -1;
    struct subject fleet = {"fleet_energy", "all", lever, sheet->n};
    struct fleet_inputs inputs = fleet_inputs_without_mix(a);
    return put(sheet, fleet, "total", times(*total, fleet_factors_of(&inputs).beta / WH_A_GWH),
               "GWh/day", e);
}

/* ---- nodes and beta ----------------------------------------------------------------------- */

static int put_nodes(const struct sheet *sheet, const struct day_nodes *nodes, size_t model,
                     const char *name, uint64_t n, struct error *e)
{
    for (enum day_nodes_kind kind = DAY_NODES_BUSY; kind <= DAY_NODES_IDLE; kind++) {
        struct subject of = {kind == DAY_NODES_BUSY ? "nodes" : "idle_nodes", name, "", n};
        struct day_nodes_summary s = day_nodes_summarize(nodes, model, kind);
        if (put(sheet, of, "mean", s.mean, "node", e) || put(sheet, of, "min", s.min, "node", e) ||
            put(sheet, of, "max", s.max, "node", e))
            return -1;
    }
    return 0;
}

static int put_factor(const struct sheet *sheet, const char *quantity, struct estimate value,
                      struct error *e)
{
    return put(sheet, (struct subject){quantity, "all", "", sheet->n}, "total", value, "1", e);
}

static int put_beta(const struct sheet *sheet, const struct day_beta *b, struct error *e)
{
    struct estimate derived = {.value = b->derived};
    if (put_factor(sheet, "mean_load", b->mean_load, e) ||
        put_factor(sheet, "utilisation", b->utilisation, e) ||
        put_factor(sheet, "utilisation_drawn", b->drawn, e) ||
        put_factor(sheet, "utilisation_expected", b->expected, e) ||
        put_factor(sheet, "utilisation_derived", derived, e) ||
        put_factor(sheet, "beta", times(b->utilisation, b->overhead), e) ||
        put_factor(sheet, "beta_drawn", times(b->drawn, b->overhead), e) ||
        put_factor(sheet, "beta_expected", times(b->expected, b->overhead), e))
        return -1;
    return put_factor(sheet, "beta_derived", times(derived, b->overhead), e);
}

static uint64_t queries_of(const struct tally *t, size_t mix, size_t model)
{
    uint64_t n = 0;
    for (size_t i = 0; i < t->schedule->n_streams; i++)
        if (model == DAY_ANY || t->schedule->streams[i].model == model)
            n += t->schedule->streams[i].of_mix[mix];
    return n;
}

static int put_fleet(const struct sheet *sheet, const struct tally *t, size_t mix,
                     struct estimate energy, struct error *e)
{
    struct day_nodes nodes;
    if (day_nodes_of(t, mix, &nodes, e))
        return -1;
    struct day_beta beta = day_beta_of(sheet->a, &nodes, energy,
                                       load_curve_mean(&t->schedule->curve));
    int rc = put_nodes(sheet, &nodes, DAY_ANY, "all", sheet->n, e);
    for (size_t i = 0; i < nodes.n && rc == 0; i++) {
        size_t model = nodes.of[i].model;
        rc = put_nodes(sheet, &nodes, model, sheet->a->models[model].name,
                       queries_of(t, mix, model), e);
    }
    if (rc == 0)
        rc = put_beta(sheet, &beta, e);
    day_nodes_free(&nodes);
    return rc;
}

int day_results_add(const struct assumptions *a, const struct tally *t, struct results *r,
                    struct error *e)
{
    for (size_t mix = 0; mix < a->n_mixes; mix++) {
        struct sheet sheet = {a, r, "", queries_of(t, mix, DAY_ANY)};
        struct estimate energy, improved;
        snprintf(sheet.case_name, sizeof sheet.case_name, "day.%s", a->mixes[mix].name);
        if (put_energies(&sheet, t, mix, false, &energy, e) ||
            put_energies(&sheet, t, mix, true, &improved, e) ||
            put_fleet(&sheet, t, mix, energy, e))
            return -1;
    }
    return 0;
}

/* ---- a line for each minute of each mix ---------------------------------------------------- */

static void write_minute(const struct tally *t, const struct day_nodes *nodes, size_t mix,
                         size_t minute, FILE *stream)
{
    double energy = 0, improved = 0;
    uint64_t queries = 0;
    for (size_t s = 0; s < t->schedule->n_streams; s++) {
        queries += day_mix_count(t, s, mix, minute, minute + 1);
        energy += day_mix_sum(t, s, mix, minute, minute + 1, PLAN_ENERGY);
        improved += day_mix_sum(t, s, mix, minute, minute + 1, PLAN_IMPROVED);
    }
    fprintf(stream, "%zu\t%llu\t%.17g\t%.17g\t%.17g\t%.17g\n", minute,
            (unsigned long long)queries, energy, improved,
            day_nodes_at(nodes, DAY_ANY, minute, DAY_NODES_BUSY).value,
            day_nodes_at(nodes, DAY_ANY, minute, DAY_NODES_IDLE).value);
}

int day_minutes_write(const struct assumptions *a, const struct tally *t, FILE *stream,
                      struct error *e)
{
    fprintf(stream,
            "# mix; minute of the day, from 0; queries in it; their energy, PUE in [Wh]; that\n"
            "# with the fleet's lever [Wh]; nodes that are busy, nodes that wait [node]\n"
            "mix\tminute\tqueries\tenergy\timproved\tnodes\tidle_nodes\n");
    for (size_t mix = 0; mix < a->n_mixes; mix++) {
        struct day_nodes nodes;
        if (day_nodes_of(t, mix, &nodes, e))
            return -1;
        for (size_t minute = 0; minute < DAY_MINUTES; minute++) {
            fprintf(stream, "%s\t", a->mixes[mix].name);
            write_minute(t, &nodes, mix, minute, stream);
        }
        day_nodes_free(&nodes);
    }
    return 0;
}

/* ---- both files --------------------------------------------------------------------------- */

int day_write(const struct assumptions *a, const struct day_setup *setup, const char *results,
              const char *minutes, struct error *e)
{
    struct results r = {0};
    struct output out;
    if (output_open(&out, minutes, e))
        return -1;
    fprintf(out.stream, "# drawn: %" PRIu64 " queries of %s\n", setup->schedule.queries,
            setup->made_from);
    int rc = day_minutes_write(a, &setup->tally, out.stream, e);
    if (rc == 0)
        rc = day_results_add(a, &setup->tally, &r, e);
    /* the minutes lie whole beside their name before the results get theirs */
    if (rc == 0 && (fflush(out.stream) != 0 || ferror(out.stream)))
        rc = error_set(e, "%s: not written; is the disk full?", minutes);
    if (rc == 0)
        rc = results_write(&r, results, e);
    results_free(&r);
    return output_finish(&out, rc, e);
}
