/* inputs.h -- what an engine is given, projected from assumptions and fits, and its digests.
 *
 * An engine reads nothing but these plain structs, so a result rests on what is in them and on
 * nothing else: an assumption enters it if another value of the assumption gives another digest.
 * What a rule does not look at (u of a coupled node, parameters of a pool by medians) is 0 in
 * them, so that it enters nothing. Names in `names` are for messages alone, and in no digest.
 *
 * Digests are made field by field (base/digest.h): structs have padding. A new field stands in the
 * struct, in its projection, in its digest and in tests/model/test_inputs.c, which moves all. */
#ifndef MODEL_INPUTS_H
#define MODEL_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/assumptions.h"
#include "model/lengths.h"
#include "model/lever.h"
#include "model/pool.h"
#include "model/quantity.h"
#include "model/throughput.h"

/* ---- one model in one case ------------------------------------------------------------------ */

/* Power of the node: P_node = P_max u. u is drawn, or follows the load, TPS / TPS_max. */
struct query_power {
    double max;                      /* P_max [kW]                                   */
    bool coupled;                    /* u follows the load                           */
    struct distribution utilisation; /* u [1]; constant 0 where it follows the load  */
    double idle, cap;                /* u at TPS = 0 and at TPS_max [1]; 0 where u is */
                                     /* drawn                                        */
};

struct query_names {
    char of_case[NAME_SIZE], workload[NAME_SIZE], model[NAME_SIZE];
};

struct query_inputs {
    struct query_names names;
    struct lengths lengths;       /* [token]                                             */
    struct throughput throughput; /* TPS at these lengths [token/s]                      */
    double input_weight;          /* w [1] of L_eff = L_out + w L_in; 0: not counted     */
    struct query_power power;
    struct distribution pue;      /* PUE [1]                                             */
};

/* One model in one case.
 *   fits         of all models
 *   case_index   below a->n_cases
 *   model        below a->n_models */
struct query_inputs query_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                                    size_t case_index, size_t model);

/* What the energy of the model's queries rests on, all there is; and what any quantity does. */
uint64_t query_inputs_digest(const struct query_inputs *q);
uint64_t query_inputs_digest_of(const struct query_inputs *q, enum quantity quantity);

/* ---- a case --------------------------------------------------------------------------------- */

struct case_inputs {
    char name[NAME_SIZE];                              /* for messages                      */
    size_t n_models;
    struct query_inputs query[ASSUMPTIONS_MAX_MODELS]; /* in order of drawing               */
    struct pool_choice pool;                           /* which models make up the frontier */
    struct cuts trim;                                  /* of each member's energies         */
    struct distribution levers[LEVER_COUNT];           /* alpha [1]                         */
};

/* Fills `out`, which is too large to be passed about. Arguments as of query_inputs_of. */
void case_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                    size_t case_index, struct case_inputs *out);

/* What the frontier before trimming rests on: the rule and every model that may be a member. */
uint64_t case_inputs_digest_all(const struct case_inputs *c);

/* What the trimmed frontier under a lever rests on. */
uint64_t case_inputs_digest(const struct case_inputs *c, enum lever_column lever);

/* ---- a day ---------------------------------------------------------------------------------- */

/* The queries of one workload in a mix. */
struct fleet_share {
    char workload[NAME_SIZE];  /* for messages                                          */
    size_t workload_index;     /* of the scenario's workloads                           */
    bool has_case;             /* the workload has a case of its own name:              */
    size_t case_index;         /* this one                                              */
    uint64_t energy;           /* digest of that case's frontier before trimming        */
    double share;              /* of the day's queries, in (0, 1]                       */
    struct distribution lever; /* alpha [1] of the improved fleet                       */
};

/* What beta is derived from (model/fleet.h). */
struct beta_inputs {
    double redundancy, network;   /* [1]                                          */
    struct factor utilisation;    /* [1]                                          */
    double load_low, load_high;   /* of a sinusoidal day [1]                      */
    double max_power, idle_power; /* of the fleet's node [kW]                     */
};

struct fleet_inputs {
    size_t n; /* workloads with a share */
    struct fleet_share share[ASSUMPTIONS_MAX_WORKLOADS];
    double queries_per_day; /* [query/day] */
    struct beta_inputs beta;
    struct references references;
};

/* What all days of a scenario share: no workload has a share. */
struct fleet_inputs fleet_inputs_without_mix(const struct assumptions *a);

/* Fills `out` for a mix. */
void fleet_inputs_of(const struct assumptions *a, const struct throughput_fits *fits,
                     const struct mix *mix, struct fleet_inputs *out);

/* What the mix's day rests on, with or without the fleet's lever. (Parts of beta that no day needs,
 * and reference lines, are results of their own: numbers worked out from a few of these fields.) */
uint64_t fleet_inputs_digest(const struct fleet_inputs *f, bool improved);

/* ---- what is drawn -------------------------------------------------------------------------- */

#define QUERY_DRAWS 4

/* A quantity of a query that is drawn, and of what. */
struct query_draw {
    enum quantity quantity;
    const struct distribution *of; /* borrowed from the query_inputs */
};

/* What is drawn of a model's queries, in the order of mt19937, which draws all queries of one
 * before it comes to the next. (A constant takes nothing from it.)
 *   out   filled from the first
 * Returns how many: u of a coupled node is not drawn. */
size_t query_inputs_draws(const struct query_inputs *q, struct query_draw out[QUERY_DRAWS]);

/* How the queries of one model in one case are drawn. The draws of philox have their address in
 * the workload's and the model's name; those of mt19937 follow what is drawn before them. */
struct sampling {
    enum generator generator;
    uint64_t seed;
    uint64_t queries;         /* of each model                                               */
    char workload[NAME_SIZE]; /* philox only, as is the next                                 */
    char model[NAME_SIZE];
    uint64_t before;          /* mt19937 only: digest of how much is taken from the stream   */
                              /* before: which kinds of values, for how many models, in this */
                              /* case and in the one that it continues                       */
};

struct sampling sampling_of(const struct assumptions *a, size_t case_index, size_t model);

/* The same of every model of a case.
 *   out   room for a->n_models, filled */
void sampling_of_case(const struct assumptions *a, size_t case_index, struct sampling *out);

/* What the draws rest on. With GENERATOR_EXACT nothing is drawn, and only the number of queries
 * enters, by the extremes; what is drawn for want of a closed form is drawn with philox. */
uint64_t sampling_digest(const struct sampling *s);

/* What the draws of a column's alphas rest on besides: with mt19937 a lever goes on where those
 * before it ended, and a constant one takes nothing. */
uint64_t sampling_digest_levers(const struct assumptions *a, enum lever_column lever);

#endif
