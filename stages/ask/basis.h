/* basis.h -- what a result rests on, as a digest: equal digests, equal results.
 *
 * A result is computed from the structs of model/inputs.h that its key names: the lengths of
 * output_tokens, with the throughput of tps, the query_inputs of a model's energy, the case_inputs
 * of a frontier, the fleet_inputs of a day. What is drawn rests on its sampling as well. */
#ifndef ASK_BASIS_H
#define ASK_BASIS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/assumptions.h"
#include "model/inputs.h"
#include "model/throughput.h"
#include "result/key.h"

/* The digest of a key that the scenario does not have. */
#define BASIS_NONE UINT64_C(0)

/* A scenario whose results are asked about. Start with basis_of. */
struct basis {
    const struct assumptions *a;        /* borrowed, as are the fits                         */
    const struct throughput_fits *fits;
    bool exact;                         /* results without draws, whatever the generator;    */
                                        /* else those of results.tsv                         */
    size_t of_case;                     /* that `inputs` are of, or a->n_cases for none yet  */
    struct case_inputs inputs;
};

/* Begins; nothing is projected yet. Nothing to free. */
void basis_of(const struct assumptions *a, const struct throughput_fits *fits, bool exact,
              struct basis *out);

/* The digest of what a key of results.tsv rests on. One case after the other is fastest. */
uint64_t basis_digest(struct basis *b, const struct key *key);

/* The same of a key in writing; BASIS_NONE when the scenario has none like it. */
uint64_t basis_digest_of(struct basis *b, const char *text);

#endif
