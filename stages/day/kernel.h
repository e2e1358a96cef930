/* kernel.h -- the loop over queries, one source for each instruction set, and a plain reference.
 *
 * All of them give the same bits: IEEE additions and multiplications of floats in one order for
 * each query, sums in whole quanta, counts. */
#ifndef DAY_KERNEL_H
#define DAY_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "day/plan.h"

/* A sum of quanta that no number of queries overflows, as digits of 32 bits in words of 64: so
 * that partial sums merge by adding word by word. */
#define KERNEL_DIGITS 4

/* What a range of queries adds up to. Start from kernel_range_clear. */
struct kernel_range {
    uint64_t sum[PLAN_QUANTITIES][KERNEL_DIGITS]; /* quanta, lowest digit first                */
    float low[PLAN_QUANTITIES], high[PLAN_QUANTITIES]; /* relative log2; INFINITY, -INFINITY   */
                                                       /* of no queries                        */
    uint32_t *count[PLAN_QUANTITIES]; /* [n_buckets] borrowed, added to; [PLAN_BUSY] not used  */
};

struct kernel {
    const char *name; /* "plain", "baseline", "avx2", "avx512" */
    /* Adds queries first .. last-1 of the plan's stream, fewer than 2^32. */
    void (*range)(const struct plan *plan, uint64_t first, uint64_t last,
                  struct kernel_range *range);
    /* The relative log2 of queries first .. first+n-1, each array [n]. */
    void (*queries)(const struct plan *plan, uint64_t first, size_t n,
                    float *const of[PLAN_QUANTITIES]);
};

/* The reference, and those made from kernel_body.h, one for each instruction set: baseline is what
 * every such machine has. Their functions are NULL where the compiler was not told to use these
 * instructions. */
extern const struct kernel kernel_plain, kernel_baseline, kernel_avx2, kernel_avx512;

/* Zeroes sums and extremes; the counts are the caller's. */
void kernel_range_clear(struct kernel_range *range);

#define KERNEL_MAX 4

/* The kernels that this machine can run, slowest first: plain, baseline, ... Returns their number;
 * list has that many pointers to what is never freed. */
size_t kernel_list(const struct kernel *list[KERNEL_MAX]);

/* A kernel by name; "" or "auto" is the fastest.
 * Returns 0, or -1 with a message that lists those that this machine can run. */
int kernel_find(const char *name, const struct kernel **kernel, struct error *e) MUST_CHECK;

#endif
