/* fit_tps.c -- stage: assumptions and the measured throughput table in, fits of TPS out. */
#include <string.h>

#include "model/throughput_fit.h"
#include "scenario/assumption_list.h"
#include "base/program.h"
#include "store/samples.h"
#include "base/table.h"
#include "scenario/throughput_table.h"

struct args {
    const char *assumptions, *output, *table_sha256;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {0};
    const struct option_row rows[] = {
        OPTION_ASSUMPTIONS(&args.assumptions),
        {"output", "FILE", "fits to write, netCDF", 1, &args.output},
        {"table-sha256", "SHA256", "of the throughput table, as resolve read it", 0,
         &args.table_sha256},
    };
    return program_main(argc, argv, &PROGRAM(
        "fit_tps", "fits ln TPS to ln L_in and ln L_out, one model at a time", rows, run, &args));
}

/* What the scenario was read with is what the fits stand on, or make would record what is not. */
static int check_table(const char *file, const char *found, const char *want, struct error *e)
{
    if (!want || !*want || strcmp(found, want) == 0)
        return 0;
    return error_set(e, "%s: changed since the scenario was read (sha256 %.8s..., want %.8s...): "
                     "run make again", file, found, want);
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct assumptions a;
    struct provenance provenance = {0};
    struct throughput_table table = {0};
    struct throughput_fits fits;
    if (assumptions_read(args->assumptions, &a, provenance.assumptions_sha256, e) ||
        throughput_table_read(a.throughput.table, &table, provenance.table_sha256, e))
        return -1;
    int rc = check_table(a.throughput.table, provenance.table_sha256, args->table_sha256, e);
    if (rc == 0)
        rc = throughput_fit_all(&table, &a, &fits, e);
    if (rc == 0)
        rc = fit_file_write(args->output, &provenance, &a, &fits, &table, e);
    throughput_table_free(&table);
    return rc;
}
