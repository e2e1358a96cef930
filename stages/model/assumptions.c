/* assumptions.c -- look-ups in a scenario's assumptions. */
#include "model/assumptions.h"

#include <string.h>

size_t assumptions_find_case(const struct assumptions *a, const char *name)
{
    size_t i = 0;
    while (i < a->n_cases && strcmp(a->cases[i].name, name) != 0)
        i++;
    return i;
}
