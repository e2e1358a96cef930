/* kernel_baseline.c -- the kernel with what every machine of this kind has: SSE2 on x86-64. */
#include "day/kernel_body.h"

const struct kernel kernel_baseline = {"baseline", vector_range, vector_queries};
