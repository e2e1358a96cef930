/* kernel_baseline.c -- the kernel with what every machine of this kind has. */
#include "day/kernel_body.h"
#include "day/vector.h"

static const struct kernel BASELINE = {"baseline", vector_range, vector_queries};

const struct kernel *kernel_baseline(void)
{
    return &BASELINE;
}
