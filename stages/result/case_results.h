/* case_results.h -- one case's sample and lever files turned into results and figure data. */
#ifndef RESULT_CASE_RESULTS_H
#define RESULT_CASE_RESULTS_H

#include "base/error.h"
#include "store/inputs.h"
#include "base/output.h"
#include "result/results.h"

/* Reads <directory>/<case>.samples.nc and .levers.nc, appends the case's results, and writes
 * <violins>/<case>.models.tsv and <violins>/<case>.levers.tsv.
 *   results         appended to
 *   output_tokens   an open file of output lengths; the case is added if it is named as its
 *                   workload
 * Returns 0, or -1 with a message. */
int case_summarize(const struct inputs *in, size_t case_index, const char *directory,
                   const char *violins, struct results *results, struct output *output_tokens,
                   struct error *e) MUST_CHECK;

#endif
