/* kernel.c -- which kernels there are, and which of them this machine can run. */
#include "day/kernel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

void kernel_range_clear(struct kernel_range *range)
{
    memset(range->sum, 0, sizeof range->sum);
    for (int q = 0; q < PLAN_QUANTITIES; q++) {
        range->low[q] = INFINITY;
        range->high[q] = -INFINITY;
    }
}

static bool runs_avx2(void)
{
#if defined __x86_64__
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

static bool runs_avx512(void)
{
#if defined __x86_64__
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

size_t kernel_list(const struct kernel *list[KERNEL_MAX])
{
    size_t n = 0;
    list[n++] = &kernel_plain;
    list[n++] = &kernel_baseline;
    if (kernel_avx2.range && runs_avx2())
        list[n++] = &kernel_avx2;
    if (kernel_avx512.range && runs_avx512())
        list[n++] = &kernel_avx512;
    return n;
}

int kernel_find(const char *name, const struct kernel **kernel, struct error *e)
{
    const struct kernel *list[KERNEL_MAX];
    char names[80] = "auto", quoted[80];
    size_t n = kernel_list(list);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(name, list[i]->name) == 0 ||
            (i + 1 == n && (strcmp(name, "auto") == 0 || name[0] == '\0'))) {
            *kernel = list[i];
            return 0;
        }
        text_append(names, sizeof names, ", ", list[i]->name);
    }
    return error_set(e, "--kernel: found %s, want %s: this machine runs no other",
                     text_quoted(name, quoted), names);
}
