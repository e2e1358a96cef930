/* program.c -- what the main of every stage does. */
#include "base/program.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gsl/gsl_errno.h>

static void print_help(const struct program *p)
{
    printf("%s: %s\n\nusage: %s OPTIONS\n", p->name, p->purpose, p->name);
    for (size_t i = 0; i < p->n_rows; i++)
        printf("  --%-14s %-6s %s%s\n", p->rows[i].name, p->rows[i].argument, p->rows[i].help,
               p->rows[i].required ? "" : " (may be left out)");
    printf("  --%-14s %-6s %s\n", "help", "", "this text");
}

static int check_required(const struct program *p)
{
    for (size_t i = 0; i < p->n_rows; i++) {
        const struct option_row *row = &p->rows[i];
        if (!row->required || *row->value)
            continue;
        fprintf(stderr, "%s: --%s is missing: want --%s %s, %s\n", p->name, row->name, row->name,
                row->argument, row->help);
        return 2;
    }
    return 0;
}

/* Returns 0 to run, 1 when help was asked for, 2 for a wrong call. */
static int parse(int argc, char **argv, const struct program *p)
{
    struct option table[PROGRAM_OPTIONS_MAX + 2] = {{0}};
    for (size_t i = 0; i < p->n_rows; i++)
        table[i] = (struct option){p->rows[i].name, required_argument, NULL, (int)i};
    table[p->n_rows] = (struct option){"help", no_argument, NULL, (int)p->n_rows};
    int found;
    while ((found = getopt_long(argc, argv, "", table, NULL)) != -1) {
        if (found == (int)p->n_rows)
            return 1;
        if (found < 0 || found > (int)p->n_rows)
            return 2; /* getopt_long has said why */
        *p->rows[found].value = optarg;
    }
    if (optind == argc)
        return check_required(p);
    fprintf(stderr, "%s: found \"%s\", want options only\n", p->name, argv[optind]);
    return 2;
}

/* All that the handler of crashes can reach: who it speaks for, and who handled them before. */
static struct {
    const char *name;
    struct sigaction segv, abrt;
} crash;

/* Functions of GSL, libnetcdf and HDF5 go on with the null pointer that they get where memory is
 * out, or abort. What is written then has no final name yet. Other crashes stay what they are. */
static void handle_crash(int number)
{
    static const char WHY[] = ": no memory inside of a library\n";
    if (errno == ENOMEM && write(STDERR_FILENO, crash.name, strlen(crash.name)) > 0 &&
        write(STDERR_FILENO, WHY, sizeof WHY - 1) > 0)
        _exit(1);
    sigaction(number, number == SIGSEGV ? &crash.segv : &crash.abrt, NULL);
    raise(number);
}

void program_begin(const char *name)
{
    const struct sigaction action = {.sa_handler = handle_crash};
    crash.name = name;
    sigaction(SIGSEGV, &action, &crash.segv);
    sigaction(SIGABRT, &action, &crash.abrt);
    gsl_set_error_handler_off();
}

int program_main(int argc, char **argv, const struct program *program)
{
    struct error e;
    switch (parse(argc, argv, program)) {
    case 0:
        break;
    case 1:
        print_help(program);
        if (fflush(stdout) == 0 && !ferror(stdout))
            return 0;
        fprintf(stderr, "%s: standard output: cannot be written\n", program->name);
        return 1;
    default:
        fprintf(stderr, "%s --help lists the options\n", program->name);
        return 2;
    }
    program_begin(program->name);
    if (program->run(program->args, &e) == 0)
        return 0;
    fprintf(stderr, "%s: %s\n", program->name, e.text);
    return 1;
}
