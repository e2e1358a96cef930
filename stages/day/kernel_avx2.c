/* kernel_avx2.c -- the kernel with AVX2, where the compiler is told to use it. */
#if defined __AVX2__
#include "day/kernel_body.h"

const struct kernel kernel_avx2 = {"avx2", vector_range, vector_queries};
#else
#include "day/kernel.h"

const struct kernel kernel_avx2 = {"avx2", NULL, NULL};
#endif
