/* lengths.c -- the lengths of a case's queries. */
#include "model/lengths.h"

#include <math.h>

struct lengths lengths_of(const struct assumptions *a, size_t case_index)
{
    const struct workload_case *c = &a->cases[case_index];
    const struct workload *w = &a->workloads[c->workload];
    return (struct lengths){w->output_tokens,
                            c->has_input_tokens ? c->input_tokens : w->input_tokens, a->rounding};
}

double lengths_rounded(const struct lengths *lengths, double output)
{
    return lengths->rounding == ROUNDING_NEAREST ? nearbyint(output) : output; /* half to even */
}
