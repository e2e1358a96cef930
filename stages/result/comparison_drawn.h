/* comparison_drawn.h -- which headlines rest on a case that is drawn, and their sampling error. */
#ifndef RESULT_COMPARISON_DRAWN_H
#define RESULT_COMPARISON_DRAWN_H

#include <stdbool.h>

#include "base/error.h"
#include "result/outcome.h"

/* Whether a headline (result/headline.h) rests on a case without a closed form.
 *   key   of a headline that the outcome has
 * Returns 0, or -1 with a message. */
int headline_is_drawn(struct outcome *o, const char *key, bool *drawn, struct error *e) MUST_CHECK;

/* The standard error of a headline, in its unit; 0 where nothing is drawn.
 * Returns 0, or -1 with a message. */
int headline_error(struct outcome *o, const char *key, double *standard_error,
                   struct error *e) MUST_CHECK;

#endif
