/* resolve.c -- stage: turns a scenario in Lua into assumptions.tsv; nothing else knows Lua.
 *
 *     resolve --assumptions OUT --places OUT --cases OUT [--readings OUT] [--read OUT]
 *         [--scenarios DIR] SCENARIO.lua
 *     resolve --check [--scenarios DIR] FILE.lua...
 *     resolve --schema
 *     resolve --distributions */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/problems.h"
#include "base/program.h"
#include "lua/load.h"
#include "lua/products.h"
#include "numeric/distribution_text.h"
#include "scenario/schema.h"

#define SCENARIOS "scenarios"

enum mode { MODE_WRITE, MODE_CHECK, MODE_SCHEMA, MODE_DISTRIBUTIONS, MODE_HELP };

struct args {
    enum mode mode;
    struct scenario_outputs outputs;
    const char *directory; /* of the scenarios that `extends` names */
    char **files;
    size_t n_files;
};

static int parse(int argc, char **argv, struct args *args);
static void run(const struct args *args, struct problems *p);

int main(int argc, char **argv)
{
    struct args args = {.directory = SCENARIOS};
    struct problems problems = {0};
    if (parse(argc, argv, &args))
        return 2;
    program_begin("resolve");
    run(&args, &problems);
    problems_print(&problems, "resolve", stderr);
    int rc = problems.n ? 1 : 0;
    problems_free(&problems);
    return rc;
}

/* ---- command line -------------------------------------------------------------------------- */

static void print_help(void)
{
    puts("resolve: turns a scenario in Lua into the table of its assumptions\n\n"
         "  resolve --assumptions OUT --places OUT --cases OUT [--readings OUT]\n"
         "      [--read OUT] SCENARIO.lua\n"
         "  resolve --check FILE.lua...\n"
         "  resolve --schema\n"
         "  resolve --distributions\n\n"
         "  --assumptions OUT  assumptions.tsv to write: path, value, unit, source, note\n"
         "  --places OUT       places.tsv to write: where each assumption is made\n"
         "  --cases OUT        cases.mk to write: cases and files, for make\n"
         "  --readings OUT     readings.tsv to write: other values that the scenario lists\n"
         "  --read OUT         read.tsv to write: every file that was read, and its sha256\n"
         "  --scenarios DIR    where the scenarios lie that `extends` names [" SCENARIOS "]\n"
         "  --check            check all files, show all problems, write nothing\n"
         "  --schema           print every key: block, key, path, type, unit, range, default, "
         "meaning\n"
         "  --distributions    print every distribution: its forms, their parameters with a role\n"
         "  --help             this");
}

static int complain(const char *what, const char *which)
{
    fprintf(stderr, "resolve: %s%s; see resolve --help\n", what, which);
    return -1;
}

/* What is there must be what the mode wants. */
static int check_args(const struct args *args)
{
    bool write = args->mode == MODE_WRITE;
    if (write && !args->outputs.assumptions)
        return complain("missing option ", "--assumptions OUT");
    if (write && !args->outputs.places)
        return complain("missing option ", "--places OUT");
    if (write && !args->outputs.cases)
        return complain("missing option ", "--cases OUT");
    if (write && args->n_files != 1)
        return complain("want one scenario file", args->n_files ? ", found several" : "");
    if (args->mode == MODE_CHECK && args->n_files == 0)
        return complain("--check: want at least one scenario file", "");
    return 0;
}

static int parse(int argc, char **argv, struct args *args)
{
    static const struct option options[] = {
        {"assumptions", required_argument, NULL, 'a'}, {"places", required_argument, NULL, 'p'},
        {"cases", required_argument, NULL, 'c'}, {"scenarios", required_argument, NULL, 's'},
        {"readings", required_argument, NULL, 'r'}, {"read", required_argument, NULL, 'f'},
        {"check", no_argument, NULL, 'k'},       {"schema", no_argument, NULL, 'm'},
        {"distributions", no_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0},
    };
    int option;
    opterr = 0;
    while ((option = getopt_long(argc, argv, ":", options, NULL)) != -1) {
        switch (option) {
        case 'a': args->outputs.assumptions = optarg; break;
        case 'p': args->outputs.places = optarg; break;
        case 'c': args->outputs.cases = optarg; break;
        case 'r': args->outputs.readings = optarg; break;
        case 'f': args->outputs.read = optarg; break;
        case 's': args->directory = optarg; break;
        case 'k': args->mode = MODE_CHECK; break;
        case 'm': args->mode = MODE_SCHEMA; break;
        case 'd': args->mode = MODE_DISTRIBUTIONS; break;
        case 'h': args->mode = MODE_HELP; break;
        case ':': return complain("a missing argument after ", argv[optind - 1]);
        default: return complain("an unknown option: ", argv[optind - 1]);
        }
    }
    args->files = argv + optind;
    args->n_files = (size_t)(argc - optind);
    return check_args(args);
}

/* ---- work ---------------------------------------------------------------------------------- */

static void write_scenario(const struct args *args, struct problems *p)
{
    struct scenario s;
    struct error e;
    if (scenario_read(args->files[0], args->directory, &s, p) == 0 &&
        scenario_write(&s, &args->outputs, &e))
        problems_add_error(p, &e);
    scenario_free(&s);
}

static void run(const struct args *args, struct problems *p)
{
    if (args->mode == MODE_HELP)
        print_help();
    else if (args->mode == MODE_SCHEMA)
        schema_print(stdout);
    else if (args->mode == MODE_DISTRIBUTIONS)
        distribution_text_print(stdout);
    else if (args->mode == MODE_CHECK)
        scenario_check(args->files, args->n_files, args->directory, p);
    else
        write_scenario(args, p);
    if (fflush(stdout) || ferror(stdout))
        problems_add(p, "standard output: cannot be written");
}
