/* throughput_table.h -- the measured throughputs of Supplemental I, from their CSV file. */
#ifndef SCENARIO_THROUGHPUT_TABLE_H
#define SCENARIO_THROUGHPUT_TABLE_H

#include "base/error.h"
#include "model/throughput.h"

/* Reads a throughput table (columns model, gpus, quantization, tokens_per_second, input_tokens,
 * output_tokens, source, source_check, used_in_released_analysis = yes or no).
 *   sha256   64 hexadecimal digits and an end: of the file's bytes
 * Every number must be > 0. Returns 0, or -1 with "file:line: column: found, want". */
int throughput_table_read(const char *file, struct throughput_table *out, char sha256[65],
                          struct error *e) MUST_CHECK;

#endif
