/* throughput_data.h -- the throughput table of a scenario, read again for what is shown of it. */
#ifndef IO_THROUGHPUT_DATA_H
#define IO_THROUGHPUT_DATA_H

#include "calc/error.h"
#include "calc/throughput.h"
#include "io/inputs.h"

/* Reads the table that the scenario's fits were made from.
 *   table   owned by the caller (throughput_table_free) on success
 * Returns 0, or -1: it has changed since. */
int throughput_data_read(const struct inputs *in, struct throughput_table *table,
                         struct error *e) MUST_CHECK;

#endif
