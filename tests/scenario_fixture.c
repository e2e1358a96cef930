/* scenario_fixture.c -- a scenario file resolved, fitted and evaluated, as tests want it. */
#include "scenario_fixture.h"

#include <stdlib.h>

#include "calc/frontier.h"
#include "io/assumptions.h"
#include "io/table.h"
#include "support.h"

static void resolve(const char *file, const char *scratch, char *assumptions)
{
    char places[SCRATCH_PATH_SIZE], cases[SCRATCH_PATH_SIZE];
    struct program_end o;
    scratch_path(assumptions, scratch, "assumptions.tsv");
    scratch_path(places, scratch, "places.tsv");
    scratch_path(cases, scratch, "cases.mk");
    const char *const argv[] = {BIN_DIR "/resolve", "--assumptions", assumptions, "--places",
                                places, "--cases", cases, file, NULL};
    run_program(&o, argv);
    if (o.status != 0)
        fail_msg("resolve %s: %s", file, o.err);
    program_end_free(&o);
}

void scenario_load(const char *file, struct assumptions *a, struct throughput_fits *fits)
{
    char scratch[SCRATCH_PATH_SIZE], assumptions[SCRATCH_PATH_SIZE], sha256[65];
    struct throughput_table table;
    struct error e;
    scratch_make(scratch);
    resolve(file, scratch, assumptions);
    if (assumptions_read(assumptions, a, sha256, &e) ||
        throughput_table_read(a->throughput.table, &table, sha256, &e) ||
        throughput_fit_all(&table, a, fits, &e))
        fail_msg("%s", e.text);
    throughput_table_free(&table);
    scratch_remove(scratch);
}

void scenario_evaluate(const struct assumptions *a, const struct throughput_fits *fits,
                       const char *case_name, struct evaluation *out)
{
    struct error e;
    size_t case_index = assumptions_find_case(a, case_name);
    assert_true(case_index < a->n_cases);
    if (evaluate_case(a, fits, case_index, out, &e))
        fail_msg("%s", e.text);
}

struct summary scenario_frontier(const struct assumptions *a, const struct evaluation *evaluation,
                                 enum lever_column column)
{
    struct summary summary;
    struct error e;
    double *sorted = malloc(evaluation->pool.n * sizeof *sorted);
    assert_non_null(sorted);
    if (frontier_summarize(a, &evaluation->energies, &evaluation->pool, column, sorted, &summary,
                           &e))
        fail_msg("%s", e.text);
    free(sorted);
    return summary;
}
