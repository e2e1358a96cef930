/* ledger.h -- every assumption of a scenario, where it is from, where it goes, and how much the
 * headline results hang on it. */
#ifndef ASK_LEDGER_H
#define ASK_LEDGER_H

#include <stdio.h>

#include "ask/question.h"
#include "base/error.h"

/* Prints ledger.tsv: a row an assumption, with the cases, results and figures that it enters, and a
 * column a headline with its elasticity [percent per percent], "-" where it has none. */
int ledger_print(struct question *q, FILE *stream, struct error *e) MUST_CHECK;

#endif
