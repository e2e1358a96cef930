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

static bool runs(const struct kernel *k)
{
#if defined __x86_64__
    if (k == &kernel_avx2)
        return k->range && __builtin_cpu_supports("avx2");
    if (k == &kernel_avx512)
        return k->range && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl");
#endif
    return k->range;
}

size_t kernel_list(const struct kernel *list[KERNEL_MAX])
{
    static const struct kernel *const ALL[KERNEL_MAX] = {&kernel_plain, &kernel_baseline,
                                                         &kernel_avx2, &kernel_avx512};
    size_t n = 0;
    for (size_t i = 0; i < KERNEL_MAX; i++)
        if (runs(ALL[i]))
            list[n++] = ALL[i];
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
