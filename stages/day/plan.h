/* plan.h -- what the kernel must know of one stream of queries: a workload on a model, in floats.
 *
 * Eq. 1 is a product, so its logarithm is a sum. With every log2 taken relative to a centre, and
 *
 *     l = log2 L_out        i = log2 L_in        u, p, a = log2 of u, PUE and the fleet's alpha
 *     t = min(0, k + b2 max(l, floor) + b1 i)     log2 TPS / TPS_max (Supplemental II)
 *     busy = log2 L_eff - t                       node-seconds of a query
 *     energy = busy + u + p                       Wh
 *     improved = energy - a                       Wh, under the fleet's lever
 *
 * the loop over queries has additions, one multiplication and a minimum. L_out is not rounded.
 * A plan is a plain value: copyable, no heap. */
#ifndef DAY_PLAN_H
#define DAY_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "model/inputs.h"
#include "day/log_table.h"

#define PLAN_ROUNDS 10       /* of Philox4x32-10                                            */
#define PLAN_STEP 12         /* log2 of a quantum over the next finer one                   */
#define PLAN_STEPS_MAX 4
#define PLAN_BUCKETS_OCTAVE 360 /* of the histogram: half a bucket is 2^(1/720), 0.0963%     */
#define PLAN_BUCKETS_MAX 32768  /* of one histogram                                         */

/* The inputs of a query, in the order of their words (numeric/philox.h). */
enum plan_input {
    PLAN_OUTPUT_TOKENS,
    PLAN_UTILISATION,
    PLAN_PUE,
    PLAN_LEVER,
    PLAN_INPUT_TOKENS, /* from block 1; only where L_in is drawn */
    PLAN_INPUTS
};

/* What is computed of a query. */
enum plan_quantity { PLAN_BUSY, PLAN_ENERGY, PLAN_IMPROVED, PLAN_QUANTITIES };

struct plan {
    uint32_t seed, hash;                   /* the stream's key                               */
    uint32_t round_key[PLAN_ROUNDS][2];    /* of each round of Philox                        */
    struct log_table table[PLAN_INPUTS];   /* log2 quantiles over their centres              */
    bool plain;          /* L_in constant, L_eff = L_out, u drawn, no kink, one kind of      */
                         /* quanta: the short way                                            */
    bool input_drawn;    /* L_in is drawn                                                    */
    bool input_counts;   /* L_eff = L_out + w L_in                                           */
    bool coupled;        /* u follows TPS                                                    */
    float k, b1, b2;     /* of t above                                                       */
    float floor;         /* log2 of 1e-6 tokens over the centre of l                         */
    float input_weight;  /* log2 of w L_in / L_out at the centres                            */
    bool rising;         /* power rises with TPS, so that u is a sum of powers of two        */
    float idle, slope;   /* u = idle + slope TPS / TPS_max of a coupled case; log2 of both   */
                         /* where it rises                                                   */
    int32_t steps;       /* values too small for the quanta below are counted in finer ones: */
                         /* up to so many times 2^-PLAN_STEP                                 */
    int32_t scale[PLAN_QUANTITIES]; /* 2^(log2 + scale) counts the coarsest quanta           */
    float most[PLAN_QUANTITIES];   /* up to this log2 they fit 31 bits; only queries with an */
                                   /* input in its outer 2^-16 can have more                 */
    float fine[PLAN_QUANTITIES][PLAN_STEPS_MAX]; /* up to these log2 once, twice, ... finer  */
                                   /* ones are taken; -INFINITY beyond `steps`               */
    float bucket[PLAN_QUANTITIES]; /* a whole number: bucket of v is v * 360 + this, cut to  */
                                   /* [0, n_buckets - 1]; energy and improved only           */
    uint32_t n_buckets;
    double centre[PLAN_QUANTITIES]; /* log2 of what a relative 0 stands for [Wh, s]          */
};

/* Makes the plan of a workload's plain case on a model.
 *   q, s    of that case and model
 *   lever   alpha [1] of the improved fleet
 *   plan    filled on success
 * Returns 0, or -1 with a message that names the assumption: a distribution that can be 0 or
 * less where a logarithm is taken, a form of throughput that the kernel does not have, an Eq. 1
 * that is not the kernel's (plan_check). */
int plan_make(const struct query_inputs *q, const struct distribution *lever,
              const struct sampling *s, struct plan *plan, struct error *e) MUST_CHECK;

/* Compares what the kernel makes of a few dozen queries with query_seconds and query_at: lengths
 * from end to end of their distributions, those at which TPS has a kink, and no output at all.
 *   q, lever   that the plan was made from
 * Returns 0, or -1 with the first query on which they differ by more than floats do. */
int plan_check(const struct plan *plan, const struct query_inputs *q,
               const struct distribution *lever, struct error *e) MUST_CHECK;

/* One of the finest quanta, which sums count: [Wh] for energies, [s] of a node for PLAN_BUSY. */
double plan_quantum(const struct plan *plan, enum plan_quantity quantity);

/* The value that a relative log2 stands for [Wh, s]. */
double plan_value(const struct plan *plan, enum plan_quantity quantity, double relative);

/* The lower edge of a bucket [Wh], bucket in [0, n_buckets]; values below that of bucket 1 are
 * all in bucket 0. */
double plan_bucket_edge(const struct plan *plan, enum plan_quantity quantity, uint32_t bucket);

#endif
