/* kernel_avx512.c -- the kernel with AVX-512, where the compiler is told to use it. */
#if defined __AVX512F__
#include "day/kernel_body.h"

const struct kernel kernel_avx512 = {"avx512", vector_range, vector_queries};
#else
#include "day/kernel.h"

const struct kernel kernel_avx512 = {"avx512", NULL, NULL};
#endif
