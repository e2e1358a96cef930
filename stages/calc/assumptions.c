/* assumptions.c -- words and look-ups of a scenario's assumptions. */
#include "calc/assumptions.h"

#include <string.h>

const char *lever_name(enum lever lever)
{
    static const char *const NAMES[LEVER_COUNT] = {"hardware", "algorithm", "serving"};
    return NAMES[lever];
}

size_t assumptions_find_case(const struct assumptions *a, const char *name)
{
    size_t i = 0;
    while (i < a->n_cases && strcmp(a->cases[i].name, name) != 0)
        i++;
    return i;
}
