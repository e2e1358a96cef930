/* audit.c -- stage: every printed number against what two scenarios give, and a verdict on each. */
#include "audit/audit.h"
#include "base/output.h"
#include "base/program.h"

struct args {
    struct audit_files files;
    const char *output, *modes;
};

static int run(const void *arguments, struct error *e);

int main(int argc, char **argv)
{
    struct args args = {.output = NULL};
    const struct option_row rows[] = {
        {"directory", "DIR", "build folder of the scenario", 1, &args.files.directory},
        {"beside", "DIR", "build folder of the scenario to set beside it", 1, &args.files.beside},
        {"published", "FILE", "printed numbers, if not those the scenario names", 0,
         &args.files.published},
        {"formulae", "FILE", "formulae of the printed numbers", 1, &args.files.formulae},
        {"output", "FILE", "audit.tsv to write", 1, &args.output},
        {"modes", "FILE", "table of modes by bandwidth to write", 1, &args.modes},
    };
    return program_main(argc, argv, &PROGRAM(
        "audit", "holds printed numbers against results", rows, run, &args));
}

/* Both tables, or neither: they are of the same results. */
static int write_tables(struct audit *audit, const struct args *args, struct error *e)
{
    struct output numbers, modes;
    if (output_open(&numbers, args->output, e))
        return -1;
    if (output_open(&modes, args->modes, e)) {
        output_discard(&numbers);
        return -1;
    }
    if (audit_write_numbers(audit, numbers.stream, e) ||
        audit_write_modes(audit, modes.stream, e)) {
        output_discard(&numbers);
        output_discard(&modes);
        return -1;
    }
    int rc = output_publish(&numbers, e);
    if (rc)
        output_discard(&modes);
    return rc ? rc : output_publish(&modes, e);
}

static int run(const void *arguments, struct error *e)
{
    const struct args *args = arguments;
    struct audit *audit;
    int rc = audit_open(&args->files, &audit, e);
    if (rc == 0)
        rc = write_tables(audit, args, e);
    audit_close(audit);
    return rc;
}
