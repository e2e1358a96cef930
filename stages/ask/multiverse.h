/* multiverse.h -- every printed number under every combination of readings, exactly. */
#ifndef ASK_MULTIVERSE_H
#define ASK_MULTIVERSE_H

#include <stdbool.h>
#include <stddef.h>

#include "ask/question.h"
#include "audit/published.h"
#include "base/error.h"
#include "scenario/readings.h"

/* What is read. */
struct multiverse_files {
    const char *assumptions, *places; /* of resolve                                   */
    const char *readings;             /* readings.tsv of the scenario                 */
    const char *formulae;             /* how its printed numbers follow from results  */
};

struct multiverse_inputs {
    struct question scenario; /* with every throughput table that it or a reading names */
    struct readings readings;
    struct published published;
};

/* Reads all.
 *   in   owned by the caller (multiverse_inputs_free), also on failure
 * Returns 0, or -1: a file that is missing or malformed, a scenario without readings. */
int multiverse_read(const struct multiverse_files *files, struct multiverse_inputs *in,
                    struct error *e) MUST_CHECK;

/* Frees; a zeroed struct is accepted. */
void multiverse_inputs_free(struct multiverse_inputs *in);

/* What is evaluated. All borrowed. */
struct multiverse_task {
    const struct question *q;           /* with the throughput tables of the readings too        */
    const struct readings *readings;    /* at least one list                                     */
    const struct published *published;
    size_t threads;                     /* 0: as many as there are processors                    */
    bool keep_going;                    /* a combination that fails is noted and does not end it */
};

/* What came out of one combination. */
struct multiverse_combination {
    size_t reproduced; /* results that round to what is printed               */
    size_t stated;     /* the same of printed assumptions (kind "assumption") */
    char *problem;     /* why a value is missing, or NULL; owned              */
    bool drawn;        /* some value is of a case that is drawn with philox   */
};

/* What came out. */
struct multiverse {
    const struct multiverse_task *task; /* borrowed                                              */
    size_t n_combinations, n_numbers;
    size_t *number;    /* [n_numbers]: index in published->values of each that can be computed   */
    double *values;    /* [n_combinations * n_numbers], a combination after the other; NAN: none */
    struct multiverse_combination *of; /* [n_combinations]                                     */
    size_t n_left_out; /* formulae that the scenario without readings cannot answer              */
    char left_out[ERROR_TEXT_SIZE]; /* why, of the first of them; "" if there is none            */
};

/* Evaluates every combination. Answers are the same whatever the threads. Shows on a terminal how
 * far it is.
 *   task   outlives what came out
 *   out    owned by the caller (multiverse_free) on success
 * Returns 0, or -1: no number can be computed, or, without keep_going, the first combination that
 * fails, with its readings. */
int multiverse_evaluate(const struct multiverse_task *task, struct multiverse *out,
                        struct error *e) MUST_CHECK;

/* True when a value rounds to what is printed. */
bool multiverse_reproduces(const struct published_value *number, double value);

/* Frees; a zeroed struct is accepted. */
void multiverse_free(struct multiverse *m);

#endif
