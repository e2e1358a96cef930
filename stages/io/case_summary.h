/* case_summary.h -- one case's sample and lever files turned into results and figure data. */
#ifndef IO_CASE_SUMMARY_H
#define IO_CASE_SUMMARY_H

#include "calc/error.h"
#include "io/inputs.h"
#include "io/publish.h"
#include "io/results.h"

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
