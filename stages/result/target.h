/* target.h -- what a key of results.tsv is a result of: case, model, lever, day. */
#ifndef RESULT_TARGET_H
#define RESULT_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/assumptions.h"
#include "base/error.h"
#include "draw/levers.h"

enum target_kind {
    TARGET_OUTPUT_TOKENS, /* L_out of a model                    */
    TARGET_TPS,           /* TPS of a model                      */
    TARGET_ENERGY,        /* energy of a model                   */
    TARGET_SHARE,         /* a model's share of the frontier     */
    TARGET_FRONTIER,      /* energy of the frontier, trimmed     */
    TARGET_FRONTIER_ALL,  /* energy of the frontier, not trimmed */
    TARGET_DAY,           /* a day of a mix                      */
    TARGET_FLEET          /* beta, its parts, reference lines    */
};

struct target {
    enum target_kind kind;
    size_t case_index;       /* but for a day and the fleet                      */
    size_t model;            /* of a model, or its share                         */
    enum lever_column lever; /* of the frontier                                  */
    size_t mix;              /* of a day                                         */
    bool improved;           /* a day with the fleet's lever                     */
    char fleet[NAME_SIZE];   /* of the fleet: "beta", "mean_load", ...           */
    char statistic[16];      /* "p50", "total", ...; "" where none is meant      */
};

/* Takes a key apart. Returns 0, or -1: the scenario has no such case, model, mix, ... */
int target_parse(const struct assumptions *a, const char *key, struct target *target,
                 struct error *e) MUST_CHECK;

/* Says what the key is in words: "median energy of a query, frontier, Traditional".
 *   out   size bytes
 * Returns out. */
const char *target_words(const struct assumptions *a, const struct target *target, char *out,
                         size_t size);

/* The unit of results.tsv: "Wh", "token", "GWh/day", ... Constant. */
const char *target_unit(const struct target *target);

/* The workload whose case of its own name this case is, or a->n_workloads. */
size_t target_base_workload(const struct assumptions *a, size_t case_index);

#endif
