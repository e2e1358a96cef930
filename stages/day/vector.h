/* vector.h -- the kernels that are made from kernel_body.h, one for each instruction set. */
#ifndef DAY_VECTOR_H
#define DAY_VECTOR_H

#include "day/kernel.h"

/* Each is NULL where the compiler was not told to use these instructions. */
const struct kernel *kernel_baseline(void); /* what every such machine has: SSE2 on x86-64 */
const struct kernel *kernel_avx2(void);
const struct kernel *kernel_avx512(void);

#endif
