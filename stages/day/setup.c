/* setup.c -- from a scenario to all that must be known before a day is drawn. */
#include "day/setup.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sha256.h>

#include "exact/exact.h"
#include "day/checkpoint.h"
#include "day/load_curve.h"
#include "base/output.h"
#include "base/text.h"

/* ---- how many ----------------------------------------------------------------------------- */

static bool is_number_of_queries(double x)
{
    return x >= 1 && x <= SCHEDULE_MAX_QUERIES && x == floor(x);
}

#define WANTED "want a whole number from 1 to 1e15 (such as 1e9)"

int day_setup_queries(const struct assumptions *a, const char *text, uint64_t *queries,
                      struct error *e)
{
    double x = a->fleet.queries_per_day;
    char quoted[80];
    if (text && *text) {
        if (!text_number(text, &x) || !is_number_of_queries(x))
            return error_set(e, "--queries: found %s, " WANTED, text_quoted(text, quoted));
    } else if (!is_number_of_queries(x)) {
        return error_set(e, "fleet.queries_per_day: found %.17g, " WANTED "; change it or give "
                            "--queries", x);
    }
    *queries = (uint64_t)x;
    return 0;
}

/* ---- who ---------------------------------------------------------------------------------- */

static bool is_in_a_mix(const struct assumptions *a, size_t workload)
{
    for (size_t m = 0; m < a->n_mixes; m++)
        if (a->mixes[m].shares.of[workload] > 0)
            return true;
    return false;
}

static int find_members(const struct inputs *in, struct schedule_members *members,
                        struct error *e)
{
    struct exact *exact;
    int rc = 0;
    *members = (struct schedule_members){0};
    if (exact_open(&in->a, &in->fits, &exact, e))
        return -1;
    for (size_t w = 0; w < in->a.n_workloads && rc == 0; w++) {
        size_t plain = assumptions_find_case(&in->a, in->a.workloads[w].name);
        if (!is_in_a_mix(&in->a, w))
            continue;
        rc = plain < in->a.n_cases
                 ? exact_members(exact, plain, members->model[w], &members->n[w], e)
                 : error_set(e, "found no case %s, want one for the mixes",
                             in->a.workloads[w].name);
    }
    exact_close(exact);
    return rc;
}

/* ---- what the run is ---------------------------------------------------------------------- */

/* Floats alone, and no padding: their bits are the same everywhere. */
static void digest_plan(SHA2_CTX *context, const struct plan *p)
{
    const uint32_t whole[] = {p->seed, p->hash, p->n_buckets, p->plain, p->input_drawn,
                              p->input_counts, p->coupled};
    const float constants[] = {p->k, p->b1, p->b2, p->floor, p->input_weight, p->idle, p->slope};
    SHA256Update(context, (const uint8_t *)whole, sizeof whole);
    SHA256Update(context, (const uint8_t *)constants, sizeof constants);
    SHA256Update(context, (const uint8_t *)p->scale, sizeof p->scale);
    SHA256Update(context, (const uint8_t *)p->bucket, sizeof p->bucket);
    for (int i = 0; i < PLAN_INPUTS; i++) {
        SHA256Update(context, (const uint8_t *)p->table[i].row, sizeof p->table[i].row);
        SHA256Update(context, (const uint8_t *)p->table[i].tail, sizeof p->table[i].tail);
    }
}

/* The plans stand for the fit, whose file may differ in bytes that are not looked at. */
static void identify(const struct inputs *in, struct day_setup *s)
{
    SHA2_CTX context;
    char text[512];
    snprintf(text, sizeof text, "draw_day %d\n%s\n%s\n%" PRIu64 "\n", CHECKPOINT_VERSION,
             in->provenance.assumptions_sha256, in->provenance.table_sha256, s->schedule.queries);
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)text, strlen(text));
    SHA256Update(&context, (const uint8_t *)s->schedule.curve.load,
                 sizeof s->schedule.curve.load);
    for (size_t i = 0; i < s->schedule.n_streams; i++)
        digest_plan(&context, &s->plans[i]);
    SHA256End(&context, s->identity);
}

static int describe(const struct inputs *in, struct day_setup *s, struct error *e)
{
    char curve[65] = "", files[PROVENANCE_TEXT_SIZE];
    if (*in->a.fleet.load_curve && sha256_file(in->a.fleet.load_curve, curve, e))
        return -1;
    snprintf(s->made_from, sizeof s->made_from, "%s fleet.load_curve=%s",
             provenance_text(&in->provenance, files), curve);
    return 0;
}

/* ---- all of it ---------------------------------------------------------------------------- */

static int make_plans(const struct inputs *in, struct day_setup *setup, struct error *e)
{
    int rc = 0;
    setup->plans = calloc(setup->schedule.n_streams, sizeof *setup->plans);
    if (!setup->plans)
        return error_no_memory(e, "for %zu plans", setup->schedule.n_streams);
    for (size_t i = 0; i < setup->schedule.n_streams && rc == 0; i++) {
        const struct day_stream *stream = &setup->schedule.streams[i];
        const struct workload *w = &in->a.workloads[stream->workload];
        size_t plain = assumptions_find_case(&in->a, w->name); /* find_members has seen to it */
        struct query_inputs q = query_inputs_of(&in->a, &in->fits, plain, stream->model);
        struct sampling s = sampling_of(&in->a, plain, stream->model);
        rc = plan_make(&q, &w->fleet_lever, &s, &setup->plans[i], e);
    }
    return rc;
}

int day_setup_make(const struct inputs *in, uint64_t queries, struct day_setup *setup,
                   struct error *e)
{
    struct schedule_members members;
    struct load_curve curve;
    *setup = (struct day_setup){0};
    if (in->a.n_mixes == 0)
        return error_set(e, "mixes: found none in scenario %s, want at least one, such as "
                            "mix { name = \"all\", shares = { %s = 1 } }",
                         in->a.name, in->a.n_workloads ? in->a.workloads[0].name : "workload");
    if (find_members(in, &members, e) || load_curve_of(&in->a, &curve, e) ||
        describe(in, setup, e) ||
        schedule_make(&in->a, &members, queries, &curve, &setup->schedule, e))
        return -1;
    if (make_plans(in, setup, e) ||
        tally_new(&setup->schedule, setup->plans, &setup->tally, e)) {
        day_setup_free(setup);
        return -1;
    }
    identify(in, setup);
    return 0;
}

void day_setup_free(struct day_setup *setup)
{
    tally_free(&setup->tally);
    free(setup->plans);
    schedule_free(&setup->schedule);
    *setup = (struct day_setup){0};
}
