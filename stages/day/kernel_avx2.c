/* kernel_avx2.c -- the kernel with AVX2, where the compiler is told to use it. */
#include "day/vector.h"

#if defined __AVX2__
#include "day/kernel_body.h"

static const struct kernel AVX2 = {"avx2", vector_range, vector_queries};

const struct kernel *kernel_avx2(void)
{
    return &AVX2;
}
#else
const struct kernel *kernel_avx2(void)
{
    return NULL;
}
#endif
