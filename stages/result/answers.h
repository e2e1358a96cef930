/* answers.h -- what results are asked for, whoever knows it: drawn queries, or quadrature (see
 * outcome_answers). */
#ifndef RESULT_ANSWERS_H
#define RESULT_ANSWERS_H

#include <stddef.h>

#include "base/error.h"
#include "draw/batches.h"
#include "model/variable.h"
#include "numeric/modes.h"
#include "numeric/summary.h"
#include "store/inputs.h"

/* The models of a case's frontier. */
struct answers_members {
    size_t n;
    size_t model[ASSUMPTIONS_MAX_MODELS];          /* [n] by descending median              */
    struct estimate share[ASSUMPTIONS_MAX_MODELS]; /* of the trimmed frontier, by model; 0: */
                                                   /* it is no member                       */
};

/* The output lengths of all models' queries together [token]. */
struct answers_lengths {
    double quartiles[3];
    double *below; /* [n] P(L_out < edge) */
};

/* Functions get the struct and return 0, or -1 with a message. Questions are best asked case by
 * case: what a case needs is kept until another is asked for. */
struct answers {
    void *context;
    const struct assumptions *a;

    /* All statistics of a variable, in the unit of its quantity. */
    int (*summary)(const struct answers *of, const struct variable *v, struct summary *out,
                   struct error *e);

    int (*members)(const struct answers *of, size_t case_index, struct answers_members *out,
                   struct error *e);

    /* The density of an energy per unit of ln E, in any scale, from its p5 to its p95.
     *   v         VARIABLE_MODEL or VARIABLE_FRONTIER
     *   summary   of v
     *   energy    [n], filled, log-spaced [Wh]; begins above 0
     *   density   [n], filled */
    int (*density)(const struct answers *of, const struct variable *v,
                   const struct summary *summary, size_t n, double *energy, double *density,
                   struct error *e);

    /* Output lengths of a case.
     *   edge   [n] ascending [token] */
    int (*lengths)(const struct answers *of, size_t case_index, size_t n, const double *edge,
                   struct answers_lengths *out, struct error *e);

    /* The share of an energy's queries above a value, as an estimate.
     *   at   [Wh] */
    int (*share_above)(const struct answers *of, const struct variable *v, double at,
                       struct estimate *out, struct error *e);

    /* The modes of an energy's kernel density, with the bandwidth that as many queries as the
     * scenario draws have, times a factor above 0. */
    int (*modes)(const struct answers *of, const struct variable *v, double factor,
                 struct modes *out, struct error *e);

    /* How far each statistic of a variable moves by batches of its queries, see draw/batches.h.
     * NULL: nothing is drawn.
     *   value   [STATISTIC_COUNT] */
    int (*batches)(const struct answers *of, const struct variable *v, const double *value,
                   struct batches *out, struct error *e);

    void (*close)(const struct answers *of); /* NULL: nothing to free */
};

/* Answers with the sample and lever files in a folder.
 *   in, directory   borrowed
 *   out             owned by the caller (answers_close) on success
 * Returns 0, or -1 when memory is out. */
int answers_of_samples(const struct inputs *in, const char *directory, struct answers *out,
                       struct error *e) MUST_CHECK;

void answers_close(struct answers *answers);

#endif
