/* audit.h -- every printed number against what two scenarios give, and a verdict on each.
 *
 * With mt19937 the value of results.tsv is judged, with the sampling error that it has, since it
 * replays the released analysis; the verdict on the exact value stands beside it. With any other
 * generator the exact value is judged: no lucky draw counts. Where that is drawn itself, for want
 * of a closed form, it is the value of results.tsv again. */
#ifndef AUDIT_AUDIT_H
#define AUDIT_AUDIT_H

#include <stdio.h>

#include "base/error.h"

struct audit_files {
    const char *directory, *beside; /* build folders of the scenario and of another one        */
    const char *published;          /* printed numbers; NULL: those that the scenario names    */
    const char *formulae;           /* how they follow from results                            */
};

/* Two scenarios as their stages left them, and the printed numbers. */
struct audit;

/* Reads all.
 *   out   owned by the caller (audit_close), also on failure
 * Returns 0, or -1: a file that is missing or stale, one scenario twice, memory. */
int audit_open(const struct audit_files *files, struct audit **out, struct error *e) MUST_CHECK;

/* Frees; NULL is accepted. */
void audit_close(struct audit *audit);

/* Writes audit.tsv: a row a printed number, with the value and the verdict of either scenario.
 * Returns 0, or -1: a formula that neither scenario has the names of, a wrong unit. */
int audit_write_numbers(struct audit *audit, FILE *f, struct error *e) MUST_CHECK;

/* Writes the modes of each variable that a formula asks the modes of, at several bandwidths. */
int audit_write_modes(struct audit *audit, FILE *f, struct error *e) MUST_CHECK;

#endif
