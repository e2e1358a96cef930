/* comparison.h -- two scenarios side by side: what differs, and how much of the gap between their
 * headline results each difference makes up. */
#ifndef ASK_COMPARISON_H
#define ASK_COMPARISON_H

#include "result/headline.h"
#include "ask/differences.h"
#include "base/error.h"
#include "numeric/shapley.h"
#include "scenario/assumption_list.h"
#include "result/outcome.h"

/* The files of one scenario that resolve wrote. */
struct comparison_files {
    const char *assumptions, *places;
};

/* One of the two scenarios. */
struct comparison_side {
    char name[NAME_SIZE];
    struct assumption_list rows;
    struct outcome outcome;
};

/* Owned by the caller (comparison_free). Of headline h and coalition c of the plan, the value is
 * values[h * plan.n + c]; the part of group i is parts[h * differences.n + i]. */
struct comparison {
    struct comparison_side from, to;
    struct measured measured;
    struct differences differences;
    size_t n_headlines; /* those of `to` that `from` has as well */
    struct headline headlines[HEADLINE_MAX];
    struct shapley_plan plan;
    double *values;             /* in the unit of the headline; of one, the first is with nothing */
                                /* moved, the last with everything                             */
    bool *drawn;                /* as values: it rests on a case that is drawn with philox */
    struct shapley_part *parts; /* in the unit of the headline */
};

/* Reads both scenarios and finds what differs; evaluates nothing but them.
 *   c   owned by the caller, also on failure
 * Returns 0, or -1 with a message. */
int comparison_open(struct comparison *c, const struct comparison_files *from,
                    const struct comparison_files *to, struct error *e) MUST_CHECK;

/* Evaluates every set of differences that the plan wants, on all processors, and takes the parts;
 * sets in which a headline rests on the same are evaluated once. Shows on a terminal how far it is.
 * Returns 0, or -1: a set that makes no scenario or has no result, with the names of the groups
 * that were moved; a gap that the groups do not make up (a fault of ask/differences.c). */
int comparison_evaluate(struct comparison *c, struct error *e) MUST_CHECK;

/* Writes the differences: path, from, to, unit, from_source, to_source, from_place, to_place,
 * change (the group's name; "-" for one that enters no headline result), item ("case retrieval" of
 * an item that only one of the scenarios has, else "-"). A scenario without a row has empty cells.
 */
int comparison_write_differences(const struct comparison *c, const char *path,
                                 struct error *e) MUST_CHECK;

/* Writes the parts: key, label, unit, from, to (the headline's values), change (the
 * group's name), words (what changes), part, standard_error (of the drawing of orders), first,
 * last, orders (drawn, with their reverses; 0: all were gone through), drawn_sets (in how many sets
 * of differences the headline rests on a case without a closed form); headline by headline, the
 * largest part first. */
int comparison_write_parts(const struct comparison *c, const char *path,
                           struct error *e) MUST_CHECK;

/* Writes the headlines of either: key, label, unit, from, from_error, to, to_error, the errors
 * those of cases that are drawn, 0 without one; "-" where a scenario has no such headline. */
int comparison_write_headlines(struct comparison *c, const char *path, struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void comparison_free(struct comparison *c);

#endif
