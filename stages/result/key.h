/* key.h -- the keys of results.tsv, parsed, printed, put in words: nobody else looks inside one.
 *
 *     <case>.<quantity>.<group>[.<lever>].<statistic>   traditional.energy.frontier.serving.p50
 *     <case>.frontier.<model>.share                     a model's share of the frontier
 *     fleet.<mix>.total, fleet.<mix>_improved.total     a day of a mix
 *     fleet.<factor>.total                              fleet.beta.total; rows of model/fleet.h
 *
 * A group is a model, "frontier" (after trimming, with or without a lever) or "frontier_all". A
 * struct key is a plain value, and holds for the assumptions that it was parsed for. */
#ifndef RESULT_KEY_H
#define RESULT_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/assumptions.h"
#include "model/fleet.h"
#include "model/variable.h"
#include "numeric/summary.h"

#define KEY_SIZE 256 /* bytes of a key with its end */
#define KEY_EXAMPLE "traditional.energy.frontier.p50"

/* A key is its parts joined by dots, in this order; "" for a part that a key does not have. */
enum key_part { KEY_CASE, KEY_QUANTITY, KEY_GROUP, KEY_LEVER, KEY_STATISTIC, KEY_PARTS };

struct key_parts {
    char of[KEY_PARTS][64];
};

enum key_form { KEY_VARIABLE, KEY_SHARE, KEY_DAY, KEY_FACTOR };

struct key {
    enum key_form form;
    struct variable variable; /* KEY_VARIABLE; of KEY_SHARE its case and model */
    enum statistic statistic;       /* KEY_VARIABLE                                  */
    size_t mix;                     /* KEY_DAY                                       */
    bool improved;                  /* KEY_DAY: with the fleet's lever               */
    enum fleet_factor factor;       /* KEY_FACTOR                                    */
};

/* Takes a key apart. Returns 0, or -1 with what the scenario does not have, and the nearest that
 * it has. */
int key_parse(const struct assumptions *a, const char *text, struct key *key,
              struct error *e) MUST_CHECK;

/* The same without a statistic: "traditional.energy.frontier", for probabilities and the like. */
int key_parse_variable(const struct assumptions *a, const char *text, struct variable *v,
                       struct error *e) MUST_CHECK;

/* Of keys in writing, whatever the scenario has: whether both are of one case, or of the fleet; and
 * where the variable of a key ends that ends in a statistic, or false (a share, a total). */
bool key_has_case_of(const char *text, const char *other);
bool key_split_statistic(const char *text, size_t *length, enum statistic *statistic);

/* The key of a statistic of the variable that the first `length` bytes of a text name.
 *   out   `size` bytes; what does not fit is cut off
 * Returns out. */
const char *key_with_statistic(const char *text, size_t length, enum statistic statistic,
                               char *out, size_t size);

/* The parts of a key, and a key of its parts.
 *   out   KEY_SIZE bytes; a part that does not fit is left out
 * Return out. */
struct key_parts key_parts_of(const struct assumptions *a, const struct key *key);
const char *key_join(const struct key_parts *parts, char *out);
const char *key_text(const struct assumptions *a, const struct key *key, char *out);

/* What a key is in words: "median energy of a query, frontier, Traditional".
 *   out   KEY_WORDS_SIZE bytes
 * Returns out. */
#define KEY_WORDS_SIZE (4 * LABEL_SIZE)
const char *key_words(const struct assumptions *a, const struct key *key, char *out);

/* What each part of it is called by people: "Traditional", "energy of a query", "frontier",
 * "Serving", "median"; "" for no lever, and for the quantity of a factor of the fleet. */
struct key_labels {
    const char *of[KEY_PARTS]; /* borrowed from the assumptions, or constant */
};
struct key_labels key_labels_of(const struct assumptions *a, const struct key *key);

/* The unit of results.tsv: "Wh", "token", "GWh/day", ... Constant. */
const char *key_unit(const struct key *key);

/* Whether the result is made of the frontier's queries, and not of one model's. */
bool key_is_of_frontier(const struct key *key);

/* The workload whose case of its own name this case is, or a->n_workloads. */
size_t key_base_workload(const struct assumptions *a, size_t case_index);

#endif
