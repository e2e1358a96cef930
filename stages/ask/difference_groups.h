/* difference_groups.h -- which differences between two scenarios make sense only together. */
#ifndef ASK_DIFFERENCE_GROUPS_H
#define ASK_DIFFERENCE_GROUPS_H

#include "ask/differences.h"

/* What is known of a difference while groups are being found. */
struct difference_entry {
    const struct schema_key *key;
    char item[NAME_SIZE]; /* "" for a path without one                 */
    bool one_sided;       /* of an item that only one of the lists has */
    size_t group;         /* index of the group's first difference     */
};

/* Joins the groups of differences that move together, as ask/differences.h says.
 *   side          from and to
 *   differences   [n]
 *   entries       [n], one a difference, each a group of its own; their `group` is changed */
void difference_groups_join(const struct differences_side *const side[2],
                            const struct difference *differences, size_t n,
                            struct difference_entry *entries);

#endif
