/* throughput_data.c -- the throughput table of a scenario, read again for what is shown of it. */
#include "io/throughput_data.h"

#include <string.h>

#include "io/table.h"

int throughput_data_read(const struct inputs *in, struct throughput_table *table, struct error *e)
{
    const char *file = in->a.throughput.table;
    char sha256[65];
    if (throughput_table_read(file, table, sha256, e))
        return -1;
    if (strcmp(sha256, in->provenance.table_sha256) == 0)
        return 0;
    throughput_table_free(table);
    return error_set(e, "%s: changed since the fits were made from it: run make again", file);
}
