/* kernel_avx512.c -- the kernel with AVX-512, where the compiler is told to use it. */
#include "day/vector.h"

#if defined __AVX512F__
#include "day/kernel_body.h"

static const struct kernel AVX512 = {"avx512", vector_range, vector_queries};

const struct kernel *kernel_avx512(void)
{
    return &AVX512;
}
#else
const struct kernel *kernel_avx512(void)
{
    return NULL;
}
#endif
