/* exact_data.h -- the data behind the figures from exact results, in the form that samples give. */
#ifndef RESULT_EXACT_DATA_H
#define RESULT_EXACT_DATA_H

#include "base/error.h"
#include "result/outcome.h"

/* Writes <case>.models.tsv and <case>.levers.tsv of every case into a folder.
 * Returns 0, or -1 with a message. */
int exact_data_write_violins(struct outcome *o, const char *directory,
                             struct error *e) MUST_CHECK;

/* Writes the table of output lengths of all workloads that have a case of their own name. */
int exact_data_write_output_tokens(struct outcome *o, const char *path,
                                   struct error *e) MUST_CHECK;

#endif
