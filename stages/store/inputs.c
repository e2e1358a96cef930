/* inputs.c -- what every stage after the fit reads first. */
#include "store/inputs.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "scenario/assumption_list.h"
#include "scenario/throughput_table.h"
#include "base/words.h"

int inputs_read(const char *assumptions_file, const char *fit_file, struct inputs *in,
                struct error *e)
{
    *in = (struct inputs){0};
    if (assumptions_read(assumptions_file, &in->a, in->provenance.assumptions_sha256, e))
        return -1;
    return fit_file_read(fit_file, &in->provenance, &in->a, &in->fits, e);
}

struct call {
    const char *assumptions, *fit;
    inputs_run *run;
    const void *args;
};

static int read_and_run(const void *arguments, struct error *e)
{
    const struct call *call = arguments;
    struct inputs in;
    return inputs_read(call->assumptions, call->fit, &in, e) ? -1 : call->run(&in, call->args, e);
}

int inputs_main(int argc, char **argv, const struct program *rest, inputs_run *run)
{
    struct call call = {NULL, NULL, run, rest->args};
    struct option_row rows[PROGRAM_OPTIONS_MAX] = {OPTION_ASSUMPTIONS(&call.assumptions),
                                                   OPTION_FIT(&call.fit)};
    memcpy(rows + 2, rest->rows, rest->n_rows * sizeof *rows);
    return program_main(argc, argv, &(struct program){rest->name, rest->purpose, rows,
                                                      rest->n_rows + 2, read_and_run, &call});
}

int inputs_find_workload(const struct inputs *in, const char *name, size_t *workload,
                         struct error *e)
{
    char known[ERROR_TEXT_SIZE / 2] = "";
    for (*workload = 0; *workload < in->a.n_workloads; ++*workload) {
        const char *one = in->a.workloads[*workload].name;
        if (strcmp(one, name) == 0)
            return 0;
        words_add(known, sizeof known, one);
    }
    return error_set(e, "--workload: found \"%s\", want one of the scenario's: %s", name, known);
}

const char *provenance_text(const struct provenance *p, char *text)
{
    snprintf(text, PROVENANCE_TEXT_SIZE, "assumptions=%s throughput.table=%s",
             p->assumptions_sha256, p->table_sha256);
    return text;
}

int inputs_path(char path[INPUTS_PATH_SIZE], const char *directory, const char *name,
                const char *suffix, struct error *e)
{
    int length = snprintf(path, INPUTS_PATH_SIZE, "%s/%s%s", directory, name, suffix);
    if (length >= 0 && length < INPUTS_PATH_SIZE)
        return 0;
    return error_set(e, "too long a path: %s/%s%s", directory, name, suffix);
}

#define WORDS_OF_DRAW 64 /* a number takes 2, a normal 4, and 4 more in one of five times */

/* Words are drawn and dropped to reach a place: one that no drawing has reached would take for
 * ever. What a case can have drawn are the inputs of its queries and, in each case that it
 * continues, of those and the levers of the pool. */
static int check_reached(const struct assumptions *a, const char *file, uint64_t words,
                         struct error *e)
{
    const uint64_t words_of_query = WORDS_OF_DRAW * (QUERY_DRAWS + LEVER_COUNT);
    uint64_t most = a->generator == GENERATOR_MT19937
                        ? words_of_query * a->n_cases * a->n_models * a->queries : 0;
    if (words <= most)
        return 0;
    return error_set(e, "%s: stream_words: found %" PRIu64 ", want at most %" PRIu64 ": remove the "
                        "file and run make again", file, words, most);
}

int inputs_read_energies(const struct inputs *in, const char *samples_file, size_t case_index,
                         struct case_energies *energies, struct mt19937_position *after,
                         struct error *e)
{
    struct sample_file *file;
    if (case_energies_alloc(energies, in->a.n_models, in->a.queries, e))
        return -1;
    int rc = sample_file_open(&file, samples_file, &in->provenance, &in->a, case_index, after, e);
    if (rc == 0) {
        for (size_t m = 0; m < in->a.n_models && rc == 0; m++)
            rc = sample_file_get(file, m, QUANTITY_ENERGY, energies->drawn[m], e);
        sample_file_close(file);
    }
    if (rc == 0 && after)
        rc = check_reached(&in->a, samples_file, after->words, e);
    if (rc == 0)
        rc = case_energies_sort(energies, e);
    if (rc)
        case_energies_free(energies);
    return rc;
}

int inputs_read_throughput(const struct inputs *in, struct throughput_table *table, struct error *e)
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
