/* scenario_fixture.h -- a scenario file resolved, fitted and evaluated, as tests want it. */
#ifndef TESTS_SCENARIO_FIXTURE_H
#define TESTS_SCENARIO_FIXTURE_H

#include "calc/assumptions.h"
#include "calc/evaluate.h"
#include "calc/summary.h"
#include "calc/throughput.h"

/* Runs resolve on a scenario file in a scratch folder, reads what it writes, and fits TPS on the
 * scenario's rows. Fails the test on any error.
 *   file   path from the repository's root */
void scenario_load(const char *file, struct assumptions *a, struct throughput_fits *fits);

/* Evaluates a case by name. Freed by the caller with evaluation_free. */
void scenario_evaluate(const struct assumptions *a, const struct throughput_fits *fits,
                       const char *case_name, struct evaluation *out);

/* The frontier's summary under a lever, as results.tsv has it. */
struct summary scenario_frontier(const struct assumptions *a, const struct evaluation *evaluation,
                                 enum lever_column column);

#endif
