/* dependence.h -- which results an assumption enters, and where it shows.
 *
 * Nothing is listed: the assumption is given other values (ask/variation.h), and it enters the
 * results whose digest (ask/basis.h) is another then. What it enters it may leave as it is: the
 * TPS of a constant fit does not change with L_in, the median of a pool not with every model. With
 * mt19937 what changes how much is drawn enters all that is drawn after it; so would another kind
 * of distribution, which is not tried: each keeps its kind. */
#ifndef ASK_DEPENDENCE_H
#define ASK_DEPENDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "ask/question.h"
#include "base/error.h"
#include "result/key.h"

/* One result that is asked about. */
struct dependent {
    char text[KEY_SIZE];
    struct key key;
    uint64_t now; /* digest of what it rests on */
};

/* Some results of a scenario. Owned by the caller (dependence_close). */
struct dependence {
    const struct question *q; /* borrowed                                                    */
    bool exact;               /* results without draws, whatever the generator; else those   */
                              /* of results.tsv                                              */
    struct throughput_fits fits;
    size_t n;
    struct dependent *of;
};

/* Begins without a result.
 *   q   the scenario, whose throughput table is read if it was not yet; borrowed
 *   d   owned by the caller, also on failure */
int dependence_open(struct question *q, bool exact, struct dependence *d,
                    struct error *e) MUST_CHECK;

/* Adds a key of results.tsv. Returns 0, or -1: the scenario has no such result, memory. */
int dependence_add(struct dependence *d, const char *key, struct error *e) MUST_CHECK;

/* Adds a key for everything in results.tsv; of several statistics of one quantity the largest,
 * which rests on all that the others do. */
int dependence_add_all(struct dependence *d, struct error *e) MUST_CHECK;

/* Which of the results an assumption enters.
 *   path     one that the schema does not know enters nothing
 *   enters   [d->n], filled
 * Returns 0, or -1 when memory is out. */
int dependence_find(const struct dependence *d, const char *path, bool *enters,
                    struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void dependence_close(struct dependence *d);

/* ---- in words, of everything in results.tsv (dependence_add_all) ----------------------------- */

/* Writes the cases whose results the assumption enters, separated by one space; "all" or "-".
 *   enters   from dependence_find */
void dependence_print_cases(const struct dependence *d, const bool *enters, FILE *stream);

/* The kinds of results that it enters, separated by one space, or "-". */
void dependence_print_results(const struct dependence *d, const bool *enters, FILE *stream);

/* All kinds in that order, each after its letter, one that no other has: "o output_tokens, t tps,
 * ..., b fleet (beta, its parts, reference lines)". A quantity has the first free
 * one of its name. */
void dependence_print_kinds(FILE *stream);

/* The figures that show them, or that show it as a label, separated by one space, or "-". */
void dependence_print_figures(const struct dependence *d, const bool *enters, const char *path,
                              FILE *stream);

#endif
