/* lengths.h -- L_in and L_out of a query, and how L_out is rounded. */
#ifndef MODEL_LENGTHS_H
#define MODEL_LENGTHS_H

#include "model/assumptions.h"

struct lengths {
    struct distribution output; /* L_out [token], before it is rounded */
    struct distribution input;  /* L_in [token], never rounded         */
    enum rounding rounding;     /* of L_out                            */
};

/* The lengths of a case: its workload's L_out, its own L_in or else its workload's. */
struct lengths lengths_of(const struct assumptions *a, size_t case_index);

/* L_out from what was drawn of its distribution [token]: as it is, or the nearest whole number,
 * half to even. */
double lengths_rounded(const struct lengths *lengths, double output);

#endif
