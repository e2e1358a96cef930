/* units.h -- which readings a leaf of a formula can depend on, so that it is answered once for each
 * combination of those and not of all.
 *
 * The rules err to one side: a list counts as one that matters unless it changes nothing but what
 * plainly does not enter, such as the input's weight in a case whose L_eff is L_out alone. */
#ifndef ASK_UNITS_H
#define ASK_UNITS_H

#include <stdbool.h>
#include <stddef.h>

#include "audit/leaves.h"
#include "model/assumptions.h"
#include "base/error.h"
#include "scenario/readings.h"

enum unit_kind { UNIT_CASE, UNIT_FLEET, UNIT_FIT, UNIT_ASSUMPTION };

/* Leaves that the same lists of readings matter to. */
struct unit {
    enum unit_kind kind;
    size_t case_index;                  /* UNIT_CASE only                                     */
    size_t leaf;                        /* UNIT_ASSUMPTION only: the one leaf                 */
    bool asks_levers;                   /* one of its leaves is of a lever                    */
    bool matters[READINGS_MAX_LISTS];   /* by list                                            */
    size_t n_classes;                   /* combinations of the readings of those lists        */
    size_t first;                       /* of its classes among those of all units            */
};

struct units {
    size_t n, n_classes; /* n_classes: of all units together */
    struct unit *all;    /* owned                            */
    size_t *of_leaf;     /* owned: unit of each leaf     */
};

/* Groups leaves.
 *   a   the scenario's assumptions without readings
 *   u   owned by the caller (units_free) on success */
int units_make(const struct leaves *q, const struct readings *r, const struct assumptions *a,
               struct units *u, struct error *e) MUST_CHECK;

/* Whether a unit's leaves rest on a case without a closed form, drawn instead (exact/exact.h).
 *   o   of a combination whose leaves have been asked
 * False also for what cannot be evaluated. */
bool unit_is_drawn(const struct units *u, const struct unit *unit, const struct leaves *q,
                   struct outcome *o);

/* The class of a combination, from 0, in a unit. */
size_t unit_class(const struct unit *unit, const struct readings *r, size_t combination);

/* The first combination of a class. */
size_t unit_combination(const struct unit *unit, const struct readings *r, size_t class_index);

/* Frees; a zeroed struct is accepted. */
void units_free(struct units *u);

#endif
